"""What templates see: plain frozen values, the same for every theme. No template computes anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeaserView:
    """One entry of a list page."""

    title: str
    url: str
    summary: str
    section: LinkView
    date: str
    iso: str
    byline: str
    image: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceView:
    type: str
    text: str
    time: str = ""
    iso: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    number: int
    name: str
    text: str
    date: str
    reply_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    headline: str
    standfirst: str
    section: LinkView | None
    pieces: tuple[PieceView, ...]
    byline: str
    line: str
    """Credit and date line that opens the text."""
    writers: tuple[LinkView, ...]
    date: str
    iso: str
    modified: str
    modified_iso: str
    image: str
    caption: str
    photo_credit: str
    key_points: tuple[str, ...]
    related: tuple[LinkView, ...]
    also_read: LinkView | None
    comments: tuple[CommentView, ...]
    tags: tuple[LinkView, ...]
    kind: str
    is_cut: bool
    variant_url: str
    short_url: str
    previous: LinkView | None
    number: int
    pages: tuple[LinkView, ...] = ()
    """All pages of an article that stands on several, this one among them."""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletView:
    name: str
    tagline: str
    home: str
    language: str
    country: str
    colour: str
    nav: tuple[LinkView, ...]
    foot: tuple[LinkView, ...]
    popular: tuple[LinkView, ...]
    tags: tuple[LinkView, ...]
    months: tuple[LinkView, ...]
    rss: str
    atom: str
    year: int
    today: str
    chrome: int
    """Changes when only the surroundings of articles change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """Everything a template is given; `kind` picks the template."""

    kind: str
    title: str
    url: str
    """The canonical address, absolute."""
    description: str
    outlet: OutletView
    article: ArticleView | None = None
    teasers: tuple[TeaserView, ...] = ()
    newer: str = ""
    older: str = ""
    page: int = 1
    paragraphs: tuple[str, ...] = ()
    pictures: tuple[LinkView, ...] = ()
    jsonld: str = ""
    og: Mapping[str, Any] = field(default_factory=dict)
