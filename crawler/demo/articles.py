"""Writes article number N of an outlet: a pure function of the outlet's seed, the number and the time of publication.

Nothing is stored: the same number gives the same article on every call, and 100,000 articles cost no memory.
"""

import random
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from crawler.demo.banks import Region, Topic, shared, topics
from crawler.demo.cast import FIRST_YEAR, LAST_YEAR, choose_cast, full_name
from crawler.demo.credits import Credit, choose_credit
from crawler.demo.patterns import expand, variety_bits
from crawler.demo.profiles import Profile

Kind = Literal["news", "opinion", "sponsored", "live", "paywalled"]
PieceType = Literal["paragraph", "heading", "list_item", "quote", "live_entry"]

SLOTS = ("local", "sport", "local", "business", "life", "local", "world", "opinion")
"""Section of article number i is SLOTS[i % 8]."""
KIND_PERIOD = 36
_SPECIAL_KINDS: dict[int, Kind] = {11: "sponsored", 18: "live", 26: "paywalled"}
LIVE_STEP_MINUTES = 12
"""Between two entries: eleven of them must fit into the three hours before the present."""
SPLIT_KIND = 30
"""Articles with `index % KIND_PERIOD` equal to this are the long ones."""
_MAX_SLUG_WORDS = 9
_MIN_VARIETY_BITS = 16
"""A pattern with fewer texts than 2**16 gets a second sentence: paragraphs must hardly ever repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One block of a body."""

    type: PieceType
    text: str
    time: datetime | None = None
    """Of a live entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    number: int
    name: str
    text: str
    minutes_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What links to an article need: a fraction of the work of writing it."""

    index: int
    number: int
    """The id in its address."""
    section: str
    headline: str
    published: datetime
    """Aware, in the outlet's zone."""

    @property
    def slug(self) -> str:
        return slugify(self.headline)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle(Heading):
    """An article as its writers know it, before any theme prints it."""

    kind: Kind
    tag: str
    town: str
    standfirst: str | None
    pieces: tuple[Piece, ...]
    credit: Credit
    modified: datetime | None
    caption: str
    key_points: tuple[str, ...]
    comments: tuple[Comment, ...]

    @property
    def summary(self) -> str:
        """The first paragraph, shortened as feeds and lists do."""
        words = self.pieces[0].text.split()
        return " ".join(words[:30]) + (" …" if len(words) > 30 else "")


def kind_of(index: int) -> Kind:
    """Return the kind of article number `index`."""
    special = _SPECIAL_KINDS.get(index % KIND_PERIOD)
    return special or ("opinion" if SLOTS[index % len(SLOTS)] == "opinion" else "news")


def topic_of(profile: Profile, index: int) -> Topic:
    """Return the topic of article number `index`; topics of a section take turns."""
    section = SLOTS[index % len(SLOTS)]
    per_cycle = SLOTS.count(section)
    turn = index // len(SLOTS) * per_cycle + SLOTS[: index % len(SLOTS)].count(section)
    choices = topics()[section]
    return choices[(turn + profile.first_id) % len(choices)]  # outlets differ


def town_of(profile: Profile, index: int) -> str:
    """Return the town article number `index` is about."""
    return profile.names.towns[index % len(profile.names.towns)]


@lru_cache(maxsize=64)  # list pages show the same newest articles over and over
def write_article(profile: Profile, index: int, published: datetime, *, rewrite: int = 0) -> DemoArticle:
    """Return article number `index`; another `rewrite` gives the same headline and lead with a new text below them."""
    rng = random.Random(f"{profile.seed} {profile.id} {index}")
    topic, kind = topic_of(profile, index), kind_of(index)
    writer, heading = _begin(profile, index, published, rng)
    cast = writer.cast
    lead = writer.paragraph(rng.choice(topic.leads))
    if topic.section == "world":
        lead = f"{cast['city_x'].upper()}, {_bare(cast['country_x'])} ({_agency(index, profile, rng)}) — {lead}"
    if rewrite:
        writer = _Writer(random.Random(f"{profile.seed} {profile.id} {index} rewrite {rewrite}"), cast, profile.names)
    body = writer.live_entries(topic, published) if kind == "live" else writer.body(topic)
    return DemoArticle(
        index=index,
        number=heading.number,
        kind=kind,
        section=topic.section,
        tag=topic.tag,
        town=town_of(profile, index),
        headline=heading.headline,
        standfirst=writer.line("standfirsts") if index % 5 == 2 else None,
        pieces=(Piece(type="paragraph", text=lead), *body),
        credit=_credit(profile, index, topic.section, kind, rng),
        published=published,
        modified=_modified(index, published, body, rng),
        caption=writer.line("captions"),
        key_points=tuple(writer.lines("points", 3)) if index % 9 == 4 else (),
        comments=writer.comments(profile, number=profile.first_id + index),
    )


@lru_cache(maxsize=1024)
def write_heading(profile: Profile, index: int, published: datetime) -> Heading:
    """Return the heading of the article that `write_article` would write."""
    return _begin(profile, index, published, random.Random(f"{profile.seed} {profile.id} {index}"))[1]


def _begin(profile: Profile, index: int, published: datetime, rng: random.Random) -> tuple["_Writer", Heading]:
    cast = choose_cast(rng, profile.names, town_of(profile, index), published)
    writer = _Writer(rng, cast, profile.names)
    topic = topic_of(profile, index)
    headline = writer.sentence(rng.choice(topic.headlines))
    return writer, Heading(
        index=index,
        number=profile.first_id + index,
        section=topic.section,
        headline=f"Live: {headline}" if kind_of(index) == "live" else headline,
        published=published,
    )


