"""Mutated real pages through the whole page road: nothing may crash, hang over the limit or make an invalid record.

    python -m benchmarks.fuzz --corpus DIR --pages 100000 --workers 2

DIR holds `.html` or `.html.gz` files, directly or below. Prints counts by outcome, and every crash and slow page
with the seed that repeats it (`--only SEED`); exit code 1 where there was a crash, a time-out or an invalid record.
A line on stderr every thousand pages says how far it is. Ctrl-C ends it with what was found so far.
"""

import argparse
import contextlib
import itertools
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzz.attempt import Case, Result
from crawler.fleet.pool import Failure, Limits, Pool

PAGE_SECONDS = 20.0
BAD = frozenset(("extract_crash", "extract_memory", "extract_timeout", "invalid_record", "raised"))
SLOW_SECONDS = 2.0
"""CPU of a page that is named although it kept the limit: the slowest of 990 sound news pages took 1.3 s."""
PROGRESS_PAGES = 1000


@dataclass(slots=True)
class Findings:
    """What a campaign found; `seconds` is the CPU of all pages together."""

    counts: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[Case, Result]] = field(default_factory=list)
    slow: list[tuple[Case, Result]] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, 0)
    seconds: float = 0.0

    @property
    def pages(self) -> int:
        """Return how many pages were read."""
        return self.counts.total()

    def add(self, case: Case, result: Result) -> None:
        """Count one case."""
        self.counts[result.code] += 1
        self.seconds += result.seconds
        self.slowest = max(self.slowest, (result.seconds, case.seed))
        if result.code in BAD:
            self.bad.append((case, result))
        elif result.seconds > SLOW_SECONDS:
            self.slow.append((case, result))


def run(cases: Iterator[Case], workers: int, found: Findings) -> None:
    """Send the cases through worker processes and add to `found` what comes of them."""
    waiting: deque[tuple[Case, Future[Result | Failure]]] = deque()
    limits = Limits(time_seconds=PAGE_SECONDS, memory_bytes=1_000_000_000)
    with Pool[Case, Result]("benchmarks.fuzz.attempt:attempt", workers=workers, limits=limits) as pool:
        for case in itertools.chain(cases, (None,)):
            if case is not None:
                waiting.append((case, pool.submit(case, preload="crawler.extract.article:warm_up")))
            while waiting and (case is None or len(waiting) > 16 * workers):
                done, future = waiting.popleft()
                found.add(done, _result(future))
                _tell_progress(found)


def _tell_progress(found: Findings) -> None:
    if found.pages % PROGRESS_PAGES == 0:
        sys.stderr.write(f"{found.pages} pages read, bad: {len(found.bad)}, slow: {len(found.slow)}\n")


def _result(future: "Future[Result | Failure]") -> Result:
    outcome = future.result()
    if isinstance(outcome, Result):
        return outcome
    codes = {
        "timeout": "extract_timeout",
        "memory": "extract_memory",
        "worker_died": "extract_crash",
        "task_error": "raised",
    }
    return Result(code=codes.get(outcome.code, outcome.code), detail=outcome.detail, seconds=0.0)


def _cases(files: list[Path], pages: int, first_seed: int) -> Iterator[Case]:
    for seed in range(first_seed, first_seed + pages):
        yield Case(path=str(files[seed // 2 % len(files)]), seed=seed)  # each page with and without `force`


def main() -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with .html or .html.gz files")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0, help="of the first page")
    parser.add_argument("--only", type=int, help="repeat one seed")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    files = sorted(p for p in options.corpus.rglob("*") if p.name.endswith((".html", ".html.gz")))
    if not files:
        sys.stderr.write(f"{options.corpus}: no .html or .html.gz files\n")
        return 2
    first, pages = (options.seed, options.pages) if options.only is None else (options.only, 1)
    started = time.monotonic()
    found = Findings()
    with contextlib.suppress(KeyboardInterrupt):
        run(_cases(files, pages, first), options.workers, found)
    for case, result in (*found.bad[:50], *found.slow[:50]):
        named = f"{result.code}, {result.seconds:.2f} s: {result.detail}"
        sys.stdout.write(f"seed {case.seed} {Path(case.path).name}: {named}\n")
    shown = ", ".join(f"{code} {count}" for code, count in found.counts.most_common())
    sys.stdout.write(f"{found.pages} pages in {time.monotonic() - started:.0f} s: {shown}\n")
    sys.stdout.write(f"bad: {len(found.bad)}; over {SLOW_SECONDS:.0f} s of CPU: {len(found.slow)}; ")
    sys.stdout.write("all {:.0f} s; slowest {:.2f} s (seed {})\n".format(found.seconds, *found.slowest))
    return 1 if found.bad else 0


if __name__ == "__main__":
    sys.exit(main())
