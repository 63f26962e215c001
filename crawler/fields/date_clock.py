"""The clock time beside a printed date: `10:05`, `5.30 p.m.`, `10h05`, `10 Uhr`, `오후 3시 5분`, and the zone after it.

Works on the letters of `date_tokens`; called by `date_printed` and `date_relative`.
"""

import re
from collections.abc import Iterator, Sequence
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
        r"(?:(?P<pre>[ap])f?)?(?<!D[.:])(?P<h>D)h(?:f?(?P<n>D)(?:(?P<unit>n)|(?![./:-]D|[f.]?M|m))(?:(?P<c>D)c)?)?(?P<ap>[ap])?"
    ),
    # 5.30 p.m.  5 pm  10.05 Uhr
    re.compile(r"(?P<h>D)(?:[.](?P<n>D))?(?:h|(?P<ap>[ap]))"),
    # 10.05 right beside the date
    re.compile(r"(?:[|f][f,.:|-]{0,4}|^)(?P<h>D)[.](?P<n>D)(?:[.](?P<c>D))?(?!D|[.]D)"),
)
_YEARS = range(1990, 2100)
"""Years of other dates; one of another calendar may tell the same day once more: "17 May 2025, 27 Ordibehesht 1404"."""
_FILLERS = re.compile("[fw.,]+")

_ZONE = re.compile(
    rf"\.?[\s,(]{{0,3}}(?:(?:Uhr|hrs|h|LT)\b[\s,(]{{0,2}})?"
    rf"(?:(?:(?P<utc>UTC|GMT|Z)\b\s?)?(?P<sign>[-+−])(?P<oh>\d\d?)(?::?(?P<om>\d\d))?(?![\d:.])"
    rf"|(?P<word>{ZONE_WORDS})(?!\w)"
    rf"|(?P<region>Eastern|Central|Mountain|Pacific|Atlantic)(?:\s(?:Standard|Daylight|Summer))?\s[Tt]ime)"
)
_MILITARY = re.compile(r"(?<![\d:])(?P<hhmm>[0-2]\d[0-5]\d)\s?(?:hrs\s?)?(?P<word>UTC|GMT|Z\b)")
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
    found = [*_search(text, tokens[past:], after, 1), *_search(text, tokens[:first], before, 0)]
    return min(found, key=lambda near: near[0])[1] if found else _search_military(text)


def _search(text: str, tokens: Sequence[Token], letters: str, shift: int) -> Iterator[tuple[int, Clock]]:
    """The first clock time of the likeliest form, with how many words and marks stand between it and the date."""
    for pattern in _CLOCKS:
        for match in pattern.finditer(letters):
            parts = {k: tokens[match.start(k) - shift] for k, got in match.groupdict().items() if got}
            if clock := _read_clock(text, parts, tokens[match.end() - 1 - shift].end):
                first, past = (0, match.start("h") - shift) if shift else (match.end(), len(tokens))
                if any(token.letter == "Y" and token.value in _YEARS for token in tokens[first:past]):
                    continue  # "17/05/2025 | Updated 18/05/2025 07:00": another date's
                yield len(_FILLERS.sub("", letters[first + shift : past + shift])), clock
                return


def _read_clock(text: str, parts: dict[str, Token], end: int) -> Clock | None:
    minute, half, second = parts.get("n"), parts.get("ap") or parts.get("pre"), parts.get("c")
    if minute and minute.digits != 2 and "unit" not in parts:
        return None
    at = _time_of_day(
        parts["h"].value, minute.value if minute else 0, second.value if second else 0, half.letter if half else None
    )
    if at is None:
        return None
    precision: Precision = "second" if second else "minute" if minute else "hour"
    offset, word = _find_zone(text, end)
    return Clock(at=at, precision=precision, offset=offset, zone_word=word)


def _search_military(text: str) -> Clock | None:
    """`1430 GMT`"""
    if match := _MILITARY.search(text):
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
