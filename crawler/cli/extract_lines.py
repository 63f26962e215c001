"""What `copydesk extract` and its worker processes say to each other: a batch's context, and output lines."""

import json
from dataclasses import dataclass
from datetime import datetime

from crawler.fields.text import clean_line
from crawler.fields.urls import strip_credentials
from crawler.outlets.outlet import Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What all entries of a batch share; sent to a worker once."""

    outlets: tuple[Outlet, ...]
    force: bool
    now: datetime
    """Aware; the fetch time of entries that give none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One output line, and why it is no record."""

    data: bytes
    code: str | None = None
    detail: str = ""


def rejected(name: str, url: str | None, code: str, detail: str) -> Line:
    """Return the line of an entry that gave no article."""
    shown = strip_credentials(url) if url else None
    words = {"id": name, "rejected": code, "detail": clean_line(detail), "url": shown}
    text = json.dumps(words, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Line(data=text.encode("utf-8", "replace") + b"\n", code=code, detail=clean_line(detail))
