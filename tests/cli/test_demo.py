"""`copydesk demo`, the first command anybody runs."""

import json
from pathlib import Path

from tests.cli.crawling import copydesk, records


def test_demo_crawls_every_article_and_nothing_else(tmp_path: Path) -> None:
    """It finds all articles once, says so, and leaves them below output/."""
    done = copydesk("demo", "--articles", "6", cwd=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "19 of 19 articles, 0 false, 0 duplicates" in done.stdout
    assert "\x1b" not in done.stdout  # no terminal, no colours
    assert len(records(tmp_path / "output")) == 19


def test_demo_speaks_json(tmp_path: Path) -> None:
    """With --json stdout is the report and nothing else."""
    done = copydesk("demo", "--articles", "6", "--json", cwd=tmp_path)

    report = json.loads(done.stdout)
    assert report["totals"]["stored"] == 19
    assert done.returncode == report["exit_code"] == 0
