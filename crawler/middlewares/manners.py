"""Says who we are, and behaves when a host is in trouble: waits as it asks, tries again, and knows when to leave.

    429 or 503 with Retry-After -> the host pauses that long (up to a bound), and the request waits with it
    server errors, lost connections -> the host pauses, doubling; a few tries a URL
    time-outs, failed TLS -> the URL is not tried again in this run
    a few of either in a row -> the page last had from the host is asked for again (`witness.py`), and where that fails
        too, the host is left: whatever else leads to it is refused at once, for the cause it was left for

The pause is the host's: no other outlet waits. Robots.txt requests are counted here but tried again by their own
middleware.
"""

from collections.abc import Awaitable
from importlib.metadata import version
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.http import Headers, Response

from crawler.config import Config, read_config
from crawler.fields.urls import host_key
from crawler.middlewares.failures import Failing, failing_exception, failing_response
from crawler.middlewares.refused import NoRoom, Refused
from crawler.middlewares.witness import Witness, is_witness
from crawler.room import room_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.pace import Pace


class MannersMiddleware:
    def __init__(self, crawler: "Crawler", config: Config) -> None:
        self._crawler = crawler
        self._config = config
        self._timeout_seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        ours = f"Copydesk/{version('copydesk')} (+{config.contact})"
        wanted = {**crawler.settings.getdict("DEFAULT_REQUEST_HEADERS"), "User-Agent": crawler.settings["USER_AGENT"]}
        self._headers = Headers({name: value for name, value in wanted.items() if value is not None})
        self._headers.setdefault("User-Agent", ours)
        self._down: dict[str, Refused] = {}
        self._witness = Witness(crawler)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler, read_config(crawler.settings))

    @property
    def _pace(self) -> "Pace":
        pace: Pace = self._crawler.engine.downloader.pace  # type: ignore[attr-defined]
        return pace

    def process_request(self, request: Request) -> None:
        if (down := self._down.get(host_key(request.url))) is not None:
            raise down.with_traceback(None)
        request.meta.setdefault("download_timeout", self._timeout_seconds)
        for name, values in self._headers.items():
            request.headers.setdefault(name, values)

    def process_response(self, request: Request, response: Response) -> Response | Awaitable[Request | Response]:
        failing = failing_response(response)
        if failing is not None:
            return self._after_failing_response(request, response, failing)
        self._pace.succeeded(host_key(request.url))
        self._witness.saw(request, response)
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | Awaitable[Request | None] | None:
        if isinstance(exception, NoRoom):
            return later(request, self._crawler)
        failing = failing_exception(exception)
        if failing is None:
            return None
        return self._again(request, failing, exception)

    async def _after_failing_response(
        self, request: Request, response: Response, failing: Failing
    ) -> Request | Response:
        return await self._again(request, failing) or response

    async def _again(self, request: Request, failing: Failing, cause: Exception | None = None) -> Request | None:
        """Return the request to be tried again after the host's pause; raise Refused when it has had its tries."""
        host, config = host_key(request.url), self._config
        failures = self._pace.failed(host) if failing.is_hosts else 0
        if is_witness(request):  # whoever asked decides
            self._pace.pause(host, config.backoff_seconds)
            return None
        is_inner = request.meta.get("is_robots") or "outlet_id" not in request.meta
        is_too_long = (failing.retry_after_seconds or 0) > config.max_retry_after_seconds
        is_host_down = is_too_long
        if failures >= config.host_tries and not is_inner:
            if await self._witness.speaks_for(request, failing):
                failures = 0
            else:
                is_host_down = True
        if not is_too_long:
            self._pause(host, failing, failures)
        if is_inner:
            return None
        tries = request.meta.get("tries", 1)
        if is_host_down or not failing.is_passing or tries >= config.tries:
            refused = Refused(failing.code, failing.detail, retry=True, is_host_down=is_host_down)
            if is_host_down:
                self._down[host] = refused
            raise refused from cause
        again: Request = request.replace(dont_filter=True)
        again.meta["tries"] = tries + 1
        return again

    def _pause(self, host: str, failing: Failing, failures: int) -> None:
        wait = failing.retry_after_seconds
        if wait is None:
            config = self._config
            wait = self._pace.back_off_seconds(
                failures or 1, first=config.backoff_seconds, most=config.max_backoff_seconds
            )
        self._pace.pause(host, wait)


def later(request: Request, crawler: "Crawler") -> Request | None:
    """Return the request to be made again when there is room for a large body; None where that is its maker's choice.

    A further page of an article comes past the scheduler, and its maker waits for it.
    """
    if request.meta.get("is_part"):
        return None
    again: Request = request.replace(dont_filter=True)
    again.meta["load"] = room_of(crawler).wait(request.meta.get("outlet_id"))
    return again
