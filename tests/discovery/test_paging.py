"""The next page of a list, whatever its address looks like."""

import pytest

from crawler.discovery.anchors import Anchor
from crawler.discovery.paging import is_page_of, next_page

HOST = "https://paper.example"


def anchors(*paths: str, rel: str = "") -> list[Anchor]:
    return [
        Anchor(url=HOST + path, text="2", zone="main", is_headline=False, rel=frozenset(rel.split())) for path in paths
    ]


@pytest.mark.parametrize(
    ("current", "offered", "chosen"),
    [
        ("/", ["/page/2/", "/page/3/", "/page/40/"], "/page/2/"),
        ("/category/local/", ["/category/sports/page/2/", "/category/local/page/2/"], "/category/local/page/2/"),
        ("/category/local/page/2/", ["/category/local/", "/category/local/page/3/"], "/category/local/page/3/"),
        ("/local", ["/local?page=1", "/local?page=2", "/local?page=9"], "/local?page=2"),
        ("/local?page=2&x=1", ["/local?x=1&page=3", "/local?page=4&x=1"], "/local?x=1&page=3"),
        ("/section.asp?s=local", ["/section.asp?s=sport&p=2", "/section.asp?s=local&p=2"], "/section.asp?s=local&p=2"),
        ("/", ["/index.asp?p=2"], "/index.asp?p=2"),
        ("/news?start=20", ["/news?start=0", "/news?start=60", "/news?start=40"], "/news?start=40"),
        ("/lokales/", ["/lokales/seite-2.html"], "/lokales/seite-2.html"),
        ("/lokales.html", ["/lokales_seite,2.html", "/sport_seite,2.html"], "/lokales_seite,2.html"),
        ("/sport/", ["/sport/index_2.html", "/sport/index_3.html"], "/sport/index_2.html"),
        ("/sport/index_2.html", ["/sport/index.html", "/sport/index_3.html"], "/sport/index_3.html"),
        ("/sport", ["/sport/p2", "/sport/p3"], "/sport/p2"),
        ("/lokales_seite,2.html", ["/lokales.html", "/lokales_seite,3.html"], "/lokales_seite,3.html"),
        ("/lokales", ["/lokales?tx_news[currentPage]=2"], "/lokales?tx_news[currentPage]=2"),
        ("/local", ["/local/2", "/local/3"], "/local/2"),
        ("/local", ["/local/page/9/"], None),
        ("/local/page/9/", ["/local/page/8/", "/local/"], None),
        ("/", ["/index1.html"], "/index1.html"),
        ("/index1.html", ["/", "/index2.html"], "/index2.html"),
        ("/page/1/", ["/", "/page/1/"], None),
        ("/", ["/p/12", "/p/13"], None),
        ("/", ["/?p=101", "/?p=4060"], None),
        ("/local", ["/sports/page/2/", "/a-slug-of-words/2/"], None),
    ],
)
def test_the_next_number_of_the_same_list_is_taken(current: str, offered: list[str], chosen: str | None) -> None:
    """Only the page after this one, of this list; no words of any language are needed."""
    found = next_page(anchors(*offered), None, HOST + current)

    assert found == (HOST + chosen if chosen else None)


def test_a_declared_next_page_is_believed() -> None:
    """`rel=next` names pages whose addresses tell nothing, but not another site, the page itself or an article."""
    current = f"{HOST}/search?updated-max=2026"

    assert next_page([], f"{HOST}/search?updated-max=2025", current) == f"{HOST}/search?updated-max=2025"
    assert next_page(anchors("/older?cursor=8f3a", rel="next"), None, current) == f"{HOST}/older?cursor=8f3a"
    assert next_page([], "https://other.example/page/2", current) is None
    assert next_page([], f"{current}#top", current) is None
    assert next_page(anchors("/a-slug-of-words", rel="next"), None, f"{HOST}/local") is None


def test_a_next_page_that_counts_back_is_none() -> None:
    """Some systems call the newer entries next, and the older ones, further down the list, previous."""
    offered = [*anchors("/index.html", rel="next"), *anchors("/index2.html", rel="prev")]

    assert next_page(offered, None, f"{HOST}/index1.html") == f"{HOST}/index2.html"
    assert next_page(offered, f"{HOST}/index.html", f"{HOST}/index1.html") == f"{HOST}/index2.html"


@pytest.mark.parametrize(
    ("current", "path", "text", "is_page"),
    [
        ("/index.asp?p=3", "/index.asp?p=2", "Newer", True),
        ("/index.asp?p=3", "/", "1", True),
        ("/", "/index.asp?p=17", "Last", True),
        ("/local", "/local/2", "2", True),
        ("/local", "/local/2", "Council votes on school repairs", False),
        ("/", "/?p=4060", "Bridge opens", False),
        ("/", "/", "Home", False),
        ("/local/page/2/", "/sports/page/2/", "2", False),
    ],
)
def test_pages_of_the_same_list_are_no_articles(current: str, path: str, text: str, is_page: bool) -> None:
    """What a pager leads to is told from what a headline leads to."""
    anchor = Anchor(url=HOST + path, text=text, zone="main", is_headline=False, rel=frozenset())

    assert is_page_of(anchor, HOST + current) is is_page
