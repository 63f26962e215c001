"""Feeds of the systems that papers run, whole, broken and hostile."""

import gzip
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.feeds import MAX_ENTRIES, read_feed
from crawler.items import Discovery

URL = "https://paper.example/feed/"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'

WORDPRESS = f"""{XML}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
 <title>Valley Ledger</title><atom:link href="https://paper.example/feed/" rel="self" type="application/rss+xml" />
 <link>https://paper.example</link><lastBuildDate>Sun, 17 May 2026 08:05:00 +0000</lastBuildDate>
 <item><title>Bridge opens &#038; town &#8220;cheers&#8221;</title>
  <link>https://paper.example/bridge-opens/?utm_source=rss</link><dc:creator><![CDATA[Jane Roe]]></dc:creator>
  <pubDate>Sun, 17 May 2026 10:05:00 +0200</pubDate><guid isPermaLink="false">https://paper.example/?p=12</guid>
  <description><![CDATA[<p>Teaser with <a href="/other">a link</a></p>]]></description>
  <content:encoded><![CDATA[<p>Text</p>]]></content:encoded></item></channel></rss>"""

ATOM = f"""{XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>Bote</title><link href="/" /><id>tag:bote</id>
 <entry><title type="html">Br&amp;uuml;cke &lt;b&gt;offen&lt;/b&gt;</title><link rel="enclosure" href="/a.mp3"/>
  <link rel="alternate" type="text/html" href="/lokales/bruecke"/><id>tag:bote,2026:12</id>
  <published>2026-05-17T10:05:00+02:00</published><updated>2026-05-18T09:00:00+02:00</updated></entry></feed>"""

RDF = f"""{XML}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://paper.example/"><title>x</title></channel>
 <item rdf:about="https://paper.example/rdf-story"><title>Story</title><link>https://paper.example/rdf-story</link>
 <dc:date>2026-05-17T10:05:00Z</dc:date></item></rdf:RDF>"""


def test_rss_gives_link_title_and_dates() -> None:
    """The article's address, its headline without markup, and the date as printed."""
    result = read_feed(WORDPRESS.encode(), URL)
    (link,) = result.links

    assert result.problems == ()
    assert link.url == "https://paper.example/bridge-opens/?utm_source=rss"
    assert link.title == "Bridge opens & town “cheers”"
    assert link.published == "Sun, 17 May 2026 10:05:00 +0200"
    assert link.lastmod == datetime(2026, 5, 17, 10, 5, tzinfo=timezone(timedelta(hours=2)))
    assert (link.kind, link.via, link.depth) == ("page", Discovery(kind="feed", url=URL), 1)


@pytest.mark.parametrize(
    ("mark", "is_comment"),
    [("#comment-12", True), ("#c7", True), ("#comment-9-by-jane", True), ("#xtor=RSS-3", False), ("", False)],
)
def test_a_comments_title_and_date_are_not_its_articles(mark: str, is_comment: bool) -> None:
    """A feed of discussions leads to articles and tells nothing of them."""
    feed = WORDPRESS.replace("bridge-opens/?utm_source=rss", f"bridge-opens/{mark}")
    (link,) = read_feed(feed.encode(), URL).links

    assert link.url.startswith("https://paper.example/bridge-opens/")
    assert (link.title is None, link.published is None, link.lastmod is None) == (is_comment,) * 3


def test_atom_gives_the_alternate_link() -> None:
    """Relative links are resolved, enclosures are not pages, and the last update is known apart."""
    (link,) = read_feed(ATOM.encode(), URL).links

    assert link.url == "https://paper.example/lokales/bruecke"
    assert link.title == "Brücke offen"
    assert link.published == "2026-05-17T10:05:00+02:00"
    assert link.lastmod == datetime(2026, 5, 18, 7, 0, tzinfo=UTC)


def test_rdf_and_json_feeds_are_read() -> None:
    """RSS 1.0 and JSON Feed give the same values as the others."""
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": "1", "url": "/json-story", "title": "Story", "date_published": "2026-05-17T10:05:00Z"}, 5, {},
    ]}  # fmt: skip

    for body, address in ((RDF.encode(), "rdf-story"), (json.dumps(feed).encode(), "json-story")):
        (link,) = read_feed(body, URL).links
        assert link.url == f"https://paper.example/{address}"
        assert (link.title, link.published) == ("Story", "2026-05-17T10:05:00Z")


