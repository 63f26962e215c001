"""Who wrote it: declared credits, author elements and printed byline lines, weighed against each other.

declared people > author elements that name people > printed lines, where nothing is declared or they agree with it
"""

import re
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain
from typing import get_args

from crawler.extract.author_lines import has_prefix
from crawler.extract.candidate import Candidate, provenance
from crawler.extract.declared_credits import declared_credits
from crawler.extract.marked_blocks import Ground, Line
from crawler.fields.bylines import (
    Byline,
    accounts_apart,
    is_signature,
    merge,
    parse_byline,
    parse_credits,
    tells_post,
    without_date_words,
)
from crawler.fields.text import clean_line, fold
from crawler.items import Provenance
from crawler.page.jsonld import Node
from crawler.page.page import Page

_LINE_CHARS = 100
"""A longer line that credits one person is rather a sentence of a portrait."""
_MAX_BYLINE_CHARS = 1_000
"""Kept of a byline: the longest of 266 pages has 191, a list of 26 names 888. Some declare the whole text."""
_ACCOUNT = re.compile(r"[a-z0-9_.]+")
"""A name as accounts have it: "jroe", not "Jane"."""
_NUMBERED = re.compile(r"[^\W_]*[^\W\d_]\d{1,4}")
"""A word that ends in a number: an account of the system's, "fantom42", or an outlet, "News24"."""
_FILED = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?, [^\W\d_]+(?:[ -][^\W\d_]+)?")
"""An agency and the place that it reports from, "AFP, MANILA"; its bare name may be a picture's credit or a topic."""
_GROUNDS: tuple[Ground, ...] = get_args(Ground)

Credits = Candidate[Byline]


def choose_credits(
    page: Page,
    article: Node | None,
    lines: Sequence[Line],
    *,
    language: str | None,
    outlets: Sequence[str] = (),
    accounts: Sequence[str] = (),
    openings: Collection[str] = (),
    place: str | None = None,
) -> tuple[Byline, str | None, dict[str, Provenance]]:
    """Return the credits, the byline as printed, and where each field of the record came from.

    `lines` are in page order; `outlets` are names of the outlet and its publisher, who are no people; `accounts` are
    names that link to their author's page; `openings` are the lines that stand in the text itself; `place` is the
    dateline's, which may be printed above the text as a writer would be.
    """
    declared = []
    for each in declared_credits(page, article, [line.text for line in lines], language):
        byline = parse_credits(each.names, language=language, outlets=(*outlets, *each.organisations))
        if not byline.is_empty:
            value = accounts_apart(byline, language)
            declared.append(Candidate(value=value, source=each.source, raw="; ".join(each.names)))
    lined: dict[Ground, list[Credits]] = {ground: [] for ground in _GROUNDS}
    dated: str | None = None
    for line in lines:
        byline = _without_words(parse_byline(line.text, language=language, outlets=outlets), line.text)
        if place and any(fold(author.name) == fold(place) for author in byline.authors):
            dated = dated or byline.date_raw  # "LANYON | Mon May 18, 2026"
            continue
        if not byline.is_empty:
            lined[line.ground].append(Candidate(value=byline, source="dom", raw=line.text))
    if lined["marked"]:
        declared = [each for each in declared if not _is_unprinted_account(each, lines)]
        declared = [each for each in declared if not _is_first_name_of_desk(each, declared, lined["marked"], lines)]
    houses = {fold(name) for name in outlets}
    opened = [c for c in lined["marked"] if c.raw in openings]
    # a review may open with the name of the book's author: a post ("Staff Writer") must be told as well
    is_post = any(tells_post(text, language=language) for text in openings)
    winner = (_opening(opened, declared) if is_post else None) or _winner(declared, lined, houses)
    if winner is None:
        return Byline(date_raw=dated), None, {}
    strong = (*lined["marked"], *lined["below"])
    winner = next((c for c in strong if _names_more(winner.value, c)), winner)
    rivals = (*strong, *lined["looks"], *lined["signature"])
    agreeing = [rival for rival in (*rivals, *lined["listed"]) if _agree(winner.value, rival.value)]
    printed = max(agreeing, key=_told, default=None)
    byline = merge(winner.value, printed.value) if printed else winner.value
    heads = (
        c for c in (*lined["marked"], *lined["looks"]) if fold(c.raw) != fold(c.value.desk or "")
    )  # "Reporter" below a name is a post
    said = (c.value.desk or "" for c in heads if c.value.date_raw or has_prefix(c.raw, language))
    account = _account(
        byline, declared, (*strong, *lined["looks"]), {fold(name) for name in (*accounts, *said)}, houses
    )
    is_edited = bool(byline.authors) and not byline.desk and not _has_reporter(byline)
    if account is None and is_edited:  # an editor stands beside the desk
        account = next((c for c in (*declared, *strong, *lined["looks"]) if c.value.desk and not c.value.authors), None)
    byline = replace(byline, desk=account.value.desk if account else byline.desk, date_raw=byline.date_raw or dated)
    if byline.authors and not byline.agencies:  # "By Reuters" above, its people below the text
        wires = (c.value.agencies for c in lined["marked"] if not c.value.authors and not c.value.desk)
        byline = replace(byline, agencies=next(wires, ()))
    for note in lined["note"]:
        byline = merge(byline, note.value)
    told = {"authors": provenance(winner, [*declared, *rivals]), "byline_raw": provenance(printed or winner, ())}
    for key in ("desk", "agencies"):
        giver = next((each for each in (winner, printed, account) if each and getattr(each.value, key)), None)
        if giver:
            told[key] = provenance(giver, ())
    return byline, _as_one_line(_without_date(printed or winner, language)), told


