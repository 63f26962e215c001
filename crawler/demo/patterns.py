"""Sentences with choices: `"[Rain|Snow] fell for {n:2-9} hours on {street}."` becomes text.

`[a|b]` picks one branch (branches may nest), `{name}` takes a value from the cast, `{n:2-9}` a number in that range,
`{n_word:2-6}` the number as a word, `{n_ord:3-9}` as an ordinal, `{money:2-9}` with the cast's currency sign.
Patterns are compiled once; expanding one costs a few microseconds. Used by `articles.py` alone.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import log2

_TOKEN = re.compile(r"\{([a-zA-Z0-9_]+)(?::(\d+)-(\d+))?\}|([\[\]|])")
_NAME_BITS = {"a": 10.0, "b": 10.0, "c": 10.0, "d": 10.0, "quote": 5.0, "quote2": 5.0} | {
    f"{letter}_{word}": 0.0
    for letter in "abc"
    for word in ("they", "They", "their", "Their", "them", "themself", "child")
}
_OTHER_BITS = 3.3
"""Ten towns, streets, places ..."""
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Choice:
    branches: tuple["_Sequence", ...]


_Sequence = tuple["str | _Slot | _Choice", ...]


@lru_cache(maxsize=4096)
def _compile(pattern: str) -> _Sequence:
    depths = list(accumulate((c == "[") - (c == "]") for c in pattern))
    if depths and (depths[-1] or min(depths) < 0):
        raise ValueError(f"unbalanced pattern: {pattern!r}")
    return _branches(pattern, 0)[0][0]


def _branches(pattern: str, at: int) -> tuple[tuple[_Sequence, ...], int]:
    """Read branches up to the closing bracket or the end; return them and where reading stopped."""
    done: list[_Sequence] = []
    parts: list[str | _Slot | _Choice] = []
    while match := _TOKEN.search(pattern, at):
        if match.start() > at:
            parts.append(pattern[at : match.start()])
        at = match.end()
        name, low, high, mark = match.groups()
        if name:
            parts.append(_Slot(name, int(low or 0), int(high or 0)))
        elif mark == "[":
            inner, at = _branches(pattern, at)
            parts.append(_Choice(inner))
        elif mark == "|":
            done.append(tuple(parts))
            parts = []
        else:
            return (*done, tuple(parts)), at
    parts.append(pattern[at:])
    return (*done, tuple(parts)), len(pattern)


def expand(pattern: str, rng: random.Random, cast: Mapping[str, str]) -> str:
    """Return the text of one way through `pattern`; KeyError names a slot the cast does not have."""
    return "".join(_expanded(_compile(pattern), rng, cast))


def _expanded(sequence: _Sequence, rng: random.Random, cast: Mapping[str, str]) -> list[str]:
    out: list[str] = []
    for part in sequence:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, _Choice):
            out.extend(_expanded(part.branches[int(rng.random() * len(part.branches))], rng, cast))
        elif part.high:
            out.append(_number(part, part.low + int(rng.random() * (part.high - part.low + 1)), cast))
        else:
            out.append(cast[part.name])
    return out


@lru_cache(maxsize=4096)
def variety_bits(pattern: str) -> float:
    """Return roughly how many different texts the pattern gives, as a power of two."""
    return _bits(_compile(pattern))


def _bits(sequence: _Sequence) -> float:
    bits = 0.0
    for part in sequence:
        if isinstance(part, _Choice):
            bits += log2(len(part.branches)) + min(_bits(branch) for branch in part.branches)
        elif isinstance(part, _Slot):
            bits += log2(part.high - part.low + 1) if part.high else _NAME_BITS.get(part.name, _OTHER_BITS)
    return bits


def _number(slot: _Slot, value: int, cast: Mapping[str, str]) -> str:
    match slot.name:
        case "n_word":
            return _WORDS[value] if value < len(_WORDS) else str(value)
        case "n_ord":
            return ordinal(value, words=True)
        case "money" | "money_w":
            return f"{cast['currency']}{value}"
        case _:
            return str(value)


def ordinal(value: int, *, words: bool = False) -> str:
    """Return `17th`, or with `words` `third` for the numbers below ten."""
    if words and value < len(_ORDINALS):
        return _ORDINALS[value]
    if value % 100 in (11, 12, 13):
        return f"{value}th"
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th') }"
