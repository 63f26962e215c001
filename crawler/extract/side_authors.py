"""Authors that only a side column tells: "Author: Jane Roe", linked to her page, beside the date and the tags.

Many systems for notes and documentation put the facts of a text there. Side columns also list all the writers of an
outlet, and the texts of others: a link counts only where its line, the names around it or the list of facts it stands
in say whose it is, and at most two do. Called by author_lines.py.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.class_words import NAMES, groups_of
from crawler.fields.bylines import is_byline_label
from crawler.fields.text import clean_line
from crawler.fields.url_kinds import filing_of
from crawler.page.elements import text_of
from crawler.page.page import Page

_SIDE, _AUTHOR = (1 << NAMES.index(name) for name in ("side", "author"))
_ELSEWHERE = sum(1 << NAMES.index(name) for name in ("comments", "related", "newsletter", "ad", "more"))
_OF_TEXT = re.compile(r"(?:post|entry|article|story)(?=[-_]|$)")
"""In one name with a word for authors: "post-author", "md-post__authors"."""
_SIDES = frozenset(("aside", "nav"))
_CARDS, _HEADINGS = frozenset(("article", "li", "a")), ("h1", "h2", "h3", "h4", "h5")
_LEVELS = 6
"""Elements around the link, from the innermost, whose names may say whose it is."""
_LINE_LEVELS, _FACT_LEVELS = 2, 4
"""Elements around the link that are its line, and those that may be the list of facts: day, category, tags."""
_MAX_CHARS = 60
_MAX_AUTHORS = 2
"""More are a list of the outlet's writers."""


def side_authors(page: Page) -> tuple[str, ...]:
    """Return the names that a side column gives as the writers of this text, in page order."""
    links = [link for link, href in page.elements.links if filing_of(href) == "author"]
    told = [link for link in links if _is_of_this_text(link)]
    names = tuple(dict.fromkeys(text for link in told if 1 < len(text := clean_line(text_of(link))) <= _MAX_CHARS))
    return names if len(names) <= _MAX_AUTHORS else ()


def _is_of_this_text(link: HtmlElement) -> bool:
    is_told = _is_labelled(link) or _is_fact(link)
    for level, box in enumerate(link.iterancestors()):
        names = f"{box.get('class') or ''} {box.get('id') or ''}"
        groups = groups_of(names)
        is_told = is_told or (level < _LEVELS and any(_names_both(name) for name in names.split()))
        if box.tag in _SIDES or groups & _SIDE or "sidebar" in names:
            return is_told
        if groups & _ELSEWHERE or (box.tag in _CARDS and next(box.iter(*_HEADINGS), None) is not None):
            return False
    return False


def _is_labelled(link: HtmlElement) -> bool:
    """Whether a word like "Author:" stands right before the link."""
    return any(is_byline_label(clean_line(text).rstrip(" :")) for text in _before(link) if text.strip())


def _is_fact(link: HtmlElement) -> bool:
    """Whether the line is named as the author's and stands in one list with a link to the text's category or tag."""
    boxes = list(islice(link.iterancestors(), _FACT_LEVELS))
    names = " ".join(f"{box.get('class') or ''} {box.get('id') or ''}" for box in boxes[:_LINE_LEVELS])
    if not groups_of(names) & _AUTHOR:
        return False
    kinds = [filing_of(other.get("href") or "") for box in boxes[-1:] for other in box.iter("a")]
    return kinds.count("author") <= _MAX_AUTHORS and bool({"category", "tag"} & set(kinds))


def _before(link: HtmlElement) -> Iterator[str]:
    before, around = link.getprevious(), link.getparent()
    if before is not None:
        yield before.tail or ""
        yield text_of(before)
    elif around is not None:
        yield around.text or ""


def _names_both(name: str) -> bool:
    return bool(groups_of(name) & _AUTHOR) and _OF_TEXT.search(name.lower()) is not None
