"""`copydesk extract`: saved pages to records on standard output; no crawl, no network."""

import sys
from typing import Annotated

import typer

from crawler.cli.options import Outlets, Progress, Set, given
from crawler.errors import MendError

NAMES = typer.Argument(metavar="[FILE|FOLDER|-]...", help="HTML files (.gz too), folders of them, - for stdin.")


def extract(
    names: Annotated[list[str] | None, NAMES] = None,
    manifest: Annotated[
        str | None,
        typer.Option(metavar="FILE.jsonl", help='One {"id", "url", "path"} a line; - for stdin.'),
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Address of the single input [its own].")] = None,
    jobs: Annotated[int | None, typer.Option(metavar="N", min=1, help="Processes that read pages [cores].")] = None,
    timeout: Annotated[
        float | None, typer.Option(metavar="SECONDS", min=0.1, help="For one page, then it is rejected [20].")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Extract pages that seem no articles as well.")] = False,
    outlets: Outlets = None,
    set_: Set = None,
    progress: Progress = None,
) -> None:
    """Extract saved pages: one JSON line an input, in input order.

    A page that is no article gives {"id", "rejected", "detail", "url"} in its place.

    Exit codes: 0 every input was read, 2 usage, 3 some could not be read, 5 none could, 7 output, 130 interrupted.
    """
    if bool(names) == bool(manifest):
        raise MendError("extract: name files, folders or -, or a --manifest; see: copydesk extract --help")
    if url is not None and (manifest or len(names or ()) != 1):
        raise MendError("extract: --url goes with a single input; in a manifest each line has its own")
    from crawler.cli.run_extract import Batch, extract_batch  # the rest of the package only where it is needed

    overrides = given(NEWS_OUTLETS=str(outlets) if outlets else None, NEWS_WORKERS=jobs, NEWS_PAGE_SECONDS=timeout)
    raise typer.Exit(
        extract_batch(
            Batch(
                names=names or (),
                manifest=manifest,
                url=url,
                force=force,
                overrides=overrides,
                assignments=set_ or (),
                is_live=sys.stderr.isatty() if progress is None else progress,
            )
        )
    )
