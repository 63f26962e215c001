"""A state file made anew from the article files, where the old one is lost or can't be read.

The files know every article with its revisions, texts and times; they do not know rejected pages, validators, pending
links and past runs: those are found, or asked for, again. The old state is moved aside, never deleted.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.discovery import timing
from crawler.errors import OutputError
from crawler.fields.urls import CanonicalUrl, page_key, url_key
from crawler.run.versions import record_key
from crawler.store.durable import as_output_error, make_folder, sync_folder
from crawler.store.files import Location, day_of_name
from crawler.store.history import FileRecord
from crawler.store.outlet_store import OutletStore, Tables
from crawler.store.pending import PendingLink
from crawler.store.regular import open_regular
from crawler.store.seen import SeenUrl
from crawler.store.state import State, side_files


def rebuild_state(store: OutletStore, now: int, schedule: Sequence[int]) -> Counter[str]:
    """Replace the outlet's state by what its article files say; returns `rebuilt` and `rebuilt_unreadable` lines.

    The store must be closed. A kill on the way leaves the old state, or none and the next run begins again here.
    """
    counts: Counter[str] = Counter()
    with as_output_error(store.path.parent):
        make_folder(store.path.parent)
    fresh = store.path.with_name(store.path.name + ".rebuilt")
    with as_output_error(fresh):
        for leftover in (fresh, *side_files(fresh)):
            leftover.unlink(missing_ok=True)
    State.create(fresh)
    tables = Tables(State.open(fresh))
    try:
        for name in sorted(store.files.sizes()):
            _read_file(store, tables, name, counts, _Plan(now=now, schedule=tuple(schedule)))
        tables.state.commit()
    finally:
        tables.state.close()
    _replace(store, now)
    return counts


def _read_file(store: OutletStore, tables: Tables, name: str, counts: Counter[str], plan: "_Plan") -> None:
    day, end, last_seen = day_of_name(name), 0, 0
    for offset, line in _whole_lines(store, name):
        end = offset + len(line)
        record = _parse(line)
        if record is None:
            counts["rebuilt_unreadable"] += 1
            continue
        counts["rebuilt"] += 1
        moment = timing.machine_micros(record["first_seen_at"]) or 0
        last_seen = max(last_seen, moment)
        _enter(tables, record, Location(day=day, offset=offset, length=len(line)), moment // 10**6, plan)
    tables.history.put_file(name, FileRecord(bytes=end, last_seen_at=last_seen))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """When articles are looked at again."""

    now: int
    schedule: tuple[int, ...]

    def next_visit(self, record: dict[str, Any], first_seen: int, seen_at: int) -> int | None:
        said = timing.machine_seconds(record.get("date_published") or "")
        born = min(said, first_seen) if said is not None else first_seen
        again = timing.next_visit(born, seen_at, self.schedule)
        is_past = again is not None and again < self.now - timing.REVISIT_LATEST_SECONDS
        return None if is_past else again


def _enter(tables: Tables, record: dict[str, Any], location: Location, seen_at: int, plan: _Plan) -> None:
    """Enter one line; an older revision that stands in a later file (the clock was set back) changes nothing."""
    key = url_key(CanonicalUrl(record["canonical_url"]))
    known = tables.seen.get(key)
    first_seen = known.first_seen if known else seen_at
    revision = int(record["revision"])
    if known is not None and (known.revision or 0) > revision:
        return
    seen = SeenUrl(key=key, first_seen=first_seen, fetched=seen_at, revision=revision, location=location)
    tables.seen.put_article(seen, record["content_hash"])
    if (alias := page_key(record["url"])) != key:
        tables.seen.mark([alias], seen_at)
    tables.pending.remove([key])
    again = plan.next_visit(record, first_seen, seen_at)
    if again is not None:
        rank, url = timing.rank_second_look(again), record["canonical_url"]
        published = record.get("date_published")
        row = PendingLink(key=key, rank=rank, due=again, known=1, kind="page", url=url, published=published)
        tables.pending.put([row])


def _whole_lines(store: OutletStore, name: str) -> Iterator[tuple[int, bytes]]:
    """Yield offset and bytes of each line that ends in a newline: a torn last one was never committed."""
    offset = 0
    try:
        with os.fdopen(open_regular(store.files.folder / name), "rb") as file:
            for line in file:
                if line.endswith(b"\n"):
                    yield offset, line
                offset += len(line)
    except OSError as error:
        raise OutputError(f"{store.files.folder / name}: can't be read ({error.strerror or error})") from error


def _parse(line: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    needed = ("canonical_url", "url", "first_seen_at", "content_hash", "revision")
    is_record = isinstance(record, dict) and record_key(record) and all(record.get(name) for name in needed)
    return record if is_record else None


def _replace(store: OutletStore, now: int) -> None:
    """Put the rebuilt file in the old one's place; the old one's log goes with it, not to be played into the new."""
    with as_output_error(store.path):
        for old in (*side_files(store.path), store.path):
            if os.path.lexists(old):
                old.replace(old.with_name(f"{old.name}.old-{now}"))
        store.path.with_name(store.path.name + ".rebuilt").replace(store.path)
        sync_folder(store.path.parent)
