"""Candidates for one field: a value with the place it came from. The first that stands wins; the others are named."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from crawler.fields.text import clean_block
from crawler.fields.urls import strip_credentials
from crawler.items import Provenance, Rival

T = TypeVar("T")

_MAX_RAW = 300
"""Characters of a raw value kept in a record."""
_MAX_RIVALS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Generic[T]):
    """`source` is one of the words of `Provenance.source`; `raw` is the value as the page has it."""

    value: T
    source: str
    raw: str


def provenance(winner: Candidate[T], candidates: Iterable[Candidate[T]]) -> Provenance:
    """Return where the winner came from, with the rivals that said something else."""
    rivals: dict[tuple[str, str], Rival] = {}
    for rival in candidates:
        if rival is not winner and rival.value != winner.value:
            rivals.setdefault((rival.source, rival.raw), Rival(source=rival.source, raw=_kept(rival.raw)))
    return Provenance(source=winner.source, raw=_kept(winner.raw), rejected=tuple(rivals.values())[:_MAX_RIVALS])


def _kept(raw: str) -> str:
    """Return of a raw value what a record may keep: no control characters, no direction overrides, no passwords."""
    return strip_credentials(clean_block(raw[: 2 * _MAX_RAW]))[:_MAX_RAW]
