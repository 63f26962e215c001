"""Imitated sites of many content systems: discovery and extraction without a network for all, whole crawls of a few.

`python -m tests.sites.measure` crawls every one of them and prints what came out.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.discovery.link import Link
from crawler.extract.article import Hints, PageInput, extract_article
from crawler.fields.urls import canonicalize_url, url_key
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url
from tests.sites.catalogue import every_site
from tests.sites.measure import crawl_sites
from tests.sites.site import Site
from tests.sites.walk import follow, supposed_pages

BASE = "http://127.0.0.1:8001"
FETCHED = datetime(2025, 5, 21, 6, tzinfo=UTC)
EVERY = 8
"""One article in so many is extracted here: those of a site are made alike."""
CRAWLED = ["wordpress-plain", "joomla", "german", "views", "catch-all", "devanagari"]


def read(site: Site, link: Link) -> Article | None:
    """Return the article behind a link, None where it is refused or the address leads nowhere."""
    url, reply = follow(site, link.url)
    if reply.status != 200:
        return None
    result = extract_article(
        PageInput(
            body=reply.body,
            url=url,
            headers={"content-type": reply.content_type},
            fetched_at=FETCHED,
            outlet=outlet_from_url(f"{BASE}/"),
            hints=Hints(title=link.title, published=link.published, via=link.via),
        )
    )
    return result if isinstance(result, Article) else None


@pytest.mark.parametrize("name", sorted(every_site()))
def test_every_article_is_found_and_read_and_nothing_else(name: str) -> None:
    """Whatever sources a content system has and whatever else it lists."""
    site = every_site()[name](BASE)
    truth = {url_key(canonicalize_url(BASE + target)): story for target, story in site.articles.items()}

    pages = supposed_pages(site)
    others = [found for key, page in pages.items() if key not in truth and (found := read(site, page))]
    led_to = {url_key(canonicalize_url(found.canonical_url)) for found in others}

    assert [story.headline for key, story in truth.items() if key not in pages.keys() | led_to] == []
    assert led_to - truth.keys() == set()
    for target, story in list(site.articles.items())[1::EVERY]:
        link = pages.get(url_key(canonicalize_url(BASE + target)), Link(url=BASE + target, kind="page"))
        article = read(site, link)
        assert article is not None
        assert (article.headline, (article.date_published or "")[:10]) == (story.headline, story.day)


def test_crawls_of_several_sites_bring_all_articles_once(tmp_path: Path) -> None:
    """One run over all of them is complete and right, and a second one asks for no article."""
    scores = crawl_sites(CRAWLED, tmp_path)

    assert {name: faults for name, score in scores.items() if (faults := score.faults())} == {}
