"""Printed and declared credits become people with roles, desks and agencies."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.fields.byline_lexicon import lexicon_for
from crawler.fields.bylines import Byline, is_signature, looks_like_byline, merge, parse_byline, parse_credits
from crawler.fields.text import clean_line
from crawler.items import Author
from crawler.languages import all_languages
from tests.strategies import messy_text

SEED = "News Mania Desk / Piyal Chatterjee / 17th May 2025"

PIECES = """Jane Roe|JOHN POE|j. roe|van der Berg|Piyal Chatterjee|Đặng Văn Minh|O'NEILL|ssi|王小明|윤서희|佐伯 美咲
مريم|By|by|Von
Por|di|and|und|y|&|/|,|:|-|(|)|AP|dpa|Reuters|PTI|Web Desk|Staff Writer|Redaktion|Photos by|Foto:|Edited by
记者|文/|기자|in|Berlin|New York|17 May 2025|10:05|Updated|5 min read|jane@ledger.example|@jane|PhD|Jr.|Dr.|the|admin
Special to the Ledger|¦|\t""".replace("\n", "|").split("|")
bylines = st.lists(st.one_of(st.sampled_from(PIECES), messy_text), max_size=8).map(
    lambda pieces: " ".join(pieces).replace("¦", "|").replace("\t", "\n")
)
languages = st.sampled_from([None, "en", "de", "es", "tr", "zh", "ja", "ko", "ar", "hi", "xx", "nl-BE"])


def _names(byline: Byline) -> list[str]:
    return [author.name for author in byline.authors]


def _fold(text: str) -> str:
    """Fold case with Turkish dots aside, on one clean line."""
    plain = clean_line(text.replace("\n", " ")).replace("İ", "i").replace("I", "ı").casefold()
    return "".join(plain.replace("ı", "i").split())


def test_seed_line() -> None:
    """A desk, a person and a date on one line are told apart."""
    byline = parse_byline(SEED)

    assert byline == Byline(
        authors=(Author(name="Piyal Chatterjee", role="reporter"),), desk="News Mania Desk", date_raw="17th May 2025"
    )


@given(raw=bylines, language=languages)
@settings(max_examples=400, deadline=None)
def test_reading_what_was_read_gives_the_same(raw: str, language: str | None) -> None:
    """The names of a byline, given back as declared credits, come back unchanged."""
    names = _names(parse_byline(raw, language=language))

    assert _names(parse_credits(names, language=language)) == names


@given(raw=bylines, language=languages)
@settings(max_examples=400, deadline=None)
def test_no_name_is_invented(raw: str, language: str | None) -> None:
    """Every name stands in the raw text, case aside."""
    folded = _fold(raw)

    assert all(_fold(name) in folded for name in _names(parse_byline(raw, language=language)))


@given(raw=st.one_of(st.text(), messy_text), language=languages, outlet=st.one_of(st.none(), st.text(max_size=20)))
@settings(max_examples=300, deadline=None)
def test_nothing_makes_it_raise(raw: str, language: str | None, outlet: str | None) -> None:
    """Any text is read without an error."""
    assert parse_byline(raw, language=language, outlets=[outlet] if outlet else []) is not None
    assert looks_like_byline(raw, language=language) in (True, False)


@given(order=st.permutations(["Jane Roe", "Marcus Penrose", "Tilda Hart", "Li Wei"]))
def test_order_is_kept(order: list[str]) -> None:
    """People stand in printed order, in a line and as declared credits."""
    assert _names(parse_byline("By " + ", ".join(order))) == order
    assert _names(parse_credits(order)) == order


@given(raw=bylines, language=languages)
@settings(max_examples=100, deadline=None)
def test_merging_with_itself_or_nothing_changes_nothing(raw: str, language: str | None) -> None:
    """A byline merged with an empty one stays as it is."""
    byline = parse_byline(raw, language=language)

    assert merge(byline, Byline()) == byline


def test_initials_are_one_person_across_sources_only() -> None:
    """ "J. Roe" is Jane Roe where both are the same credit, and someone else where both are credited."""
    declared, printed = parse_credits(["J. Roe"]), parse_byline("By Jane Roe")

    assert _names(merge(declared, printed)) == ["Jane Roe"]
    assert _names(parse_byline("By J. Roe and Jane Roe")) == ["J. Roe", "Jane Roe"]


def test_merge_keeps_the_first_role_and_adds_who_is_new() -> None:
    """The first source decides on role and order."""
    first = parse_byline("Photos by Sam Lee | AP")
    second = parse_credits(["Sam Lee", "Jane Roe", "Web Desk", "Reuters"])

    merged = merge(first, second)

    assert merged.authors == (Author(name="Sam Lee", role="photo"), Author(name="Jane Roe", role="reporter"))
    assert (merged.desk, merged.agencies) == ("Web Desk", ("AP", "Reuters"))


def test_a_printed_role_beats_a_declared_author() -> None:
    """Structured data calls everybody an author; the page's "Editor:" knows better."""
    merged = merge(
        parse_credits(["Heri Adnan"]), parse_byline("Penulis: Naufal Zuhri | Editor: Heri Adnan", language="id")
    )

    assert [(a.name, a.role) for a in merged.authors] == [("Heri Adnan", "editor"), ("Naufal Zuhri", "reporter")]


