"""The lines near a headline that print a date: what dates a page whose markup declares none, or a day only.

`roles.py` looks for a date that is known, to teach a template where it stands; here none is known yet.
"""

import re
from collections.abc import Iterator, Sequence

from crawler.extract.blocks import TextBlock
from crawler.extract.evidence import folded
from crawler.extract.lone_dates import sign_offs
from crawler.extract.times import names_event
from crawler.fields.date_labels import tells_publication
from crawler.fields.dates import DateContext, find_date

MAX_LINE_CHARS = 90
"""A longer line is a sentence: it tells when something happened, not when it was printed."""

BLOCKS_AFTER, BLOCKS_BEFORE = 10, 5
"""How far from the headline a date line stands, in blocks; teasers with dates of their own begin beyond."""

BLOCKS_BELOW, LABEL_CHARS = 8, 40
"""How far below the text a labelled date stands, in blocks, and where in the line its label at the latest: "This entry
was posted on Saturday, 17 May 2025 and is filed under ..."."""

_OPENING_DATE = re.compile(r"\(?(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)\)?(?=\s?[^\d.])")
"""A whole date in numbers that a paragraph opens with: "(17.05.2025) The council ..."."""
_FOOTER = re.compile(r"meta|foot", re.IGNORECASE)
"""In an element so named the label may stand anywhere: "This entry was on 17 May 2025 published by ..."."""

_YEAR = re.compile(r"\d{4}")

MIN_HEADING_CHARS = 12
_HEADINGS = frozenset(("h1", "h2"))


def date_lines(
    blocks: Sequence[TextBlock], headline: str | None, context: DateContext, kept: Sequence[TextBlock] = ()
) -> Iterator[str]:
    """Yield lines that hold a date: those after the headline, nearest first, then those above it.

    Where no block prints the headline, those right above the text (`kept`); then those below it that say little but a
    day; last its first and last line and those below it, where a word such as "Published" opens them.
    """
    for block in _near(blocks, folded(headline or ""), kept):
        if len(block.text) <= MAX_LINE_CHARS and _is_dated(block.text, context) and not _is_of_other(block):
            yield block.text
        elif (opening := _OPENING_DATE.match(block.text)) and _is_dated(opening[0], context):
            yield opening[0]
    yield from sign_offs(blocks, kept, context)
    below = blocks[kept[-1].index : kept[-1].index + 1 + BLOCKS_BELOW] if kept else ()
    for block in (*kept[:1], *below):
        line = block.text[:MAX_LINE_CHARS]
        label = line if _FOOTER.search(block.container.names) else line[:LABEL_CHARS]
        if _has_digit(line) and tells_publication(label, context.language) and _is_dated(line, context):
            yield line


def _near(blocks: Sequence[TextBlock], title: str, kept: Sequence[TextBlock]) -> list[TextBlock]:
    place = next((at for at, block in enumerate(blocks) if title and _is_headline(block, title)), None)
    if place is not None:
        above = blocks[max(0, place - BLOCKS_BEFORE) : place]
        after = blocks[place + 1 : place + 1 + BLOCKS_AFTER]
        # what stands below a short text is another article's, unless lone_dates.py says otherwise
        end = kept[-1].index if kept and kept[-1].index > place else len(blocks)
        return [*(block for block in after if block.index <= end), *reversed(above)]
    first = kept[0].index if kept else 0
    return list(reversed(blocks[max(0, first - BLOCKS_BEFORE) : first]))


def _is_of_other(block: TextBlock) -> bool:
    """Whether the line is in a calendar's box, or in a quote: a post of a network tells its own day."""
    return any(
        box.tag == "blockquote" or names_event(box.names) for box in block.container.chain() if box.tag != "body"
    )


def _is_dated(line: str, context: DateContext) -> bool:
    """Whether a date stands in the line; "30 years ago" is none, though it is a month."""
    if not _has_digit(line):
        return False
    found = find_date(line, context)
    return found is not None and (found.precision != "month" or _YEAR.search(line) is not None)


def _has_digit(line: str) -> bool:
    return any(map(str.isdigit, line))


def _is_headline(block: TextBlock, title: str) -> bool:
    """Whether the block prints the headline; a heading may lack the kicker or name that the title adds."""
    text = folded(block.text)
    is_part = title.startswith(text) or title.endswith(f" {text}")
    return text == title or (block.tag in _HEADINGS and len(text) >= MIN_HEADING_CHARS and is_part)
