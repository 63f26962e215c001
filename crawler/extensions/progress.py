"""Shows how a crawl goes: a live bar on a terminal, a log line now and then elsewhere. Changes nothing of the crawl."""

import asyncio
import logging
import sys
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from scrapy.crawler import Crawler

    from crawler.run import Run

logger = logging.getLogger(__name__)

BAR_SECONDS = 0.25
LINE_SECONDS = 30.0


class Progress:
    def __init__(self, crawler: "Crawler", run: "Run", *, is_live: bool) -> None:
        self._run = run
        self._seconds = BAR_SECONDS if is_live else LINE_SECONDS
        self._bar = _bar() if is_live else None
        self._task = self._bar.add_task("", total=None, news="") if self._bar else None
        self._timer: asyncio.TimerHandle | None = None
        self._moved: list[tuple[Any, Any]] = []

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        spider: Any = crawler.spider
        run: Run | None = getattr(spider, "run", None)
        if run is None:
            raise NotConfigured
        wish = spider.config.progress
        progress = cls(crawler, run, is_live=sys.stderr.isatty() if wish is None else wish)
        crawler.signals.connect(progress.opened, signals.spider_opened)
        crawler.signals.connect(progress.closed, signals.spider_closed)
        return progress

    def opened(self) -> None:
        if self._bar is not None:
            self._bar.start()
            self._move_logs()
        self._timer = asyncio.get_running_loop().call_later(self._seconds, self._show)

    def closed(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._bar is not None:
            self._update()
            self._bar.stop()
        for handler, stream in self._moved:
            handler.setStream(stream)

    def _show(self) -> None:
        if self._bar is not None:
            self._update()
        else:
            pages, pending, news = self._state()
            logger.info("%d pages, %s, %d links pending", pages, news, pending)
        self._timer = asyncio.get_running_loop().call_later(self._seconds, self._show)

    def _update(self) -> None:
        assert self._bar is not None
        assert self._task is not None
        pages, pending, news = self._state()
        self._bar.update(self._task, completed=pages, total=pages + pending, news=news)

    def _state(self) -> tuple[int, int, str]:
        """Return pages done, links pending, and what came of the pages in words."""
        outlets = list(self._run.outlets.values())
        counts = [outlet_run.tally.counts for outlet_run in outlets]
        pages = sum(c["pages"] + c["pages_unchanged"] for c in counts)
        pending = sum(outlet_run.pending + outlet_run.in_flight for outlet_run in outlets)
        stored = sum(c["stored"] + c["revised"] for c in counts)
        rejected = sum(outlet_run.tally.rejected.total() for outlet_run in outlets)
        busy = sum(not outlet_run.is_idle for outlet_run in outlets)
        return pages, pending, f"{stored} articles, {rejected} rejected, {busy}/{len(outlets)} outlets busy"

    def _move_logs(self) -> None:
        """Let log lines be printed above the bar: it has taken over the stderr of the process."""
        for handler in logging.root.handlers:
            if isinstance(handler, logging.StreamHandler) and handler.stream is sys.__stderr__:
                self._moved.append((handler, handler.setStream(sys.stderr)))


def _bar() -> "Bar":
    from rich.console import Console  # not loaded for a run from cron
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    return Bar(
        BarColumn(bar_width=16),
        TextColumn("{task.completed:.0f} pages, {task.fields[news]}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
    )
