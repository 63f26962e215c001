"""Pictures of the article: the declared lead image and the figures inside the text, with caption and credit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import quote

from lxml.html import HtmlElement

from crawler.extract.blocks import TextBlock
from crawler.extract.class_words import NAMES, groups_of
from crawler.fields.text import clean_line
from crawler.fields.urls import join, strip_credentials
from crawler.items import Image
from crawler.languages import all_languages
from crawler.page.elements import text_of
from crawler.page.jsonld import Node, StructuredData
from crawler.page.page import Page

_MAX_IMAGES = 40
_FIGURE_LEVELS = 3
"""Elements around a figure and around a paragraph, of which they share one."""
_CREDIT = re.compile(
    r"\s*[\[(]?\b(?:(?:photo(?:graph)?s?|foto|image|picture|bild|credit|crédit|copyright|©)\s*(?:by|von|:|©|/)|fot\.:?)\s*"
    r"(?P<credit>[^\])]{2,120})[\])]?\s*\.?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\s*[\[(]?©\s*(?P<credit>[^\W\d_][^\])©]{1,60})[\])]?$")
"""A credit behind the sign alone: "© Jane Roe / Agency"; a year after it is of a notice."""
_CREDIT_WORDS = ("photo", "foto", "fot.", "image", "picture", "bild", "credit", "crédit", "copyright", "©")
"""One of them stands in every credit; to look for them takes a tenth of what the expression does."""
_MAX_CREDIT, _MAX_WORD = 120, 40
_AROUND = " .。[](（）)【】/|–—-"
"""What stands around a credit."""
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_OF_BYLINE, _MAX_PARTS = sum(1 << NAMES.index(name) for name in ("author", "meta")), 20
_NAME_CHARS = 60
_LOOKS = frozenset(("em", "i", "small", "span", "strong", "b"))
_MAX_CAPTION, _MAX_CREDITED, _MAX_BOX = 1_000, 300, 500


def read_images(page: Page, article: Node | None, body: Iterable[TextBlock]) -> tuple[Image, ...]:
    """Return the images, the lead image first, each address once."""
    found: dict[str, Image] = {}
    for url in _declared(page, article):
        if len(found) < 1 and (absolute := _absolute(page.url, url)):
            found[absolute] = Image(url=absolute, lead=True)
    for figure in _figures(page.elements["figure"], body):
        source = _source(figure)
        if source and (absolute := _absolute(page.url, source)) and len(found) < _MAX_IMAGES:
            caption, credit = _caption(figure)
            is_lead = _same_picture(absolute, found)
            if is_lead:
                found = {key: Image(url=key, caption=caption, credit=credit, lead=True) for key in found}
            else:
                found.setdefault(absolute, Image(url=absolute, caption=caption, credit=credit, lead=not found))
    return tuple(found.values())


def _declared(page: Page, article: Node | None) -> Iterator[str]:
    if article is not None:
        yield from _urls(article.get("image"), page.jsonld)
    yield from page.meta.all("og:image", "og:image:url", "twitter:image")


def _urls(value: Any, data: StructuredData) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        held = data.resolve(item)
        if isinstance(held, dict):
            held = held.get("url") or held.get("contentUrl") or held.get("@id")
        if isinstance(held, str) and held.strip():
            yield held.strip()


def _figures(figures: Sequence[HtmlElement], body: Iterable[TextBlock]) -> Iterator[HtmlElement]:
    """Yield the figures that share a container with body text."""
    if not figures:
        return
    holders = {block.container.parent for block in body}
    around = {id(box.element) for holder in holders if holder for box in islice(holder.chain(), _FIGURE_LEVELS)}
    for figure in figures[: _MAX_IMAGES * 2]:
        ancestors = [id(a) for a in islice(figure.iterancestors(), _FIGURE_LEVELS)]
        if not around.isdisjoint(ancestors):
            yield figure


def _source(figure: HtmlElement) -> str | None:
    for image in figure.iter("img"):
        for key in ("data-src", "data-lazy-src", "data-original", "src"):
            value = (image.get(key) or "").strip()
            if value and not value.startswith("data:"):
                return value
    return None


def _caption(figure: HtmlElement) -> tuple[str | None, str | None]:
    element = figure.find(".//figcaption")
    if element is None:
        return None, None
    text = clean_line(element.text_content())[:_MAX_CAPTION]
    return split_credit(text)


def is_caption(block: TextBlock) -> bool:
    """Whether a short text shares a container with a picture, and has a photographer's credit or is only labels.

    Or it stands right below a picture, in the next element, and ends with the name of a photographer.
    """
    box = block.container
    if len(block.text) > _MAX_CREDITED or box.chars > _MAX_BOX:
        return False
    credit = split_credit(block.text)[1]
    if not len(box.element):  # as most paragraphs: nothing is in them but text
        return credit is not None and _is_below_picture(box.element, credit)
    if next(box.element.iter("img"), None) is None:
        return credit is not None and _is_wrapped(box.element) and _is_below_picture(box.element, credit)
    return credit is not None or _holds_labels(box.element)


def _is_below_picture(box: HtmlElement, credit: str) -> bool:
    is_name = len(credit) <= _NAME_CHARS and credit[:1].isalpha() and not credit[0].islower()
    above = box.getprevious() if is_name else None
    is_picture = above is not None and isinstance(above.tag, str) and next(above.iter("img"), None) is not None
    return is_picture and not clean_line(text_of(above))


def _is_wrapped(box: HtmlElement) -> bool:
    """Whether all of the text stands in one element that only changes its look: a caption in Markdown is in italics."""
    if len(box) != 1 or box[0].tag not in _LOOKS or len(box[0]):
        return False
    return not (box.text or "").strip() and not (box[0].tail or "").strip()


def _holds_labels(box: HtmlElement) -> bool:
    """Whether a picture opens the box, and all its text stands in elements of its own: paragraphs stand right in it."""
    parts = [part for part in box if isinstance(part.tag, str)]
    first = parts[0] if parts else None
    is_led = first is not None and (first.tag == "img" or next(first.iter("img"), None) is not None)
    bare = (box.text, *(part.tail for part in box))
    if box.tag != "div" or not is_led or any(text and text.strip() for text in bare):
        return False
    names = " ".join(part.get("class") or "" for part in islice(box.iter("*"), _MAX_PARTS))
    return not groups_of(names) & _OF_BYLINE  # a portrait, the name and the time


@lru_cache(maxsize=1_024)  # three steps of choosing a body ask for the same blocks
def split_credit(text: str) -> tuple[str | None, str | None]:
    """Return caption and credit of a caption's text; None for what it lacks."""
    lower = text.lower()
    match = _CREDIT.search(text) if any(map(lower.__contains__, _CREDIT_WORDS)) else None
    match = match or (_SIGNED.search(text) if "©" in text else None)
    if match is None:
        return _split_label(text) or (text or None, None)
    return text[: match.start()].strip() or None, match["credit"].strip()


