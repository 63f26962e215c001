"""What was learned of an outlet's own template: counts by place and by text.

    lessons (learn.py) --> Template --> template_scores.py: every block of a new page kept or dropped, or "in doubt"

Two designs of one outlet live side by side without being told apart, because their places have other keys; a redesign
shows as text on places that were never seen. A template holds counts only, and opening tags of
chrome, but no text of any article.
"""

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.extract.chrome import Chrome, largest, repeat_of
from crawler.page.repeats import Repeat

if TYPE_CHECKING:  # the crawl's own process keeps templates and never loads lxml for it
    from crawler.extract.places import Place

ROLES = ("headline", "byline", "date", "section", "standfirst")

LEFT_OUT = "template: lines of other pages left out"
"""How the rival of a body begins that says so (`provenance.body.rejected`), where the full road has answered."""

MIN_LESSONS = 5
"""Pages learned from before the template may answer alone."""
MIN_REPEATS = 2
"""Pages on which a place or a text must have been seen to count."""
MIN_OUTSIDE_PAGES = 4
"""Pages that must show a container without any part of the article before the fast road passes it over unread."""
KEEP_SHARE = 0.5
UNIFORM = (0.1, 0.9)
"""Blocks around an unknown place answer for it only where nearly all of them were kept, or nearly none."""
_ROLE_SHARE, _INTRO_SHARE = 0.7, 0.5
"""Of the blocks on a path, how many must have held the role; head.py looks at an intro again, and overlooks some."""
_SITE_PAGES, _SITE_SHARE = 4, 0.5
"""Pages, and share of those learned from, that have the same keywords where these are the site's own."""


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
        if votes is None or votes.pages < MIN_REPEATS or UNIFORM[0] < votes.share < UNIFORM[1]:
            return once
        is_kept = votes.share > KEEP_SHARE
        if (is_kept and place.is_linked) or (not is_kept and place.alike not in self.around):
            return once  # prose there says nothing of lines of links, and links nothing of prose
        return votes

    def is_chrome(self, text: str, place: "Place") -> bool:
        return self.texts.get(text_key(text, place), 0) >= MIN_REPEATS

    def is_of_site(self, keywords: str) -> bool:
        """Whether the keywords in a page's head are those of most pages."""
        pages = self.texts.get(keywords_key(keywords), 0)
        return pages >= max(_SITE_PAGES, _SITE_SHARE * self.lessons)

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
        """Return the paths that hold the headline, byline, date, section or standfirst, and little else."""
        found, share = self.roles.get(role, {}), _INTRO_SHARE if role == "standfirst" else _ROLE_SHARE
        return frozenset(
            path
            for path, pages in found.items()
            if pages >= MIN_REPEATS and pages >= share * self.paths.get(path, pages)
        )


def text_key(text: str, place: "Place") -> str:
    """Return 12 hex digits of a text on places of that kind."""
    return hashlib.blake2b(f"{place.nearest}\n{text}".encode("utf-8", "replace"), digest_size=6).hexdigest()


def keywords_key(keywords: str) -> str:
    """Return 12 hex digits of the keywords in a page's head, a text as others are."""
    return hashlib.blake2b(f"keywords\n{keywords}".encode("utf-8", "replace"), digest_size=6).hexdigest()
