"""Tells pages that fail from a host that fails: asks again for the page that was last had from the host.

Three failures in a row may be a server that is gone, or three broken articles at the top of a front page, or bad luck
on a bad line. Leaving the host for each of the last two lost whole outlets for a run.
"""

from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response

from crawler.errors import PageError
from crawler.fields.urls import host_key
from crawler.middlewares.failures import Failing, failing_exception, failing_response
from crawler.middlewares.robots import READ_BYTES

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

TRIES = 3
"""For the page that was had before: on a line that loses three requests in ten, one alone would often fail as well."""
MOST_TIMES = 10
"""In a row without another page: some thirty failures, and the host is left though it still has one page."""
MOST_TIMES_AFTER_TIMEOUT = 1
"""A time-out costs all of DOWNLOAD_TIMEOUT."""


class Witness:
    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._pages: dict[str, str] = {}
        """By host the address of a page that it gave."""
        self._n_asked: dict[str, int] = {}
        """How often a host's page was asked for since another was had."""

    def saw(self, request: Request, response: Response) -> None:
        """Remember a page that was had."""
        if response.status != 200 or is_witness(request) or request.meta.get("is_robots"):
            return
        host = host_key(request.url)
        self._pages[host] = request.url
        self._n_asked.pop(host, None)

    async def speaks_for(self, request: Request, failing: Failing) -> bool:
        """Return whether the host of a request that failed still gives the page it gave before."""
        host = host_key(request.url)
        page, n_asked = self._pages.get(host), self._n_asked.get(host, 0)
        most = MOST_TIMES_AFTER_TIMEOUT if failing.code == "timeout" else MOST_TIMES
        if page is None or page == request.url or n_asked >= most:
            return False
        self._n_asked[host] = n_asked + 1
        for _ in range(TRIES):
            code = await self._ask(page)
            if code is None or code == "timeout":
                return code is None
        return False

    async def _ask(self, page: str) -> str | None:
        """Return the code of what failed; None where it was had, or where the run is ending and nobody knows."""
        meta = {"is_witness": True, "read_at_most": READ_BYTES}
        try:
            response = await self._crawler.engine.download_async(Request(page, meta=meta, dont_filter=True))
        except PageError:
            return None
        except Exception as error:
            failing = failing_exception(error)
            if failing is None:
                raise
        else:
            failing = failing_response(response)
        return failing.code if failing is not None else None


def is_witness(request: Request) -> bool:
    """Return whether a request only asks if the host is still there."""
    return bool(request.meta.get("is_witness"))
