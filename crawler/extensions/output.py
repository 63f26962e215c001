"""Takes a request from the scheduler to the pipelines in one task, and its items one after the other.

Scrapy makes a chain of deferreds, tasks and generators for every request, so that each step may be a deferred and items
may pass several at a time: 0.2 ms a page. With CONCURRENT_ITEMS at 1 they pass one by one in any case.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.utils.defer import aiter_errback, ensure_awaitable, iter_errback
from scrapy.utils.misc import warn_on_generator_with_return_value
from scrapy.utils.spider import iterate_spider_output
from twisted.python.failure import Failure

if TYPE_CHECKING:
    from scrapy.core.scraper import Scraper
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class OneByOne:
    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        if crawler.settings.getint("CONCURRENT_ITEMS") != 1:
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.opened, signals.spider_opened)
        return extension

    def opened(self) -> None:
        """Take the place of the engine's and the scraper's own way: Scrapy 2.19 has no setting for their classes."""
        engine: Any = self._crawler.engine
        engine.scraper.handle_spider_output_async = partial(hand_on, engine.scraper)
        if hasattr(engine.downloader, "answer"):  # another downloader goes Scrapy's way
            engine._start_scheduled_request = StraightWay(engine).begin


class StraightWay:
    """The way of the scheduler's requests in one engine; with what it does of Scrapy's `ExecutionEngine._download`,
    `_handle_downloader_output` and `Scraper.enqueue_scrape`, in their order."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._scraper: Scraper = engine.scraper
        self._tasks: set[asyncio.Task[None]] = set()
        """A task that nobody holds may be collected before it is done."""
        self._checked: set[Any] = set()
        """Callbacks that Scrapy was asked about."""

    def begin(self) -> bool:
        """Begin with the scheduler's next request; returns whether there was one."""
        request = self._engine._slot.scheduler.next_request()
        if request is None:
            self._engine.signals.send_catch_log(signals.scheduler_empty)
            return False
        self._engine._slot.add_request(request)
        task = asyncio.ensure_future(self._carry(request, self._engine.downloader.answer(request)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def _carry(self, request: Request, answered: Awaitable[Request | Response | Failure]) -> None:
        slot = self._engine._slot
        try:
            answer = await answered
            if isinstance(answer, Response):
                self._received(answer, request)
            slot.nextcall.schedule()
            if isinstance(answer, Request):  # a redirect, another try
                self._engine.crawl(answer)
            else:
                await self._scrape(answer, request)
        except Exception:
            logger.exception("a bug on the way of %s", request)
        finally:
            slot.remove_request(request)
            slot.nextcall.schedule()

    def _received(self, response: Response, request: Request) -> None:
        if response.request is None:
            response.request = request
        spider = self._engine.spider
        line = self._engine.logformatter.crawled(response.request, response, spider)
        if line is not None:
            logging.getLogger("scrapy.core.engine").log(line["level"], line["msg"], line["args"])
        self._engine.signals.send_catch_log(
            signal=signals.response_received, response=response, request=response.request, spider=spider
        )

    async def _scrape(self, result: Response | Failure, request: Request) -> None:
        slot: Any = self._scraper.slot
        slot.add_response_request(result, request)
        slot.next_response_request_deferred()  # nothing else queues: this is the one
        try:
            if isinstance(result, Response) and not self._scraper.spidermw.middlewares:
                await self._call_back(result, request)
            else:
                await self._scraper._scrape(result, request)
        finally:
            slot.finish_response(result, request)
            self._scraper._check_if_closing()

    async def _call_back(self, response: Response, request: Request) -> None:
        asked: Any = response.request
        callback = asked.callback or self._engine.spider._parse
        try:
            self._check(callback)
            output = callback(response, **asked.cb_kwargs)
            if not isinstance(output, AsyncIterator):
                output = await ensure_awaitable(iterate_spider_output(output))
        except Exception:  # noqa: BLE001  # a callback's, for Scrapy to log and count
            self._scraper.handle_spider_error(Failure(), request, response)  # type: ignore[no-untyped-call]
        else:
            await self._scraper.handle_spider_output_async(output, request, response)

    def _check(self, callback: Any) -> None:
        code = getattr(callback, "__func__", callback)
        if code not in self._checked:
            self._checked.add(code)
            warn_on_generator_with_return_value(self._engine.spider, callback)


async def hand_on(
    scraper: "Scraper",
    result: Iterable[Any] | AsyncIterator[Any],
    request: Request,
    response: Response | Failure,
) -> None:
    """Schedule the requests and process the items among what a callback yields; its errors are the scraper's."""
    if isinstance(result, AsyncIterator):
        async for output in aiter_errback(result, scraper.handle_spider_error, request, response):
            await scraper._process_spidermw_output_async(output, response)
    else:
        for output in iter_errback(result, scraper.handle_spider_error, request, response):
            await scraper._process_spidermw_output_async(output, response)
