"""`copydesk learn`: the template of one outlet again, from its known articles, and what changed."""

from typing import Annotated

import typer

from crawler.cli.options import AllowNetwork, Json, Outlets, Output, Progress, Set, given

NAME = typer.Argument(metavar="OUTLET|FILE|URL", help="An outlet id, an outlet file or an address.")


def learn(
    name: Annotated[str, NAME],
    pages: Annotated[
        int, typer.Option(metavar="N", min=5, help="Learn from the N newest articles known [20].", show_default=False)
    ] = 20,
    output: Output = None,
    outlets: Outlets = None,
    delay: Annotated[float | None, typer.Option(metavar="SECONDS", help="Between requests to one host [1].")] = None,
    timeout: Annotated[float | None, typer.Option(metavar="SECONDS", help="For a whole response [30].")] = None,
    workers: Annotated[int | None, typer.Option(metavar="N", help="Processes that read pages [cores].")] = None,
    allow_network: AllowNetwork = None,
    set_: Set = None,
    progress: Progress = None,
    json: Json = False,
) -> None:
    """Learn an outlet's template again from its newest known articles, and show what changed.

    Exit codes: 0 learned, 2 usage or no articles yet, 3 too few pages, 5 nothing could be fetched, 6 locked, 7 output,
    130 interrupted.
    """
    overrides = given(
        NEWS_OUTPUT=str(output) if output else None,
        NEWS_OUTLETS=str(outlets) if outlets else None,
        NEWS_DELAY_SECONDS=delay,
        DOWNLOAD_TIMEOUT=timeout,
        NEWS_WORKERS=workers,
        NEWS_ALLOW_NETWORKS=",".join(allow_network or ()) or None,
        NEWS_PROGRESS=progress,
    )
    from crawler.cli.run_learn import run_learn  # Scrapy costs half a second that `--help` need not pay

    raise typer.Exit(run_learn(name, pages, overrides, set_, json=json))
