"""The elements that many readers of a page ask for, found in one pass: each pass more costs as much as ten of them."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from lxml.html import HtmlElement

from crawler.page.query import Query

TAGS = ("meta", "link", "title", "script", "a", "h1", "time", "abbr", "figure")

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ITEMPROPS = Query("//@itemprop/..")
"""Along attributes: twice as fast as a question to every element."""
_ITEMPROP_MARKS = (b"itemprop", b"itemProp")
"""One stands in the source of every page that has any: no program writes it otherwise."""

_READ_OUT = re.compile(
    "(?<![a-z])(?:sr|vh|screen-?(?:reader|only)|visually-?hidden|hidden-?visually|a11y|assistive)(?![a-z])",
    re.IGNORECASE,
)
"""In the classes of what only programs that read a page out are given, as style sheets of many makers name it."""


class Elements:
    """Elements of TAGS by their tag, in page order."""

    def __init__(self, tree: HtmlElement, source: bytes | None = None) -> None:
        """Look through the tree once; it must not be changed afterwards. `source` is what it was parsed from."""
        self.root = tree
        self._source = source
        self._by_tag: dict[str, list[HtmlElement]] = {tag: [] for tag in TAGS}
        for element in tree.iter(*TAGS):
            self._by_tag[element.tag].append(element)

    def __getitem__(self, tag: str) -> Sequence[HtmlElement]:
        """Return the elements of a tag; raises KeyError for one that is not in TAGS."""
        return self._by_tag[tag]

    @cached_property
    def itemprops(self) -> Sequence[HtmlElement]:
        """The elements that are a property of an item of microdata, in page order."""
        source = self._source
        may_hold_any = source is None or any(source.find(mark) >= 0 for mark in _ITEMPROP_MARKS)
        return _ITEMPROPS(self.root) if may_hold_any else ()

    @property
    def links(self) -> Sequence[tuple[HtmlElement, str]]:
        """Every `<a>` with its address, as written but without white space around it; those without one left out."""
        return self._links_and_authors[0]

    @property
    def author_links(self) -> Sequence[HtmlElement]:
        """Every `<a>` that says of itself that it leads to the author, by `rel`."""
        return self._links_and_authors[1]

    @cached_property
    def _links_and_authors(self) -> tuple[list[tuple[HtmlElement, str]], list[HtmlElement]]:
        links, authors = [], []
        for link in self["a"]:
            if (href := link.get("href")) and (href := href.strip()):
                links.append((link, href))
            if link.get("rel") == "author":
                authors.append(link)
        return links, authors


def is_permalink(link: HtmlElement) -> bool:
    """Whether the link only points at its own place on the page: the "¶" or "#" behind a heading, or what is read out.

    One in words, "Section titled ...", stands inside or right behind the heading that it points at.
    """
    href = link.get("href") or ""
    if len(href) < 2 or href[0] != "#":
        return False
    if not any(map(str.isalnum, text_of(link))):
        return True
    around, before = link.getparent(), link.getprevious()
    if around is not None and around.tag in HEADINGS and around.get("id") == href[1:]:
        return follows(link)
    return before is not None and before.tag in HEADINGS and before.get("id") == href[1:]


def follows(element: HtmlElement) -> bool:
    """Whether anything stands before the element in the one around it."""
    around = element.getparent()
    return element.getprevious() is not None or (around is not None and bool((around.text or "").strip()))


@lru_cache(maxsize=1024)
def is_read_out(classes: str) -> bool:
    """Whether an element of these classes is not shown but read out to those who can't see the page."""
    return _READ_OUT.search(classes) is not None


def text_of(element: HtmlElement) -> str:
    """Return all the text inside an element; lxml's own way is an XPath, which most links and times need not."""
    return str(element.text_content()) if len(element) else element.text or ""


def position(element: HtmlElement) -> list[int]:
    """Return the element's place among those beside it, after the place of the one around it, and so on: page order."""
    steps = []
    while (around := element.getparent()) is not None:
        steps.append(around.index(element))
        element = around
    return steps[::-1]
