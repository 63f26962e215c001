"""Train the block scorer and write its weights; `python -m benchmarks.train_blocks --corpus DIR`.

Needs numpy and scikit-learn, which Copydesk itself does not. A block is body text where the page's truth holds it.
Prints figures that are cross-validated by publisher, through the same chooser that `copydesk extract` uses, then fits
all pages and writes `crawler/extract/block_weights.json`.

Votes of trafilatura are the strongest feature and the one that fails at once over a whole page, so each page is also
shown with a part of its votes hidden, at less weight.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks.extraction.corpus import Answer, Truth, read_page, read_truths
from benchmarks.extraction.judging import judge, summarise
from benchmarks.extraction.systems import STANDFIRST_IS_BODY
from crawler.extract.blocks import TextBlock, read_blocks
from crawler.extract.body import choose_body
from crawler.extract.class_words import NAMES
from crawler.extract.evidence import Evidence, squeeze
from crawler.extract.features import FEATURES, describe_blocks
from crawler.extract.inputs import Hints
from crawler.extract.masses import own_groups
from crawler.extract.reading import gather_evidence
from crawler.extract.scorer import WEIGHTS
from crawler.fields.text import fold
from crawler.fields.urls import registrable_domain
from crawler.page.page import open_page

FOLDS = 8
TREES = {
    "max_iter": 200,
    "learning_rate": 0.05,
    "max_leaf_nodes": 10,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "max_features": 0.4,
    "max_bins": 63,
    "early_stopping": False,
    "random_state": 1,
}
HIDDEN_WEIGHT = 0.1
"""Weight of the copies of a page with a part of its votes hidden."""
_SHORT, _PARTIAL = 25, 0.5
_WORD = re.compile(r"\w+")


@dataclass(slots=True, kw_only=True)
class Sample:
    """One page, ready to learn from; `rows` and `hidden` are by scored block, `at` says which blocks those are."""

    truth: Truth
    group: str
    blocks: list[TextBlock]
    evidence: Evidence
    at: list[int]
    rows: Any
    labels: Any
    weights: Any
    hidden_at: list[int]
    hidden: Any


def read_sample(folder: Path, truth: Truth) -> Sample:
    """Return a page's blocks with features, labels and weights."""
    page = open_page(read_page(folder, truth.id), url=truth.url)
    blocks = read_blocks(page.tree)
    article = page.jsonld.article(page.url, page.meta.first("og:title") or page.meta.title or "")
    _, _, evidence = gather_evidence(page, article, Hints(), None, blocks)
    labels, weights = label_blocks(truth, blocks, evidence)
    rows, hidden = describe_blocks(blocks, evidence), describe_blocks(blocks, hide_votes(evidence, truth.id))
    at = [i for i, row in enumerate(rows) if row is not None]
    hidden_at = [i for i, row in enumerate(hidden) if row is not None]
    return Sample(
        truth=truth,
        group=registrable_domain(truth.url).partition(".")[0],
        blocks=blocks,
        evidence=evidence,
        at=at,
        rows=_matrix(rows, at),
        labels=np.array(labels),
        weights=np.array(weights),
        hidden_at=hidden_at,
        hidden=_matrix(hidden, hidden_at),
    )


def _matrix(rows: Sequence[Any], at: Sequence[int]) -> Any:
    return np.array([rows[i] for i in at], dtype=np.float64).reshape(-1, len(FEATURES))


def hide_votes(evidence: Evidence, seed: str) -> Evidence:
    """Return the evidence with only a stretch of trafilatura's lines left."""
    lines = evidence.joined.split("\n")
    chance = random.Random(seed)  # the same page is always hidden in the same way
    kept = max(1, int(len(lines) * chance.uniform(0.15, 0.6)))
    start = chance.randrange(len(lines) - kept + 1)
    left = lines[start : start + kept]
    return replace(evidence, lines=frozenset(left), joined="\n".join(left))


def label_blocks(truth: Truth, blocks: Sequence[TextBlock], evidence: Evidence) -> tuple[list[bool], list[float]]:
    """Return for each block whether it is body text, and its weight; optional and repeated text weighs nothing."""
    bare = [_unbracket(p) if truth.source == "fundus-evaluation" else (p, False) for p in truth.paragraphs]
    whole = squeeze(" ".join(text for text, _ in bare))
    optional = squeeze(" ".join(text for text, is_optional in bare if is_optional))
    lines = {squeeze(line) for text, _ in bare for line in text.split("\n")}
    grams = _grams(" ".join(text for text, _ in bare))
    held = [_share(block.text, whole, lines, grams) for block in blocks]
    labels = [share > _PARTIAL or (share == _PARTIAL and _among_body(held, i)) for i, share in enumerate(held)]
    size = max(600.0, float(sum(len(b.text) for b, y in zip(blocks, labels, strict=True) if y)))
    seen: set[str] = set()
    weights = []
    for block, label in zip(blocks, labels, strict=True):
        text = squeeze(block.text)
        is_doubtful = text in optional or (label and text in seen and len(text) > 90)
        seen.add(text)
        weights.append(0.0 if is_doubtful else (min(len(block.text), 600) + 8) ** 0.5 / size**0.5)
    if truth.source == STANDFIRST_IS_BODY:
        _spare_standfirst(blocks, labels, weights, evidence)
    return labels, weights


