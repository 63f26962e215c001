"""The workers' process begins to load beside this command's own imports, where pages will come for certain.

Each takes most of a second of one core; one after the other they are what a first run waits for.
"""

from collections.abc import Sequence
from pathlib import Path

from crawler.fleet.forkserver import start_early

READING = "crawler.spiders.reading"
"""The module of the workers' function, by name: to import it here would load what is to be loaded there."""


def give_head_start(output: Path | None, assignments: Sequence[str] | None = None) -> None:
    """Start the workers' process where the output folder has no outlet's state: all that a first run finds is new.

    `assignments` are the texts of `--set`, which may name the folder where `--output` does not.
    """
    settings = {key.strip(): value for key, _, value in (text.partition("=") for text in assignments or ())}
    state = Path(output or settings.get("NEWS_OUTPUT") or "output") / "state"
    if not any(state.glob("*.sqlite")):
        start_early(READING, f"{READING}:prepare")
