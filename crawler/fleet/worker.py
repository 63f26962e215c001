"""What a worker process does: take a task off the wire, call the one function, answer; end with the parent.

Runs only in processes that forkserver.py forks. A worker that used more memory than it may answers nothing and ends,
because a library that ran out of memory half-way may have swallowed that and returned half a result.
"""

import ctypes
import logging
import os
import pickle
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

from crawler.fleet.wire import Inbox, WireClosedError, send, unpack

MEMORY_EXIT = 77
"""Exit status of a worker that took more memory than its limit."""
_ADDRESS_SPACE_HEADROOM = 4 << 30
"""Bytes of address space above the limit at which allocation fails outright. The limit itself is on resident memory,
watched from outside four times a second: address space alone is a bad measure (libxml2 and Python reserve far more
than they touch, and a parser that is refused memory in recovery mode returns a shorter tree without a word), but a
blow-up between two looks must end somewhere."""
_PR_SET_PDEATHSIG = 1
"""prctl(2): the signal a process gets when its parent dies. Linux only."""
_KIB = 1 if sys.platform == "darwin" else 1024
"""getrusage(2) counts the peak in kilobytes on Linux, in bytes on macOS."""

Function = Callable[[Any, dict[str, Any]], Any]


def work(wire: socket.socket, function: Function, memory_bytes: int | None, parent_pid: int) -> NoReturn:
    """Serve tasks until the pool closes the wire, then end the process; never returns."""
    _die_with(parent_pid)
    logging.getLogger().addHandler(logging.NullHandler())  # a library's warning belongs into no terminal
    if memory_bytes is not None:
        _limit_address_space(memory_bytes)
    shared: dict[str, Any] = {}
    inherited_bytes = _peak_bytes()
    inbox = Inbox(wire)
    try:
        while True:
            news, task, n_apart = pickle.loads(inbox.receive())
            for key, value in news.items():
                _update(shared, key, value)
            answer = _answer(function, partial(unpack, task, n_apart, wire, inbox), shared)
            if memory_bytes is not None and _peak_bytes() - inherited_bytes > memory_bytes:
                os._exit(MEMORY_EXIT)
            send(wire, answer)
    except WireClosedError:
        os._exit(0)


def _update(shared: dict[str, Any], key: str, value: bytes | None) -> None:
    if value is None:
        shared.pop(key, None)
    else:
        shared[key] = pickle.loads(value)


def _answer(function: Function, unpacked: Callable[[], Any], shared: dict[str, Any]) -> bytes:
    """Return the pickled result, or what was raised: (is_result, it, CPU seconds and most bytes used so far)."""
    try:
        result = function(unpacked(), shared)
        return pickle.dumps((True, result, time.process_time(), _peak_bytes()), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        os._exit(MEMORY_EXIT)
    except WireClosedError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever the function raises is an answer, not the worker's end
        return pickle.dumps((False, f"{type(error).__name__}: {error}", time.process_time(), _peak_bytes()))


def _die_with(parent_pid: int) -> None:
    """Ask the kernel to kill this process when the fork server dies; a wire that closes ends it everywhere else."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:  # died between the fork and this line
        os._exit(0)


def _limit_address_space(memory_bytes: int) -> None:
    ceiling = memory_bytes + _ADDRESS_SPACE_HEADROOM
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard == resource.RLIM_INFINITY or ceiling < hard:
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB
