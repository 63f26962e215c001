"""Scrapy's downloader with the run's pace and its room for large bodies: it knows of all that is under way."""

import asyncio
import weakref
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.core.downloader import Downloader
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from crawler.config import read_config
from crawler.descriptors import share_descriptors
from crawler.errors import PageError
from crawler.fields.urls import host_key
from crawler.pace import Pace
from crawler.room import Room
from crawler.spiders.listeners import send_to_listeners_only
from crawler.spiders.passage import Passage

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


Result = Request | Response | Failure


class PacedDownloader(Downloader):
    """`pace` and `room` are the run's; a slot is a host with its port, so that two servers on one machine are two."""

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        fits = share_descriptors().requests
        self.total_concurrency = min(self.total_concurrency or fits, fits)  # 0 is "no limit" in Scrapy
        config = read_config(crawler.settings)
        self.pace = Pace(
            delay_seconds=config.delay_seconds,
            jitter=config.delay_jitter,
            concurrency=crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"),
        )
        self._passage = Passage(self)
        send_to_listeners_only(crawler.signals)
        self.room = Room(config.max_bytes_in_flight)

    def get_slot_key(self, request: Request) -> str:
        return host_key(request.url)

    def fetch(self, request: Request, spider: Spider | None = None) -> "Deferred[Any]":
        answered: Deferred[Any] = deferred_from_coro(self.answer(request))  # a failure comes as one
        return answered

    def answer(self, request: Request) -> Coroutine[Any, Any, Result]:
        """Return the coroutine that returns what came of a request, and never raises; it is under way from now on."""
        host = self.get_slot_key(request)
        self.pace.enter(host)
        self.active.add(request)
        return self._answer(request, host)

    async def _answer(self, request: Request, host: str) -> Result:
        result: Result
        try:
            result = await self._passage.fetch(request)
        except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001  # for the errback, or who waits for it
            result = Failure(error)  # type: ignore[no-untyped-call]
        self._over(result, request, host)
        return result

    def _over(self, result: Result, request: Request, host: str) -> None:
        self.active.remove(request)
        self.pace.leave(host)
        load = request.meta.get("load")
        if not isinstance(result, Response):
            self.room.free(load)
            if isinstance(result, Failure) and isinstance(result.value, PageError):
                _forget_places(result)
        elif load is not None and self.room.settle(load, len(result.body)):
            # Whoever takes the response frees its load; one that is forgotten is freed with it.
            weakref.finalize(result, self.room.free, load).atexit = False


def _forget_places(failure: Failure) -> None:
    """Drop what a page's error remembers of the calls it came through: they hold the body, half unpacked as well.

    It would be held until Python next looks for cycles: 15 bodies that unpacked to too much held 120 MB.
    """
    error: BaseException | None = failure.value
    while error is not None:
        error.__traceback__ = None
        error = error.__cause__ or error.__context__
    failure.cleanFailure()  # type: ignore[no-untyped-call]
