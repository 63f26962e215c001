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
from functools import partial
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from crawler.fleet.forkserver import ForkServer, ForkServerError
from crawler.fleet.lane import Failure, Job, Lane, Limits

__all__ = ["Failure", "ForkServerError", "Limits", "Pool"]

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
        self._n_workers = workers
        module, _, name = (
            function.partition(":") if isinstance(function, str) else (function.__module__, "", function.__qualname__)
        )
        self._server = ForkServer(module, name, limits.memory_bytes)
        self._lock = threading.Lock()
        self._has_work = threading.Condition(self._lock)
        self._has_room = threading.Condition(self._lock)
        self._queue: deque[tuple[Job, Future[Result | Failure]]] = deque()
        self._shared: dict[str, tuple[int, bytes]] = {}
        self._n_broadcasts = 0
        self._n_busy = 0
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

    def forget(self, key: str) -> None:
        """Drop a shared value; a worker that has it loses it with the next task that names the key."""
        with self._lock:
            self._shared.pop(key, None)

    def submit(
        self, task: Task, *, needs: Sequence[str] = (), preload: str | None = None
    ) -> "Future[Result | Failure]":
        """Return the future result or Failure of one task; blocks while the pool is full.

        `preload`, `package.module:function` without arguments, is called once before the worker of this task is
        forked, so that all later workers share what it loads: give the same with every task that wants it.

        `needs` names the shared values the task wants; one that nobody broadcast is simply not there. The future
        raises ForkServerError only where no worker can start at all. Raises RuntimeError after `close`.
        """
        data = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
        future: Future[Result | Failure] = Future()
        with self._lock:
            self._has_room.wait_for(lambda: self._is_closing or not self.is_full)
            if self._is_closing:
                raise RuntimeError("the pool is closed")
            shared = tuple((key, *self._shared.get(key, (0, None))) for key in needs)
            self._queue.append((Job(task=data, needs=shared, preload=preload), future))
            if self.in_flight > len(self._lanes) and len(self._lanes) < self._n_workers:
                self._open_lane()
            self._has_work.notify()
        return future

    def close(self, *, drain: bool = True) -> None:
        """End the workers: after everything submitted is done, or at once with `drain=False`.

        At once means: what waits is cancelled, what runs comes to a Failure `closed`. Safe to call twice.
        """
        with self._lock:
            self._is_closing = True
            if not drain:
                self._is_killed = True
                for _, future in self._queue:
                    future.cancel()
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

    def _open_lane(self) -> None:
        lane = Lane(self._server, self._limits)
        # A daemon, so that a program that forgets to close the pool still ends.
        thread = threading.Thread(target=self._serve, args=(lane,), name=f"fleet-{len(self._lanes)}", daemon=True)
        self._lanes.append(lane)
        self._threads.append(thread)
        thread.start()

    def _serve(self, lane: Lane) -> None:
        while (work := self._take()) is not None:
            job, future = work
            tell = self._run(lane, job, future) if future.set_running_or_notify_cancel() else None
            with self._lock:  # before the result is told, so that whoever waits for it finds room
                self._n_busy -= 1
                self._has_room.notify()
            if tell is not None:
                tell()
        lane.close()

    def _take(self) -> "tuple[Job, Future[Result | Failure]] | None":
        with self._lock:
            self._has_work.wait_for(lambda: self._queue or self._is_closing)
            if not self._queue:
                return None
            self._n_busy += 1
            return self._queue.popleft()

    def _run(self, lane: Lane, job: Job, future: "Future[Result | Failure]") -> Callable[[], None]:
        """Do the job; the returned call tells its result."""
        try:
            outcome = lane.run(job)
        except Exception as error:  # noqa: BLE001 - a future that never ends would hide it
            return partial(future.set_exception, error)
        if self._is_killed and isinstance(outcome, Failure):
            outcome = Failure(code="closed", detail="the pool was closed")
        return partial(future.set_result, outcome)
