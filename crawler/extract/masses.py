"""How much of the page's likely text each container holds, and what that says of the blocks inside it.

Two masses are counted, because each fails where the other holds: the text that trafilatura keeps (voted), and the text
that reads like prose whoever keeps it. All shares are 0..1.
"""

import math
import re
from collections import defaultdict
from collections.abc import Sequence

from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import NAMES, groups_of

_PROSE_CHARS, _PROSE_LINKS = 60, 0.4
"""Prose: a block at least this long, with at most this share of links and the end of a sentence in it."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟।](?=\s|$|['\"”’»)\]])")
_MAIN_SHARE = 0.6
"""The main container is the deepest that holds this share of a mass."""
_NO_GROUP = 1.5
"""Stands where no container around a block has a name of the group: more than any share."""
_LEVELS = 4
_MOST_BLOCKS = 60
_TAG_GROUPS = {"footer": "nav", "aside": "side", "header": "side", "figure": "media", "figcaption": "caption"}
_TAG_BITS = {tag: 1 << NAMES.index(name) for tag, name in _TAG_GROUPS.items()}
_BODY, _BODY_EXACT = NAMES.index("body"), NAMES.index("body_exact")
_DIGITS = re.compile(r"\d+")

LEVEL_FEATURES = ("voted", "link", "blocks", "voted_share", "prose", "prose_share")
BRANCH_FEATURES = ("levels", "share", "link", "chars", "blocks")
SHAPE_FEATURES = ("count", "voted", "prose", "chars", "voted_share", "prose_share", "link")


class Masses:
    """The masses of one page; containers are looked at once and remembered."""

    def __init__(self, blocks: Sequence[TextBlock], votes: Sequence[bool]) -> None:
        """Count the text of `blocks`; `votes` says which of them trafilatura keeps."""
        self.prose = [_is_prose(block) for block in blocks]
        self._voted = _Mass(blocks, votes)
        self._proses = _Mass(blocks, self.prose)
        self._levels: dict[Container, tuple[float, ...]] = {}
        self._groups: dict[Container, tuple[float, ...]] = {}
        self._outer: dict[Container, tuple[float, float]] = {}
        self._branches: dict[Container, tuple[float, ...]] = {}
        self._shapes = _Shapes(blocks, votes, self.prose)

    @property
    def voted_chars(self) -> int:
        return self._voted.total

    @property
    def prose_chars(self) -> int:
        return self._proses.total

    def levels(self, box: Container) -> list[float]:
        """Return LEVEL_FEATURES of the container and the three around it."""
        numbers: list[float] = []
        for _ in range(_LEVELS):
            numbers += self._level(box)
            box = box.parent or box
        return numbers

    def groups(self, box: Container) -> tuple[float, ...]:
        """Return, for each group of names, the least share of the text that a container of that group holds."""
        found = self._groups.get(box)
        if found is None:
            found = (_NO_GROUP,) * len(NAMES) if box.parent is None else self.groups(box.parent)
            bits = own_groups(box)
            if bits and box.parent is not None:
                share = self._share(box)
                found = tuple(min(held, share) if bits >> k & 1 else held for k, held in enumerate(found))
            self._groups[box] = found
        return found

    def outer(self, box: Container) -> tuple[float, float]:
        """Return the share of the outermost container named like a body, and of one named exactly so; -1 without."""
        found = self._outer.get(box)
        if found is None:
            found = (-1.0, -1.0) if box.parent is None else self.outer(box.parent)
            if box.parent is not None and box.parent.parent is not None:
                bits, share = own_groups(box), self._share(box)
                found = (
                    share if bits >> _BODY & 1 and found[0] < 0 else found[0],
                    share if bits >> _BODY_EXACT & 1 and found[1] < 0 else found[1],
                )
            self._outer[box] = found
        return found

    def branches(self, box: Container) -> tuple[float, ...]:
        """Return BRANCH_FEATURES of the branch below each mass's main container; -1 outside it."""
        found = self._branches.get(box)
        if found is None:
            found = self._branches[box] = self._voted.branch(box) + self._proses.branch(box)
        return found

    def shape(self, block: TextBlock) -> tuple[float, ...]:
        """Return SHAPE_FEATURES of the blocks in containers like the block's, and in parents like its parent."""
        return self._shapes.numbers(block, self.voted_chars, self.prose_chars)

    def _level(self, box: Container) -> tuple[float, ...]:
        found = self._levels.get(box)
        if found is None:
            size = box.chars or 1
            voted, prose = self._voted.held.get(box, 0), self._proses.held.get(box, 0)
            found = self._levels[box] = (
                voted / size,
                box.link_chars / size,
                min(box.blocks, _MOST_BLOCKS),
                voted / self.voted_chars,
                prose / size,
                prose / self.prose_chars,
            )
        return found

    def _share(self, box: Container) -> float:
        voted, prose = self._voted, self._proses
        return max(voted.held.get(box, 0) / voted.total, prose.held.get(box, 0) / prose.total)


