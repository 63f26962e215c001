"""Numbers that describe each text block, for the block scorer. The order of FEATURES is the order of the numbers.

Nothing here knows an outlet: only the form of the text, the words in the names of the containers, where the block
stands, what blocks of the same shape are like, and what the page's own metadata say of it. votes.py adds what
trafilatura says. Of 160 numbers tried, those are left that the trees use: half of them, at the same F1.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from string import ascii_letters, ascii_uppercase, digits

from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import NAMES
from crawler.extract.evidence import Evidence, folded, squeeze
from crawler.extract.masses import (
    BRANCH_FEATURES,
    MOST_BLOCKS,
    Mass,
    ShapeSums,
    is_prose,
    own_groups,
    shape_keys,
    text_scale,
)
from crawler.extract.phrases import opening_number

LEVELS = ("box", "parent", "third", "fourth")
"""The block's container and the three around it."""
_LEVEL_FEATURES = ("link", "blocks", "prose", "prose_share")
_SHAPE_FEATURES = ("count", "chars", "link", "prose", "prose_share")
_AROUND = (
    "body_exact body comments nav side caption media meta standfirst live hidden box quote overlay more embed share "
    "newsletter author"
).split()
_NEAR = "body_exact body comments nav meta caption".split()
_TEXT = (
    "chars link_share bold_share italic_share ends digits upper quote_start capitals tag is_heading hidden depth "
    "chrome_opening"
)
_PLACE = (
    "position char_position from_headline prose_before previous_chars next_chars previous_link next_link repeats "
    "page_blocks page_prose"
)
_META = "in_article_body description_words holds_description headline_words"
FEATURES: tuple[str, ...] = (
    *_TEXT.split(),
    *_PLACE.split(),
    *_META.split(),
    *(f"{level}_{name}" for level in LEVELS for name in _LEVEL_FEATURES),
    *(f"prose_branch_{name}" for name in BRANCH_FEATURES),
    *(f"{key}_shape_{name}" for key in ("own", "parent") for name in _SHAPE_FEATURES),
    "outer_body",
    "outer_body_exact",
    *(f"around_{name}" for name in _AROUND),
    *(f"near_{name}" for name in _NEAR),
)

CHROME_LINK_SHARE, CHROME_CHARS = 0.9, 120
"""A block that is all link, shorter than this and kept by nobody is not scored: on 266 pages that leaves out 53 % of
the blocks and 0.3 % of the text of articles."""

_FOLDED_CHARS = 600
_LETTERS_SEEN = 400
_DECLARED_CHARS = 300
"""A declared articleBody shorter than this is a teaser."""
_NO_GROUP = 1.5
"""Stands where no container around a block has a name of the group: more than any share."""
_END = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*$")
_TAGS = {
    "p": 1, "li": 3, "div": 4, "section": 4, "article": 4, "td": 5, "blockquote": 6, "figcaption": 7,
    "h1": 8, "h2": 9, "h3": 10, "h4": 11, "h5": 11, "h6": 11, "table": 13,
}  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_QUOTES = "\"'“„«»‘–—-•*"
_ASCII_KINDS = tuple(str.maketrans("", "", kind) for kind in (digits, ascii_uppercase, ascii_letters))
_FIRST = itemgetter(0)
_AROUND_BITS = tuple(NAMES.index(name) for name in _AROUND)
_NEAR_BITS = tuple(NAMES.index(name) for name in _NEAR)
_AROUND_MASK, _NEAR_MASK = (sum(1 << bit for bit in bits) for bits in (_AROUND_BITS, _NEAR_BITS))
_BODY, _BODY_EXACT = (1 << NAMES.index(name) for name in ("body", "body_exact"))

Row = tuple[float, ...]


