"""The inputs of `copydesk extract` as a stream of entries: files, folders, standard input, or the lines of a manifest.

A manifest is JSON Lines: {"id", "url", "path"} and, where known, "fetched_at", "content_type", "status", "outlet".
Files are read later, by the process that extracts them; what can only be read here (pipes) is. Nothing raises: an input
that can't be used is an Unread, which keeps its place in the output.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from crawler.errors import MendError

MAX_FILE_BYTES = 32 * 1024 * 1024
"""Bytes read of one input, and unpacked of one; the largest article pages seen have a tenth of it."""
MAX_LINE_BYTES = 1024 * 1024
"""Longest line of a manifest."""
STDIN = "-"
_STDIN_FD = 0
_SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".xhtml.gz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page to extract: where its bytes are, and what is known of it."""

    path: str | None = None
    body: bytes | None = None
    """The bytes, where only this process could read them."""
    id: str | None = None
    url: str | None = None
    fetched_at: str | None = None
    """RFC 3339, as given."""
    content_type: str | None = None
    status: int = 200
    outlet: str | None = None
    """Id of an outlet of the outlets folder."""

    @property
    def name(self) -> str:
        """What to call it where it has no id."""
        return self.id or self.url or self.path or STDIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An input there is nothing to extract of; `code` is `unreadable` or `bad_manifest_line`."""

    id: str
    url: str | None = None
    code: str
    detail: str


def from_names(names: Iterable[str], url: str | None) -> Iterator[Entry | Unread]:
    """Yield the entries of files, folders (every HTML file below, sorted) and `-`, in the order given."""
    for name in names:
        if name != STDIN and Path(name).is_dir():
            yield from _from_folder(Path(name))
        else:
            yield _entry(name, url)


def from_manifest(path: str) -> Iterator[Entry | Unread]:
    """Yield one entry a line; empty lines are left out. MendError where the manifest itself can't be read."""
    folder = Path() if path == STDIN else Path(path).parent
    try:
        opened = _open(path)
    except OSError as error:
        raise MendError(f"--manifest {path}: {error.strerror or error}") from error
    with opened as lines:
        number = 0
        while line := lines.readline(MAX_LINE_BYTES):
            number += 1
            if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
                _skip_rest(lines)
                yield _bad_line(path, number, None, f"longer than {MAX_LINE_BYTES} bytes")
            elif line.strip():
                yield _from_line(line, folder, path, number)


def _from_folder(folder: Path) -> Iterator[Entry | Unread]:
    found = sorted(str(p) for p in folder.rglob("*") if p.name.lower().endswith(_SUFFIXES))
    yield from (_entry(path, None) for path in found)
    if not found:
        yield Unread(id=str(folder), code="unreadable", detail=f"no HTML file in it (wanted {', '.join(_SUFFIXES)})")


def _entry(name: str, url: str | None) -> Entry | Unread:
    if name != STDIN and (Path(name).is_file() or not Path(name).exists()):
        return Entry(path=name, url=url)
    try:  # standard input, named pipes, /dev/fd of a process substitution: other processes don't have them
        with _open(name) as stream:
            return Entry(path=name, body=stream.read(MAX_FILE_BYTES + 1), url=url)
    except OSError as error:
        return Unread(id=name, url=url, code="unreadable", detail=f"{name}: {error.strerror or error}")


def _open(name: str) -> BinaryIO:
    return os.fdopen(os.dup(_STDIN_FD), "rb") if name == STDIN else Path(name).open("rb")


def _skip_rest(lines: BinaryIO) -> None:
    while (rest := lines.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
        pass


def _from_line(line: bytes, folder: Path, manifest: str, number: int) -> Entry | Unread:
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return _bad_line(manifest, number, None, f"no JSON: {error}")
    if not isinstance(data, dict):
        return _bad_line(manifest, number, None, f"found {type(data).__name__}, expected an object")
    path = data.get("path")
    if not isinstance(path, str) or not path or "\0" in path:
        return _bad_line(manifest, number, data, 'found no "path"; nothing is fetched, so a saved page is needed')
    return Entry(
        path=str(_resolve(path, folder)),
        id=_text(data, "id"),
        url=_text(data, "url"),
        fetched_at=_text(data, "fetched_at"),
        content_type=_text(data, "content_type"),
        status=_status(data.get("status")),
        outlet=_text(data, "outlet"),
    )


def _resolve(path: str, folder: Path) -> Path:
    """Relative paths start at the manifest's folder, or where there is no such file, at the working directory."""
    beside = folder / path
    return Path(path) if not beside.exists() and Path(path).exists() else beside


def _text(data: dict[str, Any], key: str) -> str | None:
    """Return a value as text; numbers are taken as well, for ids are often written so."""
    value = data.get(key)
    return str(value) if isinstance(value, str | int | float) and str(value) and value is not True else None


def _status(value: Any) -> int:
    return value if isinstance(value, int) and 100 <= value <= 599 else 200


def _bad_line(manifest: str, number: int, data: dict[str, Any] | None, detail: str) -> Unread:
    where = f"{manifest}:{number}"
    known = data or {}
    return Unread(
        id=_text(known, "id") or where, url=_text(known, "url"), code="bad_manifest_line", detail=f"{where}: {detail}"
    )