def test_titles_and_accents_do_not_make_two_people() -> None:
    """Spellings that differ in accents, case or an academic title are one person."""
    assert len(parse_credits(["José García", "JOSE GARCIA", "Dr. José García"]).authors) == 1


@pytest.mark.parametrize(
    ("values", "outlet", "people", "desk"),
    [
        (["Valley Ledger"], "Valley Ledger", [], "Valley Ledger"),
        (["valleyledger.example"], None, [], "valleyledger.example"),
        (["Jane Roe", "Valley Ledger"], "Valley Ledger", ["Jane Roe"], None),
        (["VnLedger"], "vnledger.example", [], "VnLedger"),
        (["admin"], None, [], None),
        (["Null Undefined"], None, [], None),
        (["Array"], None, [], None),
        (["Jane Roe", "admin"], None, ["Jane Roe"], None),
        (["BBC News", "Jane Roe"], None, ["Jane Roe"], None),
        (["Guardian staff reporter"], "The Guardian", [], "Guardian staff reporter"),
        (["Jane Roe, Political Editor", "Staff Writer"], None, ["Jane Roe"], None),
        ([], None, [], None),
        (["", " ", "\u200b"], None, [], None),
    ],
)
def test_accounts_are_no_people(values: list[str], outlet: str | None, people: list[str], desk: str | None) -> None:
    """The outlet's own name, a domain or a CMS account is a desk or nothing, never a person."""
    byline = parse_credits(values, outlets=[outlet] if outlet else [])

    assert (_names(byline), byline.desk) == (people, desk)


@pytest.mark.parametrize(
    "line",
    [
        SEED,
        "By Jane Roe",
        "By Jane Roe, Staff Writer | Updated 5 May 2025, 10:05 a.m. | 5 min read",
        "17 May 2025",
        "Published: 17 May 2025 | Updated: 18 May 2025",
        "Von Katrin Ebersbach und Jörn Thalmann",
        "News Desk",
        "(AP)",
        "Jane Roe (text) and Sam Lee (photos)",
        "记者 王小明",
        "नगर संवाददाता, दिल्ली",
        "Photos by Sam Lee",
    ],
)
def test_byline_lines_are_recognised(line: str) -> None:
    """A line of credits and dates alone belongs to no body."""
    assert looks_like_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Jane Roe",
        "By Friday, the council will have voted on the plan.",
        "By the time the doors opened, Jane Roe had gone home.",
        "The council voted on 17 May 2025 to close the school.",
        "Photos of the scene were shared by Sam Lee on Monday.",
        "In Berlin, the reporters waited.",
        "Von der Leyen sagte am Montag, die Verhandlungen seien gescheitert.",
        "Related Articles",
        "Staff at the hospital said they had not been paid.",
        "Reuters reported on 17 May that talks had failed.",
        "Von 2020 bis 2024 war sie Bürgermeisterin.",
        "Por la mañana llegaron los bomberos",
        "By Jane Roe " + "and many others " * 20,
    ],
)
def test_other_lines_are_not(line: str) -> None:
    """A sentence is text, whatever words it begins with; so is a bare name, which may be a heading."""
    assert not looks_like_byline(line)


