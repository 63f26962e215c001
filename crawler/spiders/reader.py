"""The crawl's side of the worker pool: responses go in, readings come back, and too many waiting ones say "enough".

Built when the first response needs it, so that a run with nothing new never starts a worker.
"""

import asyncio

from crawler.config import Config
from crawler.errors import PageError
from crawler.fleet.pool import Failure, Limits, Pool
from crawler.items import NotArticle
from crawler.spiders.reading import Reading, Task, read

_CODES = {"timeout": "extract_timeout", "worker_died": "extract_crash", "task_error": "extract_crash"}
INTERRUPTED = "interrupted"


class PageReader:
    def __init__(self, config: Config) -> None:
        self._room = config.workers * (1 + config.waiting_pages)
        self._waiting = 0
        # `submit` blocks while the pool is full, and this thread must never wait.
        self._gate = asyncio.Semaphore(self._room)
        limits = Limits(
            time_seconds=config.page_seconds,
            memory_bytes=config.worker_bytes,
            waiting_per_worker=config.waiting_pages,
        )
        self._pool = Pool(read, workers=config.workers, limits=limits)
        self._is_closed = False

    @property
    def is_full(self) -> bool:
        """Return whether the workers have enough to do for a while."""
        return self._waiting >= self._room

    async def read(self, task: Task) -> Reading:
        """Return what a worker made of the response.

        A worker that hung or died is a rejected page. PageError "interrupted" when the reader was closed meanwhile.
        """
        self._waiting += 1
        try:
            async with self._gate:
                outcome = await self._run(task)
        finally:
            self._waiting -= 1
        if not isinstance(outcome, Failure):
            return outcome
        if outcome.code == "closed":
            raise PageError(INTERRUPTED, outcome.detail)
        return Reading(rejected=NotArticle(code=_CODES[outcome.code], detail=outcome.detail))

    async def _run(self, task: Task) -> Reading | Failure:
        if self._is_closed:
            return Failure(code="closed", detail="the run is stopping")
        try:
            return await asyncio.wrap_future(self._pool.submit(task))
        except asyncio.CancelledError:
            return Failure(code="closed", detail="the run is stopping")

    def close(self) -> None:
        """End the workers at once; what they had is not read."""
        self._is_closed = True
        self._pool.close(drain=False)
