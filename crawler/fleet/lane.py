"""One seat for a worker process: runs one job after another there, replaces the process when it dies, hangs or is old.

The next job is sent while one runs, so that the worker finds it when it is done: it waited for this process otherwise.
Used by pool.py, one lane a thread. The time limit is in seconds on the clock, but a worker that the machine gave hardly
any processor time is given more of it: a full machine is no fault of the page.
"""

import pickle
import select
import socket
import time
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from crawler.fleet.forkserver import OUT_OF_MEMORY, ForkServer
from crawler.fleet.memory import LIGHT_BYTES, Memory, resident_bytes
from crawler.fleet.processor import cpu_seconds, is_runnable
from crawler.fleet.wire import Inbox, WireClosedError, bound_waiting, framed, send, send_all, send_apart, send_some

_LOOK_SECONDS = 0.02
"""How often a running job's memory and time are looked at (20 microseconds): in so long markup made for it takes some
20 MB more."""
_STARVED_SHARE = 0.5
"""A worker that had less processor time than this share of the limit has waited for the machine, not worked."""
_MAX_STRETCH = 3.0
"""The limit is stretched by at most this much for a starved worker, so that a sleeping one ends as well."""
_OWN_BYTES = 15_000_000
"""What a worker makes its own of the memory it shared at first, by writing there."""
_LATE_SECONDS = 1.0
"""A job that runs so long gives back the one that waits behind it: thirty times what a page takes on average."""
_TRIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a worker may take; all are enforced by ending its process."""

    time_seconds: float
    """For one task, on the clock."""
    memory_bytes: int | None = None
    """Of all workers together, beyond what they share with the process they were forked from. None is no limit."""
    tasks_per_worker: int = 1_000
    """A process is replaced after so many tasks, so that what libraries leak stays bounded. A new one takes 5 ms."""
    waiting_per_worker: int = 4
    """Tasks that may wait, for each worker, before `submit` blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What a task came to whose worker could not finish it."""

    code: Literal["timeout", "memory", "worker_died", "task_error", "closed"]
    """`timeout`: over the time limit; `memory`: over what a heavy task may take; `worker_died`: crashed or killed,
    twice; `task_error`: the function raised; `closed`: the pool was closed without waiting."""
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A pickled task, and the shared values it needs as (key, version, pickled value)."""

    task: bytes
    apart: tuple[bytes, ...] = ()
    """Long bytes of the task that its pickle does not hold."""
    needs: tuple[tuple[str, int, bytes | None], ...]
    preload: str | None = None
    is_heavy: bool = False


class Ahead(Protocol):
    """Where a lane gets the job that it sends ahead."""

    def take(self) -> Job | None:
        """Return the job that will be run next; None: there is none to spare."""

    def give_back(self) -> None:
        """Have the job done by whoever is free: its worker is gone, or is held up."""


class _LostError(Exception):
    """The worker is gone or has to go."""

    def __init__(self, failure: Failure, *, is_worth_a_retry: bool) -> None:
        super().__init__(failure.detail)
        self.failure = failure
        self.is_worth_a_retry = is_worth_a_retry


