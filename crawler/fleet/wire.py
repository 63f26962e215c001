"""Length-prefixed messages over a Unix socket between the pool and its worker processes.

Eight bytes of length, then the payload. The two ends speak in turn, and trust each other, being one program. Long bytes
inside a task may travel apart, when the worker asks for them, so that they are not copied for each step.
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


class WireClosedError(Exception):
    """The other end is gone."""


def send(wire: socket.socket, payload: bytes) -> None:
    """Write one message. Raises WireClosedError, or TimeoutError where the socket has a time limit."""
    header = _LENGTH.pack(len(payload))
    try:
        if len(payload) < _GATHERED_BYTES:
            wire.sendall(header + payload)
        else:
            wire.sendall(header)
            wire.sendall(payload)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise WireClosedError from error


def receive(wire: socket.socket) -> bytes:
    """Read one message. Raises WireClosedError, or TimeoutError where the socket has a time limit."""
    data = _read_some(wire, _GATHERED_BYTES)  # mostly all of it: nothing is sent behind a message before its answer
    while len(data) < _LENGTH.size:
        data += _read_some(wire, _GATHERED_BYTES)
    missing = _LENGTH.size + _LENGTH.unpack_from(data)[0] - len(data)
    if not missing:
        return data[_LENGTH.size :]
    pieces = [data[_LENGTH.size :]]
    while missing:
        pieces.append(_read_some(wire, min(missing, _PIECE_BYTES)))
        missing -= len(pieces[-1])
    return b"".join(pieces)


def _read_some(wire: socket.socket, size: int) -> bytes:
    try:
        data = wire.recv(size)
    except ConnectionResetError as error:
        raise WireClosedError from error
    if not data:
        raise WireClosedError
    return data


def pack(value: object) -> tuple[bytes, tuple[bytes, ...]]:
    """Return the value pickled, and its long bytes apart."""
    data = io.BytesIO()
    packer = _Packer(data, pickle.HIGHEST_PROTOCOL)
    packer.dump(value)
    return data.getvalue(), tuple(packer.apart)


def send_apart(wire: socket.socket, apart: Sequence[bytes]) -> None:
    """Write what `pack` left apart, each part when it is asked for."""
    for part in apart:
        receive(wire)
        send(wire, part)


def unpack(data: bytes, n_apart: int, wire: socket.socket) -> Any:
    """Return a pickled value; what was left apart is asked for."""
    return _Unpacker(io.BytesIO(data), wire).load() if n_apart else pickle.loads(data)


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
    def __init__(self, file: io.BytesIO, wire: socket.socket) -> None:
        super().__init__(file)
        self._wire = wire

    def persistent_load(self, _: int) -> bytes:
        send(self._wire, _MORE)
        return receive(self._wire)
