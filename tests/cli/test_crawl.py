"""`copydesk crawl` as cron runs it: a process of its own against the demo newspaper on loopback."""

import itertools
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from crawler.demo import Running, Trouble
from tests.cli.crawling import COPYDESK, copydesk, crawl, records


def urls(output: Path) -> list[str]:
    return sorted(record["canonical_url"] for record in records(output))


def test_every_article_and_nothing_else(newspaper: Running, tmp_path: Path) -> None:
    """A first crawl finds every article by itself, once, and takes nothing else for one; a second finds nothing new."""
    code, report, _ = crawl(cwd=tmp_path)

    assert urls(tmp_path / "output") == sorted(article.url for article in newspaper.truth())
    assert code == 0
    assert report["totals"]["stored"] == len(urls(tmp_path / "output"))

    newspaper.forget_hits()
    before = (tmp_path / "output").rglob("*.jsonl")
    sizes = {path: path.stat().st_size for path in before}
    code, report, _ = crawl(cwd=tmp_path)

    assert code == 0
    assert "nothing new" in report["summary"]
    assert sizes == {path: path.stat().st_size for path in (tmp_path / "output").rglob("*.jsonl")}
    pages = {article.url.partition("//")[2].partition("/")[2] for article in newspaper.truth()}
    assert not [hit for hit in newspaper.hits if hit.target.lstrip("/") in pages]


def test_requests_are_polite(newspaper: Running, tmp_path: Path) -> None:
    """Every request says who asks, robots.txt comes first, and the pace of a host is kept."""
    home = newspaper.outlets[0].home
    done = copydesk(
        *("crawl", home, "--allow-network", "127.0.0.0/8", "--delay", "0.2", "--max-pages", "3", "--no-progress"),
        *("--set", "NEWS_DELAY_JITTER=0", "--set", "NEWS_CONTACT=mailto:desk@paper.example"),
        cwd=tmp_path,
    )

    hits = newspaper.hits
    assert done.returncode == 0, done.stderr
    assert hits[0].target == "/robots.txt"
    assert all(hit.headers["user-agent"].startswith("Copydesk/") for hit in hits)
    assert all("mailto:desk@paper.example" in hit.headers["user-agent"] for hit in hits)
    assert all("cookie" not in hit.headers for hit in hits)
    gaps = [later.time - earlier.time for earlier, later in itertools.pairwise(hits)]
    assert sum(gaps) / len(gaps) > 0.19
    assert min(gaps) > 0.05  # as the server's clock sees it, on a machine with more to do


def test_closed_network_is_explained(newspaper: Running, tmp_path: Path) -> None:
    """Loopback is closed unless it was opened, also for the address on the command line; the message says how."""
    done = copydesk("crawl", newspaper.outlets[0].home, cwd=tmp_path)

    assert done.returncode == 5
    assert "--allow-network 127.0.0.1/32" in done.stdout
    assert newspaper.hits == ()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["saltmere-ecko"], ["saltmere-ecko", "did you mean", "saltmere-echo"]),
        (["--set", "NEWS_TRYS=1"], ["NEWS_TRYS", "NEWS_TRIES"]),
        (["--set", "NEWS_TRIES=many"], ["NEWS_TRIES", "'many'", "whole number"]),
        (["--shard", "2/2"], ["NEWS_SHARD", "0 <= i < N"]),
        (["--since", "last week"], ["NEWS_SINCE", "YYYY-MM-DD"]),
        (["--allow-network", "127.0.0.1/8"], ["NEWS_ALLOW_NETWORKS", "CIDR"]),
        (["--max-time", "soon"], ["--max-time", "15m"]),
    ],
)
def test_usage_mistakes(newspaper: Running, tmp_path: Path, args: list[str], words: list[str]) -> None:
    """A wrong name, key or value is one message before the first request, and exit code 2."""
    done = copydesk("crawl", *args, cwd=tmp_path)

    assert done.returncode == 2
    assert all(word in done.stderr for word in words), done.stderr
    assert "Traceback" not in done.stderr
    assert newspaper.hits == ()


def test_wrong_outlet_file(newspaper: Running, tmp_path: Path) -> None:
    """A mistake in an outlet file names file and key, before the first request."""
    path = tmp_path / "outlets" / "valley.toml"
    path.write_text('home = "https://valley.example/"\n[sources]\nsitmap = ["/a.xml"]\n')

    done = copydesk("crawl", cwd=tmp_path)

    assert done.returncode == 2
    assert all(word in done.stderr for word in ("valley.toml", "sitmap", "sitemap"))
    assert newspaper.hits == ()


def test_bound_goes_on_where_it_was(newspaper: Running, tmp_path: Path) -> None:
    """A crawl stopped by --max-articles is finished by the next one, with no article lost or repeated."""
    code, report, _ = crawl("--max-articles", "5", cwd=tmp_path)

    assert code == 0
    assert report["totals"]["stored"] == 5
    assert report["stopped_by"] == "max_articles"
    crawl(cwd=tmp_path)
    assert urls(tmp_path / "output") == sorted(article.url for article in newspaper.truth())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interruption_commits(newspaper: Running, tmp_path: Path, number: signal.Signals) -> None:
    """A signal ends the crawl within seconds with exit code 130, and the next run completes it."""
    newspaper.trouble("saltmere-echo", Trouble(kind="stall", prefix="/"))
    args = ["crawl", "--allow-network", "127.0.0.0/8", "--delay", "0.1", "--no-progress"]
    process = subprocess.Popen(
        [COPYDESK, *args],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # tests under nohup ignore one, and so would it
    )
    while len(newspaper.hits) < 20:
        time.sleep(0.05)  # another process is awaited, there is nothing to subscribe to
    sent = time.monotonic()
    process.send_signal(number)
    said, _ = process.communicate(timeout=30)

    assert process.returncode == 130, said.decode()
    assert time.monotonic() - sent < 10
    newspaper.end_trouble("saltmere-echo")
    crawl(cwd=tmp_path)
    assert urls(tmp_path / "output") == sorted(article.url for article in newspaper.truth())


