"""Scrapy's HTTP handler with bounds on headers, on large bodies in flight and on addresses, and a way to stop.

DOWNLOAD_TIMEOUT and DOWNLOAD_MAXSIZE are Scrapy's and hold for the whole exchange, so a body that drips ends too.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, _ScrapyAgent
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Headers, Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import deferred_to_future
from twisted.internet.interfaces import IStreamClientEndpoint
from twisted.web.http_headers import InvalidHeaderName
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.config import read_config
from crawler.descriptors import share_descriptors
from crawler.middlewares.certificates import CertificatePolicy
from crawler.middlewares.guard import closed_message, refused_address
from crawler.middlewares.refused import NoRoom, Refused
from crawler.middlewares.wire import LatePause, send_at_once
from crawler.room import LIGHT_BYTES, Load, room_of
from crawler.signals import run_interrupted

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_HEADER_STATES = ("STATUS", "HEADER")
_BODY_STATE = "BODY"
_FRAMING = (b"content-length", b"transfer-encoding")


@implementer(IStreamClientEndpoint)
class _LateEndpoint:
    """Becomes the way to a host (its name encoded and checked, its TLS set up) only where a connection is made.

    Most requests go over one that is open: this took them 50 microseconds, 120 with TLS.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def connect(self, protocol_factory: Any) -> Any:
        return self._make().connect(protocol_factory)


class _LateEndpoints:
    """Stands where Twisted's factory of endpoints stands."""

    def __init__(self, factory: Any) -> None:
        self._factory = factory
        self._bindAddress = factory._bindAddress  # Scrapy tells connections apart by it

    def endpointForURI(self, uri: Any) -> _LateEndpoint:  # noqa: N802  (Twisted's name)
        return _LateEndpoint(lambda: self._factory.endpointForURI(uri))


class _Agent(_ScrapyAgent):
    """Scrapy's, of one request, without what it does twice or in vain."""

    _headers: Headers | None = None

    def _get_agent(self, request: Request, timeout: float) -> Any:
        agent = super()._get_agent(request, timeout)
        agent._endpointFactory = _LateEndpoints(agent._endpointFactory)
        return agent

    def _headers_from_twisted_response(self, response: Any) -> Headers:  # type: ignore[override]
        if self._headers is None:
            self._headers = super()._headers_from_twisted_response(response)
        return self._headers


class Transport(HTTP11DownloadHandler):
    lazy = False

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        # It warns of lost data and of long bodies, once more than the report, which counts them with their addresses.
        logging.getLogger(HTTP11DownloadHandler.__module__).setLevel(logging.ERROR)
        self._exchanges: dict[Request, asyncio.Future[Response]] = {}
        self._crowded: set[Request] = set()
        """Requests whose body has no room."""
        crawler.signals.connect(self.stop, run_interrupted)
        most = read_config(crawler.settings).max_header_bytes
        if crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"):
            self._contextFactory = CertificatePolicy(self._contextFactory)  # type: ignore[assignment]  # zope's
        self._pool._factory = _bounded_factory(self._pool._factory, most, self._received)
        _bound_idle(self._pool, share_descriptors().idle)

    async def download_request(self, request: Request) -> Response:
        """Return the response; raise Refused where the guard, a stop or the lack of room ended it.

        Scrapy's download errors otherwise.
        """
        if (load := request.meta.get("load")) is None or not load.reserved:
            request.meta["load"] = Load(request.meta.get("outlet_id"))
        try:
            with wrap_twisted_exceptions():
                exchange = deferred_to_future(self._agent().download_request(request))
                self._exchanges[request] = exchange
                return await exchange
        except asyncio.CancelledError:
            if request in self._crowded:
                raise NoRoom from None
            raise Refused("interrupted", "the run is stopping", retry=True) from None
        except CannotResolveHostError as error:
            host = urlsplit(request.url).hostname or ""
            address = refused_address(host)
            if address is None:
                raise
            raise Refused("private_address", closed_message(host, address), is_host_down=True) from error
        finally:
            self._exchanges.pop(request, None)
            self._crowded.discard(request)

    def _agent(self) -> _Agent:
        return _Agent(
            contextFactory=self._contextFactory,
            bindAddress=self._bind_address,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
            tls_verbose_logging=self._tls_verbose_logging,
        )

    def stop(self) -> None:
        """Abort every transfer."""
        for exchange in list(self._exchanges.values()):
            exchange.cancel()

    def _received(self, request: Request, n_bytes: int) -> None:
        """Let a body go that has become too large for the room there is."""
        if request not in self._exchanges or "read_at_most" in request.meta:
            return
        if not room_of(self._crawler).grow(request.meta["load"], n_bytes):
            self._crowded.add(request)
            self._exchanges[request].cancel()


