"""Dates an editor would sign: any spelling to one value, with its zone and its precision.

    machine spelling (ISO 8601, RFC 5322, epoch) --> date_machine   microseconds
    printed spelling ("17th May 2025, 10:05 CET") -> date_printed   month names of dateparser's language data
    relative words ("2 hours ago", "gestern") -----> date_relative  against the fetch time

This is the only door of the room's date modules; choosing among a page's candidates is extraction's business.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.fields.date_machine import read_machine
from crawler.fields.date_values import DateContext, NewsDate, Reading, is_plausible, settle
from crawler.items import Precision

__all__ = ["DateContext", "NewsDate", "date_in_url", "find_date", "is_plausible", "parse_date"]

MAX_RAW_CHARS = 200
"""A longer text is no date; `find_date` looks at so much of a line."""

_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/\-_.](1[0-2]|0?[1-9])[/\-_.](3[01]|[12]\d|0?[1-9])|(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9]))(?!\d)"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/\-](0[1-9]|1[0-2])(?=/)")


def parse_date(raw: str, context: DateContext) -> NewsDate | None:
    """Return the date that the text is, in any spelling, printed or machine's; None where it is none.

    Dates that no page can have (year 9999, the epoch's zero, a day after the fetch) are None as well.
    """
    return _checked(_parse(raw, context), context) if 0 < len(raw) <= MAX_RAW_CHARS else None


def find_date(text: str, context: DateContext) -> NewsDate | None:
    """Return the date that stands in a short line (`Published 17 May 2025, 10:05 CET`), or None."""
    return parse_date(text[:MAX_RAW_CHARS], context)


def date_in_url(url: str) -> NewsDate | None:
    """Return the day or month that a URL's path carries (`/2025/05/17/`, `/2025-05-17-`, `/2025/05/`), or None."""
    try:
        path = urlsplit(url).path
    except ValueError:  # a broken IPv6 host
        return None
    if match := _URL_DAY.search(path):
        year, month, day = (int(group) for group in match.groups() if group)
        return _url_date(match[0], "day", year, month, day)
    if match := _URL_MONTH.search(path):
        return _url_date(match[0].strip("/"), "month", int(match[1]), int(match[2]), 1)
    return None


def _url_date(raw: str, precision: Precision, year: int, month: int, day: int) -> NewsDate | None:
    try:
        moment = datetime.combine(date(year, month, day), time())
    except ValueError:  # 31 April
        return None
    return settle(Reading(moment=moment, precision=precision), raw, DateContext())


@lru_cache(maxsize=4096)
def _parse(raw: str, context: DateContext) -> NewsDate | None:
    reading = read_machine(raw)
    return settle(reading, raw.strip(), context) if reading else None


def _checked(found: NewsDate | None, context: DateContext) -> NewsDate | None:
    return found if found and is_plausible(found, context) else None
