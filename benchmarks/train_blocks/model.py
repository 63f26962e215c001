"""The trees: fitting them, giving blocks their scores, and writing them as the JSON that the scorer reads."""

import json
from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np

from benchmarks.train_blocks.samples import Sample, View
from crawler.extract.features import FEATURES
from crawler.extract.scorer import stretch_scores

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


def fit(samples: Sequence[Sample]) -> lightgbm.Booster:
    """Return the model of all views of these pages."""
    parts = [(v.rows, s.labels[v.at], s.weights[v.at] * v.weight) for s in samples for v in s.views]
    rows, labels, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    used = weights > 0
    data = lightgbm.Dataset(rows[used], labels[used], weight=weights[used] / weights[used].mean())
    return lightgbm.train(SETTINGS, data, TREES)


def set_scores(sample: Sample, view: View, model: lightgbm.Booster) -> None:
    """Set each block's score from one view; blocks that are not scored get 0."""
    for block in sample.blocks:
        block.score = 0.0
    if view.at:
        for i, score in zip(view.at, model.predict(view.rows, num_threads=1), strict=True):
            sample.blocks[i].score = float(score)
    stretch_scores(sample.blocks)


def export(model: lightgbm.Booster, pages: int) -> str:
    """Return the weights as JSON: a tree is a number, or [feature, threshold, tree if at most it, tree if above]."""
    trees = [_tree(info["tree_structure"]) for info in model.dump_model()["tree_info"]]
    head = {"format": "blocks/1", "pages": pages, "bias": 0.0}  # LightGBM's first tree holds the base rate
    lines = ",\n".join(json.dumps(tree) for tree in trees)
    return json.dumps(head)[:-1] + f', "features": {json.dumps(FEATURES)},\n"trees": [\n{lines}\n]}}\n'


def _tree(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(float(node["leaf_value"]), 5)
    threshold = float(f"{node['threshold']:.6g}")
    return [FEATURES[node["split_feature"]], threshold, _tree(node["left_child"]), _tree(node["right_child"])]
