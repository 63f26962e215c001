"""Unpacking: limits hold while unpacking, and what cannot be unpacked has a code."""

import gzip
import zlib
from types import SimpleNamespace
from typing import Any

import brotli
import pytest
from backports import zstd
from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.middlewares.compression import CompressionMiddleware
from crawler.middlewares.refused import Refused

PACKERS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}


def unpack(body: bytes, encoding: str, **meta: Any) -> bytes:
    return bytes(answer(body, encoding, **meta).body)


def answer(body: bytes, encoding: str, **meta: Any) -> Response:
    crawler = SimpleNamespace(
        settings=Settings({"DOWNLOAD_MAXSIZE": 10_000}),
        stats=SimpleNamespace(inc_value=lambda *_: None),
        signals=SimpleNamespace(connect=lambda *_: None),
    )
    middleware = CompressionMiddleware(crawler=crawler)  # type: ignore[arg-type]
    request = Request("https://paper.example/", meta=meta)
    response = Response(request.url, body=body, headers={"Content-Encoding": encoding})
    unpacked: Any = middleware.process_response(request, response)
    assert isinstance(unpacked, Response)
    return unpacked


@pytest.mark.parametrize("encoding", PACKERS)
def test_sound_body_is_unpacked(encoding: str) -> None:
    """All four encodings that we say we accept are unpacked."""
    assert unpack(PACKERS[encoding](b"hello " * 100), encoding) == b"hello " * 100


@pytest.mark.parametrize("encoding", PACKERS)
def test_bomb_is_too_large(encoding: str) -> None:
    """A body that unpacks beyond the limit is refused, whatever it is packed with."""
    with pytest.raises(Refused) as caught:
        unpack(PACKERS[encoding](b"\0" * 1_000_000), encoding)

    assert caught.value.code == "too_large"


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_body_that_is_not_packed_has_a_code(encoding: str) -> None:
    """A body that is not what its header says is refused under a code of its own."""
    with pytest.raises(Refused) as caught:
        unpack(b"this was never packed at all", encoding)

    assert caught.value.code == "bad_transfer"


@pytest.mark.parametrize("encoding", [*PACKERS, "identity"])
def test_beginning_can_be_had_of_any_bomb(encoding: str) -> None:
    """Where only the beginning is read, as of robots.txt, the rest is never unpacked."""
    body = b"Disallow: /\n" * 100_000
    packed = PACKERS[encoding](body) if encoding in PACKERS else body

    assert unpack(packed, encoding, read_at_most=1200) == body[:1200]


@pytest.mark.parametrize("encoding", PACKERS)
def test_a_beginning_is_plain(encoding: str) -> None:
    """What was unpacked in part no longer says that it is packed: robots.txt answers its own link later."""
    beginning = answer(PACKERS[encoding](b"Sitemap: https://paper.example/s.xml"), encoding, read_at_most=1200)

    assert beginning.headers.get("Content-Encoding") is None


def test_gzip_in_parts_is_unpacked_whole() -> None:
    """A body of two gzip parts (RFC 1952, section 2.2) is all of them."""
    assert unpack(gzip.compress(b"first ") + gzip.compress(b"second"), "gzip") == b"first second"
