import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.errors import OutputError
from crawler.store.lease import Leases
from tests.forks import run_in_child

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

OTHER = """
import sys, datetime, pathlib
from crawler.store.lease import Leases
leases = Leases(pathlib.Path(sys.argv[1]), run_id="other", now=datetime.datetime(2026, 11, 23, 11, 0))
print(leases.take("ledger"), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the outlet `ledger`."""
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "None\n"
        yield process
        process.kill()


def test_the_holder_is_named(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    """An outlet that another process holds is refused with its process, run and time; others are free."""
    leases = Leases(tmp_path, run_id="mine", now=NOW)

    holder = leases.take("ledger")
    assert holder is not None
    assert (holder.pid, holder.run_id, holder.since) == (other.pid, "other", "2026-11-23T11:00:00Z")
    assert f"process {other.pid}" in str(holder)
    assert leases.take("gazette") is None
    leases.release()


def test_a_dead_holder_holds_nothing(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    """The lease of a killed process is free at once."""
    leases = Leases(tmp_path, run_id="mine", now=NOW)
    other.send_signal(signal.SIGKILL)
    other.wait()

    assert leases.take("ledger") is None
    leases.release()


def test_two_runs_in_one_process(tmp_path: Path) -> None:
    """The second of two runs in one process is refused as any other, until the first is over."""
    first = Leases(tmp_path, run_id="first", now=NOW)
    second = Leases(tmp_path, run_id="second", now=NOW)
    first.take("ledger")

    assert second.take("ledger") is not None
    first.release()
    assert second.take("ledger") is None
    second.release()


def test_a_child_does_not_inherit_the_lease(tmp_path: Path) -> None:
    """A forked child finds the outlet held by its parent, and frees nothing when it ends."""
    leases = Leases(tmp_path, run_id="parent", now=NOW)
    leases.take("ledger")

    def child() -> None:
        leases.release()
        holder = Leases(tmp_path, run_id="child", now=NOW).take("ledger")
        assert holder is not None
        assert holder.pid == os.getppid()

    assert run_in_child(child) == 0
    assert run_in_child(child) == 0
    leases.release()


def test_a_thousand_outlets_take_one_descriptor(tmp_path: Path) -> None:
    """Leases do not use up descriptors."""
    leases = Leases(tmp_path, run_id="mine", now=NOW)
    before = len(list(Path("/dev/fd").iterdir()))
    taken = [leases.take(f"outlet-{n}") for n in range(1000)]

    assert taken == [None] * 1000
    assert len(list(Path("/dev/fd").iterdir())) == before
    leases.release()


def test_a_folder_that_can_not_be_written(tmp_path: Path) -> None:
    """A file where the state folder should be is an error of the output."""
    (tmp_path / "state").write_text("")

    with pytest.raises(OutputError):
        Leases(tmp_path / "state", run_id="mine", now=NOW)
