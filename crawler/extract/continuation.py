"""Where an article goes on: its further pages, or its view on one page.

A link is a further page of this article only where its URL is the first page's with a page number added (`/2/`,
`/page/2`, `?page=2`, `-2.html` ...) and its text is no headline: `rel=next` alone often names the next article of a
blog, and `slug-2` alone another article of the same title. A page that is reached as page 2 says where page 1 is,
and is no article of its own (`find_first_page`). Nothing is fetched here; the crawl asks for the pages and
`join_parts` makes one article of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from crawler.fields.urls import canonicalize_url

if TYPE_CHECKING:
    from crawler.page.elements import Elements

MAX_PARTS = 30
"""Pages of one article that are asked for: a bound against endless pagination, far above what editors split."""

_LINK_CHARS = 25
"""Longest text of a link to a further page: "Page 2", "Next page", "Auf einer Seite lesen"; headlines are longer."""
_SCHEME_CHARS = len("https://")
_RELATIVE_CHARS = 12
"""Longest relative address that leaves out the article's own name: `page/2/`, `2.html`."""
_NUMBER_ENDS, _ENDING_CHARS = re.compile(r"\d(?:/|\.[a-z]{3,5})?$"), len("2.xhtml")
_PARAMETER = re.compile(r"=\d{1,2}(?:&|$)")
_WHOLE_WORDS = ("all", "full", "single", "komplett", "?print", "&print")
"""What the address of a further page has somewhere; the rest of a page's links is not even made absolute."""
_PAGE_WORDS = "page|seite|pagina|pag|pg|p|sida|side|strana|strona|str|s|sayfa|halaman"
_NUMBER_NAMES = frozenset((*_PAGE_WORDS.split("|"), "pagenum", "paged", "pageno"))
_PARAMETER_NUMBER = re.compile(r"\d{1,2}")
_WHOLE_NAMES = frozenset(
    {"view", "page", "pages", "seite", "pagina", "print", "single", "singlepage", "showall", "all"}
)
_WHOLE_VALUES = frozenset({"all", "full", "fullpage", "singlepage", "single", "komplett", "true", "1", "yes"})
_WHOLE_SURE = frozenset({"all", "full", "fullpage", "singlepage", "single", "komplett"})
_WHOLE_ENDING = re.compile(r"/(?:all|full|single-?page|view-all|komplettansicht|full-page)/?$", re.I)
_PATH_NUMBER = re.compile(
    rf"""
    (?: /(?:{_PAGE_WORDS})[/_-]?(?P<a>\d{{1,2}})
      | /(?P<b>\d{{1,2}})
      | [-_,.](?:{_PAGE_WORDS})?(?P<c>\d{{1,2}}) )
    (?P<end> /? | \.[a-z]{{3,5}} )$
    """,
    re.I | re.X,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """`parts` are the URLs of the further pages in order, as far as this page names them."""

    whole: str | None = None
    """The view of the whole article on one page."""
    parts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether the article goes on at all."""
        return bool(self.whole or self.parts)


def find_continuation(elements: "Elements", url: str, first_url: str | None = None) -> Continuation:
    """Return where the article of the page at `url` goes on; nothing for an article of one page.

    `first_url` is the article's first page where `url` is a further one. Without it an address that ends in a number
    is taken for an article's own: `update-12` does not go on at `update-13`.
    """
    first = canonicalize_url(first_url or url)
    own = urlsplit(first)
    query = (
        _numbered(first)[1][1] if _numbered(first)[0] == 1 else urlencode(parse_qsl(own.query, keep_blank_values=True))
    )
    stem = (own.path.rstrip("/"), query)
    number = _numbered(url)[0] if first_url else 1
    whole: str | None = None
    parts: dict[int, str] = {}
    for target in _targets(elements, url, stem[0]):
        if whole is None and _is_whole(target, url, stem):
            whole = target
        found, target_stem = _numbered(target)
        if number < found <= MAX_PARTS and _same_stem(target_stem, stem):
            parts.setdefault(found, target)
    ordered: list[str] = []
    while (following := number + 1 + len(ordered)) in parts:  # a gap in the numbers is no list of pages
        ordered.append(parts[following])
    return Continuation(whole=whole, parts=tuple(ordered))


def find_first_page(elements: "Elements", url: str) -> str | None:
    """Return where the article begins of which the page at `url` is page 2, 3 ...; None for a page of its own.

    Only a page that links "1", or declares its previous page, at its own address without the number says so: many
    articles have a number at the end of their address.
    """
    number, stem = _numbered(url)
    if number < 2:
        return None
    declared = (link.get("href", "").strip() for link in elements["link"] if link.get("rel") == "prev")
    linked = (href for link, href in elements.links if " ".join(link.text_content().split()) == "1")
    for href in (*declared, *linked):
        try:
            target: str = urljoin(url, href).partition("#")[0]
        except ValueError:
            continue
        found, first = _numbered(target)
        is_bare = urlsplit(canonicalize_url(target)).path.rstrip("/") == first[0]
        if found == 1 and is_bare and urlsplit(target).netloc == urlsplit(url).netloc and _same_stem(stem, first):
            return target
    return None


def _targets(elements: "Elements", url: str, path: str) -> Iterator[str]:
    """Yield the absolute URLs that may be pages of the article at `path`: rel=next, and anchors of few words."""
    host, name = urlsplit(url).netloc, re.split(r"\.\w+$|[-_,]\d{1,2}$", path.rpartition("/")[2])[0]
    declared = [(e, href) for e in elements["link"] if e.get("rel") == "next" and (href := e.get("href", "").strip())]
    # WordPress encodes with small letters, and others not at all
    spellings = tuple(other for other in (name.lower(), unquote(name)) if other != name)
    # said first because it is cheap, and true of hardly any link of a page
    near = [
        (link, href)
        for link, href in elements.links
        if len(href) <= _RELATIVE_CHARS
        or name in href
        or href[0] == "?"
        or (spellings and any(map(href.__contains__, spellings)))
    ]
    for link, href in (*declared, *near):
        is_elsewhere = "//" in href[:_SCHEME_CHARS] and not href.partition("//")[2].startswith(host)
        if is_elsewhere or href[0] == "#" or not _is_worth(href.casefold()):
            continue
        if len(" ".join(link.text_content().split())) > _LINK_CHARS:
            continue
        try:
            target: str = urljoin(url, href).partition("#")[0]
            if urlsplit(target).netloc == host and target != url:
                yield target
        except ValueError:
            continue


def _is_worth(address: str) -> bool:
    """Whether an address may be of a further page, or of the view on one."""
    if _NUMBER_ENDS.search(address[-_ENDING_CHARS:]) or ("=" in address and _PARAMETER.search(address)):
        return True
    return any(map(address.__contains__, _WHOLE_WORDS))


def _same_stem(found: tuple[str, str], stem: tuple[str, str]) -> bool:
    """Whether two numbered addresses are of one article; `flood.html` goes on at `flood-2.html` and at `flood/2`."""
    return found[1] == stem[1] and found[0] in {stem[0], re.sub(r"\.[a-z]{3,5}$", "", stem[0])}


@lru_cache(maxsize=64)  # a page's own address is asked for by both
def _numbered(url: str) -> tuple[int, tuple[str, str]]:
    """Return the page number that the URL names, 1 where it names none, and what is left without it.

    The link that led to the first page may carry tracking parameters which its further pages' addresses lack.
    """
    parts = urlsplit(canonicalize_url(url))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    numbers = [pair for pair in pairs if pair[0].lower() in _NUMBER_NAMES and _PARAMETER_NUMBER.fullmatch(pair[1])]
    if numbers and (len(pairs) > 1 or parts.path.strip("/")):  # `/?p=7` is an article of its own
        counted = max(numbers, key=lambda pair: len(pair[0]))  # `?p=7&page=2` is page 2 of article 7
        return int(counted[1]), (parts.path.rstrip("/"), urlencode([pair for pair in pairs if pair != counted]))
    path, query = parts.path, urlencode(pairs)
    match = _PATH_NUMBER.search(path)
    if match and path[: match.start()].strip("/"):
        number = int(match["a"] or match["b"] or match["c"])
        end = match["end"].strip("/")
        if number >= 1:
            return number, (path[: match.start()] + end, query)
    return 1, (path.rstrip("/"), query)


def _is_whole(target: str, url: str, stem: tuple[str, str]) -> bool:
    """Whether a URL is this article's with a word for "all on one page" added."""
    parts, own = urlsplit(target), urlsplit(url)
    shortened = _WHOLE_ENDING.sub("", parts.path)
    if shortened != parts.path and shortened.rstrip("/") in {stem[0], own.path.rstrip("/")}:
        return True
    if parts.path.rstrip("/") not in {stem[0], own.path.rstrip("/")}:
        return False
    own_pairs = parse_qsl(own.query, keep_blank_values=True)
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if (name, value) not in own_pairs and _says_whole(name.lower(), value.lower()):
            return True
    return False


def _says_whole(name: str, value: str) -> bool:
    if name in {"singlepage", "showall", "single", "all"}:
        return value in _WHOLE_VALUES or not value
    return name in _WHOLE_NAMES and value in _WHOLE_SURE
