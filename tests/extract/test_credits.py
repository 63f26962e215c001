"""Who wrote an article, where declared and printed credits differ."""

import json
from datetime import UTC, datetime

import pytest

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

URL = "https://paper.example/county/footbridge"
TEXT = "".join(f"<p>The bridge was closed for {n} weeks last winter, and nobody had told people.</p>" for n in range(9))


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Edith Inchbald, Lionel Brackley", ["Edith Inchbald", "Lionel Brackley"]),
        ("Edith Inchbald", ["Edith Inchbald"]),
    ],
)
def test_declared_contributors_count_where_the_byline_prints_them(printed: str, names: list[str]) -> None:
    """Ghost declares all authors but the first so; elsewhere contributors are editors and photographers."""
    node = {
        "@type": "Article",
        "headline": "Council votes to keep the bridge",
        "author": {"@type": "Person", "name": "Edith Inchbald"},
        "contributor": [{"@type": "Person", "name": "Lionel Brackley"}],
    }
    page = PageInput(
        body=f"""<html><title>Council votes to keep the bridge</title>
        <script type="application/ld+json">{json.dumps(node)}</script><body><h1>Council votes to keep the bridge</h1>
        <h4 class="author-name">{printed}</h4>{TEXT}</body></html>""".encode(),
        url=URL,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
    )

    article = extract_article(page)

    assert isinstance(article, Article)
    assert [author.name for author in article.authors] == names


def _read(above: str = "", below: str = "", author: object = None, head: str = "") -> Article:
    node = {"@type": "NewsArticle", "headline": "Council votes to keep the bridge"}
    declared = node if author is None else {**node, "author": author}
    page = PageInput(
        body=f"""<html lang="en"><title>Council votes to keep the bridge</title>
        <meta property="og:site_name" content="Valley Ledger">{head}
        <script type="application/ld+json">{json.dumps(declared)}</script><body><main>
        <h1>Council votes to keep the bridge</h1>{above}{TEXT}{below}</main></body></html>""".encode(),
        url=URL,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
    )
    article = extract_article(page)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize("declared", [None, "Valley Ledger", "News Desk"])
@pytest.mark.parametrize(
    ("above", "below", "names"),
    [
        ("", "<p>Edith Inchbald</p>", ["Edith Inchbald"]),
        ("<p>EDITH INCHBALD</p>", "", ["Edith Inchbald"]),
        ("", "<p>Edith Inchbald, Lionel Brackley</p>", ["Edith Inchbald", "Lionel Brackley"]),
        ("", "<p>ein, lbr; Photo: Shutterstock</p>", ["ein", "lbr"]),
    ],
)
def test_a_text_is_signed_above_or_below(above: str, below: str, names: list[str], declared: str | None) -> None:
    """A bare name on a line of its own counts where nothing else names a person."""
    article = _read(above, below, declared)

    assert [author.name for author in article.authors] == names


@pytest.mark.parametrize(
    "below", ["<h3>Edith Inchbald</h3>", "<ul><li>Edith Inchbald</li></ul>", "<p>Keep the Bridge</p>"]
)
def test_a_name_elsewhere_signs_nothing(below: str) -> None:
    """Headings, tags and words that are no name sign nothing; neither does a name where a person is declared."""
    assert not _read("", below).authors
    assert [author.name for author in _read("", "<p>Edith Inchbald</p>", "Lionel Brackley").authors] == [
        "Lionel Brackley"
    ]


@pytest.mark.parametrize("declared", [None, "Lionel Brackley"])
def test_authors_in_elements_side_by_side_are_one_byline(declared: str | None) -> None:
    """Where the markup declares one of two printed authors, both wrote."""
    above = "".join(
        f'<div class="person"><address><a rel="author" href="/{n}">{n}</a></address></div>'
        for n in ("Edith Inchbald", "Lionel Brackley")
    )

    article = _read(f"<div>{above}</div>", author=declared)

    assert {author.name for author in article.authors} == {"Edith Inchbald", "Lionel Brackley"}


def test_the_authors_of_other_articles_do_not_join() -> None:
    """A list of teasers with their authors says nothing of this article."""
    teasers = "".join(
        f'<div><h3><a href="/{n}">A bridge too far</a></h3><a rel="author" href="/{n}">{n}</a></div>'
        for n in ("Edith Inchbald", "Lionel Brackley")
    )

    assert [a.name for a in _read("", teasers, "Edith Inchbald").authors] == ["Edith Inchbald"]


