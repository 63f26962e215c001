import errno
import os
import resource
import signal
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import OutputError, StateError
from crawler.store.files import ArticleFiles, Location, day_of, day_of_name, name_of
from tests.folders import fast_folder
from tests.forks import run_in_child
from tests.strategies import instants

DAY = day_of(datetime(2026, 11, 23, tzinfo=UTC))
NAME = "2026-11-23.jsonl"


@given(lines=st.lists(st.binary(max_size=300).map(lambda b: b.replace(b"\n", b"") + b"\n"), max_size=12))
def test_what_is_appended_is_read_back(lines: list[bytes]) -> None:
    """Every line comes back from where it was put, and the file is exactly their sum."""
    with fast_folder() as folder:
        files = ArticleFiles(folder)
        places: list[Location] = []
        for line in lines:
            places.append(files.append(DAY, line, at=files.changed.get(NAME, 0)))
        files.sync()

        assert [files.read(place) for place in places] == lines
        assert files.sizes() == ({NAME: sum(map(len, lines))} if lines else {})


@given(instants)
def test_a_file_is_named_after_the_utc_day(moment: datetime) -> None:
    """The day of a file is that of the UTC clock, whatever zone a time is written in."""
    assert name_of(day_of(moment)) == f"{moment.astimezone(UTC):%Y-%m-%d}.jsonl"
    assert day_of_name(name_of(day_of(moment))) == day_of(moment)


def test_an_evening_in_denver_is_the_next_day() -> None:
    """18:00 in Denver is 01:00 UTC."""
    assert name_of(day_of(datetime(2026, 11, 22, 18, tzinfo=timezone(timedelta(hours=-7))))) == NAME


def test_cut_back_takes_what_was_not_committed(tmp_path: Path) -> None:
    """A torn line, a line that was not committed and a file nobody knows are gone; the rest stays."""
    (tmp_path / NAME).write_bytes(b'{"a": 1}\n{"b": 2}\n{"c": ')
    (tmp_path / "2026-11-24.jsonl").write_bytes(b'{"d": 4}\n')
    (tmp_path / "2026-11-20.jsonl").write_bytes(b'{"z": 0}\n')
    (tmp_path / "notes.txt").write_bytes(b"mine")

    cut = ArticleFiles(tmp_path).cut_back({NAME: 9, "2026-11-20.jsonl": 9})

    assert cut == 15 + 9
    assert (tmp_path / NAME).read_bytes() == b'{"a": 1}\n'
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026-11-20.jsonl", NAME, "notes.txt"]


def test_a_file_that_lost_records_is_noticed(tmp_path: Path) -> None:
    """A file shorter than what was committed stops the outlet: its records are stored no more."""
    (tmp_path / NAME).write_bytes(b"{}\n")

    with pytest.raises(StateError, match="records are lost"):
        ArticleFiles(tmp_path).cut_back({NAME: 9})


def test_an_archived_file_is_fine(tmp_path: Path) -> None:
    """A file that its owner moved away is not missed, and reads as unknown."""
    files = ArticleFiles(tmp_path)

    assert files.cut_back({NAME: 9}) == 0
    assert files.read(Location(day=DAY, offset=0, length=9)) is None


def test_a_file_that_vanishes_while_it_is_written_ends_the_run(tmp_path: Path) -> None:
    """Lines that go to a file nobody can open any more are not stored."""
    files = ArticleFiles(tmp_path / "ledger")
    files.append(DAY, b"one\n", at=0)
    (tmp_path / "ledger" / NAME).unlink()

    with pytest.raises(OutputError, match="removed"):
        files.sync()


def test_no_hole_stands_where_lines_were(tmp_path: Path) -> None:
    """A file moved away between two checkpoints is not begun again in its middle."""
    files = ArticleFiles(tmp_path / "ledger")
    files.append(DAY, b"one\n", at=0)
    files.sync()
    (tmp_path / "ledger" / NAME).rename(tmp_path / "moved.jsonl")

    with pytest.raises(OutputError, match="moved away"):
        files.append(DAY, b"two\n", at=4)


def test_a_full_disk_tears_no_line(tmp_path: Path) -> None:
    """Where the disk takes half a line only, the file ends with the line before it, at once."""

    def fill() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        files = ArticleFiles(tmp_path)
        files.append(DAY, b"x" * 59 + b"\n", at=0)
        with pytest.raises(OutputError, match="what was stored before is safe"):
            files.append(DAY, b"y" * 59 + b"\n", at=60)
        files.sync()

    assert run_in_child(fill) == 0
    assert (tmp_path / NAME).read_bytes() == b"x" * 59 + b"\n"


def test_a_disk_that_fails_to_sync_commits_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of fsync is passed on, and the file goes back to its committed length."""
    files = ArticleFiles(tmp_path)
    files.append(DAY, b"{}\n", at=0)

    def fail(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match="Input/output error"):
        files.sync()
    files.abandon({})

    assert (tmp_path / NAME).read_bytes() == b""
