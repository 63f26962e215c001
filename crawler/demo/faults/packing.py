"""Compressed bodies that expand without measure, built from one repeated piece, so that making them is cheap."""

import zlib
from functools import cache

import brotli  # type: ignore[import-untyped]

_MIB = 1024**2
BOMB_BYTES = 2 * 1024**3
"""What a compressed body expands to."""
_BLOCK = b" " * _MIB


@cache
def gzip_bomb(prefix: bytes = b"", n_bytes: int = BOMB_BYTES) -> tuple[bytes, bytes, int, bytes]:
    """Return start, piece, times and end of a valid gzip stream: `prefix`, then `n_bytes` of spaces.

    A deflate block that ends in a full flush depends on nothing before it, so one block can be sent many times.
    """
    times = n_bytes // len(_BLOCK)
    start = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff" + _flushed(prefix)
    size = (len(prefix) + times * len(_BLOCK)) % 2**32
    checksum = _checksum(zlib.crc32(prefix), times)
    end = zlib.compressobj(9, zlib.DEFLATED, -15).flush() + checksum.to_bytes(4, "little") + size.to_bytes(4, "little")
    return start, _flushed(_BLOCK), times, end


def _flushed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


def _checksum(start: int, times: int) -> int:
    """Return the CRC of what `start` stands for, followed by `times` blocks, without reading gigabytes.

    A CRC is linear in the value it starts from: 32 readings of a block of zeros tell what any start becomes.
    """
    zeros = bytes(len(_BLOCK))
    columns = [zlib.crc32(zeros, 1 << bit) ^ zlib.crc32(zeros) for bit in range(32)]
    added = zlib.crc32(_BLOCK)
    for _ in range(times):
        moved = 0
        for bit, column in enumerate(columns):
            if start >> bit & 1:
                moved ^= column
        start = moved ^ added
    return start


@cache
def brotli_bomb(n_bytes: int = BOMB_BYTES) -> bytes:
    """Return a brotli stream of `n_bytes` of spaces: flushed pieces of one input repeat to the byte."""
    packer = brotli.Compressor(quality=1)
    first, second = (bytes(packer.process(_BLOCK) + packer.flush()) for _ in range(2))
    return first + second * (n_bytes // len(_BLOCK) - 1) + bytes(packer.finish())


@cache
def zstd_bomb() -> bytes:
    """Return a zstd frame of run-length blocks (RFC 8878, 3.1.1.2): four bytes for every 128 KiB of spaces."""
    frame = b"\x28\xb5\x2f\xfd" + b"\x00" + b"\x38"  # magic; no sizes declared; window of 128 KiB
    run = 128 * 1024

    def block(*, is_last: bool) -> bytes:
        return ((run << 3) | (1 << 1) | is_last).to_bytes(3, "little") + b" "

    return frame + block(is_last=False) * (BOMB_BYTES // run - 1) + block(is_last=True)
