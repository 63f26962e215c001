"""When a page is due: the widening schedule of known articles, the back-off of failed links, and the order of links.

Pure functions over UNIX seconds; the frontier applies them.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from crawler.discovery.link import Link

HOUR_SECONDS = 3600
DAY_SECONDS = 24 * HOUR_SECONDS

REVISIT_SECONDS = (HOUR_SECONDS, 6 * HOUR_SECONDS, DAY_SECONDS, 3 * DAY_SECONDS, 7 * DAY_SECONDS)
"""Ages at which an article is looked at again: most corrections come within hours, few after a week."""

REVISIT_LATEST_SECONDS = 14 * DAY_SECONDS
"""Older articles are looked at again only when their outlet says that they changed."""

RETRY_FIRST_SECONDS = 600
RETRY_FACTOR = 4
"""A failed link waits 10 minutes, 40 minutes, 3 hours, 11 hours ... : hourly runs must not spend their time on it."""

_SOURCE_RANK = {"robots": 0, "news_sitemap": 1, "feed": 2, "home": 3, "section": 4, "sitemap": 5}
_LAST_SECOND = 10**10
"""The year 2286: ranks count back from here, so that the newest page comes first."""
_PLACES = 1000
_PLACES_A_DEPTH = 200
"""Of the places of undated links, so many are for each step away from the outlet: breadth goes before depth."""
_LIST_PLACE = _PLACES - 1
_FIRST_SITEMAPS = 5
"""Sitemaps of an index that are read before any page; the others wait among the pages of their age."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND_LOOK = _LAST_SECOND * _PLACES
"""Added to the rank of a known article: new ones go first."""


def next_visit(published: int | None, now: int, schedule: Sequence[int] = REVISIT_SECONDS) -> int | None:
    """Return when an article fetched `now` is due again; None: not by itself any more.

    Age counts from publication, from now where that is unknown or in the future. Never within the first step of the
    schedule, so that two runs in a row do not both fetch it.
    """
    if not schedule:
        return None
    age = max(now - published, 0) if published is not None else 0
    later = [point for point in schedule if point > age and point <= REVISIT_LATEST_SECONDS]
    return max(now - age + later[0], now + schedule[0]) if later else None


def next_try(tries: int, now: int) -> int:
    """Return when a link that failed `tries` times (at least once) may be tried again."""
    return now + RETRY_FIRST_SECONDS * int(RETRY_FACTOR ** (tries - 1))


def rank_link(link: Link, place: int, started: int) -> int:
    """Return the link's place in the queue, lower first: sources, then pages, newest first.

    A page without a date stands where its source put it (`place`), as if it were a day old when the run `started`:
    behind what is known to be newer, before the archive, and what is nearer to the outlet's home first. Behind them
    come the further pages of lists, and the sitemaps of an index but for the first few, those that changed last.
    """
    is_late = link.kind == "list" or (link.kind == "sitemap" and place >= _FIRST_SITEMAPS)
    if link.role == "source" and not is_late:
        return _SOURCE_RANK[link.kind] * _PLACES + min(link.depth, _PLACES - 1)
    dated = published_at(link) or lastmod_at(link)
    if dated is None:
        nearness = min(max(link.depth - 1, 0) * _PLACES_A_DEPTH, _LIST_PLACE - _PLACES_A_DEPTH)
        place = _LIST_PLACE if is_late else nearness + min(place, _PLACES_A_DEPTH - 1)
    moment = min(dated, started) if dated is not None else started - DAY_SECONDS
    return (_LAST_SECOND - max(moment, 0)) * _PLACES + min(place, _PLACES - 1)


def rank_second_look(due: int) -> int:
    """Return the place of a known article that is due again."""
    return _SECOND_LOOK + due


def lastmod_at(link: Link) -> int | None:
    return int(link.lastmod.timestamp()) if link.lastmod is not None else None


def published_at(link: Link) -> int | None:
    """Return when the source says the page was published; None where it does not, or in no machine form."""
    return machine_seconds(link.published) if link.published else None


def machine_seconds(text: str) -> int | None:
    """Return UNIX seconds of an RFC 3339 or RFC 5322 date; without a zone it counts as UTC."""
    micros = machine_micros(text)
    return micros // 10**6 if micros is not None else None


def machine_micros(text: str) -> int | None:
    """Return microseconds since 1970 of an RFC 3339 or RFC 5322 date; without a zone it counts as UTC."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return (_aware(read(text.strip())) - _EPOCH) // timedelta(microseconds=1)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
