"""Sitemaps: bytes in, links out. XML sitemaps and indexes, Google News sitemaps, plain text lists, gzipped or not.

Read as a stream of tags, so that 50 MB of XML never become a tree, and leniently: namespaces may be missing, tags
unclosed, ampersands bare. Entities of a document's own are text, none is ever expanded, nothing is fetched. A feed in a
sitemap's place is read as a feed. (sitemaps.org/protocol.html; Google's "News sitemaps" documentation.)
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape

from lxml import etree

from crawler.discovery.feeds import read_feed
from crawler.discovery.link import Link, LinkKind, SourceLinks, absolute_url
from crawler.discovery.moments import parse_moment
from crawler.discovery.unpack import Unpacked
from crawler.fields.text import clean_line
from crawler.items import Discovery

MAX_BYTES = 52_428_800
"""Unpacked: the protocol's own bound, 50 MB."""

MAX_LINKS = 50_000
"""The protocol's own bound for one file."""

MAX_TAGS = 2_000_000
"""Forty for each link, as pictures and translations may need; a file of more is noise, and costs seconds."""

MAX_VALUE_CHARS = 4096
"""Longer addresses and titles are cut: servers take no longer address."""

_ENTRIES = frozenset({"url", "sitemap"})
_VALUES = frozenset({"loc", "lastmod"})
_NEWS_VALUES = frozenset({"title", "publication_date"})
_FEED_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|RDF)[\s>]")
_SITEMAP_ROOT = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_HTML_ROOT = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL)
_XML_START = re.compile(rb"\s*<")
_BARE_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
_HEAD_BYTES = 4096
_LONGEST_ENTITY = 12
_NEWS_NAME = re.compile(r"news", re.IGNORECASE)
_TERMS_NAME = re.compile(
    r"/(?:wp-sitemap-(?:taxonomies|users)-[\w-]+|(?:post_tag|category|post_format|author)-sitemap\d*)\.xml(?:\.gz)?$"
)
"""Sitemaps of tags, categories and authors as WordPress and its SEO plugins name them: they hold no article, and asking
for them in every run is a burden."""

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read_sitemap(body: bytes, url: str, *, depth: int = 1) -> SourceLinks:
    """Return the links of the sitemap found at `url`, each `depth` sources deep; never raises.

    Of an index the sitemaps of tags, categories and authors that WordPress writes are left out.

    Problems: `empty_source`, `not_xml` (HTML or other text in its place), `broken_xml`, `broken_gzip`, `too_large`,
    `too_many_links`, `names_itself` (an index that lists itself; that link is left out).
    """
    plain = Unpacked(body, MAX_BYTES)
    pieces = iter(plain)
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= _HEAD_BYTES:
            break
    collector = _Collector(url, depth)
    if not head.strip():
        return SourceLinks(problems=tuple(dict.fromkeys([plain.problem or "empty_source"])))
    if _HTML_ROOT.match(_without_bom(head)):
        return SourceLinks(problems=("not_xml",))
    if _FEED_ROOT.search(head[:_HEAD_BYTES]):
        return read_feed(body, url, depth=depth)
    if _XML_START.match(_without_bom(head)) or head.startswith(_BOMS[1:]):
        _read_xml(_chain(head, pieces), collector)
    else:
        _read_text(_chain(head, pieces), collector)
    if plain.problem:
        collector.problems[plain.problem] = None
    return SourceLinks(links=tuple(collector.links.values())[:MAX_LINKS], problems=tuple(collector.problems))


def is_sitemap(body: bytes) -> bool:
    """Whether a plain body is a sitemap, whatever named it: some heads declare theirs as a feed."""
    return _SITEMAP_ROOT.search(body[:_HEAD_BYTES]) is not None


class _Collector:
    """Gathers the links of one source, each address once."""

    def __init__(self, url: str, depth: int) -> None:
        self.url = url
        self.depth = depth
        self.links: dict[str, Link] = {}
        self.problems: dict[str, None] = {}
        self._entries = 0

    @property
    def is_full(self) -> bool:
        """Whether more links came than the protocol allows, or twice as many entries of any kind."""
        return len(self.links) > MAX_LINKS or self._entries > 2 * MAX_LINKS

    def add(self, entry: str, values: Mapping[str, str]) -> None:
        """Take one entry of the sitemap; `values` are the texts of its tags."""
        self._entries += 1
        address = absolute_url(values.get("loc", "").replace("&amp;", "&"), self.url)
        if address == self.url:
            self.problems["names_itself"] = None
        elif address and entry == "sitemap" and _TERMS_NAME.search(address):
            return
        elif address and address not in self.links:
            self.links[address] = self._link(entry, address, values)

    def _link(self, entry: str, address: str, values: Mapping[str, str]) -> Link:
        is_news = entry == "url" and "publication_date" in values
        title = clean_line(unescape(values.get("title", "")))
        return Link(
            url=address,
            kind=_kind(entry, address),
            via=Discovery(kind="news_sitemap" if is_news else "sitemap", url=self.url),
            depth=self.depth,
            lastmod=parse_moment(values.get("lastmod")),
            title=title if title and "\ufffd" not in title else None,
            published=clean_line(values.get("publication_date", "")) or None,
        )


