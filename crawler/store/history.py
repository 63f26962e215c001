"""The runs of an outlet, the committed lengths of its files, and small facts about it; tables `run`, `file`, `meta`.

A run's number is the fence: only the highest may write (state.py).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crawler.store.state import State

RUNS_KEPT = 1000
"""Runs whose counts are kept: forty days of hourly crawls for the outlet's own history, about 300 bytes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRun:
    id: str
    started: int
    """UNIX seconds."""
    ended: int | None
    """None: killed before its end, or still at work."""
    counts: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    bytes: int
    last_seen_at: int
    """`first_seen_at` of the last line, in microseconds since 1970."""


class History:
    def __init__(self, state: State) -> None:
        self._state = state

    def begin(self, run_id: str, now: int) -> int:
        """Enter the run, in the open transaction, and make it the one that may write; returns its number.

        A run that comes back to the file (it was closed to save descriptors) keeps its number.
        """
        row = self._state.read_one("SELECT number FROM run WHERE id = ?", (run_id,))
        if row is not None:
            self._state.fence = row[0]
            return int(row[0])
        self._state.fence = None
        self._state.write("INSERT INTO run(id, started) VALUES (?, ?)", (run_id, now))
        number = self._state.read("SELECT max(number) FROM run")[0][0]
        self._state.write("DELETE FROM run WHERE number <= ?", (number - RUNS_KEPT,))
        self._state.fence = number
        return int(number)

    def end(self, run_id: str, now: int, counts: Mapping[str, Any]) -> None:
        self._state.write(
            "UPDATE run SET ended = ?, counts = ? WHERE id = ?", (now, json.dumps(counts, sort_keys=True), run_id)
        )

    def runs(self, limit: int = RUNS_KEPT) -> list[PastRun]:
        """Return the latest runs, newest first."""
        rows = self._state.read("SELECT id, started, ended, counts FROM run ORDER BY number DESC LIMIT ?", (limit,))
        return [PastRun(id=i, started=s, ended=e, counts=json.loads(c or "{}")) for i, s, e, c in rows]

    def files(self) -> dict[str, FileRecord]:
        rows = self._state.read("SELECT name, bytes, last_seen_at FROM file")
        return {name: FileRecord(bytes=size, last_seen_at=last) for name, size, last in rows}

    def put_file(self, name: str, record: FileRecord) -> None:
        self._state.write("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", (name, record.bytes, record.last_seen_at))

    def get_fact(self, name: str) -> str | None:
        row = self._state.read_one("SELECT value FROM meta WHERE name = ?", (name,))
        return row[0] if row else None

    def put_fact(self, name: str, value: str) -> None:
        self._state.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
