"""Each block's likelihood of being body text, from small trees over its features.

The weights are `block_weights.json`, written by `benchmarks/train_blocks`: a tree is a number, or a list of feature,
threshold, the tree for values up to it and the tree for values above. No learning library is needed to read them.
"""

import json
import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from crawler.extract.blocks import TextBlock
from crawler.extract.evidence import Evidence
from crawler.extract.features import FEATURES, Row, describe_blocks

_STAGES = ((60, 3.0), (120, 2.5))
"""After so many trees, a sum of log odds beyond this is final: of 8,500 blocks 87 % stop at one of the two, and none of
them would have ended on the other side."""
_BEST_CHARS, _BEST_SHARE, _LOWEST_BAR, _BAR = 250, 0.6, 0.1, 0.5
"""Where the page's best so many characters reach less than `_BAR`, body text is what scores this share of theirs, and
`_LOWEST_BAR` at least: which block is likelier is told well on every page, how likely it is not on odd ones. Of 266
pages cut down to short items, cross-validated, 11 lost their whole body without it, and 31 where trafilatura was wrong
besides (200 trees, a trial); with it none and 1 of the shipped 300 (`python -m benchmarks.train_blocks`)."""
Stage = tuple[Callable[[Row, float], float], float]
"""Adds some trees to a sum; the size of the sum that is final after them."""
WEIGHTS = Path(__file__).with_name("block_weights.json")


def score_blocks(blocks: Sequence[TextBlock], evidence: Evidence) -> None:
    """Set `score` of every block, 0..1."""
    bias, stages = _weights()
    for block, row in zip(blocks, describe_blocks(blocks, evidence), strict=True):
        block.score = 0.0 if row is None else _likelihood(row, bias, stages)
    stretch_scores(blocks)


def stretch_scores(blocks: Sequence[TextBlock]) -> None:
    """Raise the scores of a page whose best text is doubtful by itself, so that what stands out there is kept."""
    best = _best_score(blocks)
    bar = min(_BAR, max(_LOWEST_BAR, _BEST_SHARE * best))
    if bar < _BAR:
        for block in blocks:
            over = block.score - bar
            block.score = _BAR * block.score / bar if over < 0 else _BAR + (1 - _BAR) * over / (1 - bar)


def _best_score(blocks: Sequence[TextBlock]) -> float:
    """Return the score that the best blocks reach which together have `_BEST_CHARS` characters."""
    chars, score = 0, 0.0
    for block in sorted(blocks, key=lambda block: -block.score):
        chars, score = chars + len(block.text), block.score
        if chars >= _BEST_CHARS:
            break
    return score


def _likelihood(row: Row, total: float, stages: Sequence[Stage]) -> float:
    for add_trees, is_final_at in stages:
        total = add_trees(row, total)
        if abs(total) > is_final_at:
            break
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def _weights() -> tuple[float, tuple[Stage, ...]]:
    raw = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    places = {name: i for i, name in enumerate(FEATURES)}
    trees = [_expression(tree, places) for tree in raw["trees"]]
    starts = (0, *(count for count, _ in _STAGES))
    ends = (*_STAGES, (len(trees), math.inf))
    stages = ((_compiled(trees[start:end]), bar) for start, (end, bar) in zip(starts, ends, strict=True))
    return float(raw["bias"]), tuple(stages)


def _compiled(trees: Sequence[str]) -> Callable[[Row, float], float]:
    """Return a function that adds the trees up: as Python's own code they take half the time of a walk over tuples."""
    lines = ["def add_trees(row, total):", *(f" total += {tree}" for tree in trees), " return total"]
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)
    return cast(Callable[[Row, float], float], names["add_trees"])


def _expression(tree: Any, places: dict[str, int]) -> str:
    """Return a tree as an expression over `row`, of numbers alone; raises KeyError on a feature that is gone."""
    if not isinstance(tree, list):
        return repr(float(tree))
    name, threshold, under, over = tree
    asked = f"row[{places[name]}] <= {float(threshold)!r}"
    return f"({_expression(under, places)} if {asked} else {_expression(over, places)})"
