"""`python -m benchmarks.extraction --corpus DIR`: every system over the same pages in one run, quality beside CPU."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from time import process_time

from benchmarks.extraction.corpus import Answer, Truth, read_page, read_truths
from benchmarks.extraction.judging import PageScore, judge, summarise
from benchmarks.extraction.systems import PEERS, SYSTEMS, installed_peers

_COLUMNS = (
    "pages", "empty", "shingle_f1", "shingle_p", "shingle_r", "page_f1", "exact", "rouge_f1", "rouge_p", "rouge_r",
    "title_exact", "title_norm", "author_f1", "author_p", "author_r", "author_set", "day", "minute", "date_missing",
)  # fmt: skip
_BASELINE = "trafilatura"
"""CPU is told as a multiple of this system's, over the same pages in the same process."""

Result = tuple[str, str, PageScore, float]
"""System, source, score, CPU seconds."""


def run_page(folder: Path, systems: Sequence[str], truth: Truth) -> list[Result]:
    """Return each system's result on one page, the systems one after the other in this process."""
    page, known = read_page(folder, truth.id), SYSTEMS | {name: system for name, (_, system) in PEERS.items()}
    results = []
    for name in systems:
        started = process_time()
        try:
            answer = known[name](page, truth)
        except Exception as error:  # noqa: BLE001  # a peer that fails on a page has found nothing there
            print(f"{name}: {truth.id}: {type(error).__name__}: {error}", file=sys.stderr)
            answer = Answer()
        seconds = process_time() - started
        results.append((name, truth.source, judge(truth, answer), seconds))
    return results


def run(folder: Path, systems: Sequence[str], jobs: int, limit: int | None) -> list[Result]:
    """Return the results over the corpus; a first page is run unmeasured, so that imports cost nobody."""
    truths = list(islice(read_truths(folder), limit))
    work = partial(run_page, folder, systems)
    work(truths[0])
    if jobs == 1:
        return [result for truth in truths for result in work(truth)]
    with ProcessPoolExecutor(jobs, initializer=work, initargs=(truths[0],)) as pool:
        return [result for results in pool.map(work, truths, chunksize=8) for result in results]


def print_tables(results: Sequence[Result]) -> None:
    """Print one Markdown table a source, then the cost of every system."""
    by_source: dict[str, dict[str, list[PageScore]]] = defaultdict(lambda: defaultdict(list))
    seconds: dict[str, list[float]] = defaultdict(list)
    for system, source, score, cost in results:
        by_source[source][system].append(score)
        seconds[system].append(cost)
    for source, systems in sorted(by_source.items()):
        rows = {system: summarise(scores) for system, scores in systems.items()}
        columns = [column for column in _COLUMNS if any(column in row for row in rows.values())]
        print(f"\n## {source}\n\n| system | {' | '.join(columns)} |\n|{' --- |' * (len(columns) + 1)}")
        for system, row in rows.items():
            print(f"| {system} | {' | '.join(_cell(column, row.get(column)) for column in columns)} |")
    print(f"\n## cost\n\n| system | CPU ms a page | pages per CPU second | x {_BASELINE} |\n| --- | --- | --- | --- |")
    base = sum(seconds.get(_BASELINE, ())) or float("nan")
    for system, costs in seconds.items():
        total = sum(costs)
        print(f"| {system} | {1000 * total / len(costs):.1f} | {len(costs) / total:.1f} | {total / base:.2f} |")


def _cell(column: str, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if column == "pages" else f"{value:.4f}"


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with truth.jsonl and pages/")
    parser.add_argument("--jobs", type=int, default=1, help="processes; cost is measured in each")
    parser.add_argument("--limit", type=int, help="only the first so many pages")
    parser.add_argument("--systems", nargs="*", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--peers", nargs="*", help="peers to run beside; without names all that are installed")
    options = parser.parse_args()
    if not (options.corpus / "truth.jsonl").is_file():
        parser.error(f"{options.corpus}: no truth.jsonl here; benchmarks/README.md describes a corpus folder")
    peers = installed_peers()
    chosen = [] if options.peers is None else options.peers or list(peers)
    if unknown := [name for name in chosen if name not in peers]:
        parser.error(f"--peers: not installed or unknown: {', '.join(unknown)}; known: {', '.join(PEERS)}")
    print_tables(run(options.corpus, [*options.systems, *chosen], options.jobs, options.limit))


if __name__ == "__main__":
    main()
