"""`copydesk why`: where each value of a record came from, as printed there, and what lost against it."""

import json as json_format
from pathlib import Path
from typing import Annotated, Any

import typer

from crawler.cli.options import Output
from crawler.cli.streams import shown
from crawler.errors import SettingError

_VALUE_CHARS = 120


def why(
    wanted: Annotated[str, typer.Argument(metavar="ID|URL", help="A record's id, or the article's address.")],
    field: Annotated[str | None, typer.Argument(metavar="[FIELD]", help="One field of the record [all].")] = None,
    output: Output = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show the source, the raw value and the rivals behind each value of a stored article."""
    from crawler.store.lookup import find_record

    folder = output or Path("output")
    record = find_record(folder, wanted)
    if record is None:
        raise SettingError(
            f"{wanted}: no such article under {folder / 'articles'}; expected a record's id "
            "(outlet:16 hex digits) or its URL. --output DIR names another folder"
        )
    if field is not None and field not in record:
        raise SettingError(f"{field}: no field of the record; expected one of {', '.join(record)}")
    fields = [field] if field else [key for key in record if key in record["provenance"]]
    with shown():
        if json:
            typer.echo(json_format.dumps({key: _told(record, key) for key in fields}, ensure_ascii=False, indent=2))
        else:
            _print(record, fields)


def _told(record: dict[str, Any], key: str) -> dict[str, Any]:
    provenance = record["provenance"].get(key) or {"source": None, "raw": None, "rejected": []}
    return {"value": record[key], **provenance}


def _print(record: dict[str, Any], fields: list[str]) -> None:
    extraction = record["extraction"]
    typer.echo(f"{record['id']}  revision {record['revision']}  {record['url']}")
    template = f" of the learned template {extraction['template']}" if extraction["template"] else ""
    typer.echo(f"body: method {extraction['method']}{template}, confidence {extraction['confidence']}")
    for key in fields:
        told = _told(record, key)
        typer.echo(f"\n{key}: {_short(told['value'])}")
        if told["source"] is None:
            typer.echo("  nothing was chosen here: the page says nothing of it, or it follows from other fields")
            continue
        typer.echo(f"  from {told['source']}: {_short(told['raw'])}")
        for rival in told["rejected"]:
            typer.echo(f"  lost {rival['source']}: {_short(rival['raw'])}")


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json_format.dumps(value, ensure_ascii=False)
    return text if len(text) <= _VALUE_CHARS else text[: _VALUE_CHARS - 1] + "…"
