"""The one generic spider: it fetches what the run's outlets have due, and hands every response to a worker process.

    scheduler -> request_for -> response -> parse_link -> Reading: links -> the outlet's frontier
                                                                   an article -> refine -> item pipelines
    a failed request -> failed_link: counted under its code; an outlet whose host is down is left for this run

An odd outlet gets a subclass with one hook overridden: `first_links`, `request_for`, `wants_link`, `page_input`,
`refine`.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.config import Config, read_config
from crawler.discovery.link import Link
from crawler.discovery.probe import first_links
from crawler.errors import PageError, RunError
from crawler.extract.inputs import PageInput
from crawler.extract.outcome import Outcome
from crawler.items import Article, NotArticle
from crawler.outlets.outlet import Outlet
from crawler.outlets.registry import resolve
from crawler.room import free_load, room_of
from crawler.run import OutletRun, Run, in_shard
from crawler.signals import run_interrupted
from crawler.spiders.entry import Beginnings
from crawler.spiders.intake import SITEMAPS, SITEMAPS_AT_A_TIME, take_in
from crawler.spiders.origins import Origins, values_of
from crawler.spiders.parts import PartJoiner, download_part
from crawler.spiders.reader import INTERRUPTED, PageReader
from crawler.spiders.reading import Reading, Task, read
from crawler.spiders.responses import header, is_unchanged, is_whole, page_input, status_failure, with_origin

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings


class NewsSpider(Spider):
    """`-a outlets=a,b` names outlet ids, outlet files or URLs; none is every file of the outlets folder."""

    name = "news"
    run: Run
    """Set by the lifecycle extension before the first request."""
    config: Config
    outlets: tuple[Outlet, ...]

    def __init__(self, outlets: str | Iterable[str] = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._names = outlets.split(",") if isinstance(outlets, str) else list(outlets)
        self._origins = Origins()
        self._reader: PageReader | None = None
        self._begun: set[str] = set()
        self._beginnings = Beginnings()
        self._is_interrupted = False
        self._sitemaps = asyncio.Semaphore(SITEMAPS_AT_A_TIME)

    @classmethod
    def update_settings(cls, settings: "BaseSettings") -> None:
        """Leave out Scrapy's own spider middlewares: this spider judges statuses, depth and lengths itself.

        Each would wrap the answer of every response once more, half a millisecond a page together.
        """
        super().update_settings(settings)
        settings.set("SPIDER_MIDDLEWARES_BASE", {}, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.config = read_config(crawler.settings)
        names = [name.strip() for name in spider._names if name.strip()]
        outlets = resolve(names, spider.config.outlets)
        shard = spider.config.shard
        spider.outlets = tuple(o for o in outlets if shard is None or in_shard(o, shard))
        crawler.signals.connect(spider.interrupted, run_interrupted)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Yield nothing: the scheduler takes each request from the run when its host has room."""
        request: Request
        for request in ():
            yield request

    # --- hooks -------------------------------------------------------------------------------------------------------

    def first_links(self, outlet_run: OutletRun) -> Iterable[Link]:
        """Return where the outlet's sources are looked for, in every run."""
        return first_links(outlet_run.outlet)

    def request_for(self, link: Link, outlet_run: OutletRun) -> Request:
        """Return the request that fetches a link."""
        meta: dict[str, Any] = {"outlet_id": outlet_run.outlet.id, "link": link, "handle_httpstatus_all": True}
        if link.kind not in (*SITEMAPS, "feed"):
            meta["download_maxsize"] = self.config.max_page_bytes
        return Request(link.url, callback=self.parse_link, errback=self.failed_link, dont_filter=True, meta=meta)

    def wants_link(self, link: Link, outlet_run: OutletRun) -> bool:
        """Return whether a link that was found goes into the outlet's frontier; its own rules are applied there."""
        return True

    def page_input(self, response: Response, link: Link, outlet_run: OutletRun) -> PageInput:
        """Return what the extractor is given for a response."""
        return page_input(response, link, outlet_run.outlet)

    def refine(self, article: Article, response: Response) -> Article | None:
        """Return the article as it should enter the pipelines; None rejects the page as `refused_by_spider`."""
        return article

    # --- the way of a link -------------------------------------------------------------------------------------------

    def next_link(self, outlet_run: OutletRun) -> Link | None:
        """Return what the outlet has due next; its sources come first, once."""
        if outlet_run.outlet.id not in self._begun:
            self._begun.add(outlet_run.outlet.id)
            first = list(self.first_links(outlet_run))
            self._beginnings.begin(outlet_run.outlet, first)
            outlet_run.discovered(first)
        is_laden = room_of(self.crawler).is_laden_by(outlet_run.outlet.id)  # asked again when that page has been read
        return None if is_laden else outlet_run.next_link()

    # --- the way of a response ---------------------------------------------------------------------------------------

    async def parse_link(self, response: Response) -> AsyncIterator[Article]:
        """Turn the response to a link into links and at most one article."""
        outlet_run, link = self._outlet_run(response), response.meta["link"]
        try:
            if is_unchanged(response):
                outlet_run.unchanged(link)
                self._beginnings.forget(outlet_run.outlet)
            elif is_whole(response):
                link = outlet_run.frontier.as_told(link)
                task = Task(link=link, page=self.page_input(response, link, outlet_run))
                async with self._sitemaps if link.kind in SITEMAPS else nullcontext():
                    reading = await self._whole(await self._read(task, outlet_run), link, outlet_run, response)
                    articles = await self._take(reading, response, link, outlet_run)
                for article in articles:
                    yield article
            elif response.status < 500 and self._may_be_absent(link, outlet_run):
                await self._take(Reading(), response, link, outlet_run)
            else:
                code, retry = status_failure(response)
                outlet_run.failed(link, code, response.url, retry=retry)
        except PageError as error:
            self._give_up(outlet_run, link, error)
        except RunError as error:
            raise CloseSpider("output") from error
        finally:
            free_load(self.crawler, response)
            self._end(link, outlet_run)

    def failed_link(self, failure: Failure) -> None:
        """Count a request that brought no response, and leave an outlet whose host is down."""
        request = cast(Request, failure.request)  # type: ignore[attr-defined]  # Scrapy sets it
        outlet_run, link = self._outlet_run(request), request.meta["link"]
        error = failure.value
        if not isinstance(error, PageError):
            self.logger.error("%s: %r", link.url, error)
            error = PageError("download_failed", repr(error))
        self._give_up(outlet_run, link, error)
        if getattr(error, "is_host_down", False) and self._beginnings.is_main(outlet_run.outlet, link, request.url):
            self.leave(outlet_run, str(error))
        self._end(link, outlet_run)

    def leave(self, outlet_run: OutletRun, cause: str) -> None:
        """Ask nothing more of an outlet in this run; what is pending stays due."""
        if outlet_run.tally.left is None:
            self.logger.warning("%s: left for this run: %s", outlet_run.outlet.id, cause)
        outlet_run.leave(cause)
        for request in self.crawler.engine.scheduler.drop(outlet_run.outlet.id):  # type: ignore[union-attr]  # ours
            outlet_run.put_back(request.meta["link"])

    def origin_of(self, article: Article) -> tuple[OutletRun, Link] | None:
        """Return, once, the outlet and link that an article came from; None for an article of another making."""
        return self._origins.take(article)

    def is_as_given(self, article: Article) -> bool:
        """Return whether the article still has the very values that a worker gave it: they are normal."""
        return self._origins.is_as_given(article)

    @property
    def reader(self) -> PageReader:
        """The worker processes, started when the first response needs them."""
        if self._reader is None:
            self._reader = PageReader(self.config)
        return self._reader

    def has_enough_pages(self) -> bool:
        """Return whether so many pages wait for a worker that no further one should be asked for."""
        return self._reader is not None and self._reader.is_full

    def interrupted(self) -> None:
        """Read and take in nothing more; what is under way is due again."""
        self._is_interrupted = True
        self.close_reader()

    def close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()

    async def _read(self, task: Task, outlet_run: OutletRun) -> Reading:
        """Return what the response gave; robots.txt is small and was read here anyway, so it starts no worker."""
        if task.link.kind == "robots":
            return read(task, {})
        return await self.reader.read(task, outlet_run.tally)

    async def _whole(self, reading: Reading, link: Link, outlet_run: OutletRun, response: Response) -> Reading:
        """Return the reading with the further pages of its article joined to it."""
        if reading.article is None or reading.outcome is None or not reading.outcome.continuation:
            return reading

        async def download(url: str) -> Response:
            request = self.request_for(replace(link, url=url), outlet_run)
            return await download_part(self.crawler, request, response, lambda: self._is_over(outlet_run))

        async def read(page: PageInput) -> Outcome:
            part = await self.reader.read(Task(link=link, page=page), outlet_run.tally)
            return part.outcome or Outcome(result=part.rejected or NotArticle(code="no_body"))

        describe = partial(self.page_input, link=link, outlet_run=outlet_run)
        joiner = PartJoiner(download, describe, read, partial(free_load, self.crawler))
        return replace(reading, article=await joiner.complete(reading.article, reading.outcome.continuation))

    async def _take(self, reading: Reading, response: Response, link: Link, outlet_run: OutletRun) -> Iterable[Article]:
        """Give a reading's links to the frontier; return its article, if it has one, ready for the pipelines."""
        self._beginnings.arrived(outlet_run.outlet, link, response.url)
        outlet_run.fetched(
            link,
            url=response.url,
            status=response.status,
            etag=header(response, "ETag"),
            last_modified=header(response, "Last-Modified"),
            n_bytes=len(response.body),
        )
        for problem in reading.source.problems:
            if not self._beginnings.is_guess(outlet_run.outlet, link):
                outlet_run.note(problem, link.kind, link.url)
        wanted = [found for found in reading.source.links if self.wants_link(found, outlet_run)]
        self._beginnings.answered(outlet_run.outlet, wanted)
        await take_in(wanted, outlet_run, lambda: self._is_over(outlet_run))
        if reading.rejected is not None:
            outlet_run.rejected(link, reading.rejected.code, reading.rejected.detail)
        elif reading.article is None:
            outlet_run.done(link)
        else:
            return self._ready(with_origin(reading.article, link, response), response, link, outlet_run)
        return ()

    def _ready(self, article: Article, response: Response, link: Link, outlet_run: OutletRun) -> Iterable[Article]:
        given = values_of(article)
        refined = self.refine(article, response)
        if refined is None:
            outlet_run.rejected(link, "refused_by_spider", "")
            return ()
        self._origins.put(refined, outlet_run, link, given)
        return (refined,)

    def _is_over(self, outlet_run: OutletRun) -> bool:
        """Return whether nothing more is wanted of the outlet in this run."""
        return bool(self.run.stopped_by or outlet_run.tally.left or self._is_interrupted)

    def _may_be_absent(self, link: Link, outlet_run: OutletRun) -> bool:
        """Return whether "there is none" is an answer, and no failure."""
        return link.kind == "robots" or self._beginnings.is_guess(outlet_run.outlet, link)

    def _end(self, link: Link, outlet_run: OutletRun) -> None:
        """After the last of the outlet's first sources, try the usual places; then let the scheduler ask it again."""
        places = self._beginnings.ended(outlet_run.outlet, link)
        if places and not outlet_run.tally.left:
            outlet_run.discovered(places)
        self.wake(outlet_run)

    def _give_up(self, outlet_run: OutletRun, link: Link, error: PageError) -> None:
        if error.code == INTERRUPTED:
            outlet_run.put_back(link)
        elif self._beginnings.is_guess(outlet_run.outlet, link):
            outlet_run.done(link)
        else:
            detail = str(getattr(error, "detail", error))
            outlet_run.failed(link, error.code, detail, retry=getattr(error, "retry", False))

    def wake(self, *outlet_runs: OutletRun) -> None:
        """Have the scheduler ask the outlets again, all without an argument: something may be due now."""
        for outlet_run in outlet_runs or self.run.outlets.values():
            self.crawler.engine.scheduler.wake(outlet_run.outlet.id)  # type: ignore[union-attr]  # ours

    def stop(self, reason: str) -> None:
        """End the crawl as soon as what is in flight is done."""
        self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))

    def _outlet_run(self, message: Request | Response) -> OutletRun:
        return self.run.outlets[message.meta["outlet_id"]]
