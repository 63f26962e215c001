"""An outlet's article files, `<output>/articles/<outlet>/<YYYY-MM-DD>.jsonl`: append, sync, cut back, read one line.

A file's day is the UTC day on which its lines were written. Bytes count only once the state knows them: `cut_back`
takes off what a killed run left behind the committed length. Knows lines of bytes, nothing of records.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from crawler.errors import OutputError, StateError
from crawler.store.durable import TO_MEND, make_folder, sync_folder
from crawler.store.regular import NotRegularError, open_regular, regular_size
from crawler.store.steps import Step, no_step

_EPOCH = date(1970, 1, 1)
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}\.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a line stands."""

    day: int
    """Of the file, in days since 1970-01-01."""
    offset: int
    length: int
    """Bytes, the newline among them."""

    @property
    def file(self) -> str:
        return name_of(self.day)


def day_of(moment: datetime) -> int:
    """Return the UTC day of an aware datetime in days since 1970-01-01."""
    return (moment.astimezone(UTC).date() - _EPOCH).days


@lru_cache(maxsize=64)
def name_of(day: int) -> str:
    return f"{_EPOCH + timedelta(days=day):%Y-%m-%d}.jsonl"


def day_of_name(name: str) -> int:
    return (date.fromisoformat(name.removesuffix(".jsonl")) - _EPOCH).days


def is_article_file(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


class ArticleFiles:
    """The files of one outlet; files are open only from their first append to the next `sync`."""

    def __init__(self, folder: Path, *, step: Step = no_step) -> None:
        self.folder = folder
        self._step = step
        self._lengths: dict[str, int] = {}
        self._open: dict[str, int] = {}
        """Descriptors of files with bytes that are not synced."""
        self._has_new = False

    @property
    def changed(self) -> Mapping[str, int]:
        """Length in bytes of each file written to since the last `forget`."""
        return dict(self._lengths)

    def sizes(self) -> dict[str, int]:
        """Return the size in bytes of each article file that is there; no folder is no files.

        StateError where something else than a file stands in the place of one.
        """
        try:
            with os.scandir(self.folder) as entries:
                names = [entry.name for entry in entries if is_article_file(entry.name)]
            found = {name: regular_size(self.folder / name) for name in names}
        except FileNotFoundError:
            return {}
        except NotRegularError as error:
            raise _no_file(error) from error
        except OSError as error:
            raise _refused(self.folder, error) from error
        return {name: size for name, size in found.items() if size is not None}

    def cut_back(self, committed: Mapping[str, int]) -> int:
        """Take off every byte behind the committed lengths, whole files too; returns how many were cut.

        A file that is missing was archived by its owner, which is fine. StateError for one that is shorter than its
        committed length (records that the state counts as stored are lost) or was changed before it (a cut there would
        tear a line).
        """
        cut = 0
        for name, size in self.sizes().items():
            length = committed.get(name, 0)
            path = self.folder / name
            if size < length:
                raise StateError(
                    f"{path}: {size} bytes, but {length} were stored; records are lost. Run with --rebuild-state "
                    "to fetch them again, or put the file back"
                )
            cut += size - length
            try:
                if name not in committed:
                    path.unlink()
                elif size > length:
                    _check_line_end(path, length)
                    os.truncate(path, length)
            except OSError as error:
                raise _refused(path, error) from error
        return cut

    def append(self, day: int, line: bytes, *, at: int) -> Location:
        """Write `line` at byte `at`, the file's end; whole, or not at all and OutputError."""
        name = name_of(day)
        path = self.folder / name
        try:
            descriptor = self._descriptor(name)
            if os.fstat(descriptor).st_size < at:  # a hole of zeros would stand where the lines were
                raise _gone(path)
            self._step("append")
            try:
                _write_all(descriptor, line, at, self._step)
            except OSError:
                os.ftruncate(descriptor, at)
                raise
        except NotRegularError as error:
            raise _no_file(error) from error
        except OSError as error:
            raise _refused(path, error) from error
        self._step("appended")
        self._lengths[name] = at + len(line)
        return Location(day=day, offset=at, length=len(line))

    def sync(self) -> None:
        """Make every appended byte durable; the folder's entries too where a file is new."""
        self._step("sync")
        for name, descriptor in list(self._open.items()):
            try:
                if os.fstat(descriptor).st_nlink == 0:
                    raise _gone(self.folder / name)
                os.fsync(descriptor)
            except OSError as error:
                raise _refused(self.folder / name, error) from error
            finally:
                os.close(self._open.pop(name))
            self._step("file synced")
        if self._has_new:
            try:
                sync_folder(self.folder)
            except OSError as error:
                raise _refused(self.folder, error) from error
            self._has_new = False
            self._step("folder synced")

    def forget(self) -> None:
        """Start a new checkpoint: what was written is committed."""
        self._lengths.clear()

    def abandon(self, committed: Mapping[str, int]) -> None:
        """Give up what was not committed and cut it off at once, as far as the disk lets us; never raises."""
        for descriptor in self._open.values():
            os.close(descriptor)
        self._open.clear()
        for name in self._lengths:
            try:
                os.truncate(self.folder / name, committed.get(name, 0))
            except OSError:
                continue  # the next start cuts it
        self._lengths.clear()

    def read(self, location: Location) -> bytes | None:
        """Return the line at `location`; None where the file is gone or shorter."""
        try:
            with os.fdopen(open_regular(self.folder / location.file), "rb") as file:
                file.seek(location.offset)
                line = file.read(location.length)
        except FileNotFoundError:
            return None
        except NotRegularError as error:
            raise _no_file(error) from error
        except OSError as error:
            raise _refused(self.folder / location.file, error) from error
        return line if len(line) == location.length and line.endswith(b"\n") else None

    def _descriptor(self, name: str) -> int:
        if name not in self._open:
            make_folder(self.folder)
            path = self.folder / name
            self._has_new = self._has_new or not path.exists()
            self._open[name] = open_regular(path, os.O_WRONLY | os.O_CREAT)
        return self._open[name]


def _write_all(descriptor: int, line: bytes, at: int, step: Step) -> None:
    """Write every byte: a nearly full disk takes a part of a line and says so only at the next call (write(2))."""
    done = 0
    while done < len(line):
        done += os.pwrite(descriptor, line[done:], at + done)
        step("bytes written")


def _check_line_end(path: Path, length: int) -> None:
    """Make sure that a line ends where the stored part does."""
    with os.fdopen(open_regular(path), "rb") as file:
        file.seek(max(length - 1, 0))
        if length and file.read(1) != b"\n":
            raise StateError(
                f"{path}: no line ends at byte {length}, where the stored part ended; it was changed by hand. Put the "
                "file back, or run with --rebuild-state to take it as it is"
            )


def _no_file(error: NotRegularError) -> StateError:
    return StateError(f"{error.filename}: {error.strerror} of articles; move it away")


def _gone(path: Path) -> OutputError:
    return OutputError(
        f"{path}: was moved away, removed or cut while the crawl wrote to it; what was stored there since the last "
        "checkpoint is fetched again by the next run. Move article files when no crawl runs"
    )


def _refused(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{path}: can't be written ({error.strerror or error}); what was stored before is safe. {TO_MEND}"
    )
