"""The headline: what the page, its structured data and its feed call the article, without the outlet's name."""

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.extract.blocks import TextBlock
from crawler.extract.candidate import Candidate, provenance
from crawler.extract.inputs import Hints
from crawler.fields.text import clean_line, fold
from crawler.items import Provenance
from crawler.page.jsonld import Node, plain
from crawler.page.page import Page

_SEPARATOR = re.compile(r"\s+[|\-–—:·•»«/~]\s+|\s*[|»]\s+|\s+\|\s*|\s*[｜：]\s*")
_BAR = re.compile(r"\s+[|｜]\s+|｜")
_MAX_CHARS = 400
_MIN_CHARS = 4
_MAX_RAW_CHARS = 2000
"""Longest text that may hold a headline and the outlet's name: an h1 never closed holds the rest of the page."""
_MAX_HEADINGS = 100
"""Elements h1 that are looked at; the most on 266 news pages were 38."""
_MAX_LINKS = 2000
_MAX_NAME_CHARS = 60
"""Longest text of a link to the home page that is taken for the outlet's name."""
_MIN_CUT, _DOTS = 30, "..."
"""Shortest beginning of a headline that a system leaves of it, in characters, and what stands for the rest."""
_MIN_PART = 15
"""Characters of a part of the title that may be the headline alone: shorter ones are names of sections and sites."""


def choose_headline(
    page: Page,
    article: Node | None,
    headings: list[str],
    hints: Hints,
    outlet_name: str | None,
    blocks: Sequence[TextBlock] = (),
) -> tuple[str | None, Provenance | None]:
    """Return the headline and where it came from.

    `headings` are the texts of the page's h1 elements, `blocks` its lines: where nothing but the title
    names the article, the part of the title that stands on the page is the headline.
    """
    names = site_names(page, outlet_name)
    headings = [heading for heading in headings if not _is_site(heading, names)]
    titles = [
        Candidate(value=value, source=source, raw=raw)
        for source, raw in _raw_headlines(page, article, headings, hints)
        if len(raw) <= _MAX_RAW_CHARS
        if (value := strip_site(clean_line(raw), names)) and _may_be_headline(value)
    ]
    if not titles:
        return None, None
    found = [title for title in titles if not _is_site(title.value, names)] or titles
    winner = _agreed(found, headings) or found[0]
    winner = _without_section(winner, found) or winner
    if winner.source == "meta" and not headings and (part := _printed_part(winner.raw, blocks)):
        winner = Candidate(value=clean_line(part), source="dom", raw=winner.raw)
    winner = _in_full(winner, headings)
    return winner.value, provenance(winner, found)


def _may_be_headline(text: str) -> bool:
    """Whether a text says anything: not "---", and not "| Valley Ledger", whose own place stayed empty."""
    is_sized = _MIN_CHARS <= len(text) <= _MAX_CHARS
    return is_sized and not text.startswith("|") and any(map(str.isalnum, text))


def _in_full(title: Candidate[str], headings: Sequence[str]) -> Candidate[str]:
    """Return the h1 where the title is only its beginning: some systems cut what they declare at 60 or 70 characters.

    A longer h1 may also hold a kicker or an intro; a cut ends in dots, within a word, or before one in lower case. In
    JSON-LD the last is more often a shorter headline by an editor's hand.
    """
    start = title.value.rstrip(".… ")
    is_marked = len(title.value) - len(start) >= len(_DOTS) or title.value.endswith("…")
    for heading in headings:
        rest = clean_line(heading).removeprefix(start)
        if len(start) < _MIN_CUT or len(rest) == len(clean_line(heading)) or not rest.strip("."):
            continue
        is_in_word = start[-1].isalnum() and rest[0].isalnum()
        is_in_clause = title.source == "meta" and rest[0] == " " and rest[1:2].islower()
        if is_marked or is_in_word or is_in_clause:
            return Candidate(value=clean_line(heading), source="dom", raw=heading)
    return title


def _agreed(found: Sequence[Candidate[str]], headings: Sequence[str]) -> Candidate[str] | None:
    """Return the first title for other pages to quote where the headline in JSON-LD stands alone against it.

    It does where the page's h1 repeats the other, and where it is the same with a kicker before it. On 129 pages with a
    known headline that was right 12 times and wrong 4.
    """
    declared = next((c for c in found if c.source == "jsonld"), None)
    shared = next((c for c in found if c.source == "meta"), None)
    if shared is None:
        return None
    own = fold(shared.value)
    printed = {fold(heading) for heading in headings}
    if declared is not None:
        told = fold(declared.value)
        is_alone = own in printed and told not in printed
        return shared if is_alone or (told != own and told.endswith(f" {own}")) else None
    return next((c for c in found if c.source == "dom" and own.startswith(f"{fold(c.value)} ")), None)


