"""Addresses of a demo outlet's pages, both ways: a `Route` to its path, a request target to its `Route`.

Three styles are met on local papers: WordPress with the section in the path, WordPress with the date in it, and one
script per kind of page where only a query parameter tells articles apart (`article.asp?id=101`).
"""

import re
from dataclasses import dataclass
from typing import Literal, Protocol
from urllib.parse import parse_qs, urlsplit

from crawler.demo.articles import Heading
from crawler.demo.profiles import AddressStyle

RouteKind = Literal[
    "home", "section", "tag", "writer", "month", "search", "article", "variant", "old", "static", "gallery", "video"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    kind: RouteKind
    key: str = ""
    """Slug of the list or static page; `amp` or `print` for a variant; empty elsewhere."""
    page: int = 1
    number: int = 0
    """Id of an article, gallery or video."""


class Addresses(Protocol):
    """The address style of one outlet. Paths are absolute and may carry a query."""

    def article(self, article: Heading) -> str: ...
    def page(self, article: Heading, number: int) -> str:
        """The address of page 1, 2 ... of an article that stands on several."""

    def variant(self, article: Heading) -> str:
        """The AMP or print address of an article."""

    def old(self, number: int) -> str:
        """An address from before the last relaunch; it redirects."""

    def path(self, route: Route) -> str:
        """The address of anything but an article."""

    def route(self, target: str) -> Route | None:
        """What a request target asks for, None where the outlet never had such an address."""


def addresses(style: AddressStyle) -> Addresses:
    """Return the address style of that name."""
    return _ScriptAddresses() if style == "query" else _WordPressAddresses(style == "dated")


_LISTS: dict[str, RouteKind] = {"category": "section", "tag": "tag", "author": "writer"}
_LIST = re.compile(r"/(category|tag|author)/([\w-]+)/(?:page/(\d+)/)?")
_HOME_PAGE = re.compile(r"/page/(\d+)/")
_MONTH = re.compile(r"/(\d{4}/\d{2})/(?:page/(\d+)/)?")
_MEDIA = re.compile(r"/(gallery|video)/[\w-]*?-?(\d+)/")
_ARTICLE = re.compile(r"/(?:\d{4}/\d{2}/\d{2}|[a-z]+)/[\w-]+-(\d+)/(?:(amp)/|(\d)/)?")
_STATIC = re.compile(r"/([a-z-]+)/")


@dataclass(frozen=True, slots=True)
class _WordPressAddresses:
    is_dated: bool

    def article(self, article: Heading) -> str:
        folder = f"{article.published:%Y/%m/%d}" if self.is_dated else article.section
        return f"/{folder}/{article.slug}-{article.number}/"

    def page(self, article: Heading, number: int) -> str:
        return self.article(article) + (f"{number}/" if number > 1 else "")

    def variant(self, article: Heading) -> str:
        return f"{self.article(article)}amp/"

    def old(self, number: int) -> str:
        return f"/?p={number}"

    def path(self, route: Route) -> str:
        paged = f"page/{route.page}/" if route.page > 1 else ""
        match route.kind:
            case "home":
                return f"/{paged}"
            case "section" | "tag" | "writer":
                folder = next(name for name, kind in _LISTS.items() if kind == route.kind)
                return f"/{folder}/{route.key}/{paged}"
            case "month":
                return f"/{route.key}/{paged}"
            case "gallery" | "video":
                return f"/{route.kind}/{route.key}-{route.number}/"
            case "search":
                return f"/?s={route.key}"
            case _:
                return f"/{route.key}/"

    def route(self, target: str) -> Route | None:
        parts = urlsplit(target)
        query = parse_qs(parts.query)
        path = parts.path
        if path == "/":
            return self._front(query)
        if match := _LIST.fullmatch(path):
            return Route(kind=_LISTS[match[1]], key=match[2], page=int(match[3] or 1))
        if match := _HOME_PAGE.fullmatch(path):
            return Route(kind="home", page=int(match[1]))
        if match := _MONTH.fullmatch(path):
            return Route(kind="month", key=match[1], page=int(match[2] or 1))
        if match := _MEDIA.fullmatch(path):
            return Route(kind="gallery" if match[1] == "gallery" else "video", number=int(match[2]))
        if match := _ARTICLE.fullmatch(path):
            kind: RouteKind = "variant" if match[2] else "article"
            return Route(kind=kind, key=match[2] or "", number=int(match[1]), page=int(match[3] or 1))
        match = _STATIC.fullmatch(path)
        return Route(kind="static", key=match[1]) if match else None

    @staticmethod
    def _front(query: dict[str, list[str]]) -> Route:
        if "p" in query and query["p"][0].isdigit():
            return Route(kind="old", number=int(query["p"][0]))
        if "s" in query:
            return Route(kind="search", key=query["s"][0])
        return Route(kind="home")


_SCRIPT_LISTS: dict[str, tuple[RouteKind, str]] = {
    "section.asp": ("section", "s"),
    "topic.asp": ("tag", "t"),
    "writer.asp": ("writer", "w"),
    "archive.asp": ("month", "m"),
    "search.asp": ("search", "q"),
}
_SCRIPT_NUMBERS: dict[str, tuple[RouteKind, str]] = {
    "article.asp": ("article", "id"),
    "print.asp": ("variant", "id"),
    "gallery.asp": ("gallery", "g"),
    "video.asp": ("video", "v"),
}
_OLD_PAGE = re.compile(r"/news/(\d+)\.htm")
_STATIC_SCRIPT = re.compile(r"/([a-z-]+)\.asp")


class _ScriptAddresses:
    def article(self, article: Heading) -> str:
        return f"/article.asp?id={article.number}"

    def page(self, article: Heading, number: int) -> str:
        return self.article(article) + (f"&page={number}" if number > 1 else "")

    def variant(self, article: Heading) -> str:
        return f"/print.asp?id={article.number}"

    def old(self, number: int) -> str:
        return f"/news/{number}.htm"

    def path(self, route: Route) -> str:
        if route.kind == "home":
            return f"/index.asp?p={route.page}" if route.page > 1 else "/"
        for script, (kind, parameter) in (_SCRIPT_LISTS | _SCRIPT_NUMBERS).items():
            if kind == route.kind:
                value = route.number if script in _SCRIPT_NUMBERS else route.key
                return f"/{script}?{parameter}={value}" + (f"&p={route.page}" if route.page > 1 else "")
        return f"/{route.key}.asp"

    def route(self, target: str) -> Route | None:
        parts = urlsplit(target)
        query = parse_qs(parts.query)
        script = parts.path.removeprefix("/")
        if match := _OLD_PAGE.fullmatch(parts.path):
            return Route(kind="old", number=int(match[1]))
        page = query.get("p", ["1"])[0]
        if script in ("", "index.asp"):
            return Route(kind="home", page=int(page) if page.isdigit() else 1)
        if script in _SCRIPT_LISTS:
            kind, parameter = _SCRIPT_LISTS[script]
            return Route(kind=kind, key=query.get(parameter, [""])[0], page=int(page) if page.isdigit() else 1)
        if script in _SCRIPT_NUMBERS:
            kind, parameter = _SCRIPT_NUMBERS[script]
            value = query.get(parameter, [""])[0]
            key = "print" if kind == "variant" else ""
            own_page = query.get("page", ["1"])[0] if kind == "article" else "1"
            is_known = value.isdigit() and own_page.isdigit()
            return Route(kind=kind, key=key, number=int(value), page=int(own_page)) if is_known else None
        match = _STATIC_SCRIPT.fullmatch(parts.path)
        return Route(kind="static", key=match[1]) if match else None
