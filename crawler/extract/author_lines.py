"""Lines of a page that may print a byline: elements marked as an author's, and byline-like lines of the head."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.author_places import stands_apart
from crawler.extract.blocks import TextBlock
from crawler.extract.byline_parts import part_line
from crawler.extract.declared_credits import spaced_account
from crawler.extract.filed_links import FiledLinks
from crawler.extract.lead_credits import closing_credit, closing_notes, opening_credit
from crawler.extract.marked_blocks import MAX_LINE_CHARS, Ground, Line, marked_blocks
from crawler.extract.side_authors import side_authors
from crawler.extract.signatures import signatures
from crawler.fields.bylines import is_byline_label, looks_like_byline, names_writer, parse_byline
from crawler.fields.text import clean_line, clean_run
from crawler.fields.url_kinds import filing_of
from crawler.languages.language import load
from crawler.page.elements import position, text_of
from crawler.page.microdata import is_of_object
from crawler.page.page import Page
from crawler.page.query import Query

_BYLINES = Query("//@data-testid[. = 'byline']/..")
_TEST_ID, _BYLINE_MARK = b"data-testid", re.compile(rb"data-testid\s*=\s*[\"']?\s*byline")
"""Looked for first: to ask the tree takes ten times as long, and the expression twice as long as its first word."""
_UNPRINTED = frozenset(("meta", "link"))
_MAX_MARKED = 12
_MAX_PLACES = 2
"""Places of marked authors on a page of one article: above its text, and with their portrait below it."""
_SEPARATORS = " |·•,/–—-#"
"""What may stand between the parts of a meta line, and is left at its ends where one is taken out."""


def author_lines(
    page: Page,
    blocks: Sequence[TextBlock],
    kept: Sequence[TextBlock],
    bylines: Sequence[str],
    language: str | None,
    links: FiledLinks,
) -> list[Line]:
    """Return the lines, those of the head first, each text once, without the categories and tags linked in them."""
    linked = list(_linked(links, language))
    run_together = {_without_filed(each.line, links) for each in links.authors} - {line.text for line in linked}
    bylines = [text for line in bylines if (text := _without_filed(line, links)) not in run_together]
    bylines = [text for text in bylines if looks_like_byline(text, language=language) or not _is_in_menu(page, text)]
    near = [
        Line(text=_parted(_without_filed(line.text, links), links), ground=line.ground)
        for line in marked_blocks(page.meta.title or "", blocks, kept, language)
        if not any(_is_run_of(each.names, line.text, language) for each in links.authors)
    ]
    marked = [
        *near,
        *_marked_elements(page, [*(line.text for line in near), *bylines], kept),
        *linked,
    ]
    named = {line.text for line in marked}
    lines: dict[str, Line] = {}
    for text in bylines:
        is_marked = text in named or has_prefix(text, language) or names_writer(text, language=language)
        lines[text] = Line(text=text, ground="marked" if is_marked else "looks")
    for line in (*marked, *_signed(blocks, kept, language)):
        known = lines.setdefault(line.text, line)
        if known.ground == "listed" and line.ground == "marked":  # a link above the text that teasers repeat
            lines[line.text] = line
    is_silent = all(
        _names_nobody(line, language) for line in lines.values()
    )  # a day that a template knows, say, or "(Reuters)" at the end
    if is_silent and (names := side_authors(page)):
        return [Line(text="; ".join(names), ground="signature"), *lines.values()]
    above = [(block, clean_run(block.text)) for block in (blocks[: kept[0].index] if kept else ())]
    own = [*(name for each in links.authors for name in each.names), *named]
    parted = ((_part_own(line.text, own), line.ground) for line in lines.values())
    return [Line(text=part_line(text, above, language), ground=ground) for text, ground in parted]


def _names_nobody(line: Line, language: str | None) -> bool:
    """Whether a line credits nobody, or signs the text with an agency alone."""
    byline = parse_byline(line.text, language=language)
    return byline.is_empty or (line.ground == "signature" and not byline.authors and not byline.desk)


def _part_own(line: str, texts: Sequence[str]) -> str:
    """Return the line with a mark behind an element's own text that only a style sheet parts from the next word.

    Such are names that are linked and what is marked as an author's: "By Jane RoeMonday 12 May".
    """
    for text in texts:
        if text and text != line and any(line[end : end + 1].isalnum() for end in _ends_of(text, line)):
            line = re.sub(rf"(?<!\w){re.escape(text)}(?=[^\W\d_])", lambda found: f"{found.group()} | ", line)
    return line


def _ends_of(text: str, line: str) -> Iterator[int]:
    """Yield the places behind the text wherever it stands in the line."""
    at = line.find(text)
    while at >= 0:
        yield at + len(text)
        at = line.find(text, at + 1)


def _is_run_of(names: Sequence[str], line: str, language: str | None) -> bool:
    """Whether the line is several linked names with nothing but blanks between, and a word like "By" before them.

    They are read apart.
    """
    if len(names) < 2:
        return False
    words, run = line.split(), " ".join(names).split()
    before = " ".join(words[: -len(run)])
    return words[-len(run) :] == run and (not before or is_byline_label(before, language=language))


def _is_in_menu(page: Page, name: str) -> bool:
    """Whether a menu links to a section of that name: "Real Estate" reads like a person's."""
    first = name.partition(" ")[0]  # asked first, because it is cheap and true of hardly any link
    named = (pair for pair in page.elements.links if first in (text := text_of(pair[0])) and clean_line(text) == name)
    found = (link for link, href in named if filing_of(href) != "author")
    return any(next(link.iterancestors("nav"), None) is not None for link in found)


