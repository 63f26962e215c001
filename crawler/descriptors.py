"""How many files a process may have open, shared out among outlets' stores, connections, and all else.

A process without a free descriptor can neither connect, nor write an article, nor start a worker: each would fail under
another name. So what can wait, waits. Asked by the crawl when it starts.
"""

import resource
from contextlib import suppress
from dataclasses import dataclass

from crawler.errors import SettingError

FILES_PER_STORE = 4
"""The state file, its log, the log's index, and an article file."""
MOST_STORES = 128
"""Outlets with their files open at a time: each takes 0.3 MB."""
MOST_IDLE = 256
"""Connections that are kept open in case their host is asked again soon."""
OTHER_FILES = 40
"""The streams, the lock, pipes and sockets of workers (15 in a crawl of 20 outlets), and 20 name look-ups."""
LEAST_FILES = 64
"""Fewer are refused."""
WANTED_FILES = 2_048
"""Asked of the system where the limit is lower and may be raised: 1,024 is usual, and 256 on some systems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How many of each may be open at a time."""

    stores: int
    requests: int
    idle: int


def share_descriptors() -> Shares:
    """Return what fits into this process's limit, raised as far as it may be. SettingError below LEAST_FILES."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < WANTED_FILES and soft != resource.RLIM_INFINITY:
        wanted = WANTED_FILES if hard == resource.RLIM_INFINITY else min(WANTED_FILES, hard)
        with suppress(OSError, ValueError):
            if wanted > soft:
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _share(WANTED_FILES if soft == resource.RLIM_INFINITY else soft)


def _share(n_files: int) -> Shares:
    if n_files < LEAST_FILES:
        raise SettingError(
            f"limit of open files: found {n_files}, expected at least {LEAST_FILES}; raise it, e.g. with "
            f"`ulimit -n {WANTED_FILES}`"
        )
    half = (n_files - OTHER_FILES) // 2
    return Shares(stores=min(MOST_STORES, half // FILES_PER_STORE), requests=half // 2, idle=min(MOST_IDLE, half // 2))
