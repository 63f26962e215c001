"""Links beside an article's text that say where it is filed and who wrote it: its categories, tags and authors.

A link counts by its `rel`, by its address (`/category/sport/`, `/tags/council/`, `/author/jane-roe`) or by the names of
the elements close around it, and only where it stands near the text or the headline: menus, tag clouds and teasers link
the same. Called by record.py.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.extract.blocks import TextBlock
from crawler.extract.class_words import NAMES, groups_of
from crawler.extract.topics import is_word
from crawler.fields.text import clean_line
from crawler.fields.url_kinds import filing_of, shares
from crawler.page.elements import position, text_of

_LEVELS, _HEAD_LEVELS = 3, 2
"""Steps up from the box that holds all text, and from the headline, to the box that holds the link as well."""
_MAX_LINKS = 400
_LINE_CHARS = 120
"""A longer block is prose, unless most of it is link."""
_MAX_CHARS = 80
_MAX_CATEGORIES = 5
"""More of them are the outlet's list of all."""
_CATEGORY = re.compile(r"(?:^|[\s_-])(?:cat|cats|categor\w*|kategorie\w*|rubri\w*)(?:$|[\s_-])", re.IGNORECASE)
_SECTION = re.compile(r"(?:^|[\s_-])section(?:[_-]?(?:name|link|label|title))?(?:$|\s)", re.IGNORECASE)
_TAGS = re.compile(r"(?:^|[\s_-])(?:tags?|taglist|keywords?|schlagworte?|etiquetas?)(?:$|[\s_-])", re.IGNORECASE)
_ELSEWHERE = sum(1 << NAMES.index(name) for name in ("comments", "related", "newsletter", "ad"))
_MENU = re.compile(
    r"(?:^|[\s_-])(?:menu|navbar|breadcrumbs?|cloud|tagcloud|side|sidebar|aside|widgets?)(?:$|[\s_-])", re.IGNORECASE
)
_PORTRAIT, _PORTRAIT_LEVELS = re.compile(r"author|aut(?:or|eur)|\bbio", re.IGNORECASE), 3
"""Names of a box with the author's portrait, and the elements around its text, the first its own, that may be it."""
_COUNT = re.compile(r"\s*[(\[（]?\d+[)\]）]?\s*")
_BRACKETED_COUNT = re.compile(r"\s*[(\[（]\d+[)\]）]")
_HOME = re.compile(r"(?:https?:)?//[^/?#]+/?|/")
_INLINE = frozenset(("span", "font", "small", "big"))
_OUTSIDE = frozenset(("nav", "aside"))
_TITLES = ("h1", "h2")
_CARDS, _HEADINGS = frozenset(("article", "li", "a")), ("h1", "h2", "h3", "h4", "h5")
_LISTS, _MAX_LISTED = frozenset(("ul", "ol")), 2
_Author = tuple[str, TextBlock | None]
"""A name, and the line that it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedAuthors:
    """Names that stand side by side, and the line that they stand in."""

    names: tuple[str, ...]
    line: str
    is_below: bool
    """Whether that is below the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledLinks:
    """Texts as printed, each once and in page order."""

    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[LinkedAuthors, ...] = ()
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Text of a block -> the categories and tags linked in it, and the outlet: none is of the byline it may print."""


@dataclass(slots=True)
class _Found:
    categories: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    authors: dict[HtmlElement, list[_Author]] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)

    def take(self, kind: str, text: str, link: HtmlElement, block: TextBlock | None) -> None:
        """Note a link of this kind; `block` is the line of text that it stands in."""
        if kind == "author":
            self.authors.setdefault(_beside(link), []).append((text, block))
            return
        if kind in ("category", "tag"):
            (self.categories if kind == "category" else self.tags).setdefault(text.casefold(), text)
        if block is not None:
            self.places.setdefault(clean_line(block.text), []).append(text)


def read_filed_links(
    blocks: Sequence[TextBlock], kept: Sequence[TextBlock], headline: str | None, url: str = ""
) -> FiledLinks:
    """Return what the links near the headline and the kept blocks say; those inside kept text say nothing.

    `url` is the page's: a link to a folder of it that is named alike says where it is filed.
    """
    boxes, inside = _boxes(blocks, kept, headline), {block.container.element for block in kept}
    folders = _folders(url)
    ends = tuple(folders)
    printed = {block.container.element: block for block in blocks}
    found = _Found()
    for link, href in _links(boxes):
        kind = _kind(link, href)
        # true of few, at a fifth of the cost of asking further; what is encoded in a query is another's address
        if (kind is None or kind == "label") and ("%" in href.partition("?")[0] or href.rstrip("/").endswith(ends)):
            kind = _kind_in_folder(link, href, folders) or kind
        if kind is None or not _is_near(link, boxes, inside):
            continue
        text = _printed(link)
        if not is_word(text) or len(text) > _MAX_CHARS or text.isdecimal():
            continue
        place = next((box for box in link.iterancestors() if box in printed), None)
        block = printed[place] if place is not None else None
        if block is not None and _is_prose(block) and not (kind == "author" and _opens_portrait(text, block)):
            continue
        found.take(kind, text, link, block)
    return FiledLinks(
        categories=tuple(found.categories.values()) if len(found.categories) <= _MAX_CATEGORIES else (),
        tags=tuple(found.tags.values()),
        authors=tuple(
            _together(names, kept[-1].index) for around, held in found.authors.items() for names in _apart(around, held)
        ),
        beside={line: tuple(texts) for line, texts in found.places.items()},
    )


def _folders(url: str) -> dict[str, str]:
    """Return the folders that an address lies in, below the host: path, and the letters and digits of its last name."""
    path = unquote(url.partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]).rstrip("/")
    steps = path.split("/")[:-1]
    return {"/".join(steps[: n + 1]): _bare(step) for n, step in enumerate(steps)}


def _kind_in_folder(link: HtmlElement, href: str, folders: Mapping[str, str]) -> str | None:
    """Return `category` for a link to a folder of the page's own address that prints the folder's name, "Local"."""
    path = href.partition("://")[2].partition("/")[2] if "://" in href else href[1:] if href[:1] == "/" else ""
    name = folders.get((unquote(path) if "%" in path else path).rstrip("/")) if path else None
    return "category" if name and name == _bare(text_of(link)) else None


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, plain))


def _beside(link: HtmlElement) -> HtmlElement:
    """Return what holds the author and others: the list, where the link is all of an item."""
    around = link.getparent()
    if around is None:
        return link
    above = around.getparent()
    is_item = around.tag == "li" and above is not None and text_of(around).strip() == text_of(link).strip()
    return above if is_item and above is not None else around


def _apart(around: HtmlElement, held: list[_Author]) -> list[list[_Author]]:
    """Return the authors by the lines that they stand in; a list of some is of the outlet's, not of the text's."""
    return [held] if around.tag not in _LISTS or len(held) <= _MAX_LISTED else [[each] for each in held]


def _printed(link: HtmlElement) -> str:
    """Return the link's text without the number of texts filed there: "Council<sup>12</sup>"."""
    last = link[-1] if len(link) else None
    while last is not None and len(last) and not (last[-1].tail or "").strip():
        last = last[-1]
    is_count = last is not None and _COUNT.fullmatch(text_of(last)) is not None
    inside = text_of(last) if last is not None and is_count else ""
    return clean_line(text_of(link).removesuffix(inside)).strip(" #,")


