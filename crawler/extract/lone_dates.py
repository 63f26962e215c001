"""Printed dates away from the headline: read where neither the markup nor a line near the headline tells one.

Menus, teasers, comments and calendars print dates too. So a line counts only close below the text, or where every
line of its kind on the page tells the same day.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import NAMES, groups_of
from crawler.extract.times import names_event
from crawler.fields.date_labels import tells_publication
from crawler.fields.dates import DateContext, find_date, split_change

MAX_LINE_CHARS = 90
"""A longer line is a sentence; so much of one is read in an article's foot."""

SIGN_OFF_BLOCKS, SIGN_OFF_CHARS = 5, 45
"""How far below the text a line stands that says little but a day, and how long it is: "17 May 2025 / Jane Roe"."""

_TEASER = re.compile(r"\d\)?\s*[:–—-]\s+[^\W\d]")
"""A headline after its date: "3.5.2025: Pool opens"."""

_LINKED_CHARS = 20
"""Links of this length on average hold the headline of another story, with its date beside it; days, writers'
names and numbers of comments are shorter."""

HEAD_BLOCKS = 12
"""How far above the text an element named for dates is the article's; what stands higher is the day of the visit."""

LABEL_CHARS = 30
"""A label in an element of its own, before that of the date: "First published:" """

_FOOT = re.compile(r"(?:post|entry|article|story|news|beitrag)[\w-]*(?:meta|foot|info)", re.IGNORECASE)
_DATED = re.compile(r"date|datum|fecha|time|publi|posted|submitted|stamp|byline|meta", re.IGNORECASE)
"""Names of the elements that templates print a date in."""

_FOREIGN = sum(1 << NAMES.index(name) for name in ("comments", "related"))
_ASIDE = sum(1 << NAMES.index(name) for name in ("more", "side", "nav"))
_ASIDE_TAGS = frozenset(("aside", "nav"))


def sign_offs(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], context: DateContext) -> Iterator[str]:
    """Yield lines right below the text (`kept`) that say little but a day, where all of them say the same."""
    if kept:
        end = kept[-1].index + 1
        short = (block for block in blocks[end : end + SIGN_OFF_BLOCKS] if len(block.text) <= SIGN_OFF_CHARS)
        dated = [block for block in short if _is_dated(block.text, context) and not _is_teaser(block)]
        around = _around_text(kept)
        yield from _if_one_day([block for block in dated if not _around(block, around) & (_FOREIGN | _ASIDE)], context)


def lone_dates(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], context: DateContext) -> Iterator[str]:
    """Yield lines that hold a day, the likeliest first, wherever they stand on the page of that text."""
    first, end = (kept[0].index, kept[-1].index) if kept else (0, len(blocks))
    of_text, around_text = {block.index for block in kept}, _around_text(kept)
    outside = [
        (block, around)
        for block in blocks
        if block.index not in of_text and _is_dated(block.text[:MAX_LINE_CHARS], context, is_above=block.index < first)
        if not (around := _around(block, around_text)) & _FOREIGN
    ]
    short = [(b, around) for b, around in outside if len(b.text) <= MAX_LINE_CHARS and not _links_story(b)]
    yield from _if_one_day([b for b, _ in outside if b.index > end and _FOOT.search(b.container.names)], context)
    named = [b for b, around in short if b.index >= first - HEAD_BLOCKS and not around & _ASIDE and _is_named(b)]
    yield from _if_one_day([block for block in named if not _is_today(block.text, context)], context)
    yield from _if_one_day([block for block, _ in short if _is_labelled(block, blocks, context)], context)


def _is_dated(line: str, context: DateContext, *, is_above: bool = False) -> bool:
    """Whether a day stands in the line; above the text that of a change will do, where no other is known."""
    if not any(map(str.isdigit, line)):
        return False
    told, change = split_change(line, context.language)
    found = find_date(told or change if is_above else told, context)
    return found is not None and found.precision != "month"


def _is_teaser(block: TextBlock) -> bool:
    return _links_story(block) or _TEASER.search(block.text) is not None


def _links_story(block: TextBlock) -> bool:
    return block.link_chars >= _LINKED_CHARS * max(1, block.links)


def _if_one_day(dated: Iterable[TextBlock], context: DateContext) -> Iterator[str]:
    lines = [block.text[:MAX_LINE_CHARS] for block in dated]
    if len({_day(line, context) for line in lines}) == 1:
        yield from lines


def _day(line: str, context: DateContext) -> str:
    told, change = split_change(line, context.language)
    found = find_date(told or change, context)
    return found.value[:10] if found else ""


def _is_today(line: str, context: DateContext) -> bool:
    """Whether the line tells the day on which the page was fetched, as many a page's head does."""
    now = context.fetched_at
    return now is not None and _day(line, context) >= now.date().isoformat()


def _is_named(block: TextBlock) -> bool:
    around = block.container.parent
    return bool(_DATED.search(block.container.names) or (around is not None and _DATED.search(around.names)))


def _is_labelled(block: TextBlock, blocks: Sequence[TextBlock], context: DateContext) -> bool:
    before = blocks[block.index - 1].text if block.index else ""
    is_label = len(before) <= LABEL_CHARS and not any(map(str.isdigit, before))
    line = f"{before} {block.text}" if is_label else block.text
    return tells_publication(split_change(line, context.language)[0], context.language)


def _around_text(kept: Sequence[TextBlock]) -> frozenset[Container]:
    return frozenset(kept[0].container.chain()) if kept else frozenset()


def _around(block: TextBlock, around_text: frozenset[Container]) -> int:
    """What is said of the block by the names around it, up to those that are around the text as well."""
    around = 0
    for box in block.container.chain():
        if box in around_text:
            break
        is_foreign = box.tag in _ASIDE_TAGS or names_event(box.names)
        around |= _FOREIGN if is_foreign else groups_of(box.names)
    return around
