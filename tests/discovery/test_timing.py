from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import timing
from crawler.discovery.link import Link
from tests.strategies import instants, messy_text

HOUR, DAY = 3600, 86400
NOW = 1_800_000_000


@pytest.mark.parametrize(
    ("age", "wait"),
    [
        (0, HOUR),
        (HOUR, 5 * HOUR),
        (5.5 * HOUR, HOUR),
        (7 * HOUR, 17 * HOUR),
        (2 * DAY, DAY),
        (6 * DAY, DAY),
        (7 * DAY, None),
        (400 * DAY, None),
        (-DAY, HOUR),
    ],
)
def test_next_visit(age: float, wait: int | None) -> None:
    """The older an article, the longer until the next look; none within the first hour, none after a week."""
    assert timing.next_visit(int(NOW - age), NOW) == (NOW + wait if wait is not None else None)


@given(published=st.none() | st.integers(0, 2 * NOW), now=st.integers(0, 2 * NOW))
def test_visits_come_to_an_end(published: int | None, now: int) -> None:
    """From visit to visit the time goes on, and no article is asked for more than five times again."""
    born = min(published, now) if published is not None else now  # an article is not seen before it is there
    visits = 0
    while (due := timing.next_visit(born, now)) is not None:
        assert due >= now + HOUR
        now, visits = due, visits + 1
        assert visits <= 5


def test_waits_grow() -> None:
    """Each failure makes the wait four times longer."""
    assert [timing.next_try(n, 0) for n in (1, 2, 3)] == [600, 2400, 9600]


@given(instants)
def test_machine_dates_are_read(moment: datetime) -> None:
    """A date in RFC 3339 is its second, whatever its zone."""
    assert timing.machine_seconds(moment.isoformat()) == int(moment.timestamp())


@given(messy_text)
def test_no_date_raises(text: str) -> None:
    """Any text is a date or none."""
    timing.machine_seconds(text)
    timing.rank_link(Link(url="https://a.example/", kind="page", published=text), 0, NOW)
