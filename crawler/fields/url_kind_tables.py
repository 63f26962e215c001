"""The words of paths and parameters that name a kind of page, in the languages regional papers publish in.

Data for `fields/url_kinds.py`; nothing here runs. Words are lower-case, without accents, as one whole path segment: a
slug that only holds such a word is never compared with them.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TAG = _words(
    """tag tags tagged tag-archive hashtag keyword keywords label labels taxonomy schlagwort schlagworte schlagwoerter
    schlagworter stichwort stichworte stichwoerter etiqueta etiquetas palabra-clave mot-cle mots-cles motcle etiquette
    etiquettes mot-clef mots-clefs palavra-chave marcador marcadores etichetta etichette trefwoord trefwoorden etikett
    etiketter nyckelord stikord emneord avainsana avainsanat tagi slowo-kluczowe stitek stitky stitok cimke cimkek
    oznaka oznake eticheta etiket etiketler etiketa tagek merkki теги тег метка метки тэг klicova-slova sildid zyme
    zymos"""
)
"""Everything right below such a segment is a list of articles with that tag."""

TOPIC = _words(
    """topic topics thema themen tema temas temat tematy temi argomento argomenti sujet sujets thematique thematiques
    assunto assuntos onderwerp onderwerpen dossier dossiers emne emner amne amnen aihe aiheet konu konular topik teema
    special specials serie series themenseite temas-del-dia тема темы сюжет"""
)
"""As above, yet some outlets publish articles below them."""

AUTHOR = _words(
    """author authors autor autoren autorin autorinnen autores autora autoras autori autore auteur auteurs autrice
    autrices byline bylines redakteur redakteure redakteurin forfatter forfattere forfattare skribent skribenter
    kirjoittaja kirjoittajat yazar yazarlar penulis szerzo szerzok autorzy auteure автор авторы journalist journalists
    journaliste journalistes periodista periodistas giornalista giornalisti journalisten reporter reporters
    contributor contributors verfasser autoriai autorid avtor avtorji"""
)
"""The segment after it is a person."""

PERSON = _words(
    """staff staff-member profile profiles profil profile-page user users people team member members writer writers by
    editor editors columnist columnists"""
)
"""As above, where what follows is no slug."""

SEARCH = _words(
    """search searchresults search-results suche suchergebnis suchergebnisse recherche rechercher buscar busqueda
    buscador busca pesquisa pesquisar ricerca cerca zoeken zoekresultaten sok soek sog haku szukaj wyszukiwarka hledat
    hledani vyhladavanie kereses cautare arama ara cari pencarian traži pretraga iskanje otsing paieska поиск find"""
)

CATEGORY = _words(
    """category categories kategorie kategorien categoria categorias categorie categories-list catégorie rubrik rubriken
    rubrique rubriques kategori kategorier kategoria kategorije kategorija kategorii cat-list rubrica rubriche
    categorieen rovat rubryka rubrika рубрика категория kateqoriya"""
)

SECTION = _words(
    """section sections ressort ressorts seccion secciones sezione sezioni secao secoes editoria canal channel"""
)
"""As above, yet some outlets publish articles below them."""

ARCHIVE = _words(
    """archive archives archiv archivo archivos archivio archief arkiv arkisto arsip archiwum archivum arhiva arhiv
    arquivo arquivos hemeroteca calendar kalender calendario calendrier"""
)
"""A list where only parts of a date follow; `/archives/63076` is an article in more than one system."""

PAGING = _words(
    """page paged pages seite seiten pagina paginas paginae pag pg p side sida sivu strona stranka strana oldal sayfa
    halaman lehekulg puslapis страница"""
)
"""Such a segment and a small number after it is a further page."""

FEED = _words(
    """feed feeds rss rss2 atom rdf rss.xml feed.xml atom.xml feed.json index.rdf index.rss rssfeed rss-feed"""
)

ACCOUNT = _words(
    """login log-in logout signin sign-in signup sign-up register registration account my-account myaccount password
    lost-password forgot-password cart basket checkout wp-login wp-admin wp-signup subscribe subscription
    subscriptions anmelden anmeldung abmelden registrieren registrierung konto mein-konto warenkorb kasse abo
    abonnement abonnieren abos connexion inscription compte mon-compte panier abonnements abonnes iniciar-sesion
    registro registrarse cuenta mi-cuenta carrito suscripcion suscribete entrar cadastro conta carrinho assine accedi
    registrati carrello abbonati abbonamenti inloggen registreren winkelwagen abonneren logga-in logg-inn log-ind
    prihlaseni registrace kosik zaloguj logowanie koszyk giris uye-ol donate spenden"""
)

SERVICE = _words(
    """about about-us aboutus contact contact-us contactus imprint impressum privacy privacy-policy privacypolicy
    privacy-notice terms terms-of-use terms-of-service terms-and-conditions cookie-policy cookies cookie-settings
    cookie-richtlinie disclaimer accessibility advertise advertise-with-us advertising media-kit mediadaten mediakit
    werbung werben kontakt datenschutz datenschutzerklaerung datenschutzerklarung agb nutzungsbedingungen ueber-uns
    uber-uns barrierefreiheit mentions-legales confidentialite politique-de-confidentialite cgu cgv contactez-nous
    qui-sommes-nous a-propos aviso-legal politica-de-privacidad politica-de-privacidade politica-de-cookies contacto
    contactenos quienes-somos sobre-nosotros sobre quem-somos contato fale-conosco termos-de-uso publicidad
    publicidade chi-siamo contatti redazione note-legali pubblicita privacybeleid over-ons adverteren colofon om-oss
    kontakta-oss personvern om-os privatlivspolitik tietosuoja yhteystiedot o-nas o-nama reklama reklam kunye iletisim
    hakkimizda gizlilik tentang-kami kontak redaksi corrections-policy editorial-policy ethics-policy faq faqs help
    hilfe aide ayuda careers newsletter newsletters newsletter-signup rss-feeds site-map sitemap sitemap.html app apps
    epaper e-paper send-us-a-tip submit-news letters-policy code-of-ethics masthead our-team staff-directory"""
)
"""Pages about the outlet, as the whole path."""

MACHINERY = _words(
    """wp-json wp-content wp-includes wp-admin xmlrpc.php wp-login.php trackback embed oembed cdn-cgi cgi-bin tncms ajax
    graphql"""
)
"""Addresses of the content system itself."""

FRONTS = _words(
    """posts articles stories blog artikel beitraege articulos artigos articoli artikelen news latest latest-news
    breaking breaking-news local local-news sport sports politics business opinion opinions
    world nation national international region regional life lifestyle living entertainment culture arts health
    science tech technology travel food education crime weather obituaries classifieds events jobs video videos photos
    galleries gallery podcast podcasts most-read most-popular trending live all home homepage editorials letters
    columns columnists community communities state money finance economy environment features community-news
    nachrichten aktuell aktuelles lokales lokal politik wirtschaft kultur panorama meinung regionales welt ausland
    inland wissen gesundheit reise auto leben gesellschaft blaulicht polizei wetter ratgeber newsticker ticker
    meistgelesen fotos bilder termine veranstaltungen stellenmarkt immobilien traueranzeigen actualite actualites actu
    politique economie societe monde faits-divers sante meteo loisirs noticias ultimas-noticias deportes politica
    economia sociedad mundo cultura sucesos salud tecnologia esportes ultimas cidades brasil saude cronaca attualita
    esteri notizie ultime-notizie nieuws sporten binnenland buitenland nyheter nyheder lokalt uutiset urheilu
    wiadomosci zpravy hirek gundem spor ekonomi dunya siyaset berita olahraga vijesti novice новости спорт политика"""
)
"""Section fronts, where the path holds nothing else."""

MEDIA_FILES = _words(
    """jpg jpeg png gif webp avif svg ico bmp tif tiff heic mp3 m4a ogg oga wav flac aac mp4 m4v mov avi webm mkv flv
    mpg mpeg m3u8 ts pdf doc docx xls xlsx ppt pptx odt ods rtf csv epub mobi zip gz tgz rar 7z tar exe dmg apk iso bin
    css js mjs map json woff woff2 ttf eot otf ics kml gpx vcf swf"""
)
"""File extensions that are no HTML page."""

FEED_FILES = _words("xml rss atom rdf")

VIEW_PARAMETER_KINDS = {
    ("option", "com_tags"): "tag_page",
    ("option", "com_search"): "search_page",
    ("option", "com_finder"): "search_page",
    ("option", "com_users"): "account_page",
    ("option", "com_contact"): "service_page",
    ("view", "category"): "list_page",
    ("view", "categories"): "list_page",
    ("view", "featured"): "list_page",
    ("view", "archive"): "list_page",
    ("view", "login"): "account_page",
    ("type", "rss"): "feed",
    ("format", "feed"): "feed",
    ("format", "rss"): "feed",
    ("format", "atom"): "feed",
    ("format", "ical"): "media_file",
}
"""Name and value that settle it: Joomla's and TYPO3's parameters first."""

PARAMETER_KINDS = {
    "replytocom": "reply_page",
    "paged": "paged_page",
    "feed": "feed",
    "attachment_id": "media_file",
}
"""Parameters that settle it wherever they stand (WordPress)."""

LIST_PARAMETER_KINDS = {
    "cat": "list_page",
    "category": "list_page",
    "category_name": "list_page",
    "kategorie": "list_page",
    "categoria": "list_page",
    "section": "list_page",
    "rubrique": "list_page",
    "m": "list_page",
    "month": "list_page",
    "monat": "list_page",
    "year": "list_page",
    "date": "list_page",
    "datum": "list_page",
    "tag": "tag_page",
    "tags": "tag_page",
    "label": "tag_page",
    "topic": "tag_page",
    "author": "author_page",
    "author_name": "author_page",
    "autor": "author_page",
    "s": "search_page",
    "q": "search_page",
    "query": "search_page",
    "search": "search_page",
    "suche": "search_page",
    "keywords": "search_page",
    "page": "paged_page",
    "pagina": "paged_page",
    "seite": "paged_page",
    "pg": "paged_page",
    "offset": "paged_page",
    "start": "paged_page",
    "sort": "list_page",
    "orderby": "list_page",
    "filter": "list_page",
}
"""Parameters that make a list, where neither the path nor another parameter names an article."""

ID_PARAMETERS = _words(
    """p id idx no nr num sn aid nid pid tid sid cid eid uid post post_id postid page_id article articleid article_id
    artikel artid art story storyid story_id news newsid news_id newsno idxno seq item itemid doc docid ref key guid
    id_article id_articulo idnoticia noticia node object_id contentid content_id cont"""
)
"""Parameters that carry an article's id in one system or another."""

_GROUPS = _words("team people member members")
FILING = {
    **dict.fromkeys((PERSON | AUTHOR) - _GROUPS, "author"),
    **dict.fromkeys(TAG | TOPIC, "tag"),
    **dict.fromkeys(CATEGORY | SECTION, "category"),
}
"""What the segment after such a word names; teams and people are more often written about."""

FILING_PARAMETERS = {
    "cat": "category",
    "category": "category",
    "category_name": "category",
    "tag": "tag",
    "author": "author",
    "author_name": "author",
}
"""Parameters that make an address the list of one (WordPress without permalinks first)."""
