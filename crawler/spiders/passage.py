"""The way of a request through the downloader middlewares to its host and back, as Scrapy's own goes, for less.

Scrapy makes a coroutine of the answer of every middleware, and tasks to wait for a free slot. Here only what is still
to come is waited for, and a request waits for its host's turn alone: the pace was kept before.
"""

import asyncio
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from scrapy import Request, signals
from scrapy.http import Response
from scrapy.utils.defer import ensure_awaitable

if TYPE_CHECKING:
    from scrapy.core.downloader import Downloader

Answer = Request | Response


class Passage:
    """Of one downloader, with the middlewares, handlers and signals that Scrapy gave it."""

    def __init__(self, downloader: "Downloader") -> None:
        self._downloader = downloader
        self._middlewares = downloader.middleware
        self._turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def fetch(self, request: Request) -> Answer:
        """Return what the middlewares make of the request and of its response, or of its failure."""
        try:
            answer = await self._out(request)
        except Exception as error:  # noqa: BLE001  # theirs to judge; what they leave alone is raised again
            answer = await self._middlewares._process_exception(error, request)
        return await self._back(answer, request)

    async def _out(self, request: Request) -> Answer:
        for method in self._middlewares.methods["process_request"]:
            answer = await self._ask(method, request=request)
            if answer is not None:
                return _checked(method, answer)
        return await self._transfer(request)

    async def _back(self, answer: Answer, request: Request) -> Answer:
        for method in self._middlewares.methods["process_response"]:
            if isinstance(answer, Request):
                break
            answer = _checked(method, await self._ask(method, request=request, response=answer))
        return answer

    async def _ask(self, method: Any, **told: Answer) -> Any:
        answer = self._middlewares._handle_mw_method(method, **told)
        return answer if answer is None or isinstance(answer, Answer) else await ensure_awaitable(answer)

    async def _transfer(self, request: Request) -> Response:
        host = self._downloader.get_slot_key(request)
        turn = self._turns.get(host)
        if turn is None:
            turn = self._turns[host] = asyncio.Semaphore(self._downloader.domain_concurrency)
        async with turn:
            self._tell(signals.request_reached_downloader, request=request)
            try:
                response: Response = await self._downloader.handlers.download_request_async(request)
                self._tell(signals.response_downloaded, request=request, response=response)
            finally:
                self._tell(signals.request_left_downloader, request=request)
        return response

    def _tell(self, signal: object, **what: Answer) -> None:
        self._downloader.signals.send_catch_log(signal=signal, spider=self._downloader.crawler.spider, **what)


def _checked(method: Any, answer: Any) -> Answer:
    if not isinstance(answer, Answer):
        raise TypeError(f"{method.__qualname__} returned {type(answer).__name__}, expected a Request or a Response")
    return answer
