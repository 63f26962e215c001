"""Further pages of a list: `/page/2/`, `?page=2`, `?s=local&p=2`, `?offset=20`, or whatever `rel=next` names.

The address is compared with that of the page it stands on, so that no language's word for "older" is needed. Only the
next page is named: lists have no end, and the frontier decides after each whether to go on.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.discovery.anchors import Anchor
from crawler.fields.urls import names_article, page_key, same_site

PAGER_REACH = 100
"""A pager's last page is hardly further away; `/?p=4060` on a home page is WordPress' short address of an article."""

_PAGE_IN_PATH = re.compile(
    r"(?:/|(?<=[^/])_)(?:index|p(?=[-_=,]?\d)|page|paged|seite|pagina|pag|pg|side|sida|strona|stranka|strana|oldal|sayfa|halaman)"
    r"[/_=,-]?(\d{1,4})(\.html?|\.php)?/?$|/(\d{1,3})/?$",
    re.IGNORECASE,
)
_PAGE_PARAMETER = re.compile(
    r"(?:.*[\[_-])?(?:page|paged|pages|pg|p|pn|seite|pagina|pag|side|sida|sivu|strona|stranka|sayfa|halaman|currentpage"
    r"|pagenumber|page_?no|page_?num|cpage)\]?",
    re.IGNORECASE,
)
_INDEX_FILE = re.compile(r"/(?:index|default)\.[a-z]{3,5}$", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?:html?|php)$", re.IGNORECASE)
"""`/local.html` and `/local_page,2.html` are one list."""
_OFFSET_PARAMETER = re.compile(r"offset|start|startat|from|first|skip|limitstart", re.IGNORECASE)


def next_page(anchors: Iterable[Anchor], declared: str | None, current: str) -> str | None:
    """Return the address of the list's next page, or None where none is named.

    `declared` is what `<link rel=next>` says; `current` is the address of the page itself.
    """
    own_key = page_key(current)
    offers = [declared] if declared else []
    found = list(anchors)
    offers += [anchor.url for anchor in found if "next" in anchor.rel]
    base, number, _ = _page_of(current)
    for url in offers:
        is_other = same_site(url, current) and page_key(url) != own_key
        if is_other and not _looks_like_article(url) and not _is_earlier(url, base, number):
            return url
    further = []
    for anchor in found:
        other, its_number, is_offset = _page_of(anchor.url)
        if other == base and _follows(its_number, number, is_offset) and not _reads_like_article(anchor):
            further.append((its_number, anchor.url))
    # counted from 0, the first page says no number and the second says 1
    return min((pair for pair in further if pair[0] != 1), default=min(further, default=(0, None)))[1]


def is_page_of(anchor: Anchor, current: str) -> bool:
    """Whether an anchor leads to another page of the list at `current`: "2", "Newer", "Last"."""
    base, number, _ = _page_of(current)
    other, its_number, is_offset = _page_of(anchor.url)
    is_near = is_offset or its_number <= number + PAGER_REACH
    return other == base and (its_number, number) != (0, 0) and is_near and not _reads_like_article(anchor)


def _is_earlier(url: str, base: str, number: int) -> bool:
    """Whether an address counts back in the list: to some systems the newer entries are "next"."""
    other, its_number, _ = _page_of(url)
    return other == base and its_number < number


def _follows(found: int, current: int, is_offset: bool) -> bool:
    return found > current if is_offset else found == max(current, 1) + 1 or (found, current) == (1, 0)


@lru_cache(maxsize=4096)  # asked twice for every anchor, and the menu stands on all pages
def _page_of(url: str) -> tuple[str, int, bool]:
    """Return the address without its page number, that number (0 where none stands), and whether it counts entries."""
    parts = urlsplit(url)
    path, number, is_offset = parts.path, 0, False
    match = _PAGE_IN_PATH.search(path)
    if match and not (match[3] and names_article(path[: match.start()])):
        number = int(match[1] or match[3])
        path = path[: match.start()] + "/"
    kept = []
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        is_page, is_start = _PAGE_PARAMETER.fullmatch(name), _OFFSET_PARAMETER.fullmatch(name)
        if value.isdecimal() and len(value) < 6 and (is_page or is_start):
            number, is_offset = int(value), bool(is_start)
        else:
            kept.append((name, value))
    host = parts.netloc.lower().removeprefix("www.")
    return (
        urlunsplit(("", host, _EXTENSION.sub("", _INDEX_FILE.sub("/", path)).rstrip("/"), urlencode(sorted(kept)), "")),
        number,
        is_offset,
    )


def _reads_like_article(anchor: Anchor) -> bool:
    """`/news/12` may be page 12 or article 12: its text tells."""
    return anchor.is_headline or anchor.has_headline_text


def _looks_like_article(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and not _PAGE_IN_PATH.search(parts.path) and names_article(parts.path)
