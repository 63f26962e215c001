"""`python -m benchmarks.growth`: what a crawl's own process holds of many outlets and pages, without net and workers.

Every outlet gets its links, then articles are stored, lists read and lessons learned, as a crawl does it. `--teach 2`
makes every second page a lesson, so that templates become in 100 pages what a crawl's (one of 18) are after 900.
"""

import argparse
import hashlib
import logging
import pickle
import random
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from crawler.config import read_config
from crawler.discovery.link import Link, LinkKind
from crawler.extract.outcome import Outcome
from crawler.extract.template import Template, Votes
from crawler.items import Article, Block, Discovery, DiscoveryKind, Extraction, OutletRef
from crawler.outlets.outlet import outlet_from_url
from crawler.run import OutletRun, Run
from crawler.run.learning import Learner

LINKS_AT_A_TIME = 500
LIST_EVERY, LIST_LINKS = 4, (8, 60)
"""Lists read for each page, and the links they name."""
PLACES, CHROME_TEXTS, OWN_TEXTS, OWN_BOXES = 65, 60, 23, 9
"""Of a lesson: on three outlets of the demo newspaper 55 lessons made 1,400 texts and 500 boxes."""


def links_of(outlet: OutletRun, numbers: Iterable[int], kind: DiscoveryKind, title: str | None = None) -> list[Link]:
    """Return links to the outlet's pages as a source of that kind names them."""
    home = outlet.outlet.home
    page: LinkKind = "page"
    via = Discovery(kind=kind, url=f"{home}{kind}")
    addresses = [f"{home}local/2026/11/{number % 28 + 1:02}/a-story-of-number-{number}" for number in numbers]
    return [Link(url=url, kind=page, via=via, depth=2, title=title) for url in addresses]


def lesson(outlet_id: str, number: int) -> Template:
    """Return what a page teaches: the outlet's places and chrome, and texts and boxes of its own."""
    places = [f"p<div.article-text-{k}<div.story-{outlet_id}|l-{k}" for k in range(PLACES)]
    texts = [f"{outlet_id} {k}" for k in range(CHROME_TEXTS)] + [f"{outlet_id} {number} {k}" for k in range(OWN_TEXTS)]
    return Template(
        outlet_id=outlet_id,
        lessons=1,
        near={place: Votes(kept=1, pages=1) for place in places},
        nearest={f"{place}|n": Votes(kept=1, pages=1) for place in places},
        around={f"{place}|a": Votes(kept=1, pages=1) for place in places},
        texts={_hex(text): 1 for text in texts},
        boxes={_hex(f"box {outlet_id} {number} {k}"): Votes(pages=1) for k in range(OWN_BOXES)},
    )


def _hex(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def article(link: Link, outlet: OutletRun) -> Article:
    """Return an article of 300 words."""
    now = datetime.now(UTC).isoformat()
    block = Block(type="paragraph", text=f"The council of {link.url} voted on the bridge again. " * 30)
    return Article(
        id=link.url,
        url=link.url,
        canonical_url=link.url,
        outlet=OutletRef(id=outlet.outlet.id, domain="paper.example"),
        headline=f"Council votes on {link.url}",
        body_text=block.text,
        body=(block,),
        word_count=300,
        fetched_at=now,
        first_seen_at=now,
        extraction=Extraction(method="template", confidence=0.9),
        date_published=now,
    )


def crawl(run: Run, learner: Learner, options: argparse.Namespace) -> None:
    """Drive the run as the spider does, and print what the process holds as it goes on."""
    chance, n_done = random.Random(1), 0
    for outlet in run.outlets.values():
        for first in range(0, options.links, LINKS_AT_A_TIME):
            outlet.discovered(links_of(outlet, range(first, min(first + LINKS_AT_A_TIME, options.links)), "sitemap"))
    print("\n| pages | MB | ms of CPU a page |\n| --- | --- | --- |")
    print(f"| 0 | {resident_mb():.0f} | |", flush=True)
    began = time.process_time()
    for number in range(options.pages):
        for outlet in run.outlets.values():
            link = outlet.next_link()
            assert link is not None
            outlet.fetched(link, url=link.url, status=200, etag=None, last_modified=None, n_bytes=9_000)
            found = article(link, outlet)
            is_taught = number % options.teach == 0
            taught = lesson(outlet.outlet.id, number) if is_taught else None
            learner.note(outlet.outlet.id, Outcome(result=found, lesson=taught), outlet.tally)
            outlet.store(link, found)
            n_done += 1
            if n_done % LIST_EVERY == 0:
                first, n_links = chance.randrange(options.links), chance.randint(*LIST_LINKS)
                outlet.discovered(links_of(outlet, range(first, first + n_links), "list", title="A council votes"))
        if (number + 1) % max(1, options.pages // 10) == 0:
            print(
                f"| {n_done} | {resident_mb():.0f} | {1000 * (time.process_time() - began) / n_done:.2f} |", flush=True
            )


def resident_mb() -> float:
    """Return the memory this process holds now."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--outlets", type=int, default=100)
    parser.add_argument("--links", type=int, default=1_000, help="links of each outlet's sitemaps")
    parser.add_argument("--pages", type=int, default=100, help="pages of each outlet that are read")
    parser.add_argument("--teach", type=int, default=2, help="one page of so many makes a lesson")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        outlets = [outlet_from_url(f"https://paper-{number}.example/") for number in range(options.outlets)]
        run = Run.open(read_config({"NEWS_OUTPUT": folder}), outlets, clock=lambda: datetime.now(UTC))
        given: dict[str, bytes] = {}  # as the pool of workers keeps them

        def publish(outlet_id: str, template: Template) -> None:
            given[outlet_id] = pickle.dumps(template, pickle.HIGHEST_PROTOCOL)

        crawl(run, Learner(Path(folder), 20, publish), options)
        run.close("finished")


if __name__ == "__main__":
    main()
