"""What Scrapy logs of requests and items: one line each, no credentials, no article texts, nothing a page can forge."""

import logging
from typing import Any

from scrapy import Request, Spider, logformatter
from scrapy.http import Response
from scrapy.logformatter import LogFormatterResult
from twisted.python.failure import Failure

from crawler.fields.text import clean_line
from crawler.fields.urls import strip_credentials

_ENGINE_LOG = logging.getLogger("scrapy.core.engine")


class LogFormatter(logformatter.LogFormatter):
    def crawled(  # type: ignore[override]  # None is "log nothing", says Scrapy's documentation
        self, request: Request, response: Response, spider: Spider
    ) -> LogFormatterResult | None:
        if not _ENGINE_LOG.isEnabledFor(logging.DEBUG):
            return None
        args = {"status": response.status, "url": strip_credentials(request.url), "n_bytes": len(response.body)}
        return {"level": logging.DEBUG, "msg": "fetched %(status)s %(url)s (%(n_bytes)s bytes)", "args": args}

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        return {"level": logging.DEBUG, "msg": "article %(what)s", "args": {"what": _name(item)}}

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        args = {"what": _name(item), "why": clean_line(str(exception))}
        return {"level": logging.INFO, "msg": "rejected %(what)s: %(why)s", "args": args}

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return {"level": logging.ERROR, "msg": "a pipeline failed on %(what)s", "args": {"what": _name(item)}}

    def download_error(
        self, failure: Failure, request: Request, spider: Spider, errmsg: str | None = None
    ) -> LogFormatterResult:
        args = {"url": strip_credentials(request.url), "why": clean_line(errmsg or str(failure.value))}
        return {"level": logging.WARNING, "msg": "not fetched %(url)s: %(why)s", "args": args}


def _name(item: Any) -> str:
    """Return what tells the item from others in a log line."""
    url = item.get("url") if isinstance(item, dict) else getattr(item, "url", None)
    return strip_credentials(str(url)) if url else type(item).__name__
