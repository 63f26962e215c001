"""A crawl learns each outlet's template, is served by it in the next run, and notices a redesign within a run."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.demo import Newspaper, Running, serve
from tests.cli.crawling import crawl, records

MAGAZINE, BLOCKS = "marigold-times", "sage-creek-ledger"


@pytest.fixture
def crawled(tmp_path: Path) -> Iterator[Running]:
    """Two outlets of twenty articles, crawled twice: once to learn them, once more with a dozen new articles each."""
    with serve(Newspaper(n_outlets=2, articles_per_outlet=20, crawl_delay_seconds=None)) as running:
        running.write_outlet_files(tmp_path / "outlets")
        code, _, errors = crawl(cwd=tmp_path)
        assert code == 0, errors
        for outlet in (MAGAZINE, BLOCKS):
            running.add_articles(outlet, 12)
        yield running


def template(home: Path, outlet: str) -> dict[str, Any]:
    text = (home / "output" / "state" / "templates" / f"{outlet}.json").read_text()
    read: dict[str, Any] = json.loads(text)
    return read


def counts(report: dict[str, Any], outlet: str) -> dict[str, int]:
    (found,) = [entry["counts"] for entry in report["outlets"] if entry["outlet"] == outlet]
    return {name: n for name, n in found.items() if name.startswith("template_") or name == "stored"}


def inexact(running: Running, home: Path) -> list[str]:
    """Return the addresses of records whose body is not the printed one to the letter."""
    truth = {article.url: article.body_text for article in running.truth()}
    written = [(record["canonical_url"], record["body_text"]) for record in records(home / "output")]
    return [url for url, body in written if body != truth[url]]


def test_a_crawl_learns_and_the_next_is_served(crawled: Running, tmp_path: Path) -> None:
    """Each outlet's own template, never another's, reads its new articles, and none is the worse for it."""
    assert {path.stem for path in (tmp_path / "output/state/templates").iterdir()} == {MAGAZINE, BLOCKS}
    for outlet in (MAGAZINE, BLOCKS):
        learned = template(tmp_path, outlet)
        assert learned["outlet"] == outlet
        assert learned["lessons"] >= 5

    _, report, _ = crawl(cwd=tmp_path)

    for outlet in (MAGAZINE, BLOCKS):
        found = counts(report, outlet)
        assert found["stored"] == 12
        # One of the dozen is read a little differently by both roads: if it comes first, four more are compared.
        assert found["template_served"] + found["template_checked"] >= 9
        assert found["template_served"] >= 5
        assert "template_redesign" not in found
    used = {(r["outlet"]["id"], r["extraction"]["template"]) for r in records(tmp_path / "output")}
    assert {(outlet, name.partition("@")[0]) for outlet, name in used if name} == {
        (MAGAZINE, MAGAZINE),
        (BLOCKS, BLOCKS),
    }
    assert inexact(crawled, tmp_path) == []


def test_a_redesign_is_noticed_within_a_run(crawled: Running, tmp_path: Path) -> None:
    """Pages in a new design go to the full road and stay exact; the report and the log tell of it, for that outlet.

    What they taught serves the next run, and the other outlet's template knows nothing of it.
    """
    crawl(cwd=tmp_path)
    before = template(tmp_path, MAGAZINE)
    crawled.redesign(BLOCKS, "magazine")
    crawled.add_articles(BLOCKS, 14)

    _, report, log = crawl(cwd=tmp_path)

    found = counts(report, BLOCKS)
    assert found["stored"] == 14
    assert found["template_redesign"] == 1
    assert found["template_in_doubt"] >= 6
    assert f"{BLOCKS}: most new pages look different" in log
    assert inexact(crawled, tmp_path) == []
    assert template(tmp_path, MAGAZINE)["near"] == before["near"]  # in the same theme, yet another outlet's

    crawled.add_articles(BLOCKS, 8)
    _, report, _ = crawl(cwd=tmp_path)

    assert counts(report, BLOCKS)["template_served"] >= 5
    assert inexact(crawled, tmp_path) == []
