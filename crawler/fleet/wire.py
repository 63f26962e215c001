"""Length-prefixed messages over a Unix socket between the pool and its worker processes.

Eight bytes of length, then the payload. The two ends trust each other, being one program; where they do not speak in
turn, an `Inbox` keeps what has come of the next message. Long bytes inside a task may travel apart, when the worker
asks for them, so that they are not copied for each step.
"""

import io
import pickle
import socket
import struct
from collections.abc import Sequence
from typing import Any

_LENGTH = struct.Struct("!Q")
_GATHERED_BYTES = 64 * 1024
"""Below this a copy into one write is cheaper than a second system call."""
_PIECE_BYTES = 1 << 20
_APART_BYTES = 64 * 1024
_MORE = b"more"


_WAITS = (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO)


class WireClosedError(Exception):
    """The other end is gone."""


def bound_waiting(wire: socket.socket, seconds: float) -> None:
    """Have no call on the wire wait longer than this. By the kernel: Python's own limit polls before every call."""
    limit = struct.pack("@ll", int(seconds), int(seconds % 1 * 1_000_000))  # a timeval, socket(7)
    for option in _WAITS:
        wire.setsockopt(socket.SOL_SOCKET, option, limit)


def send(wire: socket.socket, payload: bytes) -> None:
    """Write one message. Raises WireClosedError, or TimeoutError where waiting is bounded."""
    header = _LENGTH.pack(len(payload))
    try:
        if len(payload) < _GATHERED_BYTES:
            wire.sendall(header + payload)
        else:
            wire.sendall(header)
            wire.sendall(payload)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise WireClosedError from error
    except BlockingIOError as error:
        raise TimeoutError from error


def framed(payload: bytes) -> bytes:
    """Return a message as it goes over the wire, for `send_some` and `send_all`."""
    return _LENGTH.pack(len(payload)) + payload


def send_some(wire: socket.socket, data: memoryview) -> int:
    """Write what the socket takes without waiting; returns how many bytes. Raises WireClosedError."""
    try:
        return wire.send(data, socket.MSG_DONTWAIT)
    except BlockingIOError:
        return 0
    except (BrokenPipeError, ConnectionResetError) as error:
        raise WireClosedError from error


def send_all(wire: socket.socket, data: memoryview) -> None:
    """Write the rest of a message. Raises WireClosedError, or TimeoutError where waiting is bounded."""
    try:
        wire.sendall(data)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise WireClosedError from error
    except BlockingIOError as error:
        raise TimeoutError from error


class Inbox:
    """The messages that come over a wire, one after the other, also where the next is on its way already."""

    def __init__(self, wire: socket.socket) -> None:
        self._wire = wire
        self._next = b""

    @property
    def has_some(self) -> bool:
        """Whether a part of the next message, or all of it, was read off the wire already."""
        return bool(self._next)

    def receive(self) -> bytes:
        """Read one message. Raises WireClosedError, or TimeoutError where waiting is bounded."""
        data = self._next or _read_some(self._wire, _GATHERED_BYTES)  # mostly all of it
        while len(data) < _LENGTH.size:
            data += _read_some(self._wire, _GATHERED_BYTES)
        end = _LENGTH.size + _LENGTH.unpack_from(data)[0]
        self._next = data[end:]
        pieces = [data[_LENGTH.size : end]]
        missing = end - len(data)
        while missing > 0:
            pieces.append(_read_some(self._wire, min(missing, _PIECE_BYTES)))
            missing -= len(pieces[-1])
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def receive(wire: socket.socket) -> bytes:
    """Read one message of an end that sends none behind it before it has an answer; raises what `Inbox` raises."""
    return Inbox(wire).receive()


def _read_some(wire: socket.socket, size: int) -> bytes:
    try:
        data = wire.recv(size)
    except ConnectionResetError as error:
        raise WireClosedError from error
    except BlockingIOError as error:
        raise TimeoutError from error
    if not data:
        raise WireClosedError
    return data


def pack(value: object) -> tuple[bytes, tuple[bytes, ...]]:
    """Return the value pickled, and its long bytes apart."""
    data = io.BytesIO()
    packer = _Packer(data, pickle.HIGHEST_PROTOCOL)
    packer.dump(value)
    return data.getvalue(), tuple(packer.apart)


def send_apart(wire: socket.socket, inbox: Inbox, apart: Sequence[bytes]) -> None:
    """Write what `pack` left apart, each part when it is asked for."""
    for part in apart:
        inbox.receive()
        send(wire, part)


def unpack(data: bytes, n_apart: int, wire: socket.socket, inbox: Inbox) -> Any:
    """Return a pickled value; what was left apart is asked for."""
    return _Unpacker(io.BytesIO(data), wire, inbox).load() if n_apart else pickle.loads(data)


class _Packer(pickle.Pickler):
    def __init__(self, file: io.BytesIO, protocol: int) -> None:
        super().__init__(file, protocol)
        self.apart: list[bytes] = []

    def persistent_id(self, value: object) -> int | None:
        if type(value) is not bytes or len(value) < _APART_BYTES:
            return None
        self.apart.append(value)
        return len(self.apart)


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, wire: socket.socket, inbox: Inbox) -> None:
        super().__init__(file)
        self._wire = wire
        self._inbox = inbox

    def persistent_load(self, _: int) -> bytes:
        send(self._wire, _MORE)
        return self._inbox.receive()
