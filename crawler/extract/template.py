"""What was learned of an outlet's own template: counts by place and by text, and what they say of a new page.

    lessons (learn.py) --> Template --> score_by_template: every block kept or dropped, or "in doubt"

Two designs of one outlet live side by side without being told apart, because their places have other keys; a redesign
shows as text on places that were never seen. A template holds counts only, and opening tags of
chrome, but no text of any article.
"""

import hashlib
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from crawler.extract.chrome import Chrome, largest, repeat_of
from crawler.extract.lines import BULLET
from crawler.page.repeats import Repeat

if TYPE_CHECKING:  # the crawl's own process keeps templates and never loads lxml for it
    from crawler.extract.blocks import TextBlock
    from crawler.extract.places import Place

ROLES = ("headline", "byline", "date", "section")

MIN_LESSONS = 5
"""Pages learned from before the template may answer alone."""
MIN_REPEATS = 2
"""Pages on which a place or a text must have been seen to count."""
MIN_OUTSIDE_PAGES = 4
"""Pages that must show a container without any part of the article before the fast road passes it over unread."""
_KEEP_SHARE = 0.5
_MIN_CHARS = 300
"""Kept text under which the fast road hands the page to the full road: too little to tell a short item from a miss."""
_MAX_DOUBT = 0.05
"""Share of the text, from the first kept block to the last, that may stand on places never seen or contested."""
_LOST_CHARS = 120
"""An unknown block of this length between headline and body is as likely its first paragraph as an intro."""
_NESTED_LEVELS = 6
"""Containers around an unknown paragraph below the body in which the body's own is looked for: sections nest."""
_CONTESTED = (0.3, 0.7)
_UNIFORM = (0.1, 0.9)
"""Blocks around an unknown place answer for it only where nearly all of them were kept, or nearly none."""
_MAX_REPEATED = 0.2
"""Where more of the kept text than this stood on other pages too, the page is a copy, not chrome."""
_SUBHEADING_CHARS, _BOLD_SHARE = 60, 0.9
"""Longest such line, and shortest paragraph above and below it."""
_ROLE_SHARE = 0.7
_LIST_LEVELS = 2
"""Containers between an item of a list and the text that the list stands in: `li`, `ul`."""


@dataclass(slots=True)
class Votes:
    """How often blocks on one place were body text, and on how many pages the place was seen."""

    kept: int = 0
    dropped: int = 0
    pages: int = 0

    @property
    def share(self) -> float:
        return self.kept / max(1, self.kept + self.dropped)