def _is_prose(block: TextBlock) -> bool:
    return len(block.text) > _LINE_CHARS and 2 * block.link_chars < len(block.text)


def _opens_portrait(name: str, block: TextBlock) -> bool:
    """Whether the block is the author's portrait, in a box named so: "Jane Roe is a reporter who ..."."""
    boxes = islice(block.container.chain(), _PORTRAIT_LEVELS)
    return block.text.startswith(name) and any(_PORTRAIT.search(box.names) for box in boxes)


def _together(held: Sequence[_Author], last: int) -> LinkedAuthors:
    names = tuple(dict.fromkeys(text for text, _ in held))
    block = held[0][1]
    line = clean_line(block.text) if block is not None else ""
    return LinkedAuthors(names=names, line=line, is_below=block is not None and block.index > last)


def _boxes(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], headline: str | None) -> dict[HtmlElement, None]:
    """Return the elements right around all kept text and right around the headline above it, outermost first.

    The page's body is one only where the text stands right in it.
    """
    if not kept:
        return {}
    held = set(kept[-1].container.chain())  # what holds the first and the last holds all between
    shared = [box for box in kept[0].container.chain() if box in held][: _LEVELS + 1]
    found = [box for box in shared if box.parent is not None or box is shared[0]]
    title = next((b for b in blocks[: kept[0].index] if b.tag in _TITLES and b.text == headline), None)
    if title is not None:
        found += [box for box in list(title.container.chain())[1 : _HEAD_LEVELS + 1] if box.parent is not None]
    return {box.element: None for box in sorted(found, key=lambda box: box.depth)}


