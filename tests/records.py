"""The record's contract (docs/record.md) as a check: fields of a JSON line, their types and bounds."""

import json
import re
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal, Union

from crawler.items import Article

LONGEST_LINE_CHARS = 2_000
"""Of what is one line on a page: names, credits, a title, a tag."""
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff]")
_DATES = ("date_published", "date_modified", "fetched_at", "first_seen_at")
_LINES = ("byline_raw", "desk", "headline", "genre", "language", "date_precision")


def problems(line: bytes) -> list[str]:
    """Return what is wrong with a line of an article file; empty for nothing."""
    text = line.decode("utf-8")
    record = json.loads(text, parse_constant=lambda name: f"the constant {name}")
    found = list(_misfits(record, Article, "record"))
    if text.count("\n") != 1 or not text.endswith("\n"):
        found.append("not one line")
    found += [f"{name}: {record[name]!r}" for name in _DATES if record.get(name) and not _is_date(record[name])]
    found += [f"{name}: {len(record[name])} chars" for name in _LINES if len(record[name] or "") > LONGEST_LINE_CHARS]
    lists = {"author": [a["name"] for a in record["authors"]], "tag": record["tags"], "section": record["section"]}
    lists["agency"] = record["agencies"]
    for name, values in lists.items():
        found += [f"{name}: {len(value)} chars" for value in values if len(value) > LONGEST_LINE_CHARS]
        found += [f"{name}: {value!r} twice" for value in {v for v in values if values.count(v) > 1}]
    if bool(record["date_published"]) != bool(record["date_precision"]):
        found.append(f"date {record['date_published']} of precision {record['date_precision']}")
    return found


def _is_date(value: str) -> bool:
    try:
        if _RFC3339.fullmatch(value):
            return bool(datetime.fromisoformat(value))
        return (len(value) == 10 and bool(date.fromisoformat(value))) or bool(re.fullmatch(r"\d{4}-\d\d", value))
    except ValueError:
        return False


def _misfits(value: Any, kind: Any, where: str) -> typing.Iterator[str]:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in args:
            return
        yield from _misfits(value, next(arg for arg in args if arg is not type(None)), where)
    elif origin is Literal:
        if value not in args:
            yield f"{where}: {value!r} is none of {args}"
    elif origin is tuple:
        if not isinstance(value, list):
            yield f"{where}: {value!r} is no list"
        else:
            for number, item in enumerate(value):
                yield from _misfits(item, args[0], f"{where}[{number}]")
    elif origin is dict:
        for key, item in value.items():
            yield from _misfits(item, args[1], f"{where}.{key}")
    elif is_dataclass(kind):
        hints, names = typing.get_type_hints(kind), [field.name for field in fields(kind)]
        if not isinstance(value, dict) or not set(value) <= set(names):
            yield f"{where}: {value!r} is no {kind.__name__}"
        else:
            for name in value:
                yield from _misfits(value[name], hints[name], f"{where}.{name}")
    elif kind is str:
        if (
            not isinstance(value, str)
            or _CONTROL.search(value)
            or (value in ("", "None", "null") and "raw" not in where)
        ):
            yield f"{where}: {value!r} is no text"
    elif kind is float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            yield f"{where}: {value!r} is no number"
    elif type(value) is not kind:
        yield f"{where}: {value!r} is no {kind.__name__}"
