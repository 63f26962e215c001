"""Further pages of one article are told from other articles by their URLs."""

import pytest
from lxml import html

from crawler.extract.continuation import Continuation, find_continuation, find_first_page
from crawler.page.elements import Elements

ARTICLE = "https://ledger.example/2026/05/17/flood-report/"


def _find(url: str, *hrefs: str, head: str = "", first_url: str | None = None) -> Continuation:
    anchors = "".join(f'<a href="{href}">{n}</a>' for n, href in enumerate(hrefs, 2))
    tree = html.document_fromstring(f"<html><head>{head}</head><body>{anchors}</body></html>")
    return find_continuation(Elements(tree), url, first_url)


@pytest.mark.parametrize(
    ("url", "second", "third"),
    [
        (ARTICLE, ARTICLE + "2/", ARTICLE + "3/"),
        (ARTICLE, ARTICLE + "page/2/", ARTICLE + "page/3/"),
        (ARTICLE, ARTICLE + "?page=2", ARTICLE + "?page=3"),
        ("https://l.example/a?id=7", "https://l.example/a?id=7&seite=2", "https://l.example/a?id=7&seite=3"),
        ("https://l.example/flood.html", "https://l.example/flood-2.html", "https://l.example/flood-3.html"),
        ("https://l.example/flood.html", "https://l.example/flood,2.html", "https://l.example/flood,3.html"),
        ("https://l.example/flood", "https://l.example/flood/seite-2", "https://l.example/flood/seite-3"),
        ("https://l.example/flood.php", "https://l.example/flood_p2.php", "https://l.example/flood_p3.php"),
        (
            "https://l.example/powodz,55.html",
            "https://l.example/powodz,55,s2.html",
            "https://l.example/powodz,55,s3.html",
        ),
        ("https://l.example/sel", "https://l.example/sel/sayfa/2", "https://l.example/sel/sayfa/3"),
        ("https://l.example/powodz", "https://l.example/powodz?strona=2", "https://l.example/powodz?strona=3"),
        ("https://l.example/?p=55", "https://l.example/?p=55&page=2", "https://l.example/?p=55&page=3"),
        ("https://l.example/news/?p=7", "https://l.example/news/?p=7&page=2", "https://l.example/news/?p=7&page=3"),
        (
            "https://l.example/水害/",
            "https://l.example/%e6%b0%b4%e5%ae%b3/2/",
            "https://l.example/%e6%b0%b4%e5%ae%b3/3/",
        ),
        ("https://l.example/%E6%B0%B4%E5%AE%B3", "https://l.example/水害/2", "https://l.example/水害/3"),
    ],
)
def test_numbered_urls_are_further_pages(url: str, second: str, third: str) -> None:
    """The article's URL with a number is a further page, whatever the form; the order is the numbers'."""
    assert _find(url, third, second).parts == (second, third)


@pytest.mark.parametrize(
    "other",
    [
        "https://ledger.example/2026/05/17/bridge-report/2/",
        "https://ledger.example/2026/05/18/",
        "https://elsewhere.example/2026/05/17/flood-report/2/",
        "https://ledger.example/local/page/2/",
        ARTICLE + "?replytocom=2",
        ARTICLE + "feed/",
        "javascript:next(2)",
        "http://[broken/2/",
        "https://ledger.example/?p=2",
    ],
)
def test_other_addresses_are_not(other: str) -> None:
    """Another article, a list or another host is never a further page, also when it is declared the next one."""
    head = f'<link rel="next" href="{other}">'

    assert _find(ARTICLE, other, head=head) == Continuation()


@pytest.mark.parametrize("first", [ARTICLE, "https://l.example/a.asp?id=7"])
def test_a_link_from_a_campaign_hides_no_further_page(first: str) -> None:
    """Tracking parameters of the link that led to the article are no part of what its pages share."""
    second = first + ("&page=2" if "?" in first else "2/")
    third = first + ("&page=3" if "?" in first else "3/")
    tracked = first + ("&" if "?" in first else "?") + "utm_source=home&utm_medium=teaser"

    assert _find(tracked, second).parts == (second,)
    assert _find(second, third, first_url=tracked).parts == (third,)


