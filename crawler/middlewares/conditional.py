"""Asks for what changed only: If-None-Match and If-Modified-Since from what the outlet's state knows of the link.

RFC 9110, section 13. A redirected request asks in full: the validators are those of the link's own address.
"""

from typing import TYPE_CHECKING, Any, Self

from scrapy import Request
from scrapy.exceptions import NotConfigured

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class ConditionalMiddleware:
    def __init__(self, run: Any) -> None:
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        run = getattr(crawler.spider, "run", None)
        if run is None:
            raise NotConfigured
        return cls(run)

    def process_request(self, request: Request) -> None:
        outlet_run = self._run.outlets.get(request.meta.get("outlet_id"))
        if outlet_run is None or "link" not in request.meta or request.meta.get("redirect_urls"):
            return
        validators = outlet_run.validators(request.meta["link"])
        if validators is None:
            return
        if validators.etag:
            request.headers.setdefault("If-None-Match", validators.etag)
        if validators.last_modified:
            request.headers.setdefault("If-Modified-Since", validators.last_modified)
