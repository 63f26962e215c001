"""The `<time>` elements of a page that may date its article, told apart into published and modified.

An `<abbr>` with an ISO date in its title is one too: that is how hAtom wrote it before there was `<time>`
(microformats.org/wiki/hatom), and Blogger's templates still do. Those of comments never date an article: their hour
would pass for its own. WordPress writes both words into one class (`entry-date published updated`) where an article was
not changed since. Called by moments.py.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.class_words import NAMES, groups_of

_MAX_TIMES = 40
_COMMENTS, _RELATED = (1 << NAMES.index(name) for name in ("comments", "related"))
_ASIDE_TAGS = frozenset(("aside", "nav"))
_PUBLISHED, _MODIFIED = ("publish",), ("updat", "modif")
"""Parts of words in class and itemprop: `published`, `dt-published`, `datePublished`; `updated`, `dateModified`."""


_ISO = re.compile(r"\s*\d{4}-\d\d-\d\d(?:\D|$)")

OwnTime = tuple[HtmlElement, int]
"""A `<time>` or `<abbr>` of the page, and what the names around it say."""


def own_times(elements: Sequence[HtmlElement]) -> list[OwnTime]:
    """Return the first of the page's elements that hold a time, without those of comments."""
    times = (element for element in elements if element.tag == "time" or _ISO.match(element.get("title") or ""))
    found = ((time, _around(time)) for time in islice(times, _MAX_TIMES))
    return [(time, around) for time, around in found if not around & _COMMENTS]


def published_times(own: Sequence[OwnTime]) -> tuple[list[str], list[str]]:
    """Return values in page order, those marked as publication first: the article's own, and those of teasers."""
    times = [(_rank(time, around), time) for time, around in own if not _is_modified(time)]
    times.sort(key=lambda held: held[0])
    articles = [_value(time) for (_, is_teaser), time in times if not is_teaser]
    return articles, [_value(time) for (_, is_teaser), time in times if is_teaser]


def modified_times(own: Sequence[OwnTime]) -> Iterator[str]:
    """Yield values that are marked as the last change, in page order; those of teasers are left out."""
    return (_value(time) for time, around in own if _is_modified(time) and not around & _RELATED)


def _around(time: HtmlElement) -> int:
    around = 0
    for box in time.iterancestors():
        if box.tag in _ASIDE_TAGS:
            around |= _RELATED
        if box.tag != "body":  # its classes name the page's features, not its parts
            around |= groups_of(f"{box.get('class') or ''} {box.get('id') or ''}")
    return around


def _rank(time: HtmlElement, around: int) -> tuple[bool, bool]:
    return not (time.get("pubdate") is not None or _holds(time, _PUBLISHED)), bool(around & _RELATED)


def _is_modified(time: HtmlElement) -> bool:
    return _holds(time, _MODIFIED) and not _holds(time, _PUBLISHED)


def _holds(time: HtmlElement, parts: tuple[str, ...]) -> bool:
    names = f"{time.get('class') or ''} {time.get('itemprop') or ''}".lower()
    return any(part in names for part in parts)


def _value(time: HtmlElement) -> str:
    title = time.get("title") if time.tag == "abbr" else None
    return time.get("datetime") or title or " ".join(time.text_content().split())
