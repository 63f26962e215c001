"""Bylines to the record's fields: people with roles, desks, agencies; the one door to the byline modules.

"News Mania Desk / Piyal Chatterjee / 17th May 2025"
  -> authors (Piyal Chatterjee, reporter), desk "News Mania Desk", date_raw "17th May 2025"

byline_lexicon (words of the languages) -> byline_tokens -> byline_reader -> byline_lines -> here: what of it counts
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from crawler.fields.byline_evidence import is_byline_only, may_be_byline
from crawler.fields.byline_kinds import is_account
from crawler.fields.byline_lexicon import fold_word, lexicon_for
from crawler.fields.byline_lines import known_language, read_beside, read_line
from crawler.fields.byline_reading import Credit, Reading
from crawler.fields.name_words import particles
from crawler.fields.names import CODE_CHARS, bare_name, may_be_person, same_person, set_case
from crawler.items import Author

__all__ = [
    "Byline",
    "accounts_apart",
    "credits_in_full",
    "is_byline_label",
    "is_signature",
    "looks_like_byline",
    "merge",
    "names_writer",
    "parse_byline",
    "parse_credits",
    "tells_post",
    "without_date_words",
]

SETTLING_ROUNDS = 3
_STOPS = frozenset(".!?:…。！？।॥؟۔።։")
_LIFE = re.compile(r"[†*] ?\d{4}|(?<!\d)\d{4} ?[–—-] ?\d{4}(?!\d)|\(\d{1,3}\)$")
_CLOSED_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)? (?=[^a-zа-я]{3})[^\W\d_]{3,}\.")
"""Eastern papers close a signature with a full stop and print the surname in capitals: "Мария ВЕТРОВА."."""
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\. ?){2,3}")
_CASED = re.compile("[A-Za-z\u00c0-\u052f\u1e00-\u1fff]")
"""Latin, Greek and Cyrillic: elsewhere a heading of two words looks like a name."""
_BRACKETED = re.compile(r"\s*[(\[（【〔［].*[)\]）】〕］]\s*")
_POSTS = frozenset({"title", "desk"})
_TITLED = frozenset({"title", "label"})
_GLUED_DATE = re.compile(r"\b((?:19|20)\d\d-\d\d-\d\d)(?=[^\W\d_])(?!T\d)|(?<=[^\W\d_])((?:19|20)\d\d-\d\d-\d\d)\b")
"""Two elements may stand side by side without a blank: "Posted 2025-05-17Updated ...", "Jane Roe2025-05-17"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who is credited."""

    authors: tuple[Author, ...] = ()
    """People only, in printed order, each once."""
    desk: str | None = None
    """A desk, newsroom or the outlet itself, as printed."""
    agencies: tuple[str, ...] = ()
    """Wire services by their names in the record."""
    date_raw: str | None = None
    """A date that stood in the line, as printed; `dates` reads it."""

    @property
    def is_empty(self) -> bool:
        return not (self.authors or self.desk or self.agencies)


def parse_byline(raw: str, *, language: str | None = None, outlets: Sequence[str] = ()) -> Byline:
    """Return who a printed line credits. Never raises; what is not understood is left out.

    `language` is the page's BCP 47 tag; without it the line's own first word may tell. `outlets` are names of the
    outlet and its publisher, who are no people.
    """
    return _parse(raw, language, tuple(outlets))


@lru_cache(maxsize=1024)  # several readers of a page ask for its lines
def _parse(raw: str, language: str | None, outlets: tuple[str, ...]) -> Byline:
    apart = _GLUED_DATE.sub(r" \g<0> ", raw) if "-" in raw else raw
    reading = read_beside(apart, language, outlets)
    unsaid = {bare_name(credit.name) for credit in reading.credits if not credit.explicit}
    return accounts_apart(_settle([reading], language), language, among=unsaid)


def parse_credits(values: Sequence[str], *, language: str | None = None, outlets: Sequence[str] = ()) -> Byline:
    """Return who declared values credit (JSON-LD names, meta author), each read as one credit or a list of them."""
    return _parse_list(tuple(values), language, tuple(outlets))


@lru_cache(maxsize=512)  # an outlet's writers come back
def _parse_list(values: tuple[str, ...], language: str | None, outlets: tuple[str, ...]) -> Byline:
    return _settle([read_beside(value, language, outlets) for value in values], language)


def accounts_apart(byline: Byline, language: str | None, *, among: Collection[str] | None = None) -> Byline:
    """Return the byline without names that are rather accounts' or outlets'; the first is the desk where all are.

    Only names `among` these, as `bare_name` gives them, are doubted: what a label calls a writer is one.
    """
    doubted = [each for each in byline.authors if among is None or bare_name(each.name) in among]
    apart = [author for author in doubted if not may_be_person(author.name, language)]
    if not apart:
        return byline
    people = tuple(author for author in byline.authors if author not in apart)
    desk = byline.desk or (apart[0].name if not people else None)
    return replace(byline, authors=people, desk=desk)


def merge(first: Byline, second: Byline) -> Byline:
    """Return one byline of two sources of the same credit, in the first one's order, with the fuller spellings.

    A role that one of them prints beats the default; where both print one, the first's stands.
    Here "J. Roe" and "Jane Roe" are one person; within one source they are two.
    """
    authors = list(first.authors)
    for author in second.authors:
        for i, known in enumerate(authors):
            if same_person(known.name, author.name):
                fuller = max(known.name, author.name, key=lambda name: len(bare_name(name)))
                authors[i] = Author(name=fuller, role=author.role if known.role == "reporter" else known.role)
                break
        else:
            authors.append(author)
    return Byline(
        authors=tuple(authors),
        desk=first.desk or second.desk,
        agencies=tuple(dict.fromkeys(first.agencies + second.agencies)),
        date_raw=first.date_raw or second.date_raw,
    )


def without_date_words(line: str, *, language: str | None = None) -> str:
    """Return the line without an element at its end that only introduces a date: "By Jane Roe Updated"."""
    lexicon, words = lexicon_for(known_language(language)), line.split(" ")
    while len(words) > 1:
        own = (n for n in (3, 2, 1) if n < len(words) and words[-n][:1].isupper())
        cut = next((n for n in own if lexicon.introduces_date(words[-n:])), 0)
        if not cut:
            break
        words = words[:-cut]
    return " ".join(words)


def is_byline_label(text: str, *, language: str | None = None) -> bool:
    """Return whether the text is a word such as "By" or "Written by", in the page's language or in English."""
    words = [fold_word(word) for word in text.strip(" :").split()]
    found = lexicon_for(known_language(language)).match(words, 0) if words else None
    return found is not None and found[0] == len(words) and "prefix" in found[1]