class PageView:
    """The blocks of one page and what they have in common: masses, sums up to each block."""

    def __init__(self, blocks: Sequence[TextBlock], evidence: Evidence) -> None:
        """Add up over all blocks; of the evidence trafilatura's lines are not looked at."""
        self.blocks, self.evidence = blocks, evidence
        self.sizes = [len(block.text) for block in blocks]
        self.keys = [shape_keys(block) for block in blocks]
        self.scale = text_scale(blocks)
        prose = [is_prose(block, self.scale) for block in blocks]
        self.mass, self._prose_shapes = Mass(blocks, prose, self.scale), ShapeSums(blocks, self.keys, prose)
        self._shapes = _Shapes(blocks, self.keys)
        self._repeats = Counter(block.text for block in blocks)
        self.before = running_sums(self.sizes)
        self._prose_before = running_sums([s * p for s, p in zip(self.sizes, prose, strict=True)])
        self._headline_at = next((i for i, block in enumerate(blocks) if block.tag == "h1"), None)
        self._page = (math.log1p(len(blocks)), math.log1p(self.mass.total * self.scale))
        self._description = set(evidence.description.split())
        self._headline = set(max(evidence.headlines, key=lambda text: (len(text), text), default="").split())
        self._above: dict[Container | None, Row] = {None: ()}
        self._groups: dict[Container, Row] = {}
        self._rows: dict[int, Row] = {}

    def is_chrome(self, i: int) -> bool:
        """Whether the block is short and all link."""
        block, size = self.blocks[i], self.sizes[i]
        return size * self.scale < CHROME_CHARS and block.link_chars > CHROME_LINK_SHARE * size

    def row(self, i: int) -> Row:
        """Return the numbers of a block; they are remembered."""
        found = self._rows.get(i)
        if found is None:
            found = self._rows[i] = self._row(i)
        return found

    def shape_chars(self, key: tuple[str, ...]) -> int:
        """Return the characters of all blocks of that shape."""
        return self._shapes.sums[key][1]

    def _row(self, i: int) -> Row:
        block = self.blocks[i]
        box = block.container
        parent = box.parent
        own = own_groups(box) & _NEAR_MASK
        return (
            *self._text(block, self.sizes[i]),
            *self._place(i),
            *self._meta(i),
            *self._levels(box),
            *self.mass.branch(box),
            *self._shape(i),
            *self._names_around(box),
            *_near(own, own_groups(parent) & _NEAR_MASK if parent else 0),
        )

    def _text(self, block: TextBlock, size: int) -> Row:
        text, box = block.text, block.container
        seen = text[:_LETTERS_SEEN]
        words = seen.split()
        n_digits, n_capitals, n_letters = _count_kinds(seen)
        return (
            math.log1p(size * self.scale),
            block.link_chars / size,
            block.bold_chars / size,
            block.italic_chars / size,
            _END.search(text[-6:]) is not None,
            n_digits / len(seen),
            n_capitals / (n_letters or 1),
            text[0] in _QUOTES,
            sum(map(str.isupper, map(_FIRST, words))) / (len(words) or 1),
            _TAGS.get(box.tag, 0),
            box.tag in _HEADINGS,
            box.hidden,
            min(box.depth, 40),
            opening_number(text),
        )

    def _place(self, i: int) -> Row:
        sizes, blocks, count = self.sizes, self.blocks, len(self.blocks)
        before, after = (blocks[i - 1] if i else None), (blocks[i + 1] if i + 1 < count else None)
        return (
            i / count,
            self.before[i] / (self.before[-1] or 1),
            -30 if self._headline_at is None else clip(i - self._headline_at, 20, 60),
            self._prose_before[i] / self.mass.total,
            math.log1p(sizes[i - 1] * self.scale) if before else 0,
            math.log1p(sizes[i + 1] * self.scale) if after else 0,
            before.link_chars / sizes[i - 1] if before else 0,
            after.link_chars / sizes[i + 1] if after else 0,
            min(self._repeats[blocks[i].text], 6),
            *self._page,
        )

    def _meta(self, i: int) -> Row:
        text, declared, description = self.blocks[i].text, self.evidence.article_body, self.evidence.description
        plain = folded(text) if self.sizes[i] < _FOLDED_CHARS else ""
        words = set(plain.split())
        return (
            (squeeze(text) in declared) if len(declared) >= _DECLARED_CHARS else -1,
            len(words & self._description) / len(words) if words else 0,
            len(description) > 30 and description in plain,
            len(words & self._headline) / len(words | self._headline) if words else 0,
        )

    def _levels(self, box: Container) -> Row:
        """Return the numbers of the container and the three around it; the outermost stands for what is missing."""
        size = box.chars or 1
        held = self.mass.held.get(box, 0)
        level = (box.link_chars / size, min(box.blocks, MOST_BLOCKS), held / size, held / self.mass.total)
        above = self._around(box.parent)
        return level * len(LEVELS) if not above else (*level, *above)

    def _around(self, box: Container | None) -> Row:
        found = self._above.get(box)
        if found is None and box is not None:
            found = self._above[box] = self._levels(box)[: len(_LEVEL_FEATURES) * (len(LEVELS) - 1)]
        return found or ()

    def _shape(self, i: int) -> Row:
        own, parent = self.keys[i]
        return (*self._shape_of(own), *self._shape_of(parent))

    def _shape_of(self, key: tuple[str, ...]) -> Row:
        count, size, links = self._shapes.sums[key]
        prose = self._prose_shapes.chars(key)
        return min(count, MOST_BLOCKS), size / count * self.scale, links / size, prose / size, prose / self.mass.total

    def _names_around(self, box: Container) -> Row:
        """Return what the outermost container named like a body holds of the prose, the same for exact names, and for
        each group of names the least that a container of that group holds.
        """
        found = self._groups.get(box)
        if found is None:
            found = self._groups[box] = self._with_own_names(box)
        return found

    def _with_own_names(self, box: Container) -> Row:
        if box.parent is None:
            return (-1.0, -1.0, *(_NO_GROUP,) * len(_AROUND))
        found = self._names_around(box.parent)
        bits = own_groups(box) & _AROUND_MASK
        if not bits:
            return found
        share = self.mass.share(box)
        body, exact, *least = found
        if box.parent.parent is not None:
            body = share if bits & _BODY and body < 0 else body
            exact = share if bits & _BODY_EXACT and exact < 0 else exact
        held = (min(low, share) if bits >> bit & 1 else low for low, bit in zip(least, _AROUND_BITS, strict=True))
        return (body, exact, *held)


