"""Body score of article-extraction-benchmark: 4-word shingles (github.com/scrapinghub/article-extraction-benchmark).

A page's true positives, false positives and false negatives are shares of their sum, so that a long page weighs no
more than a short one. The benchmark's F1 is that of mean precision and mean recall over the pages where they exist.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

_WORD = re.compile(r"\w+")
_SIZE = 4

Shingles = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares of one page's shingles; they sum to 1, or to 0 where both texts are empty."""

    hit: float
    extra: float
    missed: float

    @property
    def f1(self) -> float:
        """Return the page's own F1."""
        return 2 * self.hit / (1 + self.hit)


def shingles(text: str) -> Shingles:
    """Return the text's shingles with their counts; a text of fewer words is one shingle."""
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _SIZE + 1)) if words else ()
    return Counter(tuple(words[i : i + _SIZE]) for i in starts)


def compare(true: Shingles, found: Shingles) -> Overlap:
    """Return how much of the truth was found, and how much beside it."""
    hit, extra, missed = (true & found).total(), (found - true).total(), (true - found).total()
    whole = (hit + extra + missed) or 1
    return Overlap(hit / whole, extra / whole, missed / whole)


def summarise(pages: Sequence[Overlap]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over the pages."""
    precisions = [p.hit / (p.hit + p.extra) for p in pages if p.hit + p.extra]
    recalls = [p.hit / (p.hit + p.missed) for p in pages if p.hit + p.missed]
    precision = fmean(precisions) if precisions else 0.0
    recall = fmean(recalls) if recalls else 0.0
    return precision, recall, f1(precision, recall)


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
