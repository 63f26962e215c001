"""What `copydesk crawl` does once its options are settings: the crawl, the table of what came out, the exit code."""

from collections.abc import Mapping, Sequence
from typing import Any

import typer

from crawler.cli.options import read_assignments
from crawler.cli.project import crawl, project_settings
from crawler.cli.streams import shown
from crawler.cli.summary import show_report
from crawler.config import read_config


def run_crawl(names: Sequence[str], overrides: Mapping[str, Any], assignments: Sequence[str] | None, json: bool) -> int:
    """Crawl, show what came out, and return the exit code of the run."""
    settings = project_settings()
    report = crawl(names, settings, {**read_assignments(assignments, settings), **overrides})
    with shown():
        if json:
            typer.echo(report.to_json(), nl=False)
        else:
            show_report(report, read_config(settings).output)
    return report.exit_code
