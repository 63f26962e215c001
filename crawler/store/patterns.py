"""What URLs of one shape have given so far; the table `pattern`. Who makes shapes of URLs is the frontier."""

import hashlib

from crawler.store.state import State


class Patterns:
    def __init__(self, state: State) -> None:
        self._state = state

    def get(self, shape: str) -> tuple[int, int]:
        """Return the numbers of pages of this shape that were articles, and that were not."""
        row = self._state.read_one("SELECT articles, misses FROM pattern WHERE hash = ?", (_hash(shape),))
        return (row[0], row[1]) if row else (0, 0)

    def add(self, shape: str, *, articles: int = 0, misses: int = 0) -> None:
        self._state.write(
            "INSERT INTO pattern VALUES (?1, ?2, ?3) ON CONFLICT(hash) DO UPDATE SET "
            "articles = articles + ?2, misses = misses + ?3",
            (_hash(shape), articles, misses),
        )


def _hash(shape: str) -> int:
    return int.from_bytes(hashlib.blake2b(shape.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)
