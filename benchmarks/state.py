"""What an outlet's state costs as it grows: seen-checks, inserts, bytes a URL, memory.

    python -m benchmarks.state                          10 thousand and 1 million URLs
    python -m benchmarks.state --sizes 1e4,1e6,1e7      10 million too (about 10 minutes and 1 GB below --folder)

A check asks for URLs in batches as a sitemap of that length does, half of them known; an insert marks URLs as fetched
and commits every 1,000. A check is CPU time, the system's share among it, with the file in the page cache; inserts and
commits are wall time, on the disk of --folder. The tables, keys and calls are those of a crawl (`crawler.store.seen`).
"""

import argparse
import hashlib
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.store.files import Location
from crawler.store.seen import Seen, SeenUrl
from crawler.store.state import State

BATCH = 1000
ARTICLES = 100_000
CHECKS = 200_000
INSERTS = 5_000
ROUNDS = 3
"""Of checks; the fastest counts, what is slower was the machine's other work."""
FILL = 100_000
"""URLs in one transaction while the file is filled; not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of one size."""

    urls: int
    check_us: float
    insert_us: float
    commit_ms: float
    bytes_a_url: float
    peak_mb: float


def keys(start: int, end: int) -> list[bytes]:
    """Return 16-byte keys as `url_key` makes them: hashes, so in no order."""
    return [hashlib.blake2b(n.to_bytes(8, "big"), digest_size=16).digest() for n in range(start, end)]


def batches(start: int, end: int, size: int) -> Iterator[list[bytes]]:
    for first in range(start, end, size):
        yield keys(first, min(first + size, end))


def measure(path: Path, known: int, size: int) -> Figures:
    """Grow the file from `known` to `size` URLs and measure it there."""
    state = State.open(path)
    seen = Seen(state)
    for batch in batches(known, size - INSERTS, FILL):
        seen.mark(batch, 1_700_000_000)
        state.commit()
    insert_us, commit_ms = time_inserts(state, seen, size)
    check_us = min(time_checks(seen, size) for _ in range(ROUNDS))
    assert seen.count() == size
    state.close()
    stored = path.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Figures(
        urls=size,
        check_us=check_us,
        insert_us=insert_us,
        commit_ms=commit_ms,
        bytes_a_url=stored / size,
        peak_mb=peak,
    )


def time_inserts(state: State, seen: Seen, size: int) -> tuple[float, float]:
    """Return microseconds an insert, its share of the commit among them, and milliseconds a commit."""
    spent = committing = 0.0
    for batch in batches(size - INSERTS, size, BATCH):
        start = time.perf_counter()
        seen.mark(batch, 1_700_000_000)
        middle = time.perf_counter()
        state.commit()
        end = time.perf_counter()
        spent += end - start
        committing += end - middle
    return spent / INSERTS * 1e6, committing / (INSERTS / BATCH) * 1e3


def time_checks(seen: Seen, size: int) -> float:
    """Return microseconds a check; the URLs are spread over the whole file, every second one is new."""
    spent = 0.0
    stride = max(size // (CHECKS // 2), 1)
    for first in range(0, CHECKS, BATCH):
        old = [n * stride % size for n in range(first // 2, (first + BATCH) // 2)]
        new = range(size + first // 2, size + (first + BATCH) // 2)
        asked = [hashlib.blake2b(n.to_bytes(8, "big"), digest_size=16).digest() for n in (*old, *new)]
        start = time.process_time()
        found = seen.fetched(asked)
        spent += time.process_time() - start
        assert len(found) == len(set(old))
    return spent / CHECKS * 1e6


def bytes_an_article(path: Path) -> float:
    """Return what a stored article takes beside its line: its address, place, revision and text."""
    State.create(path)
    state = State.open(path)
    seen = Seen(state)
    for number, key in enumerate(keys(0, ARTICLES)):
        place = Location(day=20_000 + number // 500, offset=number % 500 * 8_000, length=8_000)
        article = SeenUrl(key=key, first_seen=1_700_000_000, fetched=1_700_000_000, revision=1, location=place)
        seen.put_article(article, key.hex())
        if number % BATCH == 0:
            state.commit()
    state.commit()
    state.close()
    return path.stat().st_size / ARTICLES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1e4,1e6", help="numbers of URLs, rising (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where the file is made (default: the system's temporary folder)")
    options = parser.parse_args()
    sizes = sorted(int(float(size)) for size in options.sizes.split(","))
    folder = Path(tempfile.mkdtemp(prefix="state-", dir=options.folder))
    try:
        path = folder / "outlet.sqlite"
        State.create(path)
        known = 0
        print("      URLs us a check us an insert ms a commit bytes a URL  peak MB")
        for size in sizes:
            figures = measure(path, known, size)
            known = size
            print(
                f"{size:>10,} {figures.check_us:>10.2f} {figures.insert_us:>12.2f} {figures.commit_ms:>11.1f} "
                f"{figures.bytes_a_url:>11.1f} {figures.peak_mb:>8.0f}"
            )
        print(f"a stored article: {bytes_an_article(folder / 'articles.sqlite'):.0f} bytes, its line not counted")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
