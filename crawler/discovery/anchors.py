"""The anchors of a page, one `Anchor` an address: where they stand and what speaks for an article behind them.

One pass over the tree; what an element's place means is remembered for its children. Called by `sections.py`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from crawler.discovery.link import absolute_url
from crawler.fields.url_kind_tables import ID_PARAMETERS
from crawler.fields.urls import names_article

Zone = Literal["main", "teaser", "nav", "foot", "comments"]

MAX_ANCHORS = 5000
"""Anchors looked at on one page; the fullest front page of 266 outlets has some 1,900."""

MAX_TEXT_CHARS = 300

HEADLINE_WORDS = 4
"""Menu entries have fewer words, headlines mostly more."""

HEADLINE_CHARS = 14
"""The same for scripts that write no spaces."""

_TAG_ZONES: dict[str, Zone] = {"nav": "nav", "footer": "foot", "article": "teaser", "form": "comments"}
_ROLE_ZONES: dict[str, Zone] = {"navigation": "nav", "menu": "nav", "menubar": "nav", "contentinfo": "foot"}
_ZONE_WORDS: dict[Zone, str] = {
    "comments": "comments?|commentlist|respond|disqus|kommentare",
    "foot": "footer|colophon|fuss|site-info",
    "nav": "nav|navbar|navigation|menu|menus|submenu|topbar|masthead|breadcrumbs?|hauptmenu|mainmenu",
    "teaser": "teaser|card|story|post|entry|headline|article|item-title|news-item",
}
_CLASS_ZONES = {
    zone: re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE) for zone, words in _ZONE_WORDS.items()
}
_NUMBER_AT_END = re.compile(r"\d{2,}(?:\.[a-z]{2,5})?/?$", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_HEADING_REACH = 4
"""Elements between a heading and an anchor that still is its text."""
_Place = tuple[Zone, int]
"""The zone, and the elements up to the nearest heading around."""
_NOWHERE: _Place = ("main", 1_000_000)


@dataclass(slots=True, kw_only=True)
class Anchor:
    """All anchors of a page that lead to one address."""

    url: str
    text: str
    """The longest text of them."""
    zone: Zone
    """The best place of them: teaser before main before nav before foot."""
    is_headline: bool
    """Whether one stands in a heading or holds one."""
    rel: frozenset[str]

    @property
    def has_headline_text(self) -> bool:
        words = self.text.split()
        return len(words) >= HEADLINE_WORDS or (
            len(words) <= 2 and len(self.text) >= HEADLINE_CHARS and not self.text.isascii()
        )

    def score(self) -> int:
        """Points that an article stands behind it; `ARTICLE_POINTS` of sections.py is enough."""
        points = {"teaser": 1, "main": 0, "nav": -3, "foot": -2, "comments": -3}[self.zone]
        points += 2 * self.is_headline + (1 if self.has_headline_text else 0)
        points -= len(self.text.split()) < 2 and not self.has_headline_text
        return points + 2 * _address_names_article(self.url)


_NO_REL: frozenset[str] = frozenset()
_ORDER: tuple[Zone, ...] = ("teaser", "main", "nav", "foot", "comments")


def read_anchors(tree: HtmlElement, base: str, *, most: int = MAX_ANCHORS) -> dict[str, Anchor]:
    """Return the anchors of a page by absolute address, in page order; only the first `most` are looked at."""
    places: dict[HtmlElement, _Place] = {}
    found: dict[str, Anchor] = {}
    addresses: dict[str, str | None] = {}
    for element in islice(tree.iter("a"), most):
        href = element.get("href") or ""
        if href not in addresses:
            addresses[href] = absolute_url(href, base)
        url = addresses[href]
        if url is None:
            continue
        zone, steps = _place(element, places)
        anchor = Anchor(
            url=url,
            text=_text(element),
            zone=zone,
            is_headline=steps <= _HEADING_REACH or _holds_heading(element),
            rel=frozenset(rel.lower().split()) if (rel := element.get("rel")) else _NO_REL,
        )
        found[url] = _merged(found[url], anchor) if url in found else anchor
    return found


def _text(element: HtmlElement) -> str:
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return " ".join(text.split())[:MAX_TEXT_CHARS]


def _merged(one: Anchor, two: Anchor) -> Anchor:
    return Anchor(
        url=one.url,
        text=max(one.text, two.text, key=len),
        zone=min(one.zone, two.zone, key=_ORDER.index),
        is_headline=one.is_headline or two.is_headline,
        rel=one.rel | two.rel,
    )


def _place(element: HtmlElement, known: dict[HtmlElement, _Place]) -> _Place:
    """Where an element stands: in the nearest zone around it, `main` where there is none, and how far from a heading.

    What is around is looked at once a page: anchors share it.
    """
    climbed = []
    around = element.getparent()
    while around is not None and around not in known:
        climbed.append(around)
        around = around.getparent()
    zone, steps = known[around] if around is not None else _NOWHERE
    for passed in reversed(climbed):
        zone = _own_zone(passed) or zone
        steps = 0 if passed.tag in _HEADINGS else steps + 1
        known[passed] = zone, steps
    return zone, steps


def _own_zone(element: HtmlElement) -> Zone | None:
    tag = element.tag
    if tag in ("body", "html", "main"):
        return "main"
    zone = _TAG_ZONES.get(tag) or _ROLE_ZONES.get(element.get("role") or "")
    if zone:
        return zone
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _named_zone(names) if names != " " else None


@lru_cache(maxsize=2_048)  # the elements of a list share their names, and so do an outlet's lists
def _named_zone(names: str) -> Zone | None:
    return next((zone for zone, words in _CLASS_ZONES.items() if words.search(names)), None)


def _holds_heading(element: HtmlElement) -> bool:
    return len(element) > 0 and any(True for _ in element.iter(*_HEADINGS))


@lru_cache(maxsize=2_048)  # menus and boxes stand on every page of an outlet
def _address_names_article(url: str) -> bool:
    """Whether slug, number or parameter tell one article: `/node/12`, `/article123.html`, `?id=7`, `?article123`."""
    parts = urlsplit(url)
    if names_article(parts.path) or _NUMBER_AT_END.search(parts.path):
        return True
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        text = value if name.lower() in ID_PARAMETERS else "" if value else name
        if any(c.isdigit() for c in text):
            return True
    return False
