"""The grammar of a credit: tokens from left to right become people with roles, desks, outlets and agencies.

    label  = prefix | role word            "By", "Photos by", "Text:"
    credit = [label] name [titles | place | bracket]    joined by joiners and separators

What is no name, desk, agency, title, place, date or chrome word is left over; only `bylines` calls this.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from crawler.fields.byline_kinds import Context, Kind, classify, is_agency
from crawler.fields.byline_lexicon import NO_SPACES, fold_word
from crawler.fields.byline_tokens import CUT, Token, tokenise
from crawler.fields.names import CODE_CHARS, by_words, particles
from crawler.items import Role

Skip = Literal["", "joiner", "segment"]

_HARD = frozenset(["|", "/", "•", "·", "；", ";", "｜", "／", "●", "▪", "◆", "■", "□", "»", "›", "。", "."])
_COLONS = frozenset({":", "：", "=", "＝"})
_LABEL_ENDS = frozenset([":", "：", "/", "／", "=", "＝", "・", "·"])
_TITLE_MARKS = frozenset({",", "-", "–", "—", "|", "،"})
_ASIDE_MARKS = frozenset({",", "،", "agency"})
_PLACE_ENDS = frozenset({"=", "＝"})
_UNSPACED = re.compile(f"[{NO_SPACES}]")
_NO_AGENCY_ROLES = frozenset({"photo", "video"})


@dataclass(slots=True)
class Credit:
    """A person as printed."""

    name: str
    role: Role | Literal["publisher"]
    """"publisher": named by "Published by", who wrote it where nobody else did."""
    explicit: bool
    """Under a printed label ("By ...")."""


@dataclass(slots=True)
class Reading:
    """What one line says, in printed order; `bylines` settles what of it counts."""

    credits: list[Credit] = field(default_factory=list)
    desks: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    labelled: bool = False
    evidence: bool = False
    """Something stands in it that only credits have: a label, a desk, an agency, a date, a title."""


def read_line(text: str, context: Context) -> Reading:
    """Return what the line says; nothing is dropped for being unlikely yet."""
    cleaned, tokens = tokenise(text, context.lexicon)
    return _Reader(cleaned, tokens, context).read()


def _once(text: str) -> str:
    """A name that a theme prints twice in a row, once."""
    words = text.split(" ")
    half = len(words) // 2
    return " ".join(words[:half]) if len(words) > 2 and words[:half] == words[half:] else text


class _Reader:
    def __init__(self, text: str, tokens: Sequence[Token], context: Context) -> None:
        self.text, self.tokens, self.context = text, tokens, context
        self.reading = Reading()
        self.held: list[Token] = []
        self.role: Role = "reporter"
        self.label_open = False
        self.explicit = False
        self.skip: Skip = ""
        self.before = ""
        """What ended the last piece: a separator's text, "joiner", "title", "desk" ..."""
        self.in_sources = False

    def read(self) -> Reading:
        i = 0
        while i < len(self.tokens):
            i = self._step(i)
        self._flush()
        return self.reading

    def _step(self, i: int) -> int:
        """Take the token at `i`, and return where to go on."""
        token = self.tokens[i]
        if token.kind == "open":
            return self._bracket(i)
        if token.kind == "sep":
            self._separator(i)
        elif token.kind == "close":
            self._flush()
        elif token.kind == "date":
            self._flush()
            self.reading.dates.append(token.text)
            self.reading.evidence = True
        elif token.kind == "number":
            self._flush()
        elif token.kind == "phrase":
            self._phrase(i, token)
        elif not self.skip:
            self._hold(token)
        return i + 1

    def _hold(self, token: Token) -> None:
        """Keep a word of a piece; after a desk in a script without spaces, a space begins a new piece."""
        last = self.held[-1] if self.held else None
        if last and "desks" in last.meaning and _UNSPACED.search(last.text):
            if " " in self.text[last.end : token.start]:
                self._flush()
        self.held.append(token)

    # ---- separators and brackets

    def _separator(self, i: int) -> None:
        mark = self.tokens[i].text
        if mark in {",", "，"} and self._takes_suffix(i):
            return
        if mark in _PLACE_ENDS and not self.label_open:
            self.held = []  # "서울=윤서희 기자", "（ワシントン＝大西健吾）"
        self._flush()
        if self.label_open and mark in _LABEL_ENDS:
            self.before = "label"
            return
        if mark in _HARD:
            self.role, self.explicit, self.in_sources, self.label_open = "reporter", False, False, False
        self.skip = ""
        self.before = mark

    def _takes_suffix(self, i: int) -> bool:
        """Keep the comma of "Jane Roe, PhD" in the name."""
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return bool(
            following and "suffixes" in following.meaning and self.held and len(self.held) > 1 and not self.skip
        )

    def _bracket(self, i: int) -> int:
        """Read what stands in a bracket as a line of its own; return where to go on after it."""
        depth, end = 0, i
        while end < len(self.tokens):
            depth += {"open": 1, "close": -1}.get(self.tokens[end].kind, 0)
            end += 1
            if depth == 0:
                break
        self._flush()
        inner = self.tokens[i + 1 : end - 1 if depth == 0 else end]
        if inner:
            self._inside(inner)
        return end

    def _inside(self, inner: Sequence[Token]) -> None:
        role = next((t.meaning["role"] for t in inner if "role" in t.meaning), None)
        if self.reading.credits and (role or all("prefix" in t.meaning for t in inner)):
            self.reading.evidence = True
            if role and not any("prefix" in t.meaning for t in inner):
                self.reading.credits[-1].role = role  # type: ignore[assignment]
            return
        found = _Reader(self.text, inner, self.context).read()
        self.reading.agencies += found.agencies
        self.reading.dates += found.dates
        if not self.reading.credits and not self.reading.desks:
            self.reading.credits += found.credits
            self.reading.desks += found.desks
            self.reading.outlets += found.outlets
        self.reading.evidence |= found.evidence

    # ---- phrases

    def _phrase(self, i: int, token: Token) -> None:
        kinds = token.meaning
        if "agency" in kinds and is_agency(token, self.tokens, i):
            self._agency(kinds["agency"])
        elif "role" in kinds and self._is_role(i, token):
            self._role(i, kinds["role"])
        elif "prefix" in kinds and self._is_prefix(i, token):
            self._prefix(i)
        elif "inputs" in kinds or "sources" in kinds:
            self._flush()
            self.role, self.skip, self.in_sources = "contributor", "", "sources" in kinds
            self.reading.evidence = True
        elif "desks" in kinds:
            self._desk(token)
        elif "titles" in kinds:
            self._title(token)
        elif "joiner" in kinds:
            self._joiner(i, token)
        elif "places" in kinds and (self.held or self.reading.credits):
            self._flush()
            self.skip = "joiner"
        elif "special" in kinds:
            self._flush()
            self.skip = "segment"
        elif "published" in kinds or "noise" in kinds:
            self._flush()
            self.reading.evidence |= "published" in kinds
        elif not self.skip:
            self.held.append(token)

    def _agency(self, name: str) -> None:
        self._flush()
        self.reading.evidence = True
        if self.role not in _NO_AGENCY_ROLES:
            self.reading.agencies.append(name)
        self.before = "agency"

    def _next(self, i: int) -> Token | None:
        return self.tokens[i + 1] if i + 1 < len(self.tokens) else None

    def _names_follow(self, i: int) -> bool:
        following = self._next(i)
        return bool(
            following
            and (
                following.kind in ("word", "domain")
                or (following.kind == "phrase" and not {"joiner", "places", "titles"} & following.meaning.keys())
            )
        )

    def _ends_label(self, i: int) -> bool:
        following = self._next(i)
        return bool(following and following.kind == "sep" and following.text in _LABEL_ENDS)

    def _is_role(self, i: int, token: Token) -> bool:
        if token.meaning["role"] == "editor" and ("titles" in token.meaning or "desks" in token.meaning):
            return self._ends_label(i) and not self.held
        return True

    def _role(self, i: int, role: str) -> None:
        self.reading.evidence = True
        was_label = self.label_open
        if self.held and not self._names_follow(i) and not self._is_colon(i):
            self._flush(role)
            return
        held = bool(self.held)
        self._flush()
        if self._names_follow(i) or self._ends_label(i) or not self.reading.credits or self.before in _HARD:
            if not (was_label and self.before == "joiner" and not held):
                self.role = role  # type: ignore[assignment]
            self.label_open, self.explicit, self.skip = True, True, ""
        elif self.before != "joiner":
            self.reading.credits[-1].role = role  # type: ignore[assignment]

    def _is_colon(self, i: int) -> bool:
        following = self._next(i)
        if not following or following.kind != "sep":
            return False
        unspaced = bool(_UNSPACED.search(self.tokens[i].text))
        return following.text in (_LABEL_ENDS if unspaced else _COLONS)

    def _is_prefix(self, i: int, token: Token) -> bool:
        """A prefix opens a piece; within one it must be a word that no name holds, with a name after it."""
        if self._ends_label(i) and self._is_colon(i):
            return True
        if self.held and "titles" in token.meaning:
            return False
        particle = fold_word(token.text) in particles()
        if self.held:
            return not particle and (not self._names_follow(i) or " " in token.text or self._is_plain_by(token))
        if particle:
            return self._count_words(i + 1) > (0 if self.context.language else 1)
        return True

    def _is_plain_by(self, token: Token) -> bool:
        return "role" not in token.meaning and "titles" not in token.meaning and "noise" not in token.meaning

    def _prefix(self, i: int) -> None:
        follows = self._names_follow(i) or self._ends_label(i) or not self.held
        self.reading.evidence = True
        if self.held and not follows:
            self.explicit = True
            self._flush()
            return
        if self.held and not (self.label_open or self.reading.credits):
            self.reading.outlets.append(self._printed(self.held)) if self._held_is_outlet() else None
            self.held = []
        self._flush()
        self.role, self.label_open, self.explicit, self.skip, self.in_sources = "reporter", True, True, "", False
        self.reading.labelled |= fold_word(self.tokens[i].text.split()[-1]) in by_words() or self._is_colon(i)

    def _held_is_outlet(self) -> bool:
        return classify(self.held, self._printed(self.held), self.context)[0] == "outlet"

    def _desk(self, token: Token) -> None:
        if "titles" in token.meaning and (
            self._holds_person() or (self.reading.credits and self.before in {",", "title", "–", "-"})
        ):
            self._title(token)
            return
        if "titles" in token.meaning and not self.held and self.before != "joiner":
            self.reading.titles.append(token.text)
            self.reading.evidence = True
            self.before = "title"
            return
        self.held.append(token)
        self.reading.evidence = True

    def _holds_person(self) -> bool:
        plain = [token for token in self.held if "modifiers" not in token.meaning]
        return len(plain) >= 2

    def _title(self, token: Token) -> None:
        self.reading.evidence = True
        while (
            self.held
            and "modifiers" in self.held[-1].meaning
            and (len(self.held) > 2 or all("modifiers" in each.meaning for each in self.held))
        ):
            self.held.pop()
        if self.held and not self._is_organisation(self.held) and not self._is_all_title():
            self._flush()
            self.skip = "joiner"
        else:
            title = self._printed([*self.held, token])
            self.held = []
            self.reading.titles.append(title)
            if self.before in {",", "joiner"} and self.reading.credits:
                self.skip = "joiner"
        self.before = "title"

    def _is_all_title(self) -> bool:
        """After a person and a comma, a piece with a beat in it is a title whatever else it holds: "City Hall Reporter"."""
        after_person = bool(self.reading.credits) and self.before in _TITLE_MARKS
        return after_person and any("modifiers" in each.meaning for each in self.held)

    def _is_organisation(self, held: Sequence[Token]) -> bool:
        return (len(held) == 1 and held[0].text.isupper()) or self._held_is_outlet()

    def _joiner(self, i: int, token: Token) -> None:
        if token.meaning["joiner"] == "weak" and not self._joins_names(i):
            if "places" in token.meaning and self.held:
                self._flush()
                self.skip = "joiner"
            elif not self.skip and (self.held or not self._count_words(i + 1)):
                self.held.append(token)
            return
        titled = self.before == "title" and self.skip == "joiner"
        placed = self.skip == "joiner"
        self._flush()
        if (titled or placed) and self._count_words(i + 1) < 2:
            return
        self.skip = ""
        self.before = "joiner"

    def _joins_names(self, i: int) -> bool:
        if self.skip or not self.held:
            return self._count_words(i + 1) > 0
        return len(self.held) >= 2 and self._count_words(i + 1) >= 2

    def _count_words(self, at: int) -> int:
        count = 0
        for token in self.tokens[at:]:
            if token.kind not in ("word", "domain") and not (
                token.kind == "phrase" and not {"joiner", "places", "titles", "prefix"} & token.meaning.keys()
            ):
                break
            count += 1
        return count

    # ---- what is held

    def _printed(self, tokens: Sequence[Token]) -> str:
        raw = self.text[tokens[0].start : tokens[-1].end] if tokens else ""
        return " ".join(raw.replace(CUT, "").split())

    def _flush(self, role: str | None = None) -> None:
        """Settle what the held tokens are, and let go of them."""
        held, self.held = self.held, []
        if not held or self.in_sources:
            return
        kind, texts = classify(held, self._printed(held), self.context)
        self._keep(kind, texts, role or self.role)
        self.label_open = False
        self.before = kind

    def _keep(self, kind: Kind, texts: Sequence[str], role: str) -> None:
        reading = self.reading
        if kind == "desk":
            reading.desks += texts
        elif kind == "outlet":
            reading.outlets += texts
        elif kind == "name":
            self._keep_names(texts, role)
        elif kind == "leftover":
            reading.leftovers += texts

    def _keep_names(self, texts: Sequence[str], role: str) -> None:
        for text in texts:
            if self._is_aside(text):
                self.reading.asides.append(text)
            else:
                self.reading.credits.append(Credit(_once(text), role, self.explicit))  # type: ignore[arg-type]

    def _is_aside(self, text: str) -> bool:
        """A place or an affiliation after a person or an outlet: "Jane Roe, Springfield", "Jane Roe | MDR THÜRINGEN"."""
        credits = self.reading.credits
        if self.before == "/" and self.reading.agencies and text.islower() and len(text) <= CODE_CHARS:
            return True  # "dpa/lnw": a regional service or the editor's sign
        if not credits:
            return bool(self.before == "," and " " not in text and (self.reading.outlets or self.reading.agencies))
        known = credits[-1].name
        if self.before != "joiner" and " " in known and not known.isupper() and text.isupper() and not self.label_open:
            return True
        if " " in text and text.islower() and not any(each.name.islower() for each in credits):
            return True
        return self.before in _ASIDE_MARKS and " " not in text and " " in known and not _UNSPACED.search(text)
