"""What a callback yields passes the pipelines in its order, one at a time, and its errors are told."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from crawler.extensions.output import OneByOne, hand_on

URL = "https://saltmere-echo.example/a"


class Scraper:
    """Notes what begins and ends, and each error that a callback raised."""

    def __init__(self) -> None:
        self.said: list[str] = []

    async def _process_spidermw_output_async(self, output: str, response: Response) -> None:
        self.said.append(f"{output} begins")
        await asyncio.sleep(0)
        self.said.append(f"{output} ends")

    def handle_spider_error(self, failure: Any, request: Request, response: Response) -> None:
        self.said.append(type(failure.value).__name__)


async def _later() -> AsyncIterator[str]:
    yield "first"
    await asyncio.sleep(0)
    yield "second"
    raise ZeroDivisionError


def _at_once() -> Iterator[str]:
    yield "first"
    yield "second"
    raise ZeroDivisionError


@pytest.mark.parametrize("callback", [_later, _at_once])
def test_items_pass_in_order_and_an_error_comes_after_what_was_yielded(callback: Any) -> None:
    """As with Scrapy's own way, be the callback a coroutine or not."""
    scraper: Any = Scraper()

    asyncio.run(hand_on(scraper, callback(), Request(URL), Response(URL)))

    assert scraper.said == ["first begins", "first ends", "second begins", "second ends", "ZeroDivisionError"]


def test_several_items_at_a_time_are_left_to_scrapy() -> None:
    """Whoever asks for them has them."""
    told: Any = SimpleNamespace(settings=Settings({"CONCURRENT_ITEMS": 2}), signals=SignalManager())

    with pytest.raises(NotConfigured):
        OneByOne.from_crawler(told)
