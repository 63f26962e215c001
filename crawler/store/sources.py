"""What is known of an outlet's sources (feeds, sitemaps, sections); the table `source`.

A source has no canonical URL: two spellings may answer differently, so its key is its address as requested.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
    url: str
    kind: str
    depth: int
    via_kind: str | None = None
    via_url: str | None = None
    """The source that named it."""
    lastmod: int | None = None
    """UNIX seconds of its last change, by the word of that source."""
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
        row = self._state.read_one(f"SELECT {_COLUMNS} FROM source WHERE key = ?", (source_key(url),))
        return _record(row) if row else None

    def named_by(self, url: str) -> list[SourceRecord]:
        """Return the sources that this source named."""
        return [_record(row) for row in self._state.read(f"SELECT {_COLUMNS} FROM source WHERE via_url = ?", (url,))]

    def put(self, record: SourceRecord) -> None:
        self._state.write(
            f"INSERT OR REPLACE INTO source(key, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                source_key(record.url),
                record.url,
                record.kind,
                record.depth,
                record.via_kind,
                record.via_url,
                record.lastmod,
                record.run,
                record.fetched,
                record.validators.etag,
                record.validators.last_modified,
            ),
        )

    def forget_validators(self) -> None:
        """Ask every source in full again: the rules for links have changed."""
        self._state.write("UPDATE source SET etag = NULL, last_modified = NULL, fetched = 0")


_COLUMNS = "url, kind, depth, via_kind, via_url, lastmod, run, fetched, etag, last_modified"


def _record(row: Sequence[Any]) -> SourceRecord:
    url, kind, depth, via_kind, via_url, lastmod, run, fetched, etag, last_modified = row
    return SourceRecord(
        url=url,
        kind=kind,
        depth=depth,
        via_kind=via_kind,
        via_url=via_url,
        lastmod=lastmod,
        run=run,
        fetched=fetched,
        validators=Validators(etag=etag, last_modified=last_modified),
    )
