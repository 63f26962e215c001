"""Scrapy's decompression, with a code where it fails: `too_large` for a bomb, `bad_transfer` for what does not unpack.

The limit is that of the download (DOWNLOAD_MAXSIZE, for pages NEWS_MAX_PAGE_BYTES) and holds while unpacking.
"""

import sys
import zlib

import brotli  # type: ignore[import-untyped]
from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import ACCEPTED_ENCODINGS, HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.middlewares.refused import Refused

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# What gzip, zlib, brotli and zstd raise on a body that is not theirs.
UNPACK_ERRORS: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error, brotli.error, zstd.ZstdError)


_GZIP = (b"gzip", b"x-gzip")
_ACCEPTED = b", ".join(ACCEPTED_ENCODINGS)


class CompressionMiddleware(HttpCompressionMiddleware):
    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        request.headers.setdefault("Accept-Encoding", _ACCEPTED)

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        limit = request.meta.get("read_at_most")
        if limit is None and "Content-Encoding" not in response.headers:
            return response
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

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        """Scrapy's, with a shorter way for a sound gzip body of one part."""
        whole = _whole_gzip(body, max_size) if encoding in _GZIP else None
        return HttpCompressionMiddleware._decode(body, encoding, max_size) if whole is None else whole


def _whole_gzip(body: bytes, max_size: int) -> bytes | None:
    """Return the unpacked body; None where it is too large, broken, cut, or has anything behind its end."""
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = unpacker.decompress(body, max_size + 1 if max_size else 0)
    except zlib.error:
        return None
    is_whole = unpacker.eof and not unpacker.unused_data and not 0 < max_size < len(plain)
    return plain if is_whole else None


def _first_bytes(response: Response, limit: int) -> bytes:
    """Return the beginning of the unpacked body; of a body packed more than once nothing is unpacked."""
    encoding = (response.headers.get("Content-Encoding") or b"").strip().lower()
    if encoding in (*_GZIP, b"deflate"):
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress(response.body, limit)
    if encoding == b"br":
        return bytes(brotli.Decompressor().process(response.body, output_buffer_limit=limit))[:limit]
    if encoding == b"zstd":
        return zstd.ZstdDecompressor().decompress(response.body, limit)
    return response.body[:limit]