def _unbracket(paragraph: str) -> tuple[str, bool]:
    is_optional = paragraph[:1] == "[" and paragraph[-1:] == "]"
    return (paragraph[1:-1] if is_optional else paragraph), is_optional


def _share(text: str, whole: str, lines: set[str], grams: set[tuple[str, ...]]) -> float:
    """Return how much of a block the truth holds; 0.5 for a short text that is only a part of a line."""
    squeezed = squeeze(text)
    if len(squeezed) < _SHORT:
        return 1.0 if squeezed in lines else _PARTIAL if len(squeezed) > 3 and squeezed in whole else 0.0
    if squeezed in whole:
        return 1.0
    own = _grams(text)
    return len(own & grams) / len(own) if len(own) >= 3 else 0.0


def _grams(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


def _among_body(held: Sequence[float], i: int) -> bool:
    return sum(share > _PARTIAL for share in held[max(0, i - 2) : i + 3]) >= 3


def _spare_standfirst(
    blocks: Sequence[TextBlock], labels: Sequence[bool], weights: list[float], evidence: Evidence
) -> None:
    """Give the standfirst, which this truth counts as body and the record does not, no weight."""
    first = next((i for i, label in enumerate(labels) if label), None)
    if first is None:
        return
    around = list(blocks[first].container.chain())[:2]
    is_named = any(own_groups(box) >> NAMES.index("standfirst") & 1 for box in around)
    if is_named or fold(blocks[first].text) == evidence.description:
        weights[first] = 0.0


def fit(samples: Sequence[Sample]) -> HistGradientBoostingClassifier:
    """Return the model of these pages."""
    parts = [(s.rows, s.labels[s.at], s.weights[s.at]) for s in samples]
    parts += [(s.hidden, s.labels[s.hidden_at], s.weights[s.hidden_at] * HIDDEN_WEIGHT) for s in samples]
    rows, labels, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    used = weights > 0
    return HistGradientBoostingClassifier(**TREES).fit(
        rows[used], labels[used], sample_weight=weights[used] / weights[used].mean()
    )


def cross_validate(samples: Sequence[Sample]) -> None:
    """Set each block's score from a model that saw no page of its publisher, and print the figures."""
    groups = sorted({s.group for s in samples})
    random.Random(0).shuffle(groups)
    fold_of = {group: i % FOLDS for i, group in enumerate(groups)}
    for number in range(FOLDS):
        model = fit([s for s in samples if fold_of[s.group] != number])
        for sample in samples:
            if fold_of[sample.group] == number:
                set_scores(sample, model)
    print_figures(samples)


def set_scores(sample: Sample, model: HistGradientBoostingClassifier) -> None:
    """Set each block's score; blocks that are not scored get 0."""
    for block in sample.blocks:
        block.score = 0.0
    if sample.at:
        for i, score in zip(sample.at, model.predict_proba(sample.rows)[:, 1], strict=True):
            sample.blocks[i].score = float(score)


def print_figures(samples: Sequence[Sample]) -> None:
    """Print one line a source."""
    scores = defaultdict(list)
    for sample in samples:
        body = choose_body(sample.blocks, sample.evidence, None)
        text = "\n\n".join(block.text for block in body.blocks)
        if sample.truth.source == STANDFIRST_IS_BODY and body.standfirst:
            text = f"{body.standfirst}\n{text}"
        scores[sample.truth.source].append(judge(replace(sample.truth, has=frozenset()), Answer(body=text)))
    for source, pages in sorted(scores.items()):
        row = summarise(pages)
        print(source, " ".join(f"{key} {row[key]:.4f}" for key in ("shingle_f1", "shingle_p", "shingle_r", "rouge_f1")))


def export(model: HistGradientBoostingClassifier, pages: int) -> str:
    """Return the weights as JSON: a tree is a number, or [feature, threshold, tree if at most it, tree if above]."""
    trees = [_tree(predictors[0].nodes, 0) for predictors in model._predictors]
    head = {"format": "blocks/1", "pages": pages, "bias": round(float(model._baseline_prediction.ravel()[0]), 5)}
    lines = ",\n".join(json.dumps(tree) for tree in trees)
    return json.dumps(head)[:-1] + f', "features": {json.dumps(FEATURES)},\n"trees": [\n{lines}\n]}}\n'


def _tree(nodes: Any, at: int) -> Any:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 5)
    threshold = float(f"{node['num_threshold']:.6g}")
    return [FEATURES[node["feature_idx"]], threshold, _tree(nodes, node["left"]), _tree(nodes, node["right"])]


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_blocks", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where to write; `-` only cross-validates")
    options = parser.parse_args()
    samples = [read_sample(options.corpus, truth) for truth in read_truths(options.corpus)]
    cross_validate(samples)
    if str(options.weights) != "-":
        options.weights.write_text(export(fit(samples), len(samples)), encoding="utf-8")


if __name__ == "__main__":
    main()
