"""Obeys robots.txt as RFC 9309 says, for every authority (scheme, host, port) that a request goes to.

    2xx  its rules           4xx, too many redirects  everything is allowed
    5xx, 429, no answer      everything is disallowed for this run: `robots_unreachable`
    no connection at all     the same, under the code of that: `dns_failed`, `connection_refused`, `tls_failed`

Scrapy's own opens a host whose robots.txt fails and obeys the body of an error page. It is fetched once a run and
authority, when its first request comes; a link to robots.txt itself (for its sitemaps) is answered from it.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.exceptions import NotConfigured, StopDownload
from scrapy.http import Response

from crawler.config import Config, read_config
from crawler.discovery.robots import Robots, read_robots
from crawler.fields.urls import host_key
from crawler.middlewares.failures import NEVER_CONNECTED, failing_exception, failing_response
from crawler.middlewares.refused import Refused

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.pace import Pace

AGENT = "Copydesk"
"""The product token that robots.txt groups are matched with."""

LONGEST_DELAY_SECONDS = 3600.0
"""A host that wants more time than this between two requests wants no crawler: it is left."""

TRIES = 2
READ_BYTES = 512 * 1024
"""RFC 9309, section 2.5: at least the first 500 KiB are read; the download of a longer file ends here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What an authority's robots.txt came to: rules, or why it could not be had."""

    robots: Robots | None = None
    """None with no `problem`: there is none, everything is allowed."""
    response: Response | None = None
    problem: Refused | None = None


class RobotsMiddleware:
    def __init__(self, crawler: "Crawler", config: Config) -> None:
        self._crawler = crawler
        self._config = config
        self._rules: dict[str, asyncio.Future[_Rules]] = {}
        self._n_fetching = 0

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        config = read_config(crawler.settings)
        if not config.obey_robots:
            raise NotConfigured
        return cls(crawler, config)

    def received(self, data: bytes, request: Request) -> None:
        """End the download of a robots.txt that is longer than what is read of it.

        Connected while one is being fetched: Scrapy calls it for every piece of every body.
        """
        if request.meta.get("is_robots"):
            request.meta["bytes_received"] = request.meta.get("bytes_received", 0) + len(data)
            if request.meta["bytes_received"] > READ_BYTES:
                raise StopDownload(fail=False)

    @property
    def _pace(self) -> "Pace":
        pace: Pace = self._crawler.engine.downloader.pace  # type: ignore[attr-defined]
        return pace

    async def process_request(self, request: Request) -> Response | None:
        if request.meta.get("is_robots"):
            return None
        parts = urlsplit(request.url)
        authority = f"{parts.scheme}://{parts.netloc}"
        rules = await self._rules_of(authority, request)
        if rules.problem is not None:
            raise rules.problem.with_traceback(None)
        if request.url == f"{authority}/robots.txt" and rules.response is not None:
            answer = rules.response.copy()
            answer.request = None  # the engine ties it to this request, not to the one that fetched it
            return answer
        if rules.robots is not None and not rules.robots.allows(request.url, AGENT):
            raise Refused("robots_disallowed")
        return None

    async def _rules_of(self, authority: str, request: Request) -> _Rules:
        known = self._rules.get(authority)
        if known is None:
            known = self._rules[authority] = asyncio.ensure_future(self._fetch(authority, request))
        return await known

    async def _fetch(self, authority: str, request: Request) -> _Rules:
        meta = {"is_robots": True, "read_at_most": READ_BYTES, "outlet_id": request.meta.get("outlet_id")}
        rules = _Rules()
        for attempt in range(TRIES):
            with self._bounded():
                rules, is_passing = await self._ask(
                    Request(f"{authority}/robots.txt", meta=dict(meta), dont_filter=True)
                )
            if not is_passing or attempt == TRIES - 1:
                break
        return self._obey_delay(rules, host_key(request.url), request)

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        if not self._n_fetching:
            self._crawler.signals.connect(self.received, signals.bytes_received)
        self._n_fetching += 1
        try:
            yield
        finally:
            self._n_fetching -= 1
            if not self._n_fetching:
                self._crawler.signals.disconnect(self.received, signals.bytes_received)

    async def _ask(self, request: Request) -> tuple[_Rules, bool]:
        """Return what came of one request for robots.txt, and whether another try may do better."""
        try:
            response = await self._crawler.engine.download_async(request)
        except Refused as refused:
            is_redirects = refused.code in ("redirect_loop", "bad_redirect")
            return _Rules(problem=None if is_redirects else refused), False
        except Exception as error:
            failing = failing_exception(error)
            if failing is None:
                raise
            if failing.code in NEVER_CONNECTED:
                return _Rules(problem=_no_more(failing.code, failing.detail)), failing.is_passing
            return _unreachable(f"{failing.code}: {failing.detail}"), failing.is_passing
        failing = failing_response(response)
        if failing is not None or response.status >= 500:
            return _unreachable(f"http_{response.status}"), failing is not None
        if not 200 <= response.status < 300:
            return _Rules(response=response), False
        return _Rules(robots=read_robots(response.body), response=response), False

    def _obey_delay(self, rules: _Rules, host: str, request: Request) -> _Rules:
        """Slow the host down as its rules ask; return the rules, or why they cannot be kept at all."""
        delay = rules.robots.delay_seconds(AGENT) if rules.robots is not None else None
        if delay is None:
            return rules
        if delay > LONGEST_DELAY_SECONDS:
            detail = f"robots.txt asks for {delay:.0f} seconds between two requests"
            return _Rules(problem=_no_more("robots_delay", detail))
        most = self._config.max_robots_delay_seconds
        run = getattr(self._crawler.spider, "run", None)
        outlet_run = run.outlets.get(request.meta.get("outlet_id")) if run is not None else None
        if delay > most and outlet_run is not None:
            outlet_run.count("robots_delay")
        self._pace.slow_down(host, min(delay, most))
        return rules


def _unreachable(detail: str) -> _Rules:
    return _Rules(problem=_no_more("robots_unreachable", detail))


def _no_more(code: str, detail: str) -> Refused:
    return Refused(code, detail, retry=True, is_host_down=True)
