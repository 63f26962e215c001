"""The links of one outlet that wait in its state file, those taken ahead of their turn, and those in flight.

    add -> state file -> next_row -> the window -> fly -> in flight -> land | forget | put_back

Memory alone knows the window and what is in flight: in the state file their rows are ready until they end, so that
what a killed run had taken is due again by itself. Which links are wanted is decided by `intake.py` and `frontier.py`.
"""

from collections import deque
from collections.abc import Sequence

from crawler.store.outlet_store import OutletStore
from crawler.store.pending import PendingLink

WINDOW = 16
"""Links taken from the state file at a time: enough that a fast host does not wait for SQLite, few enough that a newer
link soon has its turn."""


class Queue:
    """The store must be open whenever a method is called."""

    def __init__(self, store: OutletStore) -> None:
        self._store = store
        self._window: deque[PendingLink] = deque()
        self._flying: dict[bytes, PendingLink] = {}
        self._ready = 0
        """Ready links in the state file, those of the window not among them."""

    @property
    def pending(self) -> int:
        """Links that could be given now."""
        return self._ready + len(self._window)

    @property
    def in_flight(self) -> int:
        return len(self._flying)

    def recover(self, now: int, window: str) -> None:
        """Make ready what an earlier run left, what has become due since, and what lay outside another `window`."""
        self._store.tables.pending.recover()
        self._store.tables.pending.wake(now)
        if self._store.tables.history.get_fact("window") != window:
            self._store.tables.history.put_fact("window", window)
            self._store.tables.pending.recall()
        self._ready = self._store.tables.pending.count_ready()

    def wake(self, now: int) -> None:
        """Make ready what has become due."""
        self._ready += self._store.tables.pending.wake(now)

    def waiting(self, keys: Sequence[bytes]) -> dict[bytes, PendingLink]:
        """Return the rows that are kept under these keys, be they ready, due later or in flight."""
        return self._store.tables.pending.get(keys)

    def add(self, rows: Sequence[PendingLink]) -> None:
        """Keep rows that are ready now."""
        self._store.tables.pending.put(rows)
        self._ready += len(rows)
        if rows:
            self._return_window()  # a newer link may stand before those taken ahead

    def amend(self, rows: Sequence[PendingLink]) -> None:
        """Keep what was learned of links that are kept already, be they waiting or in flight."""
        if rows:
            self._store.tables.pending.put(rows)
            self._flying |= {row.key: row for row in rows if row.key in self._flying}
            self._return_window()

    def keep(self, row: PendingLink) -> None:
        """Keep a row that is not ready now."""
        self._store.tables.pending.put([row])

    def next_row(self) -> PendingLink | None:
        """Take out the row whose turn it is, to be given to `fly`, `postpone` or `forget`; None: nothing is ready."""
        if not self._window:
            self._window.extend(self._store.tables.pending.first(WINDOW, besides=self._flying.keys()))
            self._ready -= len(self._window)
        return self._window.popleft() if self._window else None

    def fly(self, row: PendingLink) -> None:
        """The row is in flight from now on."""
        self._flying[row.key] = row

    def flying(self, key: bytes) -> PendingLink | None:
        """Return the row in flight under the key; None: it was not given, or has ended."""
        return self._flying.get(key)

    def land(self, key: bytes) -> PendingLink | None:
        """End a flight and return its row, which stays in the state file; None where it was not in flight."""
        return self._flying.pop(key, None)

    def postpone(self, key: bytes, due: int) -> None:
        """Make a row that is kept due at another moment."""
        self._store.tables.pending.set_due([key], due)

    def forget(self, key: bytes) -> PendingLink | None:
        """Take a link out without remembering anything; return its row where it was in flight."""
        row = self.land(key)
        self._store.tables.pending.remove([key])
        return row

    def put_back(self, key: bytes) -> bool:
        """Make a link in flight ready again; returns False where it was not in flight."""
        if self.land(key) is None:
            return False
        self._ready += 1
        return True

    def _return_window(self) -> None:
        self._ready += len(self._window)
        self._window.clear()
