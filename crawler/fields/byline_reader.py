"""The grammar of a credit: tokens from left to right become people with roles, desks, outlets and agencies.

    label  = prefix | role word            "By", "Photos by", "Text:"
    credit = [label] name [titles | place | bracket]    joined by joiners and separators

What is no name, desk, agency, title, place, date or chrome word is left over; only `bylines` calls this.
"""

from collections.abc import Sequence

from crawler.fields.byline_kinds import (
    Context,
    agency_words,
    holds_beat,
    holds_person,
    is_agency,
    take_modifiers,
)
from crawler.fields.byline_lexicon import fold_word
from crawler.fields.byline_line import COLONS, DASHES, HARD, LABEL_ENDS, MIDDOTS, Line, is_note, plain_role, role_of
from crawler.fields.byline_pieces import Pieces
from crawler.fields.byline_reading import CreditRole, Reading
from crawler.fields.byline_tokens import Token, tokenise
from crawler.fields.name_words import by_words
from crawler.fields.names import may_be_person

_TITLE_MARKS = frozenset({",", "-", "–", "—", "|", "،"})
MOST_BRACKETS = 3  # one in another; a page may open thousands
STATE_LETTERS = 2
SHORT_WORD = 3
"""Letters of words ("on", "le") that stand before dates but in every sentence too."""


def read_text(text: str, context: Context) -> Reading:
    """Return what the line says; nothing is dropped for being unlikely yet."""
    return _Reader(Line(*tokenise(text, context.lexicon)), context).read()


