"""`python -m benchmarks.templates [--corpus DIR]`: quality and cost as pages of an outlet grow, from 1 to 50.

Every page is read three ways in one run: by trafilatura with metadata, by the full road alone, and with a template
learned from n other pages of its outlet. Outlets are those of the demo newspaper and, with --corpus, publishers with
three or more pages. A crawl asks a template only from five lessons on; here it is asked at once, to show why.
"""

import argparse
import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import fmean
from time import process_time
from typing import TypeVar
from urllib.request import urlopen

from benchmarks.extraction import shingles, systems
from benchmarks.extraction.corpus import Answer, Truth, read_page, read_truths
from benchmarks.extraction.judging import PageScore, judge
from crawler.demo.newspaper import Newspaper, serve
from crawler.extract import template as templates
from crawler.extract.article import Outcome, PageInput, read_article
from crawler.extract.learn import add_lesson, add_proofs
from crawler.extract.template import Template
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

T = TypeVar("T")
SIZES = (1, 2, 3, 5, 10, 20, 50)
_TESTED = 20
"""Pages of an outlet that are read with each size of template."""
_PASSES, _SETTLED_ON = 4, 6
"""Times that pages are read to try what may be left out, the parts of a harmful element after it, and how many."""
_NOW = datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    page: bytes
    truth: Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One page with a template of one size."""

    full: PageScore
    learned: PageScore
    is_served: bool
    full_seconds: float
    learned_seconds: float
    peer_seconds: float


def demo_outlets(n_articles: int) -> dict[str, list[Sample]]:
    """Return the demo outlets' articles, fetched from a served newspaper."""
    found: dict[str, list[Sample]] = defaultdict(list)
    with serve(Newspaper(articles_per_outlet=n_articles)) as running:
        for article in running.truth():
            truth = Truth(
                id=article.url,
                source="demo",
                url=article.url,
                has=frozenset({"body"}),
                paragraphs=tuple(text for _, text in article.body),
                title=article.headline,
                authors=tuple(name for name, _ in article.authors),
                published=article.date_published,
            )
            with urlopen(article.url) as response:
                found[article.outlet].append(Sample(page=response.read(), truth=truth))
    return found


def corpus_outlets(folder: Path) -> dict[str, list[Sample]]:
    """Return the real publishers with at least three pages, by host."""
    found: dict[str, list[Sample]] = defaultdict(list)
    for truth in read_truths(folder):
        outlet = f"{truth.source}:{outlet_from_url(truth.url).id}"
        found[outlet].append(Sample(page=read_page(folder, truth.id), truth=truth))
    return {outlet: samples for outlet, samples in found.items() if len(samples) >= 3}


def read_outlet(samples: Sequence[Sample]) -> Iterator[tuple[int, Row]]:
    """Yield a row for every tested page and every size there are pages enough for."""
    lessons = [_read(sample, None).lesson for sample in samples]
    for number, sample in enumerate(samples[:_TESTED]):
        other = samples[(number + 1) % len(samples)]
        full, full_seconds = _timed(lambda sample: _read(sample, None), sample, other)
        _, peer_seconds = _timed(lambda sample: systems.trafilatura(sample.page, sample.truth), sample, other)
        for size in SIZES:
            if size > len(samples) - 1:
                break
            template = Template(outlet_id="benchmark")
            for step in range(size):
                if lesson := lessons[(number + 1 + step) % len(samples)]:
                    add_lesson(template, lesson)
            others = [samples[(number + 1 + step) % len(samples)] for step in range(min(size, _SETTLED_ON))]
            settle_chrome(template, [_input(other) for other in others])
            learned, learned_seconds = _timed(partial(_read, template=template), sample, other)
            yield (
                size,
                Row(
                    full=judge(sample.truth, _answer(full, sample)),
                    learned=judge(sample.truth, _answer(learned, sample)),
                    is_served=isinstance(learned.result, Article) and learned.result.extraction.template is not None,
                    full_seconds=full_seconds,
                    learned_seconds=learned_seconds,
                    peer_seconds=peer_seconds,
                ),
            )


def _timed(read: Callable[[Sample], T], sample: Sample, other: Sample) -> tuple[T, float]:
    """Return what was read of a page, and the seconds of it, right after another page was read the same way.

    As in a crawl: the processor has the code at hand, and what follows from a template's counts was worked out.
    """
    gc.collect()
    read(other)
    started = process_time()
    return read(sample), process_time() - started


def settle_chrome(template: Template, pages: Sequence[PageInput]) -> None:
    """Try what may be left out on these pages, as a crawl does on an outlet's next ones, and forget what stays open."""
    for _ in range(_PASSES):
        for page in pages if template.repeats()[1] else ():
            add_proofs(template, read_article(page, template).proofs)
    template.chrome = {key: seen for key, seen in template.chrome.items() if seen.is_proven or seen.harmful}
    template.forget_derived()


def _read(sample: Sample, template: Template | None) -> Outcome:
    templates.MIN_LESSONS = 1
    return read_article(_input(sample), template)


def _input(sample: Sample) -> PageInput:
    outlet = outlet_from_url("https://benchmark/")
    return PageInput(body=sample.page, url=sample.truth.url, fetched_at=_NOW, outlet=outlet)


def _answer(outcome: Outcome, sample: Sample) -> Answer:
    article = outcome.result
    if not isinstance(article, Article):
        return Answer()
    joins = sample.truth.source == systems.STANDFIRST_IS_BODY and article.standfirst
    return Answer(body=f"{article.standfirst}\n{article.body_text}" if joins else article.body_text)


def print_table(name: str, rows: Mapping[int, Sequence[Row]]) -> None:
    """Print one line a size."""
    print(f"\n## {name}\n")
    print(
        "| pages learned | read | served | full F1 | with template F1 | full F1 (served) | template F1 (served) "
        "| ms full | ms served | x cheaper than trafilatura |\n|" + " --- |" * 10
    )
    for size, found in sorted(rows.items()):
        served = [row for row in found if row.is_served]
        cells = [
            str(size),
            str(len(found)),
            f"{len(served) / len(found):.0%}",
            _f1([row.full for row in found]),
            _f1([row.learned for row in found]),
            _f1([row.full for row in served]),
            _f1([row.learned for row in served]),
            f"{1000 * fmean(row.full_seconds for row in found):.1f}",
            f"{1000 * fmean(row.learned_seconds for row in served):.1f}" if served else "-",
            f"{sum(r.peer_seconds for r in served) / sum(r.learned_seconds for r in served):.1f}" if served else "-",
        ]
        print("| " + " | ".join(cells) + " |")


def _f1(scores: Sequence[PageScore]) -> str:
    """Return "shingle F1 / ROUGE-LSum F1"."""
    if not scores:
        return "-"
    shingle = shingles.summarise([score.overlap for score in scores])[2]
    return f"{shingle:.4f} / {fmean(score.rouge[2] for score in scores):.4f}"


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.templates", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="folder with truth.jsonl and pages/")
    parser.add_argument("--articles", type=int, default=60, help="articles of each demo outlet")
    options = parser.parse_args()
    groups = {"demo newspaper": demo_outlets(options.articles)}
    for outlet, samples in (corpus_outlets(options.corpus) if options.corpus else {}).items():
        groups.setdefault(outlet.partition(":")[0], {})[outlet] = samples
    for name, outlets in groups.items():
        rows: dict[int, list[Row]] = defaultdict(list)
        for samples in outlets.values():
            for size, row in read_outlet(samples):
                rows[size].append(row)
        print_table(f"{name}, {len(outlets)} outlets", rows)


if __name__ == "__main__":
    main()
