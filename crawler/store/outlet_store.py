"""All that is kept of one outlet, its state file and its article files, and the checkpoint that ties them together.

    append -> article file (not safe yet)          checkpoint: 1. sync the article files and their folder
    tables -> the open transaction (not safe yet)              2. note their lengths   3. COMMIT

A kill before 3 leaves bytes behind the committed length, which the next `open` cuts off, and links that are due again;
a kill after it leaves nothing to do. `OpenStores` bounds how many outlets have their files open at once.
"""

import os
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.errors import LockedError, RunError, StateError
from crawler.store.durable import as_output_error, make_folder
from crawler.store.files import ArticleFiles, Location, day_of, name_of
from crawler.store.history import FileRecord, History
from crawler.store.patterns import Patterns
from crawler.store.pending import Pending
from crawler.store.seen import Seen
from crawler.store.sources import Sources
from crawler.store.state import State
from crawler.store.steps import Step, no_step

OPEN_STORES = 128
"""Outlets that have their files open at a time, where nothing else is said."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def _nothing() -> None:
    pass


class Tables:
    """The tables of an open state file."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.history = History(state)
        self.seen = Seen(state)
        self.pending = Pending(state)
        self.sources = Sources(state)
        self.patterns = Patterns(state)


class OutletStore:
    """One outlet's state and article files, opened on first use. The caller holds the outlet's lease."""

    def __init__(self, outlet_id: str, output: Path, *, step: Step = no_step) -> None:
        self.path = state_path(output, outlet_id)
        self.files = ArticleFiles(output / "articles" / outlet_id, step=step)
        self._step = step
        self._tables: Tables | None = None
        self._known_files: dict[str, FileRecord] = {}
        self._last_seen: dict[str, datetime] = {}
        """`first_seen_at` of the last line of each file appended to since the last checkpoint."""
        self.on_commit: Callable[[], None] = _nothing
        self.on_undo: Callable[[], None] = _nothing
        """Called when what was written since the last checkpoint is durable, or is gone."""

    @property
    def is_open(self) -> bool:
        return self._tables is not None

    @property
    def is_dirty(self) -> bool:
        """Whether something was written since the last checkpoint."""
        return self._tables is not None and self._tables.state.is_dirty

    @property
    def tables(self) -> Tables:
        """The tables; the store must be open."""
        assert self._tables is not None, f"{self.path} is closed"
        return self._tables

    @property
    def lacks_articles(self) -> bool:
        """Whether the state knows articles and their folder is gone. The store must be open."""
        return any(record.bytes for record in self._known_files.values()) and not self.files.folder.exists()

    @property
    def lacks_state(self) -> bool:
        """Whether there are articles and no state: somebody took it away, and what is stored must be read from them."""
        return not os.path.lexists(self.path) and any(self.files.sizes().values())

    def open(self) -> None:
        """Open the state, made empty where there is none, and cut the article files back to what it knows.

        StateError: the state file can't be used, and nothing was touched. OutputError: the disk does not take it.
        """
        with as_output_error(self.path.parent):
            make_folder(self.path.parent)
        if not os.path.lexists(self.path):
            State.create(self.path)
        tables = Tables(State.open(self.path))
        try:
            self._known_files = tables.history.files()
            self.files.cut_back({name: record.bytes for name, record in self._known_files.items()})
        except RunError:
            tables.state.close()
            raise
        self._tables = tables

    def next_moment(self, now: datetime) -> datetime:
        """Return the `first_seen_at` of a line written now: later than every line of the day's file.

        Only differs from `now` where the clock was set back, or two lines are written within a microsecond.
        """
        name = name_of(day_of(now))
        last = self._last_seen.get(name)
        if last is None and name in self._known_files:
            last = _EPOCH + timedelta(microseconds=self._known_files[name].last_seen_at)
        return now if last is None or last < now else last + _TICK

    def append(self, now: datetime, moment: datetime, line: bytes) -> Location:
        """Append a line whose `first_seen_at` is `moment` to the file of the day of `now`."""
        day = day_of(now)
        name = name_of(day)
        at = self.files.changed.get(name)
        if at is None:
            known = self._known_files.get(name)
            at = known.bytes if known and (self.files.folder / name).exists() else 0
        location = self.files.append(day, line, at=at)
        self._last_seen[name] = moment
        return location

    def read(self, location: Location) -> bytes | None:
        return self.files.read(location)

    def checkpoint(self) -> None:
        """Make everything written so far durable, together; a failure undoes all of it back to the last checkpoint."""
        if not self.is_dirty and not self.files.changed:
            return
        try:
            self.files.sync()
            for name, size in self.files.changed.items():
                micros = (self._last_seen[name] - _EPOCH) // _TICK
                self._known_files[name] = FileRecord(bytes=size, last_seen_at=micros)
                self.tables.history.put_file(name, self._known_files[name])
            self._step("commit")
            self.tables.state.commit()
        except RunError:
            self.abandon()
            raise
        self._step("committed")
        self.on_commit()
        self.files.forget()
        self._last_seen.clear()

    def close(self) -> None:
        """Checkpoint and close."""
        if self._tables is not None:
            self.checkpoint()
            self._tables.state.close()
            self._tables = None
            self._step("closed")

    def abandon(self) -> None:
        """Close without a checkpoint: back to the last one. Never raises."""
        if self._tables is None:
            return
        self._tables.state.rollback()
        self.on_undo()
        try:
            committed = {name: record.bytes for name, record in self._tables.history.files().items()}
            self.files.abandon(committed)
        except RunError:
            pass  # the disk does not even read: the next start cuts the files back
        self._tables.state.close()
        self._tables = None


class OpenStores:
    """The stores that are open, least recently used first; opening one too many closes that one."""

    def __init__(self, limit: int = OPEN_STORES) -> None:
        self._limit = limit
        self._open: OrderedDict[OutletStore, None] = OrderedDict()

    def use(self, store: OutletStore) -> bool:
        """Have `store` open; returns whether it was closed before."""
        if store.is_open:
            self._open.move_to_end(store)
            return False
        while len(self._open) >= self._limit:
            oldest, _ = self._open.popitem(last=False)
            # What is wrong with that outlet is not this one's fault; its own next use meets it again.
            with suppress(StateError, LockedError):
                oldest.close()
        store.open()
        self._open[store] = None
        return True

    def drop(self, store: OutletStore) -> None:
        """Forget a store that was closed or abandoned elsewhere."""
        self._open.pop(store, None)


def state_path(output: Path, outlet_id: str) -> Path:
    return output / "state" / f"{outlet_id}.sqlite"
