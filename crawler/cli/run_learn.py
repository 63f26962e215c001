"""What `copydesk learn` does: the pages again, the template from them, the old one and the new one side by side."""

import json as jsonlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from crawler.cli.options import read_assignments
from crawler.cli.project import project_settings, run_spider
from crawler.cli.streams import shown
from crawler.cli.summary import PLAIN_WIDTH
from crawler.config import read_config
from crawler.errors import OutletError
from crawler.extract.template import MIN_LESSONS
from crawler.outlets.registry import resolve
from crawler.report.report import EXIT_SOME_FAILED, Report
from crawler.run.relearning import Fit, Relearned
from crawler.spiders.learn import LearnSpider
from crawler.store.lookup import newest_urls
from crawler.store.templates import template_path

CHANGES_SHOWN = 30
ROWS = {
    "lessons": "pages learned from",
    "places": "places known",
    "chrome_texts": "texts of chrome",
}


def run_learn(
    name: str, pages: int, overrides: Mapping[str, Any], assignments: Sequence[str] | None, *, json: bool
) -> int:
    """Learn, show what changed, and return the exit code; OutletError where too few articles are known."""
    settings = project_settings()
    settings.setdict({**read_assignments(assignments, settings), **overrides}, priority="cmdline")
    config = read_config(settings)
    outlet_id = resolve([name], config.outlets)[0].id
    urls = newest_urls(config.output, outlet_id, pages)
    if len(urls) < MIN_LESSONS:
        known = f"found {len(urls)} known article{'' if len(urls) == 1 else 's'} below {config.output}"
        raise OutletError(f"{outlet_id}: {known}, expected {MIN_LESSONS} at least; first: copydesk crawl {name}")
    report, spider = run_spider(LearnSpider, [name], settings, urls=urls)
    if spider.error is not None:
        raise spider.error
    code = _exit_code(report, spider.relearned)
    with shown():
        if json:
            typer.echo(_json(report, spider.relearned, code))
        else:
            _show(report, spider.relearned, config.output)
    return code


def _exit_code(report: Report, relearned: Relearned | None) -> int:
    """A page that is gone is no failure of the learning, as long as enough others taught it."""
    if relearned is not None and report.reason == "finished":
        return 0 if relearned.is_written else EXIT_SOME_FAILED
    return report.exit_code or EXIT_SOME_FAILED


def _json(report: Report, relearned: Relearned | None, code: int) -> str:
    value = {
        "outlet": relearned.outlet_id if relearned else None,
        "exit_code": code,
        "written": relearned is not None and relearned.is_written,
        "before": asdict(relearned.before) if relearned and relearned.before else None,
        "after": asdict(relearned.after) if relearned else None,
        "changes": list(relearned.changes) if relearned else [],
        "held": dict(report.held),
        "report": str(report.path) if report.path else None,
    }
    return jsonlib.dumps(value, ensure_ascii=False, indent=1)


def _show(report: Report, relearned: Relearned | None, output: Path) -> None:
    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False)
    say = [f"{outlet} is held by {holder}: left alone" for outlet, holder in report.held.items()]
    say += [f"{t.code}: {t.detail or ''} {t.url or ''}".rstrip() for tally in report.outlets for t in tally.troubles]
    say += [f"{tally.outlet}: {tally.left}" for tally in report.outlets if tally.left]
    if relearned is not None:
        console.print(_table(relearned))
        say += relearned.changes[:CHANGES_SHOWN] if relearned.is_written else []
        hidden = len(relearned.changes) - CHANGES_SHOWN
        say += [f"... and {hidden} more"] if relearned.is_written and hidden > 0 else []
    for line in (*say, _last_line(report, relearned, output)):
        console.print(escape(line), soft_wrap=True)


def _last_line(report: Report, relearned: Relearned | None, output: Path) -> str:
    if relearned is None:
        return "nothing was learned; the template stays as it was" + (f"; {report.error}" if report.error else "")
    if not relearned.is_written:
        read = f"{relearned.after.lessons} pages could be read as articles, {MIN_LESSONS} are needed"
        return f"{relearned.outlet_id}: {read}; the template stays as it was"
    changes = f"{len(relearned.changes)} changes" if relearned.changes else "no place changed"
    path = template_path(output, relearned.outlet_id)
    return f"{relearned.outlet_id}: learned from {relearned.after.lessons} pages, {changes}; {path}"


def _table(relearned: Relearned) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    for title, fit in (("before", relearned.before), ("now", relearned.after)):
        table.add_column(title if fit else "", justify="right")
    fits = (relearned.before, relearned.after)
    for name, title in ROWS.items():
        table.add_row(title, *(str(getattr(fit, name)) if fit else "" for fit in fits))
    table.add_row("sure of these pages", *(f"{fit.sure} of {fit.pages}" if fit else "" for fit in fits))
    table.add_row("agreement there", *(_share(fit) for fit in fits))
    return table


def _share(fit: Fit | None) -> str:
    return "" if fit is None else "-" if fit.agreement is None else f"{fit.agreement:.3f}"
