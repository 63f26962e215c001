"""Unpacking: limits hold while unpacking, and what cannot be unpacked has a code."""

import gzip
import random
import zlib
from types import SimpleNamespace
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.middlewares.compression import CompressionMiddleware
from crawler.middlewares.refused import Refused
from tests import zstd

PACKERS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}


def unpack(body: bytes, encoding: str, **meta: Any) -> bytes:
    return bytes(answer(body, encoding, **meta).body)


def answer(body: bytes, encoding: str, **meta: Any) -> Response:
    crawler = SimpleNamespace(settings=Settings({"DOWNLOAD_MAXSIZE": 10_000}))
    middleware = CompressionMiddleware.from_crawler(crawler)  # type: ignore[arg-type]
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


@pytest.mark.parametrize("encoding", PACKERS)
@pytest.mark.parametrize("missing", [1, 10, 400])
def test_a_packed_body_that_breaks_off_is_refused(encoding: str, missing: int) -> None:
    """Half an article would look like a whole one; another run may fare better."""
    packed = PACKERS[encoding](random.Random(1).randbytes(3000).hex().encode())

    with pytest.raises(Refused) as caught:
        unpack(packed[:-missing], encoding)

    assert (caught.value.code, caught.value.retry) == ("truncated", True)


@given(body=st.binary(max_size=5000), pieces=st.integers(1, 3), coding=st.sampled_from(["gzip", "zstd"]))
def test_members_one_after_another_are_one_body(body: bytes, pieces: int, coding: str) -> None:
    """A gzip or zstd body may hold several, and servers append zeros or remarks."""
    size = max(1, len(body) // pieces)
    members = [PACKERS[coding](body[at : at + size]) for at in range(0, max(1, len(body)), size)]

    assert unpack(b"".join(members), coding) == body
    if coding == "gzip":
        assert unpack(b"".join(members) + b"\0\0\0 served by cache 4", coding) == body


@pytest.mark.parametrize("encoding", ["identity", "none", "utf-8", "", "gzip, identity", "X-GZIP", "gzip, gzip"])
def test_a_header_that_names_no_packing_changes_nothing(encoding: str) -> None:
    """Servers write charsets and "none" there; what is packed in name and in truth is unpacked, twice too."""
    body = b"<html><body>The bridge is open again.</body></html>"
    packed = body
    for _ in range(encoding.lower().count("gzip")):
        packed = gzip.compress(packed)

    assert unpack(packed, encoding) == body


def test_deflate_without_its_wrapper_is_unpacked() -> None:
    """Some servers take "deflate" for the bare stream."""
    stream = zlib.compressobj(wbits=-15)

    assert unpack(stream.compress(b"hello " * 100) + stream.flush(), "deflate") == b"hello " * 100


def test_a_body_packed_a_dozen_times_is_refused() -> None:
    """Nobody packs so."""
    body = b"hello"
    for _ in range(12):
        body = gzip.compress(body)

    with pytest.raises(Refused) as caught:
        unpack(body, ", ".join(["gzip"] * 12))

    assert caught.value.code == "bad_transfer"
