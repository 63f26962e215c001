"""What a title or heading says the page is: "Page not found", "Just a moment...", "Posts tagged: Floods".

The phrases are data (wall_phrases.toml, all languages together); here they are only looked up. Used by signals.py.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from crawler.languages.language import split_phrases

_FILE = Path(__file__).with_name("wall_phrases.toml")
WALLS = ("bot", "not_found", "error", "login", "consent")
"""Kinds of pages that stand where an article was expected; of two that match the first is meant."""
TOLD = ("bot", "not_found", "login")
"""Those of them that say so in a sentence as well."""
LISTS = ("search", "tag", "author", "category")
"""Kinds of pages that list articles."""
_MOST = 0.6
"""Share of a heading that a phrase must fill: "Error" announces an error, "Error costs keeper the cup" does not."""
_MOST_AT_START = 0.45
_WORDY_AT_START = 0.35
"""Enough for a phrase of three words or more: "Checking your browser before accessing paper.example"."""
_PART = 0.3
"""Share that the opening words of a list's heading fill at least: "Articles by Jane Roe"."""


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, tuple[str, ...]]:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8")).values()
    kinds = {kind for table in tables for kind in table}
    return {kind: _merge(table.get(kind, "") for table in tables) for kind in kinds}


def _merge(values: Iterable[str]) -> tuple[str, ...]:
    """Return the phrases of all languages, longest first."""
    phrases = {_normal(p) for value in values for p in split_phrases(value)} - {""}
    return tuple(sorted(phrases, key=lambda p: (-len(p), p)))


@lru_cache(maxsize=1)
def _by_start() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Kind -> first two characters -> phrases: a heading is compared with a handful of them."""
    table: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, phrases in _phrases().items():
        starts = table.setdefault(kind, {})
        for phrase in phrases:
            starts[phrase[:2]] = (*starts.get(phrase[:2], ()), phrase)
    return table


def announced_wall(heading: str) -> str | None:
    """Return the kind of WALLS that a title or heading announces, else None."""
    plain = _normal(heading)
    return next((kind for kind in WALLS if plain and _fills(kind, plain)), None)


def told_wall(text: str) -> str | None:
    """Return the kind of TOLD that a sentence of a page with hardly any other text tells of, else None."""
    plain = _normal(text)
    return next((kind for kind in TOLD if any(p in plain for p in _phrases()[f"{kind}_text"])), None)


def announced_list(heading: str) -> str | None:
    """Return the kind of LISTS that a title or heading announces, else None."""
    plain = _normal(heading)
    return next((kind for kind in LISTS if plain and _opens(kind, plain)), None)


def consent_words(text: str) -> int:
    """Return how many different words of consent notices the text holds."""
    lowered = _normal(text)
    return sum(1 for phrase in _phrases()["consent_text"] if phrase in lowered)


def _fills(kind: str, plain: str) -> bool:
    opening = _by_start()[kind].get(plain[:2], ())
    if any(plain.startswith(p) and len(p) >= _least_share(p) * len(plain) for p in opening):
        return True
    long_enough = takewhile(lambda p: len(p) >= _MOST * len(plain), _phrases()[kind])  # they are sorted by length
    return any(p in plain and _is_word_in(p, plain) for p in long_enough)


def _is_word_in(phrase: str, plain: str) -> bool:
    """Whether a phrase begins a word of a text: "wallconsent" is a name. Kana and hanzi begin anywhere."""
    found = plain.find(phrase)
    return found == 0 or (found > 0 and not (plain[found - 1].isalnum() and phrase[0] < _UNSPACED))


_UNSPACED = "\u2e80"
"""From here on scripts put no spaces between words."""


def _least_share(phrase: str) -> float:
    return _WORDY_AT_START if phrase.count(" ") > 1 else _MOST_AT_START


def _opens(kind: str, plain: str) -> bool:
    for phrase in _by_start()[kind].get(plain[:2], ()):
        if plain.startswith(phrase):
            share = len(phrase) / len(plain)
            if phrase[-1] in ":：" or share >= _MOST or (" " in phrase and share >= _PART):
                return True
    return False


def _normal(heading: str) -> str:
    return " ".join(heading.casefold().replace("’", "'").split()).strip(" .…-–|")
