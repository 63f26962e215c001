"""Which pieces of a credit name a house: an outlet, a firm, an office. Told by words, endings, forms and known names.

Called by `byline_kinds`; its keys compare outlets' names.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crawler.fields.byline_lexicon import Lexicon, fold_word
from crawler.fields.byline_tokens import Token
from crawler.fields.name_words import particles
from crawler.fields.text import fold

_ACRONYM_CHARS = 5
_ACRONYM = re.compile(r"[^.]{3,5}")
"""What no dots part, as they part initials ("H.C.")."""
_OUTLET_WORD_CHARS = 4
"""Letters of the shortest word by which an outlet may be called: "Post", not "The"."""
_SMALL_CHARS = 3
"""Letters of the longest word in lower case within a house's name: "of", "and", "des"."""
_HOUSE_CHARS = 3
"""Characters of the shortest name in Han script that its ending can tell to be an outlet's: "环球网"."""
_HAN = re.compile(r"[\u3400-\u9fff]+")
_VOWEL = re.compile("[AEIOUY]")
_TOP_LEVEL = re.compile(r"(?<=\w)(?:\.(?:co|com|org|net|gov|ac))?\.[a-z]{2,10}$", re.IGNORECASE)


def names_house(held: Sequence[Token], printed: str, lexicon: Lexicon) -> bool:
    """Return whether the piece, printed so, is a house's name and no person's."""
    if _is_outlet(held, printed) or _is_office(held, lexicon) or _is_house_name(printed, lexicon):
        return True
    if _holds_house_word(printed, lexicon):
        return True
    return len(held) == 1 and _is_station(printed, lexicon)


def begins_house(tail: Sequence[Token]) -> bool:
    """Return whether a house is named behind a person: "BBC News", "CNN"; "KLEIN", "VAN BERG" are surnames."""
    if not _is_acronym(tail[0]):
        return False
    return not tail[1].text.isupper() if len(tail) > 1 else not _VOWEL.search(tail[0].text)


def outlet_key(name: str) -> str:
    """Return an outlet's name for comparing, without blanks, article and top-level domain: "NTV.com.tr" -> "ntv"."""
    bare = _TOP_LEVEL.sub("", name.strip().removeprefix("www."))
    return fold(bare).removeprefix("the ").replace(" ", "")


def outlet_keys(names: Iterable[str]) -> frozenset[str]:
    """Return the keys of outlets' names, with and without an article run into them: "thecompass.example"."""
    keys = {outlet_key(name) for name in names}
    return frozenset(keys | {key.removeprefix("the") for key in keys}) - {""}


def may_name_outlet(line: str, names: tuple[str, ...]) -> bool:
    """Return whether a word of the line is one of an outlet's name, or stands in it: a cheap question, mostly no."""
    keys, words = _keys_and_words(names)
    printed = fold(line).split()
    joined = "".join(printed)
    return (
        not words.isdisjoint(printed)
        or any(key in joined for key in keys)
        or any(key.startswith(word) or word.startswith(key) for word in printed for key in keys)
    )


@lru_cache(maxsize=256)  # the pages of an outlet name the same
def _keys_and_words(names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    words = {word for name in names for word in fold(name).split()}
    return outlet_keys(names), frozenset(words | {fold(word) for word in outlet_words(names)})


def outlet_words(names: Iterable[str]) -> frozenset[str]:
    """Return the longer words of outlets' names, folded."""
    return frozenset(w for name in names for word in name.split() if len(w := fold_word(word)) >= _OUTLET_WORD_CHARS)


def _is_station(text: str, lexicon: Lexicon) -> bool:
    """ "KXYZ-TV": the part behind the hyphen says what it is."""
    found = lexicon.match([fold_word(text.rpartition("-")[2])], 0) if "-" in text else None
    return found is not None and "outlets" in found[1]


def _holds_house_word(printed: str, lexicon: Lexicon) -> bool:
    """A word that no name has, among words in capitals and small ones that join them: "Chamber of Commerce"."""
    words = printed.split()
    if len(words) < 2 or not words[0][:1].isupper() or lexicon.house_words.isdisjoint(map(fold_word, words)):
        return False
    return all(len(word) <= _SMALL_CHARS for word in words if word.islower())


def _is_office(held: Sequence[Token], lexicon: Lexicon) -> bool:
    """A compound that says so opens or ends it: "Außenministerium der Republik"."""
    endings = lexicon.outlet_endings
    return bool(held) and (fold_word(held[0].text).endswith(endings) or fold_word(held[-1].text).endswith(endings))


def _is_house_name(printed: str, lexicon: Lexicon) -> bool:
    return bool(_HAN.fullmatch(printed)) and len(printed) >= _HOUSE_CHARS and printed.endswith(lexicon.house_endings)


def _is_outlet(held: Sequence[Token], printed: str) -> bool:
    if any(token.kind == "domain" for token in held):
        return True
    words = printed.split()
    if len(words) > 1 and "articles" in held[0].meaning:
        return words[0][0].isupper() and not any(
            word.islower() and fold_word(word) not in particles() for word in words[1:]
        )
    if len(held) > 1 and _is_acronym(held[0]) and not printed.isupper():
        return True
    if len(held) > 1 and ("outlets" in held[0].meaning or "outlets" in held[-1].meaning):
        return not (len(words) > 2 and words[0].islower() and words[1].islower())  # "you help Prairie Ledger"
    if len(held) > 1 and any(
        "agency" in token.meaning and token.text.isupper() and not printed.isupper() for token in held
    ):
        return True
    if len(held) == 1 and "outlets" in held[0].meaning and not printed.islower():
        return True
    return len(words) == 1 and printed.isascii() and printed.isupper() and _ACRONYM.fullmatch(printed) is not None


def _is_acronym(token: Token) -> bool:
    text = token.text
    if not (text.isupper() and 3 <= len(text) <= _ACRONYM_CHARS):
        return False
    return text.isascii() and text.isalpha() and "suffixes" not in token.meaning
