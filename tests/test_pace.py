import random

import pytest

from crawler.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def make_pace(clock: Clock, *, jitter: float = 0.0) -> Pace:
    return Pace(delay_seconds=2.0, jitter=jitter, clock=clock, chance=random.Random(1))


def test_unknown_host_is_ready(clock: Clock) -> None:
    """The first request to a host need not wait."""
    assert make_pace(clock).is_ready("paper.example:443")


def test_delay_counts_from_the_start_of_a_request(clock: Clock) -> None:
    """The next request may start a delay after the last one started."""
    pace = make_pace(clock)
    pace.enter("a")
    pace.began("a")
    clock.now += 0.5
    pace.leave("a")

    assert pace.wait_seconds("a") == pytest.approx(1.5)
    clock.now += 1.5
    assert pace.is_ready("a")


def test_one_request_at_a_time(clock: Clock) -> None:
    """A host with a request under way has no room, whatever its delay."""
    pace = make_pace(clock)
    pace.enter("a")

    assert not pace.has_room("a")
    assert pace.has_room("b")


def test_request_that_sent_nothing_costs_no_delay(clock: Clock) -> None:
    """A link that robots.txt closes is refused before anything is sent, and the next may start at once."""
    pace = make_pace(clock)
    pace.enter("a")
    pace.leave("a")

    assert pace.is_ready("a")


def test_hosts_do_not_wait_for_each_other(clock: Clock) -> None:
    """A paused host leaves the others alone."""
    pace = make_pace(clock)
    pace.pause("a", 60.0)

    assert not pace.is_ready("a")
    assert pace.is_ready("b")


def test_robots_can_only_slow_down(clock: Clock) -> None:
    """A crawl delay below our own changes nothing."""
    pace = make_pace(clock)
    pace.slow_down("a", 0.5)
    pace.began("a")

    assert pace.wait_seconds("a") == pytest.approx(2.0)
    pace.slow_down("a", 10.0)
    pace.began("a")
    assert pace.wait_seconds("a") == pytest.approx(10.0)


def test_jitter_stays_within_its_share(clock: Clock) -> None:
    """Delays vary by the jitter and by no more."""
    pace = make_pace(clock, jitter=0.25)
    waits = set()
    for _ in range(50):
        pace.began("a")
        waits.add(pace.wait_seconds("a"))
        clock.now += 10

    assert len(waits) > 1
    assert all(1.5 <= wait <= 2.5 for wait in waits)


def test_success_forgets_failures(clock: Clock) -> None:
    """Failures count in a row only."""
    pace = make_pace(clock)

    assert [pace.failed("a"), pace.failed("a")] == [1, 2]
    pace.succeeded("a")
    assert pace.failed("a") == 1


def test_back_off_doubles_up_to_its_cap(clock: Clock) -> None:
    """Each failure doubles the pause, varied by a quarter, and the cap holds."""
    pace = make_pace(clock)

    assert 1.5 <= pace.back_off_seconds(1, first=2, most=60) <= 2.5
    assert 6.0 <= pace.back_off_seconds(3, first=2, most=60) <= 10.0
    assert pace.back_off_seconds(1000, first=2, most=60) <= 75.0