def looks_like_byline(line: str, *, language: str | None = None) -> bool:
    """Return whether the line is a byline or date line and nothing else, so that it belongs to no body.

    A bare name is none: it may be a heading. `byline_evidence` has the rules.
    """
    return _looks_like_byline(line, language)


@lru_cache(maxsize=1024)  # several readers of a page ask for its lines
def _looks_like_byline(line: str, language: str | None) -> bool:
    if not may_be_byline(line):
        return False
    reading = read_line(line, language, ())
    months = lexicon_for(known_language(language)).months
    return is_byline_only(reading, line, months)


def tells_post(line: str, *, language: str | None = None) -> bool:
    """Return whether the line says what post somebody holds: "By Jane Roe, Staff Writer", "Staff Writer"."""
    return not _POSTS.isdisjoint(read_line(line, language, ()).evidence)


def names_writer(line: str, *, language: str | None = None) -> bool:
    """Return whether a word that says so, "By" or "Author:", stands before a person anywhere in the line."""
    reading = read_line(line, language, ())
    return reading.labelled and any(credit.explicit and credit.role == "reporter" for credit in reading.credits)


def is_signature(line: str, *, language: str | None = None) -> bool:
    """Return whether the line is nothing but who wrote: full names, signs such as "ssi", a desk or an agency.

    A bare name is one: ask only where a signature may stand, above or below a text. One with an age or the years of a
    life is of somebody who is written about.
    """
    if _LIFE.search(line):
        return False
    line = line[:-1] if _CLOSED_NAME.fullmatch(line) else line
    if not may_be_byline(line) or (line[-1] in _STOPS and not _INITIALS.fullmatch(line)):
        return False
    reading = read_line(line, language, ())
    writers = [credit.name for credit in reading.credits if credit.role == "reporter"]
    is_said = bool(_BRACKETED.fullmatch(line)) or not _TITLED.isdisjoint(reading.evidence)
    signs = [_signs(name, is_said=is_said) for name in writers]
    if not (writers or reading.desks or reading.agencies) or not all(signs):
        return False
    is_bare = not (reading.leftovers or reading.stray_numbers or reading.unread_letters or reading.asides)
    return is_bare or is_byline_only(reading, line, lexicon_for(known_language(language)).months)


