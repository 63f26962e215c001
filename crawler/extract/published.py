"""When a page was published, and nothing else: for whoever wants no record, from bytes to one date.

    bytes -> head and JSON-LD alone -> a stamp that nothing on the page could better? -> the date
                                   `-> the whole page -> what it declares, prints near the title, prints elsewhere

The value is the record's `date_published`. Most pages need no more than their head.
"""

import re
from collections.abc import Iterator, Sequence

from crawler.errors import PageError
from crawler.extract.blocks import TextBlock, read_blocks
from crawler.extract.inputs import PageInput
from crawler.extract.lone_dates import lone_dates
from crawler.extract.moments import Lines, choose_moments, first_stamp, may_be_of_file
from crawler.extract.printed_dates import date_lines
from crawler.extract.reading import read_page, tell_language
from crawler.extract.record import date_context
from crawler.fields.dates import DateContext, NewsDate, choose_date, has_clock, parse_date
from crawler.page.microdata import read_microdata
from crawler.page.page import Page, open_page

_BODY, _SCRIPT_END = re.compile(rb"<body\b", re.IGNORECASE), re.compile(rb"</script\s*>", re.IGNORECASE)
_DATA, _ESCAPED_DATA = b"ld+json", b"application/ld&#"
_TAG_BYTES = 300
"""How far before its type a script's tag begins at most."""

_SPELLING_BYTES = 50
_ATTRIBUTE = re.compile(rb"\b(?:content|datetime|title)\s*=\s*[\"']([^\"'<>]{14,40})[\"']", re.IGNORECASE)
"""Where a page keeps a machine's spelling of a moment."""

_FIRST_META = "article:published_time"
"""No other meta name comes before it, wherever it stands."""

_PROSE_CHARS = 80
"""A block of so much text that is no link is taken for the article's, where its text has not been chosen."""


def read_published(page_input: PageInput) -> NewsDate | None:
    """Return when the page was published, None where it does not tell; raises PageError like `open_page`.

    Whether the page is an article is not asked.
    """
    return _by_head(page_input) or _by_page(page_input)


def _by_head(page_input: PageInput) -> NewsDate | None:
    """What the head says, if the rest of the page could not say more."""
    head = _head(page_input.body)
    if head is None:
        return None
    try:
        page = open_page(head, url=page_input.url, headers=page_input.headers)
    except PageError:
        return None
    context = date_context(page_input, page.meta.language)
    found = first_stamp(page, page.jsonld.article(page.url, _title(page)), {}, context)
    if found is None or (found.source != "jsonld" and found.raw != page.meta.first(_FIRST_META)):
        return None
    is_told = has_clock(found.value) and found.value.zone is not None
    return _by_local_clock(found.value, page_input.body, context) if is_told else None


def _head(body: bytes) -> bytes | None:
    """The page up to its body, and the JSON-LD of the rest; None where they cannot be told apart."""
    start = _BODY.search(body)
    if start is None or _ESCAPED_DATA in body:
        return None
    parts, at = [body[: start.start()]], start.start()
    while (found := body.find(_DATA, at)) >= 0:
        tag = body.rfind(b"<script", max(at, found - _TAG_BYTES), found)
        if tag < 0:  # a word in a text or a program
            at = found + len(_DATA)
            continue
        end = _SCRIPT_END.search(body, found)
        if end is None:
            return None
        if body.rfind(b"<!--", at, tag) <= body.rfind(b"-->", at, tag):
            parts.append(body[tag : end.end()])
        at = end.end()
    return b"".join(parts)


def _by_local_clock(found: NewsDate, body: bytes, context: DateContext) -> NewsDate:
    """A moment in UTC as an attribute of the page spells it by another clock, else as it is."""
    moment = found.instant
    if moment is None or moment.utcoffset():
        return found
    for match in re.finditer(rb":%02d(?=\D)" % moment.second, body):
        held = _ATTRIBUTE.search(body[max(0, match.start() - _SPELLING_BYTES) : match.end() + _SPELLING_BYTES])
        other = parse_date(held[1].decode("utf-8", "replace"), context) if held else None
        if other and other is not found and choose_date([found, other], context) is other:  # read once, it is the same
            return other
    return found


def _by_page(page_input: PageInput) -> NewsDate | None:
    page = open_page(page_input.body, url=page_input.url, headers=page_input.headers)
    article, microdata = page.jsonld.article(page.url, _title(page)), dict(read_microdata(page.elements))
    context = date_context(page_input, page.meta.language)
    stamp, lines = first_stamp(page, article, microdata, context), Lines(near=())
    is_sure = stamp is not None and has_clock(stamp.value) and not may_be_of_file(stamp, page)
    if stamp is None or not is_sure or stamp.value.zone is None:
        blocks = read_blocks(page.tree)
        language = tell_language(page, article, page_input, blocks)
        context = date_context(page_input, language)
        # a guessed text will do to find the hour of a known day
        lines = Lines(near=_near(blocks, _title(page), context) if stamp else _by_text(page, page_input))
    return choose_moments(page, article, microdata, lines, page_input.hints, context).published


def _near(blocks: Sequence[TextBlock], title: str, context: DateContext) -> Iterator[str]:
    """Lines near the title, the text only guessed."""
    return date_lines(blocks, title, context, [block for block in blocks if _is_prose(block)])


def _by_text(page: Page, page_input: PageInput) -> Iterator[str]:
    """Lines by what the text is, as the record reads them."""
    reading = read_page(page, page_input)
    context = date_context(page_input, reading.language)
    yield from reading.body.bylines
    yield from date_lines(reading.blocks, reading.headline, context, reading.body.kept)
    yield from lone_dates(reading.blocks, reading.body.kept, context)


def _is_prose(block: TextBlock) -> bool:
    return len(block.text) >= _PROSE_CHARS and 2 * block.link_chars < len(block.text)


def _title(page: Page) -> str:
    return page.meta.first("og:title") or page.meta.title or ""