def test_the_list_of_authors_above_a_text_is_no_list_of_links() -> None:
    """Class names such as "author-list-item" mean a list of teasers only below the text."""
    above = '<ul class="metaAuthorList"><li class="metaAuthorList-item"><a href="/e">Edith Inchbald</a></li></ul>'

    assert [a.name for a in _read(above).authors] == ["Edith Inchbald"]


@pytest.mark.parametrize(
    ("printed", "raw"),
    [
        ("By Edith Inchbald <span>17 May 2026</span>", "By Edith Inchbald"),
        (
            "By Edith Inchbald, Reporter<span> 17 May 2026</span> <span>Updated: 18 May 2026</span>",
            "By Edith Inchbald, Reporter",
        ),
        ("By Edith Inchbald | 17 May 2026", "By Edith Inchbald | 17 May 2026"),
        ("Posted by Edith Inchbald on 17 May 2026", "Posted by Edith Inchbald on 17 May 2026"),
    ],
)
def test_a_date_of_its_own_is_no_part_of_the_byline(printed: str, raw: str) -> None:
    """What the line itself says of the date stays in it."""
    assert _read(f"<p>{printed}</p>").byline_raw == raw


@pytest.mark.parametrize("signature", ["Edith Inchbald", "Valley Ledger / Edith Inchbald", "© dpa"])
def test_a_signature_is_no_body_text(signature: str) -> None:
    """It leaves the body for the credits."""
    article = _read(below=f"<p>{signature}</p>")

    assert signature not in article.body_text
    assert article.authors or article.agencies


def test_the_last_line_of_a_list_signs_nothing() -> None:
    """Where short lines stand one below the other, two names are an item as the others are."""
    entries = ("Harbour Lights, Green Grass", "Marble Lions, Second Tide", "Young Rivers, Heavy Rain")

    article = _read(below="".join(f"<p>{entry}</p>" for entry in entries))

    assert not article.authors


def test_an_agency_is_printed_as_the_page_prints_it() -> None:
    """The byline keeps the page's spelling of an agency that the markup declares in full."""
    article = _read("<p>PTI | 17 May 2026</p>", author="Press Trust of India")

    assert (article.agencies, article.byline_raw) == (("PTI",), "PTI | 17 May 2026")


def test_an_author_below_the_date_and_category_is_found() -> None:
    """Block themes print "Posted", the date, "in", the category, "by" and the name as six blocks below the text."""
    words = "<p>Posted</p><div><time>May 19, 2026</time></div><p>in</p><div><a href='/category/town'>Town</a></div>"
    below = f"<div>{words}<p>by</p><div class='post-author'><p class='post-author-name'>Edith Inchbald</p></div></div>"

    article = _read(below=below)

    assert [author.name for author in article.authors] == ["Edith Inchbald"]


@pytest.mark.parametrize(
    ("author", "names", "desk", "agencies"),
    [
        ({"@type": "Organization", "name": "Harbour Lights"}, [], "Harbour Lights", ()),
        ({"@type": "NewsMediaOrganization", "name": "Agence France-Presse"}, [], None, ("AFP",)),
        ({"@type": ["Person", "Organization"], "name": "Edith Inchbald"}, ["Edith Inchbald"], None, ()),
        (
            [{"@type": "Person", "name": "Edith Inchbald"}, {"@type": "Organization", "name": "Harbour Lights"}],
            ["Edith Inchbald"],
            None,
            (),
        ),
    ],
)
def test_a_declared_organisation_is_no_person(
    author: object, names: list[str], desk: str | None, agencies: tuple[str, ...]
) -> None:
    """The type of an author's node says so where its name does not."""
    article = _read(author=author)

    assert ([a.name for a in article.authors], article.desk, article.agencies) == (names, desk, agencies)


def test_a_byline_beats_a_declared_organisation() -> None:
    """Whatever type a system gives to its authors, one that the page prints as such is a person."""
    article = _read("<p>By Edith Inchbald</p>", author={"@type": "Organization", "name": "Edith Inchbald"})

    assert [a.name for a in article.authors] == ["Edith Inchbald"]


@pytest.mark.parametrize(
    ("head", "above", "name"),
    [
        ('<meta name="author" content="Edith Inchbald">', "<p>By Edith Inchbald</p>", "Edith Inchbald"),
        ("", "<p>By Edith Inchbald</p>", "Lionel Brackley"),
        ('<meta name="author" content="Edith Inchbald">', "", "Lionel Brackley"),
        ('<meta name="author" content="Edith Inchbald">', "<p>By Lionel Brackley</p>", "Lionel Brackley"),
    ],
)
def test_print_and_meta_together_beat_the_account_that_put_it_up(head: str, above: str, name: str) -> None:
    """JSON-LD often names who posted the text; it gives way only to a byline that is both printed and declared."""
    assert [a.name for a in _read(above, author="Lionel Brackley", head=head).authors] == [name]


