"""The day of publication in a page's programs: `publish_time: '2025-05-17 10:05'`, `"firstPublished":1747476300`.

Evidence of last resort, for pages that a program draws and whose markup and print tell nothing. A page's programs hold
its teasers as well, so that only one day that all such keys agree on counts.
"""

import re
from collections.abc import Iterator

from crawler.fields.dates import DateContext, is_plausible, parse_date

SCRIPT_MARK = "<script> "
"""Begins the raw value of such a date in a record's provenance."""

_KEY = re.compile(rb"pub(?:lish|lication|_?date|_?time|\b)")
"""In lower case, which is looked through in a third of the time."""
_BEFORE, _AFTER = 40, 120
"""Bytes around the word that can hold a key and its value."""
_PAIR = re.compile(
    r"""(?P<key>[\w.-]{3,60})\\?["']?\s*[:=,]\s*(?:new\s+Date\(\s*)?
    (?:\\?["'](?P<text>[^"'<>\\]{6,60})\\?["']|(?P<epoch>\d{10}(?:\d{3})?)\b)""",
    re.VERBOSE,
)
_OTHER = re.compile(
    r"last|upd|modif|unpub|republ|start|end|plan|expir|sched|embarg|publisher|publishing|public(?!ation)", re.IGNORECASE
)
"""Keys of another moment, or of who published."""

_MAX_KEYS = 400


def script_dates(body: bytes, context: DateContext) -> list[str]:
    """Return the values, as written, if all are of one day; else nothing. `body` is the page as it was fetched.

    On 513 pages with a known date 160 have such values; 129 of them one day only, which is right on 126.
    """
    values = dict.fromkeys(_values(body))
    dates = {value: parse_date(value, context) for value in values}
    found = {value: date for value, date in dates.items() if date and date.day and is_plausible(date, context)}
    return list(found) if len({date.day for date in found.values()}) == 1 else []


def _values(body: bytes) -> Iterator[str]:
    end = 0
    for number, match in enumerate(_KEY.finditer(body.lower())):
        if number >= _MAX_KEYS:
            return
        stretch = body[max(end, match.start() - _BEFORE) : match.end() + _AFTER]
        before = match.start() - max(end, match.start() - _BEFORE)
        for pair in _PAIR.finditer(stretch.decode("utf-8", "replace")):
            if pair.start("key") <= before < pair.end("key"):
                end = match.end()
                if not _OTHER.search(pair["key"]):
                    yield pair["text"] or pair["epoch"]
                break
