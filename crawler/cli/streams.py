"""Standard streams whose reader may go away in the middle, as `head` does: what is left to say is then not said.

What a report is printed for is done by then, so the exit code stays that of the work. `copydesk extract` stops working
where nobody reads its output; nothing stops for stderr, which is about the work and not the work.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO


@contextmanager
def shown() -> Iterator[None]:
    """Print in this block, whole, or up to where nobody reads any more."""
    try:
        yield
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # the second is what rich makes of the first
        silence(sys.stdout.fileno())


def silence(descriptor: int) -> None:
    """Let what is written go nowhere: what is left in a buffer would be complained about once more when Python ends."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, descriptor)
    os.close(null)


def keep_stderr() -> None:
    """Make of stderr a stream that never fails: a terminal that is gone or a full log must not end a crawl."""
    lasting = _Lasting(sys.stderr)
    for name in ("stderr", "__stderr__"):  # the bar tells by the second which log lines must go above it
        setattr(sys, name, lasting)


class _Lasting:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError:
            silence(self._stream.fileno())
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            silence(self._stream.fileno())
