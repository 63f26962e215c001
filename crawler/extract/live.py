"""Live entries: paragraphs of a live blog that carry the time they were posted at.

An entry is a container with a `<time>` of its own, one of several of the same shape; where a page is one run of lines,
a line that opens with a clock time.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice, pairwise

from lxml.html import HtmlElement

from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import without_digits
from crawler.fields.dates import DateContext, parse_date
from crawler.items import Block

_LEVELS = 5
"""Containers around a paragraph among which its entry is looked for."""
_MIN_ENTRIES = 3
_CLOCK = re.compile(
    r"^(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?:\s?(?:(?P<half>[ap])\.?m\.?|uhr|h))?\s*[:|–—-]?\s+(?=\S)",
    re.IGNORECASE,
)


_EARLY = timedelta(hours=1)
"""How long before the time of publication that a page prints its first entry may have been posted."""


def mark_entries(
    blocks: Sequence[Block],
    kept: Sequence[TextBlock],
    times: Sequence[HtmlElement],
    context: DateContext,
    published: datetime | None = None,
) -> tuple[Block, ...]:
    """Return the body with its live entries marked; `kept` are the page's blocks behind `blocks`, one for one.

    `times` are the page's `<time>` elements; with fewer than entries need, none is looked for. A clock time alone
    becomes an entry's time where the article's own is known: `published`, with its offset.
    """
    clocks = [_CLOCK.match(block.text) for block in blocks]
    has_clocks = sum(clock is not None for clock in clocks) >= _MIN_ENTRIES
    if len(times) < _MIN_ENTRIES and not has_clocks:  # as nearly always
        return tuple(blocks)
    counts: dict[int, int] = {}
    entries = [_entry(block, counts) if len(times) >= _MIN_ENTRIES else None for block in kept]
    shapes = Counter(_shape(box) for box in {entry for entry in entries if entry is not None})
    posted = _clock_times(clocks, published, context.fetched_at)
    marked = []
    for block, entry, clock in zip(blocks, entries, clocks, strict=True):
        if block.type == "paragraph" and entry is not None and shapes[_shape(entry)] >= _MIN_ENTRIES:
            marked.append(replace(block, type="live_entry", time=_time(entry, context)))
        elif block.type == "paragraph" and has_clocks and clock is not None:
            marked.append(replace(block, type="live_entry", text=block.text[clock.end() :], time=posted.get(clock)))
        else:
            marked.append(block)
    return tuple(marked)


def _entry(block: TextBlock, counts: dict[int, int]) -> Container | None:
    """Return the smallest container around a paragraph that prints one time, in an element before the text.

    `counts` remembers how many times stand in a container: none, one, or two for more.
    """
    for box in islice(block.container.chain(), 1, _LEVELS):
        times = counts.get(id(box))
        if times is None:
            times = counts[id(box)] = sum(1 for _ in islice(_times(box), 2))
        if times:
            return box if times == 1 else None
    return None


def _times(box: Container) -> Iterator[str]:
    for time in box.element.iter("time"):
        if value := time.get("datetime"):
            yield value


def _shape(box: Container) -> tuple[str, str, int]:
    return box.tag, without_digits(box.names), id(box.parent)


def _time(entry: Container, context: DateContext) -> str | None:
    found = next((date for value in _times(entry) if (date := parse_date(value, context))), None)
    return found.value if found and found.instant else None


def _clock_times(
    clocks: Sequence[re.Match[str] | None], published: datetime | None, now: datetime | None
) -> Mapping[re.Match[str], str]:
    """Return each clock as RFC 3339: the first entry follows publication, each other one the entry before it.

    None of them where that would end in the future: then the days are not what they seem.
    """
    told = [clock for clock in clocks if clock is not None]
    if published is None or not told:
        return {}
    falling = sum(_of_day(after) < _of_day(before) for before, after in pairwise(told))
    moment, times = published - _EARLY, {}
    for clock in reversed(told) if 2 * falling > len(told) - 1 else told:
        posted = moment.replace(hour=0, minute=0, second=0, microsecond=0) + _of_day(clock)
        moment = posted if posted >= moment else posted + timedelta(days=1)
        times[clock] = moment.isoformat()
    return times if now is None or moment <= now else {}


def _of_day(clock: re.Match[str]) -> timedelta:
    hour = int(clock["hour"])
    if clock["half"] and hour <= 12:  # of half a day
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    return timedelta(hours=hour, minutes=int(clock["minute"]))
