"""The workers' process begins to load before this command's own imports, where pages will come for certain.

Each takes most of a second of one core; one after the other they are what a first run waits for.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from crawler.fleet.forkserver import start_early

READING = "crawler.spiders.reading"
"""The module of the workers' function, by name: to import it here would load what is to be loaded there."""


def give_head_start(words: Sequence[str]) -> None:
    """Start the workers' process where the output folder has no outlet's state: all that a first run finds is new.

    `words` are those behind `copydesk crawl`, looked at before Typer reads them, which takes a tenth of a second. A
    word that is misread costs a process too many, or has it start with the first page.
    """
    state = output_of(words) / "state"
    if "--help" not in words and not any(state.glob("*.sqlite")):
        start_early(READING, f"{READING}:prepare")


def output_of(words: Sequence[str]) -> Path:
    """Return the folder that `--output` names, else `--set NEWS_OUTPUT=`, else the usual one."""
    parts = [part for word in words for part in (word.split("=", 1) if word.startswith("--") else [word])]
    options, setting = list(pairwise(parts)), "NEWS_OUTPUT="
    outputs = [value for option, value in options if option == "--output"]
    settings = [value for option, value in options if option == "--set" and value.startswith(setting)]
    return Path(outputs[-1] if outputs else settings[-1].removeprefix(setting) if settings else "output")