class _Mass:
    """One mass: characters by container, their sum (at least 1), and the main container."""

    def __init__(self, blocks: Sequence[TextBlock], counted: Sequence[bool]) -> None:
        self.held: dict[Container, int] = defaultdict(int)
        for block, counts in zip(blocks, counted, strict=True):
            if counts:
                for box in block.container.chain():
                    self.held[box] += len(block.text)
        self.total = max(self.held.values(), default=0) or 1
        main = [box for box, chars in self.held.items() if chars >= _MAIN_SHARE * self.total]
        self.main = max(main, key=lambda box: box.depth, default=None)

    def branch(self, box: Container) -> tuple[float, ...]:
        below = box
        for levels, around in enumerate(box.chain()):
            if around is self.main:
                size = below.chars or 1
                share = self.held.get(below, 0) / self.total
                return levels, share, below.link_chars / size, math.log1p(size), min(below.blocks, _MOST_BLOCKS)
            below = around
        return (-1.0,) * len(BRANCH_FEATURES)


class _Shapes:
    """Sums over blocks of one shape: same tag and names of the container, or of its parent, digits aside."""

    def __init__(self, blocks: Sequence[TextBlock], votes: Sequence[bool], prose: Sequence[bool]) -> None:
        self._sums: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
        for block, vote, is_prose in zip(blocks, votes, prose, strict=True):
            size = len(block.text)
            for key in _shape_keys(block):
                sums = self._sums[key]
                sums[0] += 1
                sums[1] += size * vote
                sums[2] += size * is_prose
                sums[3] += size
                sums[4] += block.link_chars

    def numbers(self, block: TextBlock, voted_total: int, prose_total: int) -> tuple[float, ...]:
        out: tuple[float, ...] = ()
        for key in _shape_keys(block):
            count, voted, prose, size, links = self._sums[key]
            out += (
                min(count, _MOST_BLOCKS),
                voted / size,
                prose / size,
                size / count,
                voted / voted_total,
                prose / prose_total,
                links / size,
            )
        return out


def own_groups(box: Container) -> int:
    """Return the groups of the container's own names and tag, one bit each in the order of NAMES."""
    return (groups_of(box.names) if box.names else 0) | _TAG_BITS.get(box.tag, 0)


def count_sentence_ends(text: str) -> int:
    """Return how many sentences end in the text, in any script."""
    return len(_SENTENCE_END.findall(text))


def _is_prose(block: TextBlock) -> bool:
    size = len(block.text)
    if size < _PROSE_CHARS or block.link_chars > _PROSE_LINKS * size:
        return False
    return _SENTENCE_END.search(block.text) is not None


def _shape_keys(block: TextBlock) -> tuple[tuple[str, ...], tuple[str, ...]]:
    box = block.container
    parent = box.parent or box
    return (
        ("own", box.tag, _DIGITS.sub("", box.names), parent.tag),
        ("parent", box.tag, parent.tag, _DIGITS.sub("", parent.names)),
    )
