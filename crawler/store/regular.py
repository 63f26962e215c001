"""Opening what should be a regular file, without waiting for anybody: a named pipe would hold the run up for good.

A folder that others can write to may hold anything under a name of ours: a pipe, a device that never ends, a folder, a
link to itself. What is there instead is an OSError in words, translated where the file's meaning is known.
"""

import errno
import os
import stat
from pathlib import Path

_MODE = 0o644
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class NotRegularError(OSError):
    """Something else than a file stands in its place; `strerror` says what."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(errno.EINVAL, f"found {found}, expected a file", str(path))
        self.found = found


def regular_size(path: Path) -> int | None:
    """Return the size in bytes, None where nothing is there. NotRegularError for anything else than a file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        if os.path.lexists(path):
            raise NotRegularError(path, "a link that leads nowhere") from None
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise NotRegularError(path, "a link that leads to itself") from error
        raise
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError(path, _KINDS.get(stat.S_IFMT(status.st_mode), "something else"))
    return status.st_size


def open_regular(path: Path, flags: int = os.O_RDONLY) -> int:
    """Return a descriptor of the file, which a child does not inherit. Raises OSError, NotRegularError among them."""
    regular_size(path)
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC, _MODE)


def read_regular(path: Path, limit_bytes: int) -> bytes:
    """Return the file's bytes, `limit_bytes` at most. Raises OSError, NotRegularError among them."""
    with os.fdopen(open_regular(path), "rb") as file:
        return file.read(limit_bytes)