def test_rel_next_of_the_same_article_counts() -> None:
    """A declared next page is one where its URL is this article's."""
    assert _find(ARTICLE, head=f'<link rel="next" href="{ARTICLE}2/">').parts == (ARTICLE + "2/",)


def test_a_gap_ends_the_list() -> None:
    """Page 9 without the pages between is no list of pages."""
    assert _find(ARTICLE, ARTICLE + "2/", ARTICLE + "9/").parts == (ARTICLE + "2/",)


def test_goes_on_from_a_later_page() -> None:
    """A further page names those after it, not those before."""
    assert _find(ARTICLE + "2/", ARTICLE, ARTICLE + "3/", first_url=ARTICLE).parts == (ARTICLE + "3/",)


@pytest.mark.parametrize("whole", ["?page=all", "?view=full", "?singlepage=1", "all/", "komplettansicht"])
def test_finds_the_view_on_one_page(whole: str) -> None:
    """A link to the whole article on one page is found beside its parts."""
    found = _find(ARTICLE, ARTICLE + "2/", ARTICLE + whole)

    assert found == Continuation(whole=ARTICLE + whole, parts=(ARTICLE + "2/",))


def test_numbers_that_are_ids_are_no_pages() -> None:
    """`?id=101` and `?id=102` are two articles, and so are two slugs that end in a year."""
    assert _find("https://l.example/a?id=101", "https://l.example/a?id=102") == Continuation()
    assert _find("https://l.example/update-12", "https://l.example/update-13") == Continuation()
    assert _find("https://l.example/budget-2025", "https://l.example/budget-2026") == Continuation()


def test_another_article_of_the_same_title_is_no_further_page() -> None:
    """A content system numbers equal titles; a link that prints a headline is another article."""
    tree = html.document_fromstring(f'<a href="{ARTICLE[:-1]}-2/">Flood report: the river falls again at Bramley</a>')

    assert find_continuation(Elements(tree), ARTICLE) == Continuation()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ARTICLE, ARTICLE + "2/"),
        (ARTICLE, ARTICLE + "?page=2"),
        ("https://l.example/a.asp?id=7", "https://l.example/a.asp?id=7&page=2"),
        ("https://l.example/flood.html", "https://l.example/flood-2.html"),
        ("https://l.example/flood.html", "https://l.example/flood/2"),
    ],
)
def test_a_further_page_says_where_the_first_is(first: str, second: str) -> None:
    """Page 2 that links "1", or declares page 1 as its previous one, belongs to the article there."""
    pager = html.document_fromstring(f'<p>Pages: <a href="{first}">1</a> 2</p>')
    declared = html.document_fromstring(f'<head><link rel="prev" href="{first}"></head><p>Text</p>')

    assert find_first_page(Elements(pager), second) == first
    assert find_first_page(Elements(declared), second) == first
    assert find_first_page(Elements(pager), first) is None


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://l.example/flood-2.html", '<a href="/flood.html">Flood report: the river falls again</a>'),
        ("https://l.example/news/17", '<a href="/news/1">1</a>'),
        ("https://l.example/2026/05/17/", '<a href="/2026/05/1/">1</a>'),
        ("https://l.example/update-12", '<a href="/">1</a><a href="http://[broken/">1</a>'),
        (ARTICLE, '<a href="/2026/05/17/">1</a>'),
    ],
)
def test_a_number_in_the_address_makes_no_further_page(url: str, link: str) -> None:
    """Ids, days and second articles of one title keep their pages to themselves."""
    assert find_first_page(Elements(html.document_fromstring(f"<p>{link}</p>")), url) is None
