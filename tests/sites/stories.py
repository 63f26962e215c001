"""Invented articles with their truth: the same ones for the same language, count and seed."""

import random
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

LATEST = datetime(2025, 5, 20, 17, 40, tzinfo=UTC)
HOURS_BETWEEN = 31
"""Between one article and the next: some days have two, some none."""
PARAGRAPHS = (5, 9)
SENTENCES = (2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    number: int
    """0 is the newest."""
    headline: str
    authors: tuple[str, ...]
    published: datetime
    """Aware, UTC."""
    paragraphs: tuple[str, ...]
    section: str
    slug: str

    @property
    def summary(self) -> str:
        return self.paragraphs[0]

    @property
    def iso(self) -> str:
        return self.published.isoformat(timespec="seconds")

    @property
    def day(self) -> str:
        return self.iso[:10]


def stories(language: str = "en", *, count: int = 24, seed: int = 1, sections: tuple[str, ...] = ()) -> list[Story]:
    """Return articles, newest first; no two have one headline or one paragraph."""
    rng = random.Random(f"{language} {seed}")
    bank, used, made = _bank(language), set[str](), []
    for number in range(count):
        headline = _unused(rng, bank, "headlines", used)
        made.append(
            Story(
                number=number,
                headline=headline,
                authors=tuple(dict.fromkeys(_person(rng, bank) for _ in range(2 if number % 6 == 5 else 1))),
                published=LATEST - timedelta(hours=HOURS_BETWEEN * number, minutes=rng.randrange(60)),
                paragraphs=tuple(_paragraph(rng, bank, used) for _ in range(rng.randint(*PARAGRAPHS))),
                section=(sections or ("news", "sport", "business"))[number % (len(sections) or 3)],
                slug=slugify(headline),
            )
        )
    return made


def slugify(text: str) -> str:
    """Lower-case words of any script joined by hyphens; accents of Latin letters off."""
    plain = "".join(_TRANSLIT.get(c, c) for c in text.lower())
    if plain.isascii() or re.search("[a-z]{3}", plain):
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return re.sub(r"[^\w\u0900-\u097f]+", "-", plain).strip("-")


_TRANSLIT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}


@cache
def _bank(language: str) -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("banks.toml").read_text("utf-8"))[language]
    return table


def _person(rng: random.Random, bank: dict[str, list[str]]) -> str:
    return f"{rng.choice(bank['first'])} {rng.choice(bank['last'])}"


def _filled(rng: random.Random, bank: dict[str, list[str]], pattern: str) -> str:
    return pattern.format(
        town=rng.choice(bank["towns"]),
        street=rng.choice(bank["streets"]),
        thing=rng.choice(bank["things"]),
        who=_person(rng, bank),
        other=_person(rng, bank),
        n=rng.randint(21, 96),
        m=rng.randint(3, 19),
        year=rng.randint(1988, 2023),
    )


def _unused(rng: random.Random, bank: dict[str, list[str]], patterns: str, used: set[str]) -> str:
    while True:
        text = _filled(rng, bank, rng.choice(bank[patterns]))
        text = text[0].upper() + text[1:]
        if text not in used:
            used.add(text)
            return text


def _paragraph(rng: random.Random, bank: dict[str, list[str]], used: set[str]) -> str:
    return " ".join(_unused(rng, bank, "sentences", used) for _ in range(rng.randint(*SENTENCES)))
