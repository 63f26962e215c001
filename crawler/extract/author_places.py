"""Whether an element below the text that names an author stands apart: in a side column, among comments or teasers."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extract.blocks import TextBlock
from crawler.extract.class_words import NAMES, groups_of

_ELSEWHERE = sum(1 << NAMES.index(name) for name in ("comments", "related", "newsletter"))
_COLUMN = re.compile(r"(?:^|[\s_-])(?:sidebar|side-?column|rail|columnists)(?:$|[\s_-])", re.IGNORECASE)
_OUTSIDE = frozenset(("aside", "nav"))


def stands_apart(element: HtmlElement, kept: Sequence[TextBlock]) -> bool:
    """Return whether something between the element and what holds the text as well says that it is of another place.

    Not to be asked above the text: side columns and asides hold the article's own byline there.
    """
    around = {box.element for box in kept[0].container.chain()}
    box: HtmlElement | None = element
    while box is not None and box not in around:
        names = f"{box.get('class') or ''} {box.get('id') or ''}"
        if box.tag in _OUTSIDE or groups_of(names) & _ELSEWHERE or _COLUMN.search(names):
            return True
        box = box.getparent()
    return False
