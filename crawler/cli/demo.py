"""`copydesk demo`: the bundled newspaper, served on loopback and crawled as any outlet would be. No network needed."""

from typing import Annotated

import typer

from crawler.cli.options import Json, Output, Progress, Set, given


def demo(
    output: Output = None,
    articles: Annotated[int, typer.Option(metavar="N", min=1, help="Articles an outlet.")] = 36,
    set_: Set = None,
    progress: Progress = None,
    json: Json = False,
) -> None:
    """Serve the bundled demo outlets on loopback, crawl them, and show what came out."""
    from crawler.cli.run_demo import run_demo  # Scrapy costs half a second that `--help` need not pay

    overrides = given(NEWS_OUTPUT=str(output) if output else None, NEWS_PROGRESS=progress)
    raise typer.Exit(run_demo(overrides, set_, articles=articles, json=json))
