"""The `<time>` elements of a page that may date its article, told apart into published and modified.

An `<abbr>` with an ISO date in its title is one too: that is how hAtom wrote it before there was `<time>`
(microformats.org/wiki/hatom), and Blogger's templates still do. Those of comments never date an article: their hour
would pass for its own. WordPress writes both words into one class (`entry-date published updated`) where an article was
not changed since. Called by moments.py.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.class_words import NAMES, groups_of
from crawler.fields.date_labels import split_change
from crawler.page.elements import text_of

_MAX_TIMES = 40
_COMMENTS, _RELATED = (1 << NAMES.index(name) for name in ("comments", "related"))
_ASIDE_TAGS = frozenset(("aside", "nav"))
_EMBED_TAG = "blockquote"
"""A post of a network is embedded as a quote, with its own time."""
_NOT_OWN = -1
_LIST_TAGS, _TEASER_TAGS = frozenset(("ul", "ol")), ("h2", "h3", "h4", "h5", "h6", "img")
_LIST_TIMES = 3
"""Items of a list with a time each, from which on it is a list of teasers; a meta line has published and updated."""
_LINK_CHARS = 20
"""A link around a time that holds so much more text is a teaser; WordPress links an article's own time to itself."""
_PUBLISHED, _MODIFIED = ("publish",), ("updat", "modif")
"""Parts of words in class and itemprop: `published`, `dt-published`, `datePublished`; `updated`, `dateModified`."""


_EVENTS = re.compile(
    r"(?<![a-z])(?:events?|calendar|kalender|termine?|veranstaltung(?:en)?|agenda|eventos?|évènements?|countdown)(?![a-z])",
    re.IGNORECASE,
)
"""Words in the names around the dates of what is on, which are no publication's."""
_SUBJECT = ("tag-", "category-")
"""What WordPress calls an article after what it is about."""

_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
"""Days and years; Python reads no number of thousands of digits."""
_ISO = re.compile(r"\s*\d{4}-\d\d-\d\d(?:\D|$)")

_CHANGED = 1 << len(NAMES)
_LABEL_CHARS = 40
"""Longest text before a time that is its label."""
_DAY = "1"
"""Stands for the time behind a label."""
_LABELS = frozenset(("span", "strong", "b", "em", "i", "small", "dt", "label"))

OwnTime = tuple[HtmlElement, int]
"""A `<time>` or `<abbr>` of the page, what the names around it say, and whether the words before it tell a change."""


def own_times(elements: Sequence[HtmlElement], language: str | None) -> list[OwnTime]:
    """Return the first of the page's elements that hold a time, without comments', embedded posts' and events'."""
    times = (element for element in elements if element.tag == "time" or _ISO.match(element.get("title") or ""))
    found = ((time, _around(time)) for time in islice(times, _MAX_TIMES))
    own = [(time, around) for time, around in found if around >= 0 and not around & _COMMENTS]
    return [(time, around | _CHANGED * _tells_change(_label(time), language)) for time, around in own]


def published_times(own: Sequence[OwnTime]) -> tuple[list[str], list[str]]:
    """Return values in page order, those marked as publication first: the article's own, and those of teasers.

    Where one `<article>` has the page's h1, times in the others are theirs. Where the words before them call all times
    changes, they are the best there is.
    """
    holders = [next(time.iterancestors("article"), None) for time, _ in own]
    headed = {holder: next(holder.iter("h1"), None) is not None for holder in set(holders) if holder is not None}
    others = {holder for holder, has_headline in headed.items() if not has_headline} if any(headed.values()) else set()
    times = [
        (_rank(time, around, is_elsewhere=holder in others), time)
        for (time, around), holder in zip(own, holders, strict=True)
        if not _is_modified(time, around)
    ]
    times.sort(key=lambda held: held[0])
    articles = [_value(time) for (_, is_teaser), time in times if not is_teaser]
    if not articles:
        called = (pair for pair in own if pair[1] & _CHANGED and not _holds(pair[0], _MODIFIED + _PUBLISHED))
        articles = [_value(time) for time, around in called if not _rank(time, around)[1]]
    return articles, [_value(time) for (_, is_teaser), time in times if is_teaser]


def modified_times(own: Sequence[OwnTime]) -> Iterator[str]:
    """Yield values that are marked as the last change, in page order; those of teasers are left out."""
    return (_value(time) for time, around in own if _is_modified(time, around) and not _rank(time, around)[1])


