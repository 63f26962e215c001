"""The crawl's side of the worker pool: responses go in, readings come back, and too many waiting ones say "enough".

Built when the first response needs it, so that a run with nothing new never starts a worker.
"""

import asyncio
import logging
from dataclasses import replace
from typing import Protocol

from crawler.config import Config
from crawler.errors import OutputError, PageError
from crawler.extract.outcome import Outcome
from crawler.extract.template import Template
from crawler.fleet.pool import Failure, Limits, Pool
from crawler.items import NotArticle
from crawler.report.tally import Tally
from crawler.room import LIGHT_BYTES
from crawler.run.learning import Learner
from crawler.spiders.reading import PREPARE, READ, Reading, Task, template_key

_CODES = {"timeout": "extract_timeout", "memory": "extract_memory"}
INTERRUPTED = "interrupted"
XML_KINDS = ("sitemap", "news_sitemap", "feed")
"""Read without the extractor. Lists may need it, to tell a wall by, and a worker that loaded it for itself would
take 50 MB that it could share."""

logger = logging.getLogger(__name__)


MOST_WAITING_BYTES = 16_000_000
"""Of light pages that wait for a worker, before no further one is asked for: 18 sound ones have some 5 MB."""


class LessonTaker(Protocol):
    """What is told how every page was read: the crawl's `Learner`, or one that learns a template again."""

    @property
    def is_learning(self) -> bool: ...
    def is_checked(self, outlet_id: str, /) -> bool: ...
    def missed(self, outlet_id: str, /) -> None: ...
    def note(self, outlet_id: str, outcome: Outcome, tally: Tally, /) -> None: ...
    def close(self) -> None: ...


class PageReader:
    """`learner` takes the place of the crawl's own, which publishes what it learns to the workers."""

    def __init__(self, config: Config, learner: LessonTaker | None = None) -> None:
        self._room = config.workers * (1 + config.waiting_pages)
        self._waiting = 0
        self._waiting_bytes = 0
        self._heavy = asyncio.Semaphore(1)
        # `submit` blocks while the pool is full, and this thread must never wait.
        self._gate = asyncio.Semaphore(self._room)
        limits = Limits(
            time_seconds=config.page_seconds,
            memory_bytes=config.workers_bytes,
            waiting_per_worker=config.waiting_pages,
        )
        self._pool: Pool[Task, Reading] = Pool(READ, workers=config.workers, limits=limits)
        self._learner: LessonTaker = learner or Learner(config.output, config.template_check_every, self._publish)
        self._is_closed = False

    @property
    def is_full(self) -> bool:
        """Return whether the workers have enough to do for a while; heavy pages are held back by the crawl's `Room`."""
        return self._waiting >= self._room or self._waiting_bytes >= MOST_WAITING_BYTES

    def warm_up(self) -> None:
        """Load the extractor in the background: pages will come for certain."""
        self._pool.warm_up(PREPARE)

    async def read(self, task: Task, tally: Tally) -> Reading:
        """Return what a worker made of the response.

        What a page taught goes into its outlet's template, and how it was read into `tally`. A worker that hung or
        died is a rejected page. PageError "interrupted" when the reader was closed meanwhile.
        """
        outlet_id = task.page.outlet.id
        if task.link.role == "page":
            is_checked = self._learner.is_checked(outlet_id)
            task = replace(task, is_checked=is_checked, is_taught=self._learner.is_learning)
        outcome = await self._in_turn(task)
        if task.is_checked and not _is_compared(outcome):
            self._learner.missed(outlet_id)
        if not isinstance(outcome, Failure):
            if outcome.outcome is not None:
                self._learner.note(outlet_id, outcome.outcome, tally)
            return outcome
        if outcome.code == "closed":
            raise PageError(INTERRUPTED, outcome.detail)
        return Reading(rejected=NotArticle(code=_CODES.get(outcome.code, "extract_crash"), detail=outcome.detail))

    async def _in_turn(self, task: Task) -> Reading | Failure:
        size = len(task.page.body)
        if size > LIGHT_BYTES:  # one at a time, so that the workers' queue is for the others
            async with self._heavy, self._gate:
                return await self._run(task, is_heavy=True)
        self._waiting += 1
        self._waiting_bytes += size
        try:
            async with self._gate:
                return await self._run(task)
        finally:
            self._waiting -= 1
            self._waiting_bytes -= size

    async def _run(self, task: Task, *, is_heavy: bool = False) -> Reading | Failure:
        if self._is_closed:
            return Failure(code="closed", detail="the run is stopping")
        try:
            preload = None if task.link.kind in XML_KINDS else PREPARE
            needs = (template_key(task.page.outlet.id),)
            future = self._pool.submit(task, needs=needs, preload=preload, is_heavy=is_heavy)
            del task  # the worker has it; a large body should not be held twice
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            return Failure(code="closed", detail="the run is stopping")

    def close(self) -> None:
        """End the workers at once; what they had is not read."""
        if self._is_closed:
            return
        self._is_closed = True
        self._pool.close(drain=False)
        try:
            self._learner.close()
        except OutputError as error:
            logger.warning("%s: what was learned of the templates in this run is lost", error)

    def _publish(self, outlet_id: str, template: Template) -> None:
        self._pool.broadcast(template_key(outlet_id), template)


def _is_compared(outcome: Reading | Failure) -> bool:
    return isinstance(outcome, Reading) and outcome.outcome is not None and outcome.outcome.agreement is not None
