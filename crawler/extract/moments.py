"""When it was published and changed: every date the page declares or prints, in the order that was measured best.

On 129 pages with known dates: JSON-LD of the article node is right on all that have it; then published_time, other
meta names, microdata and `<time>`. `dateModified` is the published day on 72 % only, so it never stands in for it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta, timezone

from crawler.extract.candidate import Candidate, provenance
from crawler.extract.inputs import Hints
from crawler.extract.script_dates import SCRIPT_MARK, script_dates
from crawler.extract.times import modified_times, own_times, published_times
from crawler.fields.bylines import parse_byline
from crawler.fields.dates import (
    DateContext,
    NewsDate,
    choose_date,
    date_in_url,
    find_date,
    has_clock,
    is_plausible,
    parse_date,
    split_change,
)
from crawler.items import Provenance
from crawler.page.jsonld import Node, plain
from crawler.page.page import Page

_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "publishdate",
    "publish-date", "publish_date", "pubdate", "published_time", "publication_date", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "date", "cxenseparse:publishtime", "dc.date.created", "dcterms.created",
    "og:release_date", "article:published", "published-date", "last-published", "citation_publication_date",
    "date_published", "published_date", "publisheddate", "published_at", "firstpublishedtime", "publish_time",
    "publish-time", "pub_date", "publication-date", "publicationdate", "article:published_date", "article:publish_date",
    "article:publicationdate", "article:post_date", "article_date_original", "originalpublicationdate",
    "shareaholic:article_published_time", "vr:published_time", "mediator_published_time", "og:publish_date",
    "og:pubdate", "og:datepublished", "rnews:datepublished", "bt:pubdate", "cse-pubdate", "nv:date",
    "dc.date.published", "dc.date.publication", "dc.issued", "dc:date", "dc:issued", "prism.publicationdate",
    "citation_date", "citation_online_date", "dateposted", "displaydate",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "article:updated_time", "modified_time", "revision_date",
    "dateupdate", "lastmodifiedtime", "article:modified_date", "article:modified", "updated_time", "date_modified",
)  # fmt: skip


_LOOSE_META = ("date", "dc.date", "dcterms.date", "dc:date")
"""Some systems put the time in here at which they wrote the file, the same for all pages."""
_BESIDE_DATE_CHARS = 12
"""A line is a date's with so much beside it: "Posted: 17 May 2025"; else it must name its writer."""
_CLOCKS_APART = timedelta(days=1)
"""One moment may be of two days by two clocks."""
_BAR = re.compile(r"\s+[|·»-]\s+")
"""Parts a title: "Council keeps the bridge | Ledger | 17.05.2025"."""
_TITLE_DATE_CHARS = 40
"""Longest such date, "Wednesday, 17 September 2025, 10:05 CEST"; longer parts with a number are headlines."""
_PAGE_TYPES = ("WebPage", "ItemPage")
"""A node of these speaks for an article where the page has no node of its own for it."""
_SAME_SEASON = timedelta(days=14)
"""So near to each other two stamps of one outlet show the same offset, but for a week or two of the year."""

