"""Bombs are valid streams, so that no decoder is let off early."""

import gzip

import brotli

from crawler.demo.faults.packing import brotli_bomb, gzip_bomb

SIZE = 20 * 1024**2


def test_gzip_is_valid_to_the_end() -> None:
    """Prefix, spaces, checksum and length are those of a whole gzip file."""
    start, piece, times, end = gzip_bomb(b"<html>", SIZE)

    assert gzip.decompress(start + piece * times + end) == b"<html>" + b" " * SIZE


def test_brotli_is_valid_to_the_end() -> None:
    """Repeated pieces are one stream to a decoder."""
    assert brotli.decompress(brotli_bomb(SIZE)) == b" " * SIZE
