"""The box of key points above a text, told by its heading where no name of a container tells it. Called by body.py."""

from collections.abc import Sequence

from crawler.extract.between import item_of
from crawler.extract.blocks import TextBlock
from crawler.extract.phrases import heads_key_points

_WITHIN, _POINTS = 3, 8
"""Kept blocks among which the heading stands, and the most points below it."""
_LEAST_LEFT = 0.5
"""A list that holds most of the text is the article, whatever is written above it."""


def without_key_points(kept: Sequence[TextBlock], language: str | None) -> list[TextBlock]:
    """Return the body without a box at its top that is a heading such as "Highlights" and a list, and nothing else.

    In the flow of the paragraphs such a list is the article's.
    """
    for at, block in enumerate(kept[:_WITHIN]):
        points = _points_below(kept, at) if heads_key_points(block.text, language) else 0
        rest = [*kept[:at], *kept[at + 1 + points :]]
        if points and _size(rest) >= _LEAST_LEFT * _size(kept):
            return rest
    return list(kept)


def _points_below(kept: Sequence[TextBlock], at: int) -> int:
    """Return how many items make up the box together with the heading at the place; 0 where it holds other text."""
    box = kept[at].container.parent
    count = box.blocks - 1 if box is not None else 0
    below = kept[at + 1 : at + 1 + count]
    return count if 0 < count <= _POINTS and all(item_of(block) is not None for block in below) else 0


def _size(blocks: Sequence[TextBlock]) -> int:
    return sum(len(block.text) for block in blocks)
