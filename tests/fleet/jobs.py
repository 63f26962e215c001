"""What the pool's tests let workers do: one function, so that any test can mix its kinds."""

import contextlib
import ctypes
import os
import select
import signal
import socket
import threading
import time
from pathlib import Path
from typing import Any


def run(task: tuple[str, Any], shared: dict[str, Any]) -> Any:
    """Do what the task's first word says."""
    kind, value = task
    return _KINDS[kind](value, shared)


def _die_once(marker: str, shared: dict[str, Any]) -> str:
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGSEGV)
    return "second try"


def _spin(value: Any, shared: dict[str, Any]) -> None:
    while True:
        pass


def _swell(value: int, shared: dict[str, Any]) -> None:
    held = []
    while True:
        held.append(b"1" * value)  # zeroes would take no memory until they are touched


def _swell_and_hide_it(value: int, shared: dict[str, Any]) -> str:
    """A library that meets MemoryError, swallows it and returns half its work."""
    with contextlib.suppress(MemoryError):
        b"1" * value
    return "half a result"


def _hold(value: int, shared: dict[str, Any]) -> None:
    """Take memory at the pace of a parser, and hold it for a moment."""
    held = []
    for _ in range(0, value, 1 << 20):
        held.append(b"1" * (1 << 20))
        time.sleep(0.001)
    time.sleep(0.2)


_kept: list[bytes] = []


def _keep(value: int, shared: dict[str, Any]) -> int:
    """What an allocator does after a large task: it gives nothing back. Returns the worker's pid."""
    _kept.append(b"1" * value)
    return os.getpid()


def _open_files(value: Any, shared: dict[str, Any]) -> list[str]:
    names = []
    for number in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names only
        try:
            names.append(os.readlink(f"/proc/self/fd/{number}"))  # noqa: PTH115 - "socket:[1]" is no path
        except OSError:
            continue
    return names


def _has_more(seconds: float, shared: dict[str, Any]) -> bool:
    """Whether the worker is sent something more within these seconds."""
    sockets = [int(n) for n in os.listdir("/proc/self/fd") if _is_socket(f"/proc/self/fd/{n}")]  # noqa: PTH208
    return bool(select.select(sockets, [], [], seconds)[0])


def _is_socket(path: str) -> bool:
    return os.path.exists(path) and os.readlink(path).startswith("socket:")  # noqa: PTH110, PTH115 - no paths


_calls: list[None] = []


def prepare() -> None:
    """What a pool may call before it forks workers."""
    _calls.append(None)


def load_for_long() -> None:
    """An import on a machine that is full: it goes on and on, and says who does it."""
    Path(os.environ["LOADING"]).write_text(str(os.getpid()))
    while True:
        time.sleep(0.001)


_KINDS = {
    "prepared": lambda value, shared: len(_calls),
    "echo": lambda value, shared: value,
    "pid": lambda value, shared: os.getpid(),
    "parent": lambda value, shared: os.getppid(),
    "threads": lambda value, shared: threading.active_count(),
    "shared": lambda value, shared: shared.get(value),
    "raise": lambda value, shared: 1 / 0,
    "exit": lambda value, shared: os._exit(value),
    "segfault": lambda value, shared: ctypes.string_at(0),
    "die_once": _die_once,
    "spin": _spin,
    "sleep": lambda value, shared: time.sleep(value),
    "hang_in_c": lambda value, shared: ctypes.CDLL(None).usleep(60_000_000),
    "burn_in_c": lambda value, shared: pow(3, 10**9),
    "keep": _keep,
    "swell": _swell,
    "hold": _hold,
    "swell_and_hide": _swell_and_hide_it,
    "big": lambda value, shared: bytes(value),
    "unpicklable": lambda value, shared: socket.socket(),
    "files": _open_files,
    "has_more": _has_more,
}
