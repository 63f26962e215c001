"""Packed bodies made plain (RFC 9110, section 8.4.1), a piece at a time: a few kilobytes may hold gigabytes.

A body that ends before its packing does was cut short on its way: half an article would look like a whole one, so that
is an error (EOFError), not a shorter text. What follows a gzip body's end and is no further member is not read.
"""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

import brotli  # type: ignore[import-untyped]

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CODINGS = ("gzip", "deflate", "br", "zstd")
"""What is unpacked; anything else that a header may name (`identity`, `utf-8`, `none`) is no packing of the body."""

# What gzip, zlib, brotli and zstd raise on a body that is not theirs.
UNPACK_ERRORS: tuple[type[Exception], ...] = (zlib.error, brotli.error, zstd.ZstdError)

PIECE_BYTES = 1 << 20
MOST_LAYERS = 3
"""Packed twice is seen behind a proxy that packs again."""

_GZIP_MAGIC, _ZSTD_MAGIC = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_GZIP_ONLY, _RAW = 31, -15
"""zlib's window bits for a gzip wrapper and for none (zlib manual, inflateInit2)."""


class TooLargeError(Exception):
    """The plain body is longer than allowed."""


def codings_of(headers: Iterable[bytes]) -> list[str]:
    """Return the codings that Content-Encoding headers name and that are unpacked here, in the order of packing."""
    names = (name.strip().lower() for value in headers for name in value.decode("latin-1").split(","))
    return [plain for name in names if (plain := name.removeprefix("x-")) in CODINGS]


def unpack(body: bytes, codings: list[str], limit: int, hold: Callable[[int], None]) -> bytes:
    """Return the plain body; `hold` hears how long it has become, and may raise.

    TooLargeError beyond `limit` bytes, EOFError where the body ends too early, UNPACK_ERRORS where it is none.
    """
    if len(codings) > MOST_LAYERS:
        raise zlib.error(f"packed {len(codings)} times")
    for coding in reversed(codings):
        plain, size = BytesIO(), 0  # its bytes are had without a copy
        for piece in pieces_of(body, coding):
            size += len(piece)
            if size > limit:
                raise TooLargeError(f"{len(body)} bytes unpack to more than {limit}")
            hold(size)
            plain.write(piece)
        body = plain.getvalue()
    return body


def beginning(body: bytes, codings: list[str], limit: int) -> bytes:
    """Return the first bytes of the plain body, which may be cut short; packed more than once, it stays as it is."""
    if len(codings) != 1:
        return body[:limit]
    plain = bytearray()
    try:
        for piece in pieces_of(body, codings[0]):
            plain += piece
            if len(plain) >= limit:
                break
    except EOFError:
        pass
    return bytes(plain[:limit])


def pieces_of(body: bytes, coding: str) -> Iterator[bytes]:
    """Yield the plain body in pieces of PIECE_BYTES at most."""
    if not body:  # nothing packed is something in every coding, yet servers send nothing so
        return iter(())
    if coding == "br":
        return _unbrotlied(body)
    if coding == "zstd":
        return _unzstded(body)
    if coding == "gzip":
        return _inflated(body, _GZIP_ONLY)
    # RFC 9110 means zlib's wrapper; some servers send none.
    is_wrapped = body[0] & 0x0F == zlib.DEFLATED and int.from_bytes(body[:2], "big") % 31 == 0
    return _inflated(body, zlib.MAX_WBITS if is_wrapped else _RAW)


def _inflated(body: bytes, window_bits: int) -> Iterator[bytes]:
    rest = body
    while True:
        stream = zlib.decompressobj(window_bits)
        while not stream.eof:
            piece = stream.decompress(rest, PIECE_BYTES)
            rest = stream.unconsumed_tail
            if not piece and not rest and not stream.eof:
                raise EOFError("the packed body breaks off")
            yield piece
        rest = stream.unused_data
        if window_bits != _GZIP_ONLY or not rest.startswith(_GZIP_MAGIC):
            return


def _unbrotlied(body: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    piece = stream.process(body, output_buffer_limit=PIECE_BYTES)
    while piece:
        yield piece
        piece = b"" if stream.is_finished() else stream.process(b"", output_buffer_limit=PIECE_BYTES)
    if not stream.is_finished():
        raise EOFError("the packed body breaks off")


def _unzstded(body: bytes) -> Iterator[bytes]:
    rest = body
    while True:
        stream = zstd.ZstdDecompressor()
        yield stream.decompress(rest, PIECE_BYTES)
        while not stream.eof:
            piece = stream.decompress(b"", PIECE_BYTES)
            if not piece and not stream.eof:
                raise EOFError("the packed body breaks off")
            yield piece
        rest = stream.unused_data
        if not rest.startswith(_ZSTD_MAGIC):
            return
