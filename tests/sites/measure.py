"""Crawls imitated sites with the real command and holds what came out against what they printed.

    python -m tests.sites.measure [NAME ...]

prints a line a site: recall, false and repeated articles, wrong headlines, authors and days, body F1, second run.
"""

import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.fields.urls import canonicalize_url
from tests.cli.crawling import crawl, records
from tests.sites.catalogue import every_site
from tests.sites.site import Site, serving


@dataclass(slots=True, kw_only=True)
class Score:
    """What one crawl made of one site; every list should be empty."""

    articles: int
    missing: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    body_f1: float = 0.0
    asked_again: list[str] = field(default_factory=list)
    """Articles that the second run fetched."""

    def faults(self) -> dict[str, list[str]]:
        """Return the lists that are not empty."""
        return {name: found for name in LISTS if (found := getattr(self, name))}


SHOWN = 4
"""Faults of a kind that are printed."""
LISTS = ("missing", "false", "repeated", "headlines", "authors", "days", "bodies", "asked_again")
BODY_F1 = 0.97
"""Below it a body is listed as wrong."""


def compare(site: Site, found: list[dict[str, Any]]) -> Score:
    """Hold the records of one outlet against the site's truth."""
    score = Score(articles=len(site.articles))
    truth = {canonicalize_url(site.base + target).rstrip("/"): target for target in site.articles}
    seen: Counter[str] = Counter()
    for record in found:
        target = truth.get(record["canonical_url"].rstrip("/"))
        if target is None:
            score.false.append(record["url"])
            continue
        seen[target] += 1
        _compare_fields(site, target, record, score)
    score.missing = [target for target in site.articles if not seen[target]]
    score.repeated = [target for target, count in seen.items() if count > 1]
    score.body_f1 /= max(1, seen.total())
    return score


def _compare_fields(site: Site, target: str, record: dict[str, Any], score: Score) -> None:
    story = site.articles[target]
    if record["headline"] != story.headline:
        score.headlines.append(f"{target}: {record['headline']!r} for {story.headline!r}")
    names = tuple(author["name"] for author in record["authors"])
    if site.authors_are_printed and set(names) != set(story.authors):
        score.authors.append(f"{target}: {names} for {story.authors}")
    if (record["date_published"] or "")[:10] != story.day:
        score.days.append(f"{target}: {record['date_published']} for {story.day}")
    f1 = _f1("\n".join(story.paragraphs), record["body_text"])
    score.body_f1 += f1
    if f1 < BODY_F1:
        score.bodies.append(f"{target}: {f1:.3f}")


def _f1(wanted: str, found: str) -> float:
    """Word F1 over counted words in order of nothing: bodies here have no words twice by chance alone."""
    one, two = Counter(wanted.split()), Counter(found.split())
    shared = (one & two).total()
    return 2 * shared / (one.total() + two.total()) if shared else 0.0


def crawl_sites(names: list[str], folder: Path) -> dict[str, Score]:
    """Crawl the named sites twice in one process each time; return the scores."""
    with ExitStack() as stack:
        sites = {name: stack.enter_context(serving(every_site()[name])) for name in names}
        homes = [f"{site.base}/" for site in sites.values()]
        crawl(*homes, "--output", folder, cwd=folder)
        first = {name: list(site.log) for name, site in sites.items()}
        found = records(folder)
        scores = {n: compare(s, [r for r in found if r["url"].startswith(f"{s.base}/")]) for n, s in sites.items()}
        crawl(*homes, "--output", folder, cwd=folder)
        for name, site in sites.items():
            again = site.log[len(first[name]) :]
            scores[name].asked_again = [target for target in again if target in site.articles]
    return scores


def main() -> None:
    names = sys.argv[1:] or sorted(every_site())
    with tempfile.TemporaryDirectory() as folder:
        scores = crawl_sites(names, Path(folder))
    lines = []
    for name, score in scores.items():
        counts = " ".join(f"{key}={len(getattr(score, key))}" for key in LISTS)
        lines.append(f"{name:18} articles={score.articles} {counts} F1={score.body_f1:.4f}")
        lines += [f"      {key}: {line}" for key in LISTS for line in getattr(score, key)[:SHOWN]]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
