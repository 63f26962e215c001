"""What is known of an outlet's sources (feeds, sitemaps, sections); the table `source`.

A source has no canonical URL: two spellings may answer differently, so its key is its address as requested.
"""

import hashlib
from dataclasses import dataclass

from crawler.store.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a conditional request carries (RFC 9110, section 13.1); None: not given."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    run: int
    """Number of the run that asked last."""
    fetched: int
    """UNIX seconds of the last answer whose links were all taken in; 0: never."""
    validators: Validators


def source_key(url: str) -> bytes:
    """Return 16 bytes for a source's address, apart from the keys of pages."""
    return hashlib.blake2b(url.encode("utf-8", "replace"), digest_size=16, person=b"copydesk source").digest()


class Sources:
    def __init__(self, state: State) -> None:
        self._state = state

    def get(self, url: str) -> SourceRecord | None:
        row = self._state.read_one(
            "SELECT run, fetched, etag, last_modified FROM source WHERE key = ?", (source_key(url),)
        )
        if row is None:
            return None
        return SourceRecord(run=row[0], fetched=row[1], validators=Validators(etag=row[2], last_modified=row[3]))

    def put(self, url: str, record: SourceRecord) -> None:
        self._state.write(
            "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)",
            (source_key(url), url, record.run, record.fetched, record.validators.etag, record.validators.last_modified),
        )

    def forget_validators(self) -> None:
        """Ask every source in full again: the rules for links have changed."""
        self._state.write("UPDATE source SET etag = NULL, last_modified = NULL, fetched = 0")
