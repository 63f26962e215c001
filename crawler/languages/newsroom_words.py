"""What newsrooms of every language share: wire services and their spellings, name particles, places, CMS accounts.

The data stands in `newsroom/*.toml`, in the same form as the language files. Read by `fields` alone.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crawler.languages.language import Phrases, Table, all_languages, read_table, split_phrases

NEWSROOM = Path(__file__).parent / "newsroom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A wire service."""

    name: str
    """As the record prints it: `AP`, `dpa`, `Reuters`."""
    spellings: Phrases
    """Other ways it is printed, in any script."""


@lru_cache(maxsize=1)
def agencies() -> tuple[Agency, ...]:
    """Return every wire service known, in the order of the file."""
    listed = _read("agencies").get("agencies", {})
    assert isinstance(listed, dict), "newsroom/agencies.toml: [agencies] is missing"
    return tuple(Agency(name=name, spellings=split_phrases(value)) for name, value in listed.items())


@lru_cache(maxsize=1)
def newsroom_words() -> Table:
    """Return the phrase lists of `newsroom/words.toml`: particles, suffixes, honorifics, accounts, places ..."""
    return read_table(_read("words"))


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the stop words of all languages, lower case."""
    return frozenset(word for language in all_languages() for word in language.stop_words)


def _read(name: str) -> dict[str, object]:
    return tomllib.loads((NEWSROOM / f"{name}.toml").read_text(encoding="utf-8"))