@pytest.mark.parametrize("place", ['<meta name="copyright" content="Copyright (c) Lionel Brackley 2026">', ""])
def test_the_publisher_is_no_author(place: str) -> None:
    """A magazine house puts its own name into each page's meta author."""
    article = _read(head=f'<meta name="author" content="Lionel Brackley">{place}')

    assert ([a.name for a in article.authors], article.desk) == (
        ([], "Lionel Brackley") if place else (["Lionel Brackley"], None)
    )


def test_many_marked_authors_belong_to_teasers() -> None:
    """Where nobody signs the text, the authors of five other articles below it do not."""
    teasers = "".join(f'<div><h3>One {n}</h3><i data-testid="byline">By {n}</i></div>' for n in ("Edith Inchbald",
        "Lionel Brackley", "Tilda Hart"))  # fmt: skip

    assert not _read(below=teasers, author="Valley Ledger").authors


def test_an_agency_beats_the_outlet_in_the_markup() -> None:
    """An outlet declared in one place has only passed on what another place credits to an agency."""
    head = '<meta name="articleAuthor" content="News - Agence France-Presse">'
    article = _read(head=head, author={"@type": "Organization", "name": "Valley Ledger"})

    assert (article.desk, article.agencies) == (None, ("AFP",))


@pytest.mark.parametrize(
    "line",
    [
        "By Edith Inchbald, Lionel Brackley on Monday, May 18th, 2026 at 11:08 a.m.",
        "By Edith Inchbald and Lionel Brackley, 18 May 2026, reading time 5 min.",
    ],
)
def test_a_clock_s_full_stop_ends_no_sentence(line: str) -> None:
    """A long byline that closes with "a.m." is a byline all the same."""
    article = _read(f"<p>{line.replace('Edith Inchbald', '<a href=/e>Edith Inchbald</a>')}</p>")

    assert [a.name for a in article.authors] == ["Edith Inchbald", "Lionel Brackley"]


@pytest.mark.parametrize(
    ("line", "raw"),
    [
        ("By Edith Inchbald <b>Updated</b> <i>17 May 2026</i>", "By Edith Inchbald"),
        ("Monday 18 May 2026 by Edith Inchbald", "Monday 18 May 2026 by Edith Inchbald"),
    ],
)
def test_what_introduces_a_date_is_cut_with_it(line: str, raw: str) -> None:
    """The byline as printed keeps its people, and no loose "Updated" or weekday."""
    assert _read(f"<p>{line}</p>").byline_raw == raw


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "givenName": "Edith", "familyName": "Inchbald"}, ["Edith Inchbald"]),
        ({"@type": "Person", "name": "Inchbald, Edith"}, ["Edith Inchbald"]),
        ({"@type": "Person", "name": "Inchbald, Edith; Brackley, Lionel"}, ["Edith Inchbald", "Lionel Brackley"]),
        ({"@type": "Person", "name": "Inchbald, Reuters"}, ["Inchbald"]),
        ({"@type": "Person", "name": "edith-inchbald"}, ["Edith Inchbald"]),
        ({"@type": "Person", "name": "Edith_Inchbald"}, ["Edith Inchbald"]),
        ({"@type": "Person", "name": "news-desk"}, []),
        ({"@type": "Person", "name": {"@value": "Edith Inchbald"}}, ["Edith Inchbald"]),
        ({"@type": "Person", "name": "Edith Inchbald<br/>Lionel Brackley"}, ["Edith Inchbald", "Lionel Brackley"]),
        ({"author": {"@type": "Person", "name": "Edith Inchbald"}}, ["Edith Inchbald"]),
    ],
)
def test_a_declared_name_is_turned_as_people_sign(author: object, names: list[str]) -> None:
    """Catalogues put the family name first, accounts join both by a hyphen, some nodes keep them apart."""
    assert [a.name for a in _read(author=author).authors] == names


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Edith Inchbald">',
        """<meta name='parsely-page' content='{"title": "Bridge", "authors": ["Edith Inchbald"]}'>""",
        '<meta name="articleAuthor" content="Edith Inchbald">',
    ],
)
def test_rarer_places_declare_authors_too(head: str) -> None:
    """WordPress captions the author on a Twitter card, Parse.ly wrote JSON into a tag."""
    assert [a.name for a in _read(head=head).authors] == ["Edith Inchbald"]
    assert not _read(
        head='<meta name="twitter:label1" content="Price"><meta name="twitter:data1" content="Ten">'
    ).authors


