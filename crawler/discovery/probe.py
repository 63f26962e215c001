"""Where to look for an outlet's sources: what its file names, else robots.txt and home, else the usual places.

first_links    what every crawl of the outlet asks for first
usual_places   what is worth a try when those named no sitemap or no feed
"""

from collections.abc import Iterable
from urllib.parse import urljoin

from crawler.discovery.link import Link, LinkKind
from crawler.outlets.outlet import Outlet

SITEMAP_PLACES = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml", "/news-sitemap.xml", "/sitemap-news.xml")
"""The convention of search engines, the two WordPress habits, and what news plugins write."""

FEED_PLACES = ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/?format=feed&type=rss")
"""WordPress and Ghost, common systems, static generators, and Joomla."""


def first_links(outlet: Outlet) -> tuple[Link, ...]:
    """Return the sources that the outlet's file names, and robots.txt and home for what it leaves out.

    Sitemaps replace robots.txt, feeds together with sections replace home.
    """
    named = outlet.sources
    links = [Link(url=url, kind=_sitemap_kind(url), depth=1) for url in named.sitemap]
    links += [Link(url=url, kind="feed", depth=1) for url in named.feed]
    links += [Link(url=url, kind="section", depth=1) for url in named.section]
    if not named.sitemap:
        links.insert(0, Link(url=urljoin(outlet.home, "/robots.txt"), kind="robots"))
    if not (named.feed and named.section):
        links.append(Link(url=outlet.home, kind="home"))
    return tuple(links)


def usual_places(outlet: Outlet, known: Iterable[Link]) -> tuple[Link, ...]:
    """Return the places worth a try, likeliest first, given the links `known` after robots.txt and home were read.

    None for what is known already: a sitemap makes the sitemap places needless, a feed those of feeds. Most of them
    will not exist, and that is no failure of the outlet.
    """
    kinds = {link.kind for link in known}
    places: list[Link] = []
    if not kinds & {"sitemap", "news_sitemap"}:
        places += [Link(url=urljoin(outlet.home, p), kind=_sitemap_kind(p), depth=1) for p in SITEMAP_PLACES]
    if "feed" not in kinds:
        places += [Link(url=urljoin(outlet.home, p), kind="feed", depth=1) for p in FEED_PLACES]
    return tuple(places)


def _sitemap_kind(url: str) -> LinkKind:
    return "news_sitemap" if "news" in url.rpartition("/")[2].lower() else "sitemap"