class _Reader(Pieces):
    """The walk: each token of a line in turn."""

    def __init__(self, line: Line, context: Context, depth: int = 0) -> None:
        super().__init__(line, context)
        self.depth = depth
        """How many brackets stand around the line."""

    def read(self) -> Reading:
        i = 0
        while i < len(self.tokens):
            i = self._step(i)
        self._flush()
        return self.reading

    def _step(self, i: int) -> int:
        """Take the token at `i`, and return where to go on."""
        token = self.tokens[i]
        if token.kind == "word" or token.kind == "domain":
            if self.skip:
                self.reading.unread_letters += len(token.text)
            else:
                self._hold(token)
        elif token.kind == "phrase":
            self._phrase(i, token)
        elif token.kind == "open":
            inner, end = self.line.bracket(i)
            self._flush()
            self._inside(inner)
            return end
        elif token.kind == "sep":
            self._separator(i)
        elif token.kind == "close":
            self._flush()
        elif token.kind == "number" and self.line.numbers_channel(i, self.held):
            self.held.append(token)
        elif token.kind in ("date", "number"):
            if token.kind == "number" and i == 1 and self.tokens[0].kind == "word" and self.line.is_last(i):
                self._drop()  # "Canal 9": a word and a number are a station's name, or a button and its count
            self._flush()
            self.before = token.kind
            if token.kind == "date":
                self.reading.keep_date(token.text)
            else:
                self.reading.stray_numbers += not self.line.is_counted(i)
        return i + 1

    def _separator(self, i: int) -> None:
        mark = self.tokens[i].text
        if mark in COLONS and self.label_open and self.line.is_label_word(self.held):
            self.reading.unread_letters += len(self.held.pop().text)
            if self.held:
                self._flush()
                self.skip = "segment"  # "编辑：张三 点击："
            return
        if mark in {",", "，"} and len(self.held) > 1 and not self.skip and self.line.suffix_follows(i):
            return
        if mark in {"=", "＝"} and not self.label_open:
            self._drop()  # "서울=윤서희 기자", "（ワシントン＝大西健吾）"
        is_label = mark in COLONS and len(self.held) == 1 and not self.label_open and not self.skip
        if is_label and "desks" not in self.held[0].meaning:
            self._drop()
            self.skip, self.before = "segment", mark  # "Topic: Hardware"
            return
        if self.skip == "segment" and self.line.is_inside_word(i):
            return  # "Ort: Kano/Nigeria"
        self.label_open &= self.before != "title"  # "Na Mwandishi Wetu, Pwani"
        self._flush()
        if self.label_open and (mark in LABEL_ENDS or self.line.ends_label(i - 1)):
            self.before = "label"
            return
        if mark in HARD and not (self.role == "source" and mark in MIDDOTS):
            self.role, self.explicit, self.label_open = "reporter", False, False
        self.skip = ""
        self.before = mark

    def _inside(self, inner: Sequence[Token]) -> None:
        """Read what stands in a bracket as a line of its own."""
        if self.depth == MOST_BRACKETS or is_note(inner, inside=self.skip == "segment"):
            self.reading.evidence.add("note")
            return
        role = next((role for role in map(plain_role, inner) if role), None)
        is_bare = inner and all(token.kind in ("phrase", "sep") for token in inner)
        if is_bare and self.reading.credits and (role or all("prefix" in t.meaning for t in inner)):
            self.reading.evidence.add("role")
            if role and not any("prefix" in t.meaning for t in inner):
                self.reading.credits[-1].role = role
            return
        self.reading.take_aside(_Reader(Line(self.line.text, inner), self.context, self.depth + 1).read())

    def _phrase(self, i: int, token: Token) -> None:
        kinds = token.meaning
        if "agency" in kinds and is_agency(token, self.tokens, i):
            self._agency(token, kinds["agency"])
        elif "role" in kinds and (plain_role(token) or self._opens_role(i)):
            self._role(i, role_of(token))
        elif "joiner" in kinds and "prefix" in kinds and self.held:
            self._joiner(i, token)  # Swahili "na" is "by" as well as "and"
        elif "prefix" in kinds and not self.held and self.line.stands_for_person(i):
            self._office(token)
        elif "prefix" in kinds and self.line.opens_credit(i, bool(self.held), bool(self.context.language)):
            self._prefix(i)
        elif "inputs" in kinds and self.held and not self.line.names_source(i):
            self._hold(token)
        elif "inputs" in kinds and not ("joiner" in kinds and self.line.person_follows(i)):
            self._flush()
            self.role, self.skip = "source" if self.line.has_colon(i) else "contributor", ""
        elif "desks" in kinds:
            self._desk(token)
        elif "titles" in kinds:
            self._title(token)
        elif "joiner" in kinds:
            self._joiner(i, token)
        else:
            self._small_word(i, token)

    def _opens_role(self, i: int) -> bool:
        """Whether a mark makes a label of a word that may be a title or a desk: "Editor: Sam Lee"."""
        if self.line.ends_label(i):
            return not self.held or (holds_person(self.held) and self.line.has_colon(i))
        are_posts = {"prefix", "titles"} <= self.tokens[0].meaning.keys()  # "Reporter Jane Roe, Editor Sam Lee"
        return are_posts and bool(self.reading.credits) and not self.held and self.line.person_follows(i)

    def _small_word(self, i: int, token: Token) -> None:
        """Take a word that may end a name ("in", "for the", "Updated"), or be one of its own."""
        kinds = token.meaning
        if "noise" in kinds and not self.held and self.line.names_desk(i):
            self._hold(token)  # "Opinion Desk"
        elif self.held and not self.context.language and self.line.is_particle(i):
            self.held.append(token)
        elif "places" in kinds and self.line.is_sender(i):
            self._prefix(i)
        elif "places" in kinds and (self.held or self.reading.credits or self.line.opens_place(i)):
            self._flush()
            self.skip = "joiner"
        elif "special" in kinds:
            self._flush()
            self.skip = "segment"
        elif "articles" in kinds and token.text[0].isupper() and self.line.names_follow(i) and not self.skip:
            self._hold(token)
        elif "published" in kinds or "noise" in kinds:
            if self.before in {"/", "／"} and self.reading.credits and self.line.is_place_of(self.held, token):
                self._drop()  # "記者陳美雲／高雄報導"
            self._flush()
            if "published" in kinds and len(token.text) > SHORT_WORD:
                self.reading.evidence.add("published")
        elif not self.skip:
            self._hold(token)

    def _agency(self, token: Token, name: str) -> None:
        if self.line.is_place_of(self.held, token):
            self._drop()  # "【ワシントン共同】"
        while self.held and self.held[-1].text.islower() and "modifiers" in self.held[-1].meaning:
            self.held.pop()  # "Jane Roe of RNZ"
        if len(self.held) == 1 and fold_word(self.held[0].text) in agency_words():
            self.held = []  # "Agencia DyN"
        self._flush()
        if len(token.text) == STATE_LETTERS and self.before == "," and self.reading.asides:
            return  # "Jane Roe, Allentown, PA"
        if self.before in DASHES:
            self.reading.leave_place()
        self.reading.evidence.add("agency")
        if self.role not in {"photo", "video"}:
            self.reading.agencies.append(name)
        self.before = "agency"

    def _role(self, i: int, role: CreditRole) -> None:
        self.reading.evidence.add("role")
        if self.line.opens_joint_label(i):
            self.held, role = [], "reporter"
            self.reading.credits.clear()
        was_label = self.label_open
        if self.line.is_label_word(self.held[-1:]) or (self.line.has_colon(i) and self.line.is_last(i + 1)):
            self._drop()  # "großes Foto: Sam Lee", "Teaser Image:"
        if self.held and not self.line.names_follow(i) and not self.line.has_colon(i):
            self._flush(role)
            self.reading.share_role(role)
            return
        held = bool(self.held)
        self._flush()
        if self.line.names_follow(i) or self.line.ends_label(i) or not self.reading.credits or self.before in HARD:
            is_joined = self.before in {"joiner", "label"} or self.line.labels_stand_together(i)
            if not (was_label and is_joined and not held):
                self.role = role
            self.label_open, self.explicit, self.skip = True, True, ""
        elif self.before != "joiner":
            self.reading.credits[-1].role = role

    def _prefix(self, i: int) -> None:
        follows = self.line.names_follow(i) or self.line.ends_label(i) or not self.held
        says_by = fold_word(self.tokens[i].text.split()[-1]) in by_words() or self.line.has_colon(i)
        self.reading.evidence.add("label" if says_by else "noun")
        if self.held and not follows:
            self.explicit = True
            self._flush()
            return
        is_credit = self.label_open or self.reading.credits
        if self.held and not (is_credit and may_be_person(self.line.printed(self.held), self.context.language)):
            if self._held_is_outlet():
                self.reading.outlets.append(self.line.printed(self.held))
                self.held = []
            self._drop()
        self._flush()
        self.role, self.label_open, self.explicit, self.skip = "reporter", True, True, ""
        self.reading.labelled |= says_by

    def _desk(self, token: Token) -> None:
        if self.skip:
            return
        if token.text.casefold().startswith("from ") and holds_person(self.held):
            self._flush()  # "Jane Roe from wire reports"
        if "titles" in token.meaning and (
            (holds_person(self.held) and not self._held_is_outlet())
            or (self.reading.credits and self.before in {",", "title", "–", "-"})
        ):
            self._title(token)
            return
        if "titles" in token.meaning and not self.held and self.before != "joiner":
            self.reading.titles.append(token.text)
            self.reading.evidence.add("desk")
            self.before = "title"
            return
        self.held.append(token)

    def _title(self, token: Token) -> None:
        self.reading.evidence.add("title")
        words = [*take_modifiers(self.held), token]
        beat = self.reading.credits and self.before in _TITLE_MARKS and holds_beat(self.held)
        organisation = self._is_employer(token, words)
        if self.held and not organisation and not beat:
            self._flush()
            self.skip = "joiner"
        else:
            title = self.line.printed([*self.held, *words])
            self.held = []
            self.reading.titles.append(title)
            if self.before in {",", "joiner"} and self.reading.credits:
                self.skip = "joiner"
        self.before = "title"

    def _joiner(self, i: int, token: Token) -> None:
        if self.held and self.line.is_between_particles(i):
            self.held.append(token)
            return
        if token.meaning["joiner"] == "weak" and not self.line.joins_names(i, 0 if self.skip else len(self.held)):
            if "places" in token.meaning and self.held:
                self._flush()
                self.skip = "joiner"
            elif not self.skip and (self.held or not self.line.count_words(i + 1)):
                self.held.append(token)
            return
        self._flush()
        if self.skip == "joiner" and (self.line.count_words(i + 1) < 2 or self.line.beat_follows(i)):
            return
        self.skip = ""
        self.before = "joiner"
