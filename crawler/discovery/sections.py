"""Section pages and the home page: a page in; articles, the next page, feeds, sitemaps and, from home, sections out.

An address that is plainly something else (`fields/url_kinds.py`) is never an article; what is left is weighed by where
its anchors stand, how they read and how the address is built. An article's page is judged again when it is fetched.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import islice
from typing import Literal
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discovery.anchors import MAX_ANCHORS, Anchor, read_anchors
from crawler.discovery.link import Link, SourceLinks, absolute_url
from crawler.discovery.menus import menu_addresses
from crawler.discovery.paging import is_page_of, next_page
from crawler.discovery.shapes import url_shape
from crawler.fields.url_kind_tables import ARCHIVE
from crawler.fields.url_kinds import url_verdict
from crawler.fields.urls import names_article, page_key, same_site
from crawler.items import Discovery
from crawler.outlets.outlet import Outlet
from crawler.page.page import Page

ARTICLE_POINTS = 2
"""Points (`Anchor.score`) at which an anchor is followed as an article."""

ANCHORS_OF_A_LIST = 1000
"""Anchors looked at on a page that is not the front page."""

ALIKE = 3
"""So many sure articles of one URL shape vouch for another one of that shape with a point less."""

MAX_SECTIONS = 60
"""Menus of regional papers name 10 to 40; what is beyond are towns and topics of the same articles."""

MAX_FEEDS = 10

MAX_LINK_ELEMENTS = 500
"""`<link>` elements looked at; real heads hold some 60."""

SECTION_WORDS = 4
SECTION_DEPTH = 3
"""Words in a menu entry and segments in its path."""

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")


def read_section(page: Page, outlet: Outlet, link: Link) -> SourceLinks:
    """Return what `page`, fetched as `link`, leads to; never raises. Problem: `no_links`, where nothing was found.

    From a page that was thought to be an article (`kind` "page") only articles are taken.
    """
    base = _base_url(page)
    most = MAX_ANCHORS if link.kind == "home" else ANCHORS_OF_A_LIST
    found = read_anchors(page.tree, base, most=most).values()
    anchors = [anchor for anchor in found if same_site(anchor.url, outlet.home)]
    links: list[Link] = []
    if link.kind != "page":
        links += _machine_sources(page, base, link)
        links += _next_list(anchors, page, base, outlet, link)
    links += _articles(anchors, page, outlet, link)
    if link.kind == "home":
        menu = menu_addresses(page.tree, base)
        links += list(_sections(anchors, page, outlet, link, lambda a, o: _is_section(a, o, menu))) or (
            [] if any(one.kind == "list" for one in links) else _sections(anchors, page, outlet, link, _is_tag)
        )
    once = {one.url: one for one in reversed(links)}
    return SourceLinks(links=tuple(reversed(once.values())), problems=() if links else ("no_links",))


def _articles(anchors: Iterable[Anchor], page: Page, outlet: Outlet, link: Link) -> Iterator[Link]:
    own = page_key(page.url)
    candidates = [a for a in anchors if url_verdict(a.url, rules=outlet.rules) is None and not is_page_of(a, page.url)]
    scores = {a.url: a.score() + 10 * outlet.rules.is_article(a.url) for a in candidates}
    shapes = Counter(url_shape(url) for url, score in scores.items() if score > ARTICLE_POINTS)
    via = Discovery(kind=_via(link), url=page.url)
    for anchor in candidates:
        enough = ARTICLE_POINTS - (shapes[url_shape(anchor.url)] >= ALIKE)
        if scores[anchor.url] >= enough and page_key(anchor.url) != own:
            yield Link(url=anchor.url, kind="page", via=via, depth=link.depth + 1)


def _via(link: Link) -> Literal["home", "section", "list"]:
    return link.kind if link.kind in ("home", "section") else "list"


def _next_list(anchors: Iterable[Anchor], page: Page, base: str, outlet: Outlet, link: Link) -> Iterator[Link]:
    declared = absolute_url(page.meta.link("next"), base) if page.meta.link("next") else None
    url = next_page(anchors, declared, page.url)
    if url and not outlet.rules.is_never(url):
        yield Link(url=url, kind="list", via=Discovery(kind=_via(link), url=page.url), depth=link.depth)


def _machine_sources(page: Page, base: str, link: Link) -> Iterator[Link]:
    """Feeds and sitemaps that the page's head declares; comment feeds list no articles."""
    via, taken = Discovery(kind=_via(link), url=page.url), 0
    for element in islice(page.tree.iter("link"), MAX_LINK_ELEMENTS):
        rels, url = (element.get("rel") or "").lower().split(), absolute_url(element.get("href"), base)
        if not url or taken >= MAX_FEEDS:
            continue
        if "sitemap" in rels:
            yield Link(url=url, kind="sitemap", via=via, depth=link.depth + 1)
        elif "alternate" in rels and _is_article_feed(element, url):
            taken += 1
            yield Link(url=url, kind="feed", via=via, depth=link.depth + 1)


def _is_article_feed(element: HtmlElement, url: str) -> bool:
    kind = (element.get("type") or "").split(";")[0].strip().lower()
    return kind in _FEED_TYPES and "comment" not in f"{url} {element.get('title') or ''}".lower()


def _sections(
    anchors: Iterable[Anchor], page: Page, outlet: Outlet, link: Link, is_one: Callable[[Anchor, Outlet], bool]
) -> Iterator[Link]:
    """Yield the lists that the front page leads to, each once."""
    via = Discovery(kind="home", url=page.url)
    taken = {page_key(outlet.home)}
    for anchor in anchors:
        key = page_key(anchor.url)
        if len(taken) <= MAX_SECTIONS and key not in taken and is_one(anchor, outlet):
            taken.add(key)
            yield Link(url=anchor.url, kind="section", via=via, depth=link.depth + 1)


def _is_tag(anchor: Anchor, outlet: Outlet) -> bool:
    """Whether it leads to the texts under a keyword: asked where a front page has no sections and no next page."""
    return url_verdict(anchor.url, rules=outlet.rules) == "tag_page"


def _is_section(anchor: Anchor, outlet: Outlet, menu: Container[str]) -> bool:
    """Whether a menu entry leads to a list: short words, a short path, no article's address, no archive by date.

    `menu` holds the addresses of the page's unnamed menus.
    """
    verdict = url_verdict(anchor.url, rules=outlet.rules)
    segments = [s for s in urlsplit(anchor.url).path.split("/") if s]
    is_named = 0 < len(anchor.text.split()) <= SECTION_WORDS and len(segments) <= SECTION_DEPTH + 1
    if not is_named or outlet.rules.is_article(anchor.url) or _is_by_date(segments):
        return False
    if verdict == "list_page":
        return True
    in_menu = (anchor.zone == "nav" or (anchor.zone == "main" and anchor.url in menu)) and not anchor.is_headline
    return (
        in_menu and verdict is None and len(segments) <= SECTION_DEPTH and not names_article("/".join(["", *segments]))
    )


def _is_by_date(segments: list[str]) -> bool:
    last = segments[-1] if segments else ""
    is_below_archive = any(s.lower().split(".")[0] in ARCHIVE for s in segments) and len(segments) > 1
    return last.replace("-", "").isdecimal() or is_below_archive


def _base_url(page: Page) -> str:
    for element in page.tree.iter("base"):
        return absolute_url(element.get("href"), page.url) or page.url
    return page.url