def test_names_that_only_a_style_sheet_parts_are_two() -> None:
    """Elements side by side print no space between them."""
    above = '<div class="byline"><a class="author">Edith Inchbald</a><a class="author">Lionel Brackley</a></div>'

    assert [a.name for a in _read(above).authors] == ["Edith Inchbald", "Lionel Brackley"]


def test_a_place_that_only_a_style_sheet_parts_is_no_part_of_the_name() -> None:
    """A linked name ends where its link does."""
    meta = '<a href="/author/edith">Edith Inchbald</a><b>Springfield</b><time>12 May 2025</time>'

    assert [a.name for a in _read(f'<div class="autor">{meta}</div>').authors] == ["Edith Inchbald"]


_DENSE = {
    "ko": "다리는 지난 겨울 {} 주 동안 폐쇄되었지만 아무도 그곳에 사는 사람들에게 알리지 않았다고 한다.",
    "ja": "橋は昨年の冬に{}週間閉鎖されていたが、誰も住民に知らせていなかったため、多くの人が困っていた。",
    "zh": "大桥去年冬天关闭了{}个星期，没有人告诉住在那里的居民，许多人因此感到非常不便，纷纷投诉。",
}


@pytest.mark.parametrize(
    ("language", "line", "names", "agencies"),
    [
        ("ko", "홍길서 기자 gshong@hanbit.example", ["홍길서"], ()),
        ("ja", "【沢渡直人】", ["沢渡直人"], ()),
        ("ja", "（共同）", [], ("Kyodo",)),
        ("ja", "（敬称略）", [], ()),
        ("zh", "（记者 张晓峰）", ["张晓峰"], ()),
    ],
)
def test_a_text_without_capitals_is_signed_by_a_title_or_brackets(
    language: str, line: str, names: list[str], agencies: tuple[str, ...]
) -> None:
    """A name in Chinese, Japanese or Korean looks like any word; "기자" or brackets round it say that it signs."""
    text = _DENSE[language]
    body = "".join(f"<p>{text.format(n)}</p>" for n in range(2, 12))
    title = f"<title>{text[:12]}</title><h1>{text[:12]}</h1>"
    page = PageInput(
        body=f"<html lang={language}>{title}<article>{body}<p>{line}</p></article>".encode(),
        url=URL,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
        force=True,
    )

    article = extract_article(page)

    assert isinstance(article, Article)
    assert ([a.name for a in article.authors], article.agencies) == (names, agencies)


def test_desk_agencies_and_printed_line_say_where_they_came_from() -> None:
    """Each is told apart from the people: a printed line may add what the markup does not have."""
    article = _read("<p>By Edith Inchbald, News Desk, AFP</p>", author="Edith Inchbald")

    assert (article.desk, article.agencies) == ("News Desk", ("AFP",))
    assert {key: article.provenance[key].source for key in ("authors", "desk", "agencies", "byline_raw")} == {
        "authors": "jsonld",
        "desk": "dom",
        "agencies": "dom",
        "byline_raw": "dom",
    }


@pytest.mark.parametrize(
    "credit", ['<span class="byline">Posted by <a rel="author" href="/author/2">News Desk</a></span>']
)
def test_the_account_of_a_desk_stands_beside_the_writer(credit: str) -> None:
    """A desk's account puts the text up, and its first line names who wrote it; the outlet's own account is no desk."""
    line = "<p>By Edith Inchbald</p>"

    article = _read(above=credit + line)
    own = _read(above=credit.replace("News Desk", "Valley Ledger") + line)

    assert ([author.name for author in article.authors], article.desk) == (["Edith Inchbald"], "News Desk")
    assert ([author.name for author in own.authors], own.desk) == (["Edith Inchbald"], None)


def test_captions_do_not_part_an_author_from_the_text() -> None:
    """Below a short text with many pictures the author stands far away, counted in blocks."""
    pictures = "".join(
        f"<figure><img src={n}.jpg><figcaption>The bridge, part {n}</figcaption></figure>" for n in range(12)
    )
    below = f"{pictures}<p>by</p><div class='post-author'><p class='post-author-name'>Edith Inchbald</p></div>"

    article = _read(below=below)

    assert [author.name for author in article.authors] == ["Edith Inchbald"]


