"""Folders in memory, where the system has them: tests that sync hundreds of times then do not wait for a disk."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")


@contextmanager
def fast_folder() -> Iterator[Path]:
    """Make a folder for the block, on a memory file system or the usual one."""
    with tempfile.TemporaryDirectory(prefix="copydesk-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)
