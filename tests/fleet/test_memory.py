"""The memory of a pool's workers: bounded together, whatever their number, and a heavy task gets its turn."""

import pytest

from crawler.fleet.memory import LIGHT_BYTES, LIGHT_WORKERS, Memory
from crawler.fleet.pool import Limits, Pool
from tests.fleet.jobs import run

MOST = 6 * LIGHT_BYTES


@pytest.fixture(name="memory")
def _memory() -> Memory:
    return Memory(MOST)


def started(memory: Memory, seats: range) -> list[int]:
    """Start light tasks at all seats where they fit; return these."""
    return [seat for seat in seats if memory.fits(seat, is_heavy=False, heavy_waits=False) and _start(memory, seat)]


def _start(memory: Memory, seat: int) -> bool:
    memory.start(seat, is_heavy=False)
    return True


def test_no_more_workers_than_fit(memory: Memory) -> None:
    """Sixteen workers were asked for; six have a task at once."""
    assert len(started(memory, range(16))) == memory.most_workers == 6


def test_light_tasks_leave_room_for_a_heavy_one_that_waits(memory: Memory) -> None:
    """It starts when enough of the light ones are done, and two of them go on beside it."""
    started(memory, range(3))

    assert not memory.fits("heavy", is_heavy=True, heavy_waits=True)
    assert not memory.fits(3, is_heavy=False, heavy_waits=True)
    memory.rest(0, has_worker=False)
    assert memory.fits("heavy", is_heavy=True, heavy_waits=True)
    memory.start("heavy", is_heavy=True)
    assert not memory.fits(3, is_heavy=False, heavy_waits=False)
    memory.rest(1, has_worker=True)
    assert memory.fits(1, is_heavy=False, heavy_waits=True)


def test_idle_workers_count(memory: Memory) -> None:
    """What they hold is no room for a heavy task, until they are ended."""
    for seat in range(LIGHT_WORKERS + 1):
        memory.start(seat, is_heavy=False)
        memory.rest(seat, has_worker=True)

    assert not memory.fits("heavy", is_heavy=True, heavy_waits=True)
    memory.rest(0, has_worker=False)
    assert memory.fits("heavy", is_heavy=True, heavy_waits=True)


def test_largest_light_worker_stops(memory: Memory) -> None:
    """Together they hold too much: the one that takes most has to go, a heavy one only for its own excess."""
    memory.start("heavy", is_heavy=True)
    for seat in ("small", "large"):
        memory.start(seat, is_heavy=False)

    assert not memory.is_too_much("heavy", memory.heavy_bytes())
    assert not memory.is_too_much("small", LIGHT_BYTES // 2)
    assert memory.is_too_much("large", 2 * LIGHT_BYTES)
    assert not memory.is_too_much("small", LIGHT_BYTES // 2)
    assert memory.is_too_much("heavy", memory.heavy_bytes() + 1)


def test_light_task_that_turns_out_heavy_is_done_alone() -> None:
    """Two tasks of 110 MB are too much at once: both are done, one after the other; one of 300 MB is not."""
    limits = Limits(time_seconds=20, memory_bytes=240_000_000)
    with Pool(run, workers=2, limits=limits) as pool:
        outcomes = [pool.submit(("hold", size)).result for size in (110_000_000, 110_000_000, 300_000_000)]
        values = [getattr(outcome(timeout=30), "code", "done") for outcome in outcomes]

    assert values == ["done", "done", "memory"]
