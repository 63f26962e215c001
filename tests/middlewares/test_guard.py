import ipaddress
from typing import Any

import pytest
from scrapy import Request
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.task import Clock

from crawler.middlewares.guard import GuardedResolver, GuardMiddleware
from crawler.middlewares.refused import Refused

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://paper.example/", "data:text/html,x", "gopher://x/"])
def test_only_http_is_fetched(url: str) -> None:
    """Other schemes never leave the house."""
    with pytest.raises(Refused) as caught:
        GuardMiddleware(()).process_request(Request(url))

    assert caught.value.code == "bad_scheme"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "[::1]", "169.254.169.254", "10.0.0.1:8080"])
def test_spelled_out_private_addresses_are_refused(host: str) -> None:
    """An address in the URL is judged before anything is resolved, and the message says what opens it."""
    with pytest.raises(Refused) as caught:
        GuardMiddleware(()).process_request(Request(f"http://{host}/"))

    assert caught.value.code == "private_address"
    assert "--allow-network" in caught.value.detail


def test_allowed_network_passes() -> None:
    """What the user opened may be fetched."""
    assert GuardMiddleware(LOOPBACK).process_request(Request("http://127.0.0.1:8000/")) is None


def test_credentials_leave_the_url() -> None:
    """User and password go into a header, so that no log and no record can show them."""
    request = GuardMiddleware(()).process_request(Request("https://jane:s%40crit@paper.example/a"))

    assert request is not None
    assert request.url == "https://paper.example/a"
    assert request.headers["Authorization"] == b"Basic amFuZTpzQGNyaXQ="


class Answer:
    """A name server that gives the addresses it was made with, or never answers."""

    def __init__(self, addresses: list[Any] | None) -> None:
        self.addresses = addresses
        self.questions = 0

    def resolveHostName(self, receiver: Any, name: str, *rest: Any) -> Any:  # noqa: N802
        self.questions += 1
        if self.addresses is not None:
            receiver.resolutionBegan(None)
            for address in self.addresses:
                receiver.addressResolved(address)
            receiver.resolutionComplete()


class Receiver:
    def __init__(self) -> None:
        self.addresses: list[Any] = []
        self.is_complete = False

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        pass

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.is_complete = True


def resolve(guard: GuardedResolver, port: int = 80) -> Receiver:
    receiver = Receiver()
    guard.resolveHostName(receiver, "paper.example", port)
    return receiver


def make_guard(answer: Answer, allowed: Any = ()) -> tuple[GuardedResolver, Clock]:
    clock = Clock()
    clock.nameResolver = answer
    return GuardedResolver(clock, allowed=allowed, timeout_seconds=5), clock


def test_resolver_drops_closed_addresses() -> None:
    """Of a mixed answer only public addresses are connected to, with the port that was asked for."""
    answer = Answer([IPv4Address("TCP", "10.0.0.1", 0), IPv4Address("TCP", "8.8.8.8", 0)])
    guard, _ = make_guard(answer)

    receiver = resolve(guard, 8443)

    assert receiver.is_complete
    assert [(a.host, a.port) for a in receiver.addresses] == [("8.8.8.8", 8443)]
    assert guard.refused == {}


def test_resolver_refuses_a_name_for_a_private_address() -> None:
    """A public name that resolves inwards gives no address, and the refusal is remembered for the message."""
    guard, _ = make_guard(Answer([IPv4Address("TCP", "127.0.0.1", 0), IPv6Address("TCP", "::1", 0)]))

    receiver = resolve(guard)

    assert receiver.is_complete
    assert receiver.addresses == []
    assert str(guard.refused["paper.example"]) == "127.0.0.1"


def test_rebinding_changes_nothing() -> None:
    """The name server is asked once a run: an answer that turns inwards later is never seen."""
    answer = Answer([IPv4Address("TCP", "8.8.8.8", 0)])
    guard, _ = make_guard(answer)
    resolve(guard)
    answer.addresses = [IPv4Address("TCP", "127.0.0.1", 0)]

    receiver = resolve(guard)

    assert [a.host for a in receiver.addresses] == ["8.8.8.8"]
    assert answer.questions == 1


def test_rebinding_before_the_first_open_answer_is_refused() -> None:
    """A name that was refused is asked for again, and judged again."""
    answer = Answer([IPv4Address("TCP", "127.0.0.1", 0)])
    guard, _ = make_guard(answer)
    resolve(guard)

    assert resolve(guard).addresses == []


def test_silent_name_server_ends() -> None:
    """A name server that never answers costs the time limit, not the crawl."""
    guard, clock = make_guard(Answer(None))
    receiver = Receiver()
    guard.resolveHostName(receiver, "paper.example", 80)

    clock.advance(6)

    assert receiver.is_complete
    assert receiver.addresses == []
