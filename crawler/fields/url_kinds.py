"""What an address says about its page before anything is fetched: a tag page, a list, a feed, a picture, or nothing.

Only what is plain from the URL in any content system and language counts; an address that says nothing gets None, and
the page itself is judged (`extract/verdict.py`). The outlet's own rules come first: never, then article, then these.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.fields import url_kind_tables as words
from crawler.fields.urls import canonicalize_url, names_article


class UrlRules(Protocol):
    """What an outlet says of its own addresses (`outlets.outlet.Rules`)."""

    def is_article(self, url: str) -> bool: ...

    def is_never(self, url: str) -> bool: ...


LARGEST_PAGE_NUMBER = 9999
"""A larger number below `/page/` is an article's id, not the number of a further page."""

SLUG_WORDS_BELOW_CATEGORY = 5
"""A category's name rarely has five words, and an article's slug below its category mostly has."""

_EXTENSION = re.compile(r"\.([a-z0-9]{1,5})$")
_PAGE_EXTENSION = re.compile(r"\.(?:x?html?|shtml|php\d?|aspx?|jsp|cfm|do|action)$")
_INDEX_NAMES = frozenset({"index", "default", "home"})
_LANGUAGE_SEGMENT = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
_PAGE_IN_SEGMENT = re.compile(r"(?:page|paged|seite|pagina|p|comment-page)[-_=,]?(\d{1,4})")
_PAGE_OF_FILE = re.compile(
    r".+_(?:page|seite|pagina|pag|side|sida|strona)[=,]\d{1,4}|[^-_]+_(?:page|seite|pagina|pag|side|sida|strona)[-_]\d{1,4}"
    r"|index[-_]?\d{1,3}"
)
"""`/lokales_seite,2.html`, `/news_page-2.html`, `/sport/index_2.html`; `/the_story_of_page_3` is a title."""
_YEAR_DIGITS = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE_PARTS = re.compile(
    r"(?:19|20)\d\d(?:[-_.]?(?:0?[1-9]|1[0-2])(?:[-_.]?(?:0?[1-9]|[12]\d|3[01]))?)?|0?[1-9]|[12]\d|3[01]"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_BLOGGER_ARCHIVE = re.compile(r"(?:19|20)\d\d_\d\d_\d\d_archive")
_SHARING = re.compile(
    r"(?:mailto|whatsapp|tg|sms):|(?:https?:)?//(?:[\w-]+\.)*(?:twitter|facebook|x|linkedin|pinterest|whatsapp|reddit|t|vk"
    r"|plus\.google|hatena|line|tumblr)\.(?:com|ne\.jp|me|co)/(?:share|intent|dialog|sharer|add|pin|send|submit|entry|line)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")
_COMPACT_DATE = re.compile(r"\d{6,8}")
_LICENCE = re.compile(r"/by/\d+\.\d+(?:/|$)")
"""A version names nobody: "creativecommons.org/licenses/by/4.0/deed.en" is no author's page."""
_STRONG_ID = re.compile(r"\d{5,}")
_MARKS = dict.fromkeys(range(0x300, 0x370))


def url_verdict(url: str, *, rules: UrlRules | None = None) -> str | None:
    """Return the code of the kind of page that `url` plainly is, or None where it may be an article.

    Codes: `never_rule` (the outlet's), `not_http`, `home_page`, `tag_page`, `list_page`, `author_page`, `search_page`,
    `paged_page`, `reply_page`, `feed`, `media_file`, `account_page`, `service_page`.
    """
    if rules and rules.is_never(url):
        return "never_rule"
    return None if rules and rules.is_article(url) else _plain_verdict(url)


@lru_cache(maxsize=4096)  # a menu stands on every page, and a link is judged where it is found and where it is taken in
def _plain_verdict(url: str) -> str | None:
    """The verdict without an outlet's rules."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return "not_http"
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return "not_http"
    segments = _segments(parts.path)
    parameters = {name.lower(): value for name, value in parse_qsl(parts.query, keep_blank_values=True)}
    if not segments and not urlsplit(canonicalize_url(url)).query and "replytocom" not in parameters:
        return "home_page"
    return (
        _settled_by_parameter(parameters)
        or _by_path(segments, has_id=_has_id(parameters))
        or _by_parameters(segments, parameters)
    )


@lru_cache(maxsize=8_192)  # the menus of an outlet stand on all its pages
def filing_of(url: str) -> str | None:
    """Return `category`, `tag` or `author` where an address, absolute or not, is plainly the list of one; else None."""
    if ("/" not in url and "?" not in url) or _LICENCE.search(url):
        return None
    path, _, query = url.partition("#")[0].partition("?")
    segments = [segment for segment in path.rpartition("//")[2].split("/")[:-1] if segment]
    if path.endswith("/"):
        segments = segments[:-1]
    if "%" in path:
        segments = list(_segments("/".join(segments)))
    for segment in segments:
        if kind := words.FILING.get(segment.lower()):
            return None if kind != "author" and _is_slug(path.rstrip("/").rpartition("/")[2]) else kind
    if query and not names_article(path):
        parameters = parse_qsl(query)
        return next((kind for n, v in parameters if v and (kind := words.FILING_PARAMETERS.get(n.lower()))), None)
    return None


def shares(href: str) -> bool:
    """Return whether a link only passes the page on: by mail, or to a network's page for that."""
    return _SHARING.match(href) is not None


def _segments(path: str) -> tuple[str, ...]:
    """The path's segments: lower case, accents off, page extensions, index files and a leading language gone."""
    folded = unicodedata.normalize("NFKD", unquote(path).lower()).translate(_MARKS)
    found = [_PAGE_EXTENSION.sub("", s) for s in unicodedata.normalize("NFC", folded).split("/") if s.strip()]
    if found and found[-1] in _INDEX_NAMES:
        found.pop()
    has_language = found and _LANGUAGE_SEGMENT.fullmatch(found[0]) and found[0] not in words.PERSON
    return tuple(found[1:] if has_language else found)


def _settled_by_parameter(parameters: Mapping[str, str]) -> str | None:
    for name, value in parameters.items():
        code = words.PARAMETER_KINDS.get(name) or words.VIEW_PARAMETER_KINDS.get((name, value.lower()))
        if code:
            return code
    return None


def _has_id(parameters: Mapping[str, str]) -> bool:
    """Whether a number stands in the query that is no page number: `news.php?id=7` is an article, `news.php` a list."""
    return any(
        (value.isdecimal() and name not in words.LIST_PARAMETER_KINDS) or (not value and _NUMBER.search(name))
        for name, value in parameters.items()
    )


def _by_path(segments: Sequence[str], *, has_id: bool) -> str | None:
    if not segments:
        return None
    found = _file(segments[-1]) or _machinery(segments) or _feed(segments) or _further_page(segments)
    return found or _whole_path(segments, has_id) or _below_marker(segments, has_id) or _date_archive(segments)


def _by_parameters(segments: Sequence[str], parameters: Mapping[str, str]) -> str | None:
    """The kind a parameter gives to a path that names no article, and to a query that holds no id."""
    if names_article("/" + "/".join(segments)) or any(n in words.ID_PARAMETERS and v for n, v in parameters.items()):
        return None
    for name, value in parameters.items():
        if name in words.LIST_PARAMETER_KINDS and value and not _is_no_further_page(name, value):
            return words.LIST_PARAMETER_KINDS[name]
    return None


def _is_no_further_page(name: str, value: str) -> bool:
    """Whether a parameter that counts pages names the first, or one of the system's views: `?page=news_item`."""
    return words.LIST_PARAMETER_KINDS[name] == "paged_page" and (value in {"0", "1"} or not _NUMBER.search(value))


def _file(last: str) -> str | None:
    extension = _EXTENSION.search(last)
    if not extension:
        return None
    if extension[1] in words.FEED_FILES:
        return "feed"
    return "media_file" if extension[1] in words.MEDIA_FILES else None


def _machinery(segments: Sequence[str]) -> str | None:
    if segments[0] in words.MACHINERY or segments[-1] in words.MACHINERY:
        return "service_page"
    return "reply_page" if segments[:2] == ("comment", "reply") else None


def _feed(segments: Sequence[str]) -> str | None:
    if segments[-1] in words.FEED or (len(segments) > 1 and segments[-2] in words.FEED and segments[-1] in words.FEED):
        return "feed"
    return "feed" if segments[0] in words.FEED and not names_article("/" + segments[-1]) else None


def _further_page(segments: Sequence[str]) -> str | None:
    """`/page/2`, `/seite-3`, `/comment-page-2`, and `/a-slug-of-words/2`."""
    last, before = segments[-1], segments[-2] if len(segments) > 1 else ""
    if _PAGE_IN_SEGMENT.fullmatch(last) or _PAGE_OF_FILE.fullmatch(last):
        return "paged_page"
    if not last.isdecimal() or len(last) > len(str(LARGEST_PAGE_NUMBER)):
        return None
    if before in words.PAGING and not _YEAR.fullmatch(last):
        return "paged_page"
    return "paged_page" if names_article(f"/{before}") and len(last) <= 2 and not _STRONG_ID.search(before) else None


def _whole_path(segments: Sequence[str], has_id: bool) -> str | None:
    """The kind of a path that is nothing but section names, an account's or a service's."""
    if not has_id and all(s in words.FRONTS for s in segments):
        return "list_page"
    if segments[-1] in words.ACCOUNT or (segments[0] in words.ACCOUNT and not names_article("/" + segments[-1])):
        return "account_page"
    return "service_page" if segments[-1] in words.SERVICE and len(segments) <= 2 else None


def _below_marker(segments: Sequence[str], has_id: bool) -> str | None:
    """The kind that a whole segment names for what stands below it."""
    for place, segment in enumerate(segments):
        below = segments[place + 1 :]
        for names, code, is_such in _MARKERS:
            if segment in names and is_such(below) and not (has_id and names is words.ARCHIVE):
                return code
    return None


def _at_most(most: int, below: Sequence[str]) -> bool:
    return len(below) <= most


def _no_slug(below: Sequence[str]) -> bool:
    return not below or (len(below) == 1 and not names_article("/" + below[0]))


def _no_article_below(below: Sequence[str]) -> bool:
    if not below:
        return True
    is_slug = len(below) > 1 and _is_slug(below[-1])
    return not is_slug and not _STRONG_ID.search(below[-1])


def _is_slug(segment: str) -> bool:
    return len(re.split("[-_]", segment)) >= SLUG_WORDS_BELOW_CATEGORY


def _only_date(below: Sequence[str]) -> bool:
    return all(_DATE_PARTS.fullmatch(s) for s in below)


def _only_dates_of_years(below: Sequence[str]) -> bool:
    """`/archive/2025/05` and `/archive/may`; `/archives/31` is the thirty-first article of a small outlet."""
    return _only_date(below) and not (len(below) == 1 and len(below[0]) < _YEAR_DIGITS and below[0].isdecimal())


_MARKERS = (
    (words.TAG, "tag_page", partial(_at_most, 2)),
    (words.AUTHOR, "author_page", partial(_at_most, 1)),
    (words.SEARCH, "search_page", partial(_at_most, 2)),
    (words.CATEGORY, "list_page", _no_article_below),
    (words.TOPIC, "tag_page", _no_slug),
    (words.PERSON, "author_page", _no_slug),
    (words.SECTION, "list_page", _no_slug),
    (words.ARCHIVE, "list_page", _only_dates_of_years),
)
"""Which segments name which kind, and what may stand below them."""


def _date_archive(segments: Sequence[str]) -> str | None:
    """A path that ends in a year, a month or a day is the list of that time."""
    if _BLOGGER_ARCHIVE.fullmatch(segments[-1]):
        return "list_page"
    tail = segments[-3:]
    years = [i for i, s in enumerate(tail) if _DATE_PARTS.fullmatch(s) and _YEAR.match(s)]
    if not years or not _only_date(tail[years[0] :]):
        return None
    above = segments[: len(segments) - len(tail) + years[0]]
    if above and (names_article(f"/{above[-1]}") or _may_be_id(tail[years[0]], above[-1])):
        return None
    return "list_page"


def _may_be_id(segment: str, above: str) -> bool:
    """Whether `20260517` is rather an id: below anything but the name of a section or archive."""
    return bool(_COMPACT_DATE.fullmatch(segment)) and above not in words.FRONTS | words.ARCHIVE
