"""Whole crawls whose worker processes die, hang, swell, are slow, are several, or are busy when the run is stopped."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.demo import Running, Trouble
from tests.cli.crawling import crawl, records

_TRACKED = re.compile(r"\?(?:utm|fbclid).*")
_ROOT = Path(__file__).parents[2]
_OF_THE_PAGE = (
    *("id", "canonical_url", "outlet", "headline", "standfirst", "body", "word_count", "byline_raw", "authors", "desk"),
    *("agencies", "date_published", "date_precision", "language", "tags", "images", "access", "content_hash"),
)
"""What the page alone decides. Its address and its hints follow the source that was read first."""
_HINTED = {"headline": ("headline", "content_hash"), "date_published": ("date_published", "date_precision")}
"""What may come from a hint instead: a page that was fetched before its outlet's feed was read has none."""


def begin(cwd: Path, faults: dict[str, str], *args: str) -> "subprocess.Popen[str]":
    """Start `copydesk crawl` with a reading that has these faults."""
    command = [sys.executable, "-m", "tests.cli.faulty_reading", "crawl", "--allow-network", "127.0.0.0/8"]
    paths = {"--outlets": cwd / "outlets", "--output": cwd / "output"}
    named = [str(part) for pair in paths.items() for part in pair]
    return subprocess.Popen(
        [*command, *named, "--delay", "0", "--no-progress", "--json", *args],
        cwd=_ROOT,
        env={**os.environ, "FAULTS": json.dumps(faults), "LOG": str(cwd / "log")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(condition: Callable[[], bool], process: "subprocess.Popen[str]", seconds: float = 60) -> None:
    """Wait for something another process does; fail where it ends before, or never does it."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.02)  # there is nothing to subscribe to


def urls(home: Path) -> list[str]:
    return sorted(record["canonical_url"] for record in records(home / "output"))


def test_page_that_ends_its_worker_is_alone(newspaper: Running, tmp_path: Path) -> None:
    """A worker that dies, hangs or swells costs the page it read, under a code, and no other page."""
    pages = sorted(article.url for article in newspaper.truth())
    faults = {pages[1]: "die", pages[9]: "hang", pages[17]: "swell"}
    limits = ("--set", "NEWS_PAGE_SECONDS=2", "--set", "NEWS_WORKERS_BYTES=400000000")

    process = begin(tmp_path, faults, *limits, "--workers", "2")
    said, errors = process.communicate(timeout=120)

    assert process.returncode in (0, 3), errors
    assert urls(tmp_path) == [url for url in pages if url not in faults]
    codes: dict[str, int] = {}
    for outlet in json.loads(said)["outlets"]:
        for code in ("extract_crash", "extract_memory", "extract_timeout"):
            codes[code] = codes.get(code, 0) + _count(outlet, code)
    assert codes == {"extract_crash": 1, "extract_memory": 1, "extract_timeout": 1}


def _count(node: Any, key: str) -> int:
    """Return the sum of the numbers under a key, wherever a report has them first."""
    if isinstance(node, dict):
        if isinstance(node.get(key), int):
            return int(node[key])
        return max((_count(value, key) for value in node.values()), default=0)
    return 0


def test_number_of_workers_changes_no_record(newspaper: Running, tmp_path: Path) -> None:
    """One worker and three give the same records, whatever order the pages come back in."""
    found = []
    for workers in ("1", "3"):
        output = tmp_path / workers
        code, _, errors = crawl(
            *("--workers", workers, "--output", output, "--set", "NEWS_TEMPLATE_CHECK_EVERY=0"), cwd=tmp_path
        )
        assert code == 0, errors
        found.append(sorted(records(output), key=lambda record: str(record["canonical_url"])))

    assert len(found[0]) == len(list(newspaper.truth()))
    for one, other in zip(*found, strict=True):
        told = [name for name in _HINTED if any(r["provenance"][name]["source"] == "feed" for r in (one, other))]
        of_the_page = set(_OF_THE_PAGE).difference(*(_HINTED[name] for name in told))
        assert {key: one[key] for key in of_the_page} == {key: other[key] for key in of_the_page}


def test_slow_reading_holds_the_fetching_back(newspaper: Running, tmp_path: Path) -> None:
    """No more pages are fetched than the workers may have waiting, so that memory stays bounded."""
    room = 1 + 1
    process = begin(tmp_path, {"*": "slow"}, "--workers", "1", "--set", "NEWS_WAITING_PAGES=1")
    _, errors = process.communicate(timeout=120)

    assert process.returncode == 0, errors
    pages = {article.url.partition("//")[2].partition("/")[2] for article in newspaper.truth()}
    fetched = sorted(hit.time for hit in newspaper.hits if hit.target.lstrip("/") in pages)
    begun = [float(line) for line in (tmp_path / "log").read_text().split()]
    ahead = [bisect_right(fetched, moment) - number for number, moment in enumerate(begun, 1)]
    in_flight = len(newspaper.outlets)  # one connection a host
    assert max(ahead) <= room + in_flight
    assert urls(tmp_path) == sorted(article.url for article in newspaper.truth())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_stop_with_pages_at_the_workers(newspaper: Running, tmp_path: Path, number: signal.Signals) -> None:
    """A run that ends while workers read loses and repeats nothing: the next one has every article once."""
    process = begin(tmp_path, {"*": "slow"}, "--workers", "2")
    wait_for(lambda: (tmp_path / "log").exists() and len((tmp_path / "log").read_text().split()) > 5, process)
    process.send_signal(number)
    process.communicate(timeout=30)

    assert process.returncode == (130 if number == signal.SIGINT else -number)
    crawl(cwd=tmp_path)
    assert urls(tmp_path) == sorted(article.url for article in newspaper.truth())


def test_silent_outlet_costs_the_others_nothing(newspaper: Running, tmp_path: Path) -> None:
    """While one outlet leaves its very first request unanswered, the others are crawled to their last article."""
    newspaper.trouble("saltmere-echo", Trouble(kind="stall"))
    others = {a.url.partition("//")[2].partition("/")[2] for a in newspaper.truth() if a.outlet != "saltmere-echo"}
    process = begin(tmp_path, {}, "--set", "DOWNLOAD_TIMEOUT=120")
    wait_for(lambda: others <= {_TRACKED.sub("", hit.target.lstrip("/")) for hit in newspaper.hits}, process)
    silent = [hit for hit in newspaper.hits if hit.outlet == "saltmere-echo"]
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)

    assert len(silent) == 1
