"""The last thing before a request is sent: it waits for its host's turn, whoever asks.

The scheduler hands out only what can start at once; robots.txt and the further pages of an article come past it, and
wait here.
"""

import asyncio
from typing import TYPE_CHECKING, Self

from scrapy import Request

from crawler.fields.urls import host_key
from crawler.middlewares.refused import Refused
from crawler.signals import run_interrupted

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.pace import Pace


class PacingMiddleware:
    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._interrupted = asyncio.Event()
        crawler.signals.connect(self._interrupted.set, run_interrupted)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        pace: Pace = self._crawler.engine.downloader.pace  # type: ignore[attr-defined]  # PacedDownloader has it
        host = host_key(request.url)
        while (seconds := pace.wait_seconds(host)) > 0 and not self._interrupted.is_set():
            try:
                await asyncio.wait_for(self._interrupted.wait(), seconds)
            except TimeoutError:
                continue
        if self._interrupted.is_set():
            raise Refused("interrupted", "the run is stopping", retry=True)
        pace.began(host)