@dataclass(slots=True)
class Template:
    """Counts of one outlet. `version` rises whenever what workers were given is out of date."""

    outlet_id: str
    version: int = 0
    lessons: int = 0
    near: dict[str, Votes] = field(default_factory=dict)
    nearest: dict[str, Votes] = field(default_factory=dict)
    around: dict[str, Votes] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)
    """Pages that hold a text on such a place, by their key; from two on it is chrome there. On another place it may be
    body text: boxes of other pages repeat an article's first paragraph."""
    roles: dict[str, dict[str, int]] = field(default_factory=dict)
    """Role -> path -> pages on which that path held it."""
    boxes: dict[str, Votes] = field(default_factory=dict)
    """Containers by their key: pages on which they held a part of the article (`kept`), and pages they stood on."""
    paths: dict[str, int] = field(default_factory=dict)
    """Path -> blocks seen there: what role counts are measured against."""
    chrome: Chrome = field(default_factory=dict)
    """Elements of the source that stand byte for byte on several pages."""
    orders: dict[str, int] = field(default_factory=dict)
    """Pages whose numeric dates can only be read `day` first, or only `month` first."""
    sure: int = 0
    """Pages that the template, once ready, was sure of; `doubted`: those that it was not."""
    doubted: int = 0

    _outside: frozenset[str] | None = field(default=None, init=False, repr=False, compare=False)
    _repeats: tuple[tuple[Repeat, ...], tuple[Repeat, ...]] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    @property
    def is_ready(self) -> bool:
        return self.lessons >= MIN_LESSONS

    @property
    def name(self) -> str:
        """Return what `extraction.template` says: outlet and version."""
        return f"{self.outlet_id}@{self.version}"

    @property
    def n_places(self) -> int:
        """Places that were seen on enough pages to count."""
        return sum(votes.pages >= MIN_REPEATS for votes in self.near.values())

    @property
    def n_chrome_texts(self) -> int:
        return sum(pages >= MIN_REPEATS for pages in self.texts.values())

    def votes(self, place: "Place") -> Votes | None:
        """Return the counts for a place, or None where it is unknown.

        A place seen on one page only counts where all its blocks went the same way and nothing else is known: on the
        demo outlets that serves 75 % of the pages for 48 with 5 lessons, on real ones 44 % for 36, at the same F1.
        """
        asked = [(self.near, place.near), (self.nearest, place.nearest)]
        once: Votes | None = None
        for table, key in asked if place.nearest_is_named else asked[:1]:
            votes = table.get(key)
            if votes is not None and votes.pages >= MIN_REPEATS:
                return votes
            if votes is not None and votes.share in (0.0, 1.0):
                once = once or votes
        votes = self.around.get(place.around)
        if votes is None or votes.pages < MIN_REPEATS or _UNIFORM[0] < votes.share < _UNIFORM[1]:
            return once
        is_kept = votes.share > _KEEP_SHARE
        if (is_kept and place.is_linked) or (not is_kept and place.alike not in self.around):
            return once  # prose there says nothing of lines of links, and links nothing of prose
        return votes

    def is_chrome(self, text: str, place: "Place") -> bool:
        return self.texts.get(text_key(text, place), 0) >= MIN_REPEATS

    @property
    def day_first(self) -> bool | None:
        """Whether 03/05/2026 is 3 May to the outlet, as its own pages show; None where they don't, or contradict."""
        if len(self.orders) != 1 or max(self.orders.values()) < MIN_REPEATS:
            return None
        return "day" in self.orders

    def forget_derived(self) -> None:
        """Work out anew what follows from the counts, which have changed."""
        self._outside = self._repeats = None

    def outside(self) -> frozenset[str]:
        """Return the keys of containers that never held anything of an article: menus, footers, lists of teasers."""
        if self._outside is None:
            self._outside = frozenset(
                key for key, votes in self.boxes.items() if votes.pages >= MIN_OUTSIDE_PAGES and not votes.kept
            )
        return self._outside

    def repeats(self) -> tuple[tuple[Repeat, ...], tuple[Repeat, ...]]:
        """Return the elements that pages are read without, and those of which it is still to be shown."""
        if self._repeats is None:
            known = largest(self.chrome, self.lessons)
            proven = tuple(repeat_of(key) for key, seen in known.items() if seen.is_proven)
            self._repeats = proven, tuple(repeat_of(key) for key, seen in known.items() if not seen.is_proven)
        return self._repeats

    def role_paths(self, role: str) -> frozenset[str]:
        """Return the paths that hold the headline, byline, date or section, and little else."""
        found = self.roles.get(role, {})
        return frozenset(
            path
            for path, pages in found.items()
            if pages >= MIN_REPEATS and pages >= _ROLE_SHARE * self.paths.get(path, pages)
        )


def text_key(text: str, place: "Place") -> str:
    """Return 12 hex digits of a text on places of that kind."""
    return hashlib.blake2b(f"{place.nearest}\n{text}".encode("utf-8", "replace"), digest_size=6).hexdigest()