def _as_one_line(raw: str) -> str | None:
    """Return a byline clean, cut after a word where it is longer than any; None where nothing is left of it."""
    line = clean_line(raw)
    if len(line) > _MAX_BYLINE_CHARS:
        line = line[:_MAX_BYLINE_CHARS].rpartition(" ")[0] + " …"
    return line or None


def _is_unprinted_account(declared: Credits, lines: Sequence[Line]) -> bool:
    """Whether a system declares its account, the same for every text, and the page prints others."""
    return _NUMBERED.fullmatch(declared.raw) is not None and not any(declared.raw in line.text for line in lines)


def _is_first_name_of_desk(
    account: Credits, declared: Sequence[Credits], marked: Sequence[Credits], lines: Sequence[Line]
) -> bool:
    """Whether an account of one word is declared, and the page prints the desk that is declared beside it instead."""
    names = [author.name for author in account.value.authors]
    if not names or any(" " in name or not name.isascii() for name in names):
        return False
    is_printed = any(name in line.text for name in names for line in lines)
    desks = (each for each in declared if not each.value.authors)
    return not is_printed and any(_same_desk(desk.value, line.value) for desk in desks for line in marked)


def _without_words(byline: Byline, line: str) -> Byline:
    """Return the credits of a portrait without single words, which are what it lists: "Reading, writing, music"."""
    if len(line) <= _LINE_CHARS:
        return byline
    return replace(
        byline, authors=tuple(each for each in byline.authors if " " in each.name or not each.name.isascii())
    )


def _account(
    byline: Byline, declared: Sequence[Credits], printed: Sequence[Credits], accounts: Set[str], outlets: Set[str]
) -> Credits | None:
    """Return the desk whose account has put the text up, where people are named in its first line and no desk is.

    Its name is declared as the author's, or is printed as a link to the author's page or behind a word such as "By".
    """
    if byline.desk or not byline.authors:
        return None
    desks = [each for each in (*declared, *printed) if each.value.desk and not each.value.authors]
    known = (each for each in desks if each in declared or fold(each.value.desk or "") in accounts)
    return next((each for each in known if fold(each.value.desk or "") not in outlets), None)


def _without_date(printed: Credits, language: str | None) -> str:
    """Return the line without the date of the element behind it: only a space parts what two elements print."""
    raw, date = printed.raw, printed.value.date_raw or ""
    line = without_date_words(raw.partition(f" {date}")[0], language=language) if date else raw
    is_whole = line[-1:].isalnum() and not line.rpartition(" ")[2].islower() and fold(line) != fold(date)
    people = [author.name for author in parse_byline(line, language=language).authors]
    return line if is_whole and people == [author.name for author in printed.value.authors] else raw


def _winner(
    declared: Sequence[Credits], lined: Mapping[Ground, Sequence[Credits]], outlets: Set[str]
) -> Credits | None:
    """Return the credit that names people on the best ground, else the best that names a desk or an agency.

    A person whom the page prints as editor gives way to one it prints as reporter. Lines that only look like bylines
    count where nothing is declared, or nothing but the outlet itself, or where they name the declared desk as well;
    a text's signature counts where all else names only a desk.
    """
    strong = [*lined["marked"], *lined["below"]]
    people = [candidate for candidate in declared if candidate.value.authors]
    if people and (writer := _writer_behind(people, lined["marked"])):
        return writer
    if people and (other := _contradiction(people, strong)):
        return other
    if not people and (wire := _wire_said(declared, lined["marked"])):
        return wire
    if people and not (_are_editors(people[0].value, strong) and any(_has_reporter(c.value) for c in strong)):
        return people[0]
    is_desk_printed = any(_same_desk(c.value, d.value) for c in (*lined["marked"], *lined["looks"]) for d in declared)
    reporters = [c for c in (lined["marked"] if is_desk_printed else strong) if _has_reporter(c.value)]
    if reporters or people:
        return (reporters or people)[0]
    is_open = all(fold(c.value.desk or "") in outlets and not c.value.agencies for c in declared)
    named = (c for c in lined["looks"] if c.value.authors)
    shared = (c for c in named if is_open or any(_same_desk(c.value, each.value) for each in declared))
    signature = (c for c in lined["signature"] if _has_reporter(c.value) or not declared)
    # an outlet that credits itself beside an agency has only passed the text on
    printed = (*strong, *(c for c in lined["looks"] if _FILED.fullmatch(c.raw)))
    passed = (c for c in printed if declared and is_open and c.value.agencies and not c.value.desk)
    desks = (c for c in strong if is_open and not _is_house(c.value, outlets))
    told = (c for c in declared if not _is_house(c.value, outlets))
    return next(chain(shared, signature, passed, told, desks, declared, strong, lined["looks"]), None)


