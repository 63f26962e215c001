"""The demo newspaper: several outlets on loopback, their truth, and the switches that tests turn.

with serve(Newspaper()) as running:
    running.outlets            # id, home URL and outlet file of each
    running.truth()            # what a perfect crawl would output
    running.edit("saltmere-echo", 3, "typo")
"""

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from crawler.demo.edition import Edit, Edition
from crawler.demo.profiles import Profile, ThemeName, profiles
from crawler.demo.seed import SEED_PATH
from crawler.demo.server import Connection, Hit, Service, Trouble
from crawler.demo.themes import THEMES
from crawler.demo.truth import ExpectedArticle, expected_articles
from crawler.demo.website import MAX_CACHED_BYTES, Website

LOOPBACK = "127.0.0.1"
DEMO_PORTS = (8731, 8732, 8733)
"""Stable, so that ids and state of one demo run hold in the next."""
DEFAULT_CLOCK = datetime(2025, 11, 20, 15, 0, tzinfo=UTC)
"""Tests' present: the three weeks before it hold the end of daylight saving time in America."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Newspaper:
    """What to serve. Text follows from `seed` alone, dates from `clock` (aware)."""

    n_outlets: int = 3
    articles_per_outlet: int = 36
    """The first outlet has the seed article besides."""
    clock: datetime = DEFAULT_CLOCK
    seed: str = ""
    crawl_delay_seconds: float | None = 0.2
    """What the second outlet's robots.txt asks for; None leaves the line out."""

    is_live: bool = False
    """Say so where `clock` is the real present: only then do pages say "3 hours ago"."""
    splits_long_articles: bool = False
    """Every 36th article stands on two pages, `/2/` or `&page=2`."""

    def editions(self) -> tuple[Edition, ...]:
        """Return a fresh edition of each outlet."""
        return tuple(
            Edition(
                profile=profile,
                n_base=self.articles_per_outlet,
                clock=self.clock,
                theme=profile.theme,
                is_live=self.is_live,
                splits=self.splits_long_articles,
            )
            for profile in self._profiles()
        )

    def _profiles(self) -> Iterator[Profile]:
        for profile in profiles(self.n_outlets):
            delay = self.crawl_delay_seconds if profile.crawl_delay_seconds is not None else None
            yield replace(profile, seed=self.seed, crawl_delay_seconds=delay)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedOutlet:
    """One outlet while it is served; `toml` is the text of its outlet file."""

    id: str
    name: str
    home: str
    toml: str


class _Serving(Protocol):
    @property
    def outlets(self) -> tuple[ServedOutlet, ...]: ...


def write_files(running: _Serving, folder: Path) -> tuple[Path, ...]:
    """Write `<id>.toml` of every outlet into `folder`, which is made if need be; return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"{outlet.id}.toml" for outlet in running.outlets)
    for path, outlet in zip(paths, running.outlets, strict=True):
        path.write_text(outlet.toml, encoding="utf-8")
    return paths


@dataclass(slots=True)
class Running:
    """A served newspaper. Its methods may be called from any thread."""

    websites: dict[str, Website]
    _services: dict[str, Service]
    _loop: asyncio.AbstractEventLoop
    _log: list[Hit] = field(default_factory=list)

    @property
    def outlets(self) -> tuple[ServedOutlet, ...]:
        return tuple(
            ServedOutlet(id=id, name=w.edition.profile.name, home=w.home, toml=outlet_toml(w.edition.profile, w.home))
            for id, w in self.websites.items()
        )

    write_outlet_files = write_files

    def truth(self, outlet: str | None = None) -> Iterator[ExpectedArticle]:
        """Yield the expected articles of one outlet or of all, as the newspaper stands now."""
        for id, website in self.websites.items():
            if outlet in (None, id):
                yield from expected_articles(website.composer)

    # What was asked for ----------------------------------------------------------------------------------------

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Every request so far, in order; empty where no log is kept."""
        return tuple(self._log)

    def counts(self, outlet: str | None = None) -> Counter[str]:
        """Return the number of requests by target."""
        return Counter(hit.target for hit in self._log if outlet in (None, hit.outlet))

    def forget_hits(self) -> None:
        self._log.clear()

    # Switches --------------------------------------------------------------------------------------------------

    def edit(self, outlet: str, index: int, kind: Edit) -> None:
        """Change the text of article `index`: a `typo` mended, a `major` rewrite or a `correction` added."""
        self._change(outlet, lambda e: e.edits.setdefault(index, []).append(kind))

    def change_chrome(self, outlet: str) -> None:
        """Change what stands around every article, and no article."""
        self._change(outlet, lambda e: setattr(e, "chrome", e.chrome + 1))

    def add_articles(self, outlet: str, count: int = 1) -> None:
        """Put `count` new articles on top of the outlet's lists."""
        self._change(outlet, lambda e: setattr(e, "n_added", e.n_added + count))

    def retire(self, outlet: str, index: int) -> None:
        """Take article `index` away: 410 from now on, and on no list."""
        self._change(outlet, lambda e: e.retired.add(index))

    def redesign(self, outlet: str, theme: ThemeName) -> None:
        """Print the outlet in another theme at the same addresses."""
        self._change(outlet, lambda e: setattr(e, "theme", theme))

    def trouble(self, outlet: str, trouble: Trouble) -> None:
        """Let the outlet fail as `trouble` says."""
        self._on_loop(lambda: self._services[outlet].troubles.append(trouble))

    def end_trouble(self, outlet: str) -> None:
        self._on_loop(self._services[outlet].troubles.clear)

    def _change(self, outlet: str, change: Callable[[Edition], object]) -> None:
        website = self.websites[outlet]

        def run() -> None:
            change(website.edition)
            website.forget()

        self._on_loop(run)

    def _on_loop(self, run: Callable[[], _T]) -> _T:
        async def call() -> _T:
            return run()

        return asyncio.run_coroutine_threadsafe(call(), self._loop).result()


