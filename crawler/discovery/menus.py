"""Menus that nothing names: links side by side, each a word or two, and nothing else in their box.

Front pages made with hashed class names, in other languages' words or in plain boxes have no `<nav>` to know one by.
Called by `sections.py` for the front page alone.
"""

from collections import defaultdict
from itertools import islice

from lxml.html import HtmlElement

from crawler.discovery.anchors import MAX_ANCHORS
from crawler.discovery.link import absolute_url

MENU_ENTRIES = 3
"""Links side by side that make a menu; two are "Log in" and "Subscribe"."""

MENU_WORDS, MENU_CHARS = 4, 30
"""Longest entry, in words and in characters: headlines in Chinese and Japanese are written as one word of fewer."""

_DENSE_CHARS = 8
"""Longest entry in a script that writes no spaces."""


def menu_addresses(tree: HtmlElement, base: str) -> frozenset[str]:
    """Return the absolute addresses of the entries of all such menus, whatever site they lead to."""
    rows: dict[HtmlElement, list[HtmlElement]] = defaultdict(list)
    for anchor in islice(tree.iter("a"), MAX_ANCHORS):
        rows[_row(anchor)].append(anchor)
    return frozenset(
        url
        for row, anchors in rows.items()
        if _is_menu(row, anchors)
        for anchor in anchors
        if (url := absolute_url(anchor.get("href"), base)) is not None
    )


def _row(anchor: HtmlElement) -> HtmlElement:
    """The nearest element around that holds something beside the anchor: `ul` for `ul > li > a`."""
    around = anchor.getparent()
    while (up := around.getparent()) is not None and len(around) == 1:
        around = up
    return around


def _is_menu(row: HtmlElement, anchors: list[HtmlElement]) -> bool:
    """Whether the row's entries are all short and lead to different places, and no other text stands beside them."""
    if len({anchor.get("href") for anchor in anchors}) < MENU_ENTRIES:
        return False
    texts = [_text(anchor) for anchor in anchors]
    return all(map(_is_short, texts)) and len(_text(row)) <= sum(len(text) + 1 for text in texts) + MENU_CHARS


def _is_short(text: str) -> bool:
    most = MENU_CHARS if text.isascii() or " " in text or not _is_dense(text) else _DENSE_CHARS
    return len(text) <= most and len(text.split()) <= MENU_WORDS


def _is_dense(text: str) -> bool:
    return any("\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" for char in text)


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
