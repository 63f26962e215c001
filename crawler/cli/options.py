"""Options that several commands share, and how they become settings of a run."""

import difflib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from crawler.errors import SettingError

Output = Annotated[Path | None, typer.Option("--output", metavar="DIR", help="Write below this folder [output].")]
Outlets = Annotated[Path | None, typer.Option("--outlets", metavar="DIR", help="Folder of outlet files [outlets].")]
Set = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Any setting of crawler/settings.py; repeatable.")
]
Progress = Annotated[
    bool | None, typer.Option("--progress/--no-progress", help="Live progress [where stderr is a terminal].")
]
Json = Annotated[bool, typer.Option("--json", help="Print the run's report as JSON on stdout, nothing else.")]
AllowNetwork = Annotated[
    list[str] | None,
    typer.Option("--allow-network", metavar="CIDR", help="Open this private network, and no other; repeatable."),
]

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}


def read_duration(text: str | None) -> float | None:
    """Return seconds of `90`, `90s`, `15m` or `2h`."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", text.strip())
    if match is None:
        raise SettingError(f"--max-time: found {text!r}, expected a time such as 90, 15m or 2h")
    return float(match[1]) * _UNITS[match[2]]


def read_assignments(texts: Sequence[str] | None, known: Mapping[str, Any]) -> dict[str, str]:
    """Return the `KEY=VALUE` texts of `--set`; SettingError for one without `=` or a key that no setting has."""
    values: dict[str, str] = {}
    for text in texts or ():
        key, equals, value = text.partition("=")
        key = key.strip()
        if not equals:
            raise SettingError(f"--set {text}: found no '=', expected KEY=VALUE such as NEWS_TRIES=3")
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "crawler/settings.py has the list"
            raise SettingError(f"--set {text}: no setting {key}; {hint}")
        values[key] = value
    return values


def given(**values: Any) -> dict[str, Any]:
    """Return the options that were given, under their setting's name."""
    return {key: value for key, value in values.items() if value is not None and value != []}
