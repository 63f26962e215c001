"""An open state file and an open store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.store.outlet_store import OutletStore
from crawler.store.state import State
from tests.folders import fast_folder


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """In place of pytest's own: on a memory file system."""
    with fast_folder() as folder:
        yield folder


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    path = tmp_path / "ledger.sqlite"
    State.create(path)
    state = State.open(path)
    yield state
    state.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OutletStore]:
    store = OutletStore("ledger", tmp_path)
    store.open()
    yield store
    store.abandon()
