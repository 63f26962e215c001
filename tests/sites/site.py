"""An imitated site: addresses and what stands there, the articles among them, and a server for it on loopback."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.sites.stories import Story

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    body: bytes
    content_type: str = HTML
    status: int = 200
    location: str = ""


@dataclass(slots=True)
class Site:
    """What one content system serves at `base` (no slash at its end)."""

    base: str
    pages: dict[str, Reply] = field(default_factory=dict)
    """By target: path and query as they are asked for, percent-encoded."""
    articles: dict[str, Story] = field(default_factory=dict)
    """By target of the article's one address."""
    log: list[str] = field(default_factory=list)
    missing: str = "<html><head><title>Not found</title></head><body><h1>Not found</h1></body></html>"
    authors_are_printed: bool = True

    def html(self, target: str, text: str, *, charset: str = "utf-8") -> None:
        self.pages[target] = Reply(text.encode(charset), f"text/html; charset={charset}")

    def xml(self, target: str, text: str, content_type: str = XML) -> None:
        self.pages[target] = Reply(text.encode(), content_type)

    def article(self, target: str, story: Story, text: str, *, charset: str = "utf-8") -> None:
        self.articles[target] = story
        self.html(target, text, charset=charset)

    def redirect(self, target: str, to: str, status: int = 301) -> None:
        self.pages[target] = Reply(b"", HTML, status, to if to.startswith("http") else self.base + to)

    def respond(self, target: str) -> Reply:
        self.log.append(target)
        return self.pages.get(target) or Reply(self.missing.encode(), HTML, 404)


Build = Callable[[str], Site]
"""Makes the site for its base address."""


@contextmanager
def serving(build: Build) -> Iterator[Site]:
    """Serve one site on a free port of 127.0.0.1 until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    site = build(f"http://127.0.0.1:{server.server_address[1]}")
    server.RequestHandlerClass = _handler(site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = site.respond(self.path)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
            if reply.location:
                self.send_header("Location", reply.location)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: Any) -> None:
            """Tests read `Site.log`."""

    return Handler
