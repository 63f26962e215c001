"""Scrapy's decompression, with a code where it fails: `too_large` for a bomb, `bad_transfer` for what does not unpack.

The limit is that of the download (DOWNLOAD_MAXSIZE, for pages NEWS_MAX_PAGE_BYTES) and holds while unpacking.
"""

import sys
import zlib

import brotli  # type: ignore[import-untyped]
from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.middlewares.refused import Refused

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# What gzip, zlib, brotli and zstd raise on a body that is not theirs.
UNPACK_ERRORS: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error, brotli.error, zstd.ZstdError)


class CompressionMiddleware(HttpCompressionMiddleware):
    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        limit = request.meta.get("read_at_most")
        try:
            if limit is not None:
                beginning = response.replace(body=_first_bytes(response, limit))
                beginning.headers.pop("Content-Encoding", None)  # it is plain now, and may pass here again
                return beginning
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise Refused("too_large", f"{len(response.body)} bytes unpack to more than the limit") from error
        except UNPACK_ERRORS as error:
            encoding = (response.headers.get("Content-Encoding") or b"").decode("latin-1")[:100]
            raise Refused("bad_transfer", f"the body is not {encoding}: {error}") from error


def _first_bytes(response: Response, limit: int) -> bytes:
    """Return the beginning of the unpacked body; of a body packed more than once nothing is unpacked."""
    encoding = (response.headers.get("Content-Encoding") or b"").strip().lower()
    if encoding in (b"gzip", b"x-gzip", b"deflate"):
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress(response.body, limit)
    if encoding == b"br":
        return bytes(brotli.Decompressor().process(response.body, output_buffer_limit=limit))[:limit]
    if encoding == b"zstd":
        return zstd.ZstdDecompressor().decompress(response.body, limit)
    return response.body[:limit]
