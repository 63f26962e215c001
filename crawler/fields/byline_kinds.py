"""What a piece of a credit is: a person, a desk, the outlet, a wire service, an account, a place, or nothing known.

Decided from the meanings of its words alone; `byline_reader` cuts the pieces.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from crawler.fields.byline_houses import begins_house, names_house, outlet_key
from crawler.fields.byline_lexicon import Lexicon, fold_word
from crawler.fields.byline_tokens import Token
from crawler.fields.names import is_name
from crawler.languages import newsroom_words

Kind = Literal["name", "desk", "outlet", "nothing", "leftover"]
Piece = tuple[Kind, list[str]]

MAX_DESK_WORDS = 8
MAX_LOWER_CASE_WORDS = 4
SHORT_AGENCY_CHARS = 4
_LATIN = re.compile(r"[A-Za-z./\- ]+")
_HAN_PARTS = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{1,4}")
_LATIN_WORD = re.compile("[A-Z][A-Za-z\u00c0-\u024f]{3,}")
_PLACE_KIND = re.compile(
    r"[а-яґєії]\.\s*[А-ЯҐЄІЇ].*|(?:Port|Fort|Bad|North|South) [A-ZÀ-Þ][\w'’-]+"
    r"|[A-ZÀ-Þ][\w'’-]+ (?:City|Township|Islands|Province|District|Oblast|State)"
)
"""In Cyrillic a letter in lower case says what kind of place follows: "г. Заречный"; in Latin script it is a word."""
_FROM_HOUSE = re.compile(r"D[oa]s? (?P<house>\S+)")
"""Brazilian papers sign texts of others so: "Do PortalX, em Campinas"; no given name begins so."""
_NUMBERED = re.compile("[a-z]{2,}[a-z._-]*[0-9]{1,6}")
"""An account, "user12"; outlets with a number behind their name write it in capitals."""
_JAPANESE_OBJECT = "を"
"""What marks the object of a verb: such a text is a sentence."""
_ADMIN = re.compile(r"\w*[_-]?admin\w*", re.IGNORECASE)
_NO_GIVEN_NAMES = frozenset({"AP", "AFP", "dpa", "UPI"})
"""Agencies that are no given name however they are cased, as "Ana" and "Mia" are."""
_ELISION = re.compile("d['’][A-ZÀ-Þ]")
_NAME_AND_BEAT = [3, 2]
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_HANGUL = re.compile("[\uac00-\ud7af]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a line is read with."""

    lexicon: Lexicon
    language: str | None
    outlets: frozenset[str] = frozenset()
    """`outlet_key` of the names of the outlet and its publisher."""
    outlet_words: frozenset[str] = frozenset()
    """The words of those names: "Compass" of "The Lanyon Compass"."""


def classify(held: Sequence[Token], printed: str, context: Context) -> Piece:
    """Return what the piece is, and its text (several names where a script runs them together)."""
    held, printed = _strip(held, printed, context.lexicon)
    if not held:
        return "nothing", []
    held, printed = _without_outlet(held, printed, context)
    if context.outlets and outlet_key(printed) in context.outlets:
        return "outlet", [printed]
    if any("desks" in token.meaning for token in held) or _is_desk_compound(held, context.lexicon):
        return ("desk" if _is_desk_name(held, printed) else "leftover"), [printed]
    whole, words = fold_word(printed), [fold_word(word) for word in printed.split()]
    if (
        _is_zone(printed, context.lexicon)
        or whole in _accounts()
        or _NUMBERED.fullmatch(printed)
        or whole in context.lexicon.chrome
        or whole in context.lexicon.sections
        or not context.lexicon.services.isdisjoint((whole, *words))
        or _ADMIN.fullmatch(printed.rpartition(" ")[2])
    ):
        return "nothing", []
    if (context.language or "")[:2] == "pt" and (house := _FROM_HOUSE.fullmatch(printed)):
        return "outlet", [house["house"]]
    if _PLACE_KIND.fullmatch(printed):
        return "nothing", []
    if names_house(held, printed, context.lexicon):
        return "outlet", [printed]
    if len(held) == 1 and "gazetteer" in held[0].meaning:
        return "nothing", []
    if context.lexicon.dates.issuperset(words):
        return "nothing", []
    names = _split_unspaced(held, context.language) or _split_glued(held, context.lexicon)
    names = names or [_without_stop(printed, held[-1])]
    if all(is_name(name, context.language) for name in names):
        return "name", names
    return "leftover", [printed]


