"""What a callback yields passes the pipelines in its order, one at a time, and its errors are told."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.core.scraper import Slot
from scrapy.exceptions import NotConfigured
from scrapy.http import Response, TextResponse
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from twisted.python.failure import Failure

from crawler.extensions.output import OneByOne, StraightWay, hand_on

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


class Engine:
    """A scheduler of one request, a downloader with one answer, and a scraper that notes what it is given."""

    def __init__(self, answer: Any, *, middlewares: tuple[object, ...] = ()) -> None:
        self.said: list[str] = []
        self.under_way: set[Request] = set()
        self._answer = answer
        self._requests = [Request(URL, callback=_shout, cb_kwargs={"said": self.said})]
        self.spider = SimpleNamespace(settings=Settings())
        self.logformatter = SimpleNamespace(crawled=lambda *_: None)
        self.downloader = SimpleNamespace(answer=self._come)
        self.signals = SignalManager(self)
        self._slot = SimpleNamespace(
            scheduler=SimpleNamespace(next_request=lambda: self._requests.pop() if self._requests else None),
            add_request=self.under_way.add,
            remove_request=self.under_way.remove,
            nextcall=SimpleNamespace(schedule=lambda: None),
        )
        self.scraper = SimpleNamespace(
            slot=Slot(),
            spidermw=SimpleNamespace(middlewares=middlewares),
            handle_spider_error=lambda failure, *_: self.said.append(type(failure.value).__name__),
            handle_spider_output_async=self._take,
            _scrape=self._scrape,
            _check_if_closing=lambda: None,
        )

    def crawl(self, request: Request) -> None:
        self.said.append(f"again {request.url}")

    def go(self) -> None:
        """Run all that the scheduler has to its end."""

        async def run() -> None:
            way = StraightWay(self)
            assert way.begin()
            assert not way.begin()
            assert self.under_way  # at once, or the engine would think that there is nothing to do
            while self.under_way:
                await asyncio.sleep(0)

        asyncio.run(run())

    async def _come(self, request: Request) -> Any:
        await asyncio.sleep(0)
        return self._answer

    async def _take(self, output: Any, request: Request, response: Response) -> None:
        self.said += [item async for item in output] if hasattr(output, "__aiter__") else list(output)

    async def _scrape(self, result: Any, request: Request) -> None:
        self.said.append(f"Scrapy's way for {type(result).__name__}")


async def _shout(response: Response, said: list[str]) -> AsyncIterator[str]:
    yield response.text


def _page(text: str = "page") -> Response:
    return TextResponse(URL, body=text.encode(), encoding="utf-8")


def test_a_response_goes_straight_to_its_callback() -> None:
    """What the callback yields is taken, and nothing of the request is left under way."""
    engine = Engine(_page())

    engine.go()

    assert engine.said == ["page"]
    assert engine.scraper.slot.is_idle()
    assert engine.scraper.slot.active_size == 0


def test_a_callback_of_any_kind_will_do() -> None:
    """A generator, a coroutine or a plain function, as in every spider; an error in it is told."""

    def generator(response: Response, said: list[str]) -> Iterator[str]:
        yield f"{response.text} of a generator"

    async def coroutine(response: Response, said: list[str]) -> list[str]:
        return [f"{response.text} of a coroutine"]

    def wrong(response: Response, said: list[str]) -> None:
        raise ZeroDivisionError

    said = []
    for callback in (generator, coroutine, wrong):
        engine = Engine(_page())
        engine._requests[0] = engine._requests[0].replace(callback=callback)
        engine.go()
        said += engine.said

    assert said == ["page of a generator", "page of a coroutine", "ZeroDivisionError"]


def test_what_is_no_plain_response_goes_as_scrapy_has_it() -> None:
    """A failure to the errback, a response to spider middlewares where there are some, a redirect to the scheduler."""
    failed, watched = Engine(Failure(TimeoutError())), Engine(_page(), middlewares=(object(),))  # type: ignore[no-untyped-call]
    moved = Engine(Request(f"{URL}/b"))
    for engine in (failed, watched, moved):
        engine.go()

    assert failed.said == ["Scrapy's way for Failure"]
    assert watched.said == ["Scrapy's way for TextResponse"]
    assert moved.said == [f"again {URL}/b"]
