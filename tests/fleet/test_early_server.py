"""A fork server that was started before its pool loads meanwhile, serves it, and never outlives the program."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.fleet import forkserver
from crawler.fleet.pool import Limits, Pool
from tests.fleet.jobs import run
from tests.fleet.test_pool import is_alive, wait_until

MODULE, PRELOAD = "tests.fleet.jobs", "tests.fleet.jobs:prepare"


@pytest.fixture(name="early_pid")
def _early_pid() -> int:
    forkserver.start_early(MODULE, PRELOAD)
    return forkserver._early[MODULE][0].pid


def _server_pid() -> int:
    """Return the parent of a pool's worker."""
    with Pool(run, workers=1, limits=Limits(time_seconds=30.0)) as pool:
        parent = pool.submit(("parent", None)).result()
    assert isinstance(parent, int)
    return parent


def test_the_pool_takes_the_server_that_was_started_early(early_pid: int) -> None:
    """What was loaded beside other work is not loaded again, and ends with the pool."""
    assert _server_pid() == early_pid
    assert wait_until(lambda: not is_alive(early_pid))


def test_a_second_pool_has_a_server_of_its_own(early_pid: int) -> None:
    """The early one serves the first that comes."""
    assert _server_pid() == early_pid
    assert _server_pid() != early_pid


def test_an_early_server_that_was_killed_is_replaced(early_pid: int) -> None:
    """Nothing was asked of it yet, so nothing is lost with it."""
    os.kill(early_pid, signal.SIGKILL)

    assert _server_pid() != early_pid


def test_a_server_that_nobody_takes_ends_with_the_program(tmp_path: Path) -> None:
    """A command that is refused for a wrong option leaves no process behind."""
    program = (
        "from crawler.fleet import forkserver\n"
        f"forkserver.start_early({MODULE!r}, {PRELOAD!r})\n"
        f"print(forkserver._early[{MODULE!r}][0].pid)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert not is_alive(int(done.stdout))
    assert done.stderr == ""
