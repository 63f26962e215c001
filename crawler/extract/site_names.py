"""What an outlet calls itself on its pages, as it may stand before or behind a title; headline.py cuts it off."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.extract.evidence import folded
from crawler.page.elements import text_of
from crawler.page.jsonld import plain
from crawler.page.page import Page

_MAX_LINKS = 2000
_LONGEST_FILE = "/default.shtml"
"""What `_home_address` allows for: of a page's links all but a few are longer."""
_MAX_NAME_CHARS = 60
"""Longest text of a link to the home page that is taken for the outlet's name."""


def site_names(page: Page, outlet_name: str | None) -> frozenset[str]:
    """Return the outlet's names as they may stand behind a title, folded and without spaces.

    That of a Japanese company also stands without its ending, an English one without its article.
    """
    names = {outlet_name, page.meta.first("og:site_name", "application-name", "twitter:site", "publisher")}
    for node in page.jsonld.of_type("Organization", "NewsMediaOrganization", "WebSite"):
        names.add(plain(node.get("name")))
    article = page.jsonld.article(page.url)
    publisher = page.jsonld.resolve(article.get("publisher")) if article else None
    if isinstance(publisher, dict):
        names.add(plain(publisher.get("name")))
    host = page.url.partition("://")[2].partition("/")[0]
    names.update(_home_links(page.elements.links, host, page.url))
    told = (*names, host.removeprefix("www."))
    return frozenset(spelling for name in told if name and len(name) > 1 for spelling in _spellings(name))


@lru_cache(maxsize=1_024)  # the pages of an outlet name the same
def _spellings(name: str) -> tuple[str, ...]:
    squeezed = folded(name).replace(" ", "")
    return squeezed, squeezed.removesuffix("社"), squeezed.removeprefix("the")


@lru_cache(maxsize=256)
def _home_address(host: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:https?:)?//{re.escape(host)})?/?(?:(?:index|default)\.\w{{3,5}})?|\./?", re.IGNORECASE)


def _home_links(links: Sequence[tuple[HtmlElement, str]], host: str, url: str) -> Iterator[str]:
    """Yield the short texts of links to the home page: the outlet's name, where it stands as a logo in an h1.

    On a page whose address ends in a slash "." is that page, to which some themes link its headline.
    """
    home, is_folder = _home_address(host), url.endswith("/")
    longest = len("https://") + len(host) + len(_LONGEST_FILE)
    for link, href in links[:_MAX_LINKS]:
        if len(href) <= (longest if "//" in href else len(_LONGEST_FILE)) and home.fullmatch(href):
            if is_folder and href[0] == ".":
                continue
            text = " ".join(text_of(link).split())
            if len(text) <= _MAX_NAME_CHARS:
                yield text