def score_by_template(blocks: "Sequence[TextBlock]", places: "Sequence[Place]", template: Template) -> bool:
    """Set `score` of every block from the template; return whether the template is sure of the page.

    Where it is not, the scores mean nothing and the full road must answer.
    """
    told = {id(place): template.votes(place) for place in {id(place): place for place in places}.values()}
    votes = [told[id(place)] for place in places]
    for block, vote in zip(blocks, votes, strict=True):
        block.score = vote.share if vote is not None else 0.0
    kept = [(block, place) for block, place in zip(blocks, places, strict=True) if block.score >= _KEEP_SHARE]
    size = sum(len(block.text) for block, _ in kept)
    repeated = [block for block, place in kept if template.is_chrome(block.text, place)]
    if sum(len(block.text) for block in repeated) > _MAX_REPEATED * size:
        return False
    for block in repeated:
        block.score = 0.0
    _settle_lines(blocks, places, votes, template)
    return size >= _MIN_CHARS and _doubt(blocks, votes) <= _MAX_DOUBT


def _settle_lines(
    blocks: "Sequence[TextBlock]", places: "Sequence[Place]", votes: list[Votes | None], template: Template
) -> None:
    """Keep a bold line, or lines with bullets, between two kept paragraphs of one run of lines.

    Headline, byline and date stand on the same place there, but above the text.
    """
    paragraphs = [block for block in blocks if block.score >= _KEEP_SHARE and len(block.text) >= _SUBHEADING_CHARS]
    for number, (before, after) in enumerate(pairwise(paragraphs)):
        between = blocks[before.index + 1 : after.index]
        if not between or any(block.container is not before.container for block in (*between, after)):
            continue
        is_list = all(BULLET.match(block.text) for block in between)
        is_subheading = len(between) == 1 and _is_subheading(between[0], votes[between[0].index], is_first=number == 0)
        if is_list or is_subheading:
            for block in between:
                if not block.links and not template.is_chrome(block.text, places[block.index]):
                    block.score, votes[block.index] = 1.0, Votes(kept=1, pages=1)


def _is_subheading(block: "TextBlock", vote: Votes | None, *, is_first: bool) -> bool:
    """Whether the line is short and bold; after the first paragraph, which may be a standfirst, it may be a byline too,
    unless such a one was body text before or was never seen.
    """
    size = len(block.text)
    is_open = vote is None or 0 < vote.share < _UNIFORM[1] or not is_first
    return is_open and size <= _SUBHEADING_CHARS and block.bold_chars >= _BOLD_SHARE * size


def _doubt(blocks: "Sequence[TextBlock]", votes: Sequence[Votes | None]) -> float:
    """Return the share of unknown or contested text between the first and the last kept block, or in their flow.

    Unknown paragraphs between the headline and the first kept block count too, and those nested in the flow below.

    One unknown block among the paragraphs is doubt enough: it is short and easily a subheading, or a box.
    """
    kept = [index for index, block in enumerate(blocks) if block.score >= _KEEP_SHARE]
    if not kept:
        return 1.0
    flows = {id(blocks[index].container.parent) for index in kept}
    heading = next((block.index for block in blocks if block.tag == "h1"), kept[0])
    doubtful = total = 0
    for index, (block, vote) in enumerate(zip(blocks, votes, strict=True)):
        is_between = kept[0] <= index <= kept[-1]
        is_lost = vote is None and len(block.text) >= _LOST_CHARS and not block.links
        if is_lost and index > kept[-1]:
            is_lost = any(id(box) in flows for box in islice(block.container.chain(), _NESTED_LEVELS))
        is_lost = is_lost and index >= heading
        if not is_between and not is_lost and id(block.container.parent) not in flows:
            continue
        if vote is None and is_between and _stands_in(block, flows):
            return 1.0
        total += len(block.text) if block.score >= _KEEP_SHARE else 0
        if vote is None or _CONTESTED[0] < vote.share < _CONTESTED[1]:
            doubtful += len(block.text)
    return doubtful / max(1, total)


def _stands_in(block: "TextBlock", flows: Set[int]) -> bool:
    """Whether a block is in the flow of the paragraphs, be it as an item of a list there."""
    boxes = islice(block.container.chain(), 1, 1 + _LIST_LEVELS)
    return any(id(box) in flows for box in boxes)
