"""`python -m benchmarks.faults`: all misbehaviours at once beside ten healthy outlets, against the healthy ones alone.

Prints for each fault the codes that the report counted and whether its healthy articles are there, then wall time and
peak memory of both crawls. The promise: at most 1.5 times the wall time of the healthy outlets alone, plus the longest
time limit; every healthy article is found; the whole crawl stays under 600 MB. Exit code 1 where it is broken.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crawler.demo.faults import FAULTS, Judgement, fault, judge, serve_faults
from crawler.demo.newspaper import Newspaper, Running, serve

FACTOR = 1.5
LONGEST_LIMIT_SECONDS = 30.0
"""DOWNLOAD_TIMEOUT, the longest of the limits in crawler/settings.py that end one thing."""
MOST_MB = 600
SWELLING = "swelling_pages"
"""The fault that is served many times: memory is bounded for all outlets together, not for each."""
_CODES_SHOWN = 4
_LOOK_SECONDS = 0.25
_QUIET = frozenset({"admitted", "known", "sources", "waiting", "pages", "stored", "bytes", "asked", "repeated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    seconds: float
    peak_mb: float
    """Of all processes of the crawl together, shared pages counted once."""
    exit_code: int
    report: dict[str, Any]
    records: tuple[dict[str, Any], ...]


def crawl(folder: Path, outlets: Sequence[Path], args: Sequence[str]) -> Crawl:
    """Crawl these outlet files into `folder`, as cron would."""
    fixed = ["--allow-network", "127.0.0.1/32", "--no-progress", "--json"]
    command = [str(Path(sys.executable).with_name("copydesk")), "crawl", *map(str, outlets), *fixed, *args]
    started = time.monotonic()
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True)
        watch = Watch(process.pid)
        said, _ = process.communicate()
    seconds = time.monotonic() - started
    records = [json.loads(line) for path in folder.glob("output/articles/*/*.jsonl") for line in _lines(path)]
    return Crawl(
        seconds=seconds,
        peak_mb=watch.end(),
        exit_code=process.returncode,
        report=json.loads(said),
        records=tuple(records),
    )


class Watch:
    """Looks at the memory of a process and all below it until `end`."""

    def __init__(self, pid: int) -> None:
        self._peak_kb = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(pid,), daemon=True)
        self._thread.start()

    def end(self) -> float:
        """Return the peak in MB."""
        self._is_over.set()
        self._thread.join()
        return self._peak_kb / 1024

    def _look(self, pid: int) -> None:
        while not self._is_over.wait(_LOOK_SECONDS):
            self._peak_kb = max(self._peak_kb, _tree_kb(pid))


def _tree_kb(pid: int) -> int:
    """Memory of a process and its descendants; a page that several share counts in parts (PSS)."""
    total = 0
    with suppress(OSError, ValueError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        total = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        for task in Path(f"/proc/{pid}/task").iterdir():
            total += sum(_tree_kb(int(child)) for child in (task / "children").read_text().split())
    return total


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]


def healthy_missing(newspaper: Running, done: Crawl) -> list[str]:
    """Return the URLs of the healthy outlets' articles that the crawl did not store."""
    found = {record["canonical_url"] for record in done.records}
    return [article.url for article in newspaper.truth() if article.url not in found]


def print_table(judgements: Sequence[Judgement]) -> None:
    """One row a fault."""
    print("| fault | room | counted | healthy | kept |\n| --- | --- | --- | --- | --- |")
    for one in judgements:
        counted = [code for code in one.codes if code not in _QUIET and not code.startswith(("status_", "template_"))]
        named = [code for code in counted if code in one.fault.expected] or counted
        cause = [one.left.partition(":")[0]] if one.left else []
        shown = ", ".join(dict.fromkeys([*cause, *named][:_CODES_SHOWN]))
        healthy = f"{one.n_healthy - len(one.missing)}/{one.n_healthy}"
        print(f"| {one.fault.name} | {one.fault.room} | {shown} | {healthy} | {'yes' if one.is_kept else 'NO'} |")


def main() -> int:
    """Read the command line, crawl twice, print; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("--outlets", type=int, default=10, help="healthy outlets")
    parser.add_argument("--articles", type=int, default=100, help="articles of each healthy outlet")
    parser.add_argument("--swelling", type=int, default=20, help="outlets more whose large pages swell, all at once")
    parser.add_argument("--workers", type=int, default=2, help="processes that read pages")
    parser.add_argument("--delay", type=float, default=0.2, help="seconds between two requests to a host")
    options = parser.parse_args()
    paper = Newspaper(n_outlets=options.outlets, articles_per_outlet=options.articles, crawl_delay_seconds=None)
    swelling = [replace(fault(SWELLING), name=f"{SWELLING}_{number}") for number in range(options.swelling)]
    faults = (*FAULTS, *swelling)
    with tempfile.TemporaryDirectory() as name, serve(paper) as newspaper, serve_faults(faults) as running:
        alone, together = Path(name) / "alone", Path(name) / "together"
        alone.mkdir()
        together.mkdir()
        healthy = newspaper.write_outlet_files(Path(name) / "healthy")
        faulty = running.write_outlet_files(Path(name) / "faulty")
        args = ("--delay", str(options.delay), "--workers", str(options.workers))
        base = crawl(alone, healthy, args)
        full = crawl(together, [*healthy, *faulty], args)
        judgements = judge(running, full.report, full.records)
        missing, hits = healthy_missing(newspaper, full), len(running.vault_hits)
        n_lost = len(missing) - len(healthy_missing(newspaper, base))
    print_table(judgements)
    allowed = FACTOR * base.seconds + LONGEST_LIMIT_SECONDS
    kept = sum(one.is_kept for one in judgements)
    print(f"\n{kept} of {len(judgements)} promises kept; {hits} requests to closed networks")
    print(f"{options.outlets} healthy outlets: {n_lost} articles lost to the faults")
    print(f"wall time: {base.seconds:.1f} s alone, {full.seconds:.1f} s together, {allowed:.1f} s allowed")
    print(f"peak memory: {base.peak_mb:.0f} MB alone, {full.peak_mb:.0f} MB together, {MOST_MB} MB allowed")
    print(f"exit code: {base.exit_code} alone, {full.exit_code} together")
    is_good = kept == len(judgements) and not hits and n_lost <= 0 and full.peak_mb < MOST_MB
    return 0 if is_good and full.seconds <= allowed else 1


if __name__ == "__main__":
    sys.exit(main())
