"""One entry of `copydesk extract` to its output line. Runs in the worker processes, which import it once and fork.

An article is its record, anything else is {"id", "rejected", "detail", "url"}. No network; the only file read is the
entry's own.
"""

import hashlib
import os
import re
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from crawler.cli.entries import MAX_FILE_BYTES, Entry
from crawler.cli.extract_lines import Context, Line, rejected
from crawler.errors import OutletError
from crawler.extract.article import PageInput, extract_article
from crawler.items import Article, to_line
from crawler.outlets.outlet import Outlet, outlet_from_url
from crawler.outlets.registry import outlet_for_url

_GZIP = b"\x1f\x8b"
_HEAD_BYTES = 256 * 1024
_TAG = re.compile(rb"<(?:link|meta)\b[^>]{0,2000}>", re.I)
_IS_OWN_ADDRESS = re.compile(rb"\brel\s*=\s*[\"']?canonical\b|\bproperty\s*=\s*[\"']?og:url\b", re.I)
_ADDRESS = re.compile(rb"\b(?:href|content)\s*=\s*[\"']?(https?://[^\s\"'<>]+)", re.I)
_SCHEMELESS = re.compile(r"(?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?]|$)")
_NOWHERE = Outlet(id="unknown", home="https://unknown.invalid/")
"""Stands for the outlet of a page that names no address (RFC 2606 keeps `.invalid` from ever being one)."""


def extract_entry(entry: Entry, shared: Mapping[str, Any]) -> Line:
    """Return the entry's line; `shared["context"]` is the batch's Context."""
    context: Context = shared["context"]
    try:
        body = _read(entry)
    except OSError as error:
        return rejected(entry.name, entry.url, "unreadable", f"{entry.path}: {error.strerror or error}")
    if len(body) > MAX_FILE_BYTES:
        return rejected(entry.name, entry.url, "too_large", f"more than {MAX_FILE_BYTES} bytes")
    try:
        page_input = _page_input(entry, body, context)
    except (OutletError, ValueError) as error:
        return rejected(entry.name, entry.url, "bad_input", str(error))
    result = extract_article(page_input)
    if isinstance(result, Article):
        return Line(data=to_line(result))
    return rejected(entry.name, entry.url, result.code, result.detail)


def _read(entry: Entry) -> bytes:
    """Return the bytes, unpacked, at most one more than MAX_FILE_BYTES. Raises OSError."""
    if entry.body is not None:
        body = entry.body
    else:
        # A named pipe in a manifest, with nobody at its other end, must not hold the worker up.
        with os.fdopen(os.open(entry.path or "", os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            body = file.read(MAX_FILE_BYTES + 1)
    return _unpack(body) if body.startswith(_GZIP) else body


def _unpack(body: bytes) -> bytes:
    """Return what a gzip file holds; of a broken one what can be read, of one that is none the bytes themselves."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        return unpacker.decompress(body, MAX_FILE_BYTES + 1) or body
    except zlib.error:
        return body


def _page_input(entry: Entry, body: bytes, context: Context) -> PageInput:
    url = _with_scheme(entry.url) or own_address(body) or f"{_NOWHERE.home}{hashlib.sha256(body).hexdigest()[:16]}"
    return PageInput(
        body=body,
        url=url,
        headers={"content-type": entry.content_type} if entry.content_type else {},
        status=entry.status,
        fetched_at=_moment(entry.fetched_at) or context.now,
        outlet=_outlet(entry, url, context.outlets),
        id=entry.id,
        force=context.force,
    )


def _with_scheme(url: str | None) -> str | None:
    """`paper.example/a` and `//paper.example/a` are addresses as people write them."""
    return f"https://{url.lstrip('/')}" if url and _SCHEMELESS.match(url) else url


def own_address(body: bytes) -> str | None:
    """Return the address a page gives for itself (canonical link, og:url), or None."""
    for tag in _TAG.finditer(body, 0, _HEAD_BYTES):
        if _IS_OWN_ADDRESS.search(tag[0]) and (address := _ADDRESS.search(tag[0])):
            return address[1].decode("utf-8", "replace").replace("&amp;", "&")
    return None


def _outlet(entry: Entry, url: str, outlets: tuple[Outlet, ...]) -> Outlet:
    if entry.outlet is not None:
        named = next((outlet for outlet in outlets if outlet.id == entry.outlet), None)
        if named is not None:
            return named
    if url.startswith(_NOWHERE.home):
        return _NOWHERE
    return outlet_for_url(url, outlets) or outlet_from_url(url)


def _moment(text: str | None) -> datetime | None:
    """Return an aware datetime of an RFC 3339 text; None where there is none or it is none. Without offset: UTC."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
