"""Sitemaps of the systems that papers run, whole, broken and hostile."""

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import sitemaps
from crawler.discovery.sitemaps import read_sitemap
from crawler.items import Discovery

URL = "https://paper.example/sitemap.xml"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

WORDPRESS_INDEX = f"""{XML}<?xml-stylesheet type="text/xsl" href="https://paper.example/wp-sitemap-index.xsl" ?>
<sitemapindex {NAMESPACE}>
<sitemap><loc>https://paper.example/wp-sitemap-posts-post-1.xml</loc></sitemap>
<sitemap><loc>https://paper.example/wp-sitemap-taxonomies-post_tag-1.xml</loc></sitemap></sitemapindex>"""

YOAST_INDEX = f"""{XML}<!-- made by a plugin -->
<sitemapindex {NAMESPACE}>
  <sitemap>
    <loc>https://paper.example/post-sitemap12.xml</loc>
    <lastmod>2026-05-17T08:30:00+00:00</lastmod>
  </sitemap>
  <sitemap><loc>https://paper.example/news-sitemap.xml</loc></sitemap>
</sitemapindex>"""

NEWS = f"""{XML}<urlset {NAMESPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
 <url>
  <loc>https://paper.example/local/bridge-opens?x=1&amp;y=2</loc>
  <image:image><image:loc>https://cdn.example/a.jpg</image:loc><image:title>A bridge</image:title></image:image>
  <news:news>
   <news:publication><news:name>Valley Ledger</news:name><news:language>en</news:language></news:publication>
   <news:publication_date>2026-05-17T10:05:00+02:00</news:publication_date>
   <news:title>Bridge opens &amp; town &#8220;cheers&#8221;</news:title>
  </news:news>
 </url>
</urlset>"""

DRUPAL = f"""{XML}<urlset {NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://paper.example/node/12</loc><xhtml:link rel="alternate" hreflang="es" href="https://paper.example/es/node/12"/>
<lastmod>2026-05-17T10:05Z</lastmod><changefreq>weekly</changefreq><priority>0.5</priority></url></urlset>"""

ARC_WITHOUT_NAMESPACE = """<urlset><url><loc>
  https://paper.example/news/2026/05/17/story/
</loc><lastmod>2026-05-17</lastmod></url><url><loc>/relative/story</loc></url></urlset>"""

VIDEO = f"""{XML}<urlset {NAMESPACE} xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"><url>
<video:video><video:content_loc>https://cdn.example/v.mp4</video:content_loc><video:title>Clip</video:title></video:video>
<loc><![CDATA[https://paper.example/video-story?a=1&b=2]]></loc></url></urlset>"""


def urls(text: str | bytes) -> list[str]:
    body = text if isinstance(text, bytes) else text.encode()
    return [link.url for link in read_sitemap(body, URL).links]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            WORDPRESS_INDEX,
            ["https://paper.example/wp-sitemap-posts-post-1.xml"],
        ),
        (DRUPAL, ["https://paper.example/node/12"]),
        (
            ARC_WITHOUT_NAMESPACE,
            ["https://paper.example/news/2026/05/17/story/", "https://paper.example/relative/story"],
        ),
        (VIDEO, ["https://paper.example/video-story?a=1&b=2"]),
    ],
)
def test_sitemaps_of_many_systems_are_read(text: str, found: list[str]) -> None:
    """Addresses come in order, absolute and trimmed; pictures, videos and translations are not links."""
    result = read_sitemap(text.encode(), URL)

    assert [link.url for link in result.links] == found
    assert result.problems == ()


