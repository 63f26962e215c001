"""Whole lines and headings that are chrome in some language: "Related Articles", "Leave a Reply", "Weiterlesen".

The words are data (`languages/data/*.toml`, table `[chrome]`); here they are only looked up.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from crawler.languages.language import all_languages, load

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_MAX_CHARS = 160
ENDINGS = frozenset(("related", "comments"))
"""Headings after which nothing belongs to the body."""


@lru_cache(maxsize=64)
def _table(language: str | None) -> Mapping[str, str]:
    """Return phrase -> key for a language, English always beside it; every language where it is not known."""
    known = load(language)
    english = load("en")
    languages = (known, english) if known else all_languages()
    return {
        normal(phrase): key
        for held in languages
        if held
        for key, phrases in held.chrome.items()
        for phrase in phrases
        if normal(phrase)
    }


def chrome_kind(line: str, language: str | None) -> str | None:
    """Return the key of `[chrome]` that the whole line is a phrase of, else None."""
    return _table(language).get(normal(line)) if len(line) <= _MAX_CHARS else None


def normal(line: str) -> str:
    """Return the line without case and without punctuation at its ends."""
    return _EDGES.sub("", line.casefold())
