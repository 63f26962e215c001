"""Discovery over an imitated site without a network: every source is asked, every supposed page listed."""

from collections import deque

from w3lib.url import safe_url_string

from crawler.discovery.feeds import read_feed
from crawler.discovery.link import Link, SourceLinks
from crawler.discovery.probe import first_links, usual_places
from crawler.discovery.robots import read_robots
from crawler.discovery.sections import read_section
from crawler.discovery.sitemaps import read_sitemap
from crawler.errors import PageError
from crawler.fields.url_kinds import url_verdict
from crawler.fields.urls import canonicalize_url, same_site, url_key
from crawler.outlets.outlet import Outlet, outlet_from_url
from crawler.page.page import open_page
from tests.sites.site import Reply, Site


def follow(site: Site, url: str) -> tuple[str, Reply]:
    """Return where an address leads and what stands there."""
    reply = site.respond(safe_url_string(url).removeprefix(site.base) or "/")
    if reply.location:
        return follow(site, reply.location)
    return url, reply


def supposed_pages(site: Site) -> dict[bytes, Link]:
    """Return what a crawl would fetch as an article, by key: lists that were read as sources are none."""
    outlet = outlet_from_url(f"{site.base}/")
    first = first_links(outlet)
    waiting, named, sources, pages = deque(first), list(first), set[str](), dict[bytes, Link]()
    while waiting:
        link = waiting.popleft()
        if link.url in sources:
            continue
        sources.add(link.url)
        found = _read(site, outlet, link)
        named += [link for link in found.links if link.role == "source"]
        for page in found.links:
            if page.role == "page" and same_site(page.url, outlet.home) and url_verdict(page.url) is None:
                pages.setdefault(url_key(canonicalize_url(page.url)), page)
        waiting.extend(link for link in found.links if link.role == "source")
        if not waiting:
            waiting.extend(place for place in usual_places(outlet, named) if place.url not in sources)
    return {key: page for key, page in pages.items() if page.published or page.url not in sources}


def _read(site: Site, outlet: Outlet, link: Link) -> SourceLinks:
    url, reply = follow(site, link.url)
    if reply.status != 200:
        return SourceLinks()
    if link.kind == "robots":
        return SourceLinks(
            links=tuple(Link(url=found, kind="sitemap") for found in read_robots(reply.body, url).sitemaps)
        )
    if link.kind in ("sitemap", "news_sitemap"):
        return read_sitemap(reply.body, url)
    if link.kind == "feed":
        return read_feed(reply.body, url)
    try:
        page = open_page(reply.body, url=url, headers={"content-type": reply.content_type})
    except PageError:
        return SourceLinks()
    return read_section(page, outlet, link)
