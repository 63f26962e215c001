"""What a misbehaviour is: a small outlet, healthy but for some paths whose answers break the rules.

Fault ── answers: path -> Answer ── writes on a Wire, byte by byte if it likes
      └─ links: what the home page links besides the healthy articles
"""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

Room = Literal["transport", "bomb", "lie", "charset", "trap", "robots", "security", "nonsense"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request to a misbehaving outlet."""

    target: str
    headers: Mapping[str, str]
    """Names in lower case."""
    home: str
    """The outlet's home URL, ending in a slash."""
    vault: str
    """Home URL of a server on a loopback address that no crawl may reach."""


class Wire:
    """The raw connection: sends anything, waits, resets. Sending to a client that has gone is no error."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    @property
    def is_open(self) -> bool:
        return not self._writer.is_closing()

    async def send(self, data: bytes) -> None:
        """Send bytes as they are, and wait until they are on their way."""
        with suppress(ConnectionError):
            self._writer.write(data)
            await self._writer.drain()

    async def wait(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def stall(self) -> None:
        """Say nothing more until the client gives up."""
        while self.is_open:
            await asyncio.sleep(0.2)

    def reset(self) -> None:
        """Drop the connection with a TCP reset instead of a goodbye."""
        raw = self._writer.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()


Answer = Callable[[Request, Wire], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One case. `promise` is for people; `expected` for tests."""

    name: str
    """snake_case; the outlet's id is `fault-<name>` with hyphens."""
    room: Room
    promise: str
    """What must happen."""
    expected: frozenset[str] = frozenset()
    """One of these codes must be counted for the outlet; empty where nothing is to be refused."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """By path; a key ending in `*` takes all paths that begin so. The longest key wins."""
    links: tuple[str, ...] = ()
    """Linked from the home page as if they were articles; `{home}`, `{host}` and `{vault}` are filled in."""
    sections: tuple[str, ...] = ()
    """Linked from the home page's navigation as if they were sections."""
    is_reachable: bool = True
    """False where nothing healthy can be got from this outlet at all, so no article is expected."""
    scheme: Literal["http", "https", "https-untrusted"] = "http"
    """`https`: the port speaks plain HTTP all the same; `https-untrusted`: TLS with a certificate nobody signed."""
    home: str | None = None
    """A home URL that no server answers, instead of a port of its own."""

    @property
    def outlet_id(self) -> str:
        return f"fault-{self.name.replace('_', '-')}"

    def answer(self, path: str) -> Answer | None:
        """Return the misbehaving answer for `path`, None where the outlet is healthy there."""
        if path in self.answers:
            return self.answers[path]
        keys = [key for key in self.answers if key.endswith("*") and path.startswith(key[:-1])]
        return self.answers[max(keys, key=len)] if keys else None


def codes(*names: str) -> frozenset[str]:
    """Return the set of acceptable codes."""
    return frozenset(names)
