"""The `copydesk` command: one Typer app, a module a command, and the way from an error to an exit code.

Commands import what is heavy when they run, so that `copydesk --help` stays fast.
"""

import gc
import sys

import typer

from crawler.cli.crawl import crawl
from crawler.cli.demo import demo
from crawler.cli.extract import extract
from crawler.cli.learn import learn
from crawler.cli.why import why
from crawler.errors import CopydeskError

INTERRUPTED = 130
"""Exit code of a run that a signal ended, 128 + SIGINT."""

NEW_OBJECTS = 20_000
"""Objects made and not freed from which Python looks for cycles among them: at its own 700 a tenth of all imports."""

app = typer.Typer(
    name="copydesk",
    help="Turn regional news outlets' pages into clean, dated, correctly bylined JSON Lines.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"copydesk {version('copydesk')}")
        raise typer.Exit


@app.callback()
def _copydesk(
    _version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
    ),
) -> None:
    """Turn regional news outlets' pages into clean, dated, correctly bylined JSON Lines."""


app.command("demo")(demo)
app.command("crawl")(crawl)
app.command("extract")(extract)
app.command("why")(why)
app.command("learn")(learn)


def main() -> None:
    """Run the command line; an expected error is one message on stderr and its exit code."""
    gc.set_threshold(NEW_OBJECTS)
    try:
        app()
    except CopydeskError as error:
        typer.echo(f"copydesk: {error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
