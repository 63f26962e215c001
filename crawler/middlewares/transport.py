"""Scrapy's HTTP handler with three bounds more: response headers in bytes, addresses by the guard, and a way to stop.

DOWNLOAD_TIMEOUT and DOWNLOAD_MAXSIZE are Scrapy's and hold for the whole exchange, so a body that drips ends too.
"""

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response

from crawler.config import read_config
from crawler.middlewares.guard import closed_message, refused_address
from crawler.middlewares.refused import Refused
from crawler.signals import run_interrupted

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_HEADER_STATES = ("STATUS", "HEADER")


class Transport(HTTP11DownloadHandler):
    lazy = False

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        self._tasks: set[asyncio.Task[Response]] = set()
        crawler.signals.connect(self.stop, run_interrupted)
        self._pool._factory = _bounded_factory(self._pool._factory, read_config(crawler.settings).max_header_bytes)

    async def download_request(self, request: Request) -> Response:
        """Return the response; raise Refused where the guard or a stop ended it, Scrapy's download errors otherwise."""
        task = asyncio.ensure_future(super().download_request(request))
        self._tasks.add(task)
        try:
            return await task
        except asyncio.CancelledError:
            raise Refused("interrupted", "the run is stopping", retry=True) from None
        except CannotResolveHostError as error:
            host = urlsplit(request.url).hostname or ""
            address = refused_address(host)
            if address is None:
                raise
            raise Refused("private_address", closed_message(host, address), is_host_down=True) from error
        finally:
            self._tasks.discard(task)

    def stop(self) -> None:
        """Abort every transfer."""
        for task in list(self._tasks):
            task.cancel()


def _bounded_factory(base: Any, max_header_bytes: int) -> Any:
    """Return the pool's protocol factory with a limit on the bytes before the body.

    Twisted bounds one header line (16 KiB), not their number.
    """

    class BoundedFactory(base):  # type: ignore[misc]
        noisy = False

        def buildProtocol(self, addr: Any) -> Any:  # noqa: N802  (Twisted's name)
            protocol = super().buildProtocol(addr)
            _bound_headers(protocol, max_header_bytes)
            return protocol

    return BoundedFactory


def _bound_headers(protocol: Any, max_header_bytes: int) -> None:
    received = 0
    deliver = protocol.dataReceived

    def count(data: bytes) -> None:
        nonlocal received
        parser = protocol._parser
        received = received + len(data) if parser is not None and parser.state in _HEADER_STATES else 0
        if received > max_header_bytes and b"\r\n\r\n" not in data and b"\n\n" not in data:
            protocol.abort()
            return
        deliver(data)

    protocol.dataReceived = count
