"""A small HTTP/1.1 server for the demo newspaper: asyncio from the standard library, one port an outlet, keep-alive.

It knows requests and replies, not pages. Every request is noted in a log that tests read; a `Trouble` makes an outlet
answer badly for a while.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Literal

from crawler.demo.replies import REASONS, Reply

MAX_HEAD_BYTES = 64 * 1024
Respond = Callable[[str, Mapping[str, str]], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One request as it came in; `time` is seconds of the monotonic clock."""

    outlet: str
    method: str
    target: str
    headers: Mapping[str, str]
    """Names in lower case."""
    status: int
    """0 where no answer was given."""
    time: float


@dataclass(slots=True, kw_only=True)
class Trouble:
    """How an outlet fails: an error status, no answer at all, or a connection reset. `times` None: until called off."""

    kind: Literal["status", "stall", "reset"] = "status"
    status: int = 503
    retry_after: str | None = None
    """Seconds or an HTTP date."""
    times: int | None = None
    prefix: str = "/"
    """Only targets that start with it fail."""

    def takes(self, target: str) -> bool:
        """Return whether this request fails, and count it."""
        if not target.startswith(self.prefix) or self.times == 0:
            return False
        if self.times is not None:
            self.times -= 1
        return True


@dataclass(slots=True)
class Service:
    """What one port serves."""

    outlet: str
    respond: Respond
    log: list[Hit] | None
    troubles: list[Trouble] = field(default_factory=list)
    connections: set["Connection"] = field(default_factory=set)

    def note(self, method: str, target: str, headers: Mapping[str, str], status: int) -> None:
        if self.log is not None:
            now = time.monotonic()
            self.log.append(
                Hit(outlet=self.outlet, method=method, target=target, headers=headers, status=status, time=now)
            )


class Connection(asyncio.Protocol):
    """One client. Requests are answered in order, so pipelining works too."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._service.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's name
        self._service.connections.discard(self)

    def close(self) -> None:
        """Drop the connection at once."""
        if self._transport is not None:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
            if not self._answer(head):
                return
        if len(self._buffer) > MAX_HEAD_BYTES and self._transport is not None:
            self._transport.close()

    def _answer(self, head: bytes) -> bool:
        """Answer one request; False where the connection can't be used after it."""
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ")
        headers = {
            name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])
        }
        if len(words) != 3 or not words[1].startswith("/"):
            return self._send(Reply(status=400), "GET", keep=False)
        method, target, _ = words
        trouble = next((t for t in self._service.troubles if t.takes(target)), None)
        if trouble is not None and trouble.kind != "status":
            self._service.note(method, target, headers, 0)
            if trouble.kind == "reset":
                self.close()
            return False
        reply = _failing(trouble) if trouble else self._reply(method, target, headers)
        self._service.note(method, target, headers, reply.status)
        keep = headers.get("connection", "").lower() != "close" and method in ("GET", "HEAD")
        return self._send(reply, method, keep=keep)

    def _reply(self, method: str, target: str, headers: Mapping[str, str]) -> Reply:
        if method not in ("GET", "HEAD"):
            return Reply(status=405, headers=(("allow", "GET, HEAD"),))
        return self._service.respond(target, headers)

    def _send(self, reply: Reply, method: str, *, keep: bool) -> bool:
        assert self._transport is not None
        lines = [f"HTTP/1.1 {reply.status} {REASONS.get(reply.status, 'Unknown')}", f"Date: {formatdate(usegmt=True)}"]
        lines += [f"{name.title()}: {value}" for name, value in reply.headers]
        if reply.status != 304:
            lines.append(f"Content-Length: {len(reply.body)}")
        lines.append(f"Connection: {'keep-alive' if keep else 'close'}")
        body = b"" if method == "HEAD" or reply.status == 304 else reply.body
        self._transport.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        if not keep:
            self._transport.close()
        return keep


def _failing(trouble: Trouble) -> Reply:
    headers: tuple[tuple[str, str], ...] = (("content-type", "text/html"),)
    if trouble.retry_after is not None:
        headers += (("retry-after", trouble.retry_after),)
    return Reply(status=trouble.status, headers=headers, body=b"<html><body><h1>Try again later</h1></body></html>")
