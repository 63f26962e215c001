"""Which blocks of a page are body text, by its truth, and how much each of them counts in training."""

import re
from collections.abc import Sequence

from benchmarks.extraction.corpus import Truth
from benchmarks.extraction.systems import STANDFIRST_IS_BODY
from crawler.extract.blocks import TextBlock
from crawler.extract.class_words import NAMES
from crawler.extract.evidence import Evidence, squeeze
from crawler.extract.masses import own_groups
from crawler.fields.text import fold

_SHORT, _PARTIAL = 25, 0.5
_WORD = re.compile(r"\w+")


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
