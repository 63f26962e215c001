"""The shape of a URL: what stays of it when numbers, ids and titles are masked.

    /news/2025/05/17/council-votes-on-bridge-repair   ->  /news/0/0/0/title
    /calendar/2031/02?view=month&session=8f3a         ->  /calendar/0/0?session&view

Traps (endless calendars, session ids, facets) make URLs without end of a few shapes; what a shape has given so far says
whether it is worth going on.
"""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

_SEGMENTS = 8
"""Deeper paths share a shape: traps that nest grow in depth."""
_PARAMETERS = 6
_TITLE = re.compile(r"[^\W\d_]+(?:[-_][^\W_]+){2,}", re.UNICODE)
_WORD = re.compile(r"[^\W\d_]+(?:[-_][^\W\d_]+)?", re.UNICODE)
_NUMBER = re.compile(r"[\d.,_-]+")


@lru_cache(maxsize=2_048)  # a list asks twice for each of its addresses, the budgets three times more
def url_shape(url: str) -> str:
    """Return the masked path and the sorted names of the parameters."""
    parts = urlsplit(url)
    segments = [s for s in parts.path.split("/") if s][:_SEGMENTS]
    masked = [segments[0].lower() if i == 0 and _WORD.fullmatch(s) and len(segments) > 1 else _mask(s)
              for i, s in enumerate(segments)]  # fmt: skip
    names = sorted({name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)})[:_PARAMETERS]
    return "/" + "/".join(masked) + ("?" + "&".join(names) if names else "")


def _mask(segment: str) -> str:
    stem, dot, extension = segment.rpartition(".")
    if dot and 1 <= len(extension) <= 5 and extension.isalnum():
        return f"{_mask(stem)}.{extension.lower()}"
    if _NUMBER.fullmatch(segment):
        return "0"
    if _WORD.fullmatch(segment):
        return "word"
    if _TITLE.match(segment) or "%" in segment:
        return "title"
    return "id"
