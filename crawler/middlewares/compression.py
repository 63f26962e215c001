"""Unpacks bodies, with a code where that fails: `too_large` for a bomb, `truncated` for a body that breaks off,
`bad_transfer` for what does not unpack.

The limit is that of the download (DOWNLOAD_MAXSIZE, for pages NEWS_MAX_PAGE_BYTES) and holds while unpacking. Scrapy's
own keeps what it could unpack of a body that breaks off.
"""

from typing import TYPE_CHECKING, Any, Self

from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes

from crawler.middlewares.manners import later
from crawler.middlewares.refused import NoRoom, Refused
from crawler.middlewares.unpacking import CODINGS, UNPACK_ERRORS, TooLargeError, beginning, codings_of, unpack
from crawler.room import LIGHT_BYTES, room_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_ACCEPTED = ", ".join(CODINGS).encode()


class CompressionMiddleware:
    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._max_bytes = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        request.headers.setdefault("Accept-Encoding", _ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        read_at_most = request.meta.get("read_at_most")
        if read_at_most is None and "Content-Encoding" not in response.headers:
            return response
        codings = codings_of(response.headers.getlist("Content-Encoding"))
        limit = request.meta.get("download_maxsize", self._max_bytes)
        try:
            if read_at_most is not None:
                body = beginning(response.body, codings, read_at_most)
            else:
                body = unpack(response.body, codings, limit, lambda size: self._hold(request, size))
        except NoRoom:
            again = later(request, self._crawler)
            if again is None:
                raise
            return again
        except TooLargeError as error:
            raise Refused("too_large", str(error)) from error
        except EOFError as error:
            raise Refused("truncated", str(error), retry=True) from error
        except UNPACK_ERRORS as error:
            raise Refused("bad_transfer", f"the body is not {', '.join(codings)}: {error}") from error
        return _plain(response, body)

    def _hold(self, request: Request, n_bytes: int) -> None:
        """Raise NoRoom where a body has become too large for the room there is."""
        if n_bytes <= LIGHT_BYTES or "load" not in request.meta:
            return
        if not room_of(self._crawler).grow(request.meta["load"], n_bytes):
            raise NoRoom


def _plain(response: Response, body: bytes) -> Response:
    """Return the response with its plain body, which no longer says that it is packed: it may pass here again."""
    response.headers.pop("Content-Encoding", None)
    kind = responsetypes.from_args(headers=response.headers, url=response.url, body=body)
    kept: dict[str, Any] = {"encoding": None} if issubclass(kind, TextResponse) else {}  # to be found again
    return response.replace(cls=kind, body=body, **kept)
