"""What a date is here: the value for the record, how precise it is, and what gave it its zone.

    spelling --(date_machine, date_printed, date_relative)--> Reading --settle, with the DateContext--> NewsDate

Nothing here reads text, and nothing looks at a clock: the fetch time comes with the context.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from crawler.fields.date_zones import load_zone, offset_name, resolve_zone_word, usual_clock
from crawler.items import Precision, Zone

FINENESS: dict[Precision, int] = {"month": 0, "day": 1, "hour": 2, "minute": 3, "second": 4}
"""Precisions from coarse to fine."""

FIRST_YEAR = 1990
"""No page on the web is older; print archives that say otherwise are an outlet's `earliest` to open."""

FUTURE_SLACK = timedelta(hours=26)
"""How far after the fetch a date may lie: the widest gap between two zones (UTC-12 to UTC+14), since a plain day or a
stamp in a wrong zone is common and a story of the day after tomorrow is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateContext:
    """What is known beside the spelling itself; all of it optional."""

    timezone: str | None = None
    """The outlet's IANA zone."""
    day_first: bool | None = None
    """How the outlet writes 03/05/2026, where its file says or its own pages show."""
    country: str | None = None
    """ISO 3166-1 alpha-2 of the outlet, any case."""
    language: str | None = None
    """BCP 47 tag of the page, else of the outlet."""
    fetched_at: datetime | None = None
    """Aware. Relative words and dates without a year are read against it; what lies after it is in the future."""
    earliest: date | None = None
    """The outlet's first day, where known."""
    offset: tzinfo | None = None
    """What the page's other stamps of these days show; it speaks where the outlet's zone is not known for sure."""
    address_day: date | None = None
    """The day that the page's address tells, or a month's first: a date without a year is of that time, not of the
    fetch's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsDate:
    """A date as the record carries it."""

    value: str
    """RFC 3339 with offset (`2025-05-17T10:05:00+02:00`), a plain day (`2025-05-17`) or a month (`2025-05`)."""
    precision: Precision
    zone: Zone | None
    """What gave the value its offset. None: a plain day, or an offset that is only the usual one of a country or
    language."""
    raw: str
    """As found."""

    @property
    def instant(self) -> datetime | None:
        """The aware moment, or None for a plain day or month."""
        return datetime.fromisoformat(self.value) if "T" in self.value else None

    @property
    def day(self) -> date | None:
        """The calendar day as written, in the value's own offset; None for a month."""
        return None if self.precision == "month" else date.fromisoformat(self.value[:10])

    @property
    def first_day(self) -> date:
        """The calendar day as written; a month's first."""
        return self.day or date.fromisoformat(f"{self.value}-01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a spelling says by itself."""

    moment: datetime
    """Naive: the wall clock as written. What `precision` does not cover is at its lowest value."""
    precision: Precision
    offset: tzinfo | None = None
    """A fixed offset or a named zone that stands in the spelling."""
    zone_word: str | None = None
    """An abbreviation that stands in the spelling and must be read in the outlet's country (`CST`)."""


def settle(reading: Reading, raw: str, context: DateContext) -> NewsDate | None:
    """Return the reading as a value: by the page's own offset, else the outlet's zone, its country's, its language's.

    A wall clock that the zone skips in spring is moved on by the gap; one that comes twice in autumn is the first of
    the two unless an abbreviation says which. With no zone at all only the day is kept. None: no date of this calendar.
    """
    if FINENESS[reading.precision] <= FINENESS["day"]:
        return _plain_date(reading, raw)
    try:
        moment, zone = _place(reading, context)
    except (OverflowError, ValueError):
        return None
    if moment is None:
        return _plain_date(Reading(moment=reading.moment, precision="day"), raw)
    value = moment.replace(microsecond=0).isoformat()
    return NewsDate(value=value, precision=reading.precision, zone=zone, raw=raw)


def is_plausible(found: NewsDate, context: DateContext) -> bool:
    """Whether a page can be of that date: not before the web (or the outlet) began, not after it was fetched."""
    day = found.value[:10]
    first_day = (context.earliest or date(FIRST_YEAR, 1, 1)).isoformat()
    if day < first_day[: len(day)]:
        return False
    if context.fetched_at is None:
        return True
    limit = context.fetched_at.astimezone(UTC) + FUTURE_SLACK
    instant = found.instant
    return instant <= limit if instant else day <= limit.date().isoformat()


def _plain_date(reading: Reading, raw: str) -> NewsDate:
    text = reading.moment.date().isoformat()
    value = text[:7] if reading.precision == "month" else text
    return NewsDate(value=value, precision=reading.precision, zone=None, raw=raw)


def _place(reading: Reading, context: DateContext) -> tuple[datetime | None, Zone | None]:
    """The aware moment and what gave it its zone."""
    if reading.offset is not None:
        moment = _on_clock(reading.moment, reading.offset)
        return moment, Zone(name=offset_name(reading.offset, moment), source="page")
    if reading.zone_word:
        worded = resolve_zone_word(reading.zone_word, reading.moment, context.timezone, context.country)
        if worded is not None:
            clock, fold = worded
            moment = _on_clock(reading.moment.replace(fold=fold), clock)
            return moment, Zone(name=offset_name(clock, moment), source="page")
    if outlet := load_zone(context.timezone):
        return _on_clock(reading.moment, outlet), Zone(name=str(outlet), source="outlet")
    usual = usual_clock(context.country, context.language)
    if context.offset is not None and not (usual and usual[1]):
        moment = _on_clock(reading.moment, context.offset)
        return moment, Zone(name=offset_name(context.offset, moment), source="page")
    if usual:
        clock, is_certain = usual
        moment = _on_clock(reading.moment, clock)
        return moment, Zone(name=str(clock), source="outlet") if is_certain and context.country else None
    return None, None


def _on_clock(wall: datetime, clock: tzinfo) -> datetime:
    """The moment as the clock shows it: through UTC, so that a time in a spring gap becomes one that exists."""
    return wall.replace(tzinfo=clock).astimezone(UTC).astimezone(clock)
