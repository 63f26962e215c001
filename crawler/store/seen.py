"""The seen pages of an outlet and where its articles stand; the tables `url` and `text`.

Keys are 16 bytes of a canonical URL, made by the caller. Times are UNIX seconds.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.store.files import Location
from crawler.store.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenUrl:
    """What is known of a page that was fetched."""

    key: bytes
    first_seen: int
    fetched: int
    revision: int | None = None
    """Of the article's newest line; None where the page is no article of its own."""
    location: Location | None = None


class Seen:
    def __init__(self, state: State) -> None:
        self._state = state

    def get(self, key: bytes) -> SeenUrl | None:
        """Return what is known of the page; None: never fetched."""
        row = self._state.read_one(f"SELECT {_COLUMNS} FROM url WHERE key = ?", (key,))
        return _seen(row) if row else None

    def fetched(self, keys: Sequence[bytes]) -> dict[bytes, int]:
        """Return when each of the known pages among `keys` was last fetched."""
        ordered = sorted(keys)  # neighbours share a page of the file
        return dict(self._state.read_keys("SELECT key, fetched FROM url WHERE key IN ({marks})", ordered))

    def mark(self, keys: Iterable[bytes], now: int) -> None:
        """Remember that these pages were fetched now; an article among them stays one."""
        self._state.write_many(
            "INSERT INTO url(key, first_seen, fetched) VALUES (?1, ?2, ?2) ON CONFLICT(key) DO UPDATE SET fetched = ?2",
            ((key, now) for key in sorted(keys)),
        )

    def put_article(self, article: SeenUrl, content_hash: str) -> None:
        """Remember an article's newest line and its text."""
        place = article.location
        assert place is not None
        self._state.write(
            "INSERT INTO url VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT(key) DO UPDATE SET "
            "fetched = ?3, revision = ?4, day = ?5, offset = ?6, length = ?7",
            (article.key, article.first_seen, article.fetched, article.revision, place.day, place.offset, place.length),
        )
        self._state.write("INSERT OR IGNORE INTO text VALUES (?, ?)", (_short(content_hash), _signed(article.key[:8])))

    def article_with_text(self, content_hash: str) -> SeenUrl | None:
        """Return the article that was the first to have this text, in any revision; None: nobody had it."""
        row = self._state.read_one("SELECT article FROM text WHERE hash = ?", (_short(content_hash),))
        if row is None:
            return None
        start = (row[0] & 0xFFFFFFFFFFFFFFFF).to_bytes(8, "big")
        found = self._state.read_one(
            f"SELECT {_COLUMNS} FROM url WHERE key BETWEEN ? AND ?", (start + bytes(8), start + b"\xff" * 8)
        )
        return _seen(found) if found else None

    def count(self) -> int:
        row = self._state.read_one("SELECT count(*) FROM url")
        return int(row[0]) if row else 0


_COLUMNS = "key, first_seen, fetched, revision, day, offset, length"


def _seen(row: Sequence[object]) -> SeenUrl:
    key, first_seen, fetched, revision, day, offset, length = row
    assert isinstance(key, bytes)
    assert isinstance(first_seen, int)
    assert isinstance(fetched, int)
    if not (isinstance(day, int) and isinstance(offset, int) and isinstance(length, int)):
        return SeenUrl(key=key, first_seen=first_seen, fetched=fetched)
    assert isinstance(revision, int)
    place = Location(day=day, offset=offset, length=length)
    return SeenUrl(key=key, first_seen=first_seen, fetched=fetched, revision=revision, location=place)


def _short(content_hash: str) -> int:
    """64 bits tell ten million texts apart (a chance of 3 in a million that any two share them)."""
    return _signed(hashlib.sha256(content_hash.encode()).digest()[:8])


def _signed(eight_bytes: bytes) -> int:
    """SQLite's integers are signed; an 8-byte integer costs no index of its own as a row id."""
    return int.from_bytes(eight_bytes, "big", signed=True)
