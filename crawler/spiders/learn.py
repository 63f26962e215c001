"""Fetches known articles of one outlet again, in full and politely, and learns its template from them.

    urls -> next_link -> request_known -> worker (full road) -> lesson, page kept -> the last one: Relearner.finish

Only the template is written: no record, no state of a page, no link. What changed in a text since it was stored is left
for the next crawl to find and store as a revision.
"""

from collections import deque
from collections.abc import Iterable
from typing import Any, cast

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery.link import Link
from crawler.errors import OutputError, PageError
from crawler.extract.inputs import PageInput
from crawler.room import free_load
from crawler.run import OutletRun
from crawler.run.relearning import Relearned, Relearner
from crawler.spiders.news import NewsSpider
from crawler.spiders.reader import INTERRUPTED, PageReader
from crawler.spiders.reading import Task


class LearnSpider(NewsSpider):
    """`-a outlets=` one outlet; `urls` are its articles' addresses. `relearned` holds the result at the end."""

    name = "learn"

    def __init__(self, outlets: str | Iterable[str] = "", urls: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(outlets, **kwargs)
        self._urls = deque(dict.fromkeys(urls))
        self._todo = len(self._urls)
        self._pages: list[PageInput] = []
        self._relearner: Relearner | None = None
        self.relearned: Relearned | None = None
        """None where the learning did not come to its end: interrupted, held, left, or nothing could be read."""
        self.error: OutputError | None = None

    @property
    def reader(self) -> PageReader:
        """The worker processes, none of which is given a template."""
        if self._reader is None:
            self._relearner = Relearner(self.config.output, self.outlets[0].id)
            self._reader = PageReader(self.config, self._relearner)
        return self._reader

    def next_link(self, outlet_run: OutletRun) -> Link | None:
        """Return the next known article; the outlet's frontier is not asked."""
        return Link(url=self._urls.popleft(), kind="page") if self._urls else None

    def request_for(self, link: Link, outlet_run: OutletRun) -> Request:
        """Return a request without "link" in its meta: with no validators of the state the page comes whole."""
        meta = {
            "outlet_id": outlet_run.outlet.id,
            "known": link,
            "handle_httpstatus_all": True,
            "download_maxsize": self.config.max_page_bytes,
        }
        return Request(link.url, callback=self.parse_known, errback=self.failed_known, dont_filter=True, meta=meta)

    async def parse_known(self, response: Response) -> None:
        """Learn from a page that is still an article."""
        outlet_run, link = self._outlet_run(response), response.meta["known"]
        size = len(response.body)
        try:
            if not 200 <= response.status < 300:
                raise PageError(f"http_{response.status}", response.url)
            outlet_run.fetched(
                link, url=response.url, status=response.status, etag=None, last_modified=None, n_bytes=size
            )
            page = self.page_input(response, link, outlet_run)
            reading = await self.reader.read(Task(link=link, page=page), outlet_run.tally)
            if reading.article is not None:
                self._pages.append(page)
            elif reading.rejected is not None:
                outlet_run.tally.rejected[reading.rejected.code] += 1
                outlet_run.tally.trouble(reading.rejected.code, reading.rejected.detail, link.url)
            self._end_known(outlet_run)
        except PageError as error:
            self._count_failure(outlet_run, link, error)
        finally:
            free_load(self.crawler, response)

    def failed_known(self, failure: Failure) -> None:
        """Count a request that brought no response, and stop asking a host that is down."""
        request = cast(Request, failure.request)  # type: ignore[attr-defined]  # Scrapy sets it
        error = failure.value
        if not isinstance(error, PageError):
            error = PageError("download_failed", repr(error))
        outlet_run = self._outlet_run(request)
        self._count_failure(outlet_run, request.meta["known"], error)
        if getattr(error, "is_host_down", False):
            outlet_run.leave(str(error))
            self._urls.clear()
            self.crawler.engine.scheduler.drop(outlet_run.outlet.id)  # type: ignore[union-attr]  # ours

    def _count_failure(self, outlet_run: OutletRun, link: Link, error: PageError) -> None:
        if error.code != INTERRUPTED:
            outlet_run.tally.failed[error.code] += 1
            outlet_run.tally.counts["page_failures"] += 1
            outlet_run.tally.trouble(error.code, str(getattr(error, "detail", error)), link.url)
            self._end_known(outlet_run)

    def _end_known(self, outlet_run: OutletRun) -> None:
        """After the last page compare and write; until then have the scheduler ask for the next."""
        self._todo -= 1
        if self._todo == 0 and self._relearner is not None:
            try:
                self.relearned = self._relearner.finish(self._pages)
            except OutputError as error:
                self.error = error
        self.wake(outlet_run)
