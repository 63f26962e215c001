"""Whether an element below the text that names an author stands apart: in a side column, among comments or teasers."""

import re
from collections.abc import Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.extract.blocks import TextBlock
from crawler.extract.class_words import NAMES, groups_of
from crawler.page.elements import text_of

_ELSEWHERE = sum(1 << NAMES.index(name) for name in ("comments", "related", "newsletter"))
_COLUMN = re.compile(r"(?:^|[\s_-])(?:sidebar|side-?column|rail|columnists)(?:$|[\s_-])", re.IGNORECASE)
_CARDS, _HEADINGS = frozenset(("article", "li")), ("h2", "h3", "h4", "h5")
_OUTSIDE = frozenset(("aside", "nav"))


def blocks_in_reach(blocks: Sequence[TextBlock], last: int, reach: int) -> list[TextBlock]:
    """Return the `reach` blocks below the text's last among which an author may stand, without captions.

    Items with links are not counted: a plugin's buttons and related articles stand between a text and its author.
    """
    found, counted = [], 0
    for block in blocks[last + 1 :]:
        if counted >= reach:
            break
        if block.tag != "figcaption":
            found.append(block)
            counted += not (block.tag == "li" and block.links)
    return found


def stands_apart(element: HtmlElement, kept: Sequence[TextBlock]) -> bool:
    """Return whether something between the element and what holds the text as well says that it is of another place.

    Not to be asked above the text: side columns and asides hold the article's own byline there.
    """
    around = {box.element for box in kept[0].container.chain()}
    box: HtmlElement | None = element
    while box is not None and box not in around:
        if box.tag in _OUTSIDE or _is_elsewhere(box.get("class"), box.get("id")) or _is_teaser(box, element):
            return True
        box = box.getparent()
    return False


@lru_cache(maxsize=4_096)  # the pages of an outlet have the same names
def _is_elsewhere(classes: str | None, name: str | None) -> bool:
    names = f"{classes or ''} {name or ''}"
    return bool(groups_of(names) & _ELSEWHERE or _COLUMN.search(names))


def _is_teaser(box: HtmlElement, author: HtmlElement) -> bool:
    """Whether the box is a card with a linked headline; a portrait's heading is the author's own name."""
    heading = next(box.iter(*_HEADINGS), None) if box.tag in _CARDS else None
    if heading is None:
        return False
    links = next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None
    name = text_of(author).strip()
    return links and bool(name) and name not in text_of(heading)
