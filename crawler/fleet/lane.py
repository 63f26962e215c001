"""One seat for a worker process: runs one job after another there, replaces the process when it dies, hangs or is old.

Used by pool.py, one lane a thread. The time limit is in seconds on the clock, but a worker that the machine gave hardly
any processor time is given more of it: a full machine is no fault of the page.
"""

import os
import pickle
import select
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from crawler.fleet.forkserver import ForkServer
from crawler.fleet.wire import WireClosedError, receive, send

_LOOK_SECONDS = 0.25
"""How often a running job's memory and time are looked at; most jobs are done before the first look."""
_STARVED_SHARE = 0.5
"""A worker that had less processor time than this share of the limit has waited for the machine, not worked."""
_MAX_STRETCH = 3.0
"""The limit is stretched by at most this much for a starved worker, so that a sleeping one ends as well."""
_KEPT_SHARE = 0.5
"""Of the memory limit, what a worker may hold between two tasks. The allocator gives little back of what many small
pieces took: after a page of 8 MB a worker held 300 MB, beside another lane's next such page."""
_TRIES = 2
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a worker may take; all are enforced by ending its process."""

    time_seconds: float
    """For one task, on the clock."""
    memory_bytes: int | None = None
    """Resident memory of one worker, the imported modules included (some 150 MB with trafilatura). None is no limit."""
    tasks_per_worker: int = 1_000
    """A process is replaced after so many tasks, so that what libraries leak stays bounded. A new one takes 5 ms."""
    waiting_per_worker: int = 4
    """Tasks that may wait, for each worker, before `submit` blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What a task came to whose worker could not finish it."""

    code: Literal["timeout", "worker_died", "task_error", "closed"]
    """`timeout`: over the time limit; `worker_died`: crashed, killed or out of memory, twice; `task_error`: the
    function raised; `closed`: the pool was closed without waiting."""
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A pickled task, and the shared values it needs as (key, version, pickled value)."""

    task: bytes
    needs: tuple[tuple[str, int, bytes | None], ...]
    preload: str | None = None


class _LostError(Exception):
    """The worker is gone or has to go."""

    def __init__(self, failure: Failure, *, is_worth_a_retry: bool) -> None:
        super().__init__(failure.detail)
        self.failure = failure
        self.is_worth_a_retry = is_worth_a_retry


class Lane:
    """Runs jobs in one worker process at a time. Only `kill` may be called from another thread."""

    def __init__(self, server: ForkServer, limits: Limits) -> None:
        self._server = server
        self._limits = limits
        self._pid = 0
        self._wire: socket.socket | None = None
        self._held: dict[str, int] = {}
        self._n_done = 0
        self._preloaded: str | None = None
        self._cpu_seconds = 0.0
        self._is_killed = False

    def run(self, job: Job) -> Any:
        """Return the function's result, or a Failure. Raises ForkServerError where no worker can be started at all."""
        failure = Failure(code="worker_died", detail="")
        for _ in range(_TRIES):
            try:
                return self._try(job)
            except _LostError as lost:
                failure = lost.failure
                self._bury()
                if self._is_killed or not lost.is_worth_a_retry:
                    break
        return failure

    def kill(self) -> None:
        """End the worker at once, whatever it does; the job it runs comes to a Failure."""
        self._is_killed = True  # set before the pid is read, and read after it is set: one of the two threads sees it
        if self._pid:
            self._server.bury(self._pid)

    def close(self) -> None:
        """Let the worker end; it must be idle."""
        self._bury()

    def _try(self, job: Job) -> Any:
        lacks = job.preload is not None and self._preloaded != job.preload
        if self._n_done >= self._limits.tasks_per_worker or lacks:
            self._bury()
            self._preloaded = job.preload or self._preloaded
        if self._wire is None:
            self._pid, self._wire = self._server.spawn(self._preloaded)
        if self._is_killed:
            raise _LostError(Failure(code="closed", detail="the lane was closed"), is_worth_a_retry=False)
        news = {key: value for key, version, value in job.needs if self._held.get(key) != version}
        started = time.monotonic()
        try:
            self._wire.settimeout(self._limits.time_seconds)
            send(self._wire, pickle.dumps((news, job.task), pickle.HIGHEST_PROTOCOL))
            answer = self._wait(self._wire, started)
        except (WireClosedError, TimeoutError) as error:
            raise self._lost() from error
        self._held.update((key, version) for key, version, _ in job.needs)
        self._n_done += 1
        is_result, value, self._cpu_seconds, peak_bytes = pickle.loads(answer)
        if self._is_swollen(peak_bytes):
            self._bury()
        return value if is_result else Failure(code="task_error", detail=value)

    def _is_swollen(self, peak_bytes: int) -> bool:
        """Whether the worker kept so much of a large task's memory that the next one should find a new process."""
        limit = self._limits.memory_bytes
        if limit is None or peak_bytes <= _KEPT_SHARE * limit:
            return False
        held = _resident_bytes(self._pid)
        return held is not None and held > _KEPT_SHARE * limit

    def _wait(self, wire: socket.socket, started: float) -> bytes:
        """Return the answer; raises _LostError where the worker went over a limit."""
        answers = select.poll()  # not select(): a crawl's process has more than 1,024 files open
        answers.register(wire, select.POLLIN)
        while not answers.poll(_LOOK_SECONDS * 1000):
            self._look(time.monotonic() - started)
        return receive(wire)

    def _look(self, elapsed_seconds: float) -> None:
        limit = self._limits.time_seconds
        memory = _resident_bytes(self._pid)
        if memory is not None and self._limits.memory_bytes is not None and memory > self._limits.memory_bytes:
            failure = Failure(code="worker_died", detail=f"out of memory: {memory >> 20} MiB")
            raise _LostError(failure, is_worth_a_retry=True)
        if elapsed_seconds < limit:
            return
        used = _cpu_seconds(self._pid)
        is_starved = used is not None and used - self._cpu_seconds < _STARVED_SHARE * limit
        if not is_starved or elapsed_seconds >= _MAX_STRETCH * limit:
            failure = Failure(code="timeout", detail=f"not done after {elapsed_seconds:.1f} s")
            # The same work would burn the same time again; a worker that only waited may have met a passing fault.
            raise _LostError(failure, is_worth_a_retry=is_starved)

    def _lost(self) -> _LostError:
        how = self._server.bury(self._pid)
        self._pid = 0
        return _LostError(Failure(code="worker_died", detail=how), is_worth_a_retry=True)

    def _bury(self) -> None:
        if self._wire is not None:
            self._wire.close()
        if self._pid:
            self._server.bury(self._pid)
        self._pid, self._wire, self._held, self._n_done, self._cpu_seconds = 0, None, {}, 0, 0.0


def _resident_bytes(pid: int) -> int | None:
    """Memory a process holds now, or None where /proc can't say (the worker's own check still stands)."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES
    except (OSError, IndexError, ValueError):
        return None


def _cpu_seconds(pid: int) -> float | None:
    """Processor time a process has used, or None where /proc can't say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_PER_SECOND
    except (OSError, IndexError, ValueError):
        return None
