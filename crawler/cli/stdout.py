"""Standard output whose reader may go away in the middle, as `head` does: what is left to say is then not said.

The work is done by then, so the exit code stays that of the work. `copydesk extract` stops working instead.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def shown() -> Iterator[None]:
    """Print in this block, whole, or up to where nobody reads any more."""
    try:
        yield
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # the second is what rich makes of the first
        # What is left in the buffer would be complained about once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
