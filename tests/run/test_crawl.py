"""The run as a whole: overlap, unusable state, a disk that is full or read-only, the report at its end."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crawler.config import Shard
from crawler.discovery.link import Link
from crawler.errors import OutputError
from crawler.outlets.outlet import outlet_from_url
from crawler.run import Run, in_shard
from tests.forks import run_in_child

FEED = "https://ledger.example/feed"

NOBODY = 65534

HOLDER = """
import sys, datetime, pathlib
from crawler.store.lease import Leases
leases = Leases(pathlib.Path(sys.argv[1]), run_id="other", now=datetime.datetime(2026, 11, 23, 11, 0))
assert leases.take(sys.argv[2]) is None
print("held", flush=True)
sys.stdin.read()
"""


def test_a_held_outlet_is_left_alone(paper: Any) -> None:
    """A second run touches nothing of a held outlet, names its holder, and exits 6 where nothing else was to do."""
    (paper.output / "state").mkdir(parents=True)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(paper.output / "state"), paper.outlet.id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        report = paper.run()
        other.kill()

    assert report.exit_code == 6
    assert f"1 held (ledger.example: process {other.pid}" in report.summary_line()
    assert not paper.state.exists()
    assert paper.run().exit_code == 0  # the holder is dead


def test_a_run_beside_a_held_outlet_is_fine(paper: Any) -> None:
    """Where another outlet could be crawled, a held one is only mentioned."""
    with_gazette = [paper.outlet, outlet_from_url("https://gazette.example/")]
    first = paper.open()
    second = Run.open(paper.config, with_gazette, clock=paper.clock)
    second.outlets["gazette.example"].discovered([])
    report = second.close("finished")
    first.close("finished")

    assert list(second.held) == ["ledger.example"]
    assert report.exit_code == 0


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_a_state_that_is_none(paper: Any, content: bytes) -> None:
    """A foreign state file ends in exit 7 with a message, is not touched, and does not stop another outlet."""
    paper.state.parent.mkdir(parents=True)
    paper.state.write_bytes(content)
    gazette = outlet_from_url("https://gazette.example/")
    run = Run.open(paper.config, [paper.outlet, gazette], clock=paper.clock)
    link = Link(url=FEED, kind="feed")
    admitted = [outlet_run.discovered([link]) for outlet_run in run.outlets.values()]
    broken = run.outlets[paper.outlet.id]
    report = run.close("finished")

    assert admitted == [0, 1]
    assert broken.next_link() is None
    assert broken.is_idle
    assert report.exit_code == 7
    assert "--rebuild-state" in report.summary_line()
    assert paper.state.read_bytes() == content


def test_a_damaged_state_is_rebuilt_from_the_articles(paper: Any) -> None:
    """`rebuild` makes a state that knows every article; nothing is fetched or written twice, the old file is kept."""
    paper.run()
    paper.state.write_bytes(b"damaged")
    paper.asked.clear()
    report = paper.run(rebuild=True)

    assert report.exit_code == 0
    assert report.total("rebuilt") == 7
    assert paper.asked == [FEED]
    assert len(paper.records()) == 7
    assert [p.read_bytes() for p in paper.state.parent.glob("*.old-*")] == [b"damaged"]


def test_a_state_that_was_deleted_is_rebuilt_by_itself(paper: Any) -> None:
    """Articles without a state are never taken for leftovers of a crash."""
    paper.run()
    paper.state.unlink()
    paper.asked.clear()
    paper.run()

    assert paper.asked == [FEED]
    assert len(paper.records()) == 7


def test_the_rebuilt_state_equals_the_state(paper: Any) -> None:
    """What article files can know, the rebuilt state knows as the first one did: revisions, places, texts, times."""
    paper.run()
    paper.publish(3, 8, text="said the mayor of the town")
    paper.etag = '"2"'
    paper.clock.forward(hours=30)
    paper.run()
    before = contents(paper.state)
    paper.run(rebuild=True)

    assert contents(paper.state) == before


def contents(path: Path) -> dict[str, list[Any]]:
    state = sqlite3.connect(path)
    queries = (
        "SELECT key, first_seen, revision, day, offset, length FROM url ORDER BY key",
        "SELECT * FROM text ORDER BY hash",
        "SELECT * FROM file ORDER BY name",
        "SELECT key, due FROM pending ORDER BY key",
    )
    found = {query: state.execute(query).fetchall() for query in queries}
    state.close()
    return found


def test_a_torn_line_is_not_rebuilt(paper: Any) -> None:
    """The half line of a killed run is cut off when the state is rebuilt from its file."""
    paper.run()
    whole = paper.files[0].read_bytes()
    paper.files[0].write_bytes(whole + b'{"schema": "article/1", "id": "led')
    paper.run(rebuild=True)

    assert paper.files[0].read_bytes() == whole


def limit_files_to(size: int) -> None:
    """Let no file of this process grow beyond `size` bytes: the write that would is refused, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize(
    ("size", "words", "file"),
    [
        (0, 4, "state"),
        (3000, 4, ".sqlite"),
        (70_000, 4, ".sqlite"),
        (120_000, 4, ".sqlite"),
        (120_000, 1000, ".jsonl"),
        (200_000, 200, ".jsonl"),
    ],
)
def test_a_full_disk_ends_the_run_and_tears_nothing(paper: Any, size: int, words: int, file: str) -> None:
    """Wherever the disk fills up, in an article file, the state or the report: exit 7, no torn line."""
    paper.publish(*range(60), text="council " * words)

    def crawl() -> None:
        limit_files_to(size)
        run = paper.open()
        with pytest.raises(OutputError):
            crawl_on(paper, run)
        report = run.close("output")
        assert report.exit_code == 7
        assert file in (report.error or "")

    def crawl_and_fail_to_open() -> None:
        limit_files_to(size)
        with pytest.raises(OutputError):
            paper.open()

    assert run_in_child(crawl if size else crawl_and_fail_to_open) == 0
    torn = [r["canonical_url"] for r in paper.records()]
    paper.run()

    assert len(set(torn)) == len(torn)
    assert sorted(r["canonical_url"] for r in paper.records()) == sorted(paper.pages)


