"""People's names: what can be one, upper and lower case, and when two spellings mean one person.

    set_case("JAN VAN DER BERG") -> "Jan van der Berg"        same_person("J. Roe", "Jane Roe") -> True

The order of family and given name stays as printed. Called by the byline modules; knows nothing of credits.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from crawler.fields.byline_lexicon import NO_SPACES, fold_word
from crawler.fields.name_words import (
    hyphen_particles,
    hyphen_surnames,
    letter_particles,
    mac_surnames,
    particles,
    suffix_cases,
    titles,
)
from crawler.fields.text import fold
from crawler.languages import common_words, load

MAX_WORDS = 6
"""Words of the longest name accepted, particles not counted (long Iberian and Arabic names have five)."""
MAX_NAME_CHARS = 70
MAX_UNSPACED_CHARS = 6
"""Han, kana or Hangul characters of a name without spaces; a Japanese one has up to six."""
MAX_TRANSCRIBED_CHARS = 16
"""Characters of a foreign name written out with a middle dot."""
GIVEN_CHARS = 2
"""Characters of the longest Chinese given name."""
CODE_CHARS = 4
"""Letters of the longest sign ("ssi", "mz") by which small newsrooms mark a reporter; it stays in lower case."""

SIGN_CHARS = 2
"""Letters of a reporter's sign in capitals ("JK"); a longer one is rather an outlet's."""

_MAX_HAN_BESIDE = 4
"""Characters of a name in Han beside one in another script: "Peter Chan 陳大文"."""
_HAN = re.compile(r"[\u3400-\u9fff]+")
_TRANSCRIBED = re.compile(r"[\u3400-\u9fff]{1,6}(?:[·・‧][\u3400-\u9fff]{1,6})+")
_LETTERS = re.compile(r"[^\W\d_]")
_NAME_MARKS = frozenset(" .'’‘ʼ`´-‐‑·・,\"“”„«»״׳\u200c\u200d")
_UNSPACED_ONLY = re.compile(f"[{NO_SPACES}·・·]+")
_ALL_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){2,}")
_PIECE = re.compile(r"[^\W\d_][\w’'ʼ`]*", re.UNICODE)
_RUN_IN = re.compile(r"(?P<particle>[a-zß-ÿ]{2,4})(?=[A-ZÀ-Þ][a-zß-ÿ])")
_POSSESSIVE = re.compile("['’]s$")
_TURKISH = re.compile("[İıŞşĞğ]")
_VOWELS = re.compile("[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœаеёиоуыэюяіїєαεηιουωάέήίόύώ]", re.IGNORECASE)
_APOSTROPHES = "'’ʼ`"
_ELISIONS = frozenset({"o", "d", "l", "m", "n", "dell", "dall", "sant", "t"})


class _Habits(NamedTuple):
    """How a language sets names that are printed in capitals."""

    turkish: bool
    capital_particles: frozenset[str]
    """Particles that begin surnames with a capital: Italian "De Bortoli"."""
    small_elisions: frozenset[str]
    """French "d'Arbois", but "D'Angelo"."""


def is_name(text: str, language: str | None = None) -> bool:
    """Return whether the text can be a person's name as printed, in any script; a sentence or an account can't."""
    is_spelt = text.replace(" ", "").isalpha() or all(map(_in_name, text))  # most are letters and blanks
    if not 1 < len(text) <= MAX_NAME_CHARS or not is_spelt or not _LETTERS.search(text):
        return False
    if _UNSPACED_ONLY.fullmatch(text):
        limit = MAX_TRANSCRIBED_CHARS if re.search("[·・·ァ-ヴ]", text) or _is_thai(text) else MAX_UNSPACED_CHARS
        return 2 <= len(text) <= limit
    words = text.split()
    han = [len(word) for word in words if _HAN.fullmatch(word)]
    if han and len(words) > 1 and max(han) > (MAX_UNSPACED_CHARS if len(han) == len(words) else _MAX_HAN_BESIDE):
        return False
    counted = [word for word in words if fold_word(word) not in particles()]
    if not counted or len(counted) > MAX_WORDS or not any(_LETTERS.search(word) for word in counted):
        return False
    has_word = any((len(word) > 1 and word.isalpha()) or len(_LETTERS.findall(word)) > 1 for word in words)
    if not has_word and not _ALL_INITIALS.fullmatch(text):
        return False
    if not text.islower() and any(map(_is_lower, counted)):
        return False
    if text.islower() and len(words) > 1 and _is_common(words[0], language):
        return False
    return not any(_is_common(word, language) for word in counted)


def may_be_person(name: str, language: str | None = None) -> bool:
    """Return whether a name may be a person's, and is not rather an account's or an outlet's.

    Where the language's file lists family names (Chinese), one of them opens a name in Han script and 1-2 characters
    follow, and a name in Latin letters has two words.
    """
    own = load(language)
    surnames = own.bylines.get("surnames") if own else None
    if not surnames:
        return True
    joined = name.replace(" ", "")
    if _HAN.fullmatch(joined):
        return any(joined[:n] in surnames and 0 < len(joined) - n <= GIVEN_CHARS for n in (1, 2))
    return (" " in name and not _HAN.search(name)) or bool(_TRANSCRIBED.fullmatch(name))


def set_case(name: str, language: str | None = None) -> str:
    """Return the name in upper and lower case where it is printed in capitals or without any; else as printed.

    A single word in capitals within a name ("Bill MCCARTHY") is set as well; initials ("JD", "J.K.") stay.
    """
    words = name.split(" ")
    if _HAN.search(name) or (name.islower() and len(words) == 1 and len(name) <= CODE_CHARS):
        return name
    habits = _habits(language, bool(_TURKISH.search(name)))
    lower, upper = name.islower(), name.isupper()
    last = len(words) - 1
    cased = [
        _set_word(word, first=i == 0, inner=0 < i < last, alone=last == 0, whole=lower or upper, habits=habits)
        for i, word in enumerate(words)
    ]
    if last == 1 and upper and "-" in name and fold_word(words[0]) in hyphen_surnames():
        cased[1] = cased[1].capitalize()
    return " ".join(cased)


def same_person(first: str, second: str) -> bool:
    """Return whether two spellings can be one person's: accents, case, titles and dots aside, or initials for names.

    "J. Roe" and "Jane Roe" are one only where both are the same credit: the caller knows that.
    """
    one, two = bare_name(first).split(), bare_name(second).split()
    if one == two or "".join(one) == "".join(two):
        return True
    if len(one) < 2 or len(two) < 2 or one[-1] != two[-1]:
        return False
    short, long = sorted((one[:-1], two[:-1]), key=len)
    return all(_initial_of(a, b) for a, b in zip(short, long, strict=False))


@lru_cache(maxsize=128)
def _habits(language: str | None, is_turkish: bool) -> _Habits:
    own = load(language)
    words = own.bylines if own else {}
    return _Habits(
        turkish=is_turkish or (own is not None and own.code == "tr"),
        capital_particles=frozenset(words.get("capital_particles", ())),
        small_elisions=frozenset(words.get("small_elisions", ())),
    )


@lru_cache(maxsize=4096)
def bare_name(name: str) -> str:
    """Return the name for comparing: folded, without academic titles, courtesies and suffixes."""
    words = name.replace(",", " ").split()
    kept = [word for word in words if fold_word(word) not in titles()] or words
    return fold(" ".join(kept))


def _in_name(char: str) -> bool:
    return char.isalpha() or char in _NAME_MARKS or unicodedata.category(char)[0] == "M"


def _is_lower(word: str) -> bool:
    """Whether a word of a name is written as no surname is: "runner", "year's"; "deAgonia" has its particle run in."""
    if word[0].islower() and word.isalpha():
        run_in = _RUN_IN.match(word)
        return not run_in or fold_word(run_in["particle"]) not in particles()
    return word.islower() and bool(_POSSESSIVE.search(word))


def _initial_of(one: str, two: str) -> bool:
    return one == two or (len(one) == 1 and two.startswith(one)) or (len(two) == 1 and one.startswith(two))


def _is_common(word: str, language: str | None) -> bool:
    if not word.islower():
        return False
    own, english = load(language), load("en")
    folded = word.casefold()
    if own is None:
        return folded in common_words()
    return folded in own.stop_words or bool(english and folded in english.stop_words)


def _set_word(word: str, *, first: bool, inner: bool, alone: bool, whole: bool, habits: _Habits) -> str:
    turkish = habits.turkish
    if word.endswith(","):
        return _set_word(word[:-1], first=first, inner=inner, alone=alone, whole=whole, habits=habits) + ","
    letters = _LETTERS.findall(word)
    if not letters or (len(letters) > 1 and not whole and not _is_capitals(word)) or "." in word[:-1]:
        return _upper_letters(word, turkish) if whole and "." in word[:-1] else word
    if len(letters) == 1:
        if whole and inner and fold_word(word) in letter_particles():
            return word.lower()
        return (
            _upper_letters(word, turkish) if whole and not (word.islower() and fold_word(word) in particles()) else word
        )
    folded = fold_word(_lower(word, turkish))
    if folded in suffix_cases() and not first:
        cased = suffix_cases()[folded].rstrip(".") + "." * word.endswith(".")
        return cased if word.isupper() or word.islower() else word
    if whole and inner and folded in particles() and folded not in habits.capital_particles:
        return _lower(word, turkish)
    if word.isupper() and first and (_are_initials(word) if not alone else len(word) <= SIGN_CHARS):
        return word
    if not whole and len(letters) < 3 and first:
        return word
    return "-".join(
        _set_part(part, first=first and i == 0, middle=i > 0, habits=habits, dutch=folded.startswith("ij"))
        for i, part in enumerate(word.split("-"))
    )


def _set_part(part: str, *, first: bool, middle: bool, habits: _Habits, dutch: bool) -> str:
    turkish = habits.turkish
    lower = _lower(part, turkish)
    is_particle = lower in hyphen_particles() and lower not in habits.capital_particles
    if is_particle and (middle or not first or lower in ("al", "el", "ul", "ur", "ud")):
        return lower if middle or not first else _upper_first(lower, turkish)
    for mark in _APOSTROPHES:
        head, found, tail = lower.partition(mark)
        if found and head in _ELISIONS and tail:
            small = not first and head in habits.small_elisions
            return (head if small else _upper_first(head, turkish)) + mark + _upper_first(tail, turkish)
    if lower in mac_surnames():
        return mac_surnames()[lower]
    if lower.startswith("mc") and len(lower) > 3:
        return "Mc" + _upper_first(lower[2:], turkish)
    if dutch and lower.startswith("ij"):
        return "IJ" + lower[2:]
    return _PIECE.sub(lambda found: _upper_first(found.group(), turkish), lower, count=1)


def _lower(text: str, turkish: bool) -> str:
    if turkish:
        text = text.replace("I", "ı")
    return unicodedata.normalize("NFC", text.replace("İ", "i").lower())


def _upper_first(text: str, turkish: bool) -> str:
    if not text:
        return text
    head = "İ" if turkish and text[0] == "i" else text[0].title()  # in Georgian a capital begins no word
    return (head if len(head) == 1 else text[0]) + text[1:]


def _upper_letters(word: str, turkish: bool) -> str:
    return "".join(_upper_first(char, turkish) for char in word)


def _is_capitals(word: str) -> bool:
    return word.isupper() and sum(map(str.isalpha, word)) > 1  # "¼A" has one letter


def _are_initials(word: str) -> bool:
    return len(word) <= 3 and (not _VOWELS.search(word) or (len(word) == 2 and word.endswith("J")))


def _is_thai(text: str) -> bool:
    return bool(re.search("[\u0e00-\u0eff]", text))
