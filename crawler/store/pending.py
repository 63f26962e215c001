"""The links of an outlet that wait to be fetched; the table `pending`.

A link is ready or due later. What the run has taken and not ended is known to the run alone, and ready here.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, fields

from crawler.store.state import State

READY = 0
_TAKEN = -1
"""Written by early versions, for a link that a run had taken."""
SET_ASIDE = 2**40
"""Later than any clock: a page outside the days that were asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingLink:
    """One row, as plain values; the frontier makes it a link."""

    key: bytes
    rank: int
    """Lower goes first."""
    due: int
    """READY, SET_ASIDE, or UNIX seconds before which it is left alone."""
    tries: int = 0
    """Failures so far."""
    known: int = 0
    """1: a page that was fetched before and is looked at again."""
    kind: str
    url: str
    depth: int = 0
    via_kind: str | None = None
    via_url: str | None = None
    lastmod: int | None = None
    title: str | None = None
    published: str | None = None
    etag: str | None = None
    last_modified: str | None = None


_NAMES = tuple(f.name for f in fields(PendingLink))
_COLUMNS = ", ".join(_NAMES)
_MARKS = ", ".join("?" * len(_NAMES))


class Pending:
    def __init__(self, state: State) -> None:
        self._state = state

    def recover(self) -> None:
        """Make ready what a run of an early version had taken when it died."""
        if self._state.read_one("SELECT 1 FROM pending WHERE due = ? LIMIT 1", (_TAKEN,)):
            self._state.write("UPDATE pending SET due = ? WHERE due = ?", (READY, _TAKEN))

    def recall(self) -> None:
        """Make ready what was set aside."""
        self._state.write("UPDATE pending SET due = ? WHERE due = ?", (READY, SET_ASIDE))

    def wake(self, now: int) -> int:
        """Make ready what has become due; returns how many."""
        if not self._state.read_one("SELECT 1 FROM pending WHERE due > 0 AND due <= ? LIMIT 1", (now,)):
            return 0
        return self._state.write("UPDATE pending SET due = 0 WHERE due > 0 AND due <= ?", (now,))

    def count_ready(self) -> int:
        return int(self._state.read("SELECT count(*) FROM pending WHERE due = 0")[0][0])

    def count(self) -> int:
        return int(self._state.read("SELECT count(*) FROM pending")[0][0])

    def next_due(self) -> int | None:
        """Return the UNIX seconds at which the next link wakes; None: none sleeps."""
        row = self._state.read_one("SELECT min(due) FROM pending WHERE due > 0 AND due < ?", (SET_ASIDE,))
        return row[0] if row else None

    def first(self, limit: int, *, besides: Set[bytes]) -> list[PendingLink]:
        """Return up to `limit` ready links, first rank first, but those under the keys `besides`."""
        sql = f"SELECT {_COLUMNS} FROM pending WHERE due = 0 ORDER BY rank LIMIT ?"
        rows = [row for row in self._state.read(sql, (limit + len(besides),)) if row[0] not in besides]
        return [PendingLink(**dict(zip(_NAMES, row, strict=True))) for row in rows[:limit]]

    def set_due(self, keys: Sequence[bytes], due: int) -> None:
        if keys:
            self._state.write_many("UPDATE pending SET due = ? WHERE key = ?", [(due, key) for key in keys])

    def get(self, keys: Sequence[bytes]) -> dict[bytes, PendingLink]:
        """Return those of the keys that are pending in any way."""
        rows = self._state.read_keys(f"SELECT {_COLUMNS} FROM pending WHERE key IN ({{marks}})", keys)
        return {row[0]: PendingLink(**dict(zip(_NAMES, row, strict=True))) for row in rows}

    def put(self, links: Sequence[PendingLink]) -> None:
        """Add the links, each in the place of one with its key."""
        self._state.write_many(
            f"INSERT OR REPLACE INTO pending({_COLUMNS}) VALUES ({_MARKS})",
            [tuple(getattr(link, name) for name in _NAMES) for link in links],
        )

    def remove(self, keys: Sequence[bytes]) -> None:
        self._state.write_many("DELETE FROM pending WHERE key = ?", [(key,) for key in keys])
