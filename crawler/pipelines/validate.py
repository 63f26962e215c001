"""The door of the pipelines: any item becomes an Article, and one without what a record must have is turned away."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from crawler.items import Article
from crawler.outlets.outlet import Outlet
from crawler.outlets.registry import outlet_for_url
from crawler.pipelines.reject import Reject

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class ValidatePipeline:
    def __init__(self, outlets: tuple[Outlet, ...]) -> None:
        self._outlets = outlets

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(tuple(getattr(crawler.spider, "outlets", ())))

    def process_item(self, item: Any) -> Article:
        article = item if isinstance(item, Article) else self._adapt(item)
        if not article.headline.strip():
            raise Reject("no_headline", article.url)
        if not article.body_text.strip():
            raise Reject("no_body", article.url)
        return article

    def _adapt(self, item: Any) -> Article:
        # Loads every library that items may be made with: only for spiders that yield something else than articles.
        from itemadapter import ItemAdapter

        from crawler.pipelines.adapt import article_from

        url = str(ItemAdapter(item).get("url") or "")
        if urlsplit(url).scheme not in ("http", "https"):
            raise Reject("no_url", f"found {url!r}, expected the article's http(s) address")
        outlet = outlet_for_url(url, self._outlets)
        if outlet is None:
            raise Reject("unknown_outlet", f"{url} belongs to no outlet of this run")
        return article_from(item, outlet, now=datetime.now(UTC))
