"""One demo outlet as a website: a request target goes in, a `Reply` comes out. No sockets, no threads.

Replies are kept in a small cache until something changes, so that a benchmark measures its crawler and not Jinja2.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crawler.demo.addresses import Route, addresses
from crawler.demo.composer import Composer
from crawler.demo.edition import Edition
from crawler.demo.pictures import draw_picture
from crawler.demo.replies import Reply, compressed, conditional, moved, page_reply
from crawler.demo.seed import SEED_PATH
from crawler.demo.sources import Sources
from crawler.demo.surroundings import surroundings
from crawler.demo.themes import content_type, render, stylesheet
from crawler.demo.views import PageView

MAX_CACHED_BYTES = 96 * 1024 * 1024
"""For a whole newspaper. A page has about 16 KB, so some 6,000 pages; small beside the crawler under test."""


@dataclass(slots=True)
class Website:
    """The outlet of `edition` at `home`, the absolute home URL ending in a slash."""

    edition: Edition
    home: str
    max_cached_bytes: int = MAX_CACHED_BYTES
    _cache: OrderedDict[tuple[str, bool], Reply] = field(default_factory=OrderedDict)
    _cached_bytes: int = 0
    _composer: Composer | None = None

    @property
    def composer(self) -> Composer:
        """The composer of the edition as it stands now."""
        if self._composer is None:
            around = surroundings(self.edition, addresses(self.edition.profile.addresses), self.home)
            self._composer = Composer(self.edition, self.home, around)
        return self._composer

    def respond(self, target: str, headers: Mapping[str, str]) -> Reply:
        """Return the reply to GET `target`; header names in lower case."""
        wants_gzip = self.edition.theme == "blocks" and "gzip" in headers.get("accept-encoding", "")
        reply = self._cache.get((target, wants_gzip))
        if reply is None:
            reply = self._fresh(target)
            reply = compressed(reply) if wants_gzip else reply
            self._keep((target, wants_gzip), reply)
        return conditional(reply, headers)

    def forget(self) -> None:
        """Drop all kept replies after a change of the edition."""
        self.edition.version += 1
        self._cache.clear()
        self._cached_bytes = 0
        self._composer = None

    def _keep(self, key: tuple[str, bool], reply: Reply) -> None:
        self._cache[key] = reply
        self._cached_bytes += len(reply.body)
        while self._cached_bytes > self.max_cached_bytes:
            _, oldest = self._cache.popitem(last=False)
            self._cached_bytes -= len(oldest.body)

    def _fresh(self, target: str) -> Reply:
        path = urlsplit(target).path
        if found := self._file(path):
            body, kind = found
            return page_reply(body, kind, changed=self._list_time())
        if path == SEED_PATH and self.edition.profile.has_seed_article:
            return self._page(self.composer.seed_page(), datetime.fromisoformat("2025-05-17T12:00:00+00:00"))
        route = self.composer.addresses.route(target)
        return self._routed(route, target) if route else self._missing()

    def _file(self, path: str) -> tuple[bytes, str] | None:
        if path == "/theme.css":
            return stylesheet(self.edition.theme, self.edition.profile.colour), "text/css"
        if path.startswith("/media/") and path.endswith(".svg"):
            return draw_picture(path), "image/svg+xml"
        return Sources(self.composer).read(path)

    def _routed(self, route: Route, target: str) -> Reply:
        match route.kind:
            case "article" | "variant" | "old":
                return self._article(route, target)
            case "static":
                page = self.composer.static_page(route.key)
            case "gallery" | "video":
                page = self.composer.media_page(route)
            case _:
                page = self.composer.list_page(route)
        return self._page(page, self._list_time()) if page else self._missing()

    def _article(self, route: Route, target: str) -> Reply:
        index = route.number - self.edition.profile.first_id
        if index in self.edition.retired:
            return self._missing(410)
        if not 0 <= index < self.edition.total:
            return self._missing()
        article = self.edition.article(index)
        address = self.composer.addresses.article(article)
        if route.kind == "old":
            return moved(address)
        own = self.composer.addresses.page(article, route.page)
        if route.kind == "article" and urlsplit(own).path != urlsplit(target).path:
            return moved(address)  # WordPress sends a wrong slug to the right one
        changed = self.edition.changed(article) + timedelta(seconds=self.edition.chrome)
        if route.page > self.composer.n_pages(article):
            return moved(address)
        return self._page(self.composer.article_page(index, variant=route.key, number=route.page), changed)

    def _page(self, page: PageView, changed: datetime) -> Reply:
        theme = self.edition.theme
        return page_reply(render(page, theme), content_type(theme), changed=changed)

    def _missing(self, status: int = 404) -> Reply:
        theme = self.edition.theme
        return Reply(
            status=status,
            headers=(("content-type", content_type(theme)),),
            body=render(self.composer.missing_page(), theme),
        )

    def _list_time(self) -> datetime:
        return self.edition.published(self.edition.total - 1) + timedelta(seconds=self.edition.version)
