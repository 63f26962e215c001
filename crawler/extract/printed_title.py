"""The headline of a page whose markup names only the site: the line that stands as a title above the text."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from crawler.extract.blocks import TextBlock

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_TITLE = re.compile(r"(?:^|[\s_-])(?:title|headline)(?:$|\s)", re.IGNORECASE)
"""The last word of an element's name: "post-title", not "title-bar"."""
_CHARS = (15, 400)
"""Shortest and longest headline; shorter ones are names of sections and sites."""
_REACH, _PROSE_CHARS = 6, 80
"""Prose of this length follows a headline so soon, in blocks."""


def printed_title(blocks: Sequence[TextBlock], is_site: Callable[[str], bool]) -> str | None:
    """Return the line above the first paragraph that is named a title, else the first lesser heading; never a link."""
    above = takewhile(lambda block: len(block.text) < _PROSE_CHARS or block.links, blocks)
    named = (b for b in above if _may_be_title(b) and _TITLE.search(b.container.names) and not is_site(b.text))
    found = next(named, None) or next((block for block in blocks if _heads_text(block, blocks)), None)
    return found.text if found else None


def _may_be_title(block: TextBlock) -> bool:
    return not block.links and _CHARS[0] <= len(block.text) <= _CHARS[1]


def _heads_text(block: TextBlock, blocks: Sequence[TextBlock]) -> bool:
    if block.tag not in _HEADINGS or not _may_be_title(block):
        return False
    following = blocks[block.index + 1 : block.index + 1 + _REACH]
    return any(len(each.text) >= _PROSE_CHARS and each.link_chars * 2 < len(each.text) for each in following)