@pytest.mark.parametrize(
    ("above", "below", "names"),
    [
        (
            "",
            "<div class='post-footer'><span class='post-author'>Posted by Edith Inchbald</span> at 5:11</div>",
            ["Edith Inchbald"],
        ),
        (
            "<div class='bd'><cite class='byline vcard'>By Edith Inchbald</cite> | 12 min ago</div>",
            "",
            ["Edith Inchbald"],
        ),
        ("<div class='HeaderComment_author Author'>Edith Inchbald</div>", "", ["Edith Inchbald"]),
        ("", "<div class='comment'><span class='comment-author author'>Edith Inchbald</span> says</div>", []),
    ],
)
def test_an_author_is_found_within_a_line(above: str, below: str, names: list[str]) -> None:
    """Themes name an inline element as the author's, in a line of date and buttons, a footer or a head."""
    article = _read(above=above, below=below)

    assert [author.name for author in article.authors] == names


def test_an_author_above_the_headline_is_found_whatever_stands_below() -> None:
    """Opinion pages print the writer above the headline, and a box of links may part both from the text."""
    links = "".join(f"<div class='box'>Story number {n} of the week</div>" for n in range(15))
    node = {"@type": "NewsArticle", "headline": "Council votes to keep the bridge"}
    page = PageInput(
        body=f"""<html lang="en"><title>Council votes to keep the bridge</title>
        <script type="application/ld+json">{json.dumps(node)}</script><body><main>
        <div class="author">Edith Inchbald</div><h1>Council votes to keep the bridge</h1>
        {links}{TEXT}</main></body></html>""".encode(),
        url=URL,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
    )

    article = extract_article(page)

    assert isinstance(article, Article)
    assert [author.name for author in article.authors] == ["Edith Inchbald"]


@pytest.mark.parametrize(
    ("declared", "names"), [("jroe", ["Edith Inchbald"]), ("Jane Roe", ["Jane Roe"]), ("edith", ["Edith Inchbald"])]
)
def test_a_byline_beats_an_account_that_is_printed_nowhere(declared: str, names: list[str]) -> None:
    """The account has put the text up; a declared person stays, printed or not."""
    article = _read(above="<p class='author'>By Edith Inchbald</p>", head=f'<meta name="author" content="{declared}">')

    assert [author.name for author in article.authors] == names


def test_a_portrait_s_pastimes_are_no_authors() -> None:
    """A blogger's portrait below the text lists what she likes."""
    portrait = (
        "Reading, Writing, Photography. Being creative. All that is my passion, and here I want to take you along."
    )
    article = _read(below=f"<div class='author-box'><p>{portrait}</p></div>")

    assert article.authors == ()


def test_an_outlet_beside_its_own_address_is_no_person() -> None:
    """Some declare themselves with their address: the outlet is then the desk."""
    article = _read(head='<meta name="author" content="Northern Wave (www.paper.example)">')

    assert (article.authors, article.desk) == ((), "Northern Wave")


def test_accounts_linked_below_in_many_places_are_those_of_teasers() -> None:
    """Each recommended story names its own account; none of them wrote this one."""
    teasers = "".join(
        f"<li><p>Story {n}</p><a rel='author' href='/a/{n}'>Account {chr(65 + n)}bc</a></li>" for n in range(6)
    )
    article = _read(below=f"<ul>{teasers}</ul>")

    assert (article.authors, article.desk) == ((), None)


@pytest.mark.parametrize(("account", "desk"), [("News Desk", "News Desk"), ("Paper", None)])
def test_the_desk_declared_as_author_stays_beside_the_writer_in_the_first_line(account: str, desk: str | None) -> None:
    """Its account put the text up; the outlet's own name says nothing."""
    node = {"@type": "NewsArticle", "headline": "Council votes to keep the bridge", "author": {"name": account}}
    page = PageInput(
        body=f"""<html lang="en"><title>Council votes to keep the bridge</title>
        <meta property="og:site_name" content="Paper"><script type="application/ld+json">{json.dumps(node)}</script>
        <body><h1>Council votes to keep the bridge</h1>
        <div><p>By Edith Inchbald</p>{TEXT}</div></body></html>""".encode(),
        url=URL,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
    )

    article = extract_article(page)

    assert isinstance(article, Article)
    assert ([author.name for author in article.authors], article.desk) == (["Edith Inchbald"], desk)


