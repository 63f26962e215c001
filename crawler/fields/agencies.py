"""Wire services named in short pieces of text: "(AP)", "dpa/lnw", "Reuters, AFP".

`byline_reader` finds them inside bylines; this is for datelines and credit lines, where a piece is an agency or none.
"""

import re
from functools import lru_cache

from crawler.fields.byline_lexicon import fold_word
from crawler.languages import agencies

_PARTS = re.compile(r"\s*(?:[/,;|&+=]|\s-\s|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*")


def agency_named(text: str) -> str | None:
    """Return the record's name of the agency that the whole text names, or None."""
    key = _key(text)
    return _by_spelling().get(key) if key else None


def agencies_in(text: str) -> tuple[str, ...]:
    """Return the agencies of a list such as "Reuters/AFP", in printed order, each once."""
    whole = agency_named(text)
    found = [whole] if whole else [agency_named(part) for part in _PARTS.split(text)]
    return tuple(dict.fromkeys(name for name in found if name))


def _key(text: str) -> str:
    return " ".join(fold_word(word) for word in text.strip(" .,-–—()[]").split())


@lru_cache(maxsize=1)
def _by_spelling() -> dict[str, str]:
    return {_key(spelling): one.name for one in reversed(agencies()) for spelling in (one.name, *one.spellings)}
