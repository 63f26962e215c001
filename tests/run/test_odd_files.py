"""A run over an output folder that somebody else had hands in: it never waits, tells, and loses nothing."""

import contextlib
import resource
import shutil
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from crawler.discovery.link import Link
from crawler.errors import OutputError
from crawler.outlets.outlet import outlet_from_url
from crawler.report.report import Report
from crawler.run import OutletRun, Run
from crawler.store.files import day_of, name_of
from tests.forks import run_in_child
from tests.odd_files import ODD_FILES

FEED = Link(url="https://ledger.example/feed", kind="feed")


def folder_of(paper: Any) -> Path:
    return paper.output / "articles" / paper.outlet.id  # type: ignore[no-any-return]  # a fixture


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink()


def answer_all(paper: Any, outlet_run: OutletRun) -> None:
    while (link := outlet_run.next_link()) is not None:
        paper.answer(outlet_run, link)


def run_beside(paper: Any) -> tuple[Report, int]:
    """Crawl the paper, and another outlet after it; return the report and how many links the other admitted."""
    gazette = outlet_from_url("https://gazette.example/")
    run = Run.open(paper.config, [paper.outlet, gazette], clock=paper.clock)
    mine, other = run.outlets.values()
    mine.discovered([FEED])
    answer_all(paper, mine)
    admitted = other.discovered([FEED])
    return run.close("finished"), admitted


@pytest.mark.parametrize("n_answered", [1, 3, 6])
def test_an_output_folder_that_is_removed_in_the_middle_of_a_run(paper: Any, n_answered: int) -> None:
    """The run ends as on a broken disk, with exit 7 and the folder named; the next one fetches all of it again."""
    run = paper.open()
    outlet_run = run.outlets[paper.outlet.id]
    outlet_run.discovered([FEED])
    for _ in range(n_answered):
        paper.answer(outlet_run, outlet_run.next_link())
    shutil.rmtree(paper.output)
    with contextlib.suppress(OutputError):
        answer_all(paper, outlet_run)
    report = run.close("finished")

    assert report.exit_code == 7
    assert str(paper.output) in report.summary_line()
    assert paper.run().exit_code == 0
    assert sorted(r["canonical_url"] for r in paper.records()) == sorted(paper.pages)


@pytest.mark.parametrize("kind", ODD_FILES)
@pytest.mark.parametrize("place", ["articles", "state"])
@pytest.mark.parametrize("is_first", [True, False])
def test_something_else_in_the_place_of_a_file(paper: Any, kind: str, place: str, *, is_first: bool) -> None:
    """The outlet is unusable, with exit 7 and a word on what stands there; others go on; put right, all is there."""
    path = paper.state if place == "state" else folder_of(paper) / name_of(day_of(paper.clock()))
    kept = path.with_name("kept")
    if not is_first:
        paper.run()
        path.rename(kept)
    path.parent.mkdir(parents=True, exist_ok=True)
    ODD_FILES[kind](path)
    report, admitted = run_beside(paper)

    assert report.exit_code == 7
    assert f"{path}: found {kind}" in report.summary_line()
    assert admitted == 1
    remove(path)
    if not is_first:
        kept.rename(path)
    paper.run()
    assert sorted(r["canonical_url"] for r in paper.records()) == sorted(paper.pages)


def test_a_pipe_that_appears_in_the_middle_of_a_run(paper: Any) -> None:
    """At midnight, say, in the place of the new day's file."""
    run = paper.open()
    outlet_run = run.outlets[paper.outlet.id]
    outlet_run.discovered([FEED])
    paper.answer(outlet_run, outlet_run.next_link())
    folder_of(paper).mkdir(parents=True)
    ODD_FILES["a named pipe"](folder_of(paper) / name_of(day_of(paper.clock())))
    paper.answer(outlet_run, outlet_run.next_link())
    report = run.close("finished")

    assert report.exit_code == 7
    assert "found a named pipe" in report.summary_line()
    assert report.total("stored") == 0


def test_a_line_that_grew_by_hand_is_not_cut_off(paper: Any) -> None:
    """A cut at the old length would tear the last line: the outlet is left as it is, and can be taken as it is."""
    paper.run()
    edited = paper.files[0].read_bytes().replace(b"Council", b"The council", 1)
    paper.files[0].write_bytes(edited)
    report = paper.run()

    assert report.exit_code == 7
    assert "changed by hand" in report.summary_line()
    assert paper.files[0].read_bytes() == edited
    assert paper.run(rebuild=True).exit_code == 0
    assert len(paper.records()) == 7


def test_an_article_folder_that_is_gone_is_told(paper: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Known articles are not fetched again by themselves, so that is said; files moved away one by one are no news."""
    paper.run()
    archived = paper.files[0].read_bytes()
    paper.files[0].unlink()
    quiet = paper.run()
    shutil.rmtree(folder_of(paper))
    report = paper.run()
    paper.run(rebuild=True)

    assert quiet.total("articles_gone") == 0
    assert report.exit_code == 0
    assert report.total("articles_gone") == 1
    assert f"{folder_of(paper)}: gone" in caplog.text
    assert "--rebuild-state" in caplog.text
    assert len(paper.records()) == archived.count(b"\n")


@pytest.mark.parametrize("size", [30_000, 60_000])
def test_articles_that_a_full_disk_undid_are_not_counted_as_stored(paper: Any, size: int) -> None:
    """The report's numbers are those of the files."""
    paper.settings["NEWS_CHECKPOINT_ARTICLES"] = 10
    paper.publish(*range(60), text="council " * 50)

    def crawl() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        run = paper.open()
        outlet_run = run.outlets[paper.outlet.id]
        outlet_run.discovered([FEED])
        paper.answer(outlet_run, outlet_run.next_link())
        outlet_run.checkpoint()
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        with pytest.raises(OutputError):
            answer_all(paper, outlet_run)
        report = run.close("output")
        assert report.total("stored") == len(paper.records())
        assert report.total("undone") > 0
        assert f"{report.total('undone')} written and not kept" in report.summary_line()

    assert run_in_child(crawl) == 0
    paper.run()
    assert sorted(r["canonical_url"] for r in paper.records()) == sorted(paper.pages)


def test_a_state_that_tells_an_older_version_than_its_tables(paper: Any) -> None:
    """A damaged head of the file: the outlet is unusable, with the way out, and the tables stay as they are."""
    paper.run()
    with sqlite3.connect(paper.state) as connection:
        connection.execute("PRAGMA user_version = 0")
    connection.close()
    report = paper.run()

    assert report.exit_code == 7
    assert "--rebuild-state" in report.summary_line()
    assert paper.run(rebuild=True).exit_code == 0
    assert len(paper.records()) == 7


def test_a_bug_is_not_exit_code_0(paper: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever calls the run may swallow what it raises, as an event loop does: the report tells it all the same."""
    run = paper.open()
    outlet_run = run.outlets[paper.outlet.id]
    outlet_run.discovered([FEED])
    monkeypatch.setattr(outlet_run.frontier, "take", lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        outlet_run.next_link()
    report = run.close("finished")

    assert report.exit_code == 1
    assert "ledger.example: ZeroDivisionError" in report.summary_line()
