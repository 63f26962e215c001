"""What trafilatura says of each block, as numbers behind those of features.py; the order of VOTES is theirs."""

import math

from crawler.extract.blocks import Container
from crawler.extract.evidence import Evidence, is_voted, squeeze
from crawler.extract.features import FEATURES, LEVELS, PageView, Row, clip, running_sums
from crawler.extract.masses import BRANCH_FEATURES, Mass, ShapeSums

_LEVEL_FEATURES = ("voted", "voted_share")
VOTES: tuple[str, ...] = (
    *"vote voted_before from_first to_last page_voted vote_cover".split(),
    *(f"{level}_{name}" for level in LEVELS for name in _LEVEL_FEATURES),
    *(f"voted_branch_{name}" for name in BRANCH_FEATURES),
    *(f"{key}_shape_{name}" for key in ("own", "parent") for name in _LEVEL_FEATURES),
)
VOTED_FEATURES = (*FEATURES, *VOTES)

_LINE_CHARS = 26
"""A voted block this long tells where the voted text begins and ends; shorter ones are headings and buttons."""


class VotedView:
    """A page's blocks with trafilatura's votes for them."""

    def __init__(self, page: PageView, evidence: Evidence) -> None:
        """Compare the lines of the evidence with the blocks of the page."""
        self._page, blocks = page, page.blocks
        self.votes = [is_voted(squeeze(block.text), evidence) for block in blocks]
        self._mass, self._shapes = Mass(blocks, self.votes, page.scale), ShapeSums(blocks, page.keys, self.votes)
        self._before = running_sums([s * v for s, v in zip(page.sizes, self.votes, strict=True)])
        kept = [i for i, vote in enumerate(self.votes) if vote and page.sizes[i] * page.scale >= _LINE_CHARS]
        self._first, self._last = (kept[0], kept[-1]) if kept else (0, len(blocks))
        self._whole = (math.log1p(self._mass.total * page.scale), min(self._mass.total / page.mass.total, 3))

    def is_chrome(self, i: int) -> bool:
        """Whether nobody keeps the block, which is short and all link."""
        return not self.votes[i] and self._page.is_chrome(i)

    def row(self, i: int) -> Row:
        """Return the numbers of a block, VOTED_FEATURES."""
        box = self._page.blocks[i].container
        return (
            *self._page.row(i),
            self.votes[i],
            self._before[i] / self._mass.total,
            clip(i - self._first, 30, 60),
            clip(self._last - i, 30, 60),
            *self._whole,
            *self._levels(box),
            *self._mass.branch(box),
            *self._shape(i),
        )

    def _levels(self, box: Container) -> Row:
        numbers: list[float] = []
        for _ in LEVELS:
            held = self._mass.held.get(box, 0)
            numbers += (held / (box.chars or 1), held / self._mass.total)
            box = box.parent or box
        return tuple(numbers)

    def _shape(self, i: int) -> Row:
        numbers: list[float] = []
        for key in self._page.keys[i]:
            voted = self._shapes.chars(key)
            numbers += (voted / self._page.shape_chars(key), voted / self._mass.total)
        return tuple(numbers)
