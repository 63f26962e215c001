"""Pieces of markup that most content systems write alike: lists of addresses, feeds, paragraphs, pages of a list."""

import json
from collections.abc import Iterable, Iterator, Sequence
from email.utils import format_datetime
from html import escape
from typing import TypeVar

from tests.sites.stories import Story

PAGE = 10
Entry = TypeVar("Entry")


def paragraphs(story: Story) -> str:
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in story.paragraphs)


def sitemap(entries: Iterable[tuple[str, str]]) -> str:
    """`entries`: address and lastmod, which may be empty."""
    rows = "".join(
        f"<url><loc>{escape(url)}</loc>{f'<lastmod>{lastmod}</lastmod>' if lastmod else ''}</url>\n"
        for url, lastmod in entries
    )
    return f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>'


def sitemap_index(urls: Iterable[str]) -> str:
    rows = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>\n" for url in urls)
    return f'{_XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</sitemapindex>'


def news_sitemap(name: str, entries: Iterable[tuple[str, Story]]) -> str:
    rows = "".join(
        f"<url><loc>{escape(url)}</loc><news:news><news:publication><news:name>{name}</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{story.iso}"
        f"</news:publication_date><news:title>{escape(story.headline)}</news:title></news:news></url>\n"
        for url, story in entries
    )
    return (
        f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{rows}</urlset>'
    )


def rss(title: str, home: str, entries: Iterable[tuple[str, Story]]) -> str:
    items = "".join(
        f"<item><title>{escape(story.headline)}</title><link>{escape(url)}</link><dc:creator>"
        f"{escape(', '.join(story.authors))}</dc:creator><pubDate>{format_datetime(story.published)}</pubDate>"
        f'<guid isPermaLink="false">{escape(url)}</guid><description>{escape(story.summary)}</description></item>\n'
        for url, story in entries
    )
    return (
        f'{_XML}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{escape(title)}</title>'
        f"<link>{home}</link><description>{escape(title)}</description>\n{items}</channel></rss>"
    )


def atom(title: str, home: str, entries: Iterable[tuple[str, Story]]) -> str:
    items = "".join(
        f"<entry><id>tag:{number}</id><title>{escape(story.headline)}</title><published>{story.iso}</published>"
        f"<updated>{story.iso}</updated><link rel='replies' type='application/atom+xml' href='{escape(url)}#comments'/>"
        f"<link rel='alternate' type='text/html' href='{escape(url)}'/><author><name>{escape(story.authors[0])}</name>"
        f"</author><summary>{escape(story.summary)}</summary></entry>\n"
        for number, (url, story) in enumerate(entries)
    )
    return (
        f"{_XML}<feed xmlns='http://www.w3.org/2005/Atom'><id>tag:{home}</id><title>{escape(title)}</title>"
        f"<link rel='alternate' href='{home}/'/>\n{items}</feed>"
    )


def json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def pages(entries: Sequence[Entry], size: int = PAGE) -> Iterator[tuple[int, bool, Sequence[Entry]]]:
    """Yield page number from 1, whether a page follows, and the entries on it; one empty page for no entries."""
    last = max(1, -(-len(entries) // size))
    for number in range(1, last + 1):
        yield number, number < last, entries[(number - 1) * size : number * size]


LEGAL = (
    "Who prints this paper, who owns it and how to reach the people who write it is what you find on this page.",
    "We answer letters within a week and print the ones that are of interest to all. Names are printed in full.",
    "Advertisements are taken until noon on the day before the issue, at the counter or by telephone.",
)


def legal() -> str:
    """Return the paragraphs of a page about the outlet."""
    return "".join(f"<p>{line}</p>" for line in LEGAL)


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
