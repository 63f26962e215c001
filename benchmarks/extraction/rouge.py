"""Body score of fundus-evaluation: ROUGE-LSum (Lin 2004, section 3.2), by sentences, over words of any script.

Every true sentence is matched with the union of its longest common subsequences with each found sentence; a word
counts as often as both texts have it. Scripts without spaces count by character.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from benchmarks.extraction.shingles import f1

_UNSPACED = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])[\"'”’»)\]]*\s+(?=\S)|\n+")

Sentence = tuple[str, ...]


def sentences(text: str) -> list[Sentence]:
    """Return the words of each sentence, lower case; sentences without words are left out."""
    rows = (tuple(_TOKEN.findall(part.lower())) for part in _SENTENCE_END.split(text))
    return [row for row in rows if row]


class Found:
    """A found text, against which true texts are scored."""

    def __init__(self, text: str) -> None:
        """Take the text apart once."""
        self._rows = sentences(text)
        self._words = [frozenset(row) for row in self._rows]
        self._counts = Counter(word for row in self._rows for word in row)
        self._whole = "\n".join(f" {' '.join(row)} " for row in self._rows)
        self._matched = lru_cache(maxsize=None)(self._match)

    def score(self, truth: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 of the found text."""
        rows = sentences(truth)
        wanted = Counter(word for row in rows for word in row)
        expected, available, hits = wanted.total(), Counter(self._counts), 0
        for row in rows:
            for word in self._matched(row):
                if available[word] > 0 and wanted[word] > 0:
                    available[word] -= 1
                    wanted[word] -= 1
                    hits += 1
        precision = hits / self._counts.total() if self._counts else 0.0
        recall = hits / expected if expected else 0.0
        return precision, recall, f1(precision, recall)

    def _match(self, true: Sentence) -> Sentence:
        """Return the words of a true sentence that some found sentence has in the same order."""
        if f" {' '.join(true)} " in self._whole:
            return true
        kept: set[int] = set()
        for row, words in zip(self._rows, self._words, strict=True):
            shared = [i for i, word in enumerate(true) if word in words]  # no other word can be in a subsequence
            if shared:
                kept.update(shared[k] for k in _common([true[i] for i in shared], row))
        return tuple(true[i] for i in sorted(kept))


def _common(true: Sequence[str], found: Sequence[str]) -> list[int]:
    """Return positions in `true` of one longest common subsequence; ties go the way rouge-score goes."""
    lengths = [[0] * (len(found) + 1)]
    for word in true:
        above, row = lengths[-1], [0]
        for column, other in enumerate(found):
            row.append(above[column] + 1 if word == other else max(above[column + 1], row[column]))
        lengths.append(row)
    i, j, positions = len(true), len(found), []
    while i and j:
        if true[i - 1] == found[j - 1]:
            i, j = i - 1, j - 1
            positions.append(i)
        elif lengths[i][j - 1] > lengths[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return positions
