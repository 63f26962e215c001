"""Which of the credits that a page declares and prints is the byline; credits.py reads them and asks here."""

import re
from collections.abc import Mapping, Sequence, Set
from itertools import chain

from crawler.extract.author_lines import has_prefix
from crawler.extract.candidate import Candidate
from crawler.extract.marked_blocks import Ground
from crawler.fields.bylines import Byline, is_signature
from crawler.fields.text import fold

_ACCOUNT = re.compile(r"[a-z0-9_.]+")
"""A name as accounts have it: "jroe", not "Jane"."""
_FILED = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?, [^\W\d_]+(?:[ -][^\W\d_]+)?")
"""An agency and the place that it reports from, "AFP, MANILA"; its bare name may be a picture's credit or a topic."""

Credits = Candidate[Byline]


def choose_winner(
    declared: Sequence[Credits], lined: Mapping[Ground, Sequence[Credits]], outlets: Set[str]
) -> Credits | None:
    """Return the credit that names people on the best ground, else the best that names a desk or an agency.

    A person whom the page prints as editor gives way to one it prints as reporter. Lines that only look like bylines
    count where nothing is declared, or nothing but the outlet itself, or where they name the declared desk as well;
    a text's signature counts where all else names only a desk.
    """
    strong = [*lined["marked"], *lined["below"]]
    people = [candidate for candidate in declared if candidate.value.authors]
    if people and (writer := _writer_behind(people, lined["marked"], lined["signature"])):
        return writer
    if people and (other := _contradiction(people, strong)):
        return other
    if not people and (wire := _wire_said(declared, lined["marked"])):
        return wire
    if people and not (_are_editors(people[0].value, strong) and any(has_reporter(c.value) for c in strong)):
        return people[0]
    is_desk_printed = any(same_desk(c.value, d.value) for c in (*lined["marked"], *lined["looks"]) for d in declared)
    reporters = [c for c in (lined["marked"] if is_desk_printed else strong) if has_reporter(c.value)]
    if reporters or people:
        return (reporters or people)[0]
    is_open = all(names_house(c.value.desk, outlets) and not c.value.agencies for c in declared)
    named = (c for c in lined["looks"] if c.value.authors)
    shared = (c for c in named if is_open or any(same_desk(c.value, each.value) for each in declared))
    signature = (c for c in lined["signature"] if has_reporter(c.value) or not declared)
    # an outlet that credits itself beside an agency has only passed the text on
    printed = (*strong, *(c for c in lined["looks"] if _FILED.fullmatch(c.raw)))
    passed = (c for c in printed if declared and is_open and c.value.agencies and not c.value.desk)
    signed = (c for c in lined["looks"] if c.value.desk and is_signature(c.raw))
    desks = (c for c in (*strong, *signed) if is_open and not _is_house(c.value, outlets))
    told = (c for c in declared if not _is_house(c.value, outlets))
    return next(chain(shared, signature, passed, told, desks, declared, strong, lined["looks"]), None)


def _wire_said(declared: Sequence[Credits], marked: Sequence[Credits]) -> Credits | None:
    """Return the declared agency that a line beginning "By" credits alone: people marked elsewhere are of teasers."""
    wires = [c for c in declared if c.value.agencies and not c.value.desk]
    said = {c.value.agencies for c in marked if not (c.value.authors or c.value.desk) and has_prefix(c.raw, None)}
    return next((c for c in wires if c.value.agencies in said), None)


def _is_house(byline: Byline, outlets: Set[str]) -> bool:
    """Whether nobody but the outlet is named."""
    return not byline.authors and not byline.agencies and names_house(byline.desk, outlets)


def names_house(desk: str | None, outlets: Set[str]) -> bool:
    """Return whether a desk is the outlet by one of its folded names; its address writes them without blanks."""
    folded = fold(desk or "")
    return folded in outlets or folded.replace(" ", "") in outlets


def _contradiction(people: Sequence[Credits], strong: Sequence[Credits]) -> Credits | None:
    """Return the byline that is printed and declared elsewhere, where the first declared people stand nowhere in print.

    Their account has put the text up: JSON-LD of many systems names the account, meta and page the writer.
    """
    first, *others = (people_of(candidate.value) for candidate in people)
    printed = [people_of(candidate.value) for candidate in strong]
    if any(first & names for names in printed):
        return None
    return next((c for c in people[1:] if people_of(c.value) in others and people_of(c.value) in printed), None)


def _writer_behind(
    people: Sequence[Credits], marked: Sequence[Credits], signatures: Sequence[Credits]
) -> Credits | None:
    """Return the byline with a full name where only accounts in lower case are declared, and printed nowhere.

    A full name that signs the text goes before an account that is printed as well.
    """
    if not all(_ACCOUNT.fullmatch(candidate.raw) for candidate in people):
        return None
    printed = {name for candidate in marked for name in people_of(candidate.value)}
    is_printed = any(people_of(candidate.value) & printed for candidate in people)
    lines = signatures if is_printed else (*marked, *signatures)
    named = (c for c in lines if has_reporter(c.value))
    return next((c for c in named if any(" " in author.name for author in c.value.authors)), None)


def people_of(byline: Byline) -> frozenset[str]:
    """Return the folded names of all people that are credited, in any role."""
    return frozenset(fold(author.name) for author in byline.authors)


def has_reporter(byline: Byline) -> bool:
    """Return whether somebody is credited with writing."""
    return any(author.role == "reporter" for author in byline.authors)


def _are_editors(declared: Byline, printed: Sequence[Credits]) -> bool:
    """Whether the page prints every declared person, and each in another role than reporter."""
    roles = {fold(author.name): author.role for c in printed for author in c.value.authors}
    return all(roles.get(fold(author.name), "reporter") != "reporter" for author in declared.authors)


def same_desk(first: Byline, second: Byline) -> bool:
    """Return whether both credit a desk, and the same."""
    return bool(first.desk and second.desk) and fold(first.desk or "") == fold(second.desk or "")
