"""Train the block scorer and write its weights; `python -m benchmarks.train_blocks --corpus DIR`.

Needs numpy and lightgbm, which Copydesk itself does not. A block is body text where the page's truth holds it. Prints
figures that are cross-validated by publisher, through the same chooser that `copydesk extract` uses, for the whole
pages and for the harder views of them, then fits all pages and writes `crawler/extract/block_weights.json`.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from benchmarks.extraction.corpus import Answer, read_truths
from benchmarks.extraction.judging import PageScore, judge, summarise
from benchmarks.extraction.systems import STANDFIRST_IS_BODY
from benchmarks.train_blocks.model import export, fit, set_scores
from benchmarks.train_blocks.samples import Sample, View, read_samples
from crawler.extract.body import choose_body
from crawler.extract.scorer import WEIGHTS

FOLDS = 8


def cross_validate(samples: Sequence[Sample], seed: int) -> None:
    """Judge each page by a model that saw no page of its publisher, and print the figures."""
    groups = sorted({s.group for s in samples})
    random.Random(seed).shuffle(groups)
    fold_of = {group: i % FOLDS for i, group in enumerate(groups)}
    scores: dict[tuple[str, str, str], list[PageScore]] = defaultdict(list)
    asked: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for number in range(FOLDS):
        model = fit([s for s in samples if fold_of[s.group] != number])
        for sample, view in _views(s for s in samples if fold_of[s.group] == number):
            asked[sample.form, view.name].append(set_scores(sample, view, model))
            scores[sample.form, view.name, sample.truth.source].append(_judge(sample, view))
    print_figures(scores, seed)
    for (form, view), pages in asked.items():
        if view == "told":
            print(f"trafilatura was asked of {fmean(pages):.2f} of the pages, {form}")


def _views(samples: Iterator[Sample]) -> Iterator[tuple[Sample, View]]:
    return ((sample, view) for sample in samples for view in sample.views)


def _judge(sample: Sample, view: View) -> PageScore:
    body = choose_body(sample.blocks, view.evidence, None)
    text = "\n\n".join(block.text for block in body.blocks)
    if sample.truth.source == STANDFIRST_IS_BODY and body.standfirst:
        text = f"{body.standfirst}\n{text}"
    return judge(replace(sample.truth, has=frozenset()), Answer(body=text))


def print_figures(scores: dict[tuple[str, str, str], list[PageScore]], seed: int) -> None:
    """Print a line for each source of whole pages as they are, then one for each harder view of all of them."""
    print(f"cross-validated by publisher, folds of seed {seed}")
    harder: dict[str, list[PageScore]] = defaultdict(list)
    for (form, view, source), pages in sorted(scores.items()):
        if form != "whole" or view != "told":
            harder[f"{form}, {view}"] += pages
            continue
        row = summarise(pages)
        print(source, " ".join(f"{key} {row[key]:.4f}" for key in ("shingle_f1", "shingle_p", "shingle_r", "rouge_f1")))
    for name, pages in harder.items():
        print(f"{name}: page_f1 {fmean(p.overlap.f1 for p in pages):.4f} empty {fmean(p.is_empty for p in pages):.4f}")


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_blocks", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where to write; `-` only cross-validates")
    parser.add_argument("--seeds", type=int, default=1, help="ways to fold the publishers that are tried")
    options = parser.parse_args()
    samples = [sample for truth in read_truths(options.corpus) for sample in read_samples(options.corpus, truth)]
    for seed in range(options.seeds):
        cross_validate(samples, seed)
    if str(options.weights) != "-":
        options.weights.write_text(export(fit(samples), len({s.truth.id for s in samples})), encoding="utf-8")


if __name__ == "__main__":
    main()
