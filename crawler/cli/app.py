"""The `copydesk` command: one Typer app, a module a command, and the way from an error to an exit code.

Commands import what is heavy when they run, so that `copydesk --help` stays fast.
"""

import errno
import gc
import os
import sys

import typer

from crawler.cli.crawl import crawl
from crawler.cli.demo import demo
from crawler.cli.extract import extract
from crawler.cli.learn import learn
from crawler.cli.streams import keep_stderr
from crawler.cli.why import why
from crawler.errors import CopydeskError, OutputError

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
    _open_standard_streams()
    keep_stderr()
    if sys.argv[1:2] in (["crawl"], ["demo"]):
        from crawler.cli.head_start import give_head_start

        give_head_start(sys.argv[2:])
    try:
        app()
    except CopydeskError as error:
        _tell(_printable(str(error)))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename is not None:
            raise
        _tell("standard output can't be written (No space left on device); the work is done")
        sys.exit(OutputError.exit_code)


def _tell(message: str) -> None:
    """Say why the command ends, on stderr; where that can't be written either, the exit code alone tells."""
    typer.echo(f"copydesk: {message}", err=True)


def _printable(message: str) -> str:
    """Return the message with what a terminal would obey, from an outlet file or an argument, spelled out."""
    return "".join(letter if letter.isprintable() or letter == "\n" else ascii(letter)[1:-1] for letter in message)


def _open_standard_streams() -> None:
    """Open the standard streams that whoever started us has closed, on the null device.

    Python would have none to print to, and the next file that is opened, a state file, would take the number of one and
    get what a library writes there.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
        if getattr(sys, name) is None:
            stream = open(number, "r" if number == 0 else "w", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