def _without_section(winner: Candidate[str], found: Sequence[Candidate[str]]) -> Candidate[str] | None:
    """Return the heading that the page prints where the winner only puts a section beside it: "Opinion | ..."."""
    parts = {fold(part) for part in _BAR.split(winner.value)}
    return next((c for c in found if c.source == "dom" and len(parts) > 1 and fold(c.value) in parts), None)


def _raw_headlines(page: Page, article: Node | None, headings: list[str], hints: Hints) -> Iterator[tuple[str, str]]:
    if article is not None:
        for key in ("headline", "name"):
            if value := plain(article.get(key)):
                yield "jsonld", value
    for value in page.meta.all("og:title"):
        yield "meta", html.unescape(value)  # some systems escape it twice
    for heading in headings:
        yield "dom", heading
    for value in page.meta.all("twitter:title", "headline", "title", "dc.title", "parsely-title"):
        yield "meta", value
    if hints.title:
        yield "feed", hints.title
    if page.meta.title:
        yield "meta", page.meta.title


def read_headings(headings: Sequence[HtmlElement]) -> list[str]:
    """Return the texts of the h1 elements that may be headlines, in their order."""
    texts = (" ".join(h1.text_content().split()) for h1 in headings[:_MAX_HEADINGS])
    return [text for text in texts if 0 < len(text) <= _MAX_RAW_CHARS]


def site_names(page: Page, outlet_name: str | None) -> frozenset[str]:
    """Return the outlet's names as they may stand behind a title, folded and without spaces.

    That of a Japanese company also stands without its ending.
    """
    names = {outlet_name, page.meta.first("og:site_name", "application-name", "twitter:site", "publisher")}
    for node in page.jsonld.of_type("Organization", "NewsMediaOrganization", "WebSite"):
        names.add(plain(node.get("name")))
    article = page.jsonld.article(page.url)
    publisher = page.jsonld.resolve(article.get("publisher")) if article else None
    if isinstance(publisher, dict):
        names.add(plain(publisher.get("name")))
    host = page.url.partition("://")[2].partition("/")[0]
    names.update(_home_links(page.elements.links, host))
    told = (*names, host.removeprefix("www."))
    return frozenset(spelling for name in told if name and len(name) > 1 for spelling in _spellings(name))


@lru_cache(maxsize=1_024)  # the pages of an outlet name the same
def _spellings(name: str) -> tuple[str, ...]:
    squeezed = fold(name).replace(" ", "")
    return squeezed, squeezed.removesuffix("社")


@lru_cache(maxsize=256)
def _home_address(host: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:https?:)?//{re.escape(host)})?/?(?:(?:index|default)\.\w{{3,5}})?|\./?", re.IGNORECASE)


def _home_links(links: Sequence[tuple[HtmlElement, str]], host: str) -> Iterator[str]:
    """Yield the short texts of links to the home page: the outlet's name, where it stands as a logo in an h1."""
    home = _home_address(host)
    most = _MAX_NAME_CHARS + len(host)
    for link, href in links[:_MAX_LINKS]:
        if len(href) < most and home.fullmatch(href):
            text = " ".join(link.text_content().split())
            if len(text) <= _MAX_NAME_CHARS:
                yield text


def strip_site(title: str, names: frozenset[str]) -> str:
    """Return the title without the outlet's name before or behind a separator."""
    parts = list(_SEPARATOR.finditer(title))
    if parts:
        last, first = parts[-1], parts[0]
        if _is_site(title[last.end() :], names):
            return strip_site(title[: last.start()], names)
        if _is_site(title[: first.start()], names):
            return title[first.end() :]
    before, colon, rest = title.partition(": ")
    return rest if colon and _is_site(before, names) else title


def _printed_part(title: str, blocks: Sequence[TextBlock]) -> str | None:
    """Return the longest part of a title, cut at separators, that is a line of the page."""
    printed = {block.text.casefold() for block in blocks}
    parts = (part for part in _SEPARATOR.split(title) if len(part) >= _MIN_PART and part.casefold() in printed)
    return max(parts, key=len, default=None)


def _is_site(text: str, names: frozenset[str]) -> bool:
    return fold(text).replace(" ", "") in names