@pytest.mark.parametrize(
    ("item", "address"),
    [
        ("<guid>https://paper.example/from-guid</guid>", "https://paper.example/from-guid"),
        ("<link>/relative</link>", "https://paper.example/relative"),
        ("<link>https://paper.example/a?b=1&c=2</link>", "https://paper.example/a?b=1&c=2"),
        ("<link> \n https://paper.example/a\n</link>", "https://paper.example/a"),
        ("<link>https://me:pw@paper.example/a</link>", "https://paper.example/a"),
        (
            "<link>https://clicks.example/1</link><feedburner:origLink>https://paper.example/a</feedburner:origLink>",
            "https://paper.example/a",
        ),
        ("<link>javascript:alert(1)</link>", None),
        ("<guid isPermaLink='false'>12</guid>", None),
        ("<title>No link</title>", None),
    ],
)
def test_an_items_own_page_is_found(item: str, address: str | None) -> None:
    """Link, original link or permalink; without an http(s) address an item is left out."""
    body = (
        '<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>'
        f"<item>{item}</item></channel></rss>"
    )

    assert [link.url for link in read_feed(body.encode(), URL).links] == ([address] if address else [])


def test_broken_xml_gives_what_it_holds() -> None:
    """A cut feed with a bare ampersand loses no whole item, and is told."""
    result = read_feed(WORDPRESS.partition("<description>")[0].replace("&#038;", "&").encode(), URL)

    assert [link.url for link in result.links] == ["https://paper.example/bridge-opens/?utm_source=rss"]
    assert result.problems == ("broken_xml",)


@pytest.mark.parametrize("pack", [gzip.compress, lambda b: b"\xef\xbb\xbf" + b, lambda b: b"\n\n" + b])
def test_packings_are_seen_through(pack) -> None:
    """Gzip, a byte order mark, blank lines before the declaration."""
    assert len(read_feed(pack(WORDPRESS.encode()), URL).links) == 1


def test_other_charsets_are_read() -> None:
    """Windows-1251 as declared."""
    body = "<?xml version='1.0' encoding='windows-1251'?><rss version='2.0'><channel><item><title>Мост открыт</title>" \
        "<link>https://paper.example/a</link></item></channel></rss>"  # fmt: skip

    assert read_feed(body.encode("windows-1251"), URL).links[0].title == "Мост открыт"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty_source"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "not_xml"),
        (b"Not found", "not_xml"),
        (b'{"items": []}', "not_xml"),
        (b"{broken", "not_xml"),
        (b"[" * 100_000, "not_xml"),
        (b"\x1f\x8bnonsense", "broken_gzip"),
    ],
)
def test_what_is_no_feed_is_told(body: bytes, problem: str) -> None:
    """HTML, text, other JSON and noise in a feed's place give no links and a code."""
    result = read_feed(body, URL)

    assert result.links == ()
    assert problem in result.problems


@pytest.mark.parametrize("root", ["rss version='2.0'><channel", "feed xmlns='http://www.w3.org/2005/Atom'"])
def test_a_feed_without_end_is_cut(root: str) -> None:
    """A hundred thousand entries cost no more than the first thousand."""
    if root.startswith("rss"):
        items = "".join(f"<item><link>/{n}</link></item>" for n in range(100_000))
    else:
        items = "".join(f"<entry><link href='/{n}'/></entry>" for n in range(100_000))
    result = read_feed(f"<{root}>{items}".encode(), URL)

    assert len(result.links) == MAX_ENTRIES
    assert "too_many_links" in result.problems


def test_entities_are_never_expanded() -> None:
    """Billion laughs and files of the machine never reach a title."""
    laughs = "".join(f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    body = (
        f'{XML}<!DOCTYPE x [<!ENTITY a "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0">'
        "<channel><item><title>&i;&f;x</title><link>https://paper.example/a</link></item></channel></rss>"
    )
    (link,) = read_feed(body.encode(), URL).links

    assert len(link.title or "") < 20
    assert "root:" not in (link.title or "")


SCRAPS = [
    "<rss version='2.0'>", "<channel>", "<item>", "</item>", "<link>", "</link>", "http://a/b", "&", "<title>",
    "<![CDATA[", "]]>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</x>", "\x00", "é",
    "<!DOCTYPE x [", "{", " ",
]  # fmt: skip


@given(
    st.binary(max_size=200) | st.lists(st.sampled_from(SCRAPS), max_size=25).map(lambda parts: "".join(parts).encode())
)
def test_any_bytes_are_survived(body: bytes) -> None:
    """Nothing raises, and every link is an http(s) address."""
    assert all(link.url.startswith("http") for link in read_feed(body, URL).links)
