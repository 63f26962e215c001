"""The further pages of an article are asked for in order and joined to one record; half an article is never a whole."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.errors import PageError
from crawler.extract.article import Outcome, PageInput, read_article
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url
from crawler.room import LIGHT_BYTES, NO_ROOM, Load, Room
from crawler.spiders.parts import PartJoiner, download_part

FIRST = "https://ledger.example/flood-report/"
LINES = {
    1: "The river rose by two metres in the night and took the footbridge at Bramley with it, the council said.",
    2: "Farmers along the lower valley drove their cattle up to the common, where the parish had opened the old barns.",
    3: "The insurers expect the damage to run to four million, and the bridge will not be replaced before the spring.",
}


def _page(number: int, links: str = "") -> bytes:
    text = "".join(f"<p>{LINES[number]} ({k})</p>" for k in range(4))
    title = "Flood report from the lower valley"
    return f"<html lang=en><title>{title}</title><article><h1>{title}</h1>{text}</article>{links}</html>".encode()


def _describe(response: Response) -> PageInput:
    return PageInput(
        body=response.body,
        url=response.url,
        fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
        outlet=outlet_from_url(FIRST),
    )


def _complete(site: Mapping[str, bytes | int]) -> Article:
    async def download(url: str) -> Response:
        held = site.get(url, 404)
        return HtmlResponse(url, body=held) if isinstance(held, bytes) else HtmlResponse(url, status=held)

    async def read(page: PageInput) -> Outcome:
        return read_article(page)

    body = site[FIRST]
    assert isinstance(body, bytes)
    outcome = read_article(_describe(HtmlResponse(FIRST, body=body)))
    assert isinstance(outcome.result, Article)
    return asyncio.run(PartJoiner(download, _describe, read).complete(outcome.result, outcome.continuation))


def _texts(article: Article) -> list[str]:
    return [block.text for block in article.body]


def test_joins_the_parts_in_order() -> None:
    """Each part names the next; the record holds each paragraph once and keeps the first page's address."""
    article = _complete(
        {
            FIRST: _page(1, f'<a href="{FIRST}2/">2</a>'),
            FIRST + "2/": _page(2, f'<a href="{FIRST}3/">3</a>'),
            FIRST + "3/": _page(3, f'<a href="{FIRST}2/">2</a>'),
        }
    )

    assert _texts(article) == [f"{LINES[n]} ({k})" for n in (1, 2, 3) for k in range(4)]
    assert article.url == FIRST
    assert not article.access.truncated


def test_prefers_the_whole_on_one_page() -> None:
    """The view on one page replaces the parts; nothing is repeated."""
    both = f'<a href="{FIRST}2/">2</a><a href="{FIRST}?page=all">All on one page</a>'
    whole = _page(1).replace(b"</article>", _page(2).partition(b"</h1>")[2])

    article = _complete({FIRST: _page(1, both), FIRST + "?page=all": whole})

    assert _texts(article) == [f"{LINES[n]} ({k})" for n in (1, 2) for k in range(4)]


def test_a_server_that_answers_any_number_with_page_one_adds_nothing() -> None:
    """A part that says nothing new ends the article."""
    link = f'<a href="{FIRST}2/">2</a>'

    assert len(_texts(_complete({FIRST: _page(1, link), FIRST + "2/": _page(1)}))) == 4


def test_a_missing_part_is_told() -> None:
    """Where the host has no such page the article ends there, marked as cut off."""
    assert _complete({FIRST: _page(1, f'<a href="{FIRST}2/">2</a>')}).access.truncated


def test_a_part_that_fails_now_fails_the_whole_for_now() -> None:
    """A server error on a part is tried again in a later run: no half article is stored."""
    with pytest.raises(PageError) as caught:
        _complete({FIRST: _page(1, f'<a href="{FIRST}2/">2</a>'), FIRST + "2/": 500})

    assert caught.value.code == "part_failed"


class CrowdedEngine:
    """Gives a response where room was set aside for it, and lets it go otherwise."""

    def __init__(self, room: Room) -> None:
        self.downloader = SimpleNamespace(room=room)
        self.asked = 0

    async def download_async(self, request: Request) -> Response:
        self.asked += 1
        load = request.meta.get("load")
        if load is None or not load.reserved:
            raise PageError(NO_ROOM, "")
        return Response(request.url)


def part(engine: CrowdedEngine, first: Load | None, *, is_over: bool = False) -> Response:
    """Download a further page while another outlet's page leaves the room after a moment."""
    request = Request("https://paper.example/story/2", meta={"outlet_id": "paper", "download_maxsize": 2 * LIGHT_BYTES})
    room = engine.downloader.room
    other = Load("other")
    room.grow(other, 2 * LIGHT_BYTES)

    async def wait() -> Response:
        asyncio.get_running_loop().call_later(0.05, room.free, other)
        response = Response(request.url, request=Request(request.url, meta={"load": first}))
        return await download_part(SimpleNamespace(engine=engine), request, response, lambda: is_over)

    return asyncio.run(wait())


def test_large_part_waits_for_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for twice, not again and again, and an end of the run ends the waiting."""
    monkeypatch.setattr("crawler.spiders.parts.ROOM_SECONDS", 0.01)
    engine = CrowdedEngine(Room(2 * LIGHT_BYTES))

    assert part(engine, None).url == "https://paper.example/story/2"
    assert engine.asked == 2
    with pytest.raises(PageError, match="stopping"):
        part(CrowdedEngine(Room(2 * LIGHT_BYTES)), None, is_over=True)


def test_part_of_a_large_page_does_not_wait() -> None:
    """Pages that hold room and wait for more of it would wait for each other."""
    engine = CrowdedEngine(Room(4 * LIGHT_BYTES))
    first = Load("paper")
    engine.downloader.room.grow(first, 2 * LIGHT_BYTES)

    with pytest.raises(PageError) as caught:
        part(engine, first)

    assert caught.value.code == NO_ROOM
    assert engine.asked == 1
