"""How much of one kind of text each container holds, and what that says of the blocks inside it.

Two kinds are counted, because each fails where the other holds: the text that reads like prose, and the text that
trafilatura keeps. All shares are 0..1.
"""

import math
import re
from collections import defaultdict
from collections.abc import Sequence

from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import NAMES, groups_of, without_digits

_PROSE_CHARS, _PROSE_LINKS = 60, 0.4
"""Prose: a block at least this long, with at most this share of links and the end of a sentence in it."""
_WIDE, _WIDE_MORE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"), 1.5
"""Characters of Chinese, Japanese and Korean; a text in them is some 2.5 times as long in English."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟।](?=\s|$|['\"”’»)\]])")
_MAIN_SHARE = 0.6
"""The main container is the deepest that holds this share of a mass."""
MOST_BLOCKS = 60
_TAG_GROUPS = {"footer": "nav", "aside": "side", "header": "side", "figure": "media", "figcaption": "caption"}
_TAG_BITS = {tag: 1 << NAMES.index(name) for tag, name in _TAG_GROUPS.items()}

BRANCH_FEATURES = ("levels", "share", "link", "chars", "blocks")
_OUTSIDE = (-1.0,) * len(BRANCH_FEATURES)

ShapeKeys = tuple[tuple[str, ...], tuple[str, ...]]


class Mass:
    """One mass: characters by container, their sum (at least 1), and the main container."""

    def __init__(self, blocks: Sequence[TextBlock], counted: Sequence[bool], scale: float) -> None:
        """Count the text of the blocks for which `counted` is true; `scale` is that of the page's script."""
        self._scale = scale
        self.held: dict[Container, int] = defaultdict(int)
        for block, counts in zip(blocks, counted, strict=True):
            if counts:
                for box in block.container.chain():
                    self.held[box] += len(block.text)
        self.total = max(self.held.values(), default=0) or 1
        main = [box for box, chars in self.held.items() if chars >= _MAIN_SHARE * self.total]
        self.main = max(main, key=lambda box: box.depth, default=None)
        self._branches: dict[Container, tuple[float, ...]] = {}

    def share(self, box: Container) -> float:
        """Return the share of the mass that the container holds."""
        return self.held.get(box, 0) / self.total

    def branch(self, box: Container) -> tuple[float, ...]:
        """Return BRANCH_FEATURES of the branch below the main container that `box` is in; -1 outside it."""
        found = self._branches.get(box)
        if found is None:
            found = self._branches[box] = self._branch(box)
        return found

    def _branch(self, box: Container) -> tuple[float, ...]:
        if box is self.main:
            return self._numbers(0, box)
        if box.parent is None:
            return _OUTSIDE
        if box.parent is self.main:
            return self._numbers(1, box)
        above = self.branch(box.parent)
        return above if above is _OUTSIDE else (above[0] + 1, *above[1:])

    def _numbers(self, levels: int, below: Container) -> tuple[float, ...]:
        size = below.chars or 1
        return (
            levels,
            self.share(below),
            below.link_chars / size,
            math.log1p(size * self._scale),
            min(below.blocks, MOST_BLOCKS),
        )


class ShapeSums:
    """The characters of one mass among the blocks of each shape."""

    def __init__(self, blocks: Sequence[TextBlock], keys: Sequence[ShapeKeys], counted: Sequence[bool]) -> None:
        """Add up; `keys` are the `shape_keys` of the blocks."""
        self._sums: dict[tuple[str, ...], int] = defaultdict(int)
        for block, shapes, counts in zip(blocks, keys, counted, strict=True):
            if counts:
                for key in shapes:
                    self._sums[key] += len(block.text)

    def chars(self, key: tuple[str, ...]) -> int:
        """Return the characters of the mass in blocks of that shape."""
        return self._sums.get(key, 0)


def shape_keys(block: TextBlock) -> ShapeKeys:
    """Return the shape by tag and names of the block's container, and by those of its parent; digits aside."""
    box = block.container
    parent = box.parent or box
    return (
        ("own", box.tag, without_digits(box.names), parent.tag),
        ("parent", box.tag, parent.tag, without_digits(parent.names)),
    )


def own_groups(box: Container) -> int:
    """Return the groups of the container's own names and tag, one bit each in the order of NAMES."""
    return (groups_of(box.names) if box.names else 0) | _TAG_BITS.get(box.tag, 0)


def text_scale(blocks: Sequence[TextBlock]) -> float:
    """Return how many letters of an alphabet say what one character of this page's script says."""
    text = "".join(block.text for block in blocks)
    return 1.0 if text.isascii() else 1 + _WIDE_MORE * len(_WIDE.findall(text)) / len(text)


def is_prose(block: TextBlock, scale: float) -> bool:
    """Whether the block reads like a paragraph: long, few links, and a sentence ends in it."""
    size = len(block.text)
    if size * scale < _PROSE_CHARS or block.link_chars > _PROSE_LINKS * size:
        return False
    return _SENTENCE_END.search(block.text) is not None
