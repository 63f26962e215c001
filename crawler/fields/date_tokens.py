"""A printed line as tokens of one letter each, so that dates are found by a few patterns over letters.

    "Saturday, 17th May 2025, 10:05 CET"  ->  w,DfMY,D:Dx

D number of one or two digits, T of three, Y a year, N any other number; M month name; w weekday; f filler (`of`, `de`,
ordinal endings); y m d h n c the unit printed beside a number (`年`, `h`); a p the halves of the day; x any other word.
Punctuation stands for itself, white space falls out. Called by `date_printed` alone.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain as joined
from typing import NamedTuple

from crawler.fields.date_calendars import Calendar, foreign_month
from crawler.fields.date_words import Words, fold_word, word_class

_TOKEN = re.compile(
    "(?P<number>(?:19|20)[0-9]{2}(?=[0-9]{1,2}:[0-9]{2})|(?<=[0-9][-/])[0-9]{2}(?=[0-9]{2}:[0-9]{2})|[0-9]+)|(?P<space>\\s+)"
    "|(?P<word>[^\\W\\d_](?:[^\\s\\d_!-/:-@\\[-`{-~\u00a0-\u00a9\u00ab-\u00b9\u00bb-\u00bf\u2000-\u200b\u200e-\u206f\u3000-\u303f"
    "，．：；（）。、،؛؟।॥｜])*)|(?P<sign>.)",
    re.DOTALL,
)
"""A word goes on over combining signs, which `\\w` would end it at (Hindi, Thai)."""

_GLUED = re.compile("(?<=[a-z\u00df-\u00f6\u00f8-\u00ff])(?=[A-Z\u00c0-\u00d6\u00d8-\u00de])")
"""`RoeMay 17`, like a year glued to its clock (`20232:23 PM`): elements without a space between them."""

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SIGNS = dict(zip(".,:/-'|．。：／’ʼ–—−‑ºª°", ".,:/-'|..:/''----fff", strict=True))
"""What stands for itself, and what stands for another sign; any other is a comma."""

_MAX_NAME_WORDS = 3
"""`tháng mười hai`, `كانون الثاني`: the longest names of months."""

_MIN_INFLECTED, _MAX_ENDING = 5, 3
"""A month's name of five letters may carry an ending of up to three (Basque, Hungarian, Finnish cases)."""

_YEARS = frozenset(joined(range(1300, 1501), range(1900, 2101), range(2400, 2651)))
"""Persian and Hijri, Gregorian, and Buddhist years that a page may print."""
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")


class Token(NamedTuple):
    letter: str
    value: int
    """The number, or the month's."""
    start: int
    end: int
    """Where it stands in the line."""
    calendar: Calendar = "gregorian"
    """Of a month name."""

    @property
    def digits(self) -> int:
        """How many digits a number was printed with."""
        return self.end - self.start


def plain_digits(text: str) -> str:
    """Return the text with every script's digits as 0-9; no character moves."""
    return _FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found.group())), text)


def read_tokens(text: str, chain: Sequence[Words]) -> list[Token]:
    """Return the tokens of a line whose digits are plain, its words looked up in each of the languages in turn."""
    pieces = [(m.lastgroup, m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text) if m.lastgroup != "space"]
    tokens: list[Token] = []
    at = 0
    while at < len(pieces):
        kind, piece, start, end = pieces[at]
        taken = 1
        if kind == "number":
            tokens.append(_number(piece, start, end))
        elif kind == "sign":
            tokens.append(Token(_sign(piece, text[start - 1 : end + 1]), 0, start, end))
        else:
            found, taken = _read_name(pieces, at, chain)
            tokens.extend(found)
        at += taken
    return _join_prefixed(tokens)


def _number(piece: str, start: int, end: int) -> Token:
    value = int(piece) if len(piece) <= len("2025") else 0
    letter = "D" if len(piece) <= len("25") else "T" if len(piece) == len("114") else "N"
    if len(piece) == len("2025") and value in _YEARS:
        letter = "Y"
    return Token(letter, value, start, end)


def _sign(piece: str, around: str) -> str:
    """The sign's letter; a dash between spaces parts a date from a clock (`17:30 - 17/05/2025`), so it is a comma."""
    letter = _SIGNS.get(piece, ",")
    return "," if letter == "-" and around.startswith(" ") and around.endswith(" ") else letter


