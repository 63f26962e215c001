"""What the page's head declares: meta names and properties, links, title and language, each value one clean line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.fields.text import UNSAID
from crawler.fields.urls import join
from crawler.page.elements import Elements
from crawler.page.microdata import is_of_object

_MAX_VALUES = 2_000
"""Meta tags read of one page."""
_CREDITS = frozenset(("author", "creator"))
_NAMES = frozenset(("name", "property", "itemprop", "http-equiv"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Metatags:
    """Keys are lower case; each key holds its values in page order."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """`name`, `property`, `itemprop` or `http-equiv` -> contents."""
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """`rel` of `<link>` -> addresses, as written."""
    title: str | None = None
    """Text of the first `<title>`."""
    language: str | None = None
    """`lang` of the root element, as written."""

    def first(self, *names: str) -> str | None:
        """Return the first value of the first name that has one."""
        for name in names:
            if name in self.values:
                return self.values[name][0]
        return None

    def all(self, *names: str) -> tuple[str, ...]:
        """Return all values of the names, in the order of the names."""
        values = self.values
        return tuple([value for name in names if name in values for value in values[name]])

    def link(self, rel: str, base: str = "") -> str | None:
        """Return the first link of that relation, joined to `base`; None where there is none or it is no URL."""
        for value in self.links.get(rel, ()):
            try:
                return join(base, value)
            except ValueError:
                continue
        return None


def read_metatags(elements: Elements) -> Metatags:
    """Return the declarations, from the head or wherever a broken page has put them; never raises."""
    title = next((t for t in elements["title"] if not _inside_svg(t)), None)
    root = elements.root
    return Metatags(
        values={name: tuple(held) for name, held in _values(elements["meta"]).items()},
        links={rel: tuple(held) for rel, held in _links(elements["link"]).items()},
        title=(" ".join(title.text_content().split()) or None) if title is not None else None,
        language=(root.get("lang") or root.get("xml:lang") or "").strip() or None,
    )


def _values(metas: Sequence[HtmlElement]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    of_objects: dict[str, list[str]] = {}  # counted where nothing else says it: a picture's item may never be closed
    for meta in metas[: _MAX_VALUES + 1]:
        content, given = "", []
        for key, value in meta.items():  # all at once: to ask for each name takes twice as long
            if key == "content":
                content = " ".join(value.split())
            elif key in _NAMES and (name := value.strip().lower()):
                given.append(name)
        if content and content not in UNSAID:
            is_credit = not _CREDITS.isdisjoint(given) and meta.get("itemprop") in _CREDITS
            told = of_objects if is_credit and is_of_object(meta) else values
            for name in given if len(given) < 2 else set(given):
                told.setdefault(name, []).append(content)
    return {**of_objects, **values}


def _links(elements: Sequence[HtmlElement]) -> dict[str, list[str]]:
    links: dict[str, list[str]] = {}
    for link in elements:
        href = (link.get("href") or "").strip()
        for rel in (link.get("rel") or "").lower().split() if href else ():
            links.setdefault(rel, []).append(href)
    return links


def _inside_svg(element: HtmlElement) -> bool:
    return any(ancestor.tag == "svg" for ancestor in element.iterancestors())