def is_account(text: str) -> bool:
    """Return whether the text is a CMS account's name or says what kind of text it is ("Press release"): nobody's."""
    return fold_word(text) in _accounts()


def holds_person(held: Sequence[Token]) -> bool:
    """Return whether enough words that belong to no title are held."""
    return sum("modifiers" not in token.meaning for token in held) > 1


def holds_beat(held: Sequence[Token]) -> bool:
    """Return whether a beat is held: after a person and a comma "City Hall Reporter" is all title."""
    return any("modifiers" in token.meaning for token in held)


def take_modifiers(held: list[Token]) -> list[Token]:
    """Take from the end of the held words those of a title that follows, and return them: "City Hall" of "Reporter".

    In Korean a beat of two syllables stands between a name of three and its title: "윤서희 환경 기자".
    """
    taken: list[Token] = []
    while (
        held
        and "modifiers" in held[-1].meaning
        and (len(held) > 2 or all("modifiers" in each.meaning for each in held))
    ):
        taken.insert(0, held.pop())
    if [len(each.text) for each in held] == _NAME_AND_BEAT and all(_HANGUL.match(each.text) for each in held):
        taken.insert(0, held.pop())
    return taken


def is_house(held: Sequence[Token], context: Context) -> bool:
    """Return whether the words held before a title name a house: "WXYZ reporter", "Ap Auto Writer"."""
    if held and held[0].meaning.get("agency") in _NO_GIVEN_NAMES:
        return True
    return len(held) == 1 and (held[0].text.isupper() or fold_word(held[0].text) in context.outlet_words)


def is_lone_word(held: Sequence[Token]) -> bool:
    """Return whether one Latin word, no initials, is held: a paper's name rather than a person's before a title."""
    return len(held) == 1 and bool(_LATIN_WORD.fullmatch(held[0].text))


def name_in_capitals(held: Sequence[Token]) -> bool:
    """Return whether a whole name in capitals is held: what follows in mixed case is none of it."""
    if len(held) < 2 or not held[0].text.isupper():
        return False
    return all(token.text.isupper() and len(token.text.rstrip(".")) > 1 for token in held)


def is_agency(token: Token, tokens: Sequence[Token], at: int) -> bool:
    """Return whether an agency's name stands for the agency here, and is no part of a person's name."""
    text = token.text
    beside = [each for each in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]) if each.kind == "word"]
    if not beside:
        return True
    before = sum(1 for each in tokens[max(0, at - 2) : at] if each.kind == "word")
    if text in _name_like():
        return False
    if _LATIN.fullmatch(text) and len(text) <= SHORT_AGENCY_CHARS:
        capitals = any(each.text.isupper() and len(each.text) > 1 for each in beside)
        return (text.isupper() or text == token.meaning["agency"]) and (not capitals or before >= 2)
    return True


def _is_desk_name(held: Sequence[Token], printed: str) -> bool:
    """A desk's name begins or ends with the word that says so, and has few words, fewer in lower case."""
    if _JAPANESE_OBJECT in printed:
        return False  # "編集部にメッセージを送る": a button
    words = printed.split()
    lower = sum(map(str.islower, words))
    outside = "desks" in held[0].meaning or "desks" in held[-1].meaning or len(held) == 1
    return len(words) <= MAX_DESK_WORDS and (outside or not lower) and lower <= MAX_LOWER_CASE_WORDS


def _is_desk_compound(held: Sequence[Token], lexicon: Lexicon) -> bool:
    return len(held) == 1 and fold_word(held[0].text).endswith(lexicon.desk_endings)


def _strip(held: Sequence[Token], printed: str, lexicon: Lexicon) -> tuple[Sequence[Token], str]:
    """Take courtesies off the front, lone marks off both ends, places of two words and names of buttons off the end."""
    start, end = 0, len(held)
    while start < end and (
        "courtesies" in held[start].meaning and "degrees" not in held[start].meaning and end - start > 1
    ):
        start += 1
    if end - start > 2 and "articles" in held[start].meaning and "degrees" in held[start + 1].meaning:
        start += 1  # "the Rev. Jane Roe"
    while start < end and not any(map(str.isalnum, held[start].text)):
        start += 1
    while start < end and not any(map(str.isalnum, held[end - 1].text)):
        end -= 1
    while end - start > 2 and (word := fold_word(held[end - 1].text)) and word in lexicon.buttons:
        end -= 1  # "Jane Roe Facebook Print"
    if end - start > 2 and "gazetteer" in held[end - 1].meaning and " " in held[end - 1].text:
        end -= 1
    if end - start > 1 and _ELISION.match(held[start].text) and printed.startswith(held[start].text):
        printed = printed[len("d'") :]  # "un reportage d'Aminata Konaté": no given name begins so
    if (start, end) == (0, len(held)):
        return held, printed
    kept = held[start:end]
    if not kept:
        return kept, ""
    return kept, _cut(printed, held[:start], held[end:])


