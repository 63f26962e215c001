"""The demo newspaper as Fundus knows outlets: a parser with the selectors of its three themes, written by hand.

So Fundus has what its users would give it: it needs to find nothing in a page. Imported where Fundus is installed.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from lxml.etree import XPath

_BODY = "//div[contains(@class, 'entry-content')]//p | //font[@face='Verdana, Arial' and @size='2']"


def crawl(homes: Sequence[str], sitemaps: Sequence[str]) -> Iterator[dict[str, str | None]]:
    """Yield address, title and body of what Fundus makes of the pages of the sitemaps; `sitemaps` is one a home."""
    base, url = import_module("fundus.publishers.base_objects"), import_module("fundus.scraping.url")
    outlets = {
        f"Outlet{number}": base.Publisher(
            name=f"Outlet {number}", domain=home, parser=_parser(), sources=[url.Sitemap(sitemap)]
        )
        for number, (home, sitemap) in enumerate(zip(homes, sitemaps, strict=True))
    }
    group = base.PublisherGroup("Local", (), {"default_language": "en", **outlets})
    crawler = import_module("fundus").Crawler(group, delay=0.0, ignore_robots=True)
    for article in crawler.crawl(only_complete=False, only_unique=False):
        body = article.body
        yield {"url": article.html.responded_url, "title": article.title, "body": body.text() if body else None}


def _parser() -> Any:
    parser, utility = import_module("fundus.parser"), import_module("fundus.parser.utility")
    paragraphs = XPath(_BODY)

    class LocalParser(parser.ParserProxy):  # type: ignore[misc, name-defined]
        class V1(parser.BaseParser):  # type: ignore[misc, name-defined]
            @parser.attribute  # type: ignore[untyped-decorator]
            def body(self) -> Any:
                return utility.extract_article_body_with_selector(self.precomputed.doc, paragraph_selector=paragraphs)

            @parser.attribute  # type: ignore[untyped-decorator]
            def title(self) -> Any:
                return self.precomputed.meta.get("og:title") or self.precomputed.doc.findtext(".//title")

    return LocalParser