def test_a_style_sheet_is_no_byline() -> None:
    """Code that a theme keeps in its byline element names nobody."""
    assert parse_byline(".meta{font-family:'Open Sans',Roe} By Jane Roe").is_empty


def test_unknown_language_is_read_by_its_prefix() -> None:
    """The line's first word tells the language where the page does not."""
    assert _names(parse_byline("Por Lucía Berrocal y Andrés Quintela")) == ["Lucía Berrocal", "Andrés Quintela"]


def test_entities_are_read() -> None:
    """Escaped signs left in a declared name are read as what they mean."""
    assert _names(parse_credits(["Jane O&#39;Neill &amp; Sam Lee"])) == ["Jane O'Neill", "Sam Lee"]


@pytest.mark.parametrize(
    ("language", "line"),
    [("de", "Gepostet"), ("de", "Eingestellt am"), ("fr", "Posté le"), ("es", "Posteado"), ("it", "Postato"),
     ("pt", "Postado em"), ("tr", "Gönderildi"), ("id", "Diposting"), ("ja", "作成日")],
)  # fmt: skip
def test_what_stands_before_a_date_is_no_name(language: str, line: str) -> None:
    """Content systems print "posted" in the outlet's language, and the date as an element of its own."""
    assert not parse_byline(line, language=language).authors


def test_a_name_glued_to_a_date_is_read() -> None:
    """Elements side by side that only a style sheet parts leave no blank between the name and the day."""
    byline = parse_byline("Jane Roe2025-05-17", language="en")

    assert [author.name for author in byline.authors] == ["Jane Roe"]
    assert byline.date_raw == "2025-05-17"


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("2025-05-17 by News Desk, tagged as", "en"),
        ("2025-05-17 by AP, tagged as", "en"),
        ("2025-05-17 by admin, tagged as", "en"),
        ("2025-05-17 by AP, tagged as police, sports", "en"),
        ("2025-05-17 by admin, tagged as local news, police", "en"),
        ("AA 17.05.2025 belediyeokul", "tr"),
        ("AA 17.05.2025 hava durumubelediye", "tr"),
        ("Haber Merkezi 17.05.2025 festival", "tr"),
    ],
)
def test_words_in_lower_case_behind_a_desk_or_a_date_are_nobody(line: str, language: str) -> None:
    """They are keywords, or announce those that are linked and were taken out before."""
    assert parse_byline(line, language=language).authors == ()


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("十一月 27, 2026", "zh"),
        ("2026年11月24日 下午8:55", "zh"),
        ("2026年11月24日 午後8:55", "ja"),
        ("24 نوفمبر 2026 الساعة 8:55 مساءً", "ar"),
        ("24 Νοεμβρίου 2026 8:55 μ.μ.", "el"),
        ("24 नवंबर 2026 शाम 8:55 बजे", "hi"),
        ("২৪ নভেম্বর ২০২৬, ৮:৫৫ অপরাহ্ন", "bn"),
        ("२४ नोव्हेंबर २०२६ दुपारी १:३०", "mr"),
        ("24 ноября 2026 в 8:55 пп", "ru"),
    ],
)
def test_the_words_of_a_clock_are_nobody(line: str, language: str) -> None:
    """A month in words and "in the afternoon" are of the date, in scripts without capitals too."""
    byline = parse_byline(line, language=language)

    assert (byline.authors, byline.desk, byline.date_raw is not None) == ((), None, True)


def test_a_word_glued_to_a_date_is_no_desk() -> None:
    """Two elements side by side need no blank between them on the screen."""
    byline = parse_byline("Gepostet vor 2026-05-20Aktualisiert vor 2026-05-21 admin", language="de")

    assert (byline.authors, byline.desk) == ((), None)


@pytest.mark.parametrize(
    ("line", "language"), [("9 grudnia 2024 · 1 min aby przeczytać", "pl"), ("May 17, 2025 · 3 min to skim", "en")]
)
def test_the_words_of_a_count_are_no_name(line: str, language: str) -> None:
    """A theme says in its own words how long the text takes to read."""
    assert parse_byline(line, language=language).is_empty
    assert _names(parse_byline("By Jane Roe · 3 min to skim")) == ["Jane Roe"]


