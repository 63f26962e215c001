"""Follows redirects within an outlet's site, a bounded number of times, and carries no secret to another host.

The redirected request is scheduled like any other: guard, robots.txt and pace of its new host apply to it.
"""

from typing import TYPE_CHECKING, Self
from urllib.parse import urldefrag, urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response
from w3lib.url import safe_url_string

from crawler.config import read_config
from crawler.fields.urls import host_key, same_site, strip_credentials
from crawler.middlewares.refused import Refused

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

REDIRECTS = frozenset({301, 302, 303, 307, 308})
# RFC 9309, section 2.3.1.2: a crawler should follow at least five for robots.txt.
ROBOTS_REDIRECTS = 5


class RedirectMiddleware:
    """In place of Scrapy's: knows the outlet's site, and says with a code why it stopped."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._max_redirects = read_config(crawler.settings).max_redirects

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        location = response.headers.get("Location")
        if response.status not in REDIRECTS or not location or request.meta.get("dont_redirect"):
            return response
        target = _target(request.url, location)
        passed = [*request.meta.get("redirect_urls", ()), request.url]
        self._check(request, target, passed)
        return _redirected(request, target, passed)

    def _check(self, request: Request, target: str, passed: list[str]) -> None:
        most = ROBOTS_REDIRECTS if request.meta.get("is_robots") else self._max_redirects
        if target in passed or len(passed) > most:
            raise Refused("redirect_loop", f"{len(passed)} redirects, the last to {target}")
        run = getattr(self._crawler.spider, "run", None)
        outlet_run = run.outlets.get(request.meta.get("outlet_id")) if run is not None else None
        if outlet_run is None or request.meta.get("is_robots"):
            return
        if not same_site(target, outlet_run.outlet.home):
            raise Refused("offsite_redirect", f"to {target}")


def _target(url: str, location: bytes) -> str:
    try:
        target = strip_credentials(urldefrag(urljoin(url, safe_url_string(_with_slashes(location.strip())))).url)
        scheme, host = urlsplit(target).scheme, urlsplit(target).hostname
    except ValueError as error:
        raise Refused("bad_redirect", f"Location {location[:200]!r}") from error
    if scheme not in ("http", "https") or not host:
        raise Refused("bad_redirect", f"Location {location[:200]!r}")
    return target


def _with_slashes(location: bytes) -> bytes:
    """Return an address with its backslashes read as browsers do: as slashes, before the query (WHATWG URL, 4.4)."""
    end = min((place for mark in (b"?", b"#") if (place := location.find(mark)) >= 0), default=len(location))
    return location[:end].replace(b"\\", b"/") + location[end:]


def _redirected(request: Request, target: str, passed: list[str]) -> Request:
    redirected: Request = request.replace(url=target, method="GET", body=b"", dont_filter=True)
    redirected.meta["redirect_urls"] = passed
    for name in ("If-None-Match", "If-Modified-Since"):
        redirected.headers.pop(name, None)
    is_same_host = host_key(target) == host_key(request.url) and target.split(":")[0] == request.url.split(":")[0]
    if not is_same_host:
        for name in ("Authorization", "Cookie"):
            redirected.headers.pop(name, None)
    return redirected