def credits_in_full(line: str, *, language: str | None = None) -> bool:
    """Return whether the line is a sentence that says who else worked on a text ("... contributed to this report")."""
    if not may_be_byline(line) or not lexicon_for(known_language(language)).may_name_helpers(line):
        return False
    reading = read_line(line, language, ())
    is_read = not (reading.leftovers or reading.stray_numbers or reading.unread_letters or reading.asides)
    return is_read and bool(reading.credits) and all(credit.role == "contributor" for credit in reading.credits)


def _signs(name: str, *, is_said: bool) -> bool:
    """Whether the name is a full one or a sign; without capitals only a title or brackets tell it from other words."""
    if not _CASED.match(name):
        return is_said
    words = name.split()
    is_sign = (name.islower() and len(name) <= CODE_CHARS) or bool(_INITIALS.fullmatch(name))
    return is_sign or (len(words) > 1 and not any(w.islower() and fold_word(w) not in particles() for w in words))


def _settle(readings: Sequence[Reading], language: str | None) -> Byline:
    credits = [credit for reading in readings for credit in _counted(reading)]
    authors = _people(credits, language)
    desks = [desk for reading in readings for desk in reading.desks]
    agencies = tuple(dict.fromkeys(agency for reading in readings for agency in reading.agencies))
    if not authors:
        desks += [text for r in readings for text in r.outlets if " " in text or not agencies]  # "News - AP"
        desks += [text for r in readings for text in r.titles]
    return Byline(
        authors=tuple(authors),
        desk=next((desk for desk in desks if not is_account(desk)), None),
        agencies=agencies,
        date_raw=next((date for reading in readings for date in reading.dates), None),
    )


def _counted(reading: Reading) -> list[Credit]:
    """Without what stands before the first label: sections and topics ("World | By Jane Roe")."""
    counted = [credit for credit in reading.credits if not _is_mere_word(credit.name, reading)]
    if any(credit.role == "publisher" for credit in counted):  # "Ramganj Published by: Anupama Chaurasia"
        counted = [credit for credit in counted if credit.explicit or " " in credit.name]
    if not reading.labelled:
        return counted
    first = next((i for i, credit in enumerate(counted) if credit.explicit), len(counted))
    return counted[first:]


def _is_mere_word(name: str, reading: Reading) -> bool:
    """A word in lower case in a line of which much was not understood: "By subscribing, you help"."""
    return name.islower() and " " not in name and CODE_CHARS < len(name) < reading.unread_letters


def _people(credits: Sequence[Credit], language: str | None) -> list[Author]:
    found: dict[str, Author] = {}
    written = any(credit.role == "reporter" for credit in credits)
    for credit in credits:
        role = credit.role if credit.role != "publisher" else "editor" if written else "reporter"
        name = _settled_name(credit.name, language)
        if name:
            found.setdefault(bare_name(name), Author(name=name, role=role))
    whole = tuple(f"{name} " for name in found if " " in name)
    return [author for name, author in found.items() if not name.startswith(whole)]  # "Jane Roe", "Jane Roe Sport"


@lru_cache(maxsize=4096)
def _settled_name(printed: str, language: str | None) -> str | None:
    """The name in upper and lower case, or None where, read by itself, it would not be one person's name again."""
    name = set_case(printed, language)
    for _ in range(SETTLING_ROUNDS):
        again = [set_case(credit.name, language) for credit in _counted(read_line(name, language, ()))]
        if again == [name]:
            return name
        if len(again) != 1:
            return None
        name = again[0]
    return None
