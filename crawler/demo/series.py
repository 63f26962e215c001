"""Which article numbers belong to a list, by arithmetic alone, so that 100,000 articles need not be held.

Section, topic, town and writer of an article repeat with a fixed period of its number. A `Series` is such a set of
numbers: its length and its n-th newest member cost the same for 30 articles and for a million.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """All numbers i, 0 <= i < total, with `i % period` in `offsets` (rising)."""

    period: int
    offsets: tuple[int, ...]
    total: int

    def __len__(self) -> int:
        whole, rest = divmod(self.total, self.period)
        return whole * len(self.offsets) + bisect_left(self.offsets, rest)

    def newest(self, rank: int) -> int:
        """Return the number of rank 0 (the newest), 1, 2 ...; IndexError past the end."""
        position = len(self) - 1 - rank
        if position < 0:
            raise IndexError(rank)
        block, offset = divmod(position, len(self.offsets))
        return block * self.period + self.offsets[offset]

    def page(self, page: int, size: int) -> Iterator[int]:
        """Yield the numbers on page 1, 2 ... of the list, newest first."""
        for rank in range((page - 1) * size, min(page * size, len(self))):
            yield self.newest(rank)

    def pages(self, size: int) -> int:
        """Return how many pages the list has, at least 1."""
        return max(1, -(-len(self) // size))