HAN_TEXT = "".join(
    f"<p>第{n}次会议决定，两镇之间的旧桥将在明年春天之前修好，居民对此表示欢迎，也提出了新的意见。</p>"
    for n in range(1, 9)
)


def _read_han(above: str, below: str) -> Article:
    page = PageInput(
        body=f"""<html lang="zh"><title>两镇居民等待桥梁重新开放</title><body><main><h1>两镇居民等待桥梁重新开放</h1>
        {above}{HAN_TEXT}{below}</main></body></html>""".encode(),
        url=URL,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
    )
    article = extract_article(page)
    assert isinstance(article, Article)
    return article


def test_lines_that_only_credit_end_no_body() -> None:
    """Writer, editor and proof reader below a text are credits, and the original title is a note."""
    article = _read_han("<p>原标题：旧桥，何时重开？</p>", "<p>青谷报记者 林晓梅</p><p>编辑 陈美云 校对 李铭</p>")

    assert [author.name for author in article.authors] == ["林晓梅"]
    assert [block.text[:1] for block in article.body] == ["第"] * 8


def test_an_editor_stands_beside_the_source() -> None:
    """An outlet that is printed as the text's source stays its desk where only an editor is named."""
    article = _read_han("<p>2025年5月17日 18:57 来源：远山网</p>", "<p>【编辑：林晓梅】</p>")

    assert [(author.name, author.role) for author in article.authors] == [("林晓梅", "editor")]
    assert article.desk == "远山网"
    assert len(article.body) == 8


def test_a_sentence_after_the_text_credits_nobody() -> None:
    """A teaser whose quotes leave pieces of the length of names is none."""
    article = _read_han("", "<p>此前报道：本地居民在重新开放之前首次接受访问 称“对不起两镇人”</p>")

    assert article.authors == ()


@pytest.mark.parametrize(
    "line",
    [
        "<div class='post-byline'>by <a href='https://paper.example/'>Edith Inchbald</a></div>",
        "<p>Submitted <span class='username'>Edith Inchbald</span> 17.05.2026</p>",
    ],
)
def test_a_writer_s_account_is_read_where_it_links_home_or_nowhere(line: str) -> None:
    """WordPress links a writer's own site, often the outlet's; Drupal names the account's element "username"."""
    article = _read(above=line)

    assert [author.name for author in article.authors] == ["Edith Inchbald"]


@pytest.mark.parametrize(
    "beside",
    [
        '<ol class="comment-list"><li class="comment"><cite itemprop="author">Bill Grumbler</cite><p>No.</p></li></ol>',
        '</main><aside class="sidebar"><div class="author">Harriet Tull</div><a href="/o">Markets</a></aside><main>',
        '</main><div class="right-rail"><a rel="author" href="/authors/ht">Harriet Tull</a></div><main>',
        '<section class="related"><div class="card"><h4>Rail</h4><p class="byline">By Owen Tarn</p></div></section>',
        '<blockquote class="pull"><p>We have listened.</p><cite class="author">Alan Broad</cite></blockquote>',
    ],
)
def test_who_stands_beside_the_article_did_not_write_it(beside: str) -> None:
    """Commenters, columnists of a side column and writers of teasers below the text are nobody's author."""
    assert _read(below=beside).authors == ()


def test_a_byline_in_a_column_beside_the_text_is_the_articles_own() -> None:
    """Above the text a side column may hold the article's head."""
    article = _read(above='<div class="sidebar-left"><p class="author-name">By Edith Inchbald</p></div>')

    assert [author.name for author in article.authors] == ["Edith Inchbald"]


def test_a_row_of_authors_is_one_byline() -> None:
    """Each may stand in an element of their own, run together with their post."""
    author = '<div class="author"><a href="/{0}">{1}</a><span class="job">{2}</span></div>'
    row = author.format("a", "Edith Inchbald", "Crime Reporter") + author.format("b", "Lionel Brackley", "Live Editor")

    article = _read(above=f'<div class="authors">{row}</div>')

    assert [(author.name, author.role) for author in article.authors] == [
        ("Edith Inchbald", "reporter"),
        ("Lionel Brackley", "reporter"),
    ]


def test_a_note_at_the_end_adds_who_contributed() -> None:
    """The text keeps it, and the agency is named."""
    note = "Associated Press writer Lionel Brackley contributed to this report."

    article = _read(above='<p class="byline">By Edith Inchbald</p>', below=f"<p><em>{note}</em></p>")

    assert [(author.name, author.role) for author in article.authors] == [
        ("Edith Inchbald", "reporter"),
        ("Lionel Brackley", "contributor"),
    ]
    assert article.agencies == ("AP",)


