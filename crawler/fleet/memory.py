"""One budget of memory for all workers of a pool: what each may take is set aside before its task starts.

    most_bytes = one heavy task + LIGHT_WORKERS workers beside it     or as many light ones as fit

A task is light until it is submitted as heavy or turns out to be: when the workers together hold more than the budget,
the largest with a light task is stopped, and its task done again as a heavy one. All bytes are beyond those that the
workers share with the process they were forked from.
"""

import os
from pathlib import Path
from threading import Lock

LIGHT_BYTES = 40_000_000
"""Set aside for a worker with a light task or none: after usual pages a worker adds 32 to 35 MB to the whole (PSS)."""
LIGHT_WORKERS = 2
"""Workers for which there is always room beside a heavy task."""

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def resident_bytes(pid: int) -> int | None:
    """Memory a process holds now, or None where /proc can't say (the worker's own check still stands)."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES
    except (OSError, IndexError, ValueError):
        return None


class Memory:
    """Seats are whatever stands for a worker. Without `most_bytes` there is room for everything."""

    def __init__(self, most_bytes: int | None) -> None:
        self._most = most_bytes
        self._aside: dict[object, int] = {}
        self._held: dict[object, int] = {}
        self._heavy: set[object] = set()
        self._lock = Lock()

    @property
    def most_workers(self) -> int | None:
        """As many as there is room for; None is no bound."""
        return None if self._most is None else max(1, self._most // LIGHT_BYTES)

    @property
    def worker_bytes(self) -> int | None:
        """What no worker may pass, whatever its task; None is no bound."""
        return None if self._most is None else self.heavy_bytes()

    def heavy_bytes(self) -> int:
        """Return what a heavy task may take, its worker included."""
        assert self._most is not None
        return max(self._most // 2, self._most - LIGHT_WORKERS * LIGHT_BYTES)

    def fits(self, seat: object, *, is_heavy: bool, heavy_waits: bool) -> bool:
        """Return whether a task may start at a seat; light ones leave room for a heavy one that waits."""
        with self._lock:
            others = sum(n_bytes for other, n_bytes in self._aside.items() if other is not seat)
            if self._most is None or not others:
                return True
            if is_heavy:
                return others + self.heavy_bytes() <= self._most
            kept = self.heavy_bytes() if heavy_waits and not self._heavy else 0
            return others + LIGHT_BYTES <= self._most - kept

    def start(self, seat: object, *, is_heavy: bool) -> None:
        """Set aside what the task may take."""
        with self._lock:
            self._aside[seat] = self.heavy_bytes() if is_heavy and self._most is not None else LIGHT_BYTES
            if is_heavy:
                self._heavy.add(seat)

    def rest(self, seat: object, *, has_worker: bool) -> None:
        """The task is over; an idle worker takes some memory, too."""
        with self._lock:
            self._heavy.discard(seat)
            self._held.pop(seat, None)
            if has_worker:
                self._aside[seat] = LIGHT_BYTES
            else:
                self._aside.pop(seat, None)

    def is_too_much(self, seat: object, n_bytes: int) -> bool:
        """Note what the worker at a seat holds now; return whether it has to stop for that."""
        if self._most is None:
            return False
        with self._lock:
            self._held[seat] = n_bytes
            if seat in self._heavy:
                return n_bytes > self.heavy_bytes()
            light = [held for other, held in self._held.items() if other not in self._heavy]
            return sum(self._held.values()) > self._most and n_bytes == max(light)