def test_an_index_names_sitemaps() -> None:
    """Its links are sources, the news one known by its name, with their last change."""
    first, second = read_sitemap(YOAST_INDEX.encode(), URL, depth=2).links

    assert (first.kind, first.role, first.depth) == ("sitemap", "source", 2)
    assert first.lastmod == datetime(2026, 5, 17, 8, 30, tzinfo=UTC)
    assert second.kind == "news_sitemap"


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [
        ("post-sitemap.xml", True),
        ("category-sitemap.xml", False),
        ("post_tag-sitemap3.xml", False),
        ("author-sitemap.xml", False),
        ("wp-sitemap-users-1.xml", False),
        ("sitemap-category-news.xml", True),
        ("news-category-sitemap.xml", True),
    ],
)
def test_sitemaps_of_tags_and_authors_are_not_asked_for(name: str, is_taken: bool) -> None:
    """WordPress' own names are sure to hold no article; a name that is only alike may hold some."""
    assert urls(f"<sitemapindex><sitemap><loc>/{name}</loc></sitemap></sitemapindex>") == (
        [f"https://paper.example/{name}"] if is_taken else []
    )


def test_a_news_sitemap_gives_title_and_date() -> None:
    """Headline and publication date travel with the link, as printed."""
    (link,) = read_sitemap(NEWS.encode(), URL).links

    assert link.url == "https://paper.example/local/bridge-opens?x=1&y=2"
    assert (link.title, link.published) == ("Bridge opens & town “cheers”", "2026-05-17T10:05:00+02:00")
    assert link.via == Discovery(kind="news_sitemap", url=URL)
    assert link.role == "page"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (gzip.compress(NEWS.encode(), mtime=0), 1),
        (gzip.compress(gzip.compress(NEWS.encode(), mtime=0), mtime=0), 1),
        (b"\xef\xbb\xbf" + NEWS.encode(), 1),
        (b"\n\n  " + NEWS.encode(), 1),
        (NEWS.replace("UTF-8", "utf-16").encode("utf-16"), 1),
        (b"https://paper.example/a\r\nhttps://paper.example/b?c=1&copy=2\nnonsense\n", 2),
        (b"\xef\xbb\xbfhttps://paper.example/a", 1),
    ],
)
def test_packings_are_seen_through(body: bytes, found: int) -> None:
    """Gzip once or twice, byte order marks, blank lines, UTF-16 and plain text lists."""
    result = read_sitemap(body, URL)

    assert len(result.links) == found
    assert result.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "<urlset><url><loc>https://paper.example/a?x=1&y=2&copy=3</loc></url></urlset>",
        "<urlset><url><loc>https://paper.example/a?x=1&y=2&copy=3</url></urlset>",
        "<urlset><url><loc>https://paper.example/a?x=1&y=2&copy=3</loc></url>",
        "<urlset><url><loc>https://paper.example/a?x=1&y=2&copy=3</loc></url><url><loc>",
        '<urlset><url><news:news><news:title>R&D &nbsp; x</news:title></news:news><loc>https://paper.example/a?x=1&y=2&copy=3</loc></url></urlset>',
        "<urlset><url><loc>https://paper.example/a?x=1&amp;amp;y=2&copy=3</loc></url></urlset>",
    ],
)  # fmt: skip
def test_broken_xml_gives_what_it_holds(text: str) -> None:
    """Bare ampersands, unclosed tags, undeclared prefixes and cut ends lose no address."""
    assert urls(text) == ["https://paper.example/a?x=1&y=2&copy=3"]


def test_a_bad_byte_spoils_only_its_title() -> None:
    """Latin-1 bytes in a file that says UTF-8 cost the title of that entry, not its address or the next."""
    body = NEWS.replace("Bridge", "Brücke").encode("latin-1", "xmlcharrefreplace").replace(b"</urlset>", b"")
    result = read_sitemap(body + b"<url><loc>https://paper.example/next</loc></url></urlset>", URL)

    assert [link.url for link in result.links][-1] == "https://paper.example/next"
    assert result.links[0].title is None


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty_source"),
        (b" \n", "empty_source"),
        (b"<!DOCTYPE html><html><body><p>Not found</p></body></html>", "not_xml"),
        (b"\xef\xbb\xbf\n<!-- x --><HTML><a href='https://paper.example/a'>x</a>", "not_xml"),
        (b"Page not found", "not_xml"),
        (b"\x1f\x8bnonsense", "broken_gzip"),
        (b"%PDF-1.7", "not_xml"),
    ],
)
def test_what_is_no_sitemap_is_told(body: bytes, problem: str) -> None:
    """HTML, text, nothing, and noise in a sitemap's place give no links and a code."""
    result = read_sitemap(body, URL)

    assert result.links == ()
    assert problem in result.problems


