"""Feeds: bytes in, links out. RSS, Atom and RDF of any version through feedparser (its one door), and JSON Feed.

Only links, titles and dates are taken; texts in feeds are teasers. Nothing is fetched: feedparser gets bytes, never an
address. (jsonfeed.org/version/1.1, RFC 4287, rssboard.org/rss-specification.)
"""

import json
import re
from collections.abc import Iterable
from html import unescape
from io import BytesIO
from itertools import islice
from typing import Any

import feedparser  # type: ignore[import-untyped]

from crawler.discovery.link import Link, SourceLinks, absolute_url
from crawler.discovery.moments import parse_moment
from crawler.discovery.unpack import Unpacked
from crawler.fields.text import clean_line
from crawler.items import Discovery

MAX_BYTES = 10_000_000
"""Unpacked. Feeds with whole articles in them reach some 3 MB; feedparser reads about 5 MB a second."""

MAX_ENTRIES = 1000
"""Newest first in all feeds seen; a feed with more is an archive, and the sitemap's work."""

MAX_TITLE_CHARS = 1000

_ENTRY = re.compile(rb"<(?:item|entry)[\s>]", re.IGNORECASE)
_ROOT = re.compile(rb"<(rss|feed|rdf:RDF|RDF|channel)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,500}>")
_HEAD_BYTES = 4096
_REPLY = re.compile(r"#[a-z_/-]{0,20}\d+(?:-[\w-]*)?$", re.IGNORECASE)
"""`#comment-12`, `#c7`: an entry of a feed of comments. `#xtor=RSS-3` only counts readers."""


def read_feed(body: bytes, url: str, *, depth: int = 1) -> SourceLinks:
    """Return the article links of the feed found at `url`, each `depth` sources deep; never raises.

    Problems: `empty_source`, `not_xml` (HTML or other text in its place), `broken_xml`, `broken_gzip`, `too_large`,
    `too_many_links`.
    """
    unpacked = Unpacked(body, MAX_BYTES)
    plain = b"".join(unpacked)
    problems = dict.fromkeys([unpacked.problem] if unpacked.problem else [])
    head = plain[:_HEAD_BYTES]
    if not plain.strip():
        return SourceLinks(problems=tuple(problems) or ("empty_source",))
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        entries = _json_entries(plain, problems)
    elif _HTML.match(head) or (not _ROOT.search(plain[: 16 * _HEAD_BYTES]) and b"\x00" not in head):
        return SourceLinks(problems=(*problems, "not_xml"))
    else:
        entries = _xml_entries(plain, problems)
    links = {link.url: link for link in _links(entries, url, depth)}
    return SourceLinks(links=tuple(links.values()), problems=tuple(problems))


def _xml_entries(plain: bytes, problems: dict[str, None]) -> list[dict[str, Any]]:
    """The entries of an XML feed as feedparser gives them, cut to the first `MAX_ENTRIES` before it sees them."""
    extra = next(islice(_ENTRY.finditer(plain), MAX_ENTRIES, None), None)
    if extra:
        problems["too_many_links"] = None
        plain = plain[: extra.start()] + _closing(plain)
    # Declared entities are the way to bombs, and no feed needs them.
    plain = _DOCTYPE.sub(b"", plain, count=1) if b"<!DOCTYPE" in plain[:_HEAD_BYTES] else plain
    try:
        feed = feedparser.parse(
            BytesIO(plain),
            response_headers={"content-type": "application/xml"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception:  # noqa: BLE001  # feedparser lets errors of four libraries through, and a feed is input
        problems["broken_xml"] = None
        return []
    if feed.bozo and not isinstance(feed.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        problems["broken_xml"] = None
    return list(feed.entries)


def _closing(plain: bytes) -> bytes:
    """The closing tags of a feed that is cut between two entries."""
    root = _ROOT.search(plain)
    name = root[1] if root else b"rss"
    return b"</channel></rss>" if name.lower() in {b"rss", b"channel"} else b"</" + name + b">"


def _json_entries(plain: bytes, problems: dict[str, None]) -> list[dict[str, Any]]:
    """The items of a JSON Feed under feedparser's names."""
    try:
        data = json.loads(plain.decode("utf-8-sig", "replace"))
        items = data["items"] if "jsonfeed.org" in str(data.get("version")) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        items = None
    if not isinstance(items, list):
        problems["not_xml"] = None
        return []
    if len(items) > MAX_ENTRIES:
        problems["too_many_links"] = None
    return [
        {"link": item.get("url") or item.get("id"), "title": item.get("title"), "published": item.get("date_published"),
         "updated": item.get("date_modified")}
        for item in items[:MAX_ENTRIES] if isinstance(item, dict)
    ]  # fmt: skip


def _links(entries: Iterable[dict[str, Any]], url: str, depth: int) -> Iterable[Link]:
    via = Discovery(kind="feed", url=url)
    for entry in entries:
        own = _address(entry)
        address = absolute_url(own, url)
        if address and own and _REPLY.search(own):  # its title and dates are the comment's
            yield Link(url=address, kind="page", via=via, depth=depth)
        elif address:
            updated = _text(dict.get(entry, "updated"))  # not feedparser's get, which answers with "published"
            published = _text(entry.get("published")) or updated
            yield Link(
                url=address,
                kind="page",
                via=via,
                depth=depth,
                lastmod=parse_moment(updated) or parse_moment(published),
                title=_title(entry.get("title")),
                published=published,
            )


def _address(entry: dict[str, Any]) -> str | None:
    """The entry's own page: its link, the original where a proxy counts clicks, or a permalink id."""
    original = entry.get("feedburner_origlink") or entry.get("pheedo_origlink")
    for value in (original, entry.get("link"), entry.get("id")):
        text = _text(value)
        if text and (value is not entry.get("id") or text.startswith(("http://", "https://"))):
            return text
    return None


def _title(value: object) -> str | None:
    """The headline without markup; titles are escaped once, twice or not at all."""
    text = clean_line(_TAG.sub("", unescape(_text(value) or ""))[:MAX_TITLE_CHARS])
    return text if text and "\ufffd" not in text else None


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
