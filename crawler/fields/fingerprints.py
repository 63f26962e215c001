"""Fingerprints of a text: whether two articles say the same words, nearly the same, or something else.

    content_hash      the same words in headline and body: revisions, one text under two URLs
    simhash, bands    which texts of many are worth comparing at all
    similarity        how much two texts share, by their runs of four words

White space, punctuation and typographic variants never count: a page whose chrome or quotes changed is the same text.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

SHINGLE_WORDS = 4
"""Words in a run. Shorter runs find copies in any two texts of one subject, longer ones lose edited copies."""

SIMHASH_BITS = 64
SIMHASH_BANDS = 4
"""A fingerprint is looked up by quarters of 16 bits: two that differ in at most three bits share a quarter
(Manku, Jain and Das Sarma, "Detecting near-duplicates for web crawling", 2007)."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts without spaces between words: one word a sign."""

_SIGN = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(f"[{_UNSPACED}]|[^\\s{_UNSPACED}]+")
_ASCII = bytes(code if code > 127 or chr(code).isalnum() or chr(code) in "$+<=>|~" else 32 for code in range(256))
"""What counts of ASCII, by the bytes of UTF-8, all else being itself: 1 us for 1,700 characters, 20 to 60 by sign."""
_CONTROLS = bytes(code for code in range(128) if unicodedata.category(chr(code)) == "Cc" and not chr(code).isspace())
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_FEW_SIGNS = 100
"""Different ones beside ASCII that are looked at one by one: Latin, Cyrillic or Arabic texts have 10 to 80."""
_MARKS = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\u00a0"
"""Quotes, dashes, the ellipsis and the hard space: nothing else parts most English texts from ASCII."""
_KEPT = frozenset(("L", "M", "N"))
_KEPT_SYMBOLS = frozenset(("Sc", "Sm", "So"))
"""`$5` and `5 + 5` are not `5`; accents that stand alone (Sk) are punctuation."""


_LANE = 24
_LANE_MASK = (1 << _LANE) - 1
"""Bits of a counter: texts of up to 16 million runs."""

_BYTE_LANES = tuple(sum(1 << (bit * _LANE) for bit in range(8) if byte >> bit & 1) for byte in range(256))


def split_words(text: str) -> tuple[str, ...]:
    """Return the words that count, case kept, punctuation gone; a sign each in scripts without spaces."""
    plain = _normalise(text)
    return tuple(plain.split() if plain.isascii() or not _SIGN.search(plain) else _WORD.findall(plain))


def content_hash(headline: str, body_text: str) -> str:
    """Return the sha256, in hex, of the words of headline and body; the same for texts that differ in no word."""
    words = f"{' '.join(split_words(headline))}\n{' '.join(split_words(body_text))}"
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def shingles(text: str) -> frozenset[int]:
    """Return the 64-bit hashes of the text's runs of four words, case folded; a shorter text is one run."""
    words = tuple(word.casefold() for word in split_words(text))
    last = max(1, len(words) - SHINGLE_WORDS + 1)
    return frozenset(_hash(" ".join(words[at : at + SHINGLE_WORDS])) for at in range(last)) if words else frozenset()


def similarity(first: frozenset[int], second: frozenset[int]) -> float:
    """Return the share of runs two texts have in common (Jaccard), 0..1; symmetric; 0 where one is empty."""
    union = len(first | second)
    return len(first & second) / union if union and first and second else 0.0


def containment(part: frozenset[int], whole: frozenset[int]) -> float:
    """Return the share of the first text's runs that stand in the second, 0..1: 1 for a shortened copy."""
    return len(part & whole) / len(part) if part else 0.0


def simhash(text: str) -> int:
    """Return the 64-bit simhash of the text's runs of four words (Charikar 2002); 0 for a text without words."""
    runs = shingles(text)
    if not runs:
        return 0
    # One addition a run for all 64 counters: each bit is spread to a lane of its own.
    total = sum(_spread(run) for run in runs)
    half = len(runs) / 2
    return sum(1 << bit for bit in range(SIMHASH_BITS) if (total >> (bit * _LANE)) & _LANE_MASK > half)


def distance(first: int, second: int) -> int:
    """Return in how many bits two simhashes differ, 0..64; up to three is a near-duplicate."""
    return (first ^ second).bit_count()


def bands(fingerprint: int) -> tuple[int, ...]:
    """Return the four keys to look a simhash up by: near-duplicates share at least one."""
    width = SIMHASH_BITS // SIMHASH_BANDS
    mask = (1 << width) - 1
    return tuple(band << width | (fingerprint >> (band * width)) & mask for band in range(SIMHASH_BANDS))


def _normalise(text: str) -> str:
    if text.isascii():
        return text.encode().translate(_ASCII).decode()
    for mark in _MARKS:
        text = text.replace(mark, " ")
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        signs = set(_BEYOND_ASCII.findall(text))
        if len(signs) > _FEW_SIGNS:
            return text.translate(_SIGNS)
        for sign in signs:
            if (left := _SIGNS[ord(sign)]) != sign:
                text = text.replace(sign, left)
    return text.encode().translate(_ASCII, _CONTROLS).decode()


class _Signs(dict[int, str]):
    """What is left of a sign: all of it where it counts, nothing of formats (zero-width signs), else the end of a word.

    Filled as characters are met.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if category[0] in _KEPT or category in _KEPT_SYMBOLS:
            self[code] = char
        else:
            self[code] = "" if category in ("Cf", "Cc", "Cs") and not char.isspace() else " "
        return self[code]


_SIGNS = _Signs()


@lru_cache(maxsize=65536)
def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _spread(value: int) -> int:
    return sum(_BYTE_LANES[value >> (8 * byte) & 0xFF] << (8 * byte * _LANE) for byte in range(8))
