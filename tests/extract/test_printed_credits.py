"""Credits that a page prints without declaring them, on pages as content systems write them."""

import pytest

from tests.extract.cms_page import TEXT, article, page


@pytest.mark.parametrize("meta", ["written by News Desk on May 17, 2025", "May 17, 2025 by News Desk"])
def test_a_desk_printed_above_the_text_stands_beside_the_writer_in_it(meta: str) -> None:
    """A system prints the account that put the text up, and the text opens with who wrote it."""
    found = article(page(above=f"<p class='meta'>{meta}</p>").replace(TEXT, f"<p>By Edith Inchbald</p>{TEXT}"))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]
    assert found.desk == "News Desk"


def test_an_author_is_known_by_a_label_that_only_a_reading_aid_tells() -> None:
    """Icons stand for "author" and "date", and nothing but a style sheet parts what they label."""
    label = '<span aria-label="{}"><a href="#">{}</a></span>'
    meta = label.format("Author", "Edith Inchbald") + label.format("Created on", "2025-05-17")
    found = article(page(above=f"<div class=info>{meta}</div>"))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]
    assert found.date_published == "2025-05-17"


def test_a_desk_linked_above_the_text_is_its_own_though_teasers_link_it_too() -> None:
    """The outlet's name stands as the author of the article and of every teaser below it."""
    link = '<a rel="author" href="/news/author/lanyon-desk/">Lanyon Foundation</a>'
    teasers = "".join(f"<li><h3>Ferry {n} runs again</h3><p>By {link}</p></li>" for n in range(4))
    found = article(page(above=f"<div class=post-meta>By {link}&bull;<time>17 May 2025</time></div>", below=teasers))

    assert found.desk == "Lanyon Foundation"


def test_an_author_below_a_headline_that_is_no_first_heading_is_found() -> None:
    """Old layouts print the headline in an h3, and a row of buttons between the author and the text."""
    buttons = "<ul>" + "".join(f"<li>{n} stars out of five for this</li>" for n in range(14)) + "</ul>"
    html = page(above=f"<p class=autor><strong>Edith Inchbald</strong> | Lanyon | 17/05/2025</p>{buttons}")
    found = article(html.replace("<h1", "<h3").replace("</h1", "</h3"))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]


def test_an_account_of_one_word_gives_way_to_the_desk_that_is_declared_and_printed() -> None:
    """A plug-in declares the login of whoever put the text up, all else the desk."""
    head = '<meta property="article:author" content="Edie"><meta name="author" content="News Desk">'
    found = article(page(head=head, above="<p class=byline>By News Desk</p>"))

    assert (found.authors, found.desk) == ((), "News Desk")


def test_buttons_and_related_articles_stand_between_a_text_and_its_writer() -> None:
    """A block theme prints the writer below the content, and plugins add to the content."""
    buttons = "".join(f"<li class=share-{n}><a href='?share={n}'>Share {n}</a></li>" for n in range(4))
    linked = "".join(f"<li><a href='/2025/05/{n}'>Ferry {n} runs late again</a> on Monday.</li>" for n in range(4))
    lists = f"<div class=sharing><h3>Share</h3><ul>{buttons}</ul></div><div><h3>Related</h3><ol>{linked}</ol></div>"
    author = "<p class=post-author__name>Edith Inchbald</p>"

    found = article(page(below=f"{lists}<div><time datetime=2025-05-17>17 May</time></div>{author}"))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]


def test_writers_of_teasers_below_the_text_did_not_write_it() -> None:
    """Each stands in an item of the list that links to its article."""
    cards = "".join(
        f"<li><h3><a href='/2025/05/{n}'>Ferry {n} runs late again</a></h3><p class=author>{name}</p></li>"
        for n, name in enumerate(("Iris Hollister", "Sam Winterbourne", "Ada Pell"))
    )

    assert article(page(after=f"<ul class=latest>{cards}</ul>")).authors == ()


def test_the_footer_of_the_article_tells_its_writer() -> None:
    """No name of its own parts it from the page's footer, its place in the article does; microformats mark the name."""
    footer = (
        "<p>By <span class=p-author>Edith Inchbald</span>. <time datetime=2025-05-17>17 May</time></p><p>Tags: </p>"
    )
    own = page(below=footer).replace("<footer class=entry-footer>", "<footer>")
    other = page(after=f"<footer>{footer}</footer>")

    assert [author.name for author in article(own).authors] == ["Edith Inchbald"]
    assert article(other).authors == ()