def _without_filed(line: str, links: FiledLinks) -> str:
    filed, rest = links.beside.get(line), line
    if not filed:
        return line
    for text in filed:
        rest = _without_words(text, rest)
    rest = clean_line(rest).strip(_SEPARATORS)
    is_label = rest.endswith(":") or is_byline_label(rest)  # a writer's name may link to the home page
    return line if is_label else rest


def _without_words(text: str, line: str) -> str:
    """Return the line without the first place where the text stands as whole words."""
    for end in _ends_of(text, line):
        start = end - len(text)
        beside = f"{line[max(0, start - 1) : start]}{line[end : end + 1]}"
        if not any(letter.isalnum() or letter == "_" for letter in beside):
            return line[:start] + line[end:]
    return line


def _parted(line: str, links: FiledLinks) -> str:
    """Return the line with a mark behind a linked name that a letter follows: only a style sheet parts the two."""
    for name in (name for each in links.authors for name in each.names if name in line):
        before, _, after = line.partition(name)
        if before[-1:].isalnum() or not after[:1].isalpha():
            continue
        line = f"{before}{name} | {after}"
    return line


def _linked(links: FiledLinks, language: str | None) -> Iterator[Line]:
    """Yield the lines of names that are linked to authors' pages, or the names where the line does not read as theirs.

    The line tells roles, "Editor: Jane Roe"; two links side by side may have nothing but a blank between them.
    """
    below = [each.line for each in links.authors if each.is_below]
    for each in links.authors:
        line = _without_filed(each.line, links)
        byline = parse_byline(line, language=language)
        read = {byline.desk, *(author.name for author in byline.authors)}
        names = [spaced_account(name, language) for name in each.names]  # some systems print accounts
        is_theirs = 0 < len(line) <= MAX_LINE_CHARS and read.issuperset(names)
        is_teaser = each.is_below and len(set(below)) > _MAX_PLACES
        ground: Ground = "listed" if is_teaser else "below" if each.is_below else "marked"
        yield Line(text=line if is_theirs else "; ".join(names), ground=ground)


def _signed(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], language: str | None) -> Iterator[Line]:
    yield from (Line(text=text, ground="signature") for text in signatures(blocks, kept, language))
    if opening := opening_credit(kept, language):
        yield Line(text=opening, ground="signature")
    if closing := closing_credit(kept, language):
        yield Line(text=closing, ground="signature")
    yield from (Line(text=note, ground="note") for note in closing_notes(kept, language))


def has_prefix(line: str, language: str | None) -> bool:
    """Whether the line opens with a byline word of its language or of English: "By", "Von", "Text:"."""
    folded, prefixes = line.casefold(), _prefixes(language)
    if not folded.startswith(prefixes):
        return False
    return any(folded.startswith(prefix) and not folded[len(prefix) : len(prefix) + 1].isalnum() for prefix in prefixes)


@lru_cache(maxsize=256)
def _prefixes(language: str | None) -> tuple[str, ...]:
    known = [found for code in dict.fromkeys((language, "en")) if (found := load(code))]
    return tuple(prefix.casefold() for each in known for prefix in each.bylines.get("prefixes", ()))


def _marked_elements(page: Page, near: Sequence[str], kept: Sequence[TextBlock]) -> Iterator[Line]:
    """Yield the elements' texts; of those that stand side by side first all as one line.

    Where many places have them they belong to teasers, but for those that stand in the lines `near` the body.
    """
    texts: dict[HtmlElement, list[str]] = {}
    marked = _marked(page)
    end = position(kept[-1].container.element) if kept and marked else None
    for element in marked:
        if end is not None and position(element) > end and stands_apart(element, kept):
            continue
        text = clean_line(element.get("content") or text_of(element))
        if text and len(text) <= MAX_LINE_CHARS:
            texts.setdefault(_box(element), []).append(text)
    is_listed = len(texts) > _MAX_PLACES
    for beside in texts.values():
        is_near = not is_listed or any(text in line for text in beside for line in near)
        ground: Ground = "marked" if is_near else "listed"
        unique = list(dict.fromkeys(beside))
        together = "; ".join(unique)
        if len(unique) > 1 and len(together) <= MAX_LINE_CHARS:
            yield Line(text=together, ground=ground)
        yield from (Line(text=text, ground=ground) for text in unique)


def _box(element: HtmlElement) -> HtmlElement:
    """Return what holds the element and its neighbours: the first around it that holds anything else."""
    box = element
    while (around := box.getparent()) is not None and len(around) == 1:
        box = around
    return element if around is None else around


def _holds_byline_id(source: bytes) -> bool:
    at = source.find(_TEST_ID)
    return at >= 0 and _BYLINE_MARK.search(source, at) is not None


def _marked(page: Page) -> Sequence[HtmlElement]:
    """Return the first elements that are marked as an author's, in page order; those of the head print nothing."""
    authors = [e for e in page.elements.itemprops if e.get("itemprop") == "author" and e.tag not in _UNPRINTED]
    properties = [e for e in authors if not is_of_object(e)] or authors
    kinds = (
        page.elements.author_links,
        properties,
        _BYLINES(page.tree) if _holds_byline_id(page.source) else (),
    )
    found = [held for kind in kinds if (held := list(islice(kind, _MAX_MARKED)))]
    if len(found) < 2:
        return found[0] if found else ()
    return sorted({element for held in found for element in held}, key=position)[:_MAX_MARKED]
