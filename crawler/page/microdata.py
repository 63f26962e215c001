"""Microdata of the page's article: `itemprop` values outside comments and related items (WHATWG HTML, section 5)."""

from collections.abc import Mapping

from lxml.html import HtmlElement

from crawler.fields.text import UNSAID
from crawler.page.elements import Elements, text_of

WANTED = ("headline", "author", "datePublished", "dateModified", "articleSection", "keywords", "description")
"""Properties read; all of them are schema.org/Article's or one of its parents'."""

_OBJECTS = frozenset(("comment", "usercomments", "imageobject"))
_FOREIGN_TYPES = _OBJECTS | {"person", "organization", "videoobject", "webpage", "listitem", "rating"}
_URL_ATTRIBUTES = {"a": "href", "link": "href", "img": "src", "meta": "content", "time": "datetime", "abbr": "title"}
"""An abbreviation's title is no part of the standard; templates that were hAtom before put the instant there."""
_MAX_CHARS = 2_000


def read_microdata(elements: Elements) -> Mapping[str, tuple[str, ...]]:
    """Return property -> values in page order, as one line each; an author's value is the name. Never raises."""
    found: dict[str, list[str]] = {}
    for element in elements.itemprops:
        for name in (element.get("itemprop") or "").split():
            if name in WANTED and _item_around(element) not in _FOREIGN_TYPES and (value := _value(element, name)):
                held = found.setdefault(name, [])
                if value not in held:
                    held.append(value)
    return {name: tuple(values) for name, values in found.items()}


def is_of_object(element: HtmlElement) -> bool:
    """Return whether a property is that of a picture or a comment: not even its author wrote the text."""
    return _item_around(element) in _OBJECTS


def _item_around(element: HtmlElement) -> str | None:
    """The kind of the nearest enclosing item, lower case; None where there is none."""
    for ancestor in element.iterancestors():
        if ancestor.get("itemscope") is not None:
            return (ancestor.get("itemtype") or "").lower().rpartition("/")[2]
    return None


def _value(element: HtmlElement, name: str) -> str | None:
    if name == "author":
        inner = element.find(".//*[@itemprop='name']")
        element = inner if inner is not None else element
    attribute = _URL_ATTRIBUTES.get(element.tag)
    value = element.get("content")
    if value is None and attribute and element.tag not in ("a", "img", "link"):
        value = element.get(attribute)
    if value is None:
        value = text_of(element)
    value = " ".join(value.split())[:_MAX_CHARS]
    return value if value and value not in UNSAID else None
