"""Articles that stand on several pages, and live blogs, through the real crawl: one record each, in reading order."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from crawler.demo import Newspaper, Running, serve
from tests.cli.crawling import crawl, records
from tests.sites.site import Reply, Site, serving

SPLIT, LIVE = 30, 18
"""Numbers of the demo's first article on two pages and of its first live blog."""
LAST_DAYS = ("--since", "2025-11-19")
"""The newest few articles of the demo, its present being 20 November 2025."""


@contextmanager
def newest_is(number: int, folder: Path) -> Iterator[Running]:
    """Serve a newspaper whose newest article has this number, its outlet files in `outlets/` below the folder."""
    paper = Newspaper(articles_per_outlet=number + 1, crawl_delay_seconds=None, splits_long_articles=True)
    with serve(paper) as running:
        running.write_outlet_files(folder / "outlets")
        yield running


def newest(running: Running, folder: Path) -> Iterator[tuple[dict[str, Any], Any]]:
    """Yield the record and the truth of the newest article of each outlet; two records of one fail the test."""
    written = records(folder / "output")
    for outlet in running.outlets:
        truth = next(running.truth(outlet.id))
        (record,) = [record for record in written if record["canonical_url"].startswith(truth.url.rstrip("/"))]
        yield record, truth


def test_an_article_on_two_pages_is_one_record(tmp_path: Path) -> None:
    """`/2/` and `&page=2` are joined to their first page, in order, and are never records; nothing is repeated."""
    with newest_is(SPLIT, tmp_path) as running:
        code, _, errors = crawl(*LAST_DAYS, cwd=tmp_path)

        assert code == 0, errors
        for record, truth in newest(running, tmp_path):
            assert record["canonical_url"] == truth.url
            assert record["body_text"] == truth.body_text
            assert not record["access"]["truncated"]


def test_a_live_blog_keeps_its_entries_and_their_times(tmp_path: Path) -> None:
    """A live blog is one record of genre `live`; each entry has the time that the page prints, in page order."""
    with newest_is(LIVE, tmp_path) as running:
        code, _, errors = crawl(*LAST_DAYS, cwd=tmp_path)

        assert code == 0, errors
        for record, truth in newest(running, tmp_path):
            assert [(block["type"], block["text"]) for block in record["body"]] == list(truth.body)
            assert record["genre"] == "live"
            times = [block["time"] for block in record["body"] if block["type"] == "live_entry"]
            assert None not in times
            assert times == sorted(times, reverse=True)


ARTICLE = "/2026/05/17/the-flood-in-the-lower-valley"
WORDS = (
    "The river rose by two metres in the night and took the footbridge at Bramley with it, the council said",
    "Farmers along the lower valley drove their cattle up to the common, where the parish had opened the old barns",
    "The insurers expect the damage to run to four million, and the bridge will not be replaced before the spring",
)


def paged_site(base: str) -> Site:
    """An outlet whose sitemap lists an article, its second and third page, and all of it on one page."""
    site = Site(base)
    views = {"": WORDS[:1], "?page=2": WORDS[1:2], "?page=3": WORDS[2:], "?page=all": WORDS}
    links = "".join(f'<a href="{ARTICLE}{view}">{text}</a> ' for view, text in zip(views, "123A", strict=True))
    for view, words in views.items():
        text = "".join(f"<p>{line}; {part} on Tuesday.</p>" for line in words for part in ("first", "then", "at last"))
        site.html(
            ARTICLE + view,
            f'<html lang="en"><head><title>The flood in the lower valley</title><link rel="canonical" '
            f'href="{base}{ARTICLE}"></head><body><nav><a href="/">Home</a></nav><article><h1>The flood in the lower '
            f'valley</h1><p>By Jane Roe</p>{text}</article><p class="pages">Pages: {links}</p></body></html>',
        )
    listed = "".join(f"<url><loc>{base}{ARTICLE}{view}</loc></url>" for view in reversed(views))
    site.xml("/sitemap.xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>')
    site.pages["/robots.txt"] = Reply(f"Sitemap: {base}/sitemap.xml\n".encode(), "text/plain")
    return site


@pytest.mark.parametrize("has_whole", [True, False])
def test_further_pages_and_the_whole_are_never_records(tmp_path: Path, has_whole: bool) -> None:
    """Whichever of its addresses is listed, an article is one record of all its text; the view on one page serves."""
    with serving(paged_site) as site:
        if not has_whole:
            del site.pages[f"{ARTICLE}?page=all"]
        code, report, errors = crawl(site.base, cwd=tmp_path)

        assert code == 0, errors
        (record,) = records(tmp_path / "output")
        assert record["canonical_url"] == site.base + ARTICLE
        texts = [block["text"] for block in record["body"]]
        assert texts == [f"{line}; {part} on Tuesday." for line in WORDS for part in ("first", "then", "at last")]
        assert not record["access"]["truncated"]
        assert report["outlets"][0]["rejected"] == {"paged_page": 2}