def test_the_byline_that_opens_a_text_beats_the_account_that_put_it_up() -> None:
    """Where the line tells a post; a review may open with the name of the book's author."""
    meta = '<div class="entry-meta">by <a href="/author/htull">Harriet Tull</a></div>'
    opening = "<p><strong>BY EDITH INCHBALD</strong><br>{}</p>"

    staff = _read(above=meta + opening.format("Staff Writer"), author="Harriet Tull")
    review = _read(above=meta + opening.format("Cape, 310 pages"), author="Harriet Tull")

    assert [author.name for author in staff.authors] == ["Edith Inchbald"]
    assert [author.name for author in review.authors] == ["Harriet Tull"]


@pytest.mark.parametrize(("account", "desk"), [("user12", None), ("Valley Ledger", "Valley Ledger"), ("admin", None)])
def test_an_account_is_no_desk(account: str, desk: str | None) -> None:
    """Only the outlet itself is one."""
    article = _read(author={"@type": "Person", "name": account})

    assert (article.authors, article.desk) == ((), desk)


def test_a_printed_desk_beats_the_outlets_name() -> None:
    """What is printed says more than the publisher's name in the markup."""
    article = _read(above='<span class="author">By News Desk</span>', author="Valley Ledger")

    assert article.desk == "News Desk"


def test_a_linked_source_keeps_its_name() -> None:
    """A link to another site's home page is no link to the outlet's own."""
    article = _read(above='<p class="source">Source: <a href="https://wire.example/">Reuters</a></p>')

    assert article.agencies == ("Reuters",)


def test_the_place_of_the_dateline_is_no_writer() -> None:
    """A line of place and date stands where a byline would."""
    dated = "<p>TARROW (AP) - The bridge was closed for ten weeks last winter, and nobody had told people.</p>"

    article = _read(f"<p>TARROW | Sun May 17, 2026 9:57am EDT</p>{dated}", "<p>(Reporting by Edith Inchbald)</p>")

    assert [author.name for author in article.authors] == ["Edith Inchbald"]
    assert (article.date_published or "").startswith("2026-05-17")


def test_an_agency_said_to_have_written_it_wrote_it() -> None:
    """Where it is declared as well, names under teasers beside the text are not the writers."""
    teaser = '<div class="blog-byline"><a href="/blogs/lionel-brackley" rel="author">Lionel Brackley</a></div>'
    head = '<meta name="author" content="Associated Press">'

    article = _read(f"{teaser}<p>By Associated Press,</p>", head=head)

    assert (article.authors, article.agencies) == ((), ("AP",))


@pytest.mark.parametrize("title", ["Health and science reporter, Ledger News", "North Tarrow, Bihar"])
def test_name_and_title_in_elements_of_their_own_are_parted(title: str) -> None:
    """Nothing but a space stands between them on the page; style sheets part them."""
    line = f'<span class="byline-name">By Edith Inchbald</span>\n<span class="byline-title">{title}</span>'

    assert [a.name for a in _read(f'<div><span class="byline">{line}</span></div>').authors] == ["Edith Inchbald"]


@pytest.mark.parametrize("account", ["fantom42", "Desk7"])
def test_an_account_with_a_number_that_is_printed_nowhere_is_no_desk(account: str) -> None:
    """A system that declares its own account on every page keeps neither the agency nor the desk of the page back."""
    meta = f'<meta name="author" content="{account}">'
    byline = '<p class="byline">By <a rel="author" href="/authors/{}/">{}</a></p>'

    agency = _read(head=meta, above=byline.format("ap", "AP"))
    person = _read(head=meta, above=byline.format("edith", "Edith Inchbald"))

    assert (agency.agencies, agency.desk) == (("AP",), None)
    assert ([author.name for author in person.authors], person.desk) == (["Edith Inchbald"], None)


@pytest.mark.parametrize("name", ["Edith Inchbald", "<b>Edith Inchbald</b> <i>Edith Inchbald</i>"])
def test_a_name_is_an_author_s_in_however_many_boxes_it_stands_alone(name: str) -> None:
    """Component themes wrap it, and some print it twice; the box of the whole article tells nothing."""
    boxed = "<div class='authors'><div class='author'><div class='text'><div class='name'>{}</div></div></div></div>"

    article = _read(above=boxed.format(name) + "<div class='text'><div class='name'>Old Mill</div></div>")

    assert ([author.name for author in article.authors], article.byline_raw) == (["Edith Inchbald"], "Edith Inchbald")


