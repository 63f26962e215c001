"""What a demo outlet answers: status, headers and body, and its conditional form (RFC 9110, 8.8 and 13)."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b

REASONS = {
    200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 400: "Bad Request", 403: "Forbidden",
    404: "Not Found", 405: "Method Not Allowed", 410: "Gone", 429: "Too Many Requests",
    500: "Internal Server Error", 503: "Service Unavailable",
}  # fmt: skip
_MIN_COMPRESSED_BYTES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """`headers` have lower-case names and lack Date, Connection and Content-Length, which the server adds."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)


def page_reply(body: bytes, content_type: str, *, changed: datetime, status: int = 200) -> Reply:
    """Return a reply with an ETag of the body and the Last-Modified time."""
    headers = (
        ("content-type", content_type),
        ("etag", f'"{blake2b(body, digest_size=8).hexdigest()}"'),
        ("last-modified", format_datetime(changed.astimezone(UTC).replace(microsecond=0), usegmt=True)),
    )
    return Reply(status=status, headers=headers, body=body)


def moved(location: str) -> Reply:
    """Return a permanent redirect."""
    return Reply(status=301, headers=(("location", location), ("content-type", "text/html")))


def compressed(reply: Reply) -> Reply:
    """Return the reply with a gzip body and an ETag of its own, as a server with on-the-fly compression sends it."""
    if reply.status != 200 or len(reply.body) < _MIN_COMPRESSED_BYTES or reply.header("content-encoding"):
        return reply
    headers = tuple((k, f'{v[:-1]}-gzip"' if k == "etag" else v) for k, v in reply.headers)
    headers += (("content-encoding", "gzip"), ("vary", "Accept-Encoding"))
    return replace(reply, headers=headers, body=gzip.compress(reply.body, compresslevel=1, mtime=0))


def conditional(reply: Reply, request_headers: Mapping[str, str]) -> Reply:
    """Return 304 where the client's validators still hold; If-None-Match wins over If-Modified-Since."""
    if reply.status != 200:
        return reply
    etag, changed = reply.header("etag"), reply.header("last-modified")
    wanted, since = request_headers.get("if-none-match"), request_headers.get("if-modified-since")
    if wanted is not None:
        holds = etag is not None and etag in [tag.strip().removeprefix("W/") for tag in wanted.split(",")]
    else:
        holds = bool(since and changed) and _is_not_later(changed or "", since or "")
    if not holds:
        return reply
    kept = tuple((k, v) for k, v in reply.headers if k in ("etag", "last-modified", "vary"))
    return Reply(status=304, headers=kept)


def _is_not_later(changed: str, since: str) -> bool:
    try:
        return parsedate_to_datetime(changed) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):  # an unreadable date is ignored: RFC 9110, section 13.1.3
        return False
