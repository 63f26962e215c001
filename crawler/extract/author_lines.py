"""Lines of a page that may print a byline: elements marked as an author's, and byline-like lines of the head."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.extract.blocks import TextBlock
from crawler.extract.class_words import NAMES
from crawler.extract.masses import own_groups
from crawler.fields.text import clean_line
from crawler.languages.language import load
from crawler.page.page import Page
from crawler.page.query import Query

_MARKED = Query("descendant-or-self::*[@rel='author' or @itemprop='author' or @data-testid='byline']")
_MARKS = ("author", "byline")
_OPENS_MARK = re.compile(r"\b(?:rel|itemprop|data-testid)\s*=\s*[\"']?$", re.IGNORECASE)
_MARK_CHARS = 24
"""Characters before a value in which its attribute's name stands."""
_AUTHOR = 1 << NAMES.index("author")
_ELSEWHERE = sum(
    1 << NAMES.index(name)
    for name in (
        "caption",
        "media",
        "comments",
        "related",
        "more",
        "newsletter",
        "ad",
        "nav",
        "tags",
        "overlay",
        "embed",
    )
)
_MAX_CHARS = 250
_BEFORE, _AFTER = 12, 6
"""Blocks before the body's first and after its last among which author elements count."""
_MAX_MARKED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    text: str
    is_marked: bool
    """Whether markup or a word like "By" says that it is a byline; else it only looks like one."""


def author_lines(
    page: Page, blocks: Sequence[TextBlock], kept: Sequence[TextBlock], bylines: Sequence[str], language: str | None
) -> list[Line]:
    """Return the lines, those of the head first, each text once."""
    marked = [*_marked_blocks(blocks, kept), *_marked_elements(page)]
    lines = {text: Line(text=text, is_marked=text in marked or has_prefix(text, language)) for text in bylines}
    for text in marked:
        lines.setdefault(text, Line(text=text, is_marked=True))
    return list(lines.values())


def has_prefix(line: str, language: str | None) -> bool:
    """Whether the line opens with a byline word of its language or of English: "By", "Von", "Text:"."""
    folded = line.casefold()
    for code in dict.fromkeys((language, "en")):
        known = load(code)
        for prefix in known.bylines.get("prefixes", ()) if known else ():
            if folded.startswith(prefix.casefold()) and not folded[len(prefix) : len(prefix) + 1].isalnum():
                return True
    return False


def _marked_blocks(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> Iterator[str]:
    if not kept:
        return
    first, last = kept[0].index, kept[-1].index
    for block in blocks[max(0, first - _BEFORE) : last + _AFTER]:
        box = block.container
        around = box.parent or box
        names = own_groups(box) | own_groups(around)
        if names & _AUTHOR and not names & _ELSEWHERE and len(block.text) <= _MAX_CHARS:
            yield clean_line(block.text)


def _marked_elements(page: Page) -> Iterator[str]:
    if not _may_be_marked(page.html):
        return
    for element in _MARKED(page.tree)[:_MAX_MARKED]:
        text = clean_line(element.get("content") or element.text_content())
        if text and len(text) <= _MAX_CHARS:
            yield text


def _may_be_marked(html: str) -> bool:
    """Whether the source has such an attribute at all: most pages have none, and to ask every element takes longer."""
    for value in _MARKS:
        at = html.find(value)
        while at >= 0:
            if _OPENS_MARK.search(html[max(0, at - _MARK_CHARS) : at]):
                return True
            at = html.find(value, at + 1)
    return False
