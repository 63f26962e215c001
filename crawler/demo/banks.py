"""The word banks of `prose/*.toml`, read once: topics and their sentences, names by region, shared lines."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SECTIONS = ("local", "sport", "business", "life", "world", "opinion")
SECTION_TITLES = {
    "local": "Local News",
    "sport": "Sport",
    "business": "Business",
    "life": "Life",
    "world": "World",
    "opinion": "Opinion",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What one kind of article is written from; all strings are patterns."""

    section: str
    tag: str
    headlines: tuple[str, ...]
    leads: tuple[str, ...]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Names of people and places of one country (`gb`, `us`, `in`), all invented."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    last: tuple[str, ...]
    towns: tuple[str, ...]
    streets: tuple[str, ...]
    places: tuple[str, ...]
    schools: tuple[str, ...]
    teams: tuple[str, ...]
    council: str
    fee: str
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticPage:
    """About, contact, privacy: running text that is no article; paragraphs carry `{name}`, `{region}`, `{town}`."""

    title: str
    paragraphs: tuple[str, ...]


@cache
def topics() -> dict[str, tuple[Topic, ...]]:
    """Return the topics of each section."""
    return {section: tuple(_topic(section, t) for t in _read(f"{section}.toml").values()) for section in SECTIONS}


@cache
def region(country: str) -> Region:
    """Return the names of `country`; KeyError where there is no bank for it."""
    return Region(**_frozen(_read("names.toml")[country]))


@cache
def shared(bank: str) -> tuple[str, ...]:
    """Return one list of `shared.toml` or of `[shared]` in `names.toml`."""
    words = {**_read("shared.toml"), **_read("names.toml")["shared"]}
    return tuple(words[bank])


@cache
def static_pages() -> dict[str, StaticPage]:
    """Return the pages that are no articles, by slug."""
    return {key: StaticPage(**_frozen(table)) for key, table in _read("static.toml").items()}


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "prose" / name).read_text(encoding="utf-8"))


def _topic(section: str, table: dict[str, Any]) -> Topic:
    return Topic(section=section, **_frozen(table))


def _frozen(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
