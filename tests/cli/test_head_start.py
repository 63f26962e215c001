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
    head_start.give_head_start(["--output", str(tmp_path)])

    assert started == [(READ.partition(":")[0], PREPARE)]


def test_a_run_over_known_outlets_does_not(started: list[tuple[str, str]], tmp_path: Path) -> None:
    """It may have nothing to read, and would pay for processes that it never needs."""
    state = tmp_path / "state/ledger.sqlite"
    state.parent.mkdir()
    state.touch()

    head_start.give_head_start(["--output", str(tmp_path)])

    assert started == []


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        ("", "output"),
        ("ledger --delay 2", "output"),
        ("--output here ledger", "here"),
        ("ledger --output=here", "here"),
        ("--set NEWS_TRIES=3 --set NEWS_OUTPUT=there", "there"),
        ("--set=NEWS_OUTPUT=there", "there"),
        ("--output here --set NEWS_OUTPUT=there", "here"),
    ],
)
def test_the_folder_is_that_of_the_run(words: str, folder: str) -> None:
    """As Typer will read it: `--output`, and where it is not given the setting."""
    assert head_start.output_of(words.split()) == Path(folder)


def test_whoever_asks_for_help_starts_nothing(started: list[tuple[str, str]], tmp_path: Path) -> None:
    """No page will come."""
    head_start.give_head_start(["--output", str(tmp_path), "--help"])

    assert started == []
