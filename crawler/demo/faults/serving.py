"""Serves misbehaving outlets on loopback, a port each, with raw asyncio streams so that any rule can be broken.

    with serve_faults([fault("stalled_body"), fault("soft_404")]) as running:
        running.outlets; running.truth("stalled_body"); running.hits; running.vault_hits

Beside its misbehaviour each outlet has a home page and a few healthy articles, whose truth is known. The vault is one
more server on 127.0.0.2: whoever asks it for anything has been led astray.
"""

import asyncio
import ssl
import threading
import time
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from crawler.demo.edition import Edition
from crawler.demo.faults.answers import HTML, fill, head
from crawler.demo.faults.certificates import untrusted_context
from crawler.demo.faults.fault import Fault, Request, Wire
from crawler.demo.faults.healthy import home_page, robots_txt
from crawler.demo.newspaper import DEFAULT_CLOCK, LOOPBACK, ServedOutlet, outlet_toml, write_files
from crawler.demo.profiles import MARIGOLD
from crawler.demo.server import Hit
from crawler.demo.truth import ExpectedArticle, expected_articles
from crawler.demo.website import Website

VAULT_ADDRESS = "127.0.0.2"
"""Loopback too, but outside the 127.0.0.1/32 that a test opens."""
MAX_HEAD_BYTES = 128 * 1024
_TLS_HANDSHAKE = b"\x16"
"""What a client that wants TLS sends first (RFC 8446, 5.1)."""


@dataclass(slots=True)
class _Host:
    """One misbehaving outlet while it is served."""

    fault: Fault
    website: Website


@dataclass(slots=True)
class RunningFaults:
    """The served faults; `hits` and `vault_hits` grow as requests come in."""

    _hosts: dict[str, _Host] = field(default_factory=dict)
    vault: str = ""
    hits: list[Hit] = field(default_factory=list)
    vault_hits: list[Hit] = field(default_factory=list)

    @property
    def faults(self) -> tuple[Fault, ...]:
        return tuple(host.fault for host in self._hosts.values())

    @property
    def outlets(self) -> tuple[ServedOutlet, ...]:
        """The outlets in the order of the faults, with the text of their outlet files."""
        return tuple(self.outlet(name) for name in self._hosts)

    def outlet(self, name: str) -> ServedOutlet:
        """Return the outlet of the fault of that name."""
        website = self._hosts[name].website
        profile, home = website.edition.profile, website.home
        return ServedOutlet(id=profile.id, name=profile.name, home=home, toml=outlet_toml(profile, home))

    write_outlet_files = write_files

    def truth(self, name: str | None = None) -> Iterator[ExpectedArticle]:
        """Yield the healthy articles of one fault's outlet, or of all: what must be found whatever else happens."""
        for key, host in self._hosts.items():
            if name in (None, key) and host.fault.is_reachable:
                yield from expected_articles(host.website.composer)

    def targets(self, name: str) -> list[str]:
        """Return what was asked of one fault's outlet, in order."""
        return [hit.target for hit in self.hits if hit.outlet == self._hosts[name].fault.outlet_id]