@pytest.mark.parametrize("printed", ["Hill&Vale", "Hill & Vale", "SHIRE.COUNTY.GOV"])
def test_the_outlets_own_name_is_no_two_people(printed: str) -> None:
    """An "and" within it parts nobody, and an address in capitals is one all the same."""
    byline = parse_credits([printed], language="en", outlets=["Hill & Vale"])

    assert (byline.authors, byline.desk) == ((), printed)


def test_brackets_without_end_are_no_line_to_read() -> None:
    """A page may open thousands of them, in a declared author as well: no stack overflows and none takes long."""
    assert parse_byline("(" * 20_000).authors == ()
    assert len(parse_byline("By Jane Roe " + "(in " * 20_000 + "Berlin" + ")" * 20_000).authors) < 2


@pytest.mark.parametrize("line", ["Ann Doe (1931–2025)", "Ann Doe († 2025)", "Ann Doe (*1931)", "Ann Doe (44)"])
def test_a_name_with_the_years_of_a_life_signs_nothing(line: str) -> None:
    """It is of somebody who is written about."""
    assert not is_signature(line, language="en")


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("इंजीनियरों ने पिछले साल रिपोर्ट में चेतावनी दी थी कि पांच में से दो खंभे कमजोर हो गए हैं।", "hi"),
        ("ইঞ্জিনিয়াররা গত বছর প্রতিবেদনে সতর্ক করেছিলেন যে দুটি স্তম্ভ দুর্বল হয়ে গেছে।", "bn"),
        ("انجینئروں نے پچھلے سال رپورٹ میں خبردار کیا تھا کہ دو ستون کمزور ہو گئے ہیں۔", "ur"),
    ],
)
def test_a_sentence_of_a_script_without_capitals_is_no_byline(line: str, language: str) -> None:
    """Its full stop is its own sign."""
    assert not looks_like_byline(line, language=language)
    assert not is_signature(line, language=language)


@pytest.mark.parametrize("line", ["Follow me on Twitter", "Click here"])
def test_a_word_of_a_button_is_nobody(line: str) -> None:
    """ "me" and "here" stand alone where the rest of the button is known."""
    assert parse_byline(line, language="en").authors == ()


@pytest.mark.parametrize(
    ("raw", "language", "people"),
    [
        ("Text, Fotos: Jana Roth", "de", [("Jana Roth", "reporter")]),
        ("Haber - Fotoğraf: Elif Karaca", "tr", [("Elif Karaca", "reporter")]),
        ("Bericht und Fotos: Jana Roth", "de", [("Jana Roth", "reporter")]),
        ("Servizio e foto: Anna Rossi", "it", [("Anna Rossi", "reporter")]),
        ("Foto und Video: Jana Roth", "de", [("Jana Roth", "photo")]),
        ("Reported by: Press Trust of India, Edited by: Asha Menon", "en", [("Asha Menon", "editor")]),
        ("Muhabir Elif Karaca, Editör Ozan Tunç", "tr", [("Elif Karaca", "reporter"), ("Ozan Tunç", "editor")]),
    ],
)
def test_labels_side_by_side_tell_one_credit(raw: str, language: str, people: list[tuple[str, str]]) -> None:
    """Only where nothing but a comma or a dash parts them."""
    byline = parse_byline(raw, language=language)

    assert [(author.name, author.role) for author in byline.authors] == people


@pytest.mark.parametrize(
    ("raw", "language", "people", "desk"),
    [
        ("LANYON - Jane Roe", "en", ["Jane Roe"], None),
        ("Lanyon - Jane Roe", "en", ["Lanyon", "Jane Roe"], None),
        ("ÇAYÖREN (AA) - ELİF KARACA", "tr", ["Elif Karaca"], None),
        ("وهرانة - سامي الخياط", "ar", ["سامي الخياط"], None),
        ("Kontributor Pantura, Galuh Wicaksana", "id", ["Galuh Wicaksana"], None),
        ("نورپور (نامہ نگار)", "ur", [], "نامہ نگار"),
        ("سہیل گیلانی (نامہ نگار)", "ur", ["سہیل گیلانی"], None),
    ],
)
def test_a_place_before_who_reports_from_it_is_nobody(
    raw: str, language: str, people: list[str], desk: str | None
) -> None:
    """A dash behind one word in capitals, an agency, a script without capitals or a post tells it from a name."""
    byline = parse_byline(raw, language=language)

    assert ([author.name for author in byline.authors], byline.desk) == (people, desk)


