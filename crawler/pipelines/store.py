"""The end of the road: the run writes the article, or finds that it has it already.

New, revised, unchanged and duplicate are told apart by the outlet's state; only the first two are new lines.
"""

from typing import TYPE_CHECKING, Any, Self

from scrapy.exceptions import NotConfigured

from crawler.discovery.link import Link
from crawler.errors import RunError
from crawler.items import Article
from crawler.pipelines.reject import Reject

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class StorePipeline:
    def __init__(self, spider: Any) -> None:
        self._spider = spider

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        if getattr(crawler.spider, "run", None) is None:
            raise NotConfigured("items are stored by spiders that have a run (NewsSpider and its subclasses)")
        return cls(crawler.spider)

    def process_item(self, item: Article) -> Article:
        origin = self._spider.origin_of(item)
        if origin is None:  # yielded by a callback of a subclass
            origin = self._spider.run.outlets[item.outlet.id], Link(url=item.url, kind="page")
        outlet_run, link = origin
        try:
            outlet_run.store(link, item)
        except RunError as error:  # Scrapy would log it with a traceback, once for each article under way
            self._spider.stop("output")
            raise Reject("output", str(error)) from None
        return item
