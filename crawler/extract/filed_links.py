"""Links beside an article's text that say where it is filed: its categories and its tags.

A link counts by its `rel`, by its address (`/category/sport/`, `/tags/council/`) or by the names of the elements close
around it, and only where it stands near the text: menus, tag clouds and teasers link categories and tags too.
Called by topics.py where the page declares none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.extract.blocks import TextBlock
from crawler.extract.class_words import NAMES, groups_of
from crawler.fields.text import clean_line
from crawler.fields.url_kinds import filing_of
from crawler.page.elements import position

_LEVELS, _HEAD_LEVELS = 3, 2
"""Steps up from the box that holds all text, and from the headline, to the box that holds the link as well."""
_NAMED_WITHIN = 3
"""Elements, the link first, whose names tell what it is."""
_MAX_CHARS = 80
_MAX_CATEGORIES = 5
"""More of them are the outlet's list of all."""
_CATEGORY = re.compile(r"(?:^|[\s_-])(?:cat|cats|categor\w*|kategorie\w*|rubri\w*)(?:$|[\s_-])", re.IGNORECASE)
_TAGS = re.compile(r"(?:^|[\s_-])(?:tags?|taglist|keywords?|schlagworte?|etiquetas?)(?:$|[\s_-])", re.IGNORECASE)
_ELSEWHERE = sum(1 << NAMES.index(name) for name in ("comments", "related", "newsletter", "ad"))
_MENU = re.compile(
    r"(?:^|[\s_-])(?:menu|navbar|breadcrumbs?|cloud|tagcloud|side|sidebar|aside|widgets?)(?:$|[\s_-])", re.IGNORECASE
)
_OUTSIDE = frozenset(("nav", "aside"))
_TITLES = ("h1", "h2")
_CARDS, _HEADINGS = frozenset(("article", "li", "a")), ("h1", "h2", "h3", "h4", "h5")


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledLinks:
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def read_filed_links(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], headline: str | None) -> FiledLinks:
    """Return what the links near the headline and the kept blocks say, as printed, each text once, in page order."""
    steps = _boxes(blocks, kept, headline)
    if not steps:
        return FiledLinks()
    found: dict[str, dict[str, str]] = {"category": {}, "tag": {}}
    for link in _inside(steps):
        kind = _kind(link)
        if kind and _is_near(link, steps):
            text = clean_line(link.text_content()).strip(" #,")
            if 1 < len(text) <= _MAX_CHARS and not text.isdecimal():
                found[kind].setdefault(text.casefold(), text)
    categories = tuple(found["category"].values())
    return FiledLinks(
        categories=categories if len(categories) <= _MAX_CATEGORIES else (), tags=tuple(found["tag"].values())
    )


def _inside(boxes: frozenset[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the links inside any of the boxes, in page order."""
    outer = [box for box in boxes if boxes.isdisjoint(box.iterancestors())]
    for box in sorted(outer, key=position) if len(outer) > 1 else outer:
        yield from box.iter("a")


def _boxes(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], headline: str | None) -> frozenset[HtmlElement]:
    """Return the elements right around all kept text and right around the headline above it.

    The page's body is one only where the text stands right in it.
    """
    if not kept:
        return frozenset()
    inside = [set(block.container.chain()) for block in kept]
    shared = [box for box in kept[0].container.chain() if all(box in held for held in inside)][: _LEVELS + 1]
    title = next((b for b in blocks[: kept[0].index] if b.tag in _TITLES and b.text == headline), None)
    if title is not None:
        shared += list(title.container.chain())[1 : _HEAD_LEVELS + 1]
    return frozenset(box.element for box in shared if box.parent is not None or box is shared[0])


def _kind(link: HtmlElement) -> str | None:
    rel, href = (link.get("rel") or "").split(), link.get("href") or ""
    if not href or href.startswith("#"):
        return None
    if "category" in rel:
        return "category"
    filing = filing_of(href)
    names = [name for box in _around(link) if (name := box.get("class"))]
    if filing == "category" or (filing is None and "author" not in rel and any(map(_names_category, names))):
        return "category"
    return "tag" if "tag" in rel or filing == "tag" or any(map(_names_tag, names)) else None


@lru_cache(maxsize=4_096)  # the pages of an outlet have the same names
def _names_category(names: str) -> bool:
    return _CATEGORY.search(names) is not None


@lru_cache(maxsize=4_096)
def _names_tag(names: str) -> bool:
    return _TAGS.search(names) is not None


def _around(link: HtmlElement) -> Iterator[HtmlElement]:
    box: HtmlElement | None = link
    for _ in range(_NAMED_WITHIN):
        if box is None:
            return
        yield box
        box = box.getparent()


def _is_near(link: HtmlElement, boxes: frozenset[HtmlElement]) -> bool:
    """Whether nothing between the link and the text's box is a menu, a side column, a teaser or a comment."""
    for box in link.iterancestors():
        if box in boxes:
            return True
        names = f"{box.get('class') or ''} {box.get('id') or ''}"
        if box.tag in _OUTSIDE or groups_of(names) & _ELSEWHERE or _MENU.search(names):
            return False
        if box.tag in _CARDS and next(box.iter(*_HEADINGS), None) is not None:
            return False
    return False
