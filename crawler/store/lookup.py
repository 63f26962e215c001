"""Finding one article again in the files of an output folder: by record id, or by address. Reads, never writes."""

import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crawler.store.files import is_article_file

_REVISIONS = 6
"""Lines of a file that are read for each article wanted: more revisions of one in a day are rare."""


def find_record(output: Path, wanted: str) -> dict[str, Any] | None:
    """Return the newest revision of the article with this record id or URL, or None where no file has it.

    A line that is no JSON object (the last one, while a run is writing) is passed over.
    """
    is_url = wanted.startswith(("http://", "https://"))
    keys = ("url", "canonical_url") if is_url else ("id",)
    needle = json.dumps(wanted, ensure_ascii=False).encode()
    for path in _files(output / "articles", None if is_url else wanted.rpartition(":")[0]):
        found = [record for record in _records(path, needle) if wanted in (record.get(key) for key in keys)]
        if found:
            return max(found, key=lambda record: int(record.get("revision") or 0))
    return None


def newest_urls(output: Path, outlet_id: str, count: int) -> tuple[str, ...]:
    """Return at most `count` addresses of the outlet's articles in the files, the one written last first."""
    urls: dict[str, str] = {}
    for path in _files(output / "articles", outlet_id):
        with path.open("rb") as lines:
            last = deque(lines, maxlen=count * _REVISIONS)
        for line in reversed(last):
            record = _record(line)
            if record is not None and isinstance(record.get("url"), str):
                urls.setdefault(str(record.get("id")), record["url"])
        if len(urls) >= count:
            break
    return tuple(urls.values())[:count]


def _files(folder: Path, outlet_id: str | None) -> Iterator[Path]:
    """Yield article files, newest first; of one outlet where it is known."""
    paths = (p for p in folder.glob("*/*.jsonl") if is_article_file(p.name) and p.is_file())
    mine = [p for p in paths if outlet_id is None or p.parent.name == outlet_id]
    yield from sorted(mine, key=lambda path: (path.name, path.parent.name), reverse=True)


def _records(path: Path, needle: bytes) -> Iterator[dict[str, Any]]:
    with path.open("rb") as lines:
        for line in lines:
            if needle not in line:
                continue
            record = _record(line)
            if record is not None:
                yield record


def _record(line: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None
