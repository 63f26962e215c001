"""The command itself: fast to ask, honest about what exists."""

from importlib.metadata import version
from pathlib import Path

import pytest

from tests.cli.crawling import copydesk


def test_help_names_the_commands(tmp_path: Path) -> None:
    """`copydesk --help` lists what there is."""
    done = copydesk("--help", cwd=tmp_path)

    assert done.returncode == 0
    assert all(command in done.stdout for command in ("demo", "crawl", "extract"))


def test_version(tmp_path: Path) -> None:
    """`copydesk --version` is that of the distribution."""
    assert copydesk("--version", cwd=tmp_path).stdout.strip() == f"copydesk {version('copydesk')}"


@pytest.mark.parametrize("args", [["fly"], ["crawl", "--speed", "9"], ["crawl", "--max-pages", "few"]])
def test_unknown_words_are_usage_errors(tmp_path: Path, args: list[str]) -> None:
    """A command or option that does not exist is exit code 2 and no traceback."""
    done = copydesk(*args, cwd=tmp_path)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_message_obeys_no_control_character(tmp_path: Path) -> None:
    """What an argument or an outlet file holds is told, not sent to the terminal."""
    (tmp_path / "paper.toml").write_text('home = "http://paper.example/\\u0000\\u001b[31m"\n')

    done = copydesk("crawl", "paper.toml", cwd=tmp_path)

    assert done.returncode == 2
    assert "\\x00" in done.stderr
    assert done.stderr.replace("\n", "").isprintable()