def test_writers_side_by_side_below_the_text_have_all_written_it() -> None:
    """Each stands in a box of its own, and nothing else stands beside them."""
    names = "".join(f"<div class=author><b>{name}</b></div>" for name in ("Edith Inchbald", "Iris Hollister"))
    found = article(page(after=f"<div class=writers>{names}</div>"))

    assert [author.name for author in found.authors] == ["Edith Inchbald", "Iris Hollister"]


def test_an_author_below_the_text_is_found_in_a_box_named_like_the_texts() -> None:
    """A common system names all parts of its page "news-detail", which elsewhere is said of lists of other articles."""
    text, author = "<div class=news-detail__text>", "<div class=news-detail__author>Author: Edith Inchbald</div>"
    found = article(page().replace("<div class=entry-content>", text).replace("<footer", f"{author}<footer"))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]


def test_a_source_right_below_the_box_of_the_text_is_its_agency() -> None:
    """The line has a box of its own below that of the text."""
    found = article(page().replace("<footer", "<div class=source>Source: Reuters</div><footer"))

    assert found.agencies == ("Reuters",)


def test_a_full_name_that_signs_the_text_goes_before_the_account_that_put_it_up() -> None:
    """The account is printed above the text, with a link to its page."""
    above = "<div class=post-meta>Posted by <a href=/author/wpwriter/>wpwriter</a> 17 May 2025</div>"
    html = page(head='<meta name="author" content="wpwriter">', above=above)
    found = article(html.replace("</div><footer", "<p><strong>Edith Inchbald</strong></p></div><footer"))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]


def test_an_account_named_after_the_site_is_the_outlet_and_gives_way_to_the_printed_writer() -> None:
    """Chinese systems print all that they know of an article in one line, how often it was read at its end."""
    line = "<div class=info>时间：2025-05-17 09:20 来源：新华社 作者：李文静 编辑：王磊 点击：231次</div>"
    text = "<p>市议会星期二晚上决定，在工程师完成第{}段地基工程之前，旧港口的围墙将继续关闭，居民希望能够提前开放。</p>"
    paragraphs = "".join(text.format(n) for n in range(2, 7))
    html = page(head='<meta name="author" content="paper">', above=line).replace("lang=en", "lang=zh")
    found = article(html.replace(TEXT, paragraphs))

    assert [(author.name, author.role) for author in found.authors] == [("李文静", "reporter"), ("王磊", "editor")]
    assert found.agencies == ("Xinhua",)


def test_an_author_s_element_ends_where_only_a_style_sheet_parts_it_from_the_date() -> None:
    """Two elements stand side by side without a blank, and no capital tells where the second begins."""
    line = "<div class=meta><span class=writer>كتب: محمد الخالدي</span><span>الخميس 15 مايو 2025 - 10:15 ص</span></div>"
    text = "<p>قرر مجلس المدينة مساء الثلاثاء إبقاء سور الميناء القديم مغلقا حتى ينتهي المهندسون من العمل رقم {}.</p>"
    html = page(above=line).replace("lang=en", "lang=ar")
    found = article(html.replace(TEXT, "".join(text.format(n) for n in range(2, 8))))

    assert [author.name for author in found.authors] == ["محمد الخالدي"]


def test_an_agency_that_ends_in_its_first_letter_is_not_said_twice() -> None:
    """Some themes print a byline twice, for small screens and for large ones, but with a blank between."""
    assert article(page(above="<div class=byline>APA</div>")).agencies == ("APA",)


def test_a_label_anywhere_in_a_meta_line_marks_its_writer() -> None:
    """The head declares the paper that a text comes from, and the line below the headline begins with the date."""
    line = "<div class=info>2025-05-17 12:11<span>来源：青谷时报网</span><span>作者：李文静</span></div>"
    text = "<p>市议会星期二晚上决定，在工程师完成第{}段地基工程之前，旧港口的围墙将继续关闭，居民希望能够提前开放。</p>"
    html = page(head='<meta name="author" content="青谷时报网">', above=line).replace("lang=en", "lang=zh")
    found = article(html.replace(TEXT, "".join(text.format(n) for n in range(2, 7))))

    assert [author.name for author in found.authors] == ["李文静"]