def test_the_outlet_before_a_name_is_none_of_it() -> None:
    """Some papers open every byline with their own name."""
    byline = parse_byline("Le Rivage Solenn KERVADEC.", language="fr", outlets=["Le Rivage"])

    assert [author.name for author in byline.authors] == ["Solenn Kervadec"]
    assert parse_byline("Le Rivage Newsroom", language="fr", outlets=["Le Rivage"]).desk == "Le Rivage Newsroom"


def test_the_number_of_an_agencys_text_is_none_of_its_name() -> None:
    """dpa sends one with every text."""
    assert parse_byline("© dpa-infocom, dpa:250312-930-402/1", language="de").agencies == ("dpa",)
    assert is_signature("© dpa-infocom, dpa:250312-930-402/1", language="de")


@pytest.mark.parametrize(
    ("raw", "people", "desk"),
    [("By Beacon Reporter", [], "Beacon Reporter"), ("By Jane Roe Reporter", ["Jane Roe"], None)],
)
def test_one_word_before_a_title_is_a_paper(raw: str, people: list[str], desk: str | None) -> None:
    """African papers sign so for whoever wrote it, and page and outlet file need not know the short name."""
    byline = parse_byline(raw, language="en")

    assert ([author.name for author in byline.authors], byline.desk) == (people, desk)


def test_a_place_behind_what_was_not_understood_is_nobody() -> None:
    """A label before it changes nothing."""
    assert parse_byline("Na Mwandishi wa Nuru, Tanga", language="sw").authors == ()


def test_every_language_s_words_for_helpers_are_found_by_the_cheap_question() -> None:
    """What is not asked further must not have credited anybody: "... contributed to this report"."""
    for language in all_languages():
        lexicon = lexicon_for(language.code)
        for phrase in (*language.bylines.get("contributor", ()), *language.bylines.get("inputs", ())):
            assert lexicon.may_name_helpers(f"Jane Roe, {phrase[:1].upper()}{phrase[1:]}: Sam Lee."), (
                language.code,
                phrase,
            )


def test_a_word_and_a_number_are_a_stations_name_and_no_person() -> None:
    """ "Canal 9" is the outlet where it is known to be one, and nobody otherwise."""
    assert parse_credits(["Canal 9"], language="es").is_empty
    assert parse_credits(["Canal 9"], language="es", outlets=["Canal 9"]).desk == "Canal 9"


def test_an_outlet_before_a_reporters_post_is_no_unread_rest() -> None:
    """The line is all credit, so that a body may lose it."""
    assert looks_like_byline("青谷晚报记者 张楠", language="zh")


def test_counts_behind_a_labelled_writer_and_a_date_do_not_hide_the_byline() -> None:
    """A meta line tells how often the article was read and commented on; a sentence with numbers is no such line."""
    assert looks_like_byline("By Jane Roe, 17 May 2025 231 4", language="en")
    assert not looks_like_byline("By Jane Roe's count 231 of 400 houses were empty on 17 May 2025.", language="en")


@pytest.mark.parametrize(("printed", "language"), [("Beheerder", "nl"), ("Ban quản trị", "vi"), ("운영자", "ko")])
def test_an_account_of_whoever_keeps_the_site_is_nobody(printed: str, language: str) -> None:
    """Each language has its own word for the administrator."""
    assert parse_credits([printed], language=language).is_empty


def test_a_name_with_the_section_run_into_it_is_no_second_person() -> None:
    """A byline prints the name for a reading aid, and again as a link with the section behind it."""
    assert _names(parse_byline("Author: Edith Inchbald. Edith Inchbald Transportation")) == ["Edith Inchbald"]


