"""Length-prefixed messages over a Unix socket between the pool and its worker processes.

Eight bytes of length, then the payload. The two ends speak in turn. Knows nothing of the meaning; both ends trust each
other, being one program.
"""

import socket
import struct

_LENGTH = struct.Struct("!Q")
_GATHERED_BYTES = 64 * 1024
"""Below this a copy into one write is cheaper than a second system call."""
_PIECE_BYTES = 1 << 20


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