def _links(boxes: Mapping[HtmlElement, None]) -> Iterator[tuple[HtmlElement, str]]:
    """Yield the links inside any of the boxes with their addresses, in page order."""
    outer = [box for box in boxes if not any(around in boxes for around in box.iterancestors())]
    for box in sorted(outer, key=position) if len(outer) > 1 else outer:
        yield from ((link, href) for link in islice(box.iter("a"), _MAX_LINKS) if (href := link.get("href")))


def _kind(link: HtmlElement, href: str) -> str | None:
    """Return `category`, `tag`, `author`, `home`, `label` or None; "Jane Roe (12)" is one of a list of all authors.

    A label names a section, which may be another's. A keyword in a size of its own is one of a cloud of all.
    """
    told = _kind_told(link, href) if href[0] != "#" else None
    is_of_list = told is not None and (_BRACKETED_COUNT.match(link.tail or "") or _is_sized(link))
    return None if is_of_list else told


def _kind_told(link: HtmlElement, href: str) -> str | None:
    """Return what `rel`, the address and the names around the link say, in this order."""
    rel = link.get("rel")
    relations = rel.split() if rel else ()
    if "category" in relations:
        return "category"
    filing = _kind_filed(href)
    if filing == "home":
        return filing
    filing = "author" if "author" in relations else filing
    if filing in ("author", "category"):
        return filing
    around = link.getparent()
    names = _names_around(link, around)
    named = _kind_named(names)
    if filing is None and named == "category" and not shares(href):
        return named
    if filing is None and "ection" in names and _is_section(link, around):
        return "label"
    return "tag" if "tag" in relations or filing == "tag" or named is not None else None


def _is_section(link: HtmlElement, around: HtmlElement | None) -> bool:
    """Whether the link, or what holds it alone, is named for the section: `<span class="article-section">`."""
    names = link.get("class") or ""
    if around is not None and "ection" in (outer := around.get("class") or "") and around.tag != "section":
        names += f" {outer}" if text_of(around).strip() == text_of(link).strip() else ""
    return "ection" in names and _SECTION.search(names) is not None


def _is_sized(link: HtmlElement) -> bool:
    style, around = link.get("style"), link.getparent()
    outer = around.get("style") if around is not None and around.tag in _INLINE else None
    return bool((style and "font-size" in style) or (outer and "font-size" in outer))


@lru_cache(maxsize=4_096)  # the pages of an outlet have the same links
def _kind_filed(href: str) -> str | None:
    return "home" if _HOME.fullmatch(href) else filing_of(href)


@lru_cache(maxsize=4_096)  # the pages of an outlet have the same names
def _kind_named(names: str) -> str | None:
    if _CATEGORY.search(names):
        return "category"
    return "tag" if _TAGS.search(names) else None


@lru_cache(maxsize=4_096)
def _is_aside(names: str) -> bool:
    return bool(groups_of(names) & _ELSEWHERE or _MENU.search(names))


def _names_around(link: HtmlElement, around: HtmlElement | None) -> str:
    """Return the class names of the link and of the two elements around it."""
    names = link.get("class") or ""
    if around is None:
        return names
    outer = around.getparent()
    return f"{names}\n{around.get('class') or ''}\n{(outer.get('class') or '') if outer is not None else ''}"


def _is_near(link: HtmlElement, boxes: dict[HtmlElement, None], inside: Set[HtmlElement]) -> bool:
    """Whether nothing between the link and the text's box is text, a menu, a side column, a teaser or a comment."""
    for box in link.iterancestors():
        if box in inside or box in boxes:
            return box not in inside
        names = f"{box.get('class') or ''} {box.get('id') or ''}"
        is_list = box.tag == "nav" and bool(_TAGS.search(names))
        if (box.tag in _OUTSIDE and not is_list) or _is_aside(names):
            return False
        if box.tag in _CARDS and next(box.iter(*_HEADINGS), None) is not None:
            return False
    return False
