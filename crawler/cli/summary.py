"""A run's report as a person reads it at the end: a table of outlets, what was written where, one summary line."""

import sys
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from crawler.report.report import Report
from crawler.report.tally import Tally

CODES_SHOWN = 4
PLAIN_WIDTH = 120
"""Columns where stdout is no terminal: rich would otherwise break the table at 80."""

COVERAGE = {
    "section": "section",
    "byline_raw": "byline",
    "authors": "author",
    "date_published": "date",
    "language": "language",
    "images": "image",
    "tags": "tags",
}
"""Fields in the table of coverage, and their titles: they fit a terminal of 80 columns."""


def show_report(report: Report, output: Path) -> None:
    """Print the table, the paths and the summary line to stdout."""
    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False)
    if report.outlets:
        console.print(_table(report))
        console.print(_coverage(report))
    for outlet, holder in report.held.items():
        console.print(f"{escape(outlet)} is held by {escape(holder)}: left alone", soft_wrap=True)
    for tally in report.outlets:
        for line in _troubles(tally):
            console.print(escape(line), soft_wrap=True)
    if report.total("stored") or report.total("revised"):
        console.print(f"articles  {escape(str(output / 'articles'))}/<outlet>/<day>.jsonl", soft_wrap=True)
    if report.path is not None:
        console.print(f"report    {escape(str(report.path))}", soft_wrap=True)
    console.print(escape(report.summary_line()), soft_wrap=True)


def _table(report: Report) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("outlet", overflow="fold")
    for name in ("pages", "new", "revised", "same", "rejected"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("why rejected or failed", overflow="fold")
    for tally in report.outlets:
        table.add_row(*_row(tally))
    return table


def _row(tally: Tally) -> tuple[str, ...]:
    counts = tally.counts
    same = counts["unchanged"] + counts["duplicate"]
    numbers = (counts["pages"], counts["stored"], counts["revised"], same, tally.rejected.total())
    return (escape(tally.outlet), *(str(number) for number in numbers), escape(_codes(tally.rejected + tally.failed)))


def _codes(codes: Counter[str]) -> str:
    shown = [f"{code} {number}" for code, number in codes.most_common(CODES_SHOWN)]
    return ", ".join(shown + (["..."] if len(codes) > CODES_SHOWN else []))


def _coverage(report: Report) -> Table:
    """How many of the stored articles have the fields that matter most, in per cent; the report has all fields."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    stored = [t for t in report.outlets if t.counts["stored"] + t.counts["revised"]]
    if not stored:
        return table
    table.add_column("% with", overflow="fold")
    for title in COVERAGE.values():
        table.add_column(title, justify="right", no_wrap=True)
    for tally in stored:
        articles = tally.counts["stored"] + tally.counts["revised"]
        shares = (f"{100 * tally.fields[name] / articles:.0f}" for name in COVERAGE)
        table.add_row(escape(tally.outlet), *shares)
    return table


def _troubles(tally: Tally) -> list[str]:
    """Why an outlet gave less than it should, first of all."""
    causes = [cause for cause in (tally.left, tally.broken) if cause]
    if not causes and tally.has_failed:
        first = ((f"{t.code}:", t.detail if t.detail != t.url else "", t.url) for t in tally.troubles[:1])
        causes = [" ".join(filter(None, parts)) for parts in first]
        causes = causes or ["its sources name no pages; is the address still right?"]
    return [f"{tally.outlet}: {cause}" for cause in causes]
