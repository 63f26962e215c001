"""The clock time beside a printed date: `10:05`, `5.30 p.m.`, `10h05`, `10 Uhr`, `오후 3시 5분`, and the zone after it.

Works on the letters of `date_tokens`; called by `date_printed` and `date_relative`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, time, tzinfo

from crawler.fields.date_tokens import Token
from crawler.fields.date_zones import ZONE_WORDS, fixed_offset
from crawler.items import Precision

_CLOCKS = (
    # 10:05  10:05:30  10:05 pm  오후 10:05  10:05h
    re.compile(r"(?:(?P<pre>[ap])f?)?(?<!D:)(?P<h>D):(?P<n>D)(?:[:.](?P<c>D))?(?:[.,][NTD])?h?,?(?P<ap>[ap])?"),
    # 10h05  10時05分  10 Uhr 05  10 Uhr
    re.compile(
        r"(?:(?P<pre>[ap])f?)?(?<!D[.:])(?P<h>D)h(?:f?(?P<n>D)(?:(?P<unit>n)|(?![\w./:-]))(?:(?P<c>D)c)?)?(?P<ap>[ap])?"
    ),
    # 5.30 p.m.  5 pm  10.05 Uhr
    re.compile(r"(?P<h>D)(?:[.](?P<n>D))?(?:h|(?P<ap>[ap]))"),
    # 10.05 right beside the date
    re.compile(r"(?:[|f][f,.:|-]{0,4}|^)(?P<h>D)[.](?P<n>D)(?:[.](?P<c>D))?(?!D|[.]D)"),
)
_MILITARY = re.compile(r"(?P<h>[YN])(?=h)")
"""`1430 hrs`"""

_ZONE = re.compile(
    rf"[\s,(]{{0,3}}(?:(?:Uhr|hrs|h|LT)\b[\s,(]{{0,2}})?"
    rf"(?:(?:(?P<utc>UTC|GMT|Z)\b\s?)?(?P<sign>[-+−])(?P<oh>\d\d?)(?::?(?P<om>\d\d))?(?![\d:.])"
    rf"|(?P<word>{ZONE_WORDS})(?!\w)"
    rf"|(?P<region>Eastern|Central|Mountain|Pacific|Atlantic)(?:\s(?:Standard|Daylight|Summer))?\s[Tt]ime)"
)
_BEFORE_ZONE = re.compile(r"(?<![\d:])(?P<hhmm>[0-2]\d[0-5]\d)\s?(?:hrs\s?)?(?P<word>UTC|GMT|Z\b)")
_REGIONS = {"Eastern": "EST", "Central": "CST", "Mountain": "MST", "Pacific": "PST", "Atlantic": "AST"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    at: time
    precision: Precision
    offset: tzinfo | None = None
    zone_word: str | None = None


def find_clock(text: str, tokens: Sequence[Token], taken: tuple[int, int]) -> Clock | None:
    """Return the clock time beside the tokens `taken` (first, past the last) by a date: after it rather than before."""
    first, past = taken
    after = "|" + "".join(token.letter for token in tokens[past:])
    before = "".join(token.letter for token in tokens[:first])
    return _search(text, tokens[past:], after, 1) or _search(text, tokens[:first], before, 0) or _search_military(text)


def _search(text: str, tokens: Sequence[Token], letters: str, shift: int) -> Clock | None:
    for pattern in _CLOCKS:
        for match in pattern.finditer(letters):
            parts = {k: tokens[match.start(k) - shift] for k, got in match.groupdict().items() if got}
            minute = parts.get("n")
            if minute and minute.digits != 2 and "unit" not in parts:
                continue
            half = parts.get("ap") or parts.get("pre")
            second = parts["c"].value if "c" in parts else None
            at = _time_of_day(
                parts["h"].value, minute.value if minute else 0, second or 0, half.letter if half else None
            )
            if at is None:
                continue
            precision: Precision = "second" if second is not None else "minute" if minute else "hour"
            offset, word = _find_zone(text, tokens[match.end() - 1 - shift].end)
            return Clock(at=at, precision=precision, offset=offset, zone_word=word)
    return None


def _search_military(text: str) -> Clock | None:
    """`1430 GMT`"""
    if match := _BEFORE_ZONE.search(text):
        digits = match["hhmm"]
        if at := _time_of_day(int(digits[:2]), int(digits[2:]), 0, None):
            return Clock(at=at, precision="minute", offset=UTC)
    return None


def _time_of_day(hour: int, minute: int, second: int, half: str | None) -> time | None:
    """The time, or None where no clock shows it; 12 a.m. is midnight, and an hour over 12 needs no half."""
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return time(hour, minute, second)


def _find_zone(text: str, end: int) -> tuple[tzinfo | None, str | None]:
    """The offset or the abbreviation that follows a clock time."""
    match = _ZONE.match(text, end)
    if not match:
        return None, None
    if match["sign"]:
        return fixed_offset(match["sign"], int(match["oh"]), int(match["om"] or 0)), None
    return None, _REGIONS.get(match["region"] or "") or (match["word"] or "").upper()
