"""What `copydesk demo` does: serve, crawl, and hold what came out against the newspaper's own truth."""

import socket
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from crawler.cli.options import read_assignments
from crawler.cli.project import crawl, project_settings
from crawler.cli.streams import shown
from crawler.cli.summary import show_report
from crawler.cli.truth_check import Check, check_output
from crawler.config import read_config
from crawler.demo import DEMO_PORTS, Newspaper, serve
from crawler.errors import OutputError
from crawler.report.report import Report

# Loopback is ours, so there is nobody to be patient for; a Crawl-delay in its robots.txt is obeyed all the same.
LOOPBACK = "127.0.0.1"
DEMO_SETTINGS = {"NEWS_DELAY_SECONDS": 0, "NEWS_ALLOW_NETWORKS": f"{LOOPBACK}/32"}
CRAWL_DELAY_SECONDS = 0.05
EXIT_WRONG = 1


def run_demo(overrides: Mapping[str, Any], assignments: Sequence[str] | None, *, articles: int, json: bool) -> int:
    """Crawl the demo newspaper and return the run's exit code, or 1 where the crawl and the truth differ."""
    settings = project_settings()
    values = {**DEMO_SETTINGS, **read_assignments(assignments, settings), **overrides}
    newspaper = Newspaper(articles_per_outlet=articles, crawl_delay_seconds=CRAWL_DELAY_SECONDS)
    with serve(newspaper, ports=_stable_ports(), keep_log=False) as running, tempfile.TemporaryDirectory() as folder:
        if not json:
            homes = ", ".join(outlet.home for outlet in running.outlets)
            typer.echo(f"serving {len(running.outlets)} outlets on loopback: {homes}")
            typer.echo("crawling them without a delay: this machine is the only one that is asked")
        names = [str(path) for path in running.write_outlet_files(Path(folder))]
        report = crawl(names, settings, values)
        check = check_output(read_config(settings).output, list(running.truth()), [o.home for o in running.outlets])
    return _show(report, check, read_config(settings).output, json=json)


def _stable_ports() -> tuple[int, ...]:
    """Return the demo's own ports, so that a second demo knows the articles of the first; none where one is taken."""
    for port in DEMO_PORTS:
        with socket.socket() as probe:
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                return ()
    return DEMO_PORTS


def _show(report: Report, check: Check, output: Path, *, json: bool) -> int:
    with shown():
        if json:
            typer.echo(report.to_json(), nl=False)
        else:
            show_report(report, output)
            typer.echo(check.line())
    if report.error:
        raise OutputError(report.error)
    return report.exit_code or (0 if check.is_perfect else EXIT_WRONG)