def _wire_said(declared: Sequence[Credits], marked: Sequence[Credits]) -> Credits | None:
    """Return the declared agency that a line beginning "By" credits alone: people marked elsewhere are of teasers."""
    wires = [c for c in declared if c.value.agencies and not c.value.desk]
    said = {c.value.agencies for c in marked if not (c.value.authors or c.value.desk) and has_prefix(c.raw, None)}
    return next((c for c in wires if c.value.agencies in said), None)


def _is_house(byline: Byline, outlets: Set[str]) -> bool:
    """Whether nobody but the outlet is named."""
    return not byline.authors and not byline.agencies and fold(byline.desk or "") in outlets


def _contradiction(people: Sequence[Credits], strong: Sequence[Credits]) -> Credits | None:
    """Return the byline that is printed and declared elsewhere, where the first declared people stand nowhere in print.

    Their account has put the text up: JSON-LD of many systems names the account, meta and page the writer.
    """
    first, *others = (_people_of(candidate.value) for candidate in people)
    printed = [_people_of(candidate.value) for candidate in strong]
    if any(first & names for names in printed):
        return None
    return next((c for c in people[1:] if _people_of(c.value) in others and _people_of(c.value) in printed), None)


def _opening(opened: Sequence[Credits], declared: Sequence[Credits]) -> Credits | None:
    """Return the byline that the text itself opens with, where only others are declared: they have put it up."""
    people = frozenset(name for candidate in declared for name in _people_of(candidate.value))
    full = (c for c in opened if _has_reporter(c.value) and all(" " in author.name for author in c.value.authors))
    return next((c for c in full if not people & _people_of(c.value)), None) if people else None


def _writer_behind(people: Sequence[Credits], marked: Sequence[Credits]) -> Credits | None:
    """Return the byline with a full name where only accounts in lower case are declared, and printed nowhere."""
    if not all(_ACCOUNT.fullmatch(candidate.raw) for candidate in people):
        return None
    printed = {name for candidate in marked for name in _people_of(candidate.value)}
    if any(_people_of(candidate.value) & printed for candidate in people):
        return None
    return next((c for c in marked if any(" " in author.name for author in c.value.authors)), None)


def _people_of(byline: Byline) -> frozenset[str]:
    return frozenset(fold(author.name) for author in byline.authors)


def _names_more(chosen: Byline, printed: Credits) -> bool:
    """Whether a byline prints the chosen people among more reporters, and nothing else: declared is often the first."""
    reporters = {fold(author.name) for author in printed.value.authors if author.role == "reporter"}
    people = {fold(author.name) for author in chosen.authors}
    return bool(people) and people < reporters and is_signature(printed.raw)


def _has_reporter(byline: Byline) -> bool:
    return any(author.role == "reporter" for author in byline.authors)


def _are_editors(declared: Byline, printed: Sequence[Credits]) -> bool:
    """Whether the page prints every declared person, and each in another role than reporter."""
    roles = {fold(author.name): author.role for c in printed for author in c.value.authors}
    return all(roles.get(fold(author.name), "reporter") != "reporter" for author in declared.authors)


def _agree(chosen: Byline, printed: Byline) -> bool:
    """Whether a printed line speaks of the same people, or of the same desk or agency where there are none.

    It may add a photographer or an editor, never a reporter.
    """
    people = {fold(author.name) for author in chosen.authors}
    if not people:
        is_same_wire = bool(chosen.agencies) and set(chosen.agencies) == set(printed.agencies)
        return not printed.authors and (_same_desk(chosen, printed) or (is_same_wire and not chosen.desk))
    named = {fold(author.name): author.role for author in printed.authors}
    return people <= named.keys() and all(role != "reporter" for name, role in named.items() if name not in people)


def _told(printed: Credits) -> tuple[int, bool, bool, bool]:
    """Return how much a line tells: people, a desk, a date; a long one is rather a portrait of the author."""
    byline = printed.value
    return len(byline.authors), byline.desk is not None, byline.date_raw is not None, len(printed.raw) <= _LINE_CHARS


def _same_desk(first: Byline, second: Byline) -> bool:
    return bool(first.desk and second.desk) and fold(first.desk or "") == fold(second.desk or "")
