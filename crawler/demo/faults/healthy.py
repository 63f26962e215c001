"""What is healthy about a misbehaving outlet: its home page and its robots.txt."""

from collections.abc import Sequence
from html import escape

from crawler.demo.composer import Composer

_TITLES = ("News", "Sport", "Business")


def home_page(composer: Composer, links: Sequence[str], sections: Sequence[str]) -> bytes:
    """Return a front page that links every article, `links` as if they were, and `sections` in its navigation."""
    articles = [composer.edition.heading(i) for i in composer.edition.numbers()]
    teasers = [(composer.addresses.article(a), a.headline) for a in articles]
    teasers += [(link, f"More of today’s news, part {n} of the morning’s reports") for n, link in enumerate(links, 1)]
    rows = "\n".join(
        f'<article class="teaser"><h2><a href="{escape(url)}">{escape(title)}</a></h2><p>Read on.</p></article>'
        for url, title in teasers
    )
    nav = "".join(
        f'<li><a href="{escape(path)}">{title}</a></li>' for path, title in zip(sections, _TITLES, strict=False)
    )
    name = escape(composer.edition.profile.name)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
        f'<link rel="alternate" type="application/rss+xml" title="News" href="/feed/"></head><body><header>'
        f"<h1>{name}</h1><nav><ul>{nav}</ul></nav></header>\n<main>{rows}</main></body></html>\n"
    ).encode()


def robots_txt(home: str, paths: Sequence[str]) -> bytes:
    """Return a robots.txt that allows everything and names the misbehaving sitemaps among `paths`."""
    sitemaps = [f"Sitemap: {home}{path[1:]}" for path in paths if path.startswith("/sitemap")]
    return "\n".join(["User-agent: *", "Disallow:", *sitemaps, ""]).encode()
