"""The way of a request through the downloader middlewares."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request, signals
from scrapy.core.downloader.middleware import DownloaderMiddlewareManager
from scrapy.http import Response
from scrapy.signalmanager import SignalManager

from crawler.spiders.passage import Passage

TRANSFER = [signals.request_reached_downloader, signals.response_downloaded, signals.request_left_downloader]
URL = "https://saltmere-echo.example/a"


class Host:
    """Answers every request, after a turn of the loop; notes how many it had at a time, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.at_once = self.most_at_once = 0
        self.error: Exception | None = None

    async def download_request_async(self, request: Request) -> Response:
        self.asked.append(request.url)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        if self.error is not None:
            raise self.error
        return Response(request.url, body=b"page")


def passage(host: Host, *middlewares: Any, told: list[object] | None = None) -> Passage:
    crawler: Any = SimpleNamespace(spider=None)
    manager = SignalManager(crawler)
    for signal in TRANSFER if told is not None else ():
        manager.connect(lambda signal: told.append(signal), signal, weak=False)  # type: ignore[union-attr]
    return Passage(
        SimpleNamespace(  # type: ignore[arg-type]
            middleware=DownloaderMiddlewareManager(*middlewares, crawler=crawler),
            handlers=host,
            domain_concurrency=1,
            get_slot_key=lambda request: request.url.split("/")[2],
            signals=manager,
            crawler=crawler,
        )
    )


def test_middlewares_are_asked_in_order_and_answers_in_reverse() -> None:
    """At once or later, a middleware that has nothing to say passes on what it was given."""
    asked: list[str] = []

    class At:
        def __init__(self, name: str) -> None:
            self.name = name

        def process_request(self, request: Request) -> None:
            asked.append(f"{self.name} out")

        def process_response(self, request: Request, response: Response) -> Response:
            asked.append(f"{self.name} back")
            return response

    class Later(At):
        async def process_request(self, request: Request) -> None:  # type: ignore[override]
            await asyncio.sleep(0)
            asked.append(f"{self.name} out")

    answer = asyncio.run(passage(Host(), At("first"), Later("second")).fetch(Request(URL)))

    assert isinstance(answer, Response)
    assert answer.body == b"page"
    assert asked == ["first out", "second out", "second back", "first back"]


def test_an_answer_on_the_way_out_asks_no_host() -> None:
    """A response takes the way back; a request ends the passage."""

    class Known:
        def process_request(self, request: Request) -> Request | Response:
            return Response(request.url, body=b"known") if request.url == URL else Request(URL)

        def process_response(self, request: Request, response: Response) -> Response:
            return response.replace(body=response.body + b"!")

    host = Host()
    response = asyncio.run(passage(host, Known()).fetch(Request(URL)))
    request = asyncio.run(passage(host, Known()).fetch(Request(f"{URL}/b")))

    assert isinstance(response, Response)
    assert response.body == b"known!"
    assert isinstance(request, Request)
    assert host.asked == []


def test_a_failure_is_for_the_middlewares_to_judge() -> None:
    """One may answer it; what none answers is raised as it came."""

    class Patient:
        def process_exception(self, request: Request, exception: Exception) -> Response | None:
            return Response(request.url, body=b"later") if isinstance(exception, TimeoutError) else None

    host = Host()
    host.error = TimeoutError()
    answer = asyncio.run(passage(host, Patient()).fetch(Request(URL)))
    assert isinstance(answer, Response)
    assert answer.body == b"later"

    host.error = ValueError("broken")
    with pytest.raises(ValueError, match="broken"):
        asyncio.run(passage(host, Patient()).fetch(Request(URL)))


def test_a_host_is_asked_one_thing_at_a_time() -> None:
    """Requests to one host wait for each other, those to another do not, and a failure holds nobody up."""

    async def fetch(host: Host, *urls: str) -> None:
        way = passage(host)
        await asyncio.gather(*(way.fetch(Request(url)) for url in urls), return_exceptions=True)

    one, two = Host(), Host()
    one.error = ValueError("broken")
    asyncio.run(fetch(one, URL, f"{URL}/b", f"{URL}/c"))
    asyncio.run(fetch(two, URL, "https://fen-herald.example/a"))

    assert (one.most_at_once, len(one.asked)) == (1, 3)
    assert two.most_at_once == 2


def test_who_listens_hears_of_every_transfer() -> None:
    """Scrapy's signals of the downloader are sent as extensions expect them."""
    told: list[object] = []

    asyncio.run(passage(Host(), told=told).fetch(Request(URL)))

    assert told == TRANSFER


def test_nonsense_from_a_middleware_is_told() -> None:
    """A middleware that answers with something else is named."""

    class Wrong:
        def process_response(self, request: Request, response: Response) -> str:
            return "page"

    with pytest.raises(TypeError, match="process_response returned str"):
        asyncio.run(passage(Host(), Wrong()).fetch(Request(URL)))
