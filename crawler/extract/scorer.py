"""Each block's likelihood of being body text, from small trees over its features.

Two forests: one that knows the page alone, and one that knows trafilatura's votes as well. trafilatura is two fifths of
what a page costs, so it is asked only where the first forest is not sure of the page.

The weights are `block_weights.json`, written by `benchmarks/train_blocks`: a tree is a number, or a list of feature,
threshold, the tree for values up to it and the tree for values above. No learning library is needed to read them.
"""

import json
import math
from collections.abc import Callable, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from crawler.extract.blocks import TextBlock
from crawler.extract.evidence import Evidence, folded
from crawler.extract.features import FEATURES, PageView, Row
from crawler.extract.masses import text_scale
from crawler.extract.votes import VOTED_FEATURES, VotedView

_STAGES = ((60, 3.0), (120, 2.5))
"""After so many trees, a sum of log odds beyond this is final: of 8,500 blocks 87 % stop at one of the two, and none of
them would have ended on the other side."""
_BEST_CHARS, _BEST_SHARE, _LOWEST_BAR, _BAR = 250, 0.6, 0.1, 0.5
"""Where the page's best so many characters reach less than `_BAR`, body text is what scores this share of theirs, and
`_LOWEST_BAR` at least: which block is likelier is told well on every page, how likely it is not on odd ones. Of 266
pages cut down to short items, cross-validated, 11 lost their whole body without it, and 31 where trafilatura was wrong
besides (200 trees, a trial); with it none and 1 of the shipped 300 (`python -m benchmarks.train_blocks`)."""
_CLEAR, _DOUBT_SHARE, _DOUBT_CHARS, _MOST_DOUBT = 0.08, 0.04, 40, 0.15
"""A page is sure where the characters that are expected on the wrong side are at most this share of the body and so
many besides, and never more than the last share of it; a score as near as the first to 0 or 1 is no doubt."""
FORESTS = {"alone": FEATURES, "voted": VOTED_FEATURES}
Stage = tuple[Callable[[Row, float], float], float]
"""Adds some trees to a sum; the size of the sum that is final after them."""
WEIGHTS = Path(__file__).with_name("block_weights.json")


def score_blocks(blocks: Sequence[TextBlock], evidence: Evidence, ask: Callable[[], Evidence]) -> Evidence | None:
    """Set `score` of every block, 0..1, and return what trafilatura said, None where it was not asked.

    `ask` returns the evidence with trafilatura's lines; it is called where the page itself leaves a doubt.
    """
    page = PageView(blocks, evidence)
    for i, block in enumerate(blocks):
        block.score = 0.0 if page.is_chrome(i) else _likelihood(page.row(i), "alone")
    if is_sure(blocks, evidence.headlines):
        return None
    asked = ask()
    voted = VotedView(page, asked)
    for i, block in enumerate(blocks):
        block.score = 0.0 if voted.is_chrome(i) else _likelihood(voted.row(i), "voted")
    stretch_scores(blocks)
    return asked


def load_forests() -> None:
    """Build both forests, which takes a tenth of a second, for the processes that are forked from this one."""
    for forest in FORESTS:
        _weights(forest)


def is_sure(blocks: Sequence[TextBlock], headlines: Set[str]) -> bool:
    """Whether the scores leave little doubt of the page as a whole; the headline is told by its words anyway."""
    body, doubt = 0, 0.0
    for block in blocks:
        size, wrong = len(block.text), min(block.score, 1 - block.score)
        if block.score > _BAR:
            body += size
        if wrong > _CLEAR and folded(block.text) not in headlines:
            doubt += size * wrong
    return body > 0 and doubt <= min(_DOUBT_SHARE * body + _DOUBT_CHARS / text_scale(blocks), _MOST_DOUBT * body)


def stretch_scores(blocks: Sequence[TextBlock]) -> None:
    """Raise the scores of a page whose best text is doubtful by itself, so that what stands out there is kept."""
    best = _best_score(blocks, text_scale(blocks))
    bar = min(_BAR, max(_LOWEST_BAR, _BEST_SHARE * best))
    if bar < _BAR:
        for block in blocks:
            over = block.score - bar
            block.score = _BAR * block.score / bar if over < 0 else _BAR + (1 - _BAR) * over / (1 - bar)


def _best_score(blocks: Sequence[TextBlock], scale: float) -> float:
    """Return the score that the best blocks reach which together have `_BEST_CHARS` letters."""
    chars, score = 0.0, 0.0
    for block in sorted(blocks, key=lambda block: -block.score):
        chars, score = chars + len(block.text) * scale, block.score
        if chars >= _BEST_CHARS:
            break
    return score


def _likelihood(row: Row, forest: str) -> float:
    total, stages = _weights(forest)
    for add_trees, is_final_at in stages:
        total = add_trees(row, total)
        if abs(total) > is_final_at:
            break
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=len(FORESTS))
def _weights(forest: str) -> tuple[float, tuple[Stage, ...]]:
    raw = json.loads(WEIGHTS.read_text(encoding="utf-8"))[forest]
    places = {name: i for i, name in enumerate(FORESTS[forest])}
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