_Raw = tuple[str, str | None]
_Found = Candidate[NewsDate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Printed lines that hold a date, in order of trust; read only when they are asked for."""

    near: Iterable[str]
    """Of the byline and near the headline."""
    lone: Iterable[str] = ()
    """Elsewhere on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    published: NewsDate | None
    modified: NewsDate | None
    provenance: dict[str, Provenance]


def choose_moments(
    page: Page,
    article: Node | None,
    microdata: dict[str, tuple[str, ...]],
    lines: Lines,
    hints: Hints,
    context: DateContext,
) -> Moments:
    """Return the dates; the printed lines are asked only where the markup does not tell the time of day."""
    stamps = _Stamps(page, article, microdata, context.language)
    declared = list(_parsed(stamps.published, context))
    changes = list(_parsed(stamps.modified, context))
    anchor = next(iter(declared or changes), None)
    is_open = anchor is not None and (not declared or anchor.value.zone is None)
    if anchor and is_open and (offset := _shown_offset(anchor, stamps, context)):
        context = replace(context, offset=offset)
        declared, changes = list(_parsed(stamps.published, context)), list(_parsed(stamps.modified, context))
    printed = _Printed()
    is_loose = bool(declared) and may_be_of_file(declared[0], page)
    if is_loose or not (declared and has_clock(declared[0].value)):
        printed = _read_lines(lines.near, context)
        if is_loose and (own := _own_day(declared[0], printed.published, context)):
            declared = [own, *declared]
        if not (declared or printed.published):
            printed = printed.and_then(_read_lines(lines.lone, context))
    published = [*declared, *printed.published, *_undeclared(stamps, hints, context)]
    if not (declared or printed.published):
        # a teaser of the same day must not lend its hour to an article that tells the day alone
        published = [*_one_day(_parsed(stamps.teasers, context)), *published, *_in_scripts(page, context)]
    if (date := date_in_url(page.url)) and is_plausible(date, context):
        published.append(Candidate(value=date, source="url", raw=page.url))
    published = published or printed.changed
    changes = changes or printed.changed
    winner = _most_precise(published, context)
    told: dict[str, Provenance] = {}
    if winner is not None:
        told["date_published"] = provenance(winner, published)
    if changes:
        told["date_modified"] = provenance(changes[0], changes)
    return Moments(
        published=winner.value if winner else None,
        modified=changes[0].value if changes else None,
        provenance=told,
    )


def first_stamp(
    page: Page, article: Node | None, microdata: dict[str, tuple[str, ...]], context: DateContext
) -> Candidate[NewsDate] | None:
    """Return what the markup declares first, in order of trust."""
    return next(_parsed(_Stamps(page, article, microdata, context.language).published, context), None)


def may_be_of_file(stamp: Candidate[NewsDate], page: Page) -> bool:
    """Whether a stamp stands where some systems put the time at which they wrote the page's file."""
    return stamp.source == "meta" and stamp.raw in page.meta.all(*_LOOSE_META)


def _most_precise(found: list[_Found], context: DateContext) -> _Found | None:
    """Return the first, or a later one that agrees with it and says more."""
    chosen = choose_date([candidate.value for candidate in found], context)
    return next((candidate for candidate in found if candidate.value is chosen), None)


class _Stamps:
    """What the markup declares, as (source, spelling), in order of trust."""

    def __init__(
        self, page: Page, article: Node | None, microdata: dict[str, tuple[str, ...]], language: str | None
    ) -> None:
        times = own_times([*page.elements["time"], *page.elements["abbr"]], language)
        own, teasers = published_times(times)
        self.title, self.shared_title = page.meta.title, page.meta.first("og:title")
        self.teasers: list[_Raw] = [("dom", value) for value in teasers]
        self.page_node = None if article else next(page.jsonld.of_type(*_PAGE_TYPES), None)
        self.published: list[_Raw] = [
            *_of_node(article, "datePublished"),
            *(("meta", value) for value in page.meta.all(*_PUBLISHED_META)),
            *(("microdata", value) for value in microdata.get("datePublished", ())),
            *(("dom", value) for value in own),
        ]
        self.modified: list[_Raw] = [
            *_of_node(article, "dateModified"),
            *(("meta", value) for value in page.meta.all(*_MODIFIED_META)),
            *(("microdata", value) for value in microdata.get("dateModified", ())),
            *(("dom", value) for value in modified_times(times)),
        ]


def _of_node(node: Node | None, key: str) -> list[_Raw]:
    value = node.get(key) if node is not None else None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    text = str(value) if is_number else plain(value)
    return [("jsonld", text)] if text else []


def _shown_offset(first: _Found, stamps: _Stamps, context: DateContext) -> timezone | None:
    """Return the offset of the page's other stamps from about the day of the first, where it is one and not UTC's."""
    offsets = set()
    for found in _parsed([*stamps.published, *stamps.modified, *stamps.teasers], context):
        instant, day = found.value.instant, first.value.day
        if instant and day and found.value.zone and abs(instant.date() - day) <= _SAME_SEASON:
            offsets.add(instant.utcoffset())
    only = offsets.pop() if len(offsets - {timedelta()}) == 1 and timedelta() not in offsets else None
    return timezone(only) if only else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """What lines say."""

    published: list[_Found] = field(default_factory=list)
    changed: list[_Found] = field(default_factory=list)

    def and_then(self, other: "_Printed") -> "_Printed":
        return _Printed(published=self.published + other.published, changed=self.changed + other.changed)


def _read_lines(lines: Iterable[str], context: DateContext) -> _Printed:
    printed = _Printed()
    for line in lines:
        told, change = split_change(line, context.language)
        if told and (date := find_date(told, context)):
            printed.published.append(Candidate(value=date, source="text", raw=line))
        # "17 May 2025, updated 10:05": the hour of a change is of the line's day
        if change and (date := find_date(change, context) or find_date(line, context)):
            printed.changed.append(Candidate(value=date, source="text", raw=line))
    return printed


def _own_day(stamp: _Found, printed: Sequence[_Found], context: DateContext) -> _Found | None:
    """Return what the page prints first, where it is a byline's earlier day than that of a stamp of its file."""
    first = printed[0] if printed else None
    if first is None or first.value.day is None or stamp.value.day is None:
        return None
    if stamp.value.day - first.value.day <= (_CLOCKS_APART if stamp.value.zone else timedelta()):
        return None
    byline = parse_byline(first.raw or "", language=context.language)
    beside = len(first.raw or "") - len(byline.date_raw or "")
    return first if byline.date_raw and (beside <= _BESIDE_DATE_CHARS or not byline.is_empty) else None


def _undeclared(stamps: _Stamps, hints: Hints, context: DateContext) -> Iterator[_Found]:
    """Yield what dates a page that neither declares nor prints when it was published."""
    yield from _parsed([*_of_node(stamps.page_node, "datePublished"), ("feed", hints.published)], context)
    for title in filter(None, (stamps.title, stamps.shared_title)):
        parts = (part for part in _BAR.split(title)[1:] if len(part) <= _TITLE_DATE_CHARS)
        numbered = (part for part in parts if any(map(str.isnumeric, part)))  # "Today" is an outlet
        yield from _parsed([("meta", part) for part in numbered], context)


def _in_scripts(page: Page, context: DateContext) -> Iterator[_Found]:
    for found in _parsed((("dom", value) for value in script_dates(page.body, context)), context):
        yield replace(found, raw=f"{SCRIPT_MARK}{found.raw}")


def _one_day(found: Iterable[_Found]) -> list[_Found]:
    """Return the dates if all are of one day; teasers of several days tell nothing of the article beside them."""
    held = list(found)
    return held if len({each.value.value[:10] for each in held}) == 1 else []


def _parsed(raw: Iterable[_Raw], context: DateContext) -> Iterator[_Found]:
    for source, value in raw:
        if value and (date := parse_date(value, context)):
            yield Candidate(value=date, source=source, raw=value)
