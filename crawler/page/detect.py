"""Choose among the charsets from before UTF-8 by how much the text of a page looks like a language in each of them.

Only for bytes that are no UTF-8; called by decode.py. A declared charset wins unless its text is plainly unlike any
language and another charset's is plainly like one. Scripts are judged by their letters (charset_tables.py), Latin ones
by whose accents they are: `þ ý ð` in nearly every line is Turkish read as windows-1252.
"""

import re
from collections.abc import Sequence

from crawler.page.charset_tables import CANDIDATES, HOME_CHARSETS, LATIN_LETTERS, SCRIPTS

_SAMPLE_BYTES = 16 * 1024
"""Enough for a stable share of letters in any charset; a decode of it takes some 50 microseconds."""
_MIN_FOREIGN = 4
"""With fewer characters above ASCII little can be told: the declaration stands unless its text can't be."""
_SOUND = 0.7
"""A declared charset whose text scores this much is believed: right declarations score 0.8 or more on real pages, wrong
ones under 0.5 (tests/page/test_decode.py holds both on 20 languages)."""
_ACCEPTABLE = 0.5
"""Without any sound charset the page is refused rather than written as mojibake."""
_CERTAIN = 0.95
"""A first declaration that scores this much, quotes and dashes counted in full, is believed before any is tried."""
_MARGIN = 0.1
"""What a rival must be better by than a declared charset to be believed instead of it."""
_MARK_WEIGHT = 0.8
"""Quotes and dashes say little: every charset of Windows has them in the same places."""
_HINT = 0.08
"""Added where `<html lang>` names a language that was written in this charset."""
_PRIOR = {"cp1252": 0.05}
"""By far the most common of them: where two readings are as good, as with a few accents that Czech has as well."""

_ESCAPE = b"\x1b"
"""Opens a shift between character sets in ISO 2022, whose words are ASCII as bytes."""
_TEXT_BETWEEN_TAGS = re.compile(rb">([^<>\x80-\xff]*+[\x80-\xff][^<>]*+)(?=<)")
_LANG = re.compile(rb"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3})(-[a-zA-Z]+)?", re.I)
_FOREIGN_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_BROKEN = re.compile("[\ufffd\x80-\x9f\ue000-\uf8ff]")
_SEAM = re.compile(
    "[a-z](?:[Ѐ-ӿͰ-Ͽ֐-ۿ฀-๿]|[\u3040-\u30ff一-龥가-힣ｦ-ﾟ](?=[a-z]))|[Ѐ-ӿͰ-Ͽ֐-ۿ฀-๿][a-z]|[a-z][«»“”„£€©®§°º¡¿›‹¨][a-z]"
)
"""A Latin letter beside one of another script, or a sign inside a word: accents read in a wrong charset. Scripts
without spaces do stand beside Latin words, but not a single character of theirs inside one."""
_LOWER = "".join(c for c in map(chr, range(0x80, 0x530)) if c.islower())
_UPPER = "".join(c for c in map(chr, range(0x80, 0x530)) if c.isupper())
_CASE_FAULT = re.compile(f"[a-z{_LOWER}][{_UPPER}]|[{_LOWER}][A-Z]")
"""A capital inside a word, one of the two above ASCII: `ťAfrica` is «Africa in a wrong charset."""
_PLAIN_MARKS = frozenset("\xa0«»“”„‘’‚–—…•·°§©®™€£º¡¿№、。，：；！？「」『』（）《》〈〉・～％\u3000×›‹´¨")


def choose_legacy(body: bytes, declared: Sequence[str]) -> str | None:
    """Return the codec that gives the soundest text, or None where none gives any.

    `declared` holds codecs in order of authority (header first).
    """
    sample = _sample(body)
    home = _home_charsets(body)
    order = list(dict.fromkeys((*declared, *home, *CANDIDATES)))
    if len(_FOREIGN.findall(sample.decode("latin-1"))) < _MIN_FOREIGN:
        return next((c for c in (*declared, *home, "cp1252") if _score(sample, c) >= 0), None)
    if declared and _score(sample, declared[0], mark_weight=1.0) >= _CERTAIN:
        return declared[0]
    scores = {codec: _score(sample, codec) + _prior(codec, home) for codec in order}
    best = max(order, key=lambda codec: scores[codec])
    for codec in declared:
        if scores[codec] >= _SOUND and scores[codec] >= scores[best] - _MARGIN:
            return codec
    return best if scores[best] >= _ACCEPTABLE else None


def _sample(body: bytes) -> bytes:
    """Return the words between tags that aren't ASCII, or of the page's first bytes where no tag encloses any."""
    pieces, size = [], 0
    for match in _TEXT_BETWEEN_TAGS.finditer(body):
        pieces.append(match[1])
        size += len(match[1])
        if size > _SAMPLE_BYTES:
            break
    sample = b"\n".join(pieces)[:_SAMPLE_BYTES] or body[:_SAMPLE_BYTES]
    if _ESCAPE in sample:
        return sample
    return b" ".join(word for word in sample.split() if not word.isascii())


def _home_charsets(body: bytes) -> tuple[str, ...]:
    match = _LANG.search(body[:8192])
    if match is None:
        return ()
    language, region = match[1].decode().lower(), (match[2] or b"").decode().lower()
    if language == "zh" and region in {"-tw", "-hk", "-mo", "-hant"}:
        language = "zh-hant"
    return HOME_CHARSETS.get(language, ())


def _prior(codec: str, home: Sequence[str]) -> float:
    return _PRIOR.get(codec, 0.0) + (_HINT if codec in home else 0.0)


def _score(sample: bytes, codec: str, mark_weight: float = _MARK_WEIGHT) -> float:
    """Return -1..1: the share of characters above ASCII that belong there, less what can't."""
    text = sample.decode(codec, "replace")
    foreign = _FOREIGN.findall(text)
    if not foreign:
        return 0.0
    n_foreign = len(foreign)
    n_broken = len(_BROKEN.findall(text))
    n_marks = sum(1 for character in foreign if character in _PLAIN_MARKS)
    script = SCRIPTS.get(codec)
    n_known = script.count_known(text) if script else _count_latin(text)
    n_faults = len(_CASE_FAULT.findall(text)) + len(_SEAM.findall(text))
    return (min(n_known + mark_weight * n_marks, n_foreign) - 4 * n_broken - 2 * n_faults) / n_foreign


def _count_latin(text: str) -> float:
    """Return how many accented letters one language explains, each in a word that is mostly plain letters."""
    words = _FOREIGN_WORD.findall(text)
    letters = [c for word in words if _is_latin_word(word) for c in _FOREIGN.findall(word.lower())]
    if not letters:
        return 0.0
    explained = (sum(1 for c in letters if c in alphabet) for alphabet in LATIN_LETTERS)
    return float(max(explained))


def _is_latin_word(word: str) -> bool:
    """A word of any Latin language has no three accented letters in a row and more plain letters than others."""
    n_foreign = len(_FOREIGN.findall(word))
    return 2 * n_foreign <= len(word) + 1 and not re.search(r"[^\x00-\x7f]{3}", word)
