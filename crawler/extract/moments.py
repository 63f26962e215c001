"""When it was published and changed: every date the page declares or prints, in the order that was measured best.

On 129 pages with known dates: JSON-LD of the article node is right on all that have it; then published_time, other
meta names, microdata and `<time>`. `dateModified` is the published day on 72 % only, so it never stands in for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crawler.extract.candidate import Candidate, provenance
from crawler.extract.inputs import Hints
from crawler.extract.times import modified_times, published_times
from crawler.fields.dates import (
    DateContext,
    NewsDate,
    choose_date,
    date_in_url,
    find_date,
    has_clock,
    is_plausible,
    parse_date,
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
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "article:updated_time", "modified_time", "revision_date",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    published: NewsDate | None
    modified: NewsDate | None
    provenance: dict[str, Provenance]


def choose_moments(
    page: Page,
    article: Node | None,
    microdata: dict[str, tuple[str, ...]],
    lines: Iterable[str],
    hints: Hints,
    context: DateContext,
) -> Moments:
    """Return the dates; `lines` are printed lines that hold one, the byline's first; they
    are asked only where the markup does not tell the time of day."""
    published = list(_published(page, article, microdata, lines, hints, context))
    modified = list(_modified(page, article, microdata, context))
    winner = _most_precise(published, context)
    told: dict[str, Provenance] = {}
    if winner is not None:
        told["date_published"] = provenance(winner, published)
    if modified:
        told["date_modified"] = provenance(modified[0], modified)
    return Moments(
        published=winner.value if winner else None,
        modified=modified[0].value if modified else None,
        provenance=told,
    )


def _most_precise(found: list[Candidate[NewsDate]], context: DateContext) -> Candidate[NewsDate] | None:
    """Return the first, or a later one that agrees with it and says more."""
    chosen = choose_date([candidate.value for candidate in found], context)
    return next((candidate for candidate in found if candidate.value is chosen), None)


def _published(
    page: Page,
    article: Node | None,
    microdata: dict[str, tuple[str, ...]],
    lines: Iterable[str],
    hints: Hints,
    context: DateContext,
) -> Iterator[Candidate[NewsDate]]:
    raw: list[tuple[str, str | None]] = []
    if article is not None:
        raw.append(("jsonld", plain(article.get("datePublished"))))
    raw += [("meta", value) for value in page.meta.all(*_PUBLISHED_META)]
    raw += [("microdata", value) for value in microdata.get("datePublished", ())]
    raw += [("dom", value) for value in published_times(page.tree)]
    declared = list(_parsed(raw, context))
    yield from declared
    if not (declared and has_clock(declared[0].value)):
        for line in lines:
            if date := find_date(line, context):
                yield Candidate(value=date, source="text", raw=line)
    yield from _parsed([("feed", hints.published)], context)
    if (date := date_in_url(page.url)) and is_plausible(date, context):
        yield Candidate(value=date, source="url", raw=page.url)


def _modified(
    page: Page, article: Node | None, microdata: dict[str, tuple[str, ...]], context: DateContext
) -> Iterator[Candidate[NewsDate]]:
    raw: list[tuple[str, str | None]] = []
    if article is not None:
        raw.append(("jsonld", plain(article.get("dateModified"))))
    raw += [("meta", value) for value in page.meta.all(*_MODIFIED_META)]
    raw += [("microdata", value) for value in microdata.get("dateModified", ())]
    raw += [("dom", value) for value in modified_times(page.tree)]
    return _parsed(raw, context)


def _parsed(raw: Iterable[tuple[str, str | None]], context: DateContext) -> Iterator[Candidate[NewsDate]]:
    for source, value in raw:
        if value and (date := parse_date(value, context)) and is_plausible(date, context):
            yield Candidate(value=date, source=source, raw=value)
