"""When a source says that something changed: the machine dates of sitemaps and feeds, as aware datetimes.

Only for the order and the due-ness of links; an article's own dates are read by `fields/dates.py`.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

EARLIEST_YEAR = 1990
LATEST_YEAR = 2100
"""What lies outside was never meant: 0001-01-01 and 9999-12-31 stand for "not known"."""

_LONGEST = 64


def parse_moment(text: str | None) -> datetime | None:
    """Return the moment of a W3C date (`2026`, `2026-05-17`, with or without time) or RFC 822 date; None: unreadable.

    Without an offset UTC is taken: a few hours do not matter for an order.
    """
    trimmed = (text or "").strip()[:_LONGEST]
    if not trimmed:
        return None
    moment = _iso(trimmed) or _rfc822(trimmed)
    if moment is None or not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _iso(text: str) -> datetime | None:
    whole = f"{text}-01-01" if len(text) == 4 else f"{text}-01" if len(text) == 7 else text
    try:
        return datetime.fromisoformat(whole)
    except ValueError:
        return None


def _rfc822(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
