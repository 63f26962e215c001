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
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise Refused("too_large", f"{len(response.body)} bytes unpack to more than the limit") from error
        except UNPACK_ERRORS as error:
            encoding = (response.headers.get("Content-Encoding") or b"").decode("latin-1")[:100]
            raise Refused("bad_transfer", f"the body is not {encoding}: {error}") from error
