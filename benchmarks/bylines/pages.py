"""Score Copydesk on the set of whole pages: who is credited where a page has the usual boxes, accounts and neighbours.

    python -m benchmarks.bylines.pages [--misses]

`exact` is the very set of names, `complete` also their roles and order, desk and agencies, as it is for lines.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.bylines.cases import Case, case_of
from crawler.extract.article import extract_article
from crawler.extract.inputs import PageInput
from crawler.fields.bylines import Byline
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

PAGES = Path(__file__).parent / "pages.jsonl"
_URL = "https://prairieledger.example/2025/03/12/council-votes-bridge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    case: Case
    found: Byline

    @property
    def is_complete(self) -> bool:
        people = tuple((author.name, author.role) for author in self.found.authors)
        return (people, self.found.desk, self.found.agencies) == (self.case.people, self.case.desk, self.case.agencies)

    @property
    def is_exact(self) -> bool:
        desk = (self.found.desk,) if self.found.desk else ()
        names = tuple(author.name for author in self.found.authors) or (*desk, *self.found.agencies)
        return set(names) == set(self.case.credited)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.bylines.pages")
    parser.add_argument("--misses", action="store_true", help="print what Copydesk reads wrong")
    options = parser.parse_args(arguments)
    answers = read_pages()
    exact, complete = sum(each.is_exact for each in answers), sum(each.is_complete for each in answers)
    print(f"{len(answers)} pages: exact {exact / len(answers):.3f}, complete {complete / len(answers):.3f}")
    kinds: dict[str, list[bool]] = defaultdict(list)
    for each in answers:
        kinds[each.case.kind].append(each.is_complete)
        if options.misses and not each.is_complete:
            print(f"{each.case.id} {each.case.kind}: {each.case.people} {each.case.desk} {each.case.agencies}")
            print(f"  found {[(a.name, a.role) for a in each.found.authors]} {each.found.desk} {each.found.agencies}")
    for kind, right in sorted(kinds.items(), key=lambda item: sum(item[1]) / len(item[1])):
        print(f"  {kind:20} {sum(right):3} of {len(right)}")


def read_pages() -> list[Answer]:
    """Return what Copydesk finds on every page of the set, in the order of the file."""
    rows = [json.loads(line) for line in PAGES.read_text(encoding="utf-8").splitlines()]
    return [Answer(case=case_of({**row, "raw": ""}), found=_read(row["html"], row["outlet"])) for row in rows]


def _read(page: str, outlet: str) -> Byline:
    record = extract_article(
        PageInput(
            body=page.encode(),
            url=_URL,
            fetched_at=datetime(2025, 3, 18, tzinfo=UTC),
            outlet=replace(outlet_from_url(_URL), name=outlet),
            force=True,
        )
    )
    if not isinstance(record, Article):
        return Byline()
    return Byline(authors=record.authors, desk=record.desk, agencies=record.agencies)


if __name__ == "__main__":
    main()
