"""A page, opened once: bytes in; tree, structured data and meta tags out. Everybody reads from this.

Nothing here decides what the page says; `extract/` does. The tree is shared and must not be changed by its readers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from crawler.errors import PageError
from crawler.page.decode import decode
from crawler.page.elements import Elements
from crawler.page.jsonld import StructuredData, read_jsonld
from crawler.page.metatags import Metatags, read_metatags
from crawler.page.programs import without_page_ends, without_programs
from crawler.page.repeats import Repeat, leave_out

MAX_PAGE_CHARS = 12_000_000
"""Longest decoded page, in characters: the largest real article page seen was 4 MB; more is a dump or an attack."""

MAX_ATTRIBUTES = 1_000
"""Most attributes of one tag. Real pages stay under 70; libxml2 needs 15 s for a tag with 100,000."""

LONG_TAG_BYTES = 10_000
"""Bytes of a tag that is looked at: a shorter one can hardly hold that many."""

_HEAD_TAGS = frozenset("base basefont bgsound link meta noscript script style template title".split())
_WIDE = ("utf-16", "utf-32")
"""Charsets whose bytes show no tags."""
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""lxml.html's own look-up calls Python for every element, to tell forms from the rest: a tenth of a walk."""
_DEPTH_ERRORS = ("ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR")
# libxml2 2.14 stops at 256 levels, and at 2,048 with huge_tree: pages that never close their tags need the second.


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One fetched page; `headers` has lower-case keys, `url` is the final one."""

    url: str
    body: bytes
    """The page as it was fetched."""
    source: bytes
    """The page as UTF-8, as it was parsed: without its programs and what was left out."""
    tree: HtmlElement
    elements: Elements
    charset: str
    meta: Metatags
    jsonld: StructuredData
    headers: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[Repeat, ...] = ()
    """Those of the known elements that stand on the page: it was parsed without what is in them."""


def open_page(
    body: bytes, *, url: str, headers: Mapping[str, str] | None = None, repeats: Sequence[Repeat] = ()
) -> Page:
    """Return the page, read without what is in `repeats`.

    Raises PageError: `empty_page`, `not_html`, `bad_encoding`, `too_large`, `too_deep`.
    """
    headers = headers or {}
    decoded = decode(without_programs(body), content_type=headers.get("content-type"))
    data = without_programs(decoded.data) if decoded.charset.startswith(_WIDE) else decoded.data
    if len(data) > MAX_PAGE_CHARS and (n_chars := len(decoded.text)) > MAX_PAGE_CHARS:
        raise PageError("too_large", f"{n_chars} characters; at most {MAX_PAGE_CHARS} are read")
    source, left_out = leave_out(data, repeats) if repeats else (data, ())
    tree = parse_utf8(source)
    elements = Elements(tree, source)
    return Page(
        url=url,
        body=body,
        source=source,
        tree=tree,
        elements=elements,
        charset=decoded.charset,
        meta=read_metatags(elements),
        jsonld=read_jsonld(elements),
        headers=headers,
        left_out=left_out,
    )


def parse_html(text: str) -> HtmlElement:
    """Return the root element of a page in text form; see `parse_utf8`."""
    return parse_utf8(without_page_ends(text.encode("utf-8", "replace").replace(b"\0", b"")))


def parse_utf8(data: bytes) -> HtmlElement:
    """Return the root element, without comments; raises PageError `empty_page`, `too_deep` or `too_large`.

    `data` holds no NUL, and no tag that ends the page.
    """
    _refuse_attribute_floods(data)
    tree = _parse(data, huge=False)
    if tree is None:
        tree = _parse(data, huge=True)
    if tree is None:
        raise PageError("too_deep", "tags nest deeper than 2,048 levels")
    _empty_head(tree)
    return tree


def _empty_head(tree: HtmlElement) -> None:
    """Move what is no metadata from the head to the body.

    libxml2 knows only HTML 4: on a page that leaves out `<body>` it keeps `<article>` or `<main>` in the head.
    """
    head = tree.find("head")
    if head is None:
        return
    position = next((i for i, child in enumerate(head) if child.tag not in _HEAD_TAGS), None)
    if position is None:
        return
    body = tree.find("body")
    if body is None:
        body = etree.SubElement(tree, "body")
    for offset, child in enumerate(list(head)[position:]):
        body.insert(offset, child)


def _refuse_attribute_floods(data: bytes) -> None:
    for tag in _long_tags(data):
        count = len(_QUOTED.sub(b"", tag).split())
        if count > MAX_ATTRIBUTES:
            raise PageError("too_large", f"a tag with about {count} attributes; at most {MAX_ATTRIBUTES} are read")


def _long_tags(data: bytes) -> Iterator[bytes]:
    """Yield what stands in tags of that length: each covers a stretch of half of it, in which no < or > is found.

    A regular expression for the same takes longer than the parsing.
    """
    at, half, size = 0, LONG_TAG_BYTES // 2, len(data)
    while at + half <= size:
        if data.find(b"<", at, at + half) >= 0 or data.find(b">", at, at + half) >= 0:
            at += half
            continue
        start = data.rfind(b"<", 0, at)
        end = min(end for end in (data.find(b"<", at), data.find(b">", at), size) if end >= 0)
        if start >= 0 and data.rfind(b">", 0, at) < start and data[start + 1 : start + 2].isalpha():
            yield data[start:end]
        at = end


def _parse(data: bytes, *, huge: bool) -> HtmlElement | None:
    """Return the tree, or None where the parser stopped at its depth limit."""
    parser = HTMLParser(  # type: ignore[call-arg]  # the stubs do not know default_doctype
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
        huge_tree=huge,
    )
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        tree = document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise PageError("empty_page", f"no element in {len(data)} bytes") from error
    if any(entry.type_name in _DEPTH_ERRORS for entry in parser.error_log.filter_from_fatals()):
        return None
    return tree