def test_a_feed_in_its_place_is_read() -> None:
    """RSS is a sitemap to search engines, so it is one here."""
    body = b"<?xml version='1.0'?><rss version='2.0'><channel><item><link>https://paper.example/a</link></item></channel></rss>"

    assert urls(body) == ["https://paper.example/a"]


def test_an_index_that_names_itself_is_not_followed() -> None:
    """The loop is cut where it starts, and told."""
    result = read_sitemap(f"<sitemapindex><sitemap><loc>{URL}</loc></sitemap></sitemapindex>".encode(), URL)

    assert result.links == ()
    assert result.problems == ("names_itself",)


def test_entities_are_never_expanded() -> None:
    """Billion laughs and files of the machine stay what they are: text."""
    laughs = "".join(f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    body = (
        f'{XML}<!DOCTYPE x [<!ENTITY a "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<urlset><url><loc>https://paper.example/&i;&f;</loc></url></urlset>"
    )

    assert urls(body) == ["https://paper.example/&i;&f;"]


def test_more_than_the_protocol_allows_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first 50,000 links are taken, here 500, and the cut is told."""
    monkeypatch.setattr(sitemaps, "MAX_LINKS", 500)
    entries = "".join(f"<url><loc>/{n}</loc></url>" for n in range(505))
    result = read_sitemap(f"<urlset>{entries}</urlset>".encode(), URL)

    assert len(result.links) == 500
    assert result.problems == ("too_many_links",)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<urlset>" + b"<url/>" * 40_000, "too_large"),
        (b"<urlset>" + b"<url><loc>/a</loc></url>" * 300, "too_many_links"),
        (b"https://paper.example/a\n" * 300, "too_many_links"),
    ],
)
def test_files_of_noise_are_left_early(monkeypatch: pytest.MonkeyPatch, body: bytes, problem: str) -> None:
    """Tags without links, and one link over and over, end before the file does."""
    monkeypatch.setattr(sitemaps, "MAX_TAGS", 10_000)
    monkeypatch.setattr(sitemaps, "MAX_LINKS", 100)

    result = read_sitemap(body, URL)

    assert len(result.links) <= 1
    assert result.problems == (problem,)


def test_nonsense_dates_are_none() -> None:
    """Years that mean "not known" give no moment."""
    for text in ("0001-01-01", "9999-12-31T00:00:00Z", "yesterday", "0000-00-00", "-1", "2026-13-45"):
        (link,) = read_sitemap(
            f"<urlset><url><loc>/a</loc><lastmod>{text}</lastmod></url></urlset>".encode(), URL
        ).links
        assert link.lastmod is None


def test_credentials_and_other_schemes_never_leave() -> None:
    """Passwords are cut out of addresses, and only http(s) is followed."""
    text = "<urlset>" + "".join(
        f"<url><loc>{u}</loc></url>"
        for u in ("https://me:pw@paper.example/a", "file:///etc/passwd", "javascript:x", "http://[")
    )

    assert urls(text) == ["https://paper.example/a"]


SCRAPS = [
    "<urlset>", "<url>", "</url>", "<loc>", "</loc>", "http://a/b", "&", "&amp;", "<![CDATA[", "]]>", "<news:news>",
    "<news:title>", "<sitemap>", "</x>", "\x00", "é", "<!DOCTYPE x [", "<!ENTITY", "<?xml?>", " ",
]  # fmt: skip


@given(
    st.binary(max_size=200) | st.lists(st.sampled_from(SCRAPS), max_size=25).map(lambda parts: "".join(parts).encode())
)
def test_any_bytes_are_survived(body: bytes) -> None:
    """Nothing raises, and every link is an http(s) address."""
    assert all(url.startswith("http") for url in urls(body))
