"""The watch over a template grows sparser while both roads agree, and is back at once where they do not."""

from collections.abc import Iterator
from statistics import fmean

import pytest

from crawler.run.watch import STALE_AGREEMENT, STALE_CHECKS, Watch

EVERY = 20


def checked(watch: Watch, pages: int, agreement: float = 1.0) -> list[int]:
    """Return the numbers of the pages that were checked, each with its agreement told before the next one."""
    numbers = []
    for number in range(1, pages + 1):
        if watch.is_due():
            numbers.append(number)
            watch.compared(agreement)
    return numbers


def test_the_first_page_of_a_run_is_checked_and_then_fewer_and_fewer() -> None:
    """Three agreements make it one of forty, six one of sixty, and never less."""
    assert checked(Watch(EVERY), 400) == [1, 21, 41, 81, 121, 161, 221, 281, 341]


def test_a_check_that_came_to_nothing_is_made_up_for_with_the_next_page() -> None:
    """A page in doubt is no check, and a run of a few pages has one all the same."""
    watch = Watch(EVERY)
    assert [watch.is_due(), watch.is_due()] == [True, False]

    watch.missed()

    assert [watch.is_due() for _ in range(EVERY + 1)] == [True] + [False] * (EVERY - 1) + [True]


def test_after_a_disagreement_the_next_pages_are_checked_one_after_the_other() -> None:
    """Until there are enough to judge the template by; where they agree, the watch is what it was at first."""
    watch = Watch(EVERY)
    checked(watch, 400)
    watch.compared(STALE_AGREEMENT - 0.01)

    assert checked(watch, 4 + 2 * EVERY) == [1, 2, 3, 4, 4 + 2 * EVERY]
    assert not watch.is_stale


def test_a_template_is_stale_where_the_last_checks_agree_too_little() -> None:
    """One odd page never makes it so, nor are fewer checks than five enough."""
    watch = Watch(EVERY)
    checked(watch, STALE_CHECKS - 1, agreement=0.0)
    assert not watch.is_stale
    watch.compared(0.0)
    assert watch.is_stale

    checked(watch, 200)
    assert not watch.is_stale
    watch.compared(0.3)
    assert not watch.is_stale
    watch.compared(0.3)
    assert watch.is_stale


def test_a_page_in_doubt_brings_the_watch_back() -> None:
    """An outlet whose pages the template often does not know is checked as often as one that is new."""
    watch = Watch(EVERY)
    assert checked(watch, 161)[-1] == 161

    watch.doubted()

    assert checked(watch, 60) == [20, 40, 60]


def test_all_pages_or_none() -> None:
    """As the setting says."""
    assert checked(Watch(1), 40) == list(range(1, 41))
    assert checked(Watch(0), 40) == []


def wrong_until_told(is_checked: Iterator[bool], checks: int) -> int:
    """Return how many pages are read wrongly until so many checks have shown it."""
    wrong = 0
    for is_check in is_checked:
        checks -= is_check
        if not checks:
            return wrong
        wrong += not is_check
    raise AssertionError("it was never told")


def sparse(start: int) -> Iterator[bool]:
    """Yield for each page from `start` on, where all of them are read wrongly, whether it is checked."""
    watch = Watch(EVERY)
    for number in range(1, 2000):
        is_due = watch.is_due()
        if number >= start:
            yield is_due
        if is_due:
            watch.compared(float(number < start))


def steady(start: int) -> Iterator[bool]:
    """Yield the same with one check of so many throughout."""
    return (number % EVERY == 0 for number in range(start, 2000))


@pytest.mark.parametrize(("checks", "more"), [(2, 1.0), (3, -18.0), (5, -55.0)])
def test_a_sparser_watch_finds_a_redesign_as_soon(checks: int, more: float) -> None:
    """Wherever it falls, on average one page more is read wrongly where two checks tell it, and many fewer beyond."""
    starts = range(400, 460)  # the sparsest stretch, all places in it
    old = fmean(wrong_until_told(steady(start), checks) for start in starts)
    new = fmean(wrong_until_told(sparse(start), checks) for start in starts)

    assert new <= old + more
    assert max(wrong_until_told(sparse(start), checks) for start in starts) < 60
