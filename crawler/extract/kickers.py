"""The section as printed just above the headline, where no markup says what it is."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.blocks import TextBlock
from crawler.extract.evidence import folded
from crawler.page.elements import Elements, text_of

_ABOVE = 2
"""Blocks above the headline that may be a kicker."""
_BELOW, _MAX_INLINE = 3, 20
"""Blocks below it in which an element named for one may stand, and elements of a block that are looked at."""
_NAMED = re.compile(r"(?:^|[\s_-])(?:category|section|rubrik|rubrique|kategorie|categoria)(?:$|[\s_-])", re.IGNORECASE)
_MAX_CHARS, _MAX_WORDS = 40, 4
_SLUG = re.compile(r"(?:[^\W_]+-){4}[^\W_]+")
"""An article's headline in its address."""
_HEADINGS = frozenset(("h1", "h2"))
_MARKS = " :|/–—-·•"
_ENTRIES = frozenset(("li", "tr"))
TRAIL = re.compile(r"\s*[>›»]\s*")
"""What stands between the steps of a printed trail."""
_STEPS = re.compile(r"\s*[>›»→/]\s*|\s+[|·•]\s+")
"""The same where each step must be a link of the page: "Film/TV" alone is one section."""


def find_kicker(blocks: Sequence[TextBlock], headline: str | None, elements: Elements) -> str | None:
    """Return the short line above the headline that the page elsewhere links to: a section of the outlet; else None."""
    title = folded(headline or "")
    near = (b for b in blocks if abs(len(b.text) - len(headline or "")) <= _MAX_CHARS)
    place = next((b.index for b in near if title and _opening(b, title) is not None), None)
    if place is None:
        return None
    above = [b.text for b in reversed(blocks[max(0, place - _ABOVE) : place]) if not _is_in_list(b, blocks[place])]
    said = (_opening(blocks[place], title) or "", *above, *_named_below(blocks[place + 1 : place + 1 + _BELOW]))
    short = [text for text in said if 0 < len(text) <= _MAX_CHARS and len(text.split()) <= _MAX_WORDS]
    if not short:
        return None
    links = [(a, href) for a, href in elements.links if len(a) < _ABOVE and "#" not in href]
    linked = {text_of(link).strip().casefold() for link, _ in links}
    named = (text for text in short if text.casefold() in linked or _is_trail(text, linked))
    found = next((text for text in named if _is_trail(text, linked) or _is_listed(text, links)), None)
    return " > ".join(_STEPS.split(found.strip())) if found and _is_trail(found, linked) else found


def _opening(block: TextBlock, title: str) -> str | None:
    """Return what stands before the headline in its own element, "Sport: ", which may be nothing; None for another."""
    text = folded(block.text)
    if text == title:
        return ""
    if block.tag not in _HEADINGS or not text.endswith(title):
        return None
    size = next((i for i in range(min(_MAX_CHARS, len(block.text))) if folded(block.text[i:]) == title), 0)
    return block.text[:size].strip(_MARKS)


def _named_below(blocks: Sequence[TextBlock]) -> Iterator[str]:
    """Yield the texts of elements below the headline that are named for a section, in a line of date and author."""
    for block in blocks:
        for element in islice(block.container.element.iter("span", "a", "strong", "em"), _MAX_INLINE):
            if _NAMED.search(element.get("class") or ""):
                yield " ".join(text_of(element).split())


def _is_listed(text: str, links: Sequence[tuple[HtmlElement, str]]) -> bool:
    """Whether a link of that text may lead to a section: not to the outlet's first page, nor to an article."""
    same = (href for link, href in links if text_of(link).strip().casefold() == text.casefold())
    return any(href != "/" and not _SLUG.search(href) for href in same)


def _is_trail(text: str, linked: Collection[str]) -> bool:
    """Whether the line is steps that the page links to, with arrows between them: "Home > Sport"."""
    steps = _STEPS.split(text.casefold().strip())
    return len(steps) > 1 and all(step in linked for step in steps)


def _is_in_list(block: TextBlock, headline: TextBlock) -> bool:
    """Whether the block is an entry of a list, or a row of a table, that the headline does not stand in: a menu's."""
    entry = next((box for box in block.container.chain() if box.tag in _ENTRIES), None)
    return entry is not None and all(box is not entry.parent for box in headline.container.chain())
