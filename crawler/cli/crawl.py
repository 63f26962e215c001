"""`copydesk crawl`: what is new at the outlets since the last run."""

from typing import Annotated

import typer

from crawler.cli.options import AllowNetwork, Json, Outlets, Output, Progress, Set, given, read_duration

NAMES = typer.Argument(metavar="[OUTLET|FILE|URL]...", help="Outlet ids, outlet files or addresses [all outlets].")


def crawl(
    names: Annotated[list[str] | None, NAMES] = None,
    output: Output = None,
    outlets: Outlets = None,
    delay: Annotated[float | None, typer.Option(metavar="SECONDS", help="Between requests to one host [1].")] = None,
    timeout: Annotated[float | None, typer.Option(metavar="SECONDS", help="For a whole response [30].")] = None,
    max_pages: Annotated[int | None, typer.Option(metavar="N", help="Stop after N pages; go on next time.")] = None,
    max_articles: Annotated[int | None, typer.Option(metavar="N", help="Stop after N new articles.")] = None,
    max_time: Annotated[str | None, typer.Option(metavar="TIME", help="Stop after 90 (s), 15m or 2h.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Articles of this day (YYYY-MM-DD) or later.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Articles of this day or earlier.")] = None,
    workers: Annotated[int | None, typer.Option(metavar="N", help="Processes that read pages [cores].")] = None,
    shard: Annotated[str | None, typer.Option(metavar="i/N", help="Only part i (from 0) of N of the outlets.")] = None,
    allow_network: AllowNetwork = None,
    set_: Set = None,
    progress: Progress = None,
    json: Json = False,
    rebuild_state: Annotated[
        bool, typer.Option("--rebuild-state", help="First make the outlets' state again from their article files.")
    ] = False,
) -> None:
    """Crawl what is new at the outlets since the last run.

    Exit codes: 0 fine, 2 usage, 3 some outlets failed, 5 nothing could be fetched, 6 locked, 7 output, 130 interrupted.
    """
    overrides = given(
        NEWS_OUTPUT=str(output) if output else None,
        NEWS_OUTLETS=str(outlets) if outlets else None,
        NEWS_DELAY_SECONDS=delay,
        DOWNLOAD_TIMEOUT=timeout,
        NEWS_MAX_PAGES=max_pages,
        NEWS_MAX_ARTICLES=max_articles,
        NEWS_MAX_SECONDS=read_duration(max_time),
        NEWS_SINCE=since,
        NEWS_UNTIL=until,
        NEWS_WORKERS=workers,
        NEWS_SHARD=shard,
        NEWS_ALLOW_NETWORKS=",".join(allow_network or ()) or None,
        NEWS_PROGRESS=progress,
        NEWS_REBUILD_STATE=rebuild_state or None,
    )
    from crawler.cli.run_crawl import run_crawl  # Scrapy costs half a second that `--help` need not pay

    raise typer.Exit(run_crawl(names or (), overrides, set_, json))
