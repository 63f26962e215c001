"""An open state file and an open store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.store.outlet_store import OutletStore
from crawler.store.state import State


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