@pytest.mark.parametrize(
    ("people", "names"),
    [(("Edith Inchbald", "Iris Hollister"), 2), (("Edith Inchbald", "Iris Hollister", "Jon Doe", "Ann Roe"), 0)],
)
def test_two_authors_in_a_list_below_the_text_are_one_byline(people: tuple[str, ...], names: int) -> None:
    """A longer list is that of the outlet's writers."""
    items = "".join(f"<li><a href='/authors/{n}/'>{name}</a></li>" for n, name in enumerate(people))

    article = _read(below=f"<div class='card'><strong>Authors</strong><ul>{items}</ul></div>")

    assert [author.name for author in article.authors] == list(people[:names])


def test_an_agency_above_its_own_reporters_stays() -> None:
    """The text was passed on with the line that names them."""
    article = _read(above='<p class="byline">By Reuters</p>', below="<p>(Reporting by Edith Inchbald)</p>")

    assert [author.name for author in article.authors] == ["Edith Inchbald"]
    assert article.agencies == ("Reuters",)


@pytest.mark.parametrize(("printed", "agencies"), [("AFP, MANILA", ("AFP",)), ("Reuters, New York", ("Reuters",))])
def test_an_agency_and_its_place_beat_the_outlet_in_the_markup(printed: str, agencies: tuple[str, ...]) -> None:
    """A heading of the first level in the text, as old systems set captions, moves the article's head nowhere."""
    caption = "<div><h1>Soldiers walk through the old harbour after the drill.</h1></div>"
    declared = {"@type": "Organization", "name": "Valley Ledger"}
    article = _read(above=f"<div>{printed}</div>{TEXT[:200]}</p>{caption}", author=declared)

    assert (article.desk, article.agencies) == (None, agencies)


def test_a_post_below_a_name_is_no_desk() -> None:
    """Cards that open over a name tell what its owner does."""
    cards = "".join(
        f"<div class='author'><a href='/people/{n}'>{name}</a><div><h5>{name}</h5><p>Reporter</p></div></div>"
        for n, name in enumerate(("Edith Inchbald", "Iris Hollister"))
    )

    article = _read(above=f"<div class='authors'>{cards}</div>", author=["Edith Inchbald", "Iris Hollister"])

    assert ([author.name for author in article.authors], article.desk) == (["Edith Inchbald", "Iris Hollister"], None)


def test_a_linked_name_ends_where_its_link_does() -> None:
    """A style sheet alone parts it from the place behind it."""
    line = "<a href='/author/edith'>Edith Inchbald</a><span>Tarrow</span><time>12 Mar 2026</time>"
    article = _read(above=f"<div class='author'>{line}</div>")

    assert [author.name for author in article.authors] == ["Edith Inchbald"]


@pytest.mark.parametrize(
    "glued",
    [
        "08:39, 06 Jan 2026Updated 08:41, 06 Jan 2026",
        "6 January 2026Updated 08:41",
        "6 January 2026 at 08:41Updated 7 January 2026 at 09:10",
    ],
)
def test_a_word_glued_to_a_date_is_no_desk(glued: str) -> None:
    """The line of dates below a byline credits nobody."""
    article = _read(above=f"<div class='author'>Edith Inchbald</div><div class='author'>{glued}</div>")

    assert ([author.name for author in article.authors], article.desk) == (["Edith Inchbald"], None)


@pytest.mark.parametrize(
    "line",
    [
        "<div class='byline'><b>Edith Inchbald</b><i>Journalist</i><a href='mailto:e@x.example'>e@x.example</a></div>",
        "<div class='x1'>Edith Inchbald</div><div class='x2'>Local Democracy Reporter</div>",
        "<div class='x1'>Edith Inchbald</div><div class='x2'>Staff Writer</div><div class='x3'>12 March 2026</div>",
    ],
)
def test_a_post_beside_a_bare_name_tells_the_writer(line: str) -> None:
    """It stands below the name, or is parted from it by nothing but an element's border."""
    article = _read(above=line)

    assert ([author.name for author in article.authors], article.desk) == (["Edith Inchbald"], None)


def test_a_place_above_the_text_is_nobody() -> None:
    """Its element says that it is one."""
    article = _read(above="<p class='dateline'>Tarrow Bridge</p><time>12 March 2026</time>", author="Valley Ledger")

    assert (article.authors, article.desk) == ((), "Valley Ledger")
