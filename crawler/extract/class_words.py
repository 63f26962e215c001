"""What the words in class, id and role of an element say about the text inside, whatever the outlet.

Names are taken apart at hyphens, underscores and capitals: `articleBody_relatedBox` is article, body, related, box.
Each group of `class_words.toml` is one bit, so that what a container's names say is one integer.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

_GROUPS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
NAMES = tuple(_GROUPS)

_SPLIT = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_COMPONENT = "cmp-"
"""Before the name of every component that Adobe Experience Manager sets, as "cmp-text": no consent platform ("cmp")."""
_BITS: dict[str, int] = {}
for _position, _words in enumerate(_GROUPS.values()):
    for _word in _words.split():
        _BITS[_word] = _BITS.get(_word, 0) | 1 << _position

_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=50_000)
def groups_of(names: str) -> int:
    """Return the groups that the words of `names` belong to, one bit each in the order of NAMES."""
    bits = 0
    for name in names.split():
        name = name.removeprefix(_COMPONENT)
        bits |= _BITS.get(name.replace("-", "").replace("_", "").lower(), 0)
        for word in _SPLIT.findall(name):
            bits |= _BITS.get(word.lower(), 0)
    return bits


@lru_cache(maxsize=8_192)
def without_digits(names: str) -> str:
    """Return the names alike for all of a kind: `par-3`, `par-4`."""
    return _DIGITS.sub("", names)