def _modified(index: int, published: datetime, body: list[Piece], rng: random.Random) -> datetime | None:
    """A live blog was last changed with its newest entry, every fifth of the others some time later."""
    if body[0].time is not None:
        return body[0].time
    return published + timedelta(minutes=rng.randint(20, 150)) if index % 5 == 0 else None


class _Writer:
    """Expands patterns with one cast, and never the same pattern twice within an article."""

    def __init__(self, rng: random.Random, cast: dict[str, str], names: Region) -> None:
        self._rng = rng
        self.cast = cast
        self._names = names
        self._asides = rng.sample(shared("asides"), len(shared("asides")))
        self._quotes = rng.sample(shared("quotes"), len(shared("quotes")))

    def sentence(self, pattern: str) -> str:
        if "{quote" in pattern:
            self.cast["quote"], self.cast["quote2"] = (self._quote() for _ in range(2))
        self.cast["d"] = " ".join(full_name(self._rng, self._names)[:2])
        self.cast["year"] = str(self._rng.randint(FIRST_YEAR, LAST_YEAR))
        self.cast["month"] = self._rng.choice(shared("months"))
        text = expand(pattern, self._rng, self.cast)
        text = re.sub(r",”$", ".”", text).replace(",” is ", "” is ")  # a quote that no “she said” follows
        return text[0].upper() + text[1:]

    def paragraph(self, pattern: str) -> str:
        text = self.sentence(pattern)
        if variety_bits(pattern) < _MIN_VARIETY_BITS and self._asides:
            text = f"{text} {self.sentence(self._asides.pop())}"
        return text

    def line(self, bank: str) -> str:
        return self.sentence(self._rng.choice(shared(bank)))

    def lines(self, bank: str, count: int) -> list[str]:
        return [self.sentence(p) for p in self._rng.sample(shared(bank), count)]

    def body(self, topic: Topic) -> list[Piece]:
        """Five to eleven paragraphs; in some articles a subhead, a list or a quotation among them."""
        n_topic = self._rng.randint(5, min(9, len(topic.paragraphs)))
        patterns = [*self._rng.sample(topic.paragraphs, n_topic)]
        if topic.section not in ("world", "opinion"):
            patterns += self._rng.sample(shared("general"), 2)
        pieces = [Piece(type="paragraph", text=self.paragraph(p)) for p in patterns]
        if self._rng.random() < 0.4:
            pieces.insert(len(pieces) // 2, Piece(type="heading", text=self.line("subheads")))
        if self._rng.random() < 0.2:
            pieces[-1:-1] = [Piece(type="list_item", text=t) for t in self.lines("list_items", 3)]
        if self._rng.random() < 0.15:
            text = re.sub(r",$", ".", self.sentence(self._quote()))
            pieces.insert(3, Piece(type="quote", text=f"“{text}” {self.cast['d']}"))
        return pieces

    def live_entries(self, topic: Topic, published: datetime) -> list[Piece]:
        """Entries of a live blog, newest first."""
        times = [published + timedelta(minutes=LIVE_STEP_MINUTES * n) for n in range(len(topic.paragraphs))]
        return [
            Piece(type="live_entry", text=self.paragraph(p), time=t)
            for p, t in zip(topic.paragraphs, reversed(times), strict=True)
        ]

    def comments(self, profile: Profile, *, number: int) -> tuple[Comment, ...]:
        patterns = self._rng.sample(shared("comments"), self._rng.randint(0, 3))
        names = profile.names
        return tuple(
            Comment(
                number=number * 10 + n,
                name=f"{self._rng.choice(names.men)} {self._rng.choice(names.last)}",
                text=self.sentence(pattern),
                minutes_after=self._rng.randint(12, 600),
            )
            for n, pattern in enumerate(patterns)
        )

    def _quote(self) -> str:
        if not self._quotes:
            self._quotes = self._rng.sample(shared("quotes"), len(shared("quotes")))
        return expand(self._quotes.pop(), self._rng, self.cast)


def _credit(profile: Profile, index: int, section: str, kind: Kind, rng: random.Random) -> Credit:
    if kind == "sponsored":
        return Credit(raw="Partner Content")  # a label: neither a person nor a desk
    return choose_credit(profile.newsroom, index, section, rng)


def _agency(index: int, profile: Profile, rng: random.Random) -> str:
    return choose_credit(profile.newsroom, index, "world", rng).agencies[0]


def _bare(country: str) -> str:
    return country.removeprefix("the ")


def slugify(text: str) -> str:
    """Return at most nine lower-case ASCII words joined by hyphens, as WordPress makes them."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text.replace("’", ""))[:_MAX_SLUG_WORDS])


def with_typo_mended(article: DemoArticle) -> DemoArticle:
    """Return the article with one letter added in its second paragraph."""
    first, second, *rest = article.pieces
    words = second.text.split(" ")
    longest = max(range(len(words)), key=lambda n: len(words[n]))
    words[longest] = words[longest][:3] + words[longest][2:]
    return replace(article, pieces=(first, replace(second, text=" ".join(words)), *rest))


def with_correction(article: DemoArticle) -> DemoArticle:
    """Return the article with a correction note as its last paragraph."""
    note = f"Correction: an earlier version of this article misstated the number of people affected in {article.town}."
    return replace(article, pieces=(*article.pieces, Piece(type="paragraph", text=note)))
