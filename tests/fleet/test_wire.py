"""Messages arrive whole and apart, however the socket cuts and joins them."""

import os
import socket
import threading
from collections.abc import Callable

import pytest

from crawler.fleet.wire import Inbox, WireClosedError, bound_waiting, framed, send, send_all, send_some

_LARGE = bytes(10_000_000)
_VIEW = memoryview(_LARGE)


def test_two_messages_that_arrive_in_one_piece_are_two() -> None:
    """The end that is busy finds several behind each other."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(framed(b"first") + framed(b"") + framed(b"third")[:3])
        inbox = Inbox(theirs)

        assert [inbox.receive(), inbox.has_some, inbox.receive(), inbox.has_some] == [b"first", True, b"", True]
        ours.sendall(framed(b"third")[3:])
        assert inbox.receive() == b"third"
        assert not inbox.has_some


def test_a_message_larger_than_the_socket_is_one() -> None:
    """With a small one before and behind it."""
    ours, theirs = socket.socketpair()
    body = os.urandom(3_000_000)
    with ours, theirs:
        writer = threading.Thread(target=lambda: [send(ours, payload) for payload in (b"a", body, b"b")])
        writer.start()
        inbox = Inbox(theirs)

        assert [inbox.receive() for _ in range(3)] == [b"a", body, b"b"]
        writer.join()


def test_a_full_socket_takes_nothing_and_a_closed_one_is_told() -> None:
    """Who must not wait is never made to."""
    ours, theirs = socket.socketpair()
    with ours:
        data = memoryview(bytes(10_000_000))
        taken = send_some(ours, data)
        while sent := send_some(ours, data):
            taken += sent
        assert 0 < taken < len(data)

        theirs.close()
        with pytest.raises(WireClosedError):
            send_some(ours, data)


@pytest.mark.parametrize(
    "wait", [lambda wire: Inbox(wire).receive(), lambda wire: send(wire, _LARGE), lambda wire: send_all(wire, _VIEW)]
)
def test_waiting_ends_where_it_is_bounded(wait: Callable[[socket.socket], object]) -> None:
    """A worker that neither reads nor answers holds nobody up for good."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        bound_waiting(ours, 0.05)

        with pytest.raises(TimeoutError):
            wait(ours)