@pytest.mark.parametrize("opening", ["<p>By Edith Inchbald</p>", "<p>By Edith Inchbald</p><p>Staff Writer</p>"])
def test_a_desk_marked_as_author_stands_beside_the_writer_that_the_text_names(opening: str) -> None:
    """A block theme prints the account's bare name in an element of its own; a post below the name is no desk."""
    marked = page(above="<p class=post-author__name>News Desk</p>").replace(TEXT, f"{opening}{TEXT}")
    plain = page().replace(TEXT, f"{opening}{TEXT}")
    card = "<p class=author-name>admin</p><p class=author-title>Journalist</p>"

    assert ([a.name for a in article(marked).authors], article(marked).desk) == (["Edith Inchbald"], "News Desk")
    assert article(plain).desk is None
    assert article(page(above=card).replace(TEXT, f"{opening}{TEXT}")).desk is None


@pytest.mark.parametrize("tag", ['<meta itemprop="author" content="{}">', '<span itemprop="author">{}</span>'])
def test_the_author_of_a_picture_is_not_the_texts(tag: str) -> None:
    """Microdata of a picture has an author of its own, who stands in the page before the text."""
    picture = (
        f'<div itemscope itemtype="https://schema.org/ImageObject">{tag.format("Ida Wray | Lanyon Pictures")}</div>'
    )
    found = article(page(head='<meta name="author" content="Edith Inchbald">', above=picture))

    assert [author.name for author in found.authors if author.role == "reporter"] == ["Edith Inchbald"]


def test_the_credit_of_a_picture_stands_behind_its_label() -> None:
    """Forms of a system print each field in boxes of its own, the label first, and only the outer box is named."""
    items = "<div class=items><div class='item even'>{}</div></div>"
    credit = f"<div class=field-image-credit><div class=label>Image credit: </div>{items.format('Wray / Lanyon')}</div>"
    found = article(page(above=f"<div class=field-author>{items.format('News Desk')}</div>{credit}"))

    assert (found.authors, found.desk) == ((), "News Desk")


def test_a_portrait_below_the_text_names_its_writer_though_it_is_long() -> None:
    """The name opens it as a link to the author's page; nothing else credits anybody."""
    words = "is a reporter of the harbour and its ferries, and has written about both since the great flood. " * 2
    box = f'<div id=authorinfobox><p><b><a href="/author/edith-inchbald/">Edith Inchbald</a></b> {words}</p></div>'

    assert [author.name for author in article(page(below=box)).authors] == ["Edith Inchbald"]


def test_a_linked_section_beside_the_date_is_no_desk() -> None:
    """Its name may read like a newsroom's."""
    label = '<span class="article-section"><a href="/archive/businessNews">Business News</a></span>'
    above = f"<div class=info>{label} | <span class=timestamp>Sat May 17, 2025 | 5:03pm</span></div>"
    found = article(page(above=f"{above}<p class=byline>By Edith Inchbald</p>"))

    assert ([author.name for author in found.authors], found.desk) == (["Edith Inchbald"], None)


def test_the_outlet_is_known_by_its_name_before_a_slogan() -> None:
    """The account that is declared as author has the outlet's name."""
    head = '<meta property="og:site_name" content="LanyonWatch[All of Lanyon]"><meta name=author content="LanyonWatch">'

    assert article(page(head=head)).authors == ()


def test_a_photographer_in_a_row_with_the_reporter_is_known_by_the_post_below_the_name() -> None:
    """Each name has its post in an element of its own, and both pairs stand in one box."""
    pair = "<div class=name><span>{}</span> <span>{}</span></div><div class=description>{}</div>"
    row = pair.format("Kari", "Nordahl", "Journalist") + pair.format("Ola", "Hauge", "Fotograf")
    html = page(above=f"<div class='byline column'>{row}</div>").replace("<html lang=en>", "<html lang=no>")
    norwegian = "Kommunen vedtok tirsdag at den gamle broen skal holdes åpen for all trafikk til neste sommer. " * 2
    found = article(html.replace(TEXT, f"<p>{norwegian}</p>" * 3 + "<p>Arbeidet begynner i juni, sier ordføreren.</p>"))

    assert [(author.name, author.role) for author in found.authors] == [
        ("Kari Nordahl", "reporter"),
        ("Ola Hauge", "photo"),
    ]


def test_the_source_below_the_text_is_an_agency_beside_the_writer() -> None:
    """The writer is credited above the text, the wire in a line below the box that holds it."""
    found = article(
        page(above="<p class=byline>By Edith Inchbald</p>").replace("</div><footer", "</div><p>Source: AFP</p><footer")
    )

    assert ([author.name for author in found.authors], found.agencies) == (["Edith Inchbald"], ("AFP",))


