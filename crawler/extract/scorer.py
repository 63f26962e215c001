"""Each block's likelihood of being body text, from small trees over its features.

The weights are `block_weights.json`, written by `benchmarks/train_blocks.py`: a tree is a number, or a list of feature,
threshold, the tree for values up to it and the tree for values above. No learning library is needed to read them.
"""

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from crawler.extract.blocks import TextBlock
from crawler.extract.evidence import Evidence
from crawler.extract.features import FEATURES, Row, describe_blocks

_FIRST_TREES, _SURE = 60, 2.5
"""After so many trees, a sum of log odds beyond this is final: of 2,600 blocks 81 % stop there, and none of them would
have ended on the other side."""
WEIGHTS = Path(__file__).with_name("block_weights.json")


def score_blocks(blocks: Sequence[TextBlock], evidence: Evidence) -> None:
    """Set `score` of every block, 0..1."""
    bias, trees = _weights()
    for block, row in zip(blocks, describe_blocks(blocks, evidence), strict=True):
        block.score = 0.0 if row is None else _likelihood(row, bias, trees)


def _likelihood(row: Row, bias: float, trees: Sequence[Any]) -> float:
    total = bias
    for number, node in enumerate(trees):
        while node.__class__ is tuple:
            feature, threshold, under, over = node
            node = under if row[feature] <= threshold else over
        total += node
        if number == _FIRST_TREES and abs(total) > _SURE:
            break
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def _weights() -> tuple[float, tuple[Any, ...]]:
    raw = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    places = {name: i for i, name in enumerate(FEATURES)}
    return raw["bias"], tuple(_compiled(tree, places) for tree in raw["trees"])


def _compiled(tree: Any, places: dict[str, int]) -> Any:
    """Return a tree with places in the row instead of names, as tuples; raises KeyError on a feature that is gone."""
    if not isinstance(tree, list):
        return tree
    name, threshold, under, over = tree
    return places[name], threshold, _compiled(under, places), _compiled(over, places)
