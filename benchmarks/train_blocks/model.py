"""The trees: fitting them, giving blocks their scores, and writing them as the JSON that the scorer reads."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import lightgbm
import numpy as np

from benchmarks.train_blocks.samples import Form, Sample, View
from crawler.extract.scorer import FORESTS, is_sure, stretch_scores

TREES = 300
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 10,
    "min_child_samples": 40,
    "lambda_l2": 5.0,
    "feature_fraction_bynode": 0.4,
    "max_bin": 63,
    "seed": 1,
    "deterministic": True,
    "num_threads": 1,  # the same weights on every machine
    "verbose": -1,
}


WEIGHTS: dict[str, dict[Form, dict[str, float]]] = {
    "alone": {"whole": {"silent": 1.0}, "cut short": {"silent": 0.3}, "plain": {"silent": 0.3}},
    "voted": {
        "whole": {"told": 1.0, "partly": 0.1, "silent": 0.05, "wrong": 0.03},
        "cut short": {"told": 0.2, "silent": 0.1, "wrong": 0.05},
        "plain": {"told": 0.03},
    },
}
"""What each view of a page in each form weighs for each forest."""

Forests = dict[str, lightgbm.Booster]


def fit(samples: Sequence[Sample]) -> Forests:
    """Return the models of these pages: one of the page alone, one with trafilatura's votes."""
    return {name: _fit([(s, v, weight) for s in samples for v, weight in _shown(s, name)], name) for name in FORESTS}


def _shown(sample: Sample, forest: str) -> Iterator[tuple[View, float]]:
    weights = WEIGHTS[forest][sample.form]
    return ((view, weights[view.name]) for view in sample.views if view.name in weights)


def _fit(shown: Sequence[tuple[Sample, View, float]], forest: str) -> lightgbm.Booster:
    width = len(FORESTS[forest])
    parts = [(v.rows[:, :width], s.labels[v.at], s.weights[v.at] * weight) for s, v, weight in shown]
    rows, labels, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    used = weights > 0
    data = lightgbm.Dataset(rows[used], labels[used], weight=weights[used] / weights[used].mean())
    return lightgbm.train(SETTINGS, data, TREES)


def set_scores(sample: Sample, view: View, forests: Forests) -> bool:
    """Set each block's score as the scorer does, and return whether trafilatura was asked."""
    _predict(sample, sample.silent, forests, "alone")
    if is_sure(sample.blocks, view.evidence.headlines):
        return False
    _predict(sample, view, forests, "voted")
    stretch_scores(sample.blocks)
    return True


def _predict(sample: Sample, view: View, forests: Forests, name: str) -> None:
    for block in sample.blocks:
        block.score = 0.0
    if view.at:
        rows = view.rows[:, : len(FORESTS[name])]
        for i, score in zip(view.at, forests[name].predict(rows, num_threads=1), strict=True):
            sample.blocks[i].score = float(score)


def export(forests: Forests, pages: int) -> str:
    """Return the weights as JSON: a tree is a number, or [feature, threshold, tree if at most it, tree if above]."""
    parts = ",\n".join(f"{json.dumps(name)}: {_forest(model, FORESTS[name])}" for name, model in forests.items())
    return f'{{"format": "blocks/2", "pages": {pages},\n{parts}\n}}\n'


def _forest(model: lightgbm.Booster, features: Sequence[str]) -> str:
    trees = (json.dumps(_tree(info["tree_structure"], features)) for info in model.dump_model()["tree_info"])
    lines = ",\n".join(trees)
    return f'{{"bias": 0.0, "trees": [\n{lines}\n]}}'  # LightGBM's first tree holds the base rate


def _tree(node: dict[str, Any], features: Sequence[str]) -> Any:
    if "leaf_value" in node:
        return round(float(node["leaf_value"]), 5)
    threshold = float(f"{node['threshold']:.6g}")
    sides = (_tree(node["left_child"], features), _tree(node["right_child"], features))
    return [features[node["split_feature"]], threshold, *sides]
