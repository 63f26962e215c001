"""`python -m benchmarks.stages --corpus DIR`: where a page's CPU goes, stage by stage, on the full and the fast road.

Publishers with three or more pages; a page's template is learned from all the others of its publisher. Only pages that
the template is sure of are timed, by both roads and by trafilatura with metadata, in one run: ratios hold on a busy
machine, milliseconds do not. A stage counts what it calls as well.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from operator import itemgetter
from pathlib import Path
from time import process_time_ns
from typing import Any
from unittest.mock import patch

from trafilatura import bare_extraction

from benchmarks.templates import corpus_outlets, settle_chrome
from crawler.extract import template as templates
from crawler.extract.article import PageInput, extract_article, read_article
from crawler.extract.learn import add_lesson
from crawler.extract.template import Template
from crawler.outlets.outlet import outlet_from_url

_STAGES = {
    "crawler.page.page": ("without_programs", "decode", "parse_utf8", "Elements", "read_metatags", "read_jsonld"),
    "crawler.extract.article": ("find_first_page", "find_continuation", "_refusal"),
    "crawler.extract.reading": (
        *("read_blocks", "tell_language", "ask_template", "read_headings", "choose_headline", "read_lines", "gather"),
        *("score_blocks", "choose_body", "identify_language", "read_microdata"),
    ),
    "crawler.extract.record": (
        *("read_filed_links", "author_lines", "choose_credits", "_moments", "choose_section", "mark_entries"),
        *("read_images", "read_access", "choose_canonical"),
    ),
}
_ROUNDS = 9
_NOW = datetime.now(UTC)

Served = tuple[PageInput, Template]


def served_pages(folder: Path) -> list[Served]:
    """Return the pages that a template of their publisher's other pages is sure of."""
    found: list[Served] = []
    for samples in corpus_outlets(folder).values():
        inputs = [PageInput(body=s.page, url=s.truth.url, fetched_at=_NOW, outlet=_outlet(samples)) for s in samples]
        lessons = [read_article(page).lesson for page in inputs]
        for number, page in enumerate(inputs):
            template = Template(outlet_id=page.outlet.id)
            for lesson in (*lessons[:number], *lessons[number + 1 :]):
                if lesson is not None:
                    add_lesson(template, lesson)
            settle_chrome(template, [*inputs[:number], *inputs[number + 1 :]])
            outcome = read_article(page, template)
            if outcome.lesson is None and not outcome.is_in_doubt:
                found.append((page, template))
    return found


def _outlet(samples: Sequence[Any]) -> Any:
    return outlet_from_url(samples[0].truth.url)


def costs(reads: Sequence[Callable[[], object]]) -> list[tuple[float, Counter[str]]]:
    """Return the nanoseconds of the quickest round of each, and what its stages took.

    They take turns, so that what else the machine does meets all of them.
    """
    best = [(float("inf"), Counter[str]()) for _ in reads]
    for _ in range(_ROUNDS):
        best = [min(held, _cost(read), key=itemgetter(0)) for held, read in zip(best, reads, strict=True)]
    return best


def _cost(read: Callable[[], object]) -> tuple[float, Counter[str]]:
    """Return the nanoseconds of a reading, and in another one, which the clocks make longer, what its stages take."""
    begun = process_time_ns()
    read()
    total = process_time_ns() - begun
    taken: Counter[str] = Counter()
    patches = [
        patch(f"{module}.{name}", partial(_timed, _original(module, name), name, taken))
        for module, names in _STAGES.items()
        for name in names
    ]
    for each in patches:
        each.start()
    read()
    patch.stopall()
    return total, taken


def _original(module: str, name: str) -> Callable[..., Any]:
    package = __import__(module, fromlist=[name])
    function: Callable[..., Any] = getattr(package, name)
    return function


def _timed(function: Callable[..., Any], name: str, taken: Counter[str], *args: Any, **named: Any) -> Any:
    begun = process_time_ns()
    try:
        return function(*args, **named)
    finally:
        taken[name] += process_time_ns() - begun


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    options = parser.parse_args()
    with patch.object(templates, "MIN_LESSONS", 1):
        pages = served_pages(options.corpus)
        (fast, fast_stages), (full, full_stages), (peer, _) = costs(
            [
                lambda: [read_article(page, template) for page, template in pages],
                lambda: [extract_article(page) for page, _ in pages],
                lambda: [bare_extraction(page.body, url=page.url, with_metadata=True) for page, _ in pages],
            ]
        )
    each = 1e6 * len(pages)
    print(f"{len(pages)} pages\n\n| stage | fast road, ms | full road, ms |\n| --- | --- | --- |")
    for name, _ in (full_stages | fast_stages).most_common():
        print(f"| {name.strip('_')} | {fast_stages[name] / each:.2f} | {full_stages[name] / each:.2f} |")
    print(f"| all | {fast / each:.2f} | {full / each:.2f} |")
    print(f"\ntrafilatura with metadata {peer / each:.2f} ms: the fast road is {peer / fast:.2f} x cheaper, ", end="")
    print(f"the full road costs {full / peer:.2f} x as much")


if __name__ == "__main__":
    main()
