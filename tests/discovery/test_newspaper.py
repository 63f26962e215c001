"""Discovery over the whole demo newspaper, without a network: every article is found, by whichever way is open."""

from collections import deque

import pytest

from crawler.demo.newspaper import Newspaper
from crawler.demo.truth import expected_articles
from crawler.demo.website import Website
from crawler.discovery.feeds import read_feed
from crawler.discovery.link import Link, SourceLinks
from crawler.discovery.probe import first_links
from crawler.discovery.robots import read_robots
from crawler.discovery.sections import read_section
from crawler.discovery.sitemaps import read_sitemap
from crawler.fields.url_kinds import url_verdict
from crawler.fields.urls import canonicalize_url, url_key
from crawler.outlets.outlet import outlet_from_url
from crawler.page.page import open_page

HOME = "http://127.0.0.1:8001/"
OUTLET = outlet_from_url(HOME)


def read(link: Link, website: Website) -> SourceLinks:
    """What a source gives; nothing where it is missing."""
    reply = website.respond(link.url.removeprefix(HOME.rstrip("/")), {})
    if reply.status != 200:
        return SourceLinks(problems=(f"http_{reply.status}",))
    if link.kind == "robots":
        return SourceLinks(
            links=tuple(Link(url=url, kind="sitemap") for url in read_robots(reply.body, link.url).sitemaps)
        )
    if link.kind in ("sitemap", "news_sitemap"):
        return read_sitemap(reply.body, link.url)
    if link.kind == "feed":
        return read_feed(reply.body, link.url)
    return read_section(open_page(reply.body, url=link.url, headers=dict(reply.headers)), OUTLET, link)


def walk(website: Website, closed: set[str]) -> tuple[dict[bytes, str], set[str]]:
    """Follow all sources but the `closed` kinds; return the supposed articles by key, and the problems met."""
    waiting, seen, pages, problems = deque(first_links(OUTLET)), set(), {}, set()
    while waiting:
        link = waiting.popleft()
        if link.url in seen or link.kind in closed:
            continue
        seen.add(link.url)
        if link.role == "page":
            if url_verdict(link.url) is None:
                pages.setdefault(url_key(canonicalize_url(link.url)), link.url)
            continue
        found = read(link, website)
        problems.update(found.problems)
        waiting.extend(found.links)
    return pages, problems


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize(
    "closed", [set(), {"robots"}, {"robots", "feed"}], ids=["all", "no sitemaps", "sections alone"]
)
def test_every_article_is_found(number: int, closed: set[str]) -> None:
    """With sitemaps, with feeds and sections, and with sections alone; and hardly anything else is taken for one."""
    edition = Newspaper().editions()[number]
    website = Website(edition, HOME)
    truth = {url_key(canonicalize_url(article.url)) for article in expected_articles(website.composer)}

    pages, problems = walk(website, closed)

    assert truth - set(pages) == set()
    extra = [url.removeprefix(HOME.rstrip("/")) for key, url in pages.items() if key not in truth]
    assert [target for target in extra if website.respond(target, {}).status == 200] == []  # old addresses redirect
    assert problems == set()
