"""Whether 03/05/2026 is of March or of May: by the country, by the language, or as the outlet's own pages show."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from crawler.fields.date_tokens import plain_digits
from crawler.fields.date_words import languages_of, load_words

Order = Literal["DMY", "MDY", "YMD"]

_MONTH_FIRST = frozenset(("as", "fm", "gu", "mh", "mp", "ph", "pr", "pw", "um", "us", "vi"))
"""Countries that print the month first in numbers: the short formats of CLDR for the United States and its sphere."""

_YEAR_FIRST = frozenset(("cn", "hk", "jp", "kp", "kr", "mo", "tw"))
"""Countries where three short numbers begin with the year: `25.05.17`."""

_YEAR_FIRST_LANGUAGES = frozenset(("ja", "ko", "zh"))

_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\d./-])")


@lru_cache(maxsize=256)
def usual_order(language: str | None, country: str | None) -> Order:
    """Return how numbers are printed: by the country where known, else by the language tag (CLDR); DMY if neither."""
    tag = language or ""
    region = (country or _region_of(tag)).lower()
    if region:
        return "MDY" if region in _MONTH_FIRST else "YMD" if region in _YEAR_FIRST else "DMY"
    if tag[:2].lower() in _YEAR_FIRST_LANGUAGES:
        return "YMD"
    words = next(filter(None, map(load_words, languages_of(tag))), None)
    return "MDY" if words and words.order == "MDY" else "DMY"


def learn_day_order(raws: Iterable[str]) -> bool | None:
    """Return whether an outlet prints the day first, as its own dates show; None where they don't, or contradict.

    A date with a part over 12 can be read one way only: `17/05/2026` shows day first, `05/17/2026` month first.
    """
    seen: set[bool] = set()
    for raw in raws:
        for match in _NUMBERS.finditer(plain_digits(raw)):
            first, second = int(match[1]), int(match[3])
            if (first > 12) != (second > 12) and max(first, second) <= 31:
                seen.add(first > 12)
    return seen.pop() if len(seen) == 1 else None


def _region_of(tag: str) -> str:
    parts = re.split(r"[-_]", tag)[1:]
    return next((part for part in parts if len(part) == 2), "")