def _split_label(text: str) -> tuple[str | None, str] | None:
    """Return caption and credit where a word for pictures in any language stands before the last colon: "Kuva: ..."."""
    at = max(text.rfind(":"), text.rfind("："))
    if at < 0 or len(text) - at > _MAX_CREDIT:
        return None
    before = text[:at].rstrip(" .")
    tail = before[-_MAX_WORD:].lower()
    if not tail.endswith(words := _photo_words()):
        return None
    word = next(word for word in words if tail.endswith(word))
    start = len(before) - len(word)
    if before[start - 1 : start].isalnum() and not _DENSE.match(word):
        return None
    credit = text[at + 1 :].strip(_AROUND)
    return (before[:start].rstrip(" [(（【/|–—-") or None, credit) if credit else None


@lru_cache(maxsize=1)
def _photo_words() -> tuple[str, ...]:
    """What credits a picture, in all languages, lower case, the longest first."""
    words = {word.lower().strip(" .:=・·") for each in all_languages() for word in each.bylines.get("photo", ())}
    return tuple(sorted(words - {""}, key=len, reverse=True))


def _same_picture(url: str, found: dict[str, Image]) -> bool:
    name = url.partition("?")[0].rpartition("/")[2]
    return bool(name) and any(key.partition("?")[0].rpartition("/")[2] == name for key in found)


def _absolute(base: str, url: str) -> str | None:
    try:
        joined = join(base, url)
    except ValueError:
        return None
    if not joined.startswith(("http://", "https://")):
        return None
    plain = strip_credentials(joined)
    return plain if plain.isprintable() else _printable(plain)


def _printable(url: str) -> str:
    """Return the address with what shows nothing, or turns a line of text around, written as browsers send it."""
    return "".join(letter if letter.isprintable() else quote(letter, errors="replace") for letter in url)
