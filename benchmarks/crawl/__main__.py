"""`python -m benchmarks.crawl`: speed, CPU and memory of whole crawls, with quality from the truth beside them.

A newspaper is served by a process of its own; every system crawls it in turn, politeness off, each in a process of its
own. `--pages 1000 100000` runs Copydesk alone at several sizes instead: cost a page and peak memory must stay flat.
`--silent 100` crawls so many outlets alone and beside one more that never answers.
"""

import argparse
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import fmean

from benchmarks.crawl.peers import NOT_INSTALLED, PEERS, rows
from benchmarks.extraction import shingles
from crawler.demo.newspaper import Newspaper
from crawler.demo.truth import expected_articles
from crawler.demo.website import Website

_FULL, _FIRST, _LEARNED = "copydesk (full road)", "copydesk (first run)", "copydesk (templates learned)"
"""Without templates; learning them on the way, as a new user's first crawl does; with those of an earlier crawl."""
_KB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one crawl took; memory is the largest of its processes' peaks, in MB."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    n_pages: int
    """Pages read, articles or not."""
    found: dict[str, tuple[str, str]]
    """URL -> title, body."""


@contextmanager
def served(outlets: int, articles: int) -> Iterator[tuple[list[dict[str, str]], Path]]:
    """Serve a newspaper from its own process; yields its outlets and the folder of their files."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "crawler.demo", "--outlets", str(outlets), "--articles", str(articles)]
        server = subprocess.Popen([*command, "--write", folder], stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            yield json.loads(server.stdout.readline())["outlets"], Path(folder)
        finally:
            server.terminate()
            server.wait()


def run(command: Sequence[str]) -> tuple[int, float, float, float]:
    """Return exit code, wall seconds, CPU seconds and peak MB of a command with its children.

    A fork waits for it, so that the usage of "children" is this command's alone.
    """
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        started = time.monotonic()
        code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = [code, time.monotonic() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / _KB]
        os.write(writer, json.dumps(told).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        code, seconds, cpu, peak = json.loads(pipe.read())
    os.waitpid(child, 0)
    return code, seconds, cpu, peak


def crawl_copydesk(outlets: Path, output: Path, *options: str, program: Sequence[str] = ()) -> Cost:
    """Crawl with the command line, as a user would; `program` takes its place."""
    program = program or [str(Path(sys.executable).with_name("copydesk"))]
    command = [*program, "crawl", "--outlets", str(outlets)]
    common = ["--output", str(output), "--delay", "0", "--allow-network", "127.0.0.0/8", "--no-progress"]
    _, seconds, cpu, peak = run([*command, *common, "--set", "LOG_LEVEL=ERROR", *options])
    found = {
        row["canonical_url"]: (row["headline"], row["body_text"])
        for path in (output / "articles").glob("*/*.jsonl")
        for row in rows(path)
    }
    reports = [json.loads(path.read_text()) for path in (output / "reports").glob("*.json")]
    n_pages = sum(outlet["counts"].get("pages", 0) for report in reports for outlet in report["outlets"])
    return Cost(seconds=seconds, cpu_seconds=cpu, peak_mb=peak, n_pages=n_pages, found=found)


def crawl_peer(name: str, homes: Sequence[str], folder: Path) -> Cost | None:
    """Crawl with a peer; None where it is not installed."""
    out = folder / f"{name}.jsonl"
    code, seconds, cpu, peak = run([sys.executable, "-m", "benchmarks.crawl.peers", name, str(out), *homes])
    if code == NOT_INSTALLED:
        return None
    read = {row["url"]: (row["title"] or "", row["body"] or "") for row in rows(out)}
    found = {url: told for url, told in read.items() if told[1]}
    return Cost(seconds=seconds, cpu_seconds=cpu, peak_mb=peak, n_pages=len(read), found=found)


def compare(n_outlets: int, n_articles: int, peers: Sequence[str]) -> dict[str, tuple[Cost, dict[str, float]]]:
    """Return each system's cost and quality on one newspaper."""
    results = {}
    with served(n_outlets, n_articles) as (outlets, files), tempfile.TemporaryDirectory() as folder:
        truth = _truth(n_outlets, n_articles, [outlet["home"] for outlet in outlets])
        homes, work = [outlet["home"] for outlet in outlets], Path(folder)
        crawl_copydesk(files, work / "before")  # untimed: the server makes every page now, and at nobody's cost
        for name in peers:
            if cost := crawl_peer(name, homes, work):
                results[name] = cost, quality(cost, truth)
        full = crawl_copydesk(files, work / "full", "--set", "NEWS_TEMPLATE_CHECK_EVERY=0")
        results[_FULL] = full, quality(full, truth)
        first = crawl_copydesk(files, work / "first")
        results[_FIRST] = first, quality(first, truth)
        shutil.copytree(work / "first/state/templates", work / "learned/state/templates")
        learned = crawl_copydesk(files, work / "learned")
        results[_LEARNED] = learned, quality(learned, truth)
    return results


def _truth(n_outlets: int, n_articles: int, homes: Sequence[str]) -> dict[str, tuple[str, str]]:
    newspaper = Newspaper(n_outlets=n_outlets, articles_per_outlet=n_articles, crawl_delay_seconds=None)
    found = {}
    for edition, home in zip(newspaper.editions(), homes, strict=True):
        for article in expected_articles(Website(edition, home).composer):
            found[article.url] = (article.headline, article.body_text)
    return found