class _Events:
    """Turns the stream of tags into entries; lxml calls start, end, data and close."""

    def __init__(self, collector: _Collector) -> None:
        self.collector = collector
        self.tags = 0
        self._entry: str | None = None
        self._values: dict[str, str] = {}
        self._open: list[str] = []
        self._text: list[str] = []
        self._field: str | None = None

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        self.tags += 1
        name = _local_name(tag)
        if name in _ENTRIES:
            self._finish()
            self._entry, self._open = name, []
        elif self._entry:
            self._field = self._field_of(name, tag)
            self._text = []
            self._open.append(name)

    def data(self, text: str) -> None:
        if self._field and len(self._text) < MAX_VALUE_CHARS:
            self._text.append(text[:MAX_VALUE_CHARS])

    def end(self, tag: str) -> None:
        name = _local_name(tag)
        if name == self._entry:
            self._finish()
            return
        if self._field and self._open and self._open[-1] == name:
            self._values.setdefault(self._field, "".join(self._text)[:MAX_VALUE_CHARS])
        self._field = None
        if name in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(name) :]

    def close(self) -> None:
        self._finish()

    def _field_of(self, name: str, tag: str) -> str | None:
        """The value a tag holds, where it is the entry's own or its news'; pictures and videos have a `loc` too."""
        if not self._open:
            return name if name in _VALUES and not re.search("image|video|mobile", tag) else None
        return name if self._open == ["news"] and name in _NEWS_VALUES else None

    def _finish(self) -> None:
        if self._entry and self._values:
            self.collector.add(self._entry, self._values)
        self._entry, self._values, self._open, self._field = None, {}, [], None


def _read_xml(pieces: Iterable[bytes], collector: _Collector) -> None:
    events = _Events(collector)
    parser = etree.XMLParser(
        target=events,  # type: ignore[arg-type]  # the stubs ask for comment() and for bytes, which never come
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        for piece in _escaped(pieces):
            parser.feed(piece)
            if collector.is_full or events.tags > MAX_TAGS:
                collector.problems["too_many_links" if collector.is_full else "too_large"] = None
                return
        parser.close()
    except etree.LxmlError:
        collector.problems["broken_xml"] = None
    if not events.tags:
        collector.problems["not_xml"] = None
    elif parser.error_log.filter_from_errors():
        collector.problems["broken_xml"] = None


def _escaped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Escape every ampersand that starts none of XML's own five entities; an entity cut by a border is kept whole."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"&", max(len(text) - _LONGEST_ENTITY, 0))
        rest = text[cut:] if cut >= 0 else b""
        yield _BARE_AMPERSAND.sub(b"&amp;", text[:cut] if cut >= 0 else text)
    yield _BARE_AMPERSAND.sub(b"&amp;", rest)


def _read_text(pieces: Iterable[bytes], collector: _Collector) -> None:
    """A plain list, one address a line (sitemaps.org, "Text file"); text of another kind holds none."""
    text = _without_bom(b"".join(pieces)).decode("utf-8", "replace")
    for line in text.splitlines():
        if line.strip().lower().startswith(("http://", "https://")):
            collector.add("url", {"loc": line.strip()[:MAX_VALUE_CHARS]})
        if collector.is_full:
            collector.problems["too_many_links"] = None
            return
    if not collector.links:
        collector.problems["not_xml"] = None


def _kind(entry: str, address: str) -> LinkKind:
    if entry == "url":
        return "page"
    return "news_sitemap" if _NEWS_NAME.search(address.partition("://")[2].partition("/")[2]) else "sitemap"


@lru_cache(maxsize=256)
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _without_bom(head: bytes) -> bytes:
    return head.removeprefix(_BOMS[0])


def _chain(head: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield _without_bom(head).lstrip()
    yield from rest