def test_host_that_is_down_holds_nobody(newspaper: Running, tmp_path: Path) -> None:
    """An outlet whose host fails is left and named; the others are complete, and the exit code says so."""
    newspaper.trouble("saltmere-echo", Trouble(kind="reset"))

    code, report, _ = crawl("--set", "NEWS_BACKOFF_SECONDS=0.1", cwd=tmp_path)

    assert code == 3
    left = {outlet["outlet"]: outlet["left"] for outlet in report["outlets"]}
    assert left["saltmere-echo"].startswith("robots_unreachable")
    assert set(left.values()) == {None, left["saltmere-echo"]}
    others = [article.url for article in newspaper.truth() if article.outlet != "saltmere-echo"]
    assert urls(tmp_path / "output") == sorted(others)


def test_retry_after_is_waited_for(newspaper: Running, tmp_path: Path) -> None:
    """A 429 pauses its host for as long as it asks, and the page is had in the same run."""
    newspaper.trouble("saltmere-echo", Trouble(status=429, retry_after="1", times=1, prefix="/article.asp"))

    code, _, _ = crawl("saltmere-echo", cwd=tmp_path)

    hits = newspaper.hits
    refused = next(number for number, hit in enumerate(hits) if hit.status == 429)
    assert hits[refused + 1].time - hits[refused].time >= 0.95
    assert code == 0
    assert len(urls(tmp_path / "output")) == sum(article.outlet == "saltmere-echo" for article in newspaper.truth())


def test_scrapy_does_the_same(newspaper: Running, tmp_path: Path) -> None:
    """`scrapy crawl news` runs the same spider through the same settings."""
    home = newspaper.outlets[0].home
    scrapy = COPYDESK.with_name("scrapy")
    settings = {"NEWS_ALLOW_NETWORKS": "127.0.0.0/8", "NEWS_DELAY_SECONDS": "0", "NEWS_OUTPUT": tmp_path / "output"}
    flags = [part for key, value in settings.items() for part in ("-s", f"{key}={value}")]
    project = Path(__file__).parents[2]

    done = subprocess.run(
        [scrapy, "crawl", "news", "-a", f"outlets={home}", *flags], cwd=project, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr.decode()
    assert {record["url"].startswith(home) for record in records(tmp_path / "output")} == {True}
    assert len(records(tmp_path / "output")) == sum(a.url.startswith(home) for a in newspaper.truth())


def test_held_outlets_are_left_alone(newspaper: Running, tmp_path: Path) -> None:
    """A second run over outlets that are held names the holder, fetches nothing and exits with 6."""
    newspaper.trouble("saltmere-echo", Trouble(kind="stall"))
    args = ["crawl", "saltmere-echo", "--allow-network", "127.0.0.0/8", "--no-progress"]
    first = subprocess.Popen([COPYDESK, *args], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not newspaper.hits:
        time.sleep(0.05)  # another process is awaited, there is nothing to subscribe to
    done = copydesk(*args, cwd=tmp_path)
    asked = len(newspaper.hits)
    first.kill()
    first.wait()

    assert done.returncode == 6, done.stderr
    assert str(first.pid) in done.stdout
    assert asked == 1


def test_closed_and_full_standard_streams(newspaper: Running, tmp_path: Path) -> None:
    """Some schedulers start with no standard streams at all: the crawl is the same. A full stdout is one message."""
    command = f"'{COPYDESK}' crawl --allow-network 127.0.0.0/8 --delay 0 --no-progress"

    closed = subprocess.run(["sh", "-c", f"{command} <&- >&- 2>&-"], cwd=tmp_path, check=False, timeout=60)
    full = subprocess.run(
        ["sh", "-c", f"{command} --json > /dev/full"], cwd=tmp_path, check=False, timeout=60, stderr=subprocess.PIPE
    )

    assert (closed.returncode, full.returncode) == (0, 7)
    assert urls(tmp_path / "output") == sorted(article.url for article in newspaper.truth())
    assert b"standard output can't be written" in full.stderr
    assert b"Traceback" not in full.stderr


def test_nobody_reads_what_is_about_the_run(newspaper: Running, tmp_path: Path) -> None:
    """The terminal of a live bar goes away, or the log can't be written: the crawl is the same, and it ends."""
    command = [COPYDESK, "crawl", "--allow-network", "127.0.0.0/8", "--delay", "0", "--progress"]
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(command, cwd=tmp_path, check=False, timeout=60, stdout=subprocess.PIPE, stderr=writer)
    os.close(writer)

    assert done.returncode == 0
    assert f"{len(list(newspaper.truth()))} new" in done.stdout.decode()


def test_a_working_directory_that_was_removed(tmp_path: Path) -> None:
    """Relative paths lead nowhere there: one message with what to do, exit code 2, no traceback."""
    command = f"mkdir gone && cd gone && rmdir ../gone && '{COPYDESK}' crawl --no-progress"

    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, check=False, timeout=60, capture_output=True, text=True)

    assert done.returncode == 2
    assert "the working directory is gone; change to a folder that is there" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_unwritable_output(newspaper: Running, tmp_path: Path) -> None:
    """An output folder that can't be is one message and exit code 7, before the first request."""
    (tmp_path / "output").write_text("a file where the folder should be")

    done = copydesk("crawl", "--allow-network", "127.0.0.0/8", cwd=tmp_path)

    assert done.returncode == 7
    assert "output is no folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert newspaper.hits == ()
