"""What a worker makes of a response: a page that stops short is no article, however much of one it holds."""

from datetime import UTC, datetime

import pytest

from crawler.discovery.link import Link
from crawler.extract.inputs import PageInput
from crawler.outlets.outlet import outlet_from_url
from crawler.spiders.reading import Reading, Task, read

URL = "https://paper.example/2026/05/17/tarrow-council-keeps-footbridge-open"
TEXT = "".join(
    f"<p>The footbridge was closed for {n} weeks last winter, and nobody had told the people beside it.</p>\n"
    for n in range(9)
)
START = (
    "<!DOCTYPE html><html><head><title>Tarrow council keeps the footbridge open</title></head><body><article>"
    f"<h1>Tarrow council keeps the footbridge open</h1>{TEXT}"
)


def read_page(html: str, codec: str = "utf-8") -> Reading:
    page = PageInput(
        body=html.encode(codec),
        url=URL,
        headers={"content-type": "text/html"},
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
    )
    return read(Task(link=Link(url=URL, kind="page"), page=page), {})


@pytest.mark.parametrize(
    "end",
    ["<p>The mayor said that the", '<p>Read <a href="/more-about-the', "<script>var a = 'the", "<p>At last.</p><di"],
)
def test_a_page_that_breaks_off_is_no_article(end: str) -> None:
    """The rest of it is lost, and another run may get it."""
    reading = read_page(START + end)

    assert reading.article is None
    assert reading.rejected is not None
    assert reading.rejected.code == "truncated"


ENDS = (
    "</article></body></html>",
    "</article></body></html>\n<!-- cached for 4 s -->\n\n",
    "</article><footer>Tarrow Mail</footer>",
    "</article></body></html>\0\0",
)


@pytest.mark.parametrize(
    ("codec", "end"),
    [
        *((codec, end) for codec in ("utf-8", "utf-16") for end in ENDS),
        ("utf-8", "</article></body></html> served by web-4 in 12 ms"),
    ],
)
def test_a_page_that_ends_is_read(codec: str, end: str) -> None:
    """Its last tags may be left out, and caches, counters and old editors append what they like."""
    assert read_page(START + end, codec).article is not None


def test_a_sitemap_that_a_page_declares_as_its_feed_is_read() -> None:
    """Its links are the same, whatever the head of the page calls it."""
    sitemap = f"<?xml version='1.0'?>\n<urlset><url><loc>{URL}</loc></url></urlset>"
    place = "https://paper.example/sitemap.xml"
    outlet = outlet_from_url(place)
    page = PageInput(body=sitemap.encode(), url=place, fetched_at=datetime(2026, 5, 20, tzinfo=UTC), outlet=outlet)

    reading = read(Task(link=Link(url=place, kind="feed"), page=page), {})

    assert reading.source is not None
    assert [link.url for link in reading.source.links] == [URL]