def quality(cost: Cost, truth: dict[str, tuple[str, str]]) -> dict[str, float]:
    """Return the true articles found, their share of all, the output's share that is none, and the mean shingle F1."""
    hits = [url for url in truth if url in cost.found]
    scores = [
        shingles.compare(shingles.shingles(truth[url][1]), shingles.shingles(cost.found[url][1])).f1 for url in hits
    ]
    return {
        "hits": len(hits),
        "recall": len(hits) / len(truth),
        "false": len(cost.found.keys() - truth.keys()) / max(1, len(cost.found)),
        "body_f1": fmean(scores) if scores else 0.0,
    }


def print_comparison(results: dict[str, tuple[Cost, dict[str, float]]]) -> None:
    """Print the table: pages read and true articles found a second, and both as multiples of the obvious way's."""
    base = results.get("plain-scrapy")
    names = (
        "pages, seconds, pages/s, x plain, articles/s, x plain, CPU s, CPU ms a page, peak MB, recall, false, body F1"
    )
    print(f"| system | {names.replace(', ', ' | ')} |")
    print("|" + " --- |" * 13)
    for name, (cost, told) in results.items():
        speeds = _speeds(cost, told)
        ratios = [f"{mine / plain:.2f}" for mine, plain in zip(speeds, _speeds(*base), strict=True)] if base else "--"
        print(
            f"| {name} | {cost.n_pages} | {cost.seconds:.1f} | {speeds[0]:.1f} | {ratios[0]} | {speeds[1]:.1f} "
            f"| {ratios[1]} | {cost.cpu_seconds:.1f} | {1000 * cost.cpu_seconds / max(1, cost.n_pages):.1f} "
            f"| {cost.peak_mb:.0f} | {told['recall']:.3f} | {told['false']:.3f} | {told['body_f1']:.4f} |"
        )


def _speeds(cost: Cost, told: dict[str, float]) -> tuple[float, float]:
    """Return pages read and true articles found, a second."""
    return cost.n_pages / cost.seconds, told["hits"] / cost.seconds


def grow(sizes: Sequence[int], n_outlets: int, *, is_light: bool) -> None:
    """Print cost a page and peak memory as the crawl grows; `is_light`: with a stand-in for extraction (light.py)."""
    program = [sys.executable, "-m", "benchmarks.crawl.light"] if is_light else []
    print("\n| articles | found | ms CPU an article | peak MB |\n| --- | --- | --- | --- |")
    for size in sizes:
        with served(n_outlets, size // n_outlets) as (_, files), tempfile.TemporaryDirectory() as folder:
            cost = crawl_copydesk(files, Path(folder), program=program)
        each = 1000 * cost.cpu_seconds / max(1, len(cost.found))
        print(f"| {size} | {len(cost.found)} | {each:.2f} | {cost.peak_mb:.0f} |", flush=True)


def beside_a_silent_one(n_outlets: int, n_articles: int) -> None:
    """Print what crawls cost with and without an outlet that takes connections and says nothing, in turn."""
    print(
        "\n| crawl | articles | the last after seconds | half of them after | CPU s |\n| --- | --- | --- | --- | --- |"
    )
    with (
        served(n_outlets, n_articles) as (_, files),
        socket.create_server(("127.0.0.1", 0)) as silent,
        tempfile.TemporaryDirectory() as folder,
    ):
        crawl_copydesk(files, Path(folder, "before"))  # the server makes its pages
        for number, name in enumerate(("alone", "beside a silent one") * 2):
            outlet = files / "silent.toml"
            if name == "alone":
                outlet.unlink(missing_ok=True)
            else:
                outlet.write_text(f'home = "http://127.0.0.1:{silent.getsockname()[1]}/"\n', encoding="utf-8")
            output = Path(folder, str(number))
            cost = crawl_copydesk(files, output)
            at = sorted(_stored_after(output))
            print(
                f"| {name} | {len(at)} | {at[-1]:.1f} | {at[len(at) // 2]:.1f} | {cost.cpu_seconds:.1f} |", flush=True
            )


def _stored_after(output: Path) -> Iterator[float]:
    """Yield for each article the seconds from the start of the run to its storing."""
    report = json.loads(next((output / "reports").glob("*.json")).read_text(encoding="utf-8"))
    started = datetime.fromisoformat(report["started"])
    for path in (output / "articles").glob("*/*.jsonl"):
        for row in rows(path):
            yield (datetime.fromisoformat(row["first_seen_at"]) - started).total_seconds()


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description=__doc__)
    parser.add_argument("--outlets", type=int, default=9)
    parser.add_argument("--articles", type=int, default=150, help="articles of each outlet")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS))
    parser.add_argument("--pages", nargs="*", type=int, default=[], help="sizes at which Copydesk alone is run")
    parser.add_argument("--silent", type=int, default=0, help="outlets to be crawled beside one that never answers")
    parser.add_argument("--light", action="store_true", help="run them with a stand-in for extraction")
    options = parser.parse_args()
    if options.silent:
        beside_a_silent_one(options.silent, options.articles)
    elif options.pages:
        grow(options.pages, options.outlets, is_light=options.light)
    else:
        print_comparison(compare(options.outlets, options.articles, options.peers))


if __name__ == "__main__":
    main()