def _without_stop(printed: str, last: Token) -> str:
    """Take a sentence's full stop off a name; "Jr." and initials keep theirs."""
    if (
        not printed.endswith(".")
        or all(word.endswith(".") for word in printed.split())
        or {"suffixes", "degrees"} & last.meaning.keys()
        or "." in last.text[:-1]
    ):
        return printed
    return printed[:-1] if len(last.text) > 2 else printed


def _cut(printed: str, front: Sequence[Token], back: Sequence[Token]) -> str:
    for token in front:
        printed = printed.removeprefix(token.text).lstrip()
    for token in reversed(back):
        printed = printed.removesuffix(token.text).rstrip()
    return printed.strip(" ,")


def _without_outlet(held: Sequence[Token], printed: str, context: Context) -> tuple[Sequence[Token], str]:
    """Cut the outlet's name, or one that begins with an acronym, off a person's: "Jane Roe BBC News".

    Korean prints the outlet first, as English does with a possessive, "Fox News' Jane Roe", and some papers by habit.
    """
    for end in range(1, len(held) - 1):
        if held[end - 1].text.endswith(_POSSESSIVES) and held[end].text[:1].isupper():
            return held[end:], _cut(printed, held[:end], ())
    is_korean = _HANGUL.match(printed)
    ends = range(1, len(held)) if is_korean else range(2, len(held) - 1) if context.outlets else ()
    for end in ends:
        known = outlet_key(" ".join(token.text for token in held[:end])) in context.outlets
        is_person = is_korean or not any({"desks", "outlets"} & token.meaning.keys() for token in held[end:])
        if (known and is_person) or (is_korean and "outlets" in held[end - 1].meaning):
            return held[end:], _cut(printed, held[:end], ())
    for start in range(2, len(held)):
        tail = held[start:]
        known = bool(context.outlets) and outlet_key(" ".join(token.text for token in tail)) in context.outlets
        if known or (begins_house(tail) and not held[start - 1].text.isupper()):
            return held[:start], _cut(printed, (), tail)
    return held, printed


def _is_zone(text: str, lexicon: Lexicon) -> bool:
    """ "GMT" beside a clock time that no date took up."""
    return text.isupper() and fold_word(text) in lexicon.zones


def _split_unspaced(held: Sequence[Token], language: str | None) -> list[str]:
    """Han and Hangul names that only a space parts; a Japanese family and given name stay together."""
    texts = [token.text for token in held]
    if len(texts) < 2 or not all(_HAN_PARTS.fullmatch(text) for text in texts):
        return []
    code = (language or "")[:2]
    one_person = (
        len(texts) == 2
        and sum(map(len, texts)) <= 6
        and (code == "ja" or min(map(len, texts)) == 1 or (code not in ("zh", "ko") and max(map(len, texts)) <= 2))
    )
    return [] if one_person else texts


def _split_glued(held: Sequence[Token], lexicon: Lexicon) -> list[str]:
    """Two names of two words or more, where the second's first word has "and" run into it, as in Arabic and Hebrew."""
    texts = [token.text for token in held] if lexicon.glued_joiners else []
    for at in range(2, len(texts) - 1):
        if joined := lexicon.without_joiner(texts[at]):
            return [" ".join(texts[:at]), " ".join((joined, *texts[at + 1 :]))]
    return []


@lru_cache(maxsize=1)
def agency_words() -> frozenset[str]:
    """Return the words for "agency" that stand before an agency's name, folded."""
    return frozenset(fold_word(word) for word in newsroom_words().get("agency_words", ()))


@lru_cache(maxsize=1)
def _accounts() -> frozenset[str]:
    return frozenset(fold_word(word) for word in newsroom_words().get("accounts", ()))


@lru_cache(maxsize=1)
def _name_like() -> frozenset[str]:
    return frozenset(newsroom_words().get("name_like_agencies", ()))
