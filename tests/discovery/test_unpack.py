"""Gzip, once, twice, broken and explosive."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.unpack import PIECE_BYTES, Unpacked


@given(st.binary(max_size=2000), st.integers(0, 2), st.integers(1, 3))
def test_what_was_packed_comes_back(plain: bytes, layers: int, members: int) -> None:
    """Plain, once and twice packed, in one member or several: the same bytes."""
    body = plain * members
    for layer in range(layers):
        body = b"".join(gzip.compress(plain) for _ in range(members)) if layer == 0 else gzip.compress(body)
    unpacked = Unpacked(body, 1_000_000)

    found = b"".join(unpacked)

    if not plain.startswith(b"\x1f\x8b"):
        assert found == plain * members
        assert unpacked.problem is None


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_stops_at_the_bound(layers: int) -> None:
    """Gigabytes behind a few kilobytes are cut, and only pieces of them are ever held."""
    body = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(body.compress(bytes(1_000_000)) for _ in range(100)) + body.flush()
    for _ in range(layers - 1):
        packed = gzip.compress(packed)
    unpacked = Unpacked(packed, 300_000)

    sizes = [len(piece) for piece in unpacked]

    assert sum(sizes) == 300_000
    assert max(sizes) <= PIECE_BYTES
    assert unpacked.problem == "too_large"


def test_a_broken_file_gives_what_it_holds() -> None:
    """The pieces before the break count, and the break is told."""
    packed = gzip.compress(bytes(range(256)) * 4000)

    for body in (packed[: len(packed) // 2], packed[:-9] + b"\xff" * 9, packed + b"\x00garbage"):
        unpacked = Unpacked(body, 10_000_000)
        assert b"".join(unpacked).startswith(bytes(range(256)))
        assert unpacked.problem == "broken_gzip"


def test_layers_without_end_are_broken() -> None:
    """A file packed more often than any server would is not read."""
    body = b"x"
    for _ in range(5):
        body = gzip.compress(body)
    unpacked = Unpacked(body, 10_000_000)

    assert b"".join(unpacked) == b""
    assert unpacked.problem == "broken_gzip"


@given(st.binary(max_size=300).map(lambda rest: b"\x1f\x8b" + rest) | st.binary(max_size=300))
def test_any_bytes_are_survived(body: bytes) -> None:
    """Nothing raises, and no more than the bound comes out."""
    assert len(b"".join(Unpacked(body, 100))) <= 100
