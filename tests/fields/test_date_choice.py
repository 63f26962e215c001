"""Candidates of one page: which agree, and which one stands."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from crawler.fields.dates import DateContext, NewsDate, agree, choose_date, local_day, parse_date
from tests.strategies import instants

FETCHED = datetime(2025, 5, 20, tzinfo=UTC)
BERLIN = DateContext(timezone="Europe/Berlin", fetched_at=FETCHED)


def read(raw: str) -> NewsDate:
    found = parse_date(raw, BERLIN)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2025-05-17T23:30:00Z", "2025-05-18", True),  # the next day in Berlin
        ("2025-05-17T23:30:00Z", "2025-05-17", True),  # its own day
        ("2025-05-17T23:30:00Z", "2025-05-16", False),
        ("2025-05-17T10:05:00+02:00", "17. Mai 2025, 10:05 Uhr", True),
        ("2025-05-17T08:05:30Z", "17. Mai 2025, 10:05 Uhr", True),
        ("2025-05-17T08:05:30Z", "17. Mai 2025, 10:07 Uhr", False),
        ("2025-05-17T08:05:30Z", "17. Mai 2025, 10 Uhr", True),
        ("2025-05", "2025-05-17", True),
        ("2025-05", "2025-04-17T10:05:00Z", False),
    ],
)
def test_agreement_goes_as_far_as_precision(first: str, second: str, expected: bool) -> None:
    """Dates agree where neither says what the other denies, whichever comes first."""
    assert agree(read(first), read(second), BERLIN) is expected
    assert agree(read(second), read(first), BERLIN) is expected


def test_a_finer_date_that_agrees_is_chosen() -> None:
    """The first plausible candidate stands, made more precise by those that agree with it."""
    day, minute, other = read("2025-05-17"), read("17. Mai 2025, 10:05 Uhr"), read("2025-05-16T10:00:00Z")
    future = NewsDate(value="2031-01-01", precision="day", zone=None, raw="")

    assert choose_date([future, day, other, minute], BERLIN) == minute
    assert choose_date([day, other], BERLIN) == day
    assert choose_date([minute, read("2025-05-17T10:05:30+02:00")], BERLIN) == minute
    assert choose_date([future], BERLIN) is None
    assert choose_date([], BERLIN) is None


def test_the_local_day_is_the_outlets() -> None:
    """A stamp in UTC falls on the outlet's calendar; a plain day is itself."""
    stamp = read("2025-05-17T23:30:00Z")

    assert local_day(stamp, BERLIN) == date(2025, 5, 18)
    assert local_day(stamp, DateContext()) == date(2025, 5, 17)
    assert local_day(read("2025-05-17"), BERLIN) == date(2025, 5, 17)
    assert local_day(read("2025-05"), BERLIN) is None


@given(instants, instants)
def test_agreement_is_symmetric(first: datetime, second: datetime) -> None:
    """Any two moments agree or don't, in either order; a moment agrees with itself and its day."""
    one, other = (
        NewsDate(value=moment.isoformat(), precision="second", zone=None, raw="") for moment in (first, second)
    )
    day = NewsDate(value=one.value[:10], precision="day", zone=None, raw="")

    assert agree(one, other, BERLIN) == agree(other, one, BERLIN)
    assert agree(one, one, BERLIN)
    assert agree(one, day, BERLIN)
