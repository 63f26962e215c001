"""Publication dates beside htmldate: how many days and minutes are right, and what a page costs.

    python -m benchmarks.dates --corpus FOLDER

The corpus is that of `benchmarks.extraction` (benchmarks/README.md); pages count whose truth has `published`. Both get
the page's bytes and URL and nothing else. A day is right if it is the truth's by its own clock or by the truth's; a
minute if it is the same instant (the same wall clock where the truth has no zone). htmldate gives days only; it runs
with `original_date=True`, which is its way to ask for publication rather than change. Each page is timed alone (CPU),
best of `--rounds`.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean, median

from htmldate import find_date as htmldate_find

from benchmarks.extraction.corpus import Truth, read_page, read_truths
from crawler.errors import PageError
from crawler.extract.inputs import PageInput
from crawler.extract.published import read_published
from crawler.outlets.outlet import outlet_from_url

System = Callable[[bytes, str, datetime], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Of one system over all pages; shares 0..1, times in milliseconds of one page."""

    day: float
    minute: float
    missing: float
    mean_ms: float
    median_ms: float


def copydesk(body: bytes, url: str, now: datetime) -> str | None:
    """Return the record's `date_published`, by the function that reads nothing else."""
    try:
        found = read_published(PageInput(body=body, url=url, fetched_at=now, outlet=outlet_from_url(url)))
    except PageError:
        return None
    return found.value if found else None


def htmldate(body: bytes, url: str, now: datetime) -> str | None:
    """Return htmldate's day of publication."""
    found: str | None = htmldate_find(body, url=url, original_date=True, max_date=now.date().isoformat())
    return found


SYSTEMS: dict[str, System] = {"copydesk": copydesk, "htmldate": htmldate}


def measure(system: System, folder: Path, truths: list[Truth], rounds: int) -> Score:
    """Run the system over the pages and score what it says."""
    now, right, seconds = datetime.now(UTC), [], []
    for truth in truths:
        body, found, best = read_page(folder, truth.id), None, float("inf")
        for _ in range(rounds):
            start = time.process_time()
            found = system(body, truth.url, now)
            best = min(best, time.process_time() - start)
        seconds.append(best)
        right.append((*compare(truth.published or "", found), found is None))
    day, minute, missing = (fmean(column) for column in zip(*right, strict=True))
    return Score(
        day=day, minute=minute, missing=missing, mean_ms=fmean(seconds) * 1000, median_ms=median(seconds) * 1000
    )


def compare(truth: str, found: str | None) -> tuple[bool, bool]:
    """Return whether the day and the minute are the truth's."""
    if found is None:
        return False, False
    wanted = datetime.fromisoformat(truth)
    got = datetime.fromisoformat(f"{found}-01" if len(found) == len("2025-05") else found)
    if wanted.tzinfo and got.tzinfo:
        got = got.astimezone(wanted.tzinfo)
    same_minute = "T" in found and abs(got.replace(tzinfo=None) - wanted.replace(tzinfo=None)) < timedelta(minutes=1)
    return got.date() == wanted.date(), same_minute


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=1, help="times each page is read; the fastest counts")
    options = parser.parse_args()
    truths = [truth for truth in read_truths(options.corpus) if "published" in truth.has]
    print(f"{len(truths)} pages")
    print("system      day     minute  missing  mean ms  median ms")
    for name, system in SYSTEMS.items():
        score = measure(system, options.corpus, truths, options.rounds)
        print(
            f"{name:10}  {score.day:.4f}  {score.minute:.4f}  {score.missing:.4f}  "
            f"{score.mean_ms:7.1f}  {score.median_ms:9.1f}"
        )


if __name__ == "__main__":
    main()
