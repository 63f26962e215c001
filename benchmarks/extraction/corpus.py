"""A corpus folder: `truth.jsonl`, one object a page, and `pages/<id>.html[.gz]`. benchmarks/README.md has the keys."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a page is known to say; fields outside `has` are unknown and not scored."""

    id: str
    source: str
    """The public benchmark it is from: `fundus-evaluation`, `article-extraction-benchmark`, `fundus-tests`."""
    url: str
    has: frozenset[str]
    paragraphs: tuple[str, ...]
    title: str | None
    authors: tuple[str, ...]
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a system says of a page. None and empty mean that it found nothing."""

    body: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


def read_truths(folder: Path) -> Iterator[Truth]:
    """Yield the pages' truths in the order of the file; raises OSError or ValueError on a folder that is no corpus."""
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            raw: dict[str, Any] = json.loads(line)
            yield Truth(
                id=raw["id"],
                source=raw["source"],
                url=raw["url"],
                has=frozenset(raw["has"]),
                paragraphs=tuple(raw["paragraphs"]),
                title=raw.get("title"),
                authors=tuple(raw.get("authors") or ()),
                published=raw.get("published"),
            )


def read_page(folder: Path, page_id: str) -> bytes:
    """Return the page as it was fetched."""
    packed = folder / "pages" / f"{page_id}.html.gz"
    if packed.exists():
        return gzip.decompress(packed.read_bytes())
    return (folder / "pages" / f"{page_id}.html").read_bytes()
