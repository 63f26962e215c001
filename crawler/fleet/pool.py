"""A pool of worker processes for one function, made for input that crashes, hangs and swells. Knows nothing of pages.

    submit -> queue (bounded) -> lanes (a thread each) -> worker processes, forked from one that has the modules loaded

Results come as `concurrent.futures.Future`, so asyncio (`asyncio.wrap_future`), Twisted (`callFromThread` in a done
callback) and plain threads all wait in their own way. A worker that dies or hangs is replaced, its task tried once
more, and then comes to a `Failure`: a value, so that one bad page is a count and not an exception. Workers hold no file
of the parent and end with it, also when it is killed.
"""

import pickle
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from crawler.fleet.forkserver import ForkServer, ForkServerError
from crawler.fleet.lane import Ahead, Failure, Job, Lane, Limits
from crawler.fleet.memory import Memory
from crawler.fleet.wire import pack

__all__ = ["Failure", "ForkServerError", "Limits", "Pool"]

_CLOSED = Failure(code="closed", detail="the pool was closed")

Task = TypeVar("Task")
Result = TypeVar("Result")


class Pool(Generic[Task, Result]):
    """Runs `function(task, shared)` in up to `workers` processes; none is started before the first task.

    `function` must be importable by its module's name, or is that name itself, `package.module:function`, which keeps
    the module and all it imports out of this process; `shared` holds what `broadcast` gave under the keys a
    task needs.
    """

    def __init__(
        self, function: Callable[[Task, dict[str, Any]], Result] | str, *, workers: int, limits: Limits
    ) -> None:
        self._limits = limits
        self._memory = Memory(limits.memory_bytes)
        self._n_workers = min(workers, self._memory.most_workers or workers)
        module, _, name = (
            function.partition(":") if isinstance(function, str) else (function.__module__, "", function.__qualname__)
        )
        self._server = ForkServer(module, name, self._memory.worker_bytes)
        self._lock = threading.Lock()
        self._has_work = threading.Condition(self._lock)
        self._has_room = threading.Condition(self._lock)
        self._queue: deque[tuple[Job, Future[Result | Failure]]] = deque()
        self._shared: dict[str, tuple[int, bytes]] = {}
        self._n_broadcasts = 0
        self._n_busy = 0
        """Tasks that run, or were sent to a worker ahead of their turn."""
        self._n_serving = 0
        """Lanes that run a task."""
        self._n_heavy = 0
        """Heavy tasks that wait or run."""
        self._is_closing = False
        self._is_killed = False
        self._lanes: list[Lane] = []
        self._threads: list[threading.Thread] = []

    @property
    def in_flight(self) -> int:
        """Tasks submitted and not yet done."""
        return len(self._queue) + self._n_busy

    @property
    def is_full(self) -> bool:
        """Whether `submit` would block now."""
        return self.in_flight >= self._n_workers * (1 + self._limits.waiting_per_worker)

    def broadcast(self, key: str, value: object) -> None:
        """Keep `value` for tasks that need `key`; each worker gets it once, with its first such task."""
        with self._lock:
            self._n_broadcasts += 1
            self._shared[key] = (self._n_broadcasts, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))

    def warm_up(self, preload: str | None = None) -> None:
        """Start a worker, with what `preload` loads, in the background: for whoever knows that tasks will come."""
        with self._lock:
            if not self._lanes and not self._is_closing:
                self._open_lane(partial(_warm_up, preload))

    def forget(self, key: str) -> None:
        """Drop a shared value; a worker that has it loses it with the next task that names the key."""
        with self._lock:
            self._shared.pop(key, None)

    @property
    def n_workers(self) -> int:
        """The most that run at once: as many as asked for, or as many as the memory is enough for."""
        return self._n_workers

    def submit(
        self, task: Task, *, needs: Sequence[str] = (), preload: str | None = None, is_heavy: bool = False
    ) -> "Future[Result | Failure]":
        """Return the future result or Failure of one task; blocks while the pool is full.

        `preload`, `package.module:function` without arguments, is called once before the worker of this task is
        forked, so that all later workers share what it loads: give the same with every task that wants it.
        `is_heavy`: it may take a large part of the memory of all workers, and waits for it.

        `needs` names the shared values the task wants; one that nobody broadcast is simply not there. The future
        raises ForkServerError only where no worker can start at all. Raises RuntimeError after `close`.
        """
        data, apart = pack(task) if is_heavy else (pickle.dumps(task, pickle.HIGHEST_PROTOCOL), ())
        future: Future[Result | Failure] = Future()
        with self._lock:
            self._has_room.wait_for(lambda: self._is_closing or not self.is_full)
            if self._is_closing:
                raise RuntimeError("the pool is closed")
            shared = tuple((key, *self._shared.get(key, (0, None))) for key in needs)
            self._queue.append((Job(task=data, apart=apart, needs=shared, preload=preload, is_heavy=is_heavy), future))
            if self.in_flight > len(self._lanes) and len(self._lanes) < self._n_workers:
                self._open_lane()
            self._n_heavy += is_heavy
            if self._n_heavy:  # without one any worker takes any task
                self._has_work.notify_all()
            else:
                self._has_work.notify()
        return future

    def close(self, *, drain: bool = True) -> None:
        """End the workers: after everything submitted is done, or at once with `drain=False`.

        At once means: what waits is cancelled, what a worker has comes to a Failure `closed`. Safe to call twice.
        """
        with self._lock:
            self._is_closing = True
            if not drain:
                self._is_killed = True
                for _, future in self._queue:
                    if not future.cancel():  # it ran, and was to be done again as a heavy one
                        future.set_result(_CLOSED)
            self._has_work.notify_all()
            self._has_room.notify_all()
        if not drain:
            for lane in self._lanes:
                lane.kill()
        for thread in self._threads:
            thread.join()
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(drain=kind is None)

    def _open_lane(self, begin: Callable[[Lane], None] | None = None) -> None:
        lane = Lane(self._server, self._limits, self._memory)
        # A daemon, so that a program that forgets to close the pool still ends.
        thread = threading.Thread(target=self._serve, args=(lane, begin), name=f"fleet-{len(self._lanes)}", daemon=True)
        self._lanes.append(lane)
        self._threads.append(thread)
        thread.start()

    def _serve(self, lane: Lane, begin: Callable[[Lane], None] | None) -> None:
        if begin is not None:
            begin(lane)
            with self._lock:
                self._memory.rest(lane, has_worker=lane.has_worker)
        ahead = _Ahead(self, lane)
        while (work := ahead.next() or self._take(lane)) is not None:
            job, future = work
            tell = None
            if not future.done() and (future.running() or future.set_running_or_notify_cancel()):
                tell = self._run(lane, job, future, ahead)
            with self._lock:  # before the result is told, so that whoever waits for it finds room
                self._n_busy -= 1
                self._n_serving -= 1
                self._memory.rest(lane, has_worker=lane.has_worker)
                self._has_room.notify()
                if self._n_heavy:
                    self._has_work.notify_all()
                self._n_heavy -= job.is_heavy
            if tell is not None:
                tell()
        lane.close()

    def _take(self, lane: Lane) -> "tuple[Job, Future[Result | Failure]] | None":
        with self._lock:
            while self._queue or not self._is_closing:
                work = self._next_that_fits(lane)
                if work is not None:
                    self._n_busy += 1
                    self._n_serving += 1
                    return work
                if self._queue and lane.has_worker:  # an idle worker's memory may be what the task waits for
                    lane.close()
                    self._memory.rest(lane, has_worker=False)
                    self._has_work.notify_all()
                else:
                    self._has_work.wait()
            return None

    def _next_that_fits(self, lane: Lane) -> "tuple[Job, Future[Result | Failure]] | None":
        heavy_waits = any(job.is_heavy for job, _ in self._queue)
        for position, (job, future) in enumerate(self._queue):
            if self._memory.fits(lane, is_heavy=job.is_heavy, heavy_waits=heavy_waits):
                del self._queue[position]
                self._memory.start(lane, is_heavy=job.is_heavy)
                return job, future
        return None

    def _spare(self, lane: Lane) -> "tuple[Job, Future[Result | Failure]] | None":
        """Take a task for a lane that runs one: only what no idle lane, or one still to be opened, would begin now."""
        if self._n_heavy or len(self._queue) <= self._n_workers - self._n_serving:
            return None
        job, future = self._queue[0]
        if future.done() or not lane.may_take_ahead(job):
            return None
        if not (future.running() or future.set_running_or_notify_cancel()):
            return None
        self._n_busy += 1
        return self._queue.popleft()

    def _run(self, lane: Lane, job: Job, future: "Future[Result | Failure]", ahead: Ahead) -> Callable[[], None] | None:
        """Do the job; the returned call tells its result, None where it is to be done again as a heavy one."""
        try:
            outcome = lane.run(job, ahead)
        except Exception as error:  # noqa: BLE001 - a future that never ends would hide it
            return partial(future.set_exception, error)
        if isinstance(outcome, Failure):
            if self._is_killed:
                outcome = _CLOSED
            elif outcome.code == "memory" and not job.is_heavy:
                with self._lock:
                    self._queue.appendleft((replace(job, is_heavy=True), future))
                    self._n_heavy += 1
                return None
        return partial(future.set_result, outcome)


class _Ahead(Generic[Task, Result]):
    """The task that a lane's worker was sent ahead of its turn; used by that lane's thread alone."""

    def __init__(self, pool: Pool[Task, Result], lane: Lane) -> None:
        self._pool = pool
        self._lane = lane
        self._work: tuple[Job, Future[Result | Failure]] | None = None

    def take(self) -> Job | None:
        with self._pool._lock:
            self._work = self._pool._spare(self._lane)
        return self._work[0] if self._work else None

    def give_back(self) -> None:
        if self._work is None:
            return
        with self._pool._lock:
            self._pool._n_busy -= 1
            if self._pool._is_killed:
                self._work[1].set_result(_CLOSED)
            else:
                self._pool._queue.appendleft(self._work)
                self._pool._has_work.notify()
        self._work = None

    def next(self) -> "tuple[Job, Future[Result | Failure]] | None":
        """Return the task, whose turn it is now."""
        work, self._work = self._work, None
        if work is not None:
            with self._pool._lock:
                self._pool._n_serving += 1
                self._pool._memory.start(self._lane, is_heavy=False)
        return work


def _warm_up(preload: str | None, lane: Lane) -> None:
    with suppress(ForkServerError):  # the first task meets it again, and tells it
        lane.warm_up(preload)
