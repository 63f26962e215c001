"""Bylines whose name and title stand in elements of their own, with nothing but a space between when read as text.

    <p class="byline"><span class="byline-name">By Jane Roe</span> <span class="byline-title">Health editor</span></p>

author_lines.py takes the parted line for the one run together.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from lxml.html import HtmlElement

from crawler.extract.blocks import TextBlock
from crawler.extract.class_words import NAMES, groups_of
from crawler.fields.bylines import parse_byline
from crawler.fields.text import clean_line
from crawler.page.elements import text_of

_AUTHOR, _TITLE = (1 << NAMES.index(name) for name in ("author", "title"))
_MOST_PARTS, _MOST_ELEMENTS = 4, 80
_WORD_END, _WORD_START = re.compile("[^\\W\\d_]{2}[a-zß-ÿ]$"), re.compile("[A-ZÀ-Þ][^\\W\\d_]{2}")
_WORD_CHARS = 3
"""Letters of the word before that `_WORD_END` looks at."""
_NAME_WORDS = 2
"""Words of the first part at least: "By" alone is a label of the second."""


def part_line(line: str, blocks: Sequence[tuple[TextBlock, str]], language: str | None) -> str:
    """Return the line with " | " between the elements that print it, where name and title have one each.

    `blocks` are those above the text, each with its clean text.
    """
    for block, text in blocks:
        if line in text:
            for element in islice(block.container.element.iter(), _MOST_ELEMENTS):
                is_marked = len(element) > 1 and groups_of(element.get("class") or "") & _AUTHOR
                if is_marked and clean_line(text_of(element)) == line and (parts := list(_parts(element, language))):
                    return " | ".join(part for part in parts if part)
            if line == text:
                return _unglued(line, block.container.element) if block.container.blocks == 1 else line
    return line


def _unglued(line: str, element: HtmlElement) -> str:
    """Return the line with " | " where only a border of elements parts two words: "Jane Roe|Reporter".

    The element must print the line and nothing else.
    """
    texts = list(element.itertext()) if len(element) else []
    glued = [at for at, (before, after) in enumerate(pairwise(texts[:_MOST_ELEMENTS]), 1) if _is_glued(before, after)]
    if not glued or clean_line("".join(texts)) != line:
        return line
    for at in reversed(glued):
        texts.insert(at, " | ")
    return clean_line("".join(texts))


def _is_glued(before: str, after: str) -> bool:
    """Whether two words stand together without a blank; the last sign is asked first, as most texts end in blanks."""
    return before[-1:].isalpha() and bool(_WORD_END.search(before[-_WORD_CHARS:]) and _WORD_START.match(after))


def _parts(element: HtmlElement, language: str | None) -> Iterator[str]:
    """Yield the parts, the first a name's, or nothing; a place under a class for titles is an empty one."""
    children = list(element)
    texts = [clean_line(text_of(child)) for child in children]
    groups = [groups_of(child.get("class") or "") for child in children]
    is_loose = (element.text or "").strip() or any((child.tail or "").strip() for child in children)
    if is_loose or len(children) > _MOST_PARTS or not groups[0] & _AUTHOR or len(texts[0].split()) < _NAME_WORDS:
        return
    if all(groups) and all(text[:1].isupper() for text in texts):
        yield texts[0]
        for text, group in zip(texts[1:], groups[1:], strict=True):
            is_place = group & _TITLE and parse_byline(text, language=language).authors
            yield "" if is_place else text
