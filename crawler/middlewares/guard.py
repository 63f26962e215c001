"""Keeps a crawl on the public web: http and https only, and no address that is not public or opened by the user.

    request -> GuardMiddleware: scheme, host, addresses spelled out in the URL; credentials leave the URL
            -> GuardedResolver: every address a name resolves to, at the moment of connecting

The resolver is the one the reactor connects by, so what was checked is what is connected to: a DNS answer that changes
in between (rebinding) changes nothing. Redirects are requests again and pass both.
"""

import base64
import ipaddress
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

from scrapy import Request
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.config import Network, read_config
from crawler.fields.urls import strip_credentials
from crawler.middlewares.addresses import Address, describe, is_open, literal_address, network_of
from crawler.middlewares.refused import Refused

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

SCHEMES = ("http", "https")

CACHED_HOSTS = 10_000


class GuardMiddleware:
    """Refuses a request before anything of it is sent, and takes credentials out of its URL into a header."""

    def __init__(self, allowed: tuple[Network, ...]) -> None:
        self._allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(read_config(crawler.settings).allow_networks)

    def process_request(self, request: Request) -> Request | None:
        parts = urlsplit(request.url)
        if parts.scheme not in SCHEMES:
            raise Refused("bad_scheme", f"found {parts.scheme}:, expected http: or https:")
        if not parts.hostname:
            raise Refused("bad_url", "the URL names no host")
        address = literal_address(parts.hostname)
        if address is not None and not is_open(address, self._allowed):
            raise Refused("private_address", closed_message(parts.hostname, address), is_host_down=True)
        if parts.username is None and parts.password is None:
            return None
        return _without_credentials(request, unquote(parts.username or ""), unquote(parts.password or ""))


@implementer(IHostnameResolver)
class GuardedResolver:
    """Twisted's resolver for IPv4 and IPv6 with a memory, a time limit and the guard's rule (TWISTED_DNS_RESOLVER)."""

    def __init__(self, reactor: Any, *, allowed: tuple[Network, ...], timeout_seconds: float) -> None:
        self._reactor = reactor
        self._resolver = reactor.nameResolver
        self._allowed = allowed
        self._timeout_seconds = timeout_seconds
        self._known: dict[str, list[Any]] = {}
        self.refused: dict[str, Address] = {}
        """Hosts all of whose addresses are closed, with one of them."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler", reactor: Any) -> Self:
        settings = crawler.settings
        allowed = read_config(settings).allow_networks
        return cls(reactor, allowed=allowed, timeout_seconds=settings.getfloat("DNS_TIMEOUT"))

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802  (the name is the interface's)
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Any = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        known = self._known.get(hostName)
        if known is not None:
            return _hand_over(resolutionReceiver, hostName, known, portNumber)
        receiver = _Receiver(self, resolutionReceiver, hostName, portNumber)
        receiver.timer = self._reactor.callLater(self._timeout_seconds, receiver.give_up)
        return self._resolver.resolveHostName(receiver, hostName, 0, addressTypes, transportSemantics)

    def judge(self, host: str, addresses: list[Any]) -> list[Any]:
        """Return the open ones among the addresses of a host, and remember the verdict for the whole run."""
        open_ones = [a for a in addresses if is_open(ipaddress.ip_address(a.host.partition("%")[0]), self._allowed)]
        if addresses and not open_ones:
            self.refused[host] = ipaddress.ip_address(addresses[0].host.partition("%")[0])
        if open_ones and len(self._known) < CACHED_HOSTS:
            self._known[host] = open_ones
        return open_ones


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing to cancel: the answer was known."""


@implementer(IResolutionReceiver)
class _Receiver:
    """Collects the answer, and passes on what the guard lets through, once."""

    def __init__(self, guard: GuardedResolver, receiver: Any, host: str, port: int) -> None:
        self._guard = guard
        self._receiver = receiver
        self._host = host
        self._port = port
        self._addresses: list[Any] = []
        self._is_done = False
        self.timer: Any = None

    def resolutionBegan(self, resolutionInProgress: Any) -> None:  # noqa: N802, N803
        pass

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        if not self._is_done:
            self._is_done = True
            self.timer.cancel()
            _hand_over(self._receiver, self._host, self._guard.judge(self._host, self._addresses), self._port)

    def give_up(self) -> None:
        """Answer with nothing: the name server took too long, its answer is not waited for any more."""
        self._is_done = True
        _hand_over(self._receiver, self._host, [], self._port)


def closed_message(host: str, address: Address) -> str:
    """Return what is wrong with the host and which option opens it."""
    named = host if literal_address(host) == address else f"{host} ({address})"
    return f"{named} is {describe(address)}; to crawl it add --allow-network {network_of(address)}"


def _hand_over(receiver: Any, host: str, addresses: list[Any], port: int) -> _Resolution:
    resolution = _Resolution(host)
    receiver.resolutionBegan(resolution)
    for address in addresses:
        receiver.addressResolved(type(address)(address.type, address.host, port))
    receiver.resolutionComplete()
    return resolution


def _without_credentials(request: Request, user: str, password: str) -> Request:
    token = base64.b64encode(f"{user}:{password}".encode())
    replaced: Request = request.replace(url=strip_credentials(request.url))
    replaced.headers.setdefault("Authorization", b"Basic " + token)
    return replaced


def refused_address(host: str) -> Address | None:
    """Return an address for which connecting to the host was refused, None where that never happened."""
    from twisted.internet import reactor  # at import time it would install the wrong reactor

    resolver = getattr(reactor, "nameResolver", None)
    return resolver.refused.get(host) if isinstance(resolver, GuardedResolver) else None
