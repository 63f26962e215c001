"""Section, tags and genre: where the outlet files the article, and what kind of text it is."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from crawler.extract.candidate import Candidate, provenance
from crawler.extract.kickers import TRAIL
from crawler.extract.phrases import chrome_kind
from crawler.fields.text import UNSAID, clean_line, fold
from crawler.fields.url_kinds import shares
from crawler.items import Block, Genre, Provenance
from crawler.page.elements import text_of
from crawler.page.jsonld import Node, node_types, plain
from crawler.page.page import Page
from crawler.page.query import Query

_SECTION_META = (
    "article:section", "og:article:section", "parsely-section", "sailthru.section", "cxenseparse:section",
    "article.section", "section", "category",
)  # fmt: skip
_TAG_META = ("article:tag", "og:article:tag", "news_keywords", "parsely-tags", "sailthru.tags")
SITE_META = "keywords"
"""Often the same words on every page of an outlet: asked last."""
_BREADCRUMBS = Query(
    "//@class[contains(., 'breadcrumb') or contains(., 'Breadcrumb')]/..//a | //@id[contains(., 'breadcrumb')]/..//a"
    " | //@aria-label[contains(., 'readcrumb')]/..//a | //@itemtype[contains(., 'BreadcrumbList')]/..//a"
)
_BREADCRUMB_MARK = b"readcrumb"
_DATES = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2}){0,2}/?(?:index\.html?)?(?:[?#].*)?")
"""The end of an address that lists a year, a month or a day: a step of a trail, but no section."""
_HOME = re.compile(r"(?:https?:)?//[^/?#]+/?|/")
"""The address of a host's first page, which is no section whatever its name is."""
_MAX_LINKS = 20
_HOME_WORDS = frozenset(map(fold, (
    "home", "homepage", "start", "startseite", "accueil", "inicio", "início", "front", "etusivu", "forside", "главная",
    "inici", "página inicial", "hem", "hjem", "thuis", "strona główna", "domů", "úvod", "domov", "főoldal", "acasă",
    "početna", "naslovna", "почетна", "начало", "головна", "αρχική", "ana sayfa", "anasayfa", "beranda", "trang chủ",
    "avaleht", "sākums", "الرئيسية", "דף הבית", "خانه", "होम", "হোম", "หน้าแรก", "首页", "首頁", "ホーム", "トップ",
    "홈",
)))  # fmt: skip
_FOLDER = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LABEL_CHARS = 40
"""Longest text of a link that is a section's name; a longer one is a teaser."""
_NO_SECTION = frozenset(
    ("uncategorized", "uncategorised", "news feed", "all", "article", "articles", "blog", "post", "posts")
)
_TOOLS = frozenset(("subscribe", "share", "comments", "newsletter", "cookies"))
"""Links of pages to accounts and buttons, which rows like trails hold: "Log in / Register"."""
_MAX_MARKED = 2
"""More sections in properties are those of teasers; a second is a tag."""
_DENSE = re.compile("[\u3400-\u9fff\uac00-\ud7af]")
_MAX_TAGS, _MAX_TAG_CHARS, _MAX_SECTION_CHARS, _MAX_DEPTH = 40, 80, 60, 5

_GENRE_TYPES: dict[str, Genre] = {
    "OpinionNewsArticle": "opinion",
    "LiveBlogPosting": "live",
    "AdvertiserContentArticle": "sponsored",
}
_GENRE_WORDS: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    ("live", re.compile(r"\b(?:live-?blog|live-?ticker|live-updates?|as-it-happened|minute-by-minute)\b")),
    ("obituary", re.compile(r"\b(?:obituar(?:y|ies)|nachrufe?|necrolog\w*|obituarios?|todesanzeigen?)\b")),
    ("letter", re.compile(r"\b(?:letters?(?:-to-the-editor)?|leserbriefe?|cartas-al-director)\b")),
    ("sponsored", re.compile(r"\b(?:sponsored|partner-?content|advertorials?|brand-?voice|anzeige|publireportage)\b")),
    ("opinion", re.compile(
        r"\b(?:opinions?|op-?ed|editorials?|columnists?|commentary|comment-is-free|commentisfree|meinung(?:en)?|kommentare?"
        r"|kolumnen?|opini[oó]n|tribunes?|debatt?|ledare?|viewpoints?)\b"
    )),
)  # fmt: skip


def choose_section(
    page: Page,
    article: Node | None,
    headline: str | None,
    marked: Sequence[str],
    linked: Sequence[str],
    kicker: Callable[[], str | None],
) -> tuple[tuple[str, ...], Provenance | None]:
    """Return the section path, outermost first; empty where the page names none.

    `marked` are the values of the property `articleSection`, `linked` the categories linked beside the text; `kicker`
    finds the line above the headline, and is called only where nothing better is known.
    """
    avoid = {fold(headline or ""), fold(page.meta.first("og:site_name") or "")}
    found = [
        Candidate(value=path, source=source, raw=" > ".join(values))
        for source, values in _declared_sections(page, article)
        if (path := _clean_path(values, avoid))
    ]
    if found:
        return tuple(_label(page, name) for name in found[0].value), provenance(found[0], found)
    for values in _printed_sections(page, [linked, marked[:1] if len(marked) <= _MAX_MARKED else ()], kicker):
        if path := _clean_path(values, avoid):
            return path, provenance(Candidate(value=path, source="dom", raw=" > ".join(values)), ())
    return (), None