class Lane:
    """Runs jobs in one worker process at a time. Only `kill` may be called from another thread."""

    def __init__(self, server: ForkServer, limits: Limits, memory: Memory) -> None:
        self._server = server
        self._limits = limits
        self._memory = memory
        self._shared_bytes = 0
        self._pid = 0
        self._wire: socket.socket | None = None
        self._inbox: Inbox | None = None
        self._held: dict[str, int] = {}
        self._n_done = 0
        self._preloaded: str | None = None
        self._cpu_seconds = 0.0
        self._is_killed = False
        self._ahead: Job | None = None
        self._unsent = memoryview(b"")
        """Of the job sent ahead, what the socket did not take yet."""
        self._is_worn = False
        """Whether the worker has to go as soon as it is idle."""

    def warm_up(self, preload: str | None) -> None:
        """Start the worker before there is a job for it. Raises ForkServerError where it can't start."""
        self._preloaded = preload
        self._spawn()

    def run(self, job: Job, ahead: Ahead) -> Any:
        """Return the function's result, or a Failure; meanwhile the worker is sent the job that it runs next.

        Raises ForkServerError where no worker can be started at all.
        """
        failure = Failure(code="worker_died", detail="")
        for _ in range(_TRIES):
            try:
                return self._try(job, ahead)
            except _LostError as lost:
                failure = lost.failure
                self._give_back(ahead)
                self._bury()
                if self._is_killed or not lost.is_worth_a_retry:
                    break
        return failure

    def kill(self) -> None:
        """End the worker at once, whatever it does; the job it runs comes to a Failure."""
        self._is_killed = True  # set before the pid is read, and read after it is set: one of the two threads sees it
        if self._pid:
            self._server.bury(self._pid)

    @property
    def has_worker(self) -> bool:
        return bool(self._pid)

    def close(self) -> None:
        """Let the worker end; it must be idle."""
        self._bury()

    def may_take_ahead(self, job: Job) -> bool:
        """Return whether the worker can have this job before the one it runs is done."""
        is_last = self._is_worn or self._n_done + 1 >= self._limits.tasks_per_worker
        return not is_last and not job.is_heavy and job.preload in (None, self._preloaded)

    def _try(self, job: Job, ahead: Ahead) -> Any:
        try:
            if job is self._ahead:
                self._promote()
            else:
                self._prepare(job)
                self._send(job)
            started = time.monotonic()
            self._send_ahead(ahead)
            answer = self._wait(started, ahead)
        except (WireClosedError, TimeoutError) as error:
            raise self._lost() from error
        self._n_done += 1
        is_result, value, self._cpu_seconds, peak_bytes = pickle.loads(answer)
        if peak_bytes - self._shared_bytes > LIGHT_BYTES - _OWN_BYTES and self._held_bytes() > LIGHT_BYTES:
            self._is_worn = True  # the allocator gives little back of what many small pieces took
        if self._is_worn and self._ahead is None:
            self._bury()
        return value if is_result else Failure(code="task_error", detail=value)

    def _prepare(self, job: Job) -> None:
        """Have a worker that the job can be sent to."""
        lacks = job.preload is not None and self._preloaded != job.preload
        if self._n_done >= self._limits.tasks_per_worker or lacks:
            self._bury()
            self._preloaded = job.preload or self._preloaded
        if self._wire is None:
            self._spawn()
        if self._is_killed:
            raise _LostError(Failure(code="closed", detail="the lane was closed"), is_worth_a_retry=False)

    def _send(self, job: Job) -> None:
        assert self._wire is not None
        assert self._inbox is not None
        send(self._wire, self._message(job))
        send_apart(self._wire, self._inbox, job.apart)

    def _message(self, job: Job) -> bytes:
        news = {key: value for key, version, value in job.needs if self._held.get(key) != version}
        self._held.update((key, version) for key, version, _ in job.needs)
        return pickle.dumps((news, job.task, len(job.apart)), pickle.HIGHEST_PROTOCOL)

    def _send_ahead(self, ahead: Ahead) -> None:
        """Give the worker its next job, as much of it as the socket takes without waiting."""
        self._ahead = ahead.take()
        if self._ahead is not None:
            self._unsent = memoryview(framed(self._message(self._ahead)))
            self._send_more()

    def _send_more(self) -> None:
        assert self._wire is not None
        self._unsent = self._unsent[send_some(self._wire, self._unsent) :]

    def _promote(self) -> None:
        """Make the job that was sent ahead the one that runs."""
        assert self._wire is not None
        send_all(self._wire, self._unsent)
        self._ahead, self._unsent = None, memoryview(b"")

    def _give_back(self, ahead: Ahead) -> None:
        """Have the job that was sent ahead done elsewhere: this worker won't be asked for it."""
        if self._ahead is not None:
            self._ahead, self._unsent, self._is_worn = None, memoryview(b""), True
            ahead.give_back()

    def _spawn(self) -> None:
        self._pid, self._wire = self._server.spawn(self._preloaded)
        bound_waiting(self._wire, self._limits.time_seconds)
        self._inbox = Inbox(self._wire)
        self._shared_bytes = resident_bytes(self._pid) or 0

    def _held_bytes(self) -> int:
        """Return what the worker holds beyond what it shares, a little too much rather than too little."""
        resident = resident_bytes(self._pid)
        return 0 if resident is None else _OWN_BYTES + resident - self._shared_bytes

    def _wait(self, started: float, ahead: Ahead) -> bytes:
        """Return the answer; raises _LostError where the worker went over a limit."""
        assert self._wire is not None
        assert self._inbox is not None
        answers = select.poll()  # not select(): a crawl's process has more than 1,024 files open
        answers.register(self._wire, select.POLLIN | (select.POLLOUT if self._unsent else 0))
        while not self._inbox.has_some:
            events = answers.poll(_LOOK_SECONDS * 1000)
            if not events:
                self._look(time.monotonic() - started, ahead)
            elif events[0][1] == select.POLLOUT:
                self._send_more()
                answers.modify(self._wire, select.POLLIN | (select.POLLOUT if self._unsent else 0))
            else:
                break
        return self._inbox.receive()

    def _look(self, elapsed_seconds: float, ahead: Ahead) -> None:
        limit = self._limits.time_seconds
        if elapsed_seconds >= _LATE_SECONDS and not self._waits_for_the_machine():
            self._give_back(ahead)
        held = self._held_bytes()
        if self._memory.is_too_much(self, held):
            failure = Failure(code="memory", detail=f"reading it took more than {held // 1_000_000} MB")
            raise _LostError(failure, is_worth_a_retry=False)
        if elapsed_seconds < limit:
            return
        is_starved = self._is_starved(limit)
        if not is_starved or elapsed_seconds >= _MAX_STRETCH * limit:
            failure = Failure(code="timeout", detail=f"not done after {elapsed_seconds:.1f} s")
            # The same work would burn the same time again; a worker that only waited may have met a passing fault.
            raise _LostError(failure, is_worth_a_retry=is_starved)

    def _is_starved(self, seconds: float) -> bool:
        """Whether the worker had little processor time of so many seconds."""
        used = cpu_seconds(self._pid)
        return used is not None and used - self._cpu_seconds < _STARVED_SHARE * seconds

    def _waits_for_the_machine(self) -> bool:
        """Whether the worker is late for want of a processor: whoever took its next job over would wait as well."""
        return is_runnable(self._pid) and self._is_starved(_LATE_SECONDS)

    def _lost(self) -> _LostError:
        how = self._server.bury(self._pid)
        self._pid = 0
        if how == OUT_OF_MEMORY:
            return _LostError(Failure(code="memory", detail=how), is_worth_a_retry=False)
        return _LostError(Failure(code="worker_died", detail=how), is_worth_a_retry=True)

    def _bury(self) -> None:
        if self._wire is not None:
            self._wire.close()
        if self._pid:
            self._server.bury(self._pid)
        self._pid, self._wire, self._held, self._n_done, self._cpu_seconds = 0, None, {}, 0, 0.0
        self._is_worn = False
