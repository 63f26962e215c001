"""Leases: which process may write an outlet. One lock file for all outlets of an output folder, one byte an outlet.

A POSIX record lock (fcntl(2), F_SETLK) on the outlet's own byte: a process that dies leaves nothing behind, a child
does not inherit it, a thousand outlets need one descriptor, and it works over NFS. Who holds a byte is answered by the
kernel (F_GETLK gives the process) and by a small file that the holder wrote for people. flock(2) was weighed: forked
children share it, so an orphan would keep an outlet closed.
"""

import fcntl
import hashlib
import json
import os
import socket
import struct
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from crawler.errors import OutputError
from crawler.store.durable import TO_MEND, make_folder
from crawler.store.regular import open_regular

_LOCK_FILE = "leases.lock"
_BYTES_RANGE = 2**62
"""Offsets that outlets are spread over; a lock may lie beyond the end of its file."""

# struct flock differs between systems; the order here is that of Linux on 64 bits, and of the BSDs and macOS.
_IS_LINUX = sys.platform.startswith("linux")
_FLOCK = "hhqqi4x" if _IS_LINUX else "qqihh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who runs an outlet. Only `pid` is sure: the rest is what the holder wrote down when it began."""

    pid: int | None
    """None where the system does not tell, as between containers."""
    host: str | None = None
    run_id: str | None = None
    since: str | None = None
    """UTC, RFC 3339."""

    def __str__(self) -> str:
        who = f"process {self.pid}" if self.pid else "another process"
        parts = [who, f"on {self.host}" if self.host else "", f"run {self.run_id}" if self.run_id else ""]
        return ", ".join(filter(None, [*parts, f"since {self.since}" if self.since else ""]))


_held_here: dict[Path, set[str]] = {}
"""Outlets that this very process holds: the kernel lets a process lock its own byte twice."""


class Leases:
    """The leases of one run. Closing any descriptor of the lock file would free them all: it is opened here alone."""

    def __init__(self, folder: Path, *, run_id: str, now: datetime) -> None:
        """Open the lock file below `folder` (the state folder); takes no lease yet."""
        self._folder = folder
        self._process = os.getpid()
        self._holder = Holder(pid=self._process, host=socket.gethostname(), run_id=run_id, since=f"{now:%FT%TZ}")
        self._mine: set[str] = set()
        try:
            make_folder(folder)
            self._key = Path(os.path.realpath(folder / _LOCK_FILE))
            self._file = _descriptor(self._key)
            self._card = folder / "holders" / f"{self._process}.json"
            make_folder(self._card.parent)
            self._card.write_text(json.dumps(asdict(self._holder)))
        except OSError as error:
            place = error.filename or folder
            raise OutputError(f"{place}: can't be written ({error.strerror or error}). {TO_MEND}") from error

    def take(self, outlet_id: str) -> Holder | None:
        """Lease the outlet to this run; returns None, or the other holder."""
        here = _held_here.setdefault(self._key, set())
        if outlet_id in here:
            return self._holder
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _offset(outlet_id))
        except (BlockingIOError, PermissionError):  # EAGAIN or EACCES, as the system likes
            return self._other(outlet_id)
        except OSError as error:
            raise OutputError(f"{self._key}: can't be locked ({error.strerror or error}). {TO_MEND}") from error
        here.add(outlet_id)
        self._mine.add(outlet_id)
        return None

    def release(self, outlet_ids: Iterable[str] | None = None) -> None:
        """Free these outlets, or all; a process that only inherited this object frees nothing."""
        if os.getpid() != self._process:
            return
        for outlet_id in list(self._mine if outlet_ids is None else outlet_ids):
            if outlet_id in self._mine:
                fcntl.lockf(self._file, fcntl.LOCK_UN, 1, _offset(outlet_id))
                self._mine.discard(outlet_id)
                _held_here[self._key].discard(outlet_id)
        if not self._mine:
            self._card.unlink(missing_ok=True)

    def _other(self, outlet_id: str) -> Holder:
        pid = _locking_process(self._file, _offset(outlet_id))
        try:
            card = json.loads((self._folder / "holders" / f"{pid}.json").read_text())
            return Holder(pid=pid, host=card["host"], run_id=card["run_id"], since=card["since"])
        except (OSError, ValueError, KeyError, TypeError):
            return Holder(pid=pid)


_descriptors: dict[Path, tuple[int, int]] = {}
"""Lock file -> (process, descriptor), kept open until the process ends, shared by its runs."""


def _descriptor(path: Path) -> int:
    process, descriptor = _descriptors.get(path, (0, -1))
    if process != os.getpid():
        # After a fork, the parent's descriptor holds no lock of ours, and closing it frees none of the parent's.
        descriptor = open_regular(path, os.O_RDWR | os.O_CREAT)
        _descriptors[path] = (os.getpid(), descriptor)
        _held_here[path] = set()
    return descriptor


def _offset(outlet_id: str) -> int:
    return int.from_bytes(hashlib.sha256(outlet_id.encode()).digest()[:8], "big") % _BYTES_RANGE


def _locking_process(descriptor: int, offset: int) -> int | None:
    if _IS_LINUX:
        query = struct.pack(_FLOCK, fcntl.F_WRLCK, os.SEEK_SET, offset, 1, 0)
        pid = struct.unpack(_FLOCK, fcntl.fcntl(descriptor, fcntl.F_GETLK, query))[4]
    else:
        query = struct.pack(_FLOCK, offset, 1, 0, fcntl.F_WRLCK, os.SEEK_SET)
        pid = struct.unpack(_FLOCK, fcntl.fcntl(descriptor, fcntl.F_GETLK, query))[2]
    return int(pid) if pid > 0 else None
