"""What was learned of an outlet's chrome as source: elements that repeat byte for byte, and are left out of a page.

    lessons: seen on how many pages -> candidates -> read with and without them: the same record? -> proven or harmful

Being the same on three pages says that an element is not the article's own, not that nobody reads it: a section's
menu marks the section. So only what made no difference to whole records is left out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crawler.page.repeats import Repeat, find_elements

MIN_PAGES = 3
"""Pages an element must stand on before it is tried."""
MIN_PROOFS = 3
"""Pages that must give the same record without it."""
TRIED_BYTES = 1_000_000
"""Elements tried on a page, times the bytes of its source: each may take two readings, of 0.03 ms a KB."""
MAX_LEFT_OUT = 12
"""Elements that are looked for on a page, the largest: 98 % of the bytes that repeat on 11 real publishers, 72 % on the
one where they are least."""
_MAX_KEYS = 200
"""Elements kept of an outlet; past it, those seen once are forgotten. Of 50 to 140 on a page 30 to 70 repeat."""
_FRESH_LESSONS = 16
"""Lessons within which an element must have been seen again: lists of what is most read change by the hour."""


@dataclass(slots=True)
class Sightings:
    """How often an element was seen, and left out without a difference to the record, or with one."""

    pages: int = 0
    proven: int = 0
    harmful: int = 0
    outer: str = ""
    """Key of the repeating element that it always stands in; empty where there is none, or not always the same."""
    last: int = 0
    """Lessons the template had when it was seen last: the one count that follows the order of the pages."""

    @property
    def is_proven(self) -> bool:
        return self.proven >= MIN_PROOFS


Chrome = dict[str, Sightings]
"""Elements by their key, see `key_of`."""


def key_of(repeat: Repeat) -> str:
    """Return `digest/size/opening tag`."""
    return f"{repeat.digest}/{repeat.size}/{repeat.opening.decode('utf-8', 'surrogateescape')}"


def repeat_of(key: str) -> Repeat:
    """Return the element of a key; raises ValueError where it is none."""
    digest, size, opening = key.split("/", 2)
    return Repeat(opening.encode("utf-8", "surrogateescape"), int(size), digest)


def see_elements(source: bytes) -> Chrome:
    """Return what one page shows."""
    return {
        key_of(found.repeat): Sightings(pages=1, outer=key_of(found.outer) if found.outer else "")
        for found in find_elements(source)
    }


def add_sightings(chrome: Chrome, more: Mapping[str, Sightings], lessons: int) -> None:
    """Add what a lesson saw; the template has `lessons` with it."""
    for key, seen in more.items():
        held = chrome.get(key)
        if held is None:
            held = chrome[key] = Sightings(outer=seen.outer)
        elif held.outer != seen.outer:
            held.outer = ""
        held.pages += seen.pages
        held.proven += seen.proven
        held.harmful += seen.harmful
        held.last = lessons
    if len(chrome) > _MAX_KEYS:
        for key in [key for key, seen in chrome.items() if seen.pages < 2 or not _is_fresh(seen, lessons)]:
            del chrome[key]


def count_proofs(chrome: Chrome, proofs: Mapping[str, bool]) -> bool:
    """Count pages on which elements made no difference (True) or one; return whether that settles any of them."""
    is_settled = False
    for key, is_harmless in proofs.items():
        seen = chrome.get(key)
        if seen is None:
            continue
        seen.proven += is_harmless
        seen.harmful += not is_harmless
        is_settled = is_settled or seen.proven == MIN_PROOFS or seen.harmful == 1
    return is_settled


def largest(chrome: Chrome, lessons: int) -> Chrome:
    """Return the elements that a page is read without, or could be: the largest, none inside of another one."""
    usable = [(repeat_of(key), key) for key, seen in chrome.items() if _is_usable(chrome, seen, lessons)]
    usable.sort(key=lambda each: (-each[0].size, each[1]))
    return {key: chrome[key] for _, key in usable[:MAX_LEFT_OUT]}


def _is_usable(chrome: Chrome, seen: Sightings, lessons: int) -> bool:
    outer = chrome.get(seen.outer)
    is_covered = outer is not None and not outer.harmful
    return seen.pages >= MIN_PAGES and not seen.harmful and not is_covered and _is_fresh(seen, lessons)


def _is_fresh(seen: Sightings, lessons: int) -> bool:
    return seen.last + _FRESH_LESSONS > lessons


def find_harmful(repeats: Sequence[Repeat], is_same: Callable[[Sequence[Repeat]], bool]) -> list[Repeat]:
    """Return those without which the record is another one; `is_same` reads the page without the given ones.

    Where only two together make a difference, both are returned.
    """
    if not repeats or is_same(repeats):
        return []
    if len(repeats) == 1:
        return list(repeats)
    half = len(repeats) // 2
    parts = [*find_harmful(repeats[:half], is_same), *find_harmful(repeats[half:], is_same)]
    return parts or list(repeats)


def proofs_of(repeats: Iterable[Repeat], harmful: Iterable[Repeat]) -> dict[str, bool]:
    """Return for each element whether it made no difference."""
    held = set(harmful)
    return {key_of(repeat): repeat not in held for repeat in repeats}
