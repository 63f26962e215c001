"""Dates an editor would sign: any spelling to one value, with its zone and its precision.

    machine spelling (ISO 8601, RFC 5322, epoch) --> date_machine   microseconds
    printed spelling ("17th May 2025, 10:05 CET") -> date_printed   month names of dateparser's language data
    relative words ("2 hours ago", "gestern") -----> date_relative  against the fetch time

This is the only door of the room's date modules. Which candidates a page has is extraction's business; `choose_date`
and `agree` (date_choice) compare them.
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.fields.date_choice import agree, choose_date, has_clock, local_day
from crawler.fields.date_labels import split_change
from crawler.fields.date_machine import read_machine
from crawler.fields.date_order import learn_day_order, usual_order
from crawler.fields.date_printed import Reader, read_printed
from crawler.fields.date_relative import read_relative
from crawler.fields.date_values import DateContext, NewsDate, is_plausible, settle
from crawler.fields.date_zones import country_of_host, load_zone, usual_clock
from crawler.fields.text import clean_line
from crawler.items import Precision

__all__ = [
    "DateContext",
    "NewsDate",
    "agree",
    "choose_date",
    "country_of_host",
    "date_in_url",
    "find_date",
    "has_clock",
    "is_plausible",
    "learn_day_order",
    "local_day",
    "parse_date",
    "split_change",
]

MAX_RAW_CHARS = 200
"""A longer text is no date; `find_date` looks at so much of a line."""

_AFTER_ADDRESS = timedelta(days=31)
"""A page that its address dates may print a change or an event of so much later, still without a year."""
_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/\-_.](1[0-2]|0?[1-9])[/\-_.](3[01]|[12]\d|0?[1-9])|(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9]))(?!\d)"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/\-](0[1-9]|1[0-2])(?=/)")


def parse_date(raw: str, context: DateContext) -> NewsDate | None:
    """Return the date that the text is, in any spelling, printed or machine's; None where it is none.

    Dates that no page can have (year 9999, the epoch's zero, a day after the fetch) are None as well.
    """
    return _parse(clean_line(raw), context) if 0 < len(raw) <= MAX_RAW_CHARS else None


def find_date(text: str, context: DateContext) -> NewsDate | None:
    """Return the date that stands in a short line (`Published 17 May 2025, 10:05 CET`), or None."""
    return parse_date(text[:MAX_RAW_CHARS], context)


@lru_cache(maxsize=4)  # the dates and what they are read with ask for the same page's
def date_in_url(url: str) -> NewsDate | None:
    """Return the day or month that a URL's path carries (`/2025/05/17/`, `/2025-05-17-`, `/2025/05/`), or None."""
    try:
        path = urlsplit(url).path
    except ValueError:  # a broken IPv6 host
        return None
    if match := _URL_DAY.search(path):
        year, month, day = (int(group) for group in match.groups() if group)
        if found := _url_date(match[0], "day", year, month, day):
            return found
    if match := _URL_MONTH.search(path):
        return _url_date(match[0].strip("/"), "month", int(match[1]), int(match[2]), 1)
    return None


def _url_date(raw: str, precision: Precision, year: int, month: int, day: int) -> NewsDate | None:
    try:
        value = date(year, month, day).isoformat()
    except ValueError:  # 31 April
        return None
    return NewsDate(value=value if precision == "day" else value[:7], precision=precision, zone=None, raw=raw)


@lru_cache(maxsize=64)  # a page declares and prints its date in several places, and several ask for it
def _parse(raw: str, context: DateContext) -> NewsDate | None:
    """The likeliest plausible reading; what day and month could be swapped in is tried both ways."""
    if reading := _read_machine(raw):
        return _checked(settle(reading, raw, context), context)
    readings = _read_printed(raw, _reader(context))
    for reading in readings:
        if found := _checked(settle(reading, raw, context), context):
            return found
    if context.fetched_at is not None and not readings:
        languages = (context.language,) if context.language else ()
        if reading := read_relative(raw, _local_now(context.fetched_at, context), languages):
            return _checked(settle(reading, raw, context), context)
    return None


_read_machine = lru_cache(maxsize=4096)(read_machine)
_read_printed = lru_cache(maxsize=4096)(read_printed)


def _reader(context: DateContext) -> Reader:
    today = _local_now(context.fetched_at, context).date() if context.fetched_at else None
    if today and context.address_day:
        today = min(today, context.address_day + _AFTER_ADDRESS)
    return _make_reader(context.language, context.country, context.day_first, today)


def _local_now(fetched_at: datetime, context: DateContext) -> datetime:
    """The fetch on the outlet's clock, or in UTC where nothing tells it."""
    if zone := load_zone(context.timezone):
        return fetched_at.astimezone(zone)
    usual = usual_clock(context.country, context.language)
    return fetched_at.astimezone(usual[0] if usual else UTC)


@lru_cache(maxsize=256)
def _make_reader(language: str | None, country: str | None, day_first: bool | None, today: date | None) -> Reader:
    order = usual_order(language, country)
    return Reader(
        languages=(language,) if language else (),
        day_first=order != "MDY" if day_first is None else day_first,
        is_order_sure=day_first is not None,
        is_country_known=bool(country or (language and "-" in language)),
        year_first=order == "YMD",
        today=today,
    )


def _checked(found: NewsDate | None, context: DateContext) -> NewsDate | None:
    return found if found and is_plausible(found, context) else None
