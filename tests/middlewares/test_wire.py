"""What a connection is spared, and that nothing is lost or changes places by it."""

from typing import Any

import pytest
from twisted.internet.abstract import FileDescriptor
from twisted.internet.main import CONNECTION_LOST

from crawler.middlewares.wire import LatePause, send_at_once


class Wire(FileDescriptor):
    """Twisted's own, over a system that takes `most` bytes a call; -1: the connection is lost."""

    TLS = False
    connected = 1

    def __init__(self, most: int) -> None:
        super().__init__(reactor=object())  # type: ignore[arg-type]
        self.most = most
        self.sent = b""
        self.waits = False

    def writeSomeData(self, data: bytes) -> Any:  # noqa: N802
        if self.most < 0:
            return CONNECTION_LOST
        taken = bytes(data)[: self.most]
        self.sent += taken
        return len(taken)

    def startWriting(self) -> None:  # noqa: N802
        self.waits = True

    def stopWriting(self) -> None:  # noqa: N802
        self.waits = False


def test_a_request_is_sent_before_the_loop_turns() -> None:
    """As a whole, in pieces, and below a layer of encryption."""
    wire, below = Wire(100), Wire(100)
    send_at_once(wire)
    send_at_once(type("Layer", (), {"transport": below})())

    wire.write(b"GET / ")
    wire.writeSequence([b"HTTP/1.1\r\n", b"\r\n"])
    below.write(b"secret")

    assert (wire.sent, wire.waits) == (b"GET / HTTP/1.1\r\n\r\n", False)
    assert (below.sent, below.waits) == (b"secret", False)


@pytest.mark.parametrize("most", [0, 1, 7])
def test_what_the_system_does_not_take_follows_in_its_order(most: int) -> None:
    """The rest waits for the loop, and what is written meanwhile waits behind it."""
    wire = Wire(most)
    send_at_once(wire)

    wire.write(b"first, ")
    wire.write(b"second, ")
    wire.writeSequence([b"third"])
    has_waited, wire.most = wire.waits, 5
    while wire.waits:
        wire.doWrite()

    assert has_waited
    assert wire.sent == b"first, second, third"


def test_a_lost_connection_is_left_to_the_loop() -> None:
    """It meets the loss again, and tells whoever waits for the answer."""
    wire = Wire(-1)
    send_at_once(wire)

    wire.write(b"GET /")

    assert wire.waits
    assert wire.doWrite() is CONNECTION_LOST


class Reading:
    def __init__(self) -> None:
        self.said: list[str] = []

    def pauseProducing(self) -> None:  # noqa: N802
        self.said.append("pause")

    def resumeProducing(self) -> None:  # noqa: N802
        self.said.append("resume")


def test_a_pause_that_is_lifted_at_once_is_none() -> None:
    """Whoever takes the body while its headers are handed over spares two calls of the system."""
    transport: Any = Reading()
    pause = LatePause(transport)

    transport.pauseProducing()
    transport.resumeProducing()
    pause.settle()

    assert transport.said == []


def test_a_pause_that_nobody_lifts_holds_until_somebody_does() -> None:
    """A body that nobody takes yet is not received without end."""
    transport: Any = Reading()
    pause = LatePause(transport)

    transport.pauseProducing()
    pause.settle()
    pause.settle()
    held = list(transport.said)
    transport.resumeProducing()
    pause.settle()

    assert held == ["pause"]
    assert transport.said == ["pause", "resume"]
