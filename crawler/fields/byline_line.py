"""A tokenised line with what its grammar looks ahead for; `byline_reader` walks it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import cast

from crawler.fields.byline_lexicon import NO_SPACES, fold_word
from crawler.fields.byline_reading import CreditRole
from crawler.fields.byline_tokens import CUT, Token
from crawler.fields.name_words import particles

COLONS = frozenset({":", "：", "=", "＝"})
HARD = frozenset(["|", "/", "•", "·", "；", ";", "｜", "／", "●", "▪", "◆", "■", "□", "»", "›", "。", "."])
"""Marks that end what a label governs."""
MIDDOTS = frozenset({"·", "・"})
LABEL_ENDS = frozenset({":", "：", "/", "／", "=", "＝", "・", "·"})
_UNSPACED = re.compile(f"[{NO_SPACES}]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HAN = re.compile("[\u3400-\u9fff]+")
_LABEL_CHARS = 4
"""Letters of the shortest word in lower case beside a label that is part of it; signs of reporters have fewer."""
_CHANNEL_DIGITS = 2
DASHES = frozenset({"-", "–", "—"})
_LABEL_JOINERS = frozenset({",", "،", "、", *DASHES})
_ENDS_NAME = frozenset({"joiner", "places", "titles"})
_ENDS_WORDS = frozenset({"joiner", "places", "titles", "prefix"})


@dataclass(frozen=True, slots=True)
class Line:
    """The text as it was really read, and its tokens; `i` below is a token's place."""

    text: str
    tokens: Sequence[Token]

    def following(self, i: int) -> Token | None:
        return self.tokens[i + 1] if i + 1 < len(self.tokens) else None

    def names_follow(self, i: int) -> bool:
        """Whether the next token can begin a name."""
        following = self.following(i)
        return following is not None and _is_word(following, _ENDS_NAME)

    def ends_label(self, i: int) -> bool:
        """Whether a mark stands behind that may end a label."""
        following = self.following(i)
        if following is None or following.kind != "sep":
            return False
        return following.text in LABEL_ENDS or (following.text in DASHES and self._is_cyrillic(i))

    def has_colon(self, i: int) -> bool:
        """Whether a colon stands behind; "文/" and "写真・" are labels as "Photo:" is."""
        following = self.following(i)
        if following is None or following.kind != "sep":
            return False
        if following.text in DASHES:
            return self._is_cyrillic(i)
        return following.text in (LABEL_ENDS if _UNSPACED.search(self.tokens[i].text) else COLONS)

    def _is_cyrillic(self, i: int) -> bool:
        """In Cyrillic a dash may stand for the colon: "Фото — Мария Ветрова"."""
        return bool(_CYRILLIC.match(self.tokens[i].text)) and self.names_follow(i + 1)

    def opens_place(self, i: int) -> bool:
        """Whether "in" or "from" opens the line with a place; a single letter is rather an initial."""
        return len(self.tokens[i].text) > 1 and self.names_follow(i)

    def is_sender(self, i: int) -> bool:
        """Whether "from" opens a credit, "From Ada Obi, Kano", and names no place: "From Port Lanyon, Tom Askew"."""
        following = self.following(i)
        if i == 0 and following is not None and "desks" in following.meaning:
            return True
        words = self.count_words(i + 1)
        after = i + 1 + words
        is_listed = words > 1 and after < len(self.tokens) and self.tokens[after].text == ","
        return (
            i == 0 and is_listed and self.count_words(after + 1) == 1 and "gazetteer" not in self.tokens[i + 1].meaning
        )

    def names_source(self, i: int) -> bool:
        """Whether "source" at `i` is followed by one; "Carlos Fuentes" is a name."""
        following = self.following(i)
        return following is not None and (following.kind != "sep" or self.has_colon(i))

    def is_between_particles(self, i: int) -> bool:
        """Whether "and" at `i` stands within a name: "von und zu"."""
        around = [*self.tokens[max(0, i - 1) : i], *self.tokens[i + 1 : i + 2]]
        return len(around) > 1 and all(fold_word(token.text) in particles() for token in around)

    def stands_for_person(self, i: int) -> bool:
        """Whether the prefix at `i` is a title of several words without a name: "From our correspondent, Kano"."""
        token, following = self.tokens[i], self.following(i)
        named = following is not None and (following.kind != "sep" or following.text in LABEL_ENDS)
        is_told = " " in token.text or (i == self.count_labels() and self.is_last(i))
        return is_told and "titles" in token.meaning and not named

    def count_labels(self) -> int:
        """Return how many labels open the line."""
        return sum(1 for _ in takewhile(lambda token: "prefix" in token.meaning, self.tokens[:-1]))

    def opens_joint_label(self, i: int) -> bool:
        """Whether the role at `i` ends a label of two words that opens the line: "Bericht und Fotos: Jana Roth"."""
        if i != len(("word", "and")) or not self.has_colon(i):
            return False
        first, joiner = self.tokens[:i]
        return first.kind in ("word", "phrase") and "role" not in first.meaning and "joiner" in joiner.meaning

    def labels_stand_together(self, i: int) -> bool:
        """Whether only a comma or a dash parts the label at `i` from another: "Text, photos: Jane Roe"."""
        before = self.tokens[max(0, i - 2) : i]
        return len(before) > 1 and "prefix" in before[0].meaning and before[1].text in _LABEL_JOINERS

    def _leads_label(self, i: int) -> bool:
        """Whether a comma or a dash and a label that has a colon follow: "Haber - Fotoğraf: Elif Kara"."""
        mark, role = self.following(i), self.following(i + 1)
        is_label = mark is not None and role is not None and mark.text in _LABEL_JOINERS and "role" in role.meaning
        return is_label and self.has_colon(i + 2)

    def person_follows(self, i: int) -> bool:
        """Whether two words that can be a name follow, and no agency or desk."""
        following = self.following(i)
        known = following is not None and {"agency", "desks"} & following.meaning.keys()
        return not known and self.count_words(i + 1) > 1

    def numbers_channel(self, i: int, held: Sequence[Token]) -> bool:
        """Whether the number is part of a station's name: "News 9 Staff"."""
        following = self.following(i)
        is_named = bool(held) and "outlets" in held[-1].meaning and len(self.tokens[i].text) <= _CHANNEL_DIGITS
        return is_named and following is not None and not {"desks", "titles"}.isdisjoint(following.meaning)

    def is_place_of(self, held: Sequence[Token], token: Token) -> bool:
        """Whether one word is held that says where an agency or report is: "ワシントン共同", "도쿄 AFP=연합뉴스"."""
        if len(held) != 1 or not _UNSPACED.search(held[0].text):
            return False
        after = self.text[token.end : token.end + 1]
        return not self.text[held[0].end : token.start].strip(CUT) or after in ("=", "＝")

    def is_spaced(self, first: Token, second: Token) -> bool:
        """Whether a space stands between two tokens."""
        return " " in self.text[first.end : second.start]

    def is_last(self, i: int) -> bool:
        """Whether nothing stands behind the token at `i`."""
        return i + 1 >= len(self.tokens)

    def is_inside_word(self, i: int) -> bool:
        """Whether the slash at `i` has no blank on either side."""
        mark = self.tokens[i]
        around = self.text[max(0, mark.start - 1) : mark.start] + self.text[mark.end : mark.end + 1]
        return mark.text == "/" and len(around) == len("".join(around.split())) > 1

    def is_label_word(self, held: Sequence[Token]) -> bool:
        """Whether the last word held belongs to a label: "Foto oben:", or another label in "编辑：张三 点击："."""
        if not held or held[-1].kind != "word":
            return False
        last = held[-1].text
        if _UNSPACED.search(last):
            return len(held) > 1 and self.is_spaced(held[-2], held[-1])
        return len(held) == 1 and last.islower() and len(last) >= _LABEL_CHARS

    def bracket(self, i: int) -> tuple[Sequence[Token], int]:
        """Return what stands in the bracket that opens at `i`, and where to go on after it."""
        depth, end = 0, i
        while end < len(self.tokens):
            depth += {"open": 1, "close": -1}.get(self.tokens[end].kind, 0)
            end += 1
            if depth == 0:
                break
        return self.tokens[i + 1 : end - 1 if depth == 0 else end], end

    def joins_names(self, i: int, held: int) -> bool:
        """Whether a small word may be "and" between so many words held and those that follow, not part of one name."""
        following = self.following(i)
        if held > 1 and following is not None and {"agency", "desks"} & following.meaning.keys():
            return True
        least = 2 if held else 1
        return held != 1 and self.count_words(i + 1) >= least

    def beat_follows(self, i: int) -> bool:
        """Whether a word of titles follows: "Professor of Law and Public Policy" goes on behind "and"."""
        following = self.following(i)
        return following is not None and "modifiers" in following.meaning

    def is_counted(self, i: int) -> bool:
        """Whether the number at `i` counts minutes of reading or comments."""
        following = self.following(i)
        return following is not None and not {"noise", "published"}.isdisjoint(following.meaning)

    def names_desk(self, i: int) -> bool:
        """Whether the word at `i`, a heading's elsewhere, is the first of a desk's name: a word for desks is next."""
        token, following = self.tokens[i], self.following(i)
        is_next = following is not None and self.is_spaced(token, following)
        is_desk = following is not None and "desks" in following.meaning and "titles" not in following.meaning
        return token.text[:1].isupper() and is_next and is_desk

    def suffix_follows(self, i: int) -> bool:
        """Whether "PhD" or "Jr." stands behind the comma at `i`, which then is part of the name."""
        following = self.following(i)
        return following is not None and "suffixes" in following.meaning

    def is_particle(self, i: int) -> bool:
        """Whether the phrase may be another language's small word within a name: "Maria de la Cruz"."""
        return fold_word(self.tokens[i].text) in particles() and self.names_follow(i)

    def is_lower_particle(self, token: Token) -> bool:
        """Whether the token is a small word of names, in lower case as some print it: "JAN van DYK"."""
        return token.text.islower() and fold_word(token.text) in particles()

    def opens_credit(self, i: int, within: bool, language_known: bool) -> bool:
        """Whether the prefix at `i` is meant as one; within a piece it must be a word that no name holds."""
        token = self.tokens[i]
        if within and "titles" in token.meaning:
            is_label = self.names_follow(i) or self.has_colon(i)  # "记者张三 通讯员李四", "来源：河报 记者：张三"
            return is_label and bool(_HAN.fullmatch(token.text))
        if self.has_colon(i):
            return True
        if "outlets" in token.meaning:
            return self._leads_label(i)  # "Report: Jane Roe", but "Lakeside Report"
        if within and fold_word(token.text) in particles():
            return False
        if within:
            return not self.names_follow(i) or " " in token.text or not {"role", "noise"} & token.meaning.keys()
        if fold_word(token.text) in particles():
            return self.count_words(i + 1) > (0 if language_known else 1)
        return True

    def count_words(self, at: int) -> int:
        """Return how many words stand from `at` on until something that is none."""
        count = 0
        while at + count < len(self.tokens) and _is_word(self.tokens[at + count], _ENDS_WORDS):
            count += 1
        return count

    def printed(self, tokens: Sequence[Token]) -> str:
        """Return the tokens as they stand on the line, with single spaces."""
        raw = self.text[tokens[0].start : tokens[-1].end] if tokens else ""
        return " ".join(raw.replace(CUT, "").split())


def is_note(inner: Sequence[Token], *, inside: bool) -> bool:
    """Whether a bracket credits nobody: it opens with another label, "（原标题：...）", or is `inside` such a part."""
    if inside:
        return not any({"prefix", "role", "agency"} & token.meaning.keys() for token in inner)
    opens = inner and (inner[0].kind == "word" or "noise" in inner[0].meaning)
    labelled = opens and len(inner) > 2 and inner[1].text in (":", "：")
    return bool(labelled and _UNSPACED.search(inner[0].text))


def role_of(token: Token) -> CreditRole:
    """Return the role a role word names."""
    return cast(CreditRole, token.meaning["role"])


def plain_role(token: Token) -> CreditRole | None:
    """The role a word gives by itself; "editor" may be a title and "Redaktion" a desk, so these need a colon."""
    if "role" not in token.meaning:
        return None
    role = role_of(token)
    return None if role == "editor" and {"titles", "desks"} & token.meaning.keys() else role


def _is_word(token: Token, ends: frozenset[str]) -> bool:
    return token.kind in ("word", "domain") or (token.kind == "phrase" and not ends & token.meaning.keys())
