"""A link as a row of the state file, and back."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from crawler.discovery import timing
from crawler.discovery.link import Link, LinkKind
from crawler.fields.urls import page_key
from crawler.items import Discovery, DiscoveryKind
from crawler.store.pending import READY, PendingLink
from crawler.store.sources import SourceRecord, Validators, source_key

TITLE_LENGTH = 500
"""Characters of a source's title that are kept: a feed may carry a megabyte."""


def link_key(link: Link) -> bytes:
    """Return the 16 bytes a link is known by: a page by its canonical URL, a source by its very address."""
    return page_key(link.url) if link.kind == "page" else source_key(link.url)


def row_of(link: Link, key: bytes, *, rank: int) -> PendingLink:
    """Return the row of a link that is ready now."""
    return PendingLink(
        key=key,
        rank=rank,
        due=READY,
        kind=link.kind,
        url=_storable(link.url),
        depth=link.depth,
        via_kind=link.via.kind if link.via else None,
        via_url=_storable(link.via.url) if link.via else None,
        lastmod=timing.lastmod_at(link),
        title=_storable(link.title[:TITLE_LENGTH]) if link.title else None,
        published=_storable(link.published[:100]) if link.published else None,
    )


def told_more(row: PendingLink, link: Link) -> PendingLink | None:
    """Return the row with the title and date that `link`, of another source, adds to it; None where it adds nothing."""
    if (row.title or not link.title) and (row.published or not link.published):
        return None
    new = row_of(link, row.key, rank=row.rank)
    more = replace(row, title=row.title or new.title, published=row.published or new.published)
    return more if more != row else None


def source_of(link: Link, *, run: int, fetched: int, validators: Validators) -> SourceRecord:
    """Return what is kept of a source that answered."""
    return SourceRecord(
        url=_storable(link.url),
        kind=link.kind,
        depth=link.depth,
        via_kind=link.via.kind if link.via else None,
        via_url=_storable(link.via.url) if link.via else None,
        lastmod=timing.lastmod_at(link),
        run=run,
        fetched=fetched,
        validators=validators,
    )


def link_of(row: PendingLink | SourceRecord) -> Link:
    """Return the link that the row keeps."""
    via = Discovery(kind=cast(DiscoveryKind, row.via_kind), url=row.via_url) if row.via_kind and row.via_url else None
    return Link(
        url=row.url,
        kind=cast(LinkKind, row.kind),
        via=via,
        depth=row.depth,
        lastmod=datetime.fromtimestamp(row.lastmod, UTC) if row.lastmod is not None else None,
        title=row.title if isinstance(row, PendingLink) else None,
        published=row.published if isinstance(row, PendingLink) else None,
    )


def _storable(text: str) -> str:
    """SQLite takes no lone surrogates."""
    return text.encode("utf-8", "replace").decode()
