"""Fetches the further pages of an article and makes one article of them, before it goes to the pipelines.

The view of the whole on one page is preferred; else the parts are asked for in order, each naming those after it. A
part that the host does not have ends the article there, marked as cut off; one that could not be had now fails the
link, so that the next run tries the whole again: half an article is never stored as a whole one.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from scrapy.http import Response

from crawler.errors import PageError
from crawler.extract.continuation import MAX_PARTS, Continuation
from crawler.extract.inputs import PageInput
from crawler.extract.join import adds_text, join_parts
from crawler.extract.outcome import Outcome
from crawler.items import Article

Download = Callable[[str], Awaitable[Response]]
Read = Callable[[PageInput], Awaitable[Outcome]]
Describe = Callable[[Response], PageInput]


class PartError(PageError):
    """A further page that the host could not give now."""

    retry = True
    """What the crawl asks of an error: the link is due again."""


class PartJoiner:
    """`download` goes the way of every request; `describe` makes of a response what `read` takes."""

    def __init__(self, download: Download, describe: Describe, read: Read) -> None:
        self._download = download
        self._describe = describe
        self._read = read

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
        if 400 <= response.status < 500:
            return None
        if not 200 <= response.status < 300:
            raise PartError("part_failed", f"{url}: HTTP {response.status}")
        return await self._read(replace(self._describe(response), force=True, first_url=first.url))


def _holds(whole: Article, first: Article) -> bool:
    """Whether a page that says it is the whole article is at least the first page of it."""
    return whole.word_count >= first.word_count