def _label(page: Page, name: str) -> str:
    """Return what the page's links call the section whose folder in the address was declared: "sport" is "Sport"."""
    path = page.url.partition("://")[2].partition("/")[2].partition("?")[0]
    folders = path.split("/")[:-1]
    if not _FOLDER.fullmatch(name) or name not in folders:
        return name
    folder = "/" + "/".join(folders[: folders.index(name) + 1])
    for link, href in page.elements.links:
        own = href.partition("#")[0].rstrip("/")
        text = clean_line(text_of(link))
        if own.endswith(folder) and own.rpartition(folder)[0].count("/") in (0, 2) and _may_be_label(text):
            return text
    return name


def _may_be_label(text: str) -> bool:
    return 1 < len(text) <= _LABEL_CHARS and any(map(str.isalpha, text))


def _declared_sections(page: Page, article: Node | None) -> Iterator[tuple[str, list[str]]]:
    if article is not None:
        value = article.get("articleSection")
        yield "jsonld", [text for v in (value if isinstance(value, list) else [value]) if (text := plain(v))]
    for node in page.jsonld.of_type("BreadcrumbList"):
        yield "jsonld", _breadcrumb(node)
    for name in _SECTION_META:
        if values := page.meta.all(name):
            yield "meta", list(values[:_MAX_DEPTH])


def _printed_sections(
    page: Page, beside: Sequence[Sequence[str]], kicker: Callable[[], str | None]
) -> Iterator[list[str]]:
    if _BREADCRUMB_MARK in page.source:  # most pages have none, and to ask the tree takes longer
        links = _BREADCRUMBS(page.tree)[:_MAX_LINKS]
        crumbs = [a for a in links if not _lists_dates(href := a.get("href")) and _leads_to_section(href or "")]
        yield list(dict.fromkeys(" ".join(text_of(a).split()) for a in crumbs))
    yield from map(list, beside)
    if text := kicker():
        yield [text]


def _leads_to_section(href: str) -> bool:
    """Whether a link may lead to a section: not to the first page, nor to a network, whose buttons stand in trails."""
    return not _HOME.fullmatch(href) and not shares(href)


def _lists_dates(address: Any) -> bool:
    """Whether the address ends as an archive by date does: "/2026/11/"."""
    found = _DATES.search(address) if isinstance(address, str) else None
    return found is not None and found.end() == len(address)


def _breadcrumb(node: Node) -> list[str]:
    items = node.get("itemListElement")
    names = []
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            held: Any = item.get("item")
            name = plain(item.get("name")) or (plain(held.get("name")) if isinstance(held, dict) else None)
            address = held.get("@id") or held.get("url") if isinstance(held, dict) else held
            if name and not _lists_dates(address) and not (isinstance(address, str) and _HOME.fullmatch(address)):
                names.append(name)
    return names


def _clean_path(values: Iterable[str], avoid: set[str]) -> tuple[str, ...]:
    path: list[str] = []
    for value in values:
        for part in TRAIL.split(clean_line(value)):
            folded = fold(part)
            is_known = folded in avoid or folded in _HOME_WORDS or folded in _NO_SECTION
            is_known = is_known or part.startswith(("http://", "https://")) or chrome_kind(part, None) in _TOOLS
            is_name = folded and not is_known and len(part) <= _MAX_SECTION_CHARS
            if is_name and part not in path and part not in UNSAID:
                path.append(part)
    return tuple(path[:_MAX_DEPTH])


def read_tags(
    page: Page, article: Node | None, linked: Sequence[str], *, has_site_keywords: bool = False
) -> tuple[str, ...]:
    """Return the publisher's keywords in their order, each once: declared ones, else those linked beside the text.

    `has_site_keywords`: those in the head are known to be the site's.
    """
    raw: list[str] = []
    if article is not None:
        value = article.get("keywords")
        for v in value if isinstance(value, list) else [value]:
            text = plain(v.get("name")) if isinstance(v, dict) else plain(v)
            raw += [text] if text else []
    for name in _TAG_META:
        raw = raw or list(page.meta.all(name))
    raw = raw or list(linked) or ([] if has_site_keywords else list(page.meta.all(SITE_META)))
    if len(raw) == 1:
        raw = re.split(r"\s*[,;|]\s*", raw[0])
    tags = (clean_line(tag).strip(" #") for tag in raw)
    return tuple(
        dict.fromkeys(tag for tag in tags if is_word(tag) and len(tag) <= _MAX_TAG_CHARS and tag not in UNSAID)
    )[:_MAX_TAGS]


def choose_genre(page: Page, article: Node | None, section: tuple[str, ...], body: Iterable[Block]) -> Genre:
    """Return the kind of text, from its declared type, else from the words of its section and address."""
    types = node_types(article or {})
    if any(block.type == "live_entry" for block in body):
        return "live"
    for name, genre in _GENRE_TYPES.items():
        if name in types:
            return genre
    path = page.url.partition("://")[2].partition("/")[2].partition("?")[0].lower()
    folders = " ".join(path.split("/")[:-1])
    named = _genre_named(f"{' '.join(section).lower().replace(' ', '-')} {folders}")
    return named or ("news" if article is not None or section else "unknown")


@lru_cache(maxsize=1_024)  # the pages of an outlet are filed in few sections
def _genre_named(words: str) -> Genre | None:
    return next((genre for genre, pattern in _GENRE_WORDS if pattern.search(words)), None)


def is_word(name: str) -> bool:
    """Return whether the name of a category or a keyword is long enough for one: "水" and "물" are whole words."""
    return len(name) > 1 or bool(_DENSE.match(name))
