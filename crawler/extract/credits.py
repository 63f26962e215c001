"""Who wrote it: declared credits, author elements and printed byline lines, weighed against each other.

declared people > author elements that name people > printed lines, where nothing is declared or they agree with it
"""

import re
from collections.abc import Collection, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from typing import get_args

from crawler.extract.author_lines import has_prefix
from crawler.extract.candidate import Candidate, provenance
from crawler.extract.credit_choice import Credits, choose_winner, has_reporter, names_house, people_of, same_desk
from crawler.extract.declared_credits import declared_credits
from crawler.extract.marked_blocks import Ground, Line
from crawler.fields.byline_lexicon import lexicon_for
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
_NUMBERED = re.compile(r"[^\W_]*[^\W\d_]\d{1,4}")
"""A word that ends in a number: an account of the system's, "fantom42", or an outlet, "News24"."""
_GROUNDS: tuple[Ground, ...] = get_args(Ground)


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
    houses = {house for name in outlets for house in _houses(name)}
    opened = [c for c in lined["marked"] if c.raw in openings]
    # a review may open with the name of the book's author: a post ("Staff Writer") must be told as well
    is_post = any(tells_post(text, language=language) for text in openings)
    winner = (_opening(opened, declared) if is_post else None) or choose_winner(declared, lined, houses)
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
    said = [c.value.desk or "" for c in heads if c.value.date_raw or has_prefix(c.raw, language)]
    apart = [c.value for c in strong if c.raw not in openings]
    if winner.raw in openings and not any(each.authors for each in apart):  # the text itself names its writer
        said += [each.desk for each in apart if each.desk and not lexicon_for(language).is_title(each.desk.split()[0])]
    account = _account(
        byline, declared, (*strong, *lined["looks"]), {fold(name) for name in (*accounts, *said)}, houses
    )
    is_edited = bool(byline.authors) and not byline.desk and not has_reporter(byline)
    if account is None and is_edited:  # an editor stands beside the desk
        account = next((c for c in (*declared, *strong, *lined["looks"]) if c.value.desk and not c.value.authors), None)
    byline = replace(byline, desk=account.value.desk if account else byline.desk, date_raw=byline.date_raw or dated)
    wire = None
    if not byline.agencies:  # "By Reuters" above, its people below the text; people above it, "(Reuters)" below
        named = (*lined["marked"], *lined["signature"]) if byline.authors else lined["signature"]
        wire = next((c for c in named if not c.value.authors and not c.value.desk), None)
        byline = replace(byline, agencies=wire.value.agencies if wire else ())
    for note in lined["note"]:
        byline = merge(byline, note.value)
    told = {"authors": provenance(winner, [*declared, *rivals]), "byline_raw": provenance(printed or winner, ())}
    for key in ("desk", "agencies"):
        giver = next((each for each in (winner, printed, account, wire) if each and getattr(each.value, key)), None)
        if giver:
            told[key] = provenance(giver, ())
    return byline, _as_one_line(_without_date(printed or winner, language)), told


@lru_cache(maxsize=256)  # the pages of an outlet name the same
def _houses(name: str) -> tuple[str, ...]:
    """Return what an outlet of that name or domain may be credited as, folded: accounts are named after an address."""
    house = fold(name.partition(".")[0])
    accounts = (house, house.replace(" ", "")) if "." in name and " " not in name else ()
    return fold(name), fold(f"{name}社"), *accounts


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
    return not is_printed and any(same_desk(desk.value, line.value) for desk in desks for line in marked)


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
    return next((each for each in known if not names_house(each.value.desk, outlets)), None)


def _without_date(printed: Credits, language: str | None) -> str:
    """Return the line without the date of the element behind it: only a space parts what two elements print."""
    raw, date = printed.raw, printed.value.date_raw or ""
    line = without_date_words(raw.partition(f" {date}")[0], language=language) if date else raw
    is_whole = line[-1:].isalnum() and not line.rpartition(" ")[2].islower() and fold(line) != fold(date)
    people = [author.name for author in parse_byline(line, language=language).authors]
    return line if is_whole and people == [author.name for author in printed.value.authors] else raw


def _opening(opened: Sequence[Credits], declared: Sequence[Credits]) -> Credits | None:
    """Return the byline that the text itself opens with, where only others are declared: they have put it up."""
    people = frozenset(name for candidate in declared for name in people_of(candidate.value))
    full = (c for c in opened if has_reporter(c.value) and all(" " in author.name for author in c.value.authors))
    return next((c for c in full if not people & people_of(c.value)), None) if people else None


def _names_more(chosen: Byline, printed: Credits) -> bool:
    """Whether a byline prints the chosen people among more reporters, and nothing else: declared is often the first."""
    reporters = {fold(author.name) for author in printed.value.authors if author.role == "reporter"}
    people = {fold(author.name) for author in chosen.authors}
    return bool(people) and people < reporters and (is_signature(printed.raw) or _is_names(printed))


def _is_names(printed: Credits) -> bool:
    """Whether nothing stands beside names in a script without capitals, of which no line is known for a signature."""
    rest = printed.raw
    if rest.upper() != rest.lower():
        return False
    for author in printed.value.authors:
        rest = rest.replace(author.name, "", 1)
    return not any(map(str.isalnum, rest))


def _agree(chosen: Byline, printed: Byline) -> bool:
    """Whether a printed line speaks of the same people, or of the same desk or agency where there are none.

    It may add a photographer or an editor, never a reporter.
    """
    people = {fold(author.name) for author in chosen.authors}
    if not people:
        is_same_wire = bool(chosen.agencies) and set(chosen.agencies) == set(printed.agencies)
        return not printed.authors and (same_desk(chosen, printed) or (is_same_wire and not chosen.desk))
    named = {fold(author.name): author.role for author in printed.authors}
    return people <= named.keys() and all(role != "reporter" for name, role in named.items() if name not in people)


def _told(printed: Credits) -> tuple[int, bool, bool, bool]:
    """Return how much a line tells: people, a desk, a date; a long one is rather a portrait of the author."""
    byline = printed.value
    return len(byline.authors), byline.desk is not None, byline.date_raw is not None, len(printed.raw) <= _LINE_CHARS
