"""Every misbehaviour of the catalogue in one crawl: it ends, each cause is named, every healthy article is there."""

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from crawler.demo.faults import CHARSET_CASES, FAULTS, SECRET, CharsetCase, Fault, Judgement, judge, serve_faults
from crawler.demo.faults.nonsense import RING
from tests.cli.crawling import copydesk, records

SECONDS = 300
TIMEOUT_SECONDS = 4
N_AUTHORS_MOST = 100
EARLIEST_YEAR, LATEST_YEAR = 1990, 2026


@dataclass(frozen=True, kw_only=True)
class Outcome:
    code: int
    judgements: dict[str, Judgement]
    records: dict[str, list[dict[str, Any]]]
    vault_hits: int
    said: str
    """Everything the crawl wrote, to whatever file or stream."""
    stderr: str
    files: tuple[Path, ...]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Crawl all faults at once, as cron would."""
    folder = tmp_path_factory.mktemp("faults")
    with serve_faults(FAULTS) as running:
        running.write_outlet_files(folder / "outlets")
        limits = ("--timeout", str(TIMEOUT_SECONDS), "--set", "NEWS_BACKOFF_SECONDS=0.2", "--delay", "0")
        opened = ("--allow-network", "127.0.0.1/32")
        args = ("--no-progress", "--json", *limits, *opened)
        done = copydesk("crawl", *args, cwd=folder, limit_seconds=SECONDS)
        found = records(folder / "output")
        judgements = judge(running, json.loads(done.stdout), found)
        n_vault_hits = len(running.vault_hits)
    by_outlet: dict[str, list[dict[str, Any]]] = {}
    for record in found:
        by_outlet.setdefault(record["outlet"]["id"], []).append(record)
    files = tuple(path for path in folder.rglob("*") if path.is_file() and "outlets" not in path.parts[-2:])
    written = "".join(path.read_bytes().decode("utf-8", "replace") for path in files)
    return Outcome(
        code=done.returncode,
        judgements={j.fault.name: j for j in judgements},
        records=by_outlet,
        vault_hits=n_vault_hits,
        said=done.stdout + done.stderr + written,
        stderr=done.stderr,
        files=tuple(path.relative_to(folder) for path in files),
    )


def test_crawl_ends_and_says_that_some_failed(outcome: Outcome) -> None:
    """The crawl ends by itself with the code for failed outlets, and without a traceback."""
    assert outcome.code == 3
    assert "Traceback" not in outcome.stderr


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_promise_is_kept(outcome: Outcome, fault: Fault) -> None:
    """Each misbehaviour is named in the report, and the outlet's healthy articles are all there."""
    judgement = outcome.judgements[fault.name]

    assert judgement.has_code, (fault.expected, judgement.codes, judgement.left)
    assert not judgement.missing
    assert "extract_crash" not in judgement.codes


@pytest.mark.parametrize("case", CHARSET_CASES, ids=lambda case: case.name)
def test_text_comes_out_right(outcome: Outcome, case: CharsetCase) -> None:
    """A page in another charset than it says is read right to the letter, or refused."""
    rows = [r for r in outcome.records[f"fault-{case.name.replace('_', '-')}"] if r["url"].endswith(case.path)]

    if case.is_recoverable:
        assert rows
        assert rows[0]["headline"] == case.headline
        assert rows[0]["body_text"].split("\n\n") == list(case.paragraphs)


def test_nothing_private_is_reached(outcome: Outcome) -> None:
    """No link, redirect, sitemap, feed or canonical address leads into a network that was not opened."""
    assert outcome.vault_hits == 0


def test_no_secret_is_written(outcome: Outcome) -> None:
    """A password in an address stands in no record, log, report or state file."""
    assert SECRET not in outcome.said
    assert "root:x:0:0" not in outcome.said


def test_addresses_name_no_files(outcome: Outcome) -> None:
    """All files stand where the outlet's id and the day put them."""
    assert {path.parts[0] for path in outcome.files} == {"output"}
    assert not [path for path in outcome.files if path.name.startswith("climb-")]


def test_titles_break_nothing(outcome: Outcome) -> None:
    """Control characters, escapes, line separators and hidden directions are gone from every text of every record."""
    texts = [
        r[name] or ""
        for rows in outcome.records.values()
        for r in rows
        for name in ("headline", "title_raw")
        if name in r
    ]

    assert texts
    assert not [
        t for t in texts for c in t if unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"} or c in "\u202e\u200b"
    ]
    assert "\x1b" not in outcome.stderr


def test_articles_that_name_one_another_as_canonical_are_all_stored(outcome: Outcome) -> None:
    """A canonical that is named after another story than the headline is not believed."""
    found = {urlsplit(r["canonical_url"]).path: r["headline"] for r in outcome.records["fault-canonical-ring"]}

    assert found.items() >= RING.items()


def test_nonsense_values_are_dropped(outcome: Outcome) -> None:
    """Impossible dates are null or real, thousands of authors no credit, a foreign canonical is not believed."""
    dated = [r["date_published"] for r in outcome.records["fault-nonsense-dates"]]
    crowd = [r for r in outcome.records["fault-five-thousand-authors"] if "everybody" in r["headline"].lower()]
    elsewhere = [r["canonical_url"] for r in outcome.records["fault-canonical-elsewhere"]]

    assert all(EARLIEST_YEAR <= int(value[:4]) <= LATEST_YEAR for value in dated if value)
    assert crowd
    assert len(crowd[0]["authors"]) <= N_AUTHORS_MOST
    assert not [url for url in elsewhere if "other.example" in url]
