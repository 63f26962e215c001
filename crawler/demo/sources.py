"""What a demo outlet offers to machines: robots.txt, sitemap index and sitemaps, Google News sitemap, RSS and Atom.

Names and habits follow the software: an SEO plugin on the magazine (its sitemaps list tags, categories and authors as
well), WordPress core on the block theme, a script on the table layout whose gzipped sitemap lacks every second article.
"""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from crawler.demo.addresses import Route
from crawler.demo.articles import DemoArticle, slugify
from crawler.demo.banks import SECTIONS, static_pages
from crawler.demo.composer import Composer
from crawler.demo.seed import SEED_PATH
from crawler.demo.surroundings import all_tags, feed_paths

SITEMAP_SIZE = 1000
FEED_SIZE = 15
NEWS_AGE = timedelta(days=2)
"""Google News takes articles of the last two days only."""
_MAX_NEWS = 1000
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP_NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XML_TYPE, _RSS_TYPE, _ATOM_TYPE = (
    "application/xml; charset=utf-8",
    "application/rss+xml; charset=UTF-8",
    "application/atom+xml; charset=UTF-8",
)


@dataclass(frozen=True, slots=True)
class Sources:
    composer: Composer

    def read(self, path: str) -> tuple[bytes, str] | None:
        """Return the bytes and content type of the source at `path`, None where there is none."""
        style = self.composer.edition.profile.addresses
        rss, atom = feed_paths(style)
        if path == "/robots.txt":
            return self._robots().encode(), "text/plain; charset=utf-8"
        if path == self.news_path():
            return self._news().encode(), _XML_TYPE
        if path == rss:
            return self._rss().encode(), _RSS_TYPE
        if path == atom:
            return self._atom().encode(), _ATOM_TYPE
        if path == "/comments/feed/" and style != "query":
            return self._comments_feed().encode(), _RSS_TYPE
        return self._sitemap(path)

    def index_path(self) -> str:
        return {"category": "/sitemap_index.xml", "dated": "/wp-sitemap.xml"}.get(
            self.composer.edition.profile.addresses, "/sitemap.xml"
        )

    def news_path(self) -> str:
        return "/googlenews.xml" if self.composer.edition.profile.addresses == "query" else "/news-sitemap.xml"

    def _robots(self) -> str:
        profile, url = self.composer.edition.profile, self.composer.url
        closed = (
            ["/preview.asp", "/search.asp", "/cgi-bin/"]
            if profile.addresses == "query"
            else ["/wp-admin/", "/preview/", "/?s="]
        )
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
        if profile.crawl_delay_seconds is not None:
            lines.append(f"Crawl-delay: {profile.crawl_delay_seconds:g}")
        lines += ["", f"Sitemap: {url(self.index_path())}", f"Sitemap: {url(self.news_path())}", ""]
        return "\n".join(lines)

    # Sitemaps --------------------------------------------------------------------------------------------------

    def _sitemap(self, path: str) -> tuple[bytes, str] | None:
        if path == self.index_path():
            return self._index().encode(), _XML_TYPE
        if path not in self._parts():
            return None
        xml = self._urlset(self._entries(path)).encode()
        if path.endswith(".gz"):
            return gzip.compress(xml, compresslevel=1, mtime=0), "application/x-gzip"
        return xml, _XML_TYPE

    def _parts(self) -> list[str]:
        """Paths of the sitemaps that the index names."""
        style, total = self.composer.edition.profile.addresses, self.composer.edition.total
        numbers = range(1, max(1, -(-total // SITEMAP_SIZE)) + 1)
        if style == "category":
            posts = [f"/post-sitemap{n if n > 1 else ''}.xml" for n in numbers]
            return [
                *posts,
                "/page-sitemap.xml",
                "/category-sitemap.xml",
                "/post_tag-sitemap.xml",
                "/author-sitemap.xml",
            ]
        if style == "dated":
            posts = [f"/wp-sitemap-posts-post-{n}.xml" for n in numbers]
            return [*posts, "/wp-sitemap-taxonomies-category-1.xml", "/wp-sitemap-users-1.xml"]
        return [f"/sitemap-{n}.xml.gz" for n in numbers]

    def _index(self) -> str:
        newest = self._newest().isoformat()
        rows = "".join(
            f"<sitemap><loc>{escape(self.composer.url(part))}</loc><lastmod>{newest}</lastmod></sitemap>\n"
            for part in self._parts()
        )
        return f"{_XML}<sitemapindex {_SITEMAP_NS}>\n{rows}</sitemapindex>\n"

    @staticmethod
    def _urlset(entries: Iterable[tuple[str, str]]) -> str:
        rows = "".join(
            f"<url><loc>{escape(url)}</loc>{f'<lastmod>{lastmod}</lastmod>' if lastmod else ''}</url>\n"
            for url, lastmod in entries
        )
        return f"{_XML}<urlset {_SITEMAP_NS}>\n{rows}</urlset>\n"

    def _entries(self, path: str) -> Iterator[tuple[str, str]]:
        composer = self.composer
        lists = {
            "category": [Route(kind="section", key=s) for s in SECTIONS],
            "post_tag": [Route(kind="tag", key=slugify(t)) for t in all_tags(composer.edition)],
            "author": [Route(kind="writer", key=slugify(n)) for n in composer.edition.profile.newsroom.writers],
            "users": [Route(kind="writer", key=slugify(n)) for n in composer.edition.profile.newsroom.writers],
            "page-": [Route(kind="static", key=key) for key in static_pages() if key != "preview"],
        }
        for word, routes in lists.items():
            if word in path:
                yield from ((composer.url(composer.addresses.path(route)), "") for route in routes)
                return
        digits = "".join(c for c in path if c.isdigit())
        yield from self._article_entries(int(digits or 1) - 1)

    def _article_entries(self, part: int) -> Iterator[tuple[str, str]]:
        edition, composer = self.composer.edition, self.composer
        step = 2 if edition.profile.addresses == "query" else 1  # the script forgets every second one
        for index in range(part * SITEMAP_SIZE, min((part + 1) * SITEMAP_SIZE, edition.total), step):
            if index not in edition.retired:
                article = edition.article(index)
                yield composer.article_url(article), edition.changed(article).isoformat()
        if part == 0 and edition.profile.has_seed_article:
            yield composer.url(SEED_PATH), "2025-05-17T12:00:00+00:00"

    def _news(self) -> str:
        rows = []
        for article in self._newest_articles(_MAX_NEWS):
            if self.composer.edition.clock - article.published > NEWS_AGE:
                break
            rows.append(
                f"<url><loc>{escape(self.composer.article_url(article))}</loc><news:news><news:publication><news:name>"
                f"{escape(self.composer.edition.profile.name)}</news:name><news:language>en</news:language>"
                f"</news:publication><news:publication_date>{article.published.isoformat()}</news:publication_date>"
                f"<news:title>{escape(article.headline)}</news:title></news:news></url>\n"
            )
        namespace = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
        return f"{_XML}<urlset {_SITEMAP_NS} {namespace}>\n{''.join(rows)}</urlset>\n"

    # Feeds -----------------------------------------------------------------------------------------------------

    def _rss(self) -> str:
        items = "".join(self._rss_item(a) for a in self._newest_articles(FEED_SIZE))
        return self._channel(self.composer.edition.profile.name, items)

    def _rss_item(self, article: DemoArticle) -> str:
        url = self.composer.article_url(article)
        tracked = url + ("&" if "?" in url else "?") + "utm_source=rss&utm_medium=feed"
        creators = "".join(f"<dc:creator>{escape(n)}</dc:creator>" for n in article.credit.reporters[:1])
        return (
            f"<item><title>{escape(article.headline)}</title><link>{escape(tracked)}</link>{creators}"
            f"<pubDate>{format_datetime(article.published.astimezone(UTC))}</pubDate>"
            f'<guid isPermaLink="false">{escape(self.composer.url(self.composer.addresses.old(article.number)))}</guid>'
            f"<category>{escape(article.tag)}</category><description>{escape(article.summary)}</description></item>\n"
        )

    def _comments_feed(self) -> str:
        items = "".join(
            f"<item><title>Comment on {escape(a.headline)} by {escape(c.name)}</title>"
            f"<link>{escape(self.composer.article_url(a))}#comment-{c.number}</link>"
            f"<description>{escape(c.text)}</description></item>\n"
            for a in self._newest_articles(FEED_SIZE)
            for c in a.comments
        )
        return self._channel(f"Comments for {self.composer.edition.profile.name}", items)

    def _channel(self, title: str, items: str) -> str:
        return (
            f'{_XML}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel><title>{escape(title)}</title>'
            f"<link>{escape(self.composer.home)}</link><description>{escape(self.composer.edition.profile.tagline)}"
            f"</description><language>en</language>\n{items}</channel></rss>\n"
        )

    def _atom(self) -> str:
        profile, home = self.composer.edition.profile, self.composer.home
        entries = "".join(
            f'<entry><title>{escape(a.headline)}</title><link rel="alternate" type="text/html" '
            f'href="{escape(self.composer.article_url(a))}"/><id>{escape(self.composer.article_url(a))}</id>'
            f"<published>{a.published.isoformat()}</published>"
            f"<updated>{self.composer.edition.changed(a).isoformat()}</updated>"
            f"<author><name>{escape(a.credit.raw.split(' /')[0] or profile.name)}</name></author>"
            f"<summary>{escape(a.summary)}</summary></entry>\n"
            for a in self._newest_articles(FEED_SIZE)
        )
        return (
            f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(profile.name)}</title><id>{escape(home)}</id>'
            f'<link href="{escape(home)}"/><updated>{self._newest().isoformat()}</updated>\n{entries}</feed>\n'
        )

    def _newest_articles(self, count: int) -> Iterator[DemoArticle]:
        for rank, index in enumerate(self.composer.edition.numbers()):
            if rank >= count:
                return
            yield self.composer.edition.article(index)

    def _newest(self) -> datetime:
        return self.composer.edition.published(self.composer.edition.total - 1)
