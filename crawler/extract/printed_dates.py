"""The lines near a headline that print a date: what dates a page whose markup declares none, or a day only.

`roles.py` looks for a date that is known, to teach a template where it stands; here none is known yet.
"""

from collections.abc import Iterator, Sequence

from crawler.extract.blocks import TextBlock
from crawler.fields.dates import DateContext, find_date
from crawler.fields.text import fold

MAX_LINE_CHARS = 90
"""A longer line is a sentence: it tells when something happened, not when it was printed."""

BLOCKS_AFTER, BLOCKS_BEFORE = 10, 5
"""How far from the headline a date line stands, in blocks; teasers with dates of their own begin beyond."""

MIN_HEADING_CHARS = 12
_HEADINGS = frozenset(("h1", "h2"))


def date_lines(blocks: Sequence[TextBlock], headline: str | None, context: DateContext) -> Iterator[str]:
    """Yield lines that hold a date, those after the headline first, nearest first; nothing without a headline block."""
    title = fold(headline or "")
    place = next((at for at, block in enumerate(blocks) if title and _is_headline(block, title)), None)
    if place is None:
        return
    near = [*blocks[place + 1 : place + 1 + BLOCKS_AFTER], *reversed(blocks[max(0, place - BLOCKS_BEFORE) : place])]
    for block in near:
        short = len(block.text) <= MAX_LINE_CHARS and any(map(str.isdigit, block.text))
        if short and find_date(block.text, context):
            yield block.text


def _is_headline(block: TextBlock, title: str) -> bool:
    """Whether the block prints the headline; a heading may lack what the page's title adds to it."""
    text = fold(block.text)
    return text == title or (block.tag in _HEADINGS and len(text) >= MIN_HEADING_CHARS and title.startswith(text))
