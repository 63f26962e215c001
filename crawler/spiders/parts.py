"""Fetches the further pages of an article and makes one article of them, before it goes to the pipelines.

The view of the whole on one page is preferred; else the parts are asked for in order, each naming those after it. A
part that the host does not have ends the article there, marked as cut off; one that could not be had now fails the
link, so that the next run tries the whole again: half an article is never stored as a whole one.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.errors import PageError
from crawler.extract.continuation import MAX_PARTS, Continuation
from crawler.extract.inputs import PageInput
from crawler.extract.join import adds_text, join_parts
from crawler.extract.outcome import Outcome
from crawler.items import Article
from crawler.room import NO_ROOM, room_of
from crawler.spiders.reader import INTERRUPTED

ROOM_SECONDS = 0.5
"""How often a further page of an article looks whether there is room for it."""

Download = Callable[[str], Awaitable[Response]]
Read = Callable[[PageInput], Awaitable[Outcome]]
Describe = Callable[[Response], PageInput]


class PartError(PageError):
    """A further page that the host could not give now."""

    retry = True
    """What the crawl asks of an error: the link is due again."""


class PartJoiner:
    """`download` goes the way of every request; `describe` makes of a response what `read` takes.

    `free` is told when a response has been read.
    """

    def __init__(
        self, download: Download, describe: Describe, read: Read, free: Callable[[Response], None] = lambda _: None
    ) -> None:
        self._download = download
        self._describe = describe
        self._read = read
        self._free = free

    async def complete(self, first: Article, continuation: Continuation) -> Article:
        """Return the whole article; raises PageError where a page of it could not be had now."""
        if continuation.whole is not None:
            whole = await self._part(continuation.whole, first)
            if whole is not None and isinstance(whole.result, Article) and _holds(whole.result, first):
                return join_parts([first, whole.result])
        parts, todo, is_cut = [first], list(continuation.parts), False
        while todo and len(parts) < MAX_PARTS:
            outcome = await self._part(todo.pop(0), first)
            if outcome is None or not isinstance(outcome.result, Article):
                is_cut = outcome is None
                break
            if not adds_text(parts, outcome.result):
                break
            parts.append(outcome.result)
            todo = todo or list(outcome.continuation.parts)
        joined = join_parts(parts)
        return replace(joined, access=replace(joined.access, truncated=True)) if is_cut else joined

    async def _part(self, url: str, first: Article) -> Outcome | None:
        """Return what a further page is; None where the host says that there is none."""
        response = await self._download(url)
        try:
            if 400 <= response.status < 500:
                return None
            if not 200 <= response.status < 300:
                raise PartError("part_failed", f"{url}: HTTP {response.status}")
            return await self._read(replace(self._describe(response), force=True, first_url=first.url))
        finally:
            self._free(response)


async def download_part(crawler: Any, request: Request, first: Response, is_over: Callable[[], bool]) -> Response:
    """Return the response to a request for a further page, which waits for room like every large one.

    PageError `no_room` where the `first` page, which is held meanwhile, takes some itself: pages that wait for each
    other's room would wait for ever. `interrupted` where the run ends while it waits (`is_over`).
    """
    room = room_of(crawler)
    request.meta["is_part"] = True
    try:
        response: Response = await crawler.engine.download_async(request)
    except PageError as error:
        if error.code != NO_ROOM or room.holds(first.meta.get("load")):
            raise
        request.meta["load"] = load = room.wait(request.meta.get("outlet_id"))
        try:
            while not room.reserve(load, request.meta["download_maxsize"]):
                await asyncio.sleep(ROOM_SECONDS)
                if is_over():
                    raise PageError(INTERRUPTED, "the run is stopping") from error
            response = await crawler.engine.download_async(request.replace(dont_filter=True))
        except BaseException:
            room.free(load)
            raise
    return response


def _holds(whole: Article, first: Article) -> bool:
    """Whether a page that says it is the whole article is at least the first page of it."""
    return whole.word_count >= first.word_count
