"""The two things the kernel keeps in memory until told otherwise: folder entries and small files written whole.

Used wherever a file must be found again after a power cut. Errors stay OSError unless `as_output_error` is around.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crawler.errors import OutputError

TO_MEND = "Free the disk or mend the folder, and run again"
"""What to do where a write was refused."""


def sync_folder(folder: Path) -> None:
    """Make the entries of `folder` durable: a new or renamed file is else lost with the power (fsync(2), NOTES)."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Create `folder` with its parents, each durable; one that exists is left as it is."""
    # Not `is_dir`, which hides from Python 3.14 on that a folder may not be looked at.
    with suppress(FileNotFoundError, NotADirectoryError):
        if stat.S_ISDIR(folder.stat().st_mode):
            return
    if os.path.lexists(folder):
        raise NotADirectoryError(errno.ENOTDIR, f"{folder} is no folder")
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that readers see the old file or the new one, never a half."""
    fresh = path.with_name(path.name + ".new")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextmanager
def as_output_error(path: Path) -> Iterator[None]:
    """Turn the system's refusal to write at `path` into OutputError."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: can't be written ({error.strerror or error}). {TO_MEND}") from error
