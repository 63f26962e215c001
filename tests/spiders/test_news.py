"""The spider's own bounds on what is under way."""

import asyncio
from types import SimpleNamespace
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.discovery.link import Link
from crawler.room import LIGHT_BYTES, Room
from crawler.spiders.intake import SITEMAPS_AT_A_TIME
from crawler.spiders.news import NewsSpider
from crawler.spiders.reading import Reading


class CountingSpider(NewsSpider):
    """Counts the responses whose links are being taken in at the same time."""

    def __init__(self) -> None:
        super().__init__()
        frontier = SimpleNamespace(as_told=lambda link: link)
        self.run = SimpleNamespace(outlets={"paper": SimpleNamespace(frontier=frontier)})  # type: ignore[assignment]
        engine = SimpleNamespace(downloader=SimpleNamespace(room=Room(LIGHT_BYTES)))
        self.crawler = SimpleNamespace(engine=engine)  # type: ignore[assignment]
        self.now, self.most = 0, 0

    def page_input(self, *_: Any) -> Any:
        return None

    async def _read(self, *_: Any) -> Reading:
        self.now += 1
        self.most = max(self.most, self.now)
        return Reading()

    async def _take(self, *_: Any) -> Any:
        for _turn in range(3):
            await asyncio.sleep(0)
        self.now -= 1
        return ()

    def _end(self, *_: Any) -> None:
        """Nobody waits for the end."""


def most_at_a_time(kind: Any) -> int:
    """Return how many of twenty responses were read and not taken in at the same time."""

    async def crawl() -> int:
        spider = CountingSpider()
        link = Link(url="https://paper.example/x", kind=kind)
        request = Request(link.url, meta={"outlet_id": "paper", "link": link})
        response = Response(link.url, request=request)

        async def one() -> None:
            async for _ in spider.parse_link(response):
                raise AssertionError("a source gives no article")

        await asyncio.gather(*(one() for _ in range(20)))
        return spider.most

    return asyncio.run(crawl())


def test_links_of_few_sitemaps_are_in_memory() -> None:
    """However many sitemaps come at once, the links of four are held, and none is left out; pages need not wait."""
    assert most_at_a_time("sitemap") == most_at_a_time("news_sitemap") == SITEMAPS_AT_A_TIME
    assert most_at_a_time("section") == 20
