import sqlite3
from pathlib import Path

import pytest

from crawler.errors import LockedError, OutputError, StateError
from crawler.store import schema
from crawler.store.history import History
from crawler.store.state import KEYS_AT_A_TIME, State, side_files
from tests.forks import run_in_child


def refusal(path: Path) -> str:
    """Open what can't be opened; it must be as it was."""
    before = path.read_bytes()
    with pytest.raises(StateError) as caught:
        State.open(path)
    assert path.read_bytes() == before
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_what_is_committed_is_read_back(state: State) -> None:
    """A committed row is there for the next who opens the file, an uncommitted one is not."""
    state.write("INSERT INTO meta VALUES ('a', '1')")
    state.commit()
    state.write("INSERT INTO meta VALUES ('b', '2')")
    state.close()

    again = State.open(state.path)
    assert again.read("SELECT name, value FROM meta") == [("a", "1")]
    again.close()


@pytest.mark.parametrize("content", [b"", b"{}", b"SQLite format 3\x00", b"\x00" * 8192, b"%PDF-1.7" * 500])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    """Bytes that are no database are left as they are, with the way out."""
    path = tmp_path / "a.sqlite"
    path.write_bytes(content)

    message = refusal(path)
    assert "--rebuild-state" in message


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    """Another program's SQLite database is not taken for a state file."""
    path = tmp_path / "a.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE history(url TEXT)")
    other.close()

    assert "not one of Copydesk" in refusal(path)


def test_a_newer_version_is_refused(state: State) -> None:
    """A state of a later version is neither read nor changed."""
    state.close()
    with sqlite3.connect(state.path) as later:
        later.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    later.close()

    assert f"state version {schema.VERSION + 1}" in refusal(state.path)


def test_a_damaged_page_is_refused(state: State) -> None:
    """Damage inside the file is met before anything is written."""
    state.write_many("INSERT INTO meta VALUES (?, ?)", [(f"name {n}", "value " * 50) for n in range(500)])
    state.commit()
    state.close()
    content = bytearray(state.path.read_bytes())
    content[len(content) // 2 :] = b"\xa5" * (len(content) - len(content) // 2)
    state.path.write_bytes(content)

    assert "damaged" in refusal(state.path)


def test_damaged_text_is_no_crash(state: State) -> None:
    """Bytes that turned over inside a text leave a sound database, whose text is none: that is damage as well."""
    state.write("INSERT INTO meta VALUES ('home', CAST(x'68ff' AS TEXT))")

    with pytest.raises(StateError, match="damaged"):
        state.read("SELECT value FROM meta")


def test_a_cut_off_file_is_refused(state: State) -> None:
    """A state file that lost its second half is damaged."""
    state.close()
    state.path.write_bytes(state.path.read_bytes()[:5000])

    assert "damaged" in refusal(state.path)


def test_every_older_version_is_led_to_this_one(tmp_path: Path) -> None:
    """A file made by the first migrations only is opened, and is of the present version after."""
    for version in range(1, schema.VERSION + 1):
        path = tmp_path / f"{version}.sqlite"
        with sqlite3.connect(path) as old:
            for number in range(version):
                old.executescript(schema.MIGRATIONS[number])
            old.execute(f"PRAGMA user_version = {version}")
            old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        old.close()

        state = State.open(path)
        assert state.read("PRAGMA user_version") == [(schema.VERSION,)]
        state.close()


def test_a_lost_state_leaves_no_log_behind(tmp_path: Path) -> None:
    """The write-ahead log of a deleted state is not played into the one made after it."""
    path = tmp_path / "a.sqlite"
    State.create(path)
    first = State.open(path)
    first.write("INSERT INTO meta VALUES ('old', 'yes')")
    first.commit()
    log = side_files(path)[0].read_bytes()
    first.close()
    path.unlink()
    side_files(path)[0].write_bytes(log)

    State.create(path)
    second = State.open(path)
    assert second.read("SELECT * FROM meta") == []
    second.close()


def test_a_run_that_was_overtaken_writes_nothing(state: State) -> None:
    """A run that another one followed, with its lease lost unnoticed, can't commit beside it."""
    History(state).begin("first", 1)
    state.commit()
    successor = State.open(state.path)
    History(successor).begin("second", 2)
    successor.commit()

    with pytest.raises(LockedError, match="later run"):
        state.write("INSERT INTO meta VALUES ('a', '1')")
    successor.close()


def test_a_child_process_writes_nothing(state: State) -> None:
    """A forked child that inherited the connection must not commit through it."""

    def write() -> None:
        with pytest.raises(LockedError, match="children"):
            state.write("INSERT INTO meta VALUES ('a', '1')")

    assert run_in_child(write) == 0


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    """A state that can't be made is the output's fault."""
    (tmp_path / "state").write_text("a file where a folder should be")

    with pytest.raises(OutputError):
        State.create(tmp_path / "state" / "a.sqlite")


@pytest.mark.parametrize(
    "n_keys", [0, 1, 2, KEYS_AT_A_TIME - 1, KEYS_AT_A_TIME, KEYS_AT_A_TIME + 1, 3 * KEYS_AT_A_TIME]
)
def test_a_look_up_of_any_length_finds_each_row_once(state: State, n_keys: int) -> None:
    """Known and unknown keys, up to and beyond what one statement takes."""
    keys = [number.to_bytes(16, "big") for number in range(n_keys)]
    state.write_many("INSERT INTO url(key, first_seen, fetched) VALUES (?, 1, 1)", [(key,) for key in keys[::2]])

    found = list(state.read_keys("SELECT key FROM url WHERE key IN ({marks})", keys))

    assert sorted(found) == [(key,) for key in keys[::2]]


def test_look_ups_of_every_length_share_their_statements(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement is kept for each text; one for every length of list had grown to 0.3 MB an outlet."""
    texts = set()
    read = state.read
    monkeypatch.setattr(state, "read", lambda sql, values: (texts.add(sql), read(sql, values))[1])

    for n_keys in range(120):
        list(state.read_keys("SELECT key FROM url WHERE key IN ({marks})", [bytes(16)] * n_keys))

    assert len(texts) == 2