def _read_name(
    pieces: Sequence[tuple[str | None, str, int, int]], at: int, chain: Sequence[Words]
) -> tuple[list[Token], int]:
    """The tokens of the word at `at`, and how many pieces they took: names of several words, and `p. m.`, are one."""
    _, piece, start, _ = pieces[at]
    is_followed = at + 1 < len(pieces) and (pieces[at + 1][0] == "word" or pieces[at + 1][1] == ".")
    for count in range(min(_MAX_NAME_WORDS, len(pieces) - at), 1, -1) if is_followed else ():
        run = pieces[at : at + count]
        if all(kind == "word" for kind, *_ in run):
            name = " ".join(fold_word(word) for _, word, *_ in run)
        elif [kind for kind, *_ in run] == ["word", "sign", "word"] and run[1][1] == ".":
            name = fold_word(piece) + fold_word(run[2][1])
        else:
            continue
        if (token := _look_up(name, chain, start, run[-1][3])) and token.letter in "Mapwf":
            return [token], count
        if " " in name and (month := _inflected_month(name, chain)):
            return [Token("M", month, start, run[-1][3])], count
    if _UNSPACED.search(piece):
        return list(_segment(piece, start, chain)), 1
    glued = _GLUED.search(piece)
    if glued and not _look_up(fold_word(piece), chain, start, start + len(piece)):
        halves = ((piece[: glued.start()], start), (piece[glued.start() :], start + glued.start()))
        return [_read_word(half, place, chain) for half, place in halves], 1
    return [_read_word(piece, start, chain)], 1


def _read_word(piece: str, start: int, chain: Sequence[Words]) -> Token:
    name, end = fold_word(piece), start + len(piece)
    if token := _look_up(name, chain, start, end):
        return token
    month = _inflected_month(name, chain)
    return Token("M", month, start, end) if month else Token("x", 0, start, end)


def _look_up(name: str, chain: Sequence[Words], start: int, end: int) -> Token | None:
    letter, number, calendar = _meaning(name, tuple(chain))
    return Token(letter, number, start, end, calendar) if letter else None


@lru_cache(maxsize=4096)  # date lines are made of few words
def _meaning(name: str, chain: tuple[Words, ...]) -> tuple[str | None, int, Calendar]:
    """The letter of a folded name, and of a month its number and calendar; None for any other word."""
    for words in chain:
        if number := words.months.get(name):
            return "M", number, "gregorian"
    if foreign := foreign_month(name):
        calendar, number = foreign
        return "M", number, calendar
    if any(name in words.month_prefixes for words in chain):
        return "P", 0, "gregorian"
    letter = word_class(name) or next((words.classes[name] for words in chain if name in words.classes), None)
    return letter, 0, "gregorian"


def _inflected_month(name: str, chain: Sequence[Words]) -> int | None:
    """The month of `maiatzaren` or `májusban`: a name with an ending, in the languages that end nouns so."""
    if len(chain) == 1:  # all languages in one: there an ending proves nothing
        return None
    for end in range(len(name) - 1, max(_MIN_INFLECTED, len(name) - _MAX_ENDING) - 1, -1):
        for words in chain:
            if number := words.months.get(name[:end]):
                return number
    return None


def _segment(piece: str, start: int, chain: Sequence[Words]) -> Iterator[Token]:
    """The words of a run without spaces, longest first from the left; what is in no list is one unknown word a sign."""
    at = 0
    while at < len(piece):
        for end in range(len(piece), at, -1):
            if token := _look_up(fold_word(piece[at:end]), chain, start + at, start + end):
                yield token
                at = end
                break
        else:
            if piece[at].isalpha():
                yield Token("x", 0, start + at, start + at + 1)
            at += 1


def _join_prefixed(tokens: list[Token]) -> list[Token]:
    """`tháng 5` is the month 5; the word alone is a filler."""
    joined: list[Token] = []
    for token in tokens:
        if joined and joined[-1].letter == "P":
            prefix = joined.pop()
            if token.letter == "D" and 1 <= token.value <= 12:
                joined.append(Token("M", token.value, prefix.start, token.end))
                continue
            joined.append(Token("f", 0, prefix.start, prefix.end))
        joined.append(token)
    return joined
