"""Holds the written articles of a demo crawl against what its newspaper printed."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.demo import ExpectedArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    expected: int
    found: int
    false: int
    """Records of pages that are no articles."""
    duplicates: int
    """Records beyond the first of one article."""
    bodies: int
    """Articles whose body is the printed one to the letter; likewise the two below."""
    authors: int
    dates: int

    @property
    def is_perfect(self) -> bool:
        """Return whether every article is there once, and nothing else."""
        return self.found == self.expected and not self.false and not self.duplicates

    def line(self) -> str:
        return (
            f"against the newspaper's own truth: {self.found} of {self.expected} articles, {self.false} false, "
            f"{self.duplicates} duplicates; exact: bodies {self.bodies}, authors {self.authors}, dates {self.dates}"
        )


def check_output(output: Path, truth: Sequence[ExpectedArticle], homes: Sequence[str]) -> Check:
    """Compare the last revision of every record below `output/articles` that stands at one of the homes."""
    expected = {article.url: article for article in truth}
    records = [record for record in _records(output / "articles") if record["url"].startswith(tuple(homes))]
    revisions = Counter((record["id"], record["revision"]) for record in records)
    latest = {record["id"]: record for record in records}
    pages = Counter(record["canonical_url"] for record in latest.values())
    pairs = [(r, expected[r["canonical_url"]]) for r in latest.values() if r["canonical_url"] in expected]
    return Check(
        expected=len(expected),
        found=len(expected.keys() & pages.keys()),
        false=sum(n for url, n in pages.items() if url not in expected),
        duplicates=sum(n - 1 for n in (*revisions.values(), *pages.values())),
        bodies=sum(record["body_text"] == article.body_text for record, article in pairs),
        authors=sum([(a["name"], a["role"]) for a in r["authors"]] == list(e.authors) for r, e in pairs),
        dates=sum(article.is_dated(record["date_published"]) for record, article in pairs),
    )


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*/*.jsonl")):
        for line in path.read_bytes().splitlines():
            yield json.loads(line)
