"""The spider most people would write first: every page of the sitemaps, trafilatura called in a pipeline."""

from collections.abc import Iterator
from typing import Any

from scrapy.http import Response
from scrapy.spiders import SitemapSpider
from trafilatura import bare_extraction


class PlainSpider(SitemapSpider):
    """Yields each page's address and HTML."""

    name = "plain"

    def parse(self, response: Response, **_: Any) -> Iterator[dict[str, Any]]:
        yield {"url": response.url, "html": response.text}


class TrafilaturaPipeline:
    """Replaces the HTML with what trafilatura finds in it; nothing is null, and counts as a page that was read."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        document: Any = bare_extraction(item["html"], url=item["url"], with_metadata=True)
        return {
            "url": item["url"],
            "title": document.title if document else None,
            "body": document.text if document else None,
        }