def test_a_byline_with_its_word_right_below_the_texts_box_is_read() -> None:
    """No class that anybody knows names the line; the word before the name does."""
    line = "<p class=zeile><strong>By Edith Inchbald, Lanyon Radio</strong></p><footer"

    assert [author.name for author in article(page().replace("<footer", line)).authors] == ["Edith Inchbald"]


def test_an_outlet_is_known_by_its_address_without_accents_and_blanks() -> None:
    """The account is called like the domain; the page credits the newsroom and an agency."""
    head = '<meta name="author" content="El Lanyón">'
    found = article(
        page(head=head, above="<div class=autor>By Newsroom / AFP</div>"), "https://www.ellanyon.example/a/x-y-z"
    )

    assert (found.authors, found.desk, found.agencies) == ((), "Newsroom", ("AFP",))


def test_a_desk_printed_below_the_headline_goes_before_the_outlet_itself() -> None:
    """A system declares the outlet as the author of every text that no person has signed."""
    head = '<meta property="og:site_name" content="Lanyon Post"><meta name="author" content="Lanyon Post">'
    found = article(page(head=head, above="<div class=hx7>News Desk</div>"))

    assert (found.authors, found.desk) == ((), "News Desk")


@pytest.mark.parametrize(
    "names", [("অরুণ মজুমদার", "শিরিন আক্তার"), ("مريم العطار", "سليم الحداد"), ("Edith Inchbald", "Hal Dunmore")]
)
def test_the_second_printed_author_counts_where_the_first_alone_is_declared(names: tuple[str, str]) -> None:
    """Whatever the script: many have no capitals to know a name by."""
    node = '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "%s"}}'
    head = f'<script type="application/ld+json">{node}</script>'
    boxes = "".join(f"<div class=author-details><a href='/author/{n}'>{name}</a></div>" for n, name in enumerate(names))
    found = article(page(head=head % names[0], above=f"<div class=author-row>{boxes}</div>"))

    assert tuple(author.name for author in found.authors) == names


def test_a_writers_name_is_whole_beside_marked_elements_that_print_nothing() -> None:
    """One link to the author holds only a portrait, another the name, and a label has lost its text to a tag."""
    label = '<p class="byline"><a rel="tag" href="/tag/mobile/">Mobile</a></p>'
    name = '<span class="by">by </span><a rel="author" href="/profiles/edith/"><span>Edith Inchbald</span></a>'
    found = article(page(above=f'{label}<div class="info">{name} <time>December 22, 2016</time></div>'))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]


def test_a_post_in_an_element_of_its_own_is_no_second_person() -> None:
    """The outlet's short name stands in the post, and reads like somebody's."""
    name = '<a class="byline__author" href="/edith">Edith Inchbald</a>'
    above = (
        f'<div class="byline__body"><div>{name}</div><div class="byline__title">LanyonFeed UK News Fellow</div></div>'
    )

    assert [author.name for author in article(page(above=above)).authors] == ["Edith Inchbald"]


def test_a_portrait_with_name_and_time_is_no_caption() -> None:
    """A picture opens the box, and all its text stands in elements, as below other pictures."""
    parts = '<span class="time">5/17/2025</span> <span class="authorname-txt">Edith Inchbald</span>'
    found = article(page(above=f'<div class="info"><span><img src="a.png"></span> {parts}</div>'))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]


def test_two_linked_writers_with_a_blank_between_are_two_people() -> None:
    """Only the links part them, in a box that is named for authors."""
    links = '<a href="/author/edith/">Edith Inchbald</a> <a href="/author/ida/">Ida Wray</a>'

    found = article(page(above=f'<div class="authors">{links}</div><div>May 17, 2025</div>'))

    assert [author.name for author in found.authors] == ["Edith Inchbald", "Ida Wray"]


def test_a_line_that_says_author_is_read_under_a_name_for_credits() -> None:
    """Elsewhere such names hold what is said of a picture."""
    line = '<div class="credit-title-name">Author: Edith Inchbald | Editor: Ida Wray</div>'
    found = article(page(above=f'<div class="credit">Lanyon - 17/05/2025, 09:30</div>{line}'))

    assert [(author.name, author.role) for author in found.authors] == [
        ("Edith Inchbald", "reporter"),
        ("Ida Wray", "editor"),
    ]
