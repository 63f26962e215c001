"""`copydesk learn` fetches known articles again, shows what changed in the template, and touches no record."""

import json
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from crawler.demo import Running, Trouble
from tests.cli.crawling import COPYDESK, copydesk, crawl, records

OUTLET = "sage-creek-ledger"
FAST = ("--allow-network", "127.0.0.0/8", "--delay", "0", "--no-progress")


def learn(home: Path, *args: str) -> tuple[int, dict[str, Any]]:
    done = copydesk("learn", OUTLET, *FAST, "--json", *args, cwd=home)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def template_file(home: Path) -> Path:
    return home / "output" / "state" / "templates" / f"{OUTLET}.json"


def test_an_outlet_without_articles_is_told_to_crawl_first(newspaper: Running, tmp_path: Path) -> None:
    """Nothing is known, so nothing is fetched: one message, which names the command, and exit code 2."""
    done = copydesk("learn", OUTLET, *FAST, cwd=tmp_path)

    assert done.returncode == 2
    assert f"copydesk crawl {OUTLET}" in done.stderr
    assert newspaper.hits == ()


def test_learns_a_redesign_and_says_what_changed(newspaper: Running, tmp_path: Path) -> None:
    """The new template knows the new design, and no record is written, lost or repeated by the learning."""
    crawl(OUTLET, cwd=tmp_path)
    old, stored = json.loads(template_file(tmp_path).read_text()), records(tmp_path / "output")
    newspaper.redesign(OUTLET, "magazine")
    newspaper.edit(OUTLET, 3, "major")
    newspaper.forget_hits()

    code, said = learn(tmp_path, "--pages", "7")

    assert code == 0
    assert said["written"]
    assert said["before"]["sure"] == 0
    assert (said["after"]["lessons"], said["after"]["pages"]) == (7, 7)
    assert said["after"]["sure"] >= 3
    assert said["after"]["agreement"] > 0.95
    assert any(line.startswith("+ body text now stands on p<div.entry-content") for line in said["changes"])
    new = json.loads(template_file(tmp_path).read_text())
    assert (new["outlet"], new["lessons"], new["version"]) == (OUTLET, 7, old["version"] + 1)
    assert records(tmp_path / "output") == stored
    assert len(newspaper.hits) == 1 + 7  # robots.txt and the pages, in full
    assert {hit.status for hit in newspaper.hits} == {200}

    newspaper.add_articles(OUTLET, 5)
    _, report, _ = crawl(OUTLET, cwd=tmp_path)

    assert report["totals"]["stored"] == 5
    assert report["totals"]["template_served"] >= 2
    assert len({record["id"] for record in records(tmp_path / "output")}) == len(stored) + 5


def test_too_few_pages_leave_the_template_alone(newspaper: Running, tmp_path: Path) -> None:
    """Where fewer than five of the articles can still be had, the old template stays to the byte, and exit code 3."""
    crawl(OUTLET, cwd=tmp_path)
    before = template_file(tmp_path).read_bytes()
    for index in range(4):
        newspaper.retire(OUTLET, index)

    done = copydesk("learn", OUTLET, *FAST, cwd=tmp_path)

    assert done.returncode == 3
    assert "http_410" in done.stdout
    assert "4 pages could be read" in done.stdout
    assert template_file(tmp_path).read_bytes() == before


def test_a_held_outlet_is_left_alone(newspaper: Running, tmp_path: Path) -> None:
    """While a crawl holds the outlet, learning names the holder, fetches nothing and exits with 6."""
    crawl(OUTLET, cwd=tmp_path)
    before = template_file(tmp_path).read_bytes()
    newspaper.trouble(OUTLET, Trouble(kind="stall"))
    newspaper.forget_hits()
    crawling = subprocess.Popen([COPYDESK, "crawl", OUTLET, *FAST], cwd=tmp_path, stderr=subprocess.DEVNULL)
    while not newspaper.hits:
        time.sleep(0.05)  # another process is awaited, there is nothing to subscribe to
    done = copydesk("learn", OUTLET, *FAST, cwd=tmp_path)
    asked = len(newspaper.hits)
    crawling.kill()
    crawling.wait()

    assert done.returncode == 6, done.stderr
    assert str(crawling.pid) in done.stdout
    assert asked == 1
    assert template_file(tmp_path).read_bytes() == before


@pytest.mark.parametrize(("args", "words"), [(["--pages", "2"], ["--pages", "5"]), (["nobody"], ["nobody"])])
def test_usage_mistakes(newspaper: Running, tmp_path: Path, args: list[str], words: list[str]) -> None:
    """Too small a sample and an outlet nobody knows are told before the first request."""
    done = copydesk("learn", *([] if args == ["nobody"] else [OUTLET]), *args, *FAST, cwd=tmp_path)

    assert done.returncode == 2
    assert all(word in done.stderr for word in words)
    assert newspaper.hits == ()
