"""What one line of credits says, in printed order; `byline_reader` fills it, `bylines` settles what of it counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from crawler.fields.byline_kinds import Kind
from crawler.fields.byline_lexicon import NO_SPACES, fold_word
from crawler.fields.name_words import particles
from crawler.fields.names import CODE_CHARS
from crawler.items import Role

Evidence = Literal["label", "noun", "role", "desk", "agency", "title", "date", "published", "note"]
""""label" is a prefix that says "by" or has a colon, "noun" any other ("Text", "Reporter")."""
CreditRole = Role | Literal["publisher"]
""""publisher" is named by "Published by": the writer where nobody else is, else an editor."""

_LISTS = frozenset({",", "،", "joiner", "、"})
_ASIDE_MARKS = frozenset({",", "،", "agency"})
_NUMBERS = frozenset({"date", "number"})
_DASHES = frozenset({"-", "–", "—"})
_SPLITS = frozenset({"/", "-", "–", "—", "|", "•"})
_UNSPACED = re.compile(f"[{NO_SPACES}]")


@dataclass(slots=True)
class Credit:
    """A person as printed."""

    name: str
    role: CreditRole
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
    evidence: set[Evidence] = field(default_factory=set)
    """What stands in it that only credits have."""
    unread_letters: int = 0
    """Letters of words that were passed over or dropped: many in a sentence, few in a byline."""
    stray_numbers: int = 0
    """Numbers that are no date and no reading time."""
    closed_by_date: int = 0
    """Credits that stood before a date: what follows it without a label is a section or a tag."""
    is_apart: bool = False
    """Whether the last name was an aside; what "and" joins to a place or a beat is one too."""
    after_house: bool = False
    """Whether the last piece was an outlet; what a dash parts from it is a place."""
    listed: int = 0
    """How many names the list that is being read holds."""
    is_closed: bool = False
    """Whether "and" stood before the last name: behind a comma follows where they all work."""

    def keep(
        self, kind: Kind, texts: Sequence[str], role: CreditRole | Literal["source"], *, explicit: bool, before: str
    ) -> None:
        """Put a piece where it belongs; `before` is the mark or the kind of piece that stood before it."""
        was_house, self.after_house = self.after_house, kind == "outlet"
        if kind == "desk":
            self.desks += texts
            self.evidence.add("desk")
        elif kind == "outlet" or (kind == "name" and role == "source"):
            self.outlets += texts  # "Source:" is followed by a house, never a person
        elif kind == "leftover":
            self.leftovers += texts
            self.unread_letters += sum(map(len, texts))
        elif kind == "name" and role != "source":
            before = "house" if was_house and before in _DASHES else before
            for text in texts:
                self._keep_name(text, role, explicit=explicit, before=before)

    def take_aside(self, found: "Reading") -> None:
        """Add what stands in a bracket: after a person only roles, dates and agencies."""
        self.agencies += found.agencies
        self.dates += found.dates
        is_post = bool(found.titles or found.desks) and not found.credits
        if is_post and len(self.credits) == 1 and _is_caseless_word(self.credits[0]):
            self.asides.append(
                self.credits.pop().name
            )  # "ساہیوال (نامہ نگار)": South Asia's papers print place and post
        if self.credits:
            self.credits += [credit for credit in found.credits if credit.role != "reporter"]
        elif self.desks:
            self.credits += [credit for credit in found.credits if credit.explicit]  # "Newsroom (reporter Jane Roe)"
        else:
            self.credits += found.credits
            self.desks += found.desks
            self.outlets += found.outlets
            self.titles += found.titles
        self.evidence |= found.evidence

    def share_role(self, role: CreditRole) -> None:
        """Give the role that stands behind a list to all of it: "Jane Roe and Sam Lee contributed to this report"."""
        if role == "contributor" and self.listed > 1:
            for credit in self.credits[-self.listed :]:
                credit.role = credit.role if credit.explicit else role

    def leave_place(self) -> None:
        """Take the one word before a dash and an agency for a place: "Valdelagua - EFE"."""
        last = self.credits[-1].name if self.credits and not self.credits[-1].explicit else " "
        if " " not in last and len(last) > CODE_CHARS and not _UNSPACED.search(last) and "." not in last:
            self.asides.append(self.credits.pop().name)

    def keep_date(self, text: str) -> None:
        """Put a printed date down."""
        self.dates.append(text)
        self.evidence.add("date")
        self.closed_by_date = len(self.credits)

    def _keep_name(self, text: str, role: CreditRole, *, explicit: bool, before: str) -> None:
        lone = " " not in text
        is_behind = not explicit and (self.agencies or self.desks or self.dates)
        is_stray = is_behind or (lone and (self.credits or self.titles or self.agencies or self.desks))
        stray = text.islower() and len(text) > CODE_CHARS and is_stray
        counted = before in _NUMBERS and text[0].isupper()  # "12 Replies"
        if stray or (lone and (counted or (self.leftovers and (not explicit or before == ",")))):
            self.leftovers.append(text)
            self.is_apart, self.after_house = False, bool(counted)
        elif self._is_aside(text, before):
            self.asides.append(text)
            self.unread_letters += len(text)
            self.is_apart = True
        else:
            if self._led_by_place(text, before):
                self.asides.append(self.credits.pop().name)
            if before == "joiner" and self.is_closed and self.is_apart and self.asides:
                self.credits.append(Credit(self.asides.pop(), role, explicit))  # "A and B, C and D"
            self.listed = self.listed + 1 if before in _LISTS else 1
            self.is_closed = before == "joiner"
            self.credits.append(Credit(_once(text), role, explicit))
            self.is_apart = False

    def _led_by_place(self, text: str, before: str) -> bool:
        """Whether one word, a dash and a full name were a place and who reports from it: "وهران - سامي الخياط".

        In Latin it is so behind an agency, "GAZİÖREN (AA) - ELİF KARAOĞLAN", and where the word alone has capitals.
        """
        if " " not in text or len(self.credits) != 1:
            return False
        place = self.credits[0]
        if " " in place.name or len(place.name) <= CODE_CHARS or _UNSPACED.search(place.name):
            return False
        if place.explicit:  # "Reporter Lanyon, Jane Roe"
            return before == "," and "noun" in self.evidence and "label" not in self.evidence
        is_shout = place.name.isupper() and not text.isupper()
        return before in _DASHES and (is_shout or bool(self.agencies) or _is_caseless_word(place))

    def _is_aside(self, text: str, before: str) -> bool:
        """A place or an affiliation behind a person or an outlet: "Jane Roe, Springfield", "Jane Roe | NRD NORD"."""
        if before == "/" and self.agencies and text.islower() and len(text) <= CODE_CHARS:
            return True  # "dpa/lnw": a regional service or the editor's sign
        if before == "house" and self.credits:
            return True  # "Ana Souza, g1 Litoral — Vila do Pontal"
        if not self.credits:
            if (self.desks or self.agencies) and before == "," and text.islower():
                return True  # "News Desk, tagged as"
            is_shout = text.isupper() or text == text.swapcase()
            if self.desks and before in _SPLITS and " " not in text and is_shout:
                return not _UNSPACED.search(text)  # "HABER MERKEZİ / ÇAYIRLI"
            if " " in text or not (self.outlets or self.agencies or self.desks or self.titles):
                return False
            if before == "title" and _UNSPACED.search(text):
                return False
            return before in {",", "،", "title", "agency"} or (before in _SPLITS and bool(self.agencies or self.titles))
        known = self.credits[-1].name
        if before != "label" and self.closed_by_date == len(self.credits):
            return True
        if before == "joiner" and self.is_apart and " " not in text:
            return True  # "Jane Roe, Senior Writer, Health and Science"
        if before not in {"joiner", "label"} and " " in known and not known.isupper() and text.isupper():
            return not _UNSPACED.search(text)
        if " " in text and text.islower() and not any(each.name.islower() for each in self.credits):
            return True
        if _UNSPACED.search(text) or " " not in known:
            return False
        if before == "," and self.is_closed and not self.is_apart and text.count(" ") > 1:
            return True  # "Jane Roe & Sam Lee, Austin Ridge American"
        is_code = len(text) <= CODE_CHARS and text != text.swapcase()
        if before in _SPLITS and " " not in text and not is_code and not text.islower():
            return True  # "Jane Roe | Springfield"
        if before in {*_ASIDE_MARKS, "title"} and fold_word(text.split(" ")[0]) in particles() and text[0].islower():
            return True  # "Ana Souza, de Brasília"
        return before in _ASIDE_MARKS and " " not in text


def _is_caseless_word(credit: Credit) -> bool:
    """Whether one word is credited, without a label, in a script of spaces and no capitals."""
    name = credit.name
    is_caseless = name == name.swapcase() and not _UNSPACED.search(name)
    return is_caseless and " " not in name and not credit.explicit


def _once(text: str) -> str:
    """A name that a theme prints twice in a row, once."""
    words = text.split(" ")
    half = len(words) // 2
    return " ".join(words[:half]) if len(words) > 2 and words[:half] == words[half:] else text
