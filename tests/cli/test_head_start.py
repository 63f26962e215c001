"""Only a run that will find new pages for certain has its workers load before it knows anything else."""

from pathlib import Path

import pytest

from crawler.cli import head_start
from crawler.spiders.reading import PREPARE, READ


@pytest.fixture(name="started")
def _started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    started: list[tuple[str, str]] = []
    monkeypatch.setattr(head_start, "start_early", lambda module, preload: started.append((module, preload)))
    return started


def test_a_first_run_loads_what_the_reader_will_ask_for(started: list[tuple[str, str]], tmp_path: Path) -> None:
    """The names are those that the crawl's reader gives its pool; others would load something else for nothing."""
    head_start.give_head_start(tmp_path)

    assert started == [(READ.partition(":")[0], PREPARE)]


def test_a_run_over_known_outlets_does_not(started: list[tuple[str, str]], tmp_path: Path) -> None:
    """It may have nothing to read, and would pay for processes that it never needs."""
    state = tmp_path / "state/ledger.sqlite"
    state.parent.mkdir()
    state.touch()

    head_start.give_head_start(tmp_path)

    assert started == []


def test_the_folder_may_be_named_by_a_setting(started: list[tuple[str, str]], tmp_path: Path) -> None:
    """`--set NEWS_OUTPUT=...` names it as well; where `--output` is given too, that one holds."""
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "ledger.sqlite").touch()

    head_start.give_head_start(None, ["NEWS_TRIES=3", f"NEWS_OUTPUT={tmp_path}"])
    assert started == []
    head_start.give_head_start(tmp_path / "other", [f"NEWS_OUTPUT={tmp_path}"])
    assert started == [(head_start.READING, f"{head_start.READING}:prepare")]
