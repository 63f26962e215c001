"""Elements whose source stands byte for byte on other pages of the outlet too, and a page's source without them.

Menus, footers, sign-up boxes and lists of what is most read are half of the bytes of a real page. Left out before the
page is parsed, they cost nothing after. Opening and closing tag stay: what is around is parsed as it was.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

MIN_INNER_BYTES = 800
"""To look for an element on a page of 100 KB takes some 10 microseconds, as reading 300 bytes of it does."""
MAX_SOURCE_BYTES = 1_000_000
"""Longest source that is searched for elements: a page of news has 50 to 400 KB without its programs."""
_MAX_OPENING_BYTES = 200
_MAX_LEVELS = 200
_MAX_PLACES = 4
"""Places with the same opening tag that are tried: the boxes of a list all have the same."""

_MAX_DIGESTS = 4_096
_digests: dict[int, str] = {}

_TAG = re.compile(
    rb"<!--|<(/?)(div|section|nav|header|footer|aside|ul|ol|form|main|article)(?=[\s/>])"
    rb"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
    re.IGNORECASE,
)


class Repeat(NamedTuple):
    """An element by its source: the whole opening tag, and the bytes up to its closing tag, counted and hashed."""

    opening: bytes
    size: int
    digest: str
    """16 hex digits."""


class Found(NamedTuple):
    repeat: Repeat
    outer: Repeat | None
    """The next element around it that is long enough to be told, too."""


def find_elements(source: bytes) -> list[Found]:
    """Return the elements of a page that are long enough, in the order in which they end, in linear time.

    Elements that close in another order than they were opened in are passed over, with all that are around them.
    """
    if len(source) > MAX_SOURCE_BYTES:
        return []
    found: list[tuple[Repeat, int]] = []
    around: dict[int, Repeat] = {}
    for name_start, start, end, outer_start in _elements(source):
        if end - start >= MIN_INNER_BYTES and start - name_start <= _MAX_OPENING_BYTES:
            repeat = Repeat(source[name_start:start], end - start, _digest(source[start:end]))
            around[name_start] = repeat
            found.append((repeat, outer_start))
    return [Found(repeat, around.get(outer)) for repeat, outer in found]


def _elements(source: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield for each well-nested element: its start, where its content starts and ends, the start of the one around."""
    opened: list[tuple[bytes, int, int]] = []
    odd = 0
    """Elements at the bottom of the stack that hold a tag which closes nothing, or none that closes."""
    at = 0
    while (tag := _TAG.search(source, at)) is not None:
        at = tag.end()
        if tag[2] is None:
            at = source.find(b"-->", at)
            if at < 0:
                return
        elif not tag[1]:
            if len(opened) == _MAX_LEVELS:
                return
            opened.append((tag[2].lower(), tag.start(), tag.end()))
        elif opened and opened[-1][0] == tag[2].lower():
            _, start, inner = opened.pop()
            if len(opened) >= odd:
                yield start, inner, tag.start(), opened[-1][1] if opened else -1
            odd = min(odd, len(opened))
        else:
            odd = len(opened)


def leave_out(source: bytes, repeats: Sequence[Repeat]) -> tuple[bytes, tuple[Repeat, ...]]:
    """Return the page without the content of these elements, and those that were found in it."""
    found = sorted((*span, repeat) for repeat in repeats if (span := _place(source, repeat)) is not None)
    kept, at = [], 0
    for start, end, _ in found:
        if start >= at:  # not inside of one that was left out
            kept.append(source[at:start])
            at = end
    return (b"".join((*kept, source[at:])) if kept else source), tuple(repeat for _, _, repeat in found)


def _place(source: bytes, repeat: Repeat) -> tuple[int, int] | None:
    """Return where the content of such an element starts and ends."""
    at = -1
    for _ in range(_MAX_PLACES):
        at = source.find(repeat.opening, at + 1)
        if at < 0:
            return None
        start = at + len(repeat.opening)
        end = start + repeat.size
        if source.startswith(b"</", end) and _digest(source[start:end]) == repeat.digest:
            return start, end
    return None


def _digest(data: bytes) -> str:
    """Return 16 hex digits, remembered by a keyed hash of as many bits: it takes a tenth of the time."""
    known = hash(data)
    found = _digests.get(known)
    if found is None:
        if len(_digests) >= _MAX_DIGESTS:
            _digests.clear()
        found = _digests[known] = blake2b(data, digest_size=8).hexdigest()
    return found