@contextmanager
def serve(newspaper: Newspaper, *, ports: Sequence[int] = (), keep_log: bool = True) -> Iterator[Running]:
    """Serve the newspaper on loopback in a thread until the block ends.

    The n-th outlet takes the n-th of `ports` (0 or none: a free one); OSError where a port is taken.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="demo newspaper", daemon=True)
    sockets: list[socket.socket] = []
    thread.start()
    try:
        editions = newspaper.editions()
        for number in range(len(editions)):
            sockets.append(socket.create_server((LOOPBACK, ports[number] if number < len(ports) else 0), backlog=1024))
        running = _running(editions, sockets, loop, keep_log=keep_log)
        asyncio.run_coroutine_threadsafe(_listen(running, sockets), loop).result()
        yield running
        asyncio.run_coroutine_threadsafe(_hang_up(running), loop).result()
    finally:
        for listener in sockets:
            with suppress(OSError):
                listener.close()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _running(
    editions: Sequence[Edition], sockets: Sequence[socket.socket], loop: asyncio.AbstractEventLoop, *, keep_log: bool
) -> Running:
    homes = [f"http://{LOOPBACK}:{listener.getsockname()[1]}/" for listener in sockets]
    share = MAX_CACHED_BYTES // len(editions)
    websites = {e.profile.id: Website(e, home, share) for e, home in zip(editions, homes, strict=True)}
    log: list[Hit] = []
    services = {id: Service(id, website.respond, log if keep_log else None) for id, website in websites.items()}
    return Running(websites, services, loop, log)


async def _listen(running: Running, sockets: Sequence[socket.socket]) -> None:
    loop = asyncio.get_running_loop()
    for service, listener in zip(running._services.values(), sockets, strict=True):
        await loop.create_server(partial(Connection, service), sock=listener)


async def _hang_up(running: Running) -> None:
    for service in running._services.values():
        for connection in list(service.connections):
            connection.close()
    await asyncio.sleep(0)


def outlet_toml(profile: Profile, home: str) -> str:
    """Return the text of the outlet's file: no sources, for they are to be found."""
    return (
        f'name = "{profile.name}"\nhome = "{home}"\ncountry = "{profile.country}"\nregion = "{profile.region}"\n'
        f'language = "en"\ntimezone = "{profile.timezone}"\nday_first = {str(profile.day_first).lower()}\n'
    )


def seed_pages() -> dict[ThemeName, bytes]:
    """Return the seed article as a page of each theme, in the theme's charset."""
    edition = Newspaper(n_outlets=1).editions()[0]
    pages: dict[ThemeName, bytes] = {}
    for theme in THEMES:
        edition.theme = theme
        pages[theme] = Website(edition, "https://marigold-times.example/").respond(SEED_PATH, {}).body
    return pages