def _around(time: HtmlElement) -> int:
    """What the names around the time say; negative in an embedded post and in a box of events."""
    around = 0
    for box in time.iterancestors():
        if box.tag in _ASIDE_TAGS:
            around |= _RELATED
        elif box.tag == _EMBED_TAG:
            return _NOT_OWN
        name, mark = box.get("class"), box.get("id")
        if (name or mark) and box.tag != "body":  # its classes name the page's features, not its parts
            said = _said(f"{name or ''} {mark or ''}")
            if said == _NOT_OWN:
                return said
            around |= said
    return around


@lru_cache(maxsize=8_192)  # the pages of an outlet have the same names
def _said(names: str) -> int:
    return _NOT_OWN if names_event(names) else groups_of(names)


@lru_cache(maxsize=8_192)  # the pages of an outlet have the same names
def names_event(names: str) -> bool:
    """Return whether an element's class and id say that it holds a calendar or a date of what is on."""
    return any(_EVENTS.search(name) and not name.startswith(_SUBJECT) for name in names.split())


def _is_teaser(time: HtmlElement) -> bool:
    """Whether a link or an item of a list around the time holds another article's headline or picture."""
    for box in time.iterancestors("a", "li"):
        holds_more = next(box.iter(*_TEASER_TAGS), None) is not None
        if box.tag == "a" and (holds_more or _link_chars(box) > _LINK_CHARS):
            return True
        listing = box.getparent()
        if box.tag == "li" and listing is not None and listing.tag in _LIST_TAGS:
            items = islice(listing, _MAX_TIMES)
            if sum(next(item.iter("time"), None) is not None for item in items) >= _LIST_TIMES:
                return True
            return holds_more
    return False


def _link_chars(link: HtmlElement) -> int:
    """Characters of a link outside its times: a text's own link may hold both of them."""
    return len(text_of(link)) - sum(len(text_of(time)) for time in islice(link.iter("time", "abbr"), _MAX_TIMES))


def _rank(time: HtmlElement, around: int, *, is_elsewhere: bool = False) -> tuple[bool, bool]:
    is_teaser = is_elsewhere or bool(around & _RELATED) or _is_teaser(time)
    return not (time.get("pubdate") is not None or _holds(time, _PUBLISHED)), is_teaser


def _is_modified(time: HtmlElement, around: int) -> bool:
    return (bool(around & _CHANGED) or _holds(time, _MODIFIED)) and not _holds(time, _PUBLISHED)


def _label(time: HtmlElement) -> str:
    """Return the words right before the time, or in the element before it: "Updated:"."""
    before, around = time.getprevious(), time.getparent()
    text = ((before.tail if before is not None else around.text if around is not None else None) or "").strip()
    if not text and before is None and around is not None:
        before = around.getprevious()
        text = ((before.tail if before is not None else None) or "").strip()
    if not text and before is not None and before.tag in _LABELS:
        text = text_of(before).strip()
    return text[-_LABEL_CHARS:]


@lru_cache(maxsize=1_024)  # the pages of an outlet have the same labels
def _tells_change(label: str, language: str | None) -> bool:
    """Whether a word such as "Updated" opens the label's last part, with no date of its own behind that."""
    change = split_change(f"{label} {_DAY}", language)[1] if label else ""
    return change.endswith(_DAY) and not any(map(str.isdigit, change[: -len(_DAY)]))


def _holds(time: HtmlElement, parts: tuple[str, ...]) -> bool:
    names = f"{time.get('class') or ''} {time.get('itemprop') or ''}".lower()
    return any(part in names for part in parts)


def _value(time: HtmlElement) -> str:
    text = " ".join(text_of(time).split())
    stamp = time.get("datetime") or (time.get("title") if time.tag == "abbr" else None)
    return stamp if stamp and not _contradicts(text, stamp) else text


def _contradicts(text: str, stamp: str) -> bool:
    """Whether readers see another day of the stamp's year: some templates print one moment and stamp another."""
    if not _ISO.match(stamp):
        return False
    year, _, day = (int(part) for part in stamp.strip()[:10].split("-"))
    printed = {int(number) for number in _NUMBER.findall(text)}
    same = {day - 1, day, day + 1} | ({28, 29, 30, 31} if day == 1 else {1} if day >= 28 else set())
    return year in printed and printed.isdisjoint(same)
