"""Where a crawl of an outlet begins: the sources its file names, and for what it leaves out, robots.txt and home."""

from collections.abc import Iterator
from urllib.parse import urljoin

from crawler.discovery.link import Link
from crawler.outlets.outlet import Outlet


def first_links(outlet: Outlet) -> Iterator[Link]:
    """Yield the first links of an outlet; sitemaps, feeds and sections that it does not name are found from them."""
    sources = outlet.sources
    if not sources.sitemap:
        yield Link(url=urljoin(outlet.home, "/robots.txt"), kind="robots")
    yield from (Link(url=url, kind="sitemap", depth=1) for url in sources.sitemap)
    yield from (Link(url=url, kind="feed", depth=1) for url in sources.feed)
    if not (sources.feed and sources.section):
        yield Link(url=outlet.home, kind="home")
    yield from (Link(url=url, kind="section", depth=1) for url in sources.section)
