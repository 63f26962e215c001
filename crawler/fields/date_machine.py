"""Dates as machines write them: ISO 8601 in its shapes, RFC 5322 (mail, HTTP, RSS), JavaScript's, epoch numbers.

The fast road: most pages carry such a date, and no language is needed to read it (microseconds, no dateparser).
A spelling is read whole or not at all.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from crawler.fields.date_values import Reading
from crawler.fields.date_zones import fixed_offset, load_zone
from crawler.items import Precision

_UTC = r"(?P<utc>[Zz]\b|(?:UTC|GMT|UT)\b(?!\s*[-+−]\d))"
_OFFSET = rf"(?:{_UTC}|(?:UTC|GMT)?\s*(?P<sign>[-+−])(?P<oh>\d\d?)(?::?(?P<om>\d\d))?(?::?00)?)"
_ISO = re.compile(
    rf"""\s* (?P<y>(?:1[5-9]|2[01])\d\d) (?P<s>[-/.])? (?P<m>(?(s)\d\d?|\d\d)) (?(s)(?P=s)) (?P<d>(?(s)\d\d?|\d\d))
        (?: (?(s)[Tt_,\s]|[Tt\s]?) \s* (?P<H>\d\d) (?: :?(?P<M>\d\d) (?: :?(?P<S>\d\d) (?:[.,]\d+)? )? )?
            \s* {_OFFSET}? [Zz]? (?: \s*\[?(?P<name>[A-Z][A-Za-z]+(?:/[A-Za-z_-]+)+)\]? )?
            (?:\s+(?P<word>(?![AP]M\b)[A-Z]{{2,5}}))?
        )? \s* $""",
    re.VERBOSE,
)
_RFC = re.compile(
    rf"""\s* (?P<weekday>[A-Z][a-z]{{2,8}},?\s+)? (?P<d>\d\d?) [\s-] (?P<mon>[A-Z][a-z]{{2}}) [\s-] (?P<y>\d{{4}}|\d\d)
        \s+ (?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d))? \s+
        (?: {_OFFSET} | (?P<word>[ECMP][SD]T) ) (?:\s*\([^()]*\))? \s* $""",
    re.VERBOSE,
)
_SCRIPT = re.compile(
    rf"""\s* [A-Z][a-z]{{2}},?\s+ (?P<mon>[A-Z][a-z]{{2}}) \s+ (?P<d>\d\d?) \s+ (?:(?P<y>\d{{4}})\s+)?
        (?P<H>\d\d):(?P<M>\d\d):(?P<S>\d\d)
        (?:\s+ (?: {_OFFSET} | (?P<word>[A-Z]{{2,5}}) ) (?:\s*\([^()]*\))? )? (?:\s+(?P<y2>\d{{4}}))? \s* $""",
    re.VERBOSE,
)
_EPOCH = re.compile(
    r"\s*(?:/Date\()?(?P<seconds>\d{9,10}?)(?:\.\d+|(?P<fraction>\d{3}|\d{6}|\d{9}))?(?:[+-]\d{4})?(?:\)/)?\s*$"
)
_MONTH = re.compile(r"\s*(?P<y>\d{4})-(?P<m>\d\d)\s*$")
_WEEK = re.compile(r"\s*\d{4}-?W\d\d-?[1-7]\s*$")
_ORDINAL = re.compile(r"\s*(?P<y>\d{4})-(?P<day>\d{3})\s*$")

_MONTHS = dict(zip(re.findall("...", "JanFebMarAprMayJunJulAugSepOctNovDec"), range(1, 13), strict=True))
_MAIL_ZONES = {"E": -5, "C": -6, "M": -7, "P": -8}
"""RFC 5322, section 4.3: in mail dates EST is -0500 and EDT -0400, to the letter. Only a whole mail
date, with weekday and seconds, is a machine's: people print `17 May 2025 10:05 EST` in July."""

_LAST_SECOND = 59
"""ISO 8601 allows the leap second 60; Python does not."""

_CENTURY_PIVOT = 70
"""Two-digit years from 70 are of the twentieth century (POSIX)."""


def read_machine(raw: str) -> Reading | None:
    """Return the reading of a machine's spelling, or None where it is none or names no day that exists."""
    try:
        if reading := _read_epoch(raw):
            return reading
        if match := _ISO.match(raw):
            return _reading(match, int(match["m"]))
        if match := _RFC.match(raw) or _SCRIPT.match(raw):
            month = _MONTHS.get(match["mon"])
            return _reading(match, month) if month else None
        return _read_rare(raw)
    except (ValueError, OverflowError):  # month 13, 30 February, hour 25
        return None


def full_year(digits: str) -> int:
    """Return the year that two or four digits mean: `25` is 2025, `95` is 1995."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= _CENTURY_PIVOT else 2000)


def _reading(match: re.Match[str], month: int) -> Reading:
    parts = match.groupdict()
    year = full_year(parts["y"] or parts["y2"] or "")
    hour, minute, second = (int(parts[key] or 0) for key in "HMS")
    next_day = timedelta(days=1) if (hour, minute, second) == (24, 0, 0) else timedelta()
    clock = time(0 if next_day else hour, minute, min(second, _LAST_SECOND))
    precision: Precision = "second" if parts["S"] else "minute" if parts["M"] else "hour" if parts["H"] else "day"
    if second > _LAST_SECOND + 1:
        raise ValueError(second)
    return Reading(
        moment=datetime.combine(date(year, month, int(parts["d"])), clock) + next_day,
        precision=precision,
        offset=_offset(parts),
        zone_word=parts.get("word"),
    )


def _offset(parts: dict[str, str | None]) -> tzinfo | None:
    if parts["sign"] and parts["oh"]:
        return fixed_offset(parts["sign"], int(parts["oh"]), int(parts["om"] or 0))
    if parts["utc"]:
        return UTC
    if parts.get("weekday") and parts["S"] and (word := parts["word"]):
        return timezone(timedelta(hours=_MAIL_ZONES[word[0]] + (word[1] == "D")))
    return load_zone(parts.get("name"))


def _read_epoch(raw: str) -> Reading | None:
    """Seconds, or milli-, micro- and nanoseconds, since 1970. Zero and other small numbers are no dates."""
    match = _EPOCH.match(raw)
    if not match:
        return None
    moment = datetime.fromtimestamp(int(match["seconds"]), UTC)
    return Reading(moment=moment.replace(tzinfo=None), precision="second", offset=UTC)


def _read_rare(raw: str) -> Reading | None:
    """A month, a week date (`2025-W20-6`) or an ordinal date (`2025-137`)."""
    if match := _MONTH.match(raw):
        return Reading(moment=_midnight(date(int(match["y"]), int(match["m"]), 1)), precision="month")
    if _WEEK.match(raw):
        return Reading(moment=datetime.fromisoformat(raw.strip()), precision="day")
    if match := _ORDINAL.match(raw):
        first = date(int(match["y"]), 1, 1)
        day = first + timedelta(days=int(match["day"]) - 1)
        return Reading(moment=_midnight(day), precision="day") if day.year == first.year else None
    return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