def test_a_line_with_a_price_is_no_byline() -> None:
    """Products are named like people, and "list" and "with" read like words of a credit."""
    assert not looks_like_byline(
        "[Ultra Compact] Wray Jump Starter with 400A Peak Current for $58.99 (list price $159)"
    )


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "5 de marzo de 2024 - 09:30 hs."),
        ("es", "05/03/2024 09:30 a. m."),
        ("pt", "Publicado em 05/03/2024 12:30 Horário de Brasília"),
        ("fr", "Publié le 5 mars 2024 à 12 h 30 HNE"),
        ("da", "Tirsdag d. 5. marts 2024 kl. 12.30"),
        ("sk", "5. marca 2024 o 12:30 hod."),
        ("ar", "آخر تحديث 05 مارس 2024 الساعة 09:30 غرينتش"),
        ("bn", "আপডেট : ০৫ মার্চ ২০২৪, ১২:৩০ এএম"),
        ("te", "05 మార్చి 2024, 12:30 గంటలకు"),
        ("ms", "5 Mac 2024, 9.30 pagi"),
        ("vi", "05/03/2024 09:30 sáng"),
        ("sw", "Jumanne, Machi 05, 2024 saa 3:30 asubuhi"),
    ],
)
def test_what_stands_behind_the_time_of_day_is_nobodys_name(language: str, line: str) -> None:
    """Words for hours, halves of the day and zones end a date line; it is nothing else."""
    assert parse_byline(line, language=language).is_empty
    assert looks_like_byline(line, language=language)


@pytest.mark.parametrize(
    "place", ["Port Harcourt", "North Wales", "Bad Homburg", "Quezon City", "Gold Coast", "Enugu State", "Chiang Mai"]
)
def test_a_place_of_two_words_behind_a_name_is_no_second_person(place: str) -> None:
    """Words such as "Port" and "City" tell most of them, a list the rest."""
    assert _names(parse_byline(f"By Jane Roe, {place}", language="en")) == ["Jane Roe"]
    assert _names(parse_byline(f"Jane Roe | {place}", language="en")) == ["Jane Roe"]


@pytest.mark.parametrize("name", ["Oliver North", "Jane Falls", "Ali Port"])
def test_a_surname_that_is_a_word_for_places_stays_one(name: str) -> None:
    """The word stands where places have it not."""
    assert _names(parse_byline(f"By {name}", language="en")) == [name]


@pytest.mark.parametrize("line", ["Reach Jane Roe at jroe@ledger.example", "Contact Jane Roe: jroe@ledger.example"])
def test_how_to_reach_a_writer_is_no_part_of_the_name(line: str) -> None:
    """Such a line ends an American reporter's portrait."""
    assert [author.name for author in parse_byline(line, language="en").authors] == ["Jane Roe"]


@pytest.mark.parametrize(
    ("language", "section"),
    [("en", "Politics"), ("de", "Wirtschaft"), ("fr", "Faits divers"), ("es", "Sucesos"), ("tr", "Gündem"),
     ("pl", "Kraj"), ("ru", "Происшествия"),
     ("en", "Gift article"), ("fr", "Offrir l'article"), ("tr", "Yorum yap"), ("de", "Zur Merkliste")],
)  # fmt: skip
def test_a_section_or_a_button_between_two_marks_is_nobody(language: str, section: str) -> None:
    """Meta lines print it before the writer or behind."""
    for line in (
        f"{section} · Jane Roe, Tina Hart",
        f"{section} / Jane Roe, Tina Hart",
        f"Jane Roe, Tina Hart | {section}",
    ):
        assert _names(parse_byline(line, language=language)) == ["Jane Roe", "Tina Hart"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("tr", "Gönderen AA"),
        ("vi", "Được đăng bởi AFP"),
        ("sv", "Upplagd av AFP"),
        ("cs", "Vystavil AFP"),
        ("ru", "Отправлено AFP"),
        ("hi", "प्रस्तुतकर्ता AFP"),
    ],
)
def test_the_word_by_which_a_blog_system_names_the_account_is_no_name(language: str, line: str) -> None:
    """Small papers live on such systems, and each language has its own word."""
    found = parse_byline(line, language=language)

    assert found.authors == ()
    assert len(found.agencies) == 1
