"""Length-prefixed messages over a Unix socket between the pool and its worker processes.

Eight bytes of length, then the payload. Knows nothing of its meaning; both ends trust each other, being one program.
"""

import socket
import struct

_LENGTH = struct.Struct("!Q")
_GATHERED_BYTES = 64 * 1024
"""Below this a copy into one write is cheaper than a second system call."""


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
    header = _read_exactly(wire, _LENGTH.size)
    return bytes(_read_exactly(wire, _LENGTH.unpack(header)[0]))


def _read_exactly(wire: socket.socket, size: int) -> bytearray:
    data = bytearray(size)
    view, filled = memoryview(data), 0
    while filled < size:
        try:
            n_read = wire.recv_into(view[filled:])
        except ConnectionResetError as error:
            raise WireClosedError from error
        if not n_read:
            raise WireClosedError
        filled += n_read
    return data