def crawl_on(paper: Any, run: Run) -> None:
    outlet_run = run.outlets[paper.outlet.id]
    outlet_run.discovered([Link(url=FEED, kind="feed")])
    while (link := outlet_run.next_link()) is not None:
        paper.answer(outlet_run, link)
    outlet_run.checkpoint()
    raise OutputError("the disk was never full")


def test_a_read_only_output(paper: Any) -> None:
    """An output folder that can't be written is said before the first request."""
    paper.output.mkdir(mode=0o500)

    def open_as_nobody() -> None:
        os.chdir(paper.output)  # the superuser may write everywhere, and nobody may not even come here by path
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        paper.output = Path()
        with pytest.raises(OutputError, match="Permission denied"):
            paper.open()

    assert run_in_child(open_as_nobody) == 0


def test_an_output_that_becomes_read_only(paper: Any) -> None:
    """A folder that can't be written any more in the middle of a run ends it with exit 7; the next goes on."""

    def crawl() -> None:
        run = paper.open()
        outlet_run = run.outlets[paper.outlet.id]
        outlet_run.discovered([Link(url=url, kind="page") for url in paper.pages])
        folder = paper.output / "articles" / paper.outlet.id
        folder.parent.mkdir()
        folder.write_text("in the way")
        with pytest.raises(OutputError):
            paper.answer(outlet_run, outlet_run.next_link())
        assert run.close("output").exit_code == 7
        folder.unlink()

    assert run_in_child(crawl) == 0
    paper.run()
    assert len(paper.records()) == 7


def test_an_output_that_is_a_file(paper: Any) -> None:
    """An output folder that can't be made is said before the first request."""
    paper.output.write_text("")

    with pytest.raises(OutputError, match="output"):
        paper.open()


def test_a_run_knows_whether_an_outlet_was_never_crawled(paper: Any) -> None:
    """Such an outlet has pages to read for certain, so what reads them may be made ready before the first answer."""
    paper.publish(1)
    first = paper.open()
    assert first.has_new_outlets
    first.close("interrupted")
    paper.run()

    later = paper.open()

    assert not later.has_new_outlets
    later.close("finished")


def test_a_thousand_outlets_are_cheap(paper: Any) -> None:
    """Outlets that are not used open nothing; those that are, never more than the bound at once."""
    outlets = [outlet_from_url(f"https://paper-{n}.example/") for n in range(1000)]
    run = Run.open(paper.config, outlets, clock=paper.clock, open_stores=4)
    before = len(list(Path("/dev/fd").iterdir()))
    most = 0
    for outlet_run in list(run.outlets.values())[:12]:
        outlet_run.discovered([Link(url=outlet_run.outlet.home, kind="home")])
        most = max(most, len(list(Path("/dev/fd").iterdir())))
    again = [outlet_run.next_link() for outlet_run in list(run.outlets.values())[:12]]
    report = run.close("interrupted")

    assert len(list((paper.output / "state").glob("*.sqlite"))) == 12
    assert most - before <= 3 * 4 + 4
    assert None not in again
    assert report.total("sources") == 0


def test_an_outlet_that_was_overtaken_stops_alone(paper: Any) -> None:
    """An outlet whose lease was lost unnoticed is left, also where another outlet's turn closes its files."""
    gazette = outlet_from_url("https://gazette.example/")
    run = Run.open(paper.config, [paper.outlet, gazette], clock=paper.clock, open_stores=1)
    ours, other = run.outlets.values()
    ours.discovered([Link(url=FEED, kind="feed")])
    ours.checkpoint()
    with sqlite3.connect(paper.state) as successor:
        successor.execute("INSERT INTO run(id, started) VALUES ('successor', 0)")
    successor.close()
    ours.done(Link(url=FEED, kind="feed"))
    admitted = other.discovered([Link(url=gazette.home, kind="home")])
    report = run.close("finished")

    assert admitted == 1
    assert "later run" in (ours.tally.left or "")
    assert report.exit_code == 5


def test_the_report_is_written(paper: Any) -> None:
    """The report file says what happened, with the exit code and the line that was printed."""
    report = paper.run()
    written = json.loads((paper.output / "reports" / f"{report.run_id}.json").read_text())

    assert written["exit_code"] == 0
    assert written["summary"] == report.summary_line()
    assert written["outlets"][0]["counts"]["stored"] == 7
    assert {r["run_id"] for r in paper.records()} == {written["run_id"]}


def test_run_ids_sort_by_time(paper: Any) -> None:
    """A later run's id is greater."""
    first = paper.run().run_id
    paper.clock.forward(seconds=1)

    assert first < paper.run().run_id


def test_shards_part_the_outlets() -> None:
    """Every outlet is in exactly one shard, and two of one domain are in the same."""
    outlets = [outlet_from_url(f"https://paper-{n}.example/") for n in range(200)]
    shards = [[o.id for o in outlets if in_shard(o, Shard(index=i, count=4))] for i in range(4)]

    assert sorted(outlet_id for shard in shards for outlet_id in shard) == sorted(o.id for o in outlets)
    assert all(len(shard) > 25 for shard in shards)
    one, other = outlet_from_url("https://www.paper.example/"), outlet_from_url("https://sport.paper.example/")
    assert in_shard(one, Shard(index=0, count=2)) == in_shard(other, Shard(index=0, count=2))
