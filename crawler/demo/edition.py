"""What one outlet has in stock right now: its articles by number, their times, its lists, and what tests have changed.

The stock is a count and a few sets of exceptions (edited, retired, added), never a list of articles.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import lcm
from typing import Literal
from zoneinfo import ZoneInfo

from crawler.demo.articles import (
    SLOTS,
    DemoArticle,
    Heading,
    slugify,
    topic_of,
    town_of,
    with_correction,
    with_typo_mended,
    write_article,
    write_heading,
)
from crawler.demo.banks import SECTIONS, topics
from crawler.demo.profiles import Profile, ThemeName
from crawler.demo.series import Series

Edit = Literal["typo", "major", "correction"]

ARTICLES_A_DAY = 40
"""More articles than three weeks hold at this pace reach further back in time."""
MIN_SPAN = timedelta(days=21)
_NEWEST_AGE = timedelta(hours=3)
_ADDED_AGE = timedelta(minutes=50)
_ADDED_STEP = timedelta(seconds=20)


@dataclass(slots=True, kw_only=True)
class Edition:
    """The stock of one outlet. `clock` (aware) is the present; the newest article is three hours old."""

    profile: Profile
    n_base: int
    """Articles in stock from the start."""
    clock: datetime
    theme: ThemeName
    is_live: bool = False
    """Whether `clock` is the real present, so that "3 hours ago" is true to whoever fetches the page now."""
    splits: bool = False
    """Whether long articles stand on two pages."""
    n_added: int = 0
    edits: dict[int, list[Edit]] = field(default_factory=dict)
    retired: set[int] = field(default_factory=set)
    chrome: int = 0
    """Counts changes of what stands around the articles."""
    version: int = 0
    """Counts changes of any kind; moves Last-Modified."""

    @property
    def present(self) -> datetime | None:
        """What pages may count back from; None where `clock` is not the reader's present."""
        return self.clock if self.is_live else None

    @property
    def total(self) -> int:
        return self.n_base + self.n_added

    def numbers(self) -> Iterator[int]:
        """Yield the index of every article in stock, newest first."""
        return (i for i in range(self.total - 1, -1, -1) if i not in self.retired)

    def article(self, index: int) -> DemoArticle:
        """Return article `index` as it reads now; IndexError where there is none."""
        if not 0 <= index < self.total or index in self.retired:
            raise IndexError(index)
        edits = self.edits.get(index, [])
        article = write_article(self.profile, index, self.published(index), rewrite=edits.count("major"))
        for edit in edits:
            if edit == "typo":
                article = with_typo_mended(article)
            elif edit == "correction":
                article = with_correction(article)
        return article

    def heading(self, index: int) -> Heading:
        """Return what links to article `index` show; IndexError where there is none."""
        if not 0 <= index < self.total or index in self.retired:
            raise IndexError(index)
        return write_heading(self.profile, index, self.published(index))

    def published(self, index: int) -> datetime:
        """Return when article `index` went out, in the outlet's zone; times rise with the index."""
        zone = ZoneInfo(self.profile.timezone)
        if index >= self.n_base:
            when = self.clock - _ADDED_AGE + _ADDED_STEP * (index - self.n_base)
            return when.astimezone(zone).replace(microsecond=0)
        span = max(MIN_SPAN, timedelta(days=self.n_base / ARTICLES_A_DAY))
        step = span / max(self.n_base, 1)
        jitter = (index * 2654435761 % 1000) / 1000  # Knuth's multiplicative hash: uneven but rising times
        when = self.clock - _NEWEST_AGE - step * (self.n_base - 1 - index + jitter * 0.9)
        return when.astimezone(zone).replace(microsecond=0)

    # Lists -----------------------------------------------------------------------------------------------------

    def everything(self) -> Series:
        return Series(period=1, offsets=(0,), total=self.total)

    def section(self, section: str) -> Series | None:
        """Return the articles of a section, None where the outlet has no such section."""
        offsets = tuple(n for n, name in enumerate(SLOTS) if name == section)
        return Series(period=len(SLOTS), offsets=offsets, total=self.total) if offsets else None

    def tagged(self, tag_slug: str) -> Series | None:
        """Return the articles under a topic or town tag, None where there is no such tag."""
        towns = [slugify(town) for town in self.profile.names.towns]
        if tag_slug in towns:
            return Series(period=len(towns), offsets=(towns.index(tag_slug),), total=self.total)
        for section in SECTIONS:
            if tag_slug in [slugify(topic.tag) for topic in topics()[section]]:
                period = lcm(len(SLOTS), len(SLOTS) * len(topics()[section]))
                offsets = tuple(i for i in range(period) if slugify(topic_of(self.profile, i).tag) == tag_slug)
                return Series(period=period, offsets=offsets, total=self.total)
        return None

    def written_by(self, writer_slug: str) -> Series | None:
        """Return the articles on which it is that writer's turn, None where nobody of that name works here."""
        room = self.profile.newsroom
        slugs = [slugify(name) for name in room.writers]
        if writer_slug in slugs:
            return Series(period=len(slugs), offsets=(slugs.index(writer_slug),), total=self.total)
        columnists = [slugify(name) for name in room.columnists]
        if writer_slug not in columnists:
            return None
        offset = columnists.index(writer_slug) * len(SLOTS) + SLOTS.index("opinion")
        return Series(period=len(SLOTS) * len(columnists), offsets=(offset,), total=self.total)

    def tags(self, index: int) -> tuple[str, ...]:
        """Return the tags of an article, as printed."""
        return topic_of(self.profile, index).tag, town_of(self.profile, index)

    def month(self, month: str) -> range:
        """Return the indexes of the articles of `2026/05`, rising; empty for any other text."""
        year, _, number = month.partition("/")
        if not (year.isdigit() and number.isdigit() and 1 <= int(number) <= 12):
            return range(0)
        zone = ZoneInfo(self.profile.timezone)
        first = datetime(int(year), int(number), 1, tzinfo=zone)
        following = datetime(int(year) + int(number) // 12, int(number) % 12 + 1, 1, tzinfo=zone)
        stock = range(self.total)
        start, stop = (bisect_left(stock, day, key=self.published) for day in (first, following))
        return stock[start:stop]

    @property
    def n_media(self) -> int:
        """How many galleries there are, and as many videos: pages that look like articles and are none."""
        return max(2, self.n_base // ARTICLES_A_DAY)

    def changed(self, article: DemoArticle) -> datetime:
        """Return when the article's text last changed, tests' edits included."""
        edits = len(self.edits.get(article.index, ()))
        return (article.modified or article.published) + timedelta(minutes=edits)
