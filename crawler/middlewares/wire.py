"""What one connection is spared: turns of the event loop and calls of the system for requests that are small and
bodies that are read at once.

Twisted sends in the loop's next turn what is written now, and stops reading between a response's headers and whoever
takes the body. Called by the transport for each connection and each response.
"""

from typing import Any


def send_at_once(transport: Any) -> None:
    """Have what is written to a connection sent now, as far as the system takes it; the rest goes Twisted's way."""
    wire = getattr(transport, "transport", transport)  # below TLS
    if not hasattr(wire, "writeSomeData"):
        return
    later = wire.write

    def write(data: bytes) -> None:
        is_busy = wire.disconnecting or wire.dataBuffer or wire._tempDataLen or wire.TLS  # TLS began in a tunnel
        if wire.connected and data and not is_busy:
            sent = wire.writeSomeData(data)
            data = data[sent:] if isinstance(sent, int) and sent >= 0 else data  # a lost connection is met again
        if data:
            later(data)

    wire.write = write
    wire.writeSequence = lambda pieces: write(b"".join(pieces))


class LatePause:
    """Stands before the transport of one response: a pause takes effect only if nobody has lifted it by `settle`."""

    def __init__(self, transport: Any) -> None:
        self._pause, self._resume = transport.pauseProducing, transport.resumeProducing
        self._is_wanted = self._is_real = False
        transport.pauseProducing, transport.resumeProducing = self.pause, self.resume

    def pause(self) -> None:
        self._is_wanted = True

    def resume(self) -> None:
        self._is_wanted = False
        if self._is_real:
            self._is_real = False
            self._resume()

    def settle(self) -> None:
        """Pause where that is still wanted; called when the data at hand was delivered."""
        if self._is_wanted and not self._is_real:
            self._is_real = True
            self._pause()