def _bounded_factory(base: Any, max_header_bytes: int, received: Callable[[Request, int], None]) -> Any:
    """Return the pool's protocol factory with a limit on the bytes before the body; `received` hears of large bodies.

    Twisted bounds one header line (16 KiB), not their number.
    """

    class BoundedFactory(base):  # type: ignore[misc]
        noisy = False

        def buildProtocol(self, addr: Any) -> Any:  # noqa: N802  (Twisted's name)
            protocol = super().buildProtocol(addr)
            _watch(protocol, max_header_bytes, received)
            return protocol

    return BoundedFactory


def _bound_idle(pool: Any, most: int) -> None:
    """Have at most so many connections kept open of all hosts together, those used last.

    Twisted bounds them by host: a crawl of a thousand outlets kept a thousand for four minutes each.
    """
    keep = pool._putConnection

    def put(key: Any, connection: Any) -> None:
        keep(key, connection)
        while len(pool._timeouts) > most:
            oldest, closing = next(iter(pool._timeouts.items()))
            key_of_oldest, _ = closing.args
            closing.cancel()
            pool._removeConnection(key_of_oldest, oldest)

    pool._putConnection = put


def _lenient(receive: Callable[[bytes, bytes], None]) -> Callable[[bytes, bytes], None]:
    """Return what takes a header, and leaves out one that has no valid name, as browsers do.

    Twisted ends the whole exchange there: one odd header of a server would cost its outlet. A name that frames the body
    stays an error, because two readings of where a response ends are how one is smuggled behind another. `identity` is
    what the first HTTP/1.1 (RFC 2068) called no coding at all.
    """

    def take(name: bytes, value: bytes) -> None:
        plain = name.strip().lower()
        if plain == b"transfer-encoding" and value.strip().lower() == b"identity":
            return
        try:
            receive(name, value)
        except InvalidHeaderName:
            if plain in _FRAMING:
                raise

    return take


def _watch(protocol: Any, max_header_bytes: int, received: Callable[[Request, int], None]) -> None:
    n_before_body = 0
    pause: LatePause | None = None
    made, deliver = protocol.connectionMade, protocol.dataReceived

    def begin() -> None:
        made()
        send_at_once(protocol.transport)

    def count(data: bytes) -> None:
        nonlocal n_before_body, pause
        parser = protocol._parser
        is_before_body = parser is not None and parser.state in _HEADER_STATES
        n_before_body = n_before_body + len(data) if is_before_body else 0
        if is_before_body and "headerReceived" not in vars(parser):
            parser.headerReceived = _lenient(parser.headerReceived)
            pause = LatePause(parser.transport)
        if n_before_body > max_header_bytes and b"\r\n\r\n" not in data and b"\n\n" not in data:
            protocol.abort()
            return
        deliver(data)
        if pause is not None:
            pause.settle()
        if parser is not None and parser.state == _BODY_STATE:
            reader = parser.response._bodyProtocol  # Scrapy's, where the body is being received
            if reader is not None and reader._bytes_received > LIGHT_BYTES:
                received(reader._request, reader._bytes_received)

    protocol.connectionMade, protocol.dataReceived = begin, count
