"""Opens the run before the first request, keeps its checkpoints, and closes it whatever ends the crawl.

The first SIGINT, SIGTERM or SIGHUP (the terminal closed; ignored under nohup) aborts what is in flight, so that the
crawl ends in seconds with everything stored committed; a second SIGINT or SIGTERM ends the process at once, which
loses nothing but what was not committed yet.
"""

import asyncio
import ctypes
import gc
import logging
import signal
from contextlib import suppress
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from crawler.descriptors import share_descriptors
from crawler.errors import RunError
from crawler.report.report import Reason
from crawler.run import Run
from crawler.signals import run_interrupted

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

SIGNALS = (signal.SIGINT, signal.SIGTERM)
_REASONS: dict[str, Reason] = {"finished": "finished", "shutdown": "interrupted", "output": "output"}
"""Scrapy's reasons for closing a spider, and ours; any other is a crash."""

NEW_OBJECTS = 20_000
"""Objects made and not freed from which the process looks for cycles among them: at Python's own 700 the looking took
7 % of its time."""
TICK_SECONDS = 5.0
"""How often checkpoints that are due by time are looked for."""


LARGE_BYTES = 1 << 20
"""Pieces of memory that go back to the system when they are freed. glibc keeps ever larger ones for itself once one was
freed: after pages of 8 MB the crawl's own process held 379 MB, 265 MB with a limit of 128 KiB."""
_M_MMAP_THRESHOLD = -3
"""mallopt(3)."""


def _give_back_large_memory() -> None:
    with suppress(AttributeError):  # not the GNU C library
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES)


class Lifecycle:
    """For spiders with outlets (NewsSpider and its subclasses); `spider.report` holds the report at the end."""

    def __init__(self, crawler: "Crawler", run: Run) -> None:
        self._crawler = crawler
        self._run = run
        self._is_interrupted = False
        self._ticker: asyncio.TimerHandle | None = None
        self._before: dict[int, Any] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        spider: Any = crawler.spider
        if not hasattr(spider, "outlets"):
            raise NotConfigured
        spider.run = Run.open(
            spider.config,
            spider.outlets,
            clock=lambda: datetime.now(UTC),
            rebuild=spider.config.rebuild_state,
            open_stores=share_descriptors().stores,
        )
        if spider.run.has_new_outlets:
            spider.reader.warm_up()
        lifecycle = cls(crawler, spider.run)
        for heard, handler in (
            (signals.spider_opened, lifecycle.opened),
            (signals.spider_closed, lifecycle.closed),
            (signals.item_dropped, lifecycle.dropped),
            (signals.item_error, lifecycle.broken),
        ):
            crawler.signals.connect(handler, heard)
        return lifecycle

    def opened(self) -> None:
        gc.freeze()  # what was loaded stays; looking for cycles in it took 30 ms and found five objects
        gc.set_threshold(NEW_OBJECTS)
        _give_back_large_memory()
        for number in SIGNALS:
            self._before[number] = signal.signal(number, self._on_signal)
        if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
            self._before[signal.SIGHUP] = signal.signal(signal.SIGHUP, self._on_signal)
        self._tick()

    def closed(self, spider: Any, reason: str) -> None:
        for number, handler in self._before.items():
            if signal.getsignal(number) == self._on_signal:
                signal.signal(number, handler)
        if self._ticker is not None:
            self._ticker.cancel()
        spider.close_reader()
        spider.report = self._run.close("interrupted" if self._is_interrupted else _REASONS.get(reason, "crashed"))
        logger.info("%s", spider.report.summary_line())

    def dropped(self, item: Any, exception: Any, spider: Any) -> None:
        self._reject(spider, item, getattr(exception, "code", "dropped"), getattr(exception, "detail", str(exception)))

    def broken(self, item: Any, failure: Any, spider: Any) -> None:
        if isinstance(failure.value, RunError):
            spider.stop("output")
        self._reject(spider, item, "pipeline_error", repr(failure.value)[:300])

    def _reject(self, spider: Any, item: Any, code: str, detail: str) -> None:
        origin = spider.origin_of(item) if hasattr(item, "id") else None
        if origin is not None:
            outlet_run, link = origin
            outlet_run.rejected(link, code, detail)

    def _tick(self) -> None:
        spider: Any = self._crawler.spider
        try:
            self._run.tick()
        except RunError:
            spider.stop("output")
        spider.wake()
        self._ticker = asyncio.get_running_loop().call_later(TICK_SECONDS, self._tick)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        from twisted.internet import reactor  # at import time it would install the wrong reactor

        self._is_interrupted = True
        reactor.callFromThread(self._interrupt)
        heard = signal.SIGTERM if number == signal.SIGHUP else number
        self._before[heard](heard, frame)  # Scrapy's: a graceful stop now, and a handler that kills next time

    def _interrupt(self) -> None:
        self._crawler.signals.send_catch_log(run_interrupted)