class _Shapes:
    """Count, characters and characters in links of the blocks of each shape."""

    def __init__(self, blocks: Sequence[TextBlock], keys: Sequence[tuple[tuple[str, ...], ...]]) -> None:
        self.sums: dict[tuple[str, ...], tuple[int, int, int]] = {}
        for block, shapes in zip(blocks, keys, strict=True):
            for key in shapes:
                count, size, links = self.sums.get(key, (0, 0, 0))
                self.sums[key] = (count + 1, size + len(block.text), links + block.link_chars)


@lru_cache(maxsize=4_096)
def _near(own: int, parent: int) -> Row:
    """Return for each group of names whether the container has it (2), or the one around it (1)."""
    return tuple(2 if own >> bit & 1 else 1 if parent >> bit & 1 else 0 for bit in _NEAR_BITS)


def _count_kinds(text: str) -> tuple[int, int, int]:
    """Return how many digits, capitals and letters a text has; in ASCII by what is left without them, in C."""
    if text.isascii():
        size = len(text)
        return tuple(size - len(text.translate(kind)) for kind in _ASCII_KINDS)  # type: ignore[return-value]
    return sum(map(str.isdigit, text)), sum(map(str.isupper, text)), sum(map(str.isalpha, text))


def running_sums(numbers: Sequence[int]) -> list[int]:
    """Return the sum before each place, and the whole at the end."""
    sums = [0]
    for number in numbers:
        sums.append(sums[-1] + number)
    return sums


def clip(number: int, low: int, high: int) -> int:
    """Return the number, at least `-low` and at most `high`."""
    return max(-low, min(high, number))
