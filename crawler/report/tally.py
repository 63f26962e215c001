"""What happened to one outlet in one run, counted as it happens. Bounded: a hostile outlet can't make it grow.

Names of counters are the words of the report (docs/state.md lists them).
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from crawler.items import Article

ERRORS_LISTED = 50
"""Errors kept with their URL; the rest is counted by code."""
DETAIL_LENGTH = 300

GIVEN_UP = ("extract_crash", "extract_memory", "extract_timeout")
"""Rejections of pages that the extractor could not read to the end."""
UNREAD_PAGES = 5
UNREAD_SHARE = 0.8
"""An outlet has failed where so many pages, and this share of all, hung or crashed the extractor, or were empty."""

GONE = frozenset({"http_404", "http_410"})
"""Failures that say of a link that it is dead, and nothing of its outlet."""

_CODES_KEPT = 10

_WRITTEN = ("stored", "revised")

COVERED_FIELDS = (
    "section",
    "standfirst",
    "description",
    "byline_raw",
    "authors",
    "desk",
    "agencies",
    "dateline",
    "date_published",
    "date_modified",
    "language",
    "images",
    "tags",
)
"""Fields that an article may lack; the report says how many of the stored ones have them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One error as the report lists it."""

    code: str
    detail: str
    url: str | None


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of one outlet."""

    outlet: str
    counts: Counter[str] = field(default_factory=Counter)
    """`pages`, `sources`, `stored`, `revised`, `unchanged`, `duplicate`, `bytes` ..., and the caller's own."""
    links: Counter[str] = field(default_factory=Counter)
    """What became of discovered links: `admitted`, `known`, `never_rule` ..."""
    rejected: Counter[str] = field(default_factory=Counter)
    """Pages that are no articles, by code."""
    failed: Counter[str] = field(default_factory=Counter)
    """Addresses that could not be fetched, by code."""
    fields: Counter[str] = field(default_factory=Counter)
    troubles: list[Trouble] = field(default_factory=list)
    left: str | None = None
    """Why the outlet was left before its end; None: it was not."""
    broken: str | None = None
    """Why its state or output could not be used; None: it could."""
    started: str | None = None
    ended: str | None = None
    """UTC, RFC 3339."""
    pending: int = 0
    """Links that wait for the next run."""
    _kept: tuple[dict[str, int], Counter[str]] = field(default_factory=lambda: (dict.fromkeys(_WRITTEN, 0), Counter()))
    """Counts of articles, and `fields`, as of the last checkpoint."""

    @property
    def has_failed(self) -> bool:
        """Whether the outlet gave less than it should.

        It was left or is broken, nothing of it or no page of it could be had (dead links alone, where articles are
        known, are a quiet day), nothing that it gave leads to a page, or hardly a page could be read.
        """
        answered = self.counts["pages"] + self.counts["sources"] + self.counts["not_modified"]
        pages_failed = self.counts["page_failures"] > 0 and not self.counts["pages"] + self.counts["pages_unchanged"]
        is_quiet = bool(self.links["known"]) and GONE.issuperset(self.failed)
        nothing_had = (bool(self.failed) and not answered) or (pages_failed and not is_quiet) or self._is_barren
        return bool(self.left or self.broken) or nothing_had or self._is_unread

    @property
    def _is_barren(self) -> bool:
        """Whether its sources answered, all of them anew, and not one led to a page: a wall, an empty shell.

        robots.txt alone has led nowhere where it forbids the rest.
        """
        if self.counts["not_modified"] or self.counts["sources_unchanged"] or self.counts["pages"]:
            return False
        has_asked = self.counts["sources"] > 1 or bool(self.failed)
        return has_asked and not any(n for word, n in self.links.items() if word != "sources")

    @property
    def _is_unread(self) -> bool:
        """Whether all its pages, or nearly all of several, were empty or were given up on by the extractor."""
        n_pages, given_up = self.counts["pages"], sum(self.rejected[code] for code in (*GIVEN_UP, "empty_page"))
        nearly_all = given_up >= UNREAD_PAGES and given_up >= UNREAD_SHARE * n_pages
        return 0 < n_pages <= self.rejected["extract_crash"] or nearly_all

    @property
    def has_answered(self) -> bool:
        """Whether anything at all could be fetched."""
        return bool(self.counts["pages"] + self.counts["sources"] + self.counts["not_modified"])

    def trouble(self, code: str, detail: str, url: str | None) -> None:
        """List an error, as long as there is room."""
        if len(self.troubles) < ERRORS_LISTED:
            self.troubles.append(Trouble(code=code, detail=detail[:DETAIL_LENGTH], url=url))

    def keep(self) -> None:
        """Articles counted so far are there for good."""
        self._kept = {name: self.counts[name] for name in _WRITTEN}, Counter(self.fields)

    def undo(self) -> None:
        """Articles counted since the last `keep` were not kept: count them under `undone`, for a later run has them."""
        counts, self.fields = self._kept[0], Counter(self._kept[1])
        for name in _WRITTEN:
            self.counts["undone"] += self.counts[name] - counts[name]
            self.counts[name] = counts[name]

    def cover(self, article: Article) -> None:
        """Count which fields a stored article has."""
        self.fields.update(name for name in COVERED_FIELDS if getattr(article, name))

    def to_history(self) -> dict[str, Any]:
        """Return what the outlet's state keeps of the run, for judging later ones: some 300 bytes."""
        return {
            "counts": dict(self.counts),
            "rejected": dict(self.rejected.most_common(_CODES_KEPT)),
            "failures": dict(self.failed.most_common(_CODES_KEPT)),
            "fields": dict(self.fields),
            "left": self.left,
        }

    def to_json(self) -> dict[str, Any]:
        """Return the outlet's part of the report."""
        return {
            "outlet": self.outlet,
            "failed": self.has_failed,
            "left": self.left,
            "broken": self.broken,
            "started": self.started,
            "ended": self.ended,
            "counts": dict(sorted(self.counts.items())),
            "links": dict(sorted(self.links.items())),
            "rejected": dict(sorted(self.rejected.items())),
            "failures": dict(sorted(self.failed.items())),
            "fields": {name: self.fields[name] for name in COVERED_FIELDS} if self.fields else {},
            "pending": self.pending,
            "errors": [{"code": t.code, "detail": t.detail, "url": t.url} for t in self.troubles],
        }
