"""The language of a text: its script, its commonest words, and what the page declares.

A page's `lang` is mostly right and sometimes the theme's default; the text decides only where it clearly says another.
No model: a newspaper's body has hundreds of words, and the stop words of `languages/data` tell those apart.
"""

import re
from collections import Counter
from functools import lru_cache

from crawler.fields.scripts import ALSO_LATIN, LANGUAGES_OF, LETTERS_OF, SCRIPTS, USUAL_LANGUAGE
from crawler.languages.language import all_languages, load

SAMPLE_CHARS = 2500
"""As much of the text as is looked at: about 400 words."""

MIN_WORDS = 12
"""Words from which stop words are evidence; a shorter text is what it is declared to be."""

MIN_STOP_SHARE = 0.12
"""Share of stop words a text of a language has at the very least; prose has .3 to .5."""

THEME_DEFAULT = "en"
ALIEN_STOP_SHARE, ALIEN_CHARS = 0.04, 600
"""English is what themes declare unasked: a text of so many characters with fewer English stop words is in some other
language. Elsewhere few stop words prove nothing (Zulu and Turkish put them on as endings)."""

CONTRADICTION = 2.0
"""How many times more stop words of another language overrule the declared one."""

PLAIN_SHARE, LONGEST_MEAN_WORD = 0.25, 12
"""With more stop words than that no other language has twice as many: on 266 pages the most of any was 0.48. Where
words are longer on average than so many characters, much of the text has no spaces between its words."""

MIN_LETTER_SHARE = 0.004
"""Share of a text's letters from which such a letter is no foreign name's."""

_KANA_WEIGHT = 10
"""A tenth of kana among the Chinese characters is Japanese."""

_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[a-z]{2,3}$")
_TWINS = {"iw": "he", "in": "id", "ji": "yi", "tl": "fil", "nn": "no", "nb": "no", "mo": "ro", "sh": "sr"}
_NOT_LANGUAGES = frozenset(("und", "mul", "zxx", "mis", "xx"))


def identify_language(text: str, declared: str | None) -> str | None:
    """Return the primary BCP 47 tag of the text (`de`), or None where neither the text nor the page tells.

    The declared language stands unless the script, or clearly more stop words of another language, contradict it.
    """
    claimed = primary_tag(declared)
    sample = text[:SAMPLE_CHARS]
    if claimed and _is_plainly(sample, claimed):
        return claimed
    script = main_script(sample)
    if script is None:
        return claimed
    if script != "latin":
        return _of_script(script, sample, claimed)
    if claimed and claimed in _foreign_to_latin():
        claimed = None
    return _of_latin(sample, claimed)


def _is_plainly(text: str, claimed: str) -> bool:
    """Whether so many of the words between spaces are the declared language's that no other one can have twice as many.

    Said first because it is a tenth of the work and true of nearly every page.
    """
    stops = _stops_of(claimed)
    words = text.split() if stops else ()
    if len(words) < MIN_WORDS or len(text) > LONGEST_MEAN_WORD * len(words):
        return False
    least = PLAIN_SHARE * len(words)  # mostly those in small letters are as many, and to make all small takes a third
    return any(sum(map(stops.__contains__, cased)) > least for cased in (words, map(str.lower, words)))


@lru_cache(maxsize=256)
def _stops_of(code: str) -> frozenset[str]:
    """Return the stop words of a language that is written in Latin letters; none for any other."""
    known = load(code)
    return frozenset(known.stop_words) if known and code not in _foreign_to_latin() else frozenset()


def primary_tag(declared: str | None) -> str | None:
    """Return the primary subtag, lower case, of what a page declares (`en_US`, `de-AT`), or None where it is none."""
    code = re.split(r"[-_,; ]", (declared or "").strip().lower(), maxsplit=1)[0]
    code = _TWINS.get(code, code)
    return code if _CODE.match(code) and code not in _NOT_LANGUAGES else None


def main_script(text: str) -> str | None:
    """Return the script that most letters of the text are of (`latin`, `cyrillic`), or None where it has no letters."""
    if text.isascii():
        return "latin" if any(map(str.isalpha, text)) else None
    plain = text.encode("ascii", "ignore")
    if len(plain.translate(None, _NO_LETTERS)) > len(text) - len(plain):
        return "latin"
    counts: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if script := _script_of(char):
            counts[script] += count
    if counts["kana"] * _KANA_WEIGHT >= counts["han"] and counts["kana"]:
        counts["kana"] += counts["han"]
    return counts.most_common(1)[0][0] if counts.total() else None


def _of_script(script: str, text: str, claimed: str | None) -> str:
    if script not in LANGUAGES_OF:
        return script
    candidates = LANGUAGES_OF[script]
    if len(candidates) > 1 and (marked := _by_letters(script, text, claimed)):
        return marked
    if claimed in candidates:
        return claimed
    shares = {code: share for code, share in _stop_shares(text).items() if code in candidates}
    best = max(shares, key=lambda code: shares[code], default=None)
    return best if best and shares[best] >= MIN_STOP_SHARE else USUAL_LANGUAGE[script]


def _by_letters(script: str, text: str, claimed: str | None) -> str | None:
    letters = sum(map(str.isalpha, text))
    for code, signs in LETTERS_OF.get(script, {}).items():
        if sum(map(text.count, signs)) > letters * MIN_LETTER_SHARE:
            # a rarer language of the same letters that the page declares is believed: Kyrgyz writes Mongolian's
            others = LANGUAGES_OF[script] - LETTERS_OF[script].keys() - {USUAL_LANGUAGE[script]}
            return claimed if claimed in others else code
    return None


def _of_latin(text: str, claimed: str | None) -> str | None:
    shares = _stop_shares(text)
    best = max(shares, key=lambda code: shares[code], default=None)
    known = load(claimed)
    own = shares.get(known.code, 0.0) if known and known.stop_words else None
    if best is None or shares[best] < MIN_STOP_SHARE:
        is_alien = claimed == THEME_DEFAULT and (own or 0.0) < ALIEN_STOP_SHARE and len(text) >= ALIEN_CHARS
        return None if is_alien else claimed
    if claimed and (own is None or shares[best] <= own * CONTRADICTION):
        return claimed
    return best


def _stop_shares(text: str) -> dict[str, float]:
    """Share of the text's words that are stop words of each language; empty for a short text."""
    words = _WORD.findall(text.lower())
    if len(words) < MIN_WORDS:
        return {}
    hits: dict[str, int] = {}
    speakers = _stop_words()
    for word, count in Counter(filter(speakers.__contains__, words)).items():
        for code in speakers[word]:
            hits[code] = hits.get(code, 0) + count
    return {code: count / len(words) for code, count in hits.items()}


@lru_cache(maxsize=1)
def _stop_words() -> dict[str, tuple[str, ...]]:
    """Word to the languages it is a stop word of."""
    speakers: dict[str, tuple[str, ...]] = {}
    for language in all_languages():
        for word in dict.fromkeys(language.stop_words):
            speakers[word] = (*speakers.get(word, ()), language.code)
    return speakers


@lru_cache(maxsize=8192)
def _script_of(char: str) -> str | None:
    return next((name for name, ranges in SCRIPTS.items() if re.match(f"[{ranges}]", char)), None)


@lru_cache(maxsize=1)
def _foreign_to_latin() -> frozenset[str]:
    """Languages that are never written in Latin letters."""
    single = frozenset(name for name in SCRIPTS if _CODE.match(name) and name not in LANGUAGES_OF and len(name) == 2)
    return (single | frozenset().union(*LANGUAGES_OF.values())) - ALSO_LATIN
