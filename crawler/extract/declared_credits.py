"""Who the markup says wrote it: JSON-LD, then meta names, each as the names it gives; `credits.py` weighs them."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.fields.agencies import agency_named
from crawler.fields.bylines import is_byline_label, parse_byline
from crawler.page.jsonld import Node, StructuredData, is_organisation, plain
from crawler.page.page import Page

_META_NAMES = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "cxenseparse:author", "article:author_name", "og:article:author", "citation_author", "creator",
    "articleauthor", "article:author:name", "article.author", "author_name", "author-name", "authors",
    "vr:author", "mediator_author", "dcsext.author", "og:author",
)  # fmt: skip
_MAX_CREDITS = 60
_CARDS = ("1", "2")
"""Numbers of the two captioned values of a Twitter card: WordPress writes author and reading time there."""
_INVERTED = re.compile(r"(?P<family>[^\W\d_][\w'’-]+), (?P<given>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)?)")
_HOUSE = re.compile(r"(?P<house>[^()]+?) \((?:https?://)?(?:www\.)?(?P<site>[\w.-]+\.[a-z]{2,})/?\)")
"""An outlet beside its own address: "Valley Ledger (www.valley-ledger.example)"."""
_SLUG = re.compile(r"[a-zß-ÿ]{2,}(?:[-_][a-zß-ÿ]{2,}){1,3}|[^\W\d_]{2,}(?:_[^\W\d_]{2,}){1,3}")
"""An account's name in an address: "jane-roe", "Jane_Roe"."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What one place of the markup credits."""

    source: str
    names: list[str]
    organisations: tuple[str, ...] = ()
    """Those of the names that are declared to be no people."""


def declared_credits(
    page: Page, article: Node | None, printed: Sequence[str], language: str | None
) -> Iterator[Declared]:
    """Yield the credits in order of trust; contributors are often editors, but authors where a line prints them."""
    if article is not None:
        contributors, _ = _names(article.get("contributor"), page.jsonld)
        others = [name for name in contributors if any(name in line for line in printed)]
        for key in ("author", "creator"):
            names, organisations = _names(article.get(key), page.jsonld)
            if names:
                unique = list(dict.fromkeys((*names, *others)))
                people = [_in_order(name, language) for name in unique]
                yield Declared(source="jsonld", names=people, organisations=organisations)
    host = page.url.partition("://")[2].partition("/")[0]
    known = (page.meta.all(name) for name in _META_NAMES if name in page.meta.values)
    for values in (*known, _on_card(page, language), _parsely(page)):
        named = [value for value in values if not value.startswith(("http:", "https:", "/"))]
        if named:
            names = [_in_order(name, language) for name in named[:_MAX_CREDITS]]
            houses = tuple(
                found["house"] for name in names if (found := _HOUSE.fullmatch(name)) and found["site"] in host
            )
            yield Declared(source="meta", names=names, organisations=houses)


def _names(value: Any, data: StructuredData) -> tuple[list[str], tuple[str, ...]]:
    """Return the printed names of author nodes, strings, lists and references, and those of organisations."""
    names: dict[str, bool] = {}
    stack, steps = [value], 0
    while stack and len(names) < _MAX_CREDITS and (steps := steps + 1) < _MAX_CREDITS * 4:
        current = data.resolve(stack.pop())
        if isinstance(current, list):
            stack.extend(reversed(current[:_MAX_CREDITS]))
        elif isinstance(current, dict):
            name = current.get("name") or current.get("author")
            if text := _text(name) or _of_parts(current):
                names.setdefault(text, is_organisation(current))
            elif isinstance(name, list | dict):
                stack.append(name)
        elif (text := _text(current)) and not text.startswith(("http:", "https:")):
            names.setdefault(text, False)
    return list(names), tuple(name for name, is_house in names.items() if is_house)


def _text(value: Any) -> str | None:
    """A literal as one line; a line break in it parts two credits."""
    return plain(_BREAK.sub(" | ", value) if isinstance(value, str) else value)


def _of_parts(person: Node) -> str | None:
    parts = (plain(person.get("givenName")), plain(person.get("familyName")))
    return " ".join(part for part in parts if part) or None


def _on_card(page: Page, language: str | None) -> list[str]:
    """The values that a Twitter card captions with "Written by" in the page's language."""
    cards = ((page.meta.first(f"twitter:label{n}"), page.meta.first(f"twitter:data{n}")) for n in _CARDS)
    return [value for label, value in cards if label and value and is_byline_label(label, language=language)]


def _parsely(page: Page) -> list[str]:
    """The authors in the JSON of Parse.ly's older tag."""
    if not (held := page.meta.first("parsely-page")):
        return []
    try:
        told = json.loads(held)
    except (ValueError, RecursionError):
        return []
    named = (told.get("authors") or told.get("author")) if isinstance(told, dict) else None
    values = named if isinstance(named, list) else [named]
    return [value for value in values if isinstance(value, str)]


def _in_order(name: str, language: str | None) -> str:
    """Return a name in the order people sign, where a catalogue's order or an account's address is declared."""
    if _SLUG.fullmatch(name):
        return spaced_account(name, language)
    parts = [_turned(part, language) for part in name.split("; ")]
    return "; ".join(part for part in parts if part) if all(parts) else name


def spaced_account(name: str, language: str | None) -> str:
    """Return the name of a person that an account in an address has, "jane_roe", with blanks; any other as it is."""
    if not _SLUG.fullmatch(name):
        return name
    spaced = re.sub("[-_]", " ", name)
    is_known = parse_byline(name, language=language).desk  # "online-redaktion"
    return name if is_known or parse_byline(spaced, language=language).is_empty else spaced


def _turned(name: str, language: str | None) -> str | None:
    """ "Roe, Jane" as "Jane Roe"; None where the comma parts anything but the two names of one person."""
    found = _INVERTED.fullmatch(name)
    if not found or agency_named(found["given"]) or agency_named(found["family"]):
        return None
    turned = f"{found['given']} {found['family']}"
    alone = parse_byline(found["given"], language=language)
    people = parse_byline(turned, language=language).authors
    return turned if alone.authors and [person.name for person in people] == [turned] else None
