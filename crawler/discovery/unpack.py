"""Gzipped sources, unpacked piece by piece up to a bound: a few kilobytes may hold gigabytes.

`.xml.gz` sitemaps come packed once or, behind a server that packs again, twice. Content-Encoding is the downloader's.
"""

import zlib
from collections.abc import Iterable, Iterator

PIECE_BYTES = 1 << 16
MOST_LAYERS = 3
"""Twice was seen in the wild; more is a bomb."""

_MAGIC = b"\x1f\x8b"
_GZIP_ONLY = 31
"""zlib's window bits for a gzip wrapper (zlib manual, inflateInit2)."""


class Unpacked:
    """Iterates over the plain bytes of `body`, at most `limit_bytes` of them; `problem` is known at the end.

    `problem` is None, `broken_gzip` (what came before the break is given) or `too_large` (cut at the bound).
    """

    def __init__(self, body: bytes, limit_bytes: int) -> None:
        self.problem: str | None = None
        self._body = body
        self._limit_bytes = limit_bytes

    def __iter__(self) -> Iterator[bytes]:
        body = memoryview(self._body)
        pieces: Iterator[bytes] = (bytes(body[at : at + PIECE_BYTES]) for at in range(0, len(body), PIECE_BYTES))
        for _ in range(MOST_LAYERS):
            first = next(pieces, b"")
            pieces = _joined(first, pieces)
            if not first.startswith(_MAGIC):
                return self._bounded(pieces)
            pieces = self._bounded(self._gunzip(pieces))
        self.problem = "broken_gzip"
        return iter(())

    def _bounded(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        left = self._limit_bytes
        for piece in pieces:
            if len(piece) > left:
                self.problem = "too_large"
                yield piece[:left]
                return
            left -= len(piece)
            yield piece

    def _gunzip(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Members one after another, as gzip files may hold; an empty member gives an empty piece."""
        stream = zlib.decompressobj(_GZIP_ONLY)
        for piece in pieces:
            rest = piece
            while rest or not stream.eof:
                if stream.eof:
                    stream = zlib.decompressobj(_GZIP_ONLY)
                try:
                    out = stream.decompress(rest, PIECE_BYTES)
                except zlib.error:
                    self.problem = self.problem or "broken_gzip"
                    return
                yield out
                rest = stream.unused_data if stream.eof else stream.unconsumed_tail
                if not rest and len(out) < PIECE_BYTES:
                    break
        if not stream.eof:
            self.problem = self.problem or "broken_gzip"


def _joined(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest
