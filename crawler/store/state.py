"""The door to sqlite3: one state file an outlet, opened, checked, migrated; one transaction a checkpoint.

    create/open -> State -- read --> rows
                         -- write -> the open transaction -- commit (a checkpoint) | rollback

A file that is not ours, broken, or newer than this program raises StateError before anything is written to it. What the
tables mean is `schema.py`; who uses them are `seen.py`, `pending.py`, `sources.py` and `history.py`.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from crawler.errors import LockedError, OutputError, RunError, StateError
from crawler.store import schema
from crawler.store.durable import TO_MEND, sync_folder
from crawler.store.regular import NotRegularError, read_regular

Value = str | bytes | int | float | None
Row = tuple[Any, ...]

CACHE_KIB = 128
"""Page cache of one connection. A hundred may be open at a time: with 512 KiB each had grown by 0.4 MB after 8,000
articles, and storing one of 40,000 took 4 microseconds less."""

KEYS_AT_A_TIME = 50
"""Keys in one look-up. SQLite keeps 0.2 KB for each mark of a statement, Python 48 statements of a connection: those
for lists of any length up to 500 had grown to 0.3 MB an outlet; beyond 50 a key costs the same 1.1 microseconds."""

CHECK_BYTES = 4_000_000
"""Files up to this size are read through (`quick_check`, about 2 ms) before they are used; in larger ones damage shows
when it is met."""

BUSY_SECONDS = 10.0
"""How long to wait for a reader that holds the file; writers exclude each other by the lease."""

_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\x00"
_NEXT_STEP = "move it away, or run with --rebuild-state to make it anew from the article files"


class State:
    """An open state file. `fence` is the number of the run that may write; None before a run began."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.fence: int | None = None
        self._connection = connection
        self._process = os.getpid()

    @classmethod
    def create(cls, path: Path) -> None:
        """Make an empty state file at `path`, whole or not at all, durable on return."""
        fresh = path.with_name(path.name + ".new")
        with _translated(path):
            # The write-ahead log of a lost state would be played into the new one.
            for leftover in (fresh, *side_files(path)):
                leftover.unlink(missing_ok=True)
            connection = sqlite3.connect(fresh, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = OFF")
                _migrate(connection, 0)
                connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
                connection.execute("PRAGMA synchronous = OFF")  # synced as a whole below
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                connection.close()
            _sync_file(fresh)
            fresh.replace(path)
            sync_folder(path.parent)

    @classmethod
    def open(cls, path: Path) -> "State":
        """Open and check the file at `path`; StateError leaves it untouched."""
        _check_header(path)
        if path.stat().st_size <= CHECK_BYTES:
            _check_pages(path)
        with _translated(path):
            connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS, cached_statements=48)
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            connection.execute("PRAGMA journal_mode = WAL")
            # FULL, not NORMAL: a checkpoint that was reported done survives a power cut.
            connection.execute("PRAGMA synchronous = FULL")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > schema.VERSION:
                connection.close()
                raise StateError(_newer(path, version))
            if version < schema.VERSION:
                _migrate(connection, version)
        return cls(path, connection)

    @property
    def is_dirty(self) -> bool:
        """Whether something was written since the last commit."""
        return self._connection.in_transaction

    def read(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _translate(self.path, error) from error

    def read_one(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        try:
            row: Row | None = self._connection.execute(sql, values).fetchone()
        except sqlite3.Error as error:
            raise _translate(self.path, error) from error
        return row

    def read_keys(self, sql: str, keys: Sequence[bytes]) -> Iterator[Row]:
        """Yield the rows of a statement with `IN ({marks})` for any number of keys."""
        for start in range(0, len(keys), KEYS_AT_A_TIME):
            part = list(keys[start : start + KEYS_AT_A_TIME])
            if len(part) > 1:  # the same text for every number of keys: the last one stands in for those that lack
                part += [part[-1]] * (KEYS_AT_A_TIME - len(part))
            yield from self.read(sql.format(marks=",".join("?" * len(part))), part)

    def write(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement in the open transaction; returns the number of changed rows."""
        self._begin()
        try:
            return self._connection.execute(sql, values).rowcount
        except sqlite3.Error as error:
            raise _translate(self.path, error) from error

    def write_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        self._begin()
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise _translate(self.path, error) from error

    def commit(self) -> None:
        """End the transaction; on return it survives a power cut. A failure rolls it back and raises."""
        if not self.is_dirty:
            return
        self._check_process()
        try:
            with _translated(self.path):
                self._connection.execute("COMMIT")
        except RunError:
            self.rollback()
            raise

    def rollback(self) -> None:
        """Forget what was written since the last commit; never raises."""
        with suppress(sqlite3.Error):  # what was never committed is gone in any case
            if self.is_dirty:
                self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close without committing."""
        self.rollback()
        with suppress(sqlite3.Error):  # folding the WAL into the file failed (disk full): the next open does it
            self._connection.close()

    def _begin(self) -> None:
        """Open the transaction and hold the write lock from here to the commit, as the run the file knows as its last.

        So a process that lost its lease unnoticed (a copy of the folder, a broken network lock) can't commit beside its
        successor.
        """
        if self.is_dirty:
            return
        self._check_process()
        with _translated(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            if self.fence is None:
                return
            newest = self._connection.execute("SELECT max(number) FROM run").fetchone()[0]
        if newest != self.fence:
            self.rollback()
            raise LockedError(f"{self.path}: a later run has taken this outlet over; this one writes nothing more")

    def _check_process(self) -> None:
        if os.getpid() != self._process:
            raise LockedError(f"{self.path}: opened by process {self._process}; its children must not write to it")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn sqlite's and the system's errors into ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translate(path, error) from error
    except OSError as error:
        raise OutputError(f"{path}: can't be used ({error.strerror or error}). {TO_MEND}") from error


def _translate(path: Path, error: sqlite3.Error) -> RunError:
    """Return our error for a broken file, a held file, a disk that does not take it; raise any other."""
    name = getattr(error, "sqlite_errorname", None) or ""
    is_damaged = name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_SCHEMA"))
    if is_damaged or any(words in str(error) for words in _DAMAGE_WORDS):
        return StateError(f"{path}: the state file is damaged ({error}); {_NEXT_STEP}")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LockedError(f"{path}: held by another process ({error})")
    if isinstance(error, sqlite3.OperationalError | sqlite3.DatabaseError) and name.startswith(_DISK_ERRORS):
        return OutputError(f"{path}: can't be written ({error}). {TO_MEND}")
    raise error


_DAMAGE_WORDS = ("no such", "already exists", "has no column", "Could not decode to UTF-8")
"""Of errors that have no name of their own: tables that are not those of the version that the file tells, and text that
is none (Python's error, not SQLite's)."""

_DISK_ERRORS = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")


def side_files(path: Path) -> tuple[Path, Path]:
    """Return the write-ahead log and its index that SQLite keeps beside the file (sqlite.org/wal.html)."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def _check_header(path: Path) -> None:
    """Refuse what is no state file of ours by its first 100 bytes, before SQLite sees it."""
    try:
        header = read_regular(path, _HEADER_BYTES)
    except NotRegularError as error:
        raise StateError(f"{path}: {error.strerror} of state; {_NEXT_STEP}") from error
    except OSError as error:
        raise OutputError(f"{path}: can't be read ({error.strerror or error}). {TO_MEND}") from error
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise StateError(f"{path}: not a state file (no SQLite database); {_NEXT_STEP}")
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise StateError(f"{path}: an SQLite database, but not one of Copydesk; {_NEXT_STEP}")
    version = int.from_bytes(header[60:64], "big")
    if version > schema.VERSION:
        raise StateError(_newer(path, version))


def _check_pages(path: Path) -> None:
    """Read the whole file through a connection that can't write."""
    with _translated(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
        try:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            connection.close()
    if verdict != "ok":
        raise StateError(f"{path}: the state file is damaged ({verdict.splitlines()[-1]}); {_NEXT_STEP}")


def _newer(path: Path, version: int) -> str:
    return (
        f"{path}: state version {version}, this Copydesk reads up to {schema.VERSION}; "
        "install the newer Copydesk again, or use another --output"
    )


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    """Lead the file from `version` to the present one, each step whole or not at all."""
    for number in range(version, schema.VERSION):
        connection.executescript(
            f"BEGIN IMMEDIATE; {schema.MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;"
        )


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
