"""A process that ends between any two steps of a checkpoint: the next run has every article once."""

import os
import sqlite3
import sys
from collections import Counter
from types import FrameType
from typing import Any

import pytest

from tests.forks import run_in_child

KILLED = 9

STEPS = (
    "append",
    "bytes written",
    "appended",
    "sync",
    "file synced",
    "folder synced",
    "commit",
    "committed",
    "closed",
)


class Killer:
    """A step hook that ends the process, as a kill does, when a step comes for the nth time."""

    def __init__(self, name: str, nth: int) -> None:
        self._name = name
        self._left = nth

    def __call__(self, name: str) -> None:
        if name == self._name:
            self._left -= 1
            if self._left == 0:
                os._exit(KILLED)


def expect_each_once(paper: Any, count: int = 7) -> None:
    records = paper.records()
    assert Counter(r["canonical_url"] for r in records) == Counter(dict.fromkeys(paper.pages, 1))
    assert len(records) == count
    seen = [r["first_seen_at"] for r in records]
    assert seen == sorted(set(seen))


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_kill_at_a_step(paper: Any, name: str, nth: int) -> None:
    """A run killed at any step of a checkpoint is made good by the next one."""
    status = run_in_child(lambda: paper.run(step=Killer(name, nth)))
    paper.run()

    assert status in {KILLED, 0}
    expect_each_once(paper)


def test_every_step_is_met(paper: Any) -> None:
    """The steps that are killed at are those that a run goes through."""
    met: set[str] = set()
    paper.run(step=met.add)

    assert met == set(STEPS)


POINTS = 40
"""Of some 250 calls; each costs two runs. With 250 here every one of them is tried (20 seconds)."""


def system_calls(limit: int | None) -> Counter[str]:
    """Count calls into the operating system and SQLite from here on, and end the process at number `limit`."""
    counts: Counter[str] = Counter()

    def on_call(frame: FrameType, event: str, called: Any) -> None:
        owner = getattr(called, "__self__", None)
        if event == "c_call" and (
            getattr(called, "__module__", "") == "posix" or isinstance(owner, sqlite3.Connection | sqlite3.Cursor)
        ):
            counts["calls"] += 1
            if counts["calls"] == limit:
                os._exit(KILLED)

    sys.setprofile(on_call)
    return counts


def test_kill_before_any_system_call(paper: Any) -> None:
    """A run killed before any of its calls to the system or to SQLite is made good by the next one."""
    whole = paper.output

    def count() -> None:
        counts = system_calls(None)
        paper.run()
        sys.setprofile(None)
        (whole.parent / "count").write_text(str(counts["calls"]))

    assert run_in_child(count) == 0
    total = int((whole.parent / "count").read_text())

    def crawl_until(limit: int) -> None:
        system_calls(limit)
        paper.run()

    for limit in range(1, total, max(total // POINTS, 1)):
        paper.output = whole.parent / f"killed-{limit}"
        assert run_in_child(lambda limit=limit: crawl_until(limit)) == KILLED
        paper.run()
        expect_each_once(paper)


def test_kill_twice(paper: Any) -> None:
    """A run killed while it mends what a killed run left is mended by the next."""
    run_in_child(lambda: paper.run(step=Killer("commit", 1)))
    run_in_child(lambda: paper.run(step=Killer("commit", 2)))
    paper.run()

    expect_each_once(paper)


def test_kill_during_a_revision(paper: Any) -> None:
    """A revision that was written but not committed is written once by the next run."""
    paper.run()
    paper.publish(3, text="said the mayor, not the council")
    paper.clock.forward(hours=2)
    run_in_child(lambda: paper.run(step=Killer("commit", 1)))
    paper.clock.forward(minutes=1)
    paper.run()

    assert sorted(r["revision"] for r in paper.records()) == [1] * 7 + [2]
