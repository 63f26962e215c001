"""Section pages and home pages of the shapes that papers have."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.link import Link, LinkKind
from crawler.discovery.sections import read_section
from crawler.errors import PageError
from crawler.items import Discovery
from crawler.outlets.outlet import Outlet, Rules, outlet_from_url
from crawler.page.page import open_page

HOME = "https://paper.example/"
OUTLET = outlet_from_url(HOME)

HOME_PAGE = """<html><head><link rel="alternate" type="application/rss+xml" href="/feed/">
<link rel="alternate" type="application/rss+xml" title="Ledger » Comments Feed" href="/comments/feed/">
<link rel="alternate" hreflang="es" href="/es/"><link rel="sitemap" href="/sitemap.xml"></head><body>
<header class="site-header"><a href="/">Valley Ledger</a>
<nav class="main-menu"><ul><li><a href="/category/local/">Local</a><li><a href="/schools/">Schools</a>
<li><a href="/category/local/?utm_source=menu">Local</a><li><a href="/about/">About us</a><li>
<a href="/login">Log in</a>
<li><a href="/tag/flood/">Flood</a><li><a href="https://shop.example/">Shop</a></ul></nav></header>
<main>
<article class="teaser"><a href="/bridge-opens/"><img src="a.jpg"></a><h2><a href="/bridge-opens/">Bridge opens
</a></h2>
<a href="/category/local/">Local</a> <a href="/author/jane-roe/">Jane Roe</a>
<a href="/bridge-opens/#comments">3 comments</a></article>
<article><h2><a href="/2026/05/17/council-votes-on-school-repairs/?ref=home">Council votes on school repairs
</a></h2></article>
<div><a href="/story/12345-fire-in-mill-street">Fire in Mill Street leaves family homeless</a></div>
<a class="next" href="/page/2/">Older posts</a> <a href="/2026/04/">April 2026</a>
<a href="https://other.example/2026/05/17/not-our-story-at-all">Elsewhere: not our story at all</a>
<a href="javascript:void(0)">Menu of the whole day here</a>
<a href="mailto:desk@paper.example">Write to us now please</a></main>
<footer><a href="/privacy-policy/">Privacy</a> <a href="/careers-at-the-paper/">Work for the paper today</a>
</footer></body></html>"""

TABLE_PAGE = """<body><table><tr><td><a href="section.asp?s=local">Local</a><br>
<a href="section.asp?s=sport">Sport</a>
<td><a href="article.asp?id=101"><b>Bridge opens</b></a><br><a href="article.asp?id=102">
<b>School is shut for a week</b></a>
<a href="article.asp?id=102">more</a> <a href="print.asp?id=9x">Print</a> <a href="writer.asp?w=jane">Jane Roe</a>
<a href="index.asp?p=2">Older</a></table>"""

CJK_PAGE = """<body><div class="list"><a href="/n/a7">市议会投票通过新的学校维修计划并增加预算</a>
<a href="/n/b8">更多</a></div>"""


def found(html: str, kind: LinkKind = "home", url: str = HOME, outlet: Outlet = OUTLET) -> dict[str, list[str]]:
    """The paths that a page gives, by kind."""
    result = read_section(open_page(html.encode(), url=url), outlet, Link(url=url, kind=kind, depth=1))
    by_kind: dict[str, list[str]] = {}
    for link in result.links:
        by_kind.setdefault(link.kind, []).append(link.url.removeprefix(HOME.rstrip("/")))
    return by_kind


def test_home_gives_articles_sections_feeds_and_the_next_page() -> None:
    """Headlines are articles, menu entries sections; tags, authors, services, months, other sites are neither."""
    assert found(HOME_PAGE) == {
        "feed": ["/feed/"],
        "sitemap": ["/sitemap.xml"],
        "list": ["/page/2/"],
        "page": [
            "/bridge-opens/",
            "/2026/05/17/council-votes-on-school-repairs/?ref=home",
            "/story/12345-fire-in-mill-street",
        ],
        "section": ["/category/local/", "/schools/"],
    }


def test_a_table_layout_is_read_by_its_addresses() -> None:
    """Without headings and menus the ids in the addresses tell articles, and list addresses sections."""
    assert found(TABLE_PAGE) == {
        "list": ["/index.asp?p=2"],
        "page": ["/article.asp?id=101", "/article.asp?id=102"],
        "section": ["/section.asp?s=local", "/section.asp?s=sport"],
    }


def test_headlines_without_spaces_are_headlines() -> None:
    """A line of Chinese characters is as good as four words, once the page shows more of its kind."""
    page = CJK_PAGE.replace("<a href", "<h3><a href", 1).replace("预算</a>", "预算</a></h3>")

    assert found(page)["page"] == ["/n/a7"]


def test_a_section_gives_no_sections() -> None:
    """Menus are read once, on the home page."""
    assert "section" not in found(HOME_PAGE, kind="section")


def test_a_supposed_article_gives_articles_alone() -> None:
    """A page that turned out to be a list does not open new lists."""
    assert list(found(HOME_PAGE, kind="page")) == ["page"]


def test_links_say_where_they_stood() -> None:
    """Kind and place of the source, and one step deeper; a further page of a list is no step."""
    page = open_page(HOME_PAGE.encode(), url=HOME)
    links = read_section(page, OUTLET, Link(url=HOME, kind="section", depth=1)).links
    by_kind = {link.kind: link for link in links}

    assert by_kind["page"].via == Discovery(kind="section", url=HOME)
    assert (by_kind["page"].depth, by_kind["list"].depth) == (2, 1)


def test_the_outlets_rules_decide_first() -> None:
    """What the outlet calls an article is one, and what it never wants is not taken."""
    outlet = Outlet(
        id="x", home=HOME, rules=Rules(article=(re.compile("^/tag/"),), never=(re.compile("bridge|page/2"),))
    )

    paths = found(HOME_PAGE, outlet=outlet)

    assert "/tag/flood/" in paths["page"]
    assert "/bridge-opens/" not in paths["page"]
    assert "list" not in paths


def test_the_base_element_moves_links() -> None:
    """Relative links start from `<base href>`."""
    html = "<head><base href='/de/'></head><body><h2><a href='bruecke-offen'>Brücke offen</a></h2>"

    assert found(html)["page"] == ["/de/bruecke-offen"]


def test_a_page_without_links_is_told() -> None:
    """Nothing found is a problem with a code."""
    page = open_page(b"<p>Nothing to see here</p>", url=HOME)

    assert read_section(page, OUTLET, Link(url=HOME, kind="home")).problems == ("no_links",)


@pytest.mark.parametrize("count", [7_000])
def test_a_page_of_endless_links_is_bounded(count: int) -> None:
    """A page that links thousands of variants of itself gives a bounded number."""
    html = "".join(f"<h2><a href='/local/a-slug-of-words-{n}'>A headline of words {n}</a></h2>" for n in range(count))

    assert 1000 < len(found(html)["page"]) <= 5000


SCRAPS = [
    "<a href='", "'>", "</a>", "//", "/a-b-c", "http://[", "<h2>", "<base href='", "?", "#", "é", "<nav>", "\x00", "%",
    "<link rel=next href='", "<link rel=alternate type='application/rss+xml' href='", "data:x", "/page/2",
]  # fmt: skip


@given(st.lists(st.sampled_from(SCRAPS), max_size=30))
def test_any_page_is_survived(parts: list[str]) -> None:
    """Nothing but PageError for an empty page, and every link is an address of http(s)."""
    try:
        paths = found("".join(parts), url=HOME + "local")
    except PageError:
        return

    assert all(url.startswith(("/", "http")) or not url for urls in paths.values() for url in urls)


def test_the_list_of_everything_is_a_section_and_its_months_are_not() -> None:
    """A small system without sitemap and pager names its older articles on that page alone."""
    links = (
        '<a href="/archives.html">Archives</a> <a href="/archive/2025/">2025</a> <a href="/archives/2025-05">May</a>'
    )

    assert found(f"<body><p>{links}</p></body>") == {"section": ["/archives.html"]}


def test_keywords_are_sections_where_a_front_page_has_nothing_else() -> None:
    """A small system without sitemap, feed, sections and pager files its older articles under keywords alone."""
    tags = '<a href="/tag/">Tags</a> <p><a href="/tag/flood">Flood</a> <a href="/tag/mill">Mill</a></p>'

    assert found(f"<body>{tags}</body>") == {"section": ["/tag/", "/tag/flood", "/tag/mill"]}
    assert found(f'<body>{tags}<a href="/category/local/">Local</a></body>') == {"section": ["/category/local/"]}
    assert found(f'<body>{tags}<a rel="next" href="/page/2/">Older</a></body>') == {"list": ["/page/2/"]}


@pytest.mark.parametrize(
    "menu",
    [
        '<div class="kx-1">{0}</div>',
        '<div><ul id="TopLinks"><li>{0}</li></ul></div>',
        "<table><tr><td>{0}</td></tr></table>",
    ],
)
def test_a_menu_needs_no_name(menu: str) -> None:
    """Short links side by side are a menu, whatever its classes and the language say; two, or a text, are none."""
    words = ("Heimdorf", "Umland", "Börse & Geld", "In eigener Sache")
    entries = [f'<a href="/{chr(97 + i)}{i}/">{word}</a>' for i, word in enumerate(words)]
    sections = ["/a0/", "/b1/", "/c2/", "/d3/"]

    for between in ("", "</li><li>" if "<ul" in menu else " "):
        assert found(f"<body>{menu.format(between.join(entries))}<p>Guten Tag!</p></body>")["section"] == sections
    assert "section" not in found(f"<body>{menu.format(''.join(entries[:2]))}</body>")
    assert "section" not in found(
        f"<body>{menu.format(''.join(entries) + ' steht seit gestern unter Wasser' * 2)}</body>"
    )
