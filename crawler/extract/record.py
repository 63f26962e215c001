"""The record of one page, built from what was read of it: every field with its value and where it came from."""

from datetime import UTC, datetime
from itertools import chain

from crawler.extract.access import read_access
from crawler.extract.author_lines import author_lines
from crawler.extract.contacts import count_contacts
from crawler.extract.credits import choose_credits
from crawler.extract.filed_links import read_filed_links
from crawler.extract.images import read_images
from crawler.extract.inputs import PageInput
from crawler.extract.kickers import find_kicker
from crawler.extract.live import mark_entries
from crawler.extract.lone_dates import lone_dates
from crawler.extract.moments import Lines, Moments, choose_moments
from crawler.extract.printed_dates import date_lines
from crawler.extract.publisher import outlet_names
from crawler.extract.reading import Reading
from crawler.extract.topics import choose_genre, choose_section, read_tags
from crawler.fields.canonical import choose_canonical
from crawler.fields.datelines import parse_dateline
from crawler.fields.dates import DateContext, country_of_host, date_in_url
from crawler.fields.text import clean_line, count_words
from crawler.fields.urls import article_id, strip_credentials
from crawler.items import Article, Dateline, Extraction, Http, Provenance
from crawler.outlets.outlet import ref
from crawler.page.rights import read_rights


def build_article(reading: Reading, page_input: PageInput) -> Article:
    """Return the record; a field that nothing is known of is None or empty."""
    page, article, outlet = reading.page, reading.article, page_input.outlet
    declared = page.meta.link("canonical", page.url) or page.meta.first("og:url")
    canonical = choose_canonical(page.url, declared, outlet.home, reading.headline)
    links = read_filed_links(reading.blocks, reading.body.kept, reading.headline, page.url)
    dateline, wires = _dateline(reading)
    byline, byline_raw, credited = choose_credits(
        page,
        article,
        author_lines(page, reading.blocks, reading.body.kept, reading.body.bylines, reading.language, links),
        language=reading.language,
        outlets=outlet_names(page, article, [outlet.name]),
        accounts=[name for each in links.authors for name in each.names],
        openings=reading.body.openings,
        place=dateline.place if dateline else None,
    )
    context = date_context(page_input, reading.language)
    moments = _moments(reading, page_input, context, byline.date_raw)
    section, filed = choose_section(
        page,
        article,
        reading.headline,
        reading.microdata.get("articleSection", ()),
        links.categories,
        lambda: find_kicker(reading.blocks, reading.headline, page.elements),
    )
    published = moments.published.instant if moments.published else None
    end = len(reading.body.blocks) - count_contacts(reading.body.blocks, [each.name for each in byline.authors])
    own, contacts = reading.body.blocks[:end], reading.body.blocks[end:]
    body = mark_entries(own, reading.body.kept[:end], page.elements["time"], context, published)
    texts = [block.text for block in body]
    told = reading.provenance | moments.provenance
    told |= credited | ({"section": filed} if filed else {})
    if dateline and wires:
        told.setdefault("agencies", Provenance(source="text", raw=dateline.raw))
    seen = _utc(page_input.fetched_at)
    return Article(
        id=page_input.id or article_id(outlet.id, canonical),
        url=strip_credentials(page.url),
        canonical_url=canonical,
        outlet=ref(outlet),
        section=section,
        genre=choose_genre(page, article, section, body),
        headline=reading.headline or "",
        standfirst=reading.body.standfirst,
        description=_description(reading),
        body_text="\n\n".join(texts),
        body=body,
        word_count=reading.words - sum(count_words(block.text) for block in contacts),
        byline_raw=byline_raw,
        authors=byline.authors,
        desk=byline.desk,
        agencies=tuple(dict.fromkeys((*byline.agencies, *wires))),
        dateline=dateline,
        date_published=moments.published.value if moments.published else None,
        date_modified=moments.modified.value if moments.modified else None,
        date_precision=moments.published.precision if moments.published else None,
        timezone=moments.published.zone if moments.published else None,
        language=reading.language,
        images=read_images(page, article, reading.body.kept),
        tags=read_tags(page, article, links.tags, has_site_keywords=reading.has_site_keywords),
        access=read_access(page, article, texts, pitched=reading.body.pitched, words=reading.words),
        rights=read_rights(page),
        fetched_at=seen,
        first_seen_at=seen,
        discovered_via=page_input.hints.via,
        http=_http(page_input, page.charset),
        extraction=Extraction(
            method=reading.body.method, confidence=reading.body.confidence, template=reading.template
        ),
        provenance=told,
    )


def _moments(reading: Reading, page_input: PageInput, context: DateContext, printed: str | None) -> Moments:
    near = date_lines(reading.blocks, reading.headline, context, reading.body.kept)
    lines = Lines(
        near=(line for line in chain((printed,), reading.body.bylines, near) if line),
        lone=lone_dates(reading.blocks, reading.body.kept, context),
    )
    return choose_moments(reading.page, reading.article, dict(reading.microdata), lines, page_input.hints, context)


def date_context(page_input: PageInput, language: str | None) -> DateContext:
    """Return what dates on the outlet's page are read with."""
    outlet, address = page_input.outlet, date_in_url(page_input.url)
    return DateContext(
        timezone=outlet.timezone,
        day_first=outlet.day_first,
        country=outlet.country or country_of_host(outlet.home),
        language=language or outlet.language,
        fetched_at=page_input.fetched_at,
        address_day=address.first_day if address else None,
    )


def _dateline(reading: Reading) -> tuple[Dateline | None, tuple[str, ...]]:
    first = next((b.text for b in reading.body.blocks if b.type == "paragraph"), None)
    return parse_dateline(first) if first else (None, ())


def _description(reading: Reading) -> str | None:
    raw = reading.page.meta.first("description", "og:description", "twitter:description")
    return (clean_line(raw) or None) if raw else None


def _http(page_input: PageInput, charset: str) -> Http:
    headers = page_input.headers
    return Http(
        status=page_input.status,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        charset=charset,
    )


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
