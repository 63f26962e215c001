"""Small websites on loopback that misbehave: one port each, raw bytes, whatever HTTP says. For whole-crawl tests."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

Send = Callable[[asyncio.StreamWriter], Awaitable[None]]

PARAGRAPHS = (
    "The town council voted on Tuesday to repair the old stone bridge before the winter floods arrive again.",
    "Engineers who looked at the piers in March found cracks that had grown by a hand's width in a single year.",
    "“We have waited long enough for somebody else to pay for it,” said the mayor after the vote in the town hall.",
    "Work is to begin in the second week of June and will close the lower road to lorries until the autumn.",
    "Shopkeepers on the far bank fear for their trade and have asked for a footbridge while the work goes on.",
)


def article(number: int) -> bytes:
    """Return a sound article page, each number another story."""
    title = f"Council votes to repair bridge number {number}"
    body = "".join(f"<p>{text} Report {number}, part {part}.</p>" for part, text in enumerate(PARAGRAPHS))
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f'<meta property="article:published_time" content="2025-11-{number % 27 + 1:02d}T10:00:00Z"></head><body>'
        f"<article><h1>{title}</h1><p class=byline>By Jane Roe</p>{body}</article></body></html>"
    ).encode()


def reply(body: bytes, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", headers: str = "") -> bytes:
    """Return a sound reply."""
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close")
    return ("\r\n".join(lines) + f"\r\n{headers}\r\n").encode("latin-1") + body


def raw(data: bytes) -> Send:
    """Send bytes and hang up."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()

    return send


def drip(head: bytes, drop: bytes) -> Send:
    """Send a beginning, then a little at a time without an end."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            await writer.drain()
            await asyncio.sleep(0.05)
            writer.write(drop)

    return send


def flood(head: bytes, piece: bytes) -> Send:
    """Send a beginning, then as much as the other side takes, without an end."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()

    return send


async def reset(writer: asyncio.StreamWriter) -> None:
    """Send half a page, then drop the connection hard."""
    writer.write(reply(article(1))[:400])
    await writer.drain()
    writer.transport.abort()


NO_ROBOTS = raw(reply(b"", status="404 Not Found"))


@dataclass(slots=True)
class Site:
    """Paths that misbehave, and sound articles beside them; a sitemap lists both, and nothing else does."""

    id: str
    bad: dict[str, Send] = field(default_factory=dict)
    n_sound: int = 2
    robots: Send = NO_ROBOTS
    port: int = 0
    scheme: str = "http"
    hits: list[str] = field(default_factory=list)

    @property
    def home(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/"

    def toml(self) -> str:
        return f'name = "{self.id}"\nhome = "{self.home}"\n[sources]\nsitemap = ["/sitemap.xml"]\n'

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ")[1].decode("latin-1")
            self.hits.append(path)
            await self._answer(path)(writer)
            await writer.drain()
        writer.close()

    def _answer(self, path: str) -> Send:
        if path in self.bad:
            return self.bad[path]
        if path == "/robots.txt":
            return self.robots
        if path == "/sitemap.xml":
            return raw(reply(self._sitemap(), kind="application/xml"))
        if path.startswith("/news/bridge-"):
            return raw(reply(article(int(path.rpartition("-")[2]))))
        return raw(reply(b"<html><head><title>Home</title></head><body><p>Welcome.</p></body></html>"))

    def _sitemap(self) -> bytes:
        paths = [*self.bad, *(f"/news/bridge-repair-vote-{number}" for number in range(1, self.n_sound + 1))]
        rows = "".join(f"<url><loc>{self.home.rstrip('/')}{p}</loc></url>" for p in paths if p.startswith("/news/"))
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


@contextmanager
def serve_sites(sites: list[Site], folder: Path, *, tls: ssl.SSLContext | None = None) -> Iterator[None]:
    """Serve the sites until the block ends; write an outlet file of each into `folder`."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> list[asyncio.Server]:
        servers = []
        for site in sites:
            server = await asyncio.start_server(site.serve, "127.0.0.1", 0, ssl=tls)
            site.scheme = "https" if tls else "http"
            site.port = server.sockets[0].getsockname()[1]
            servers.append(server)
        return servers

    async def close() -> None:
        for server in servers:
            server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    servers = asyncio.run_coroutine_threadsafe(listen(), loop).result()
    folder.mkdir(parents=True, exist_ok=True)
    for site in sites:
        (folder / f"{site.id}.toml").write_text(site.toml())
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(close(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