@contextmanager
def serve_faults(faults: Sequence[Fault], *, n_articles: int = 3) -> Iterator[RunningFaults]:
    """Serve each fault as an outlet of its own with `n_articles` healthy articles, until the block ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="faults", daemon=True)
    thread.start()
    server = _Server(RunningFaults())
    try:
        _wait(server.open(faults, n_articles), loop)
        yield server.running
    finally:
        _wait(server.close(), loop)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _wait(work: Coroutine[Any, Any, None], loop: asyncio.AbstractEventLoop) -> None:
    asyncio.run_coroutine_threadsafe(work, loop).result()


class _Server:
    def __init__(self, running: RunningFaults) -> None:
        self.running = running
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self, faults: Sequence[Fault], n_articles: int) -> None:
        vault = await asyncio.start_server(self._vault, VAULT_ADDRESS, 0)
        self._servers.append(vault)
        self.running.vault = f"http://{VAULT_ADDRESS}:{vault.sockets[0].getsockname()[1]}/"
        for number, fault in enumerate(faults):
            await self._open_outlet(fault, number, n_articles)

    async def _open_outlet(self, fault: Fault, number: int, n_articles: int) -> None:
        profile = replace(
            MARIGOLD,
            id=fault.outlet_id,
            name="Loopback Courier",
            first_id=10_000 + 10 * number,
            has_seed_article=False,
        )
        edition = Edition(profile=profile, n_base=n_articles, clock=DEFAULT_CLOCK, theme="magazine")
        host = _Host(fault, Website(edition, fault.home or ""))
        if fault.home is None:
            secure = untrusted_context() if fault.scheme == "https-untrusted" else None
            server = await self._listen(host, secure)
            port = server.sockets[0].getsockname()[1]
            host.website.home = f"{fault.scheme.split('-')[0]}://{LOOPBACK}:{port}/"
        self.running._hosts[fault.name] = host

    async def _listen(self, host: _Host, secure: ssl.SSLContext | None) -> asyncio.Server:
        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._guarded(self._serve(host, reader, writer), writer)

        server = await asyncio.start_server(connected, LOOPBACK, 0, ssl=secure, limit=MAX_HEAD_BYTES)
        self._servers.append(server)
        return server

    async def close(self) -> None:
        for server in self._servers:
            server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _guarded(self, work: Coroutine[Any, Any, None], writer: asyncio.StreamWriter) -> None:
        """Run one connection; a client that goes away is no error."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await work
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            self._tasks.discard(task)
            with suppress(ConnectionError):
                writer.close()

    async def _serve(self, host: _Host, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if first == _TLS_HANDSHAKE:  # a server that speaks plain text answers it at once, in plain text
            await reader.read(MAX_HEAD_BYTES)
            await Wire(writer).send(head("400 Bad Request", length=0))
            return
        _, target, headers = _parse(first + await reader.readuntil(b"\r\n\r\n"))
        self._note(self.running.hits, host.fault.outlet_id, target, headers)
        request = Request(target=target, headers=headers, home=host.website.home, vault=self.running.vault)
        wire = Wire(writer)
        answer = host.fault.answer(urlsplit(target).path)
        if answer is not None:
            await answer(request, wire)
        else:
            await wire.send(_healthy(host, request))

    async def _vault(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def serve() -> None:
            _, target, headers = _parse(await reader.readuntil(b"\r\n\r\n"))
            self._note(self.running.vault_hits, "vault", target, headers)
            await Wire(writer).send(head(length=6) + b"secret")

        await self._guarded(serve(), writer)

    @staticmethod
    def _note(log: list[Hit], outlet: str, target: str, headers: dict[str, str]) -> None:
        log.append(Hit(outlet=outlet, method="GET", target=target, headers=headers, status=0, time=time.monotonic()))


def _parse(data: bytes) -> tuple[str, str, dict[str, str]]:
    first, *lines = data.decode("latin-1").split("\r\n")
    method, _, rest = first.partition(" ")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return method, rest.rpartition(" ")[0], headers


def _healthy(host: _Host, request: Request) -> bytes:
    """Return the sound response for a path where the outlet does not misbehave."""
    path = urlsplit(request.target).path
    if path == "/":
        links = [fill(link, request.home, request.vault) for link in host.fault.links]
        body, content_type, status = home_page(host.website.composer, links, host.fault.sections), HTML, 200
    elif path == "/robots.txt":
        body, content_type, status = robots_txt(request.home, list(host.fault.answers)), "text/plain", 200
    else:
        reply = host.website.respond(request.target, {}) if path.count("/") == 3 else None
        body, content_type = (reply.body, reply.header("content-type") or HTML) if reply else (b"", HTML)
        status = reply.status if reply else 404
    return head(f"{status} Answer", content_type, length=len(body)) + body
