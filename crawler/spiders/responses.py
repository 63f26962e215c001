"""From Scrapy's responses to plain values: what extraction is given, and what the record says of the fetch."""

from dataclasses import replace
from datetime import UTC, datetime

from scrapy.http import Response

from crawler.discovery.link import Link
from crawler.extract.inputs import Hints, PageInput
from crawler.items import Article
from crawler.outlets.outlet import Outlet

PARTIAL_CONTENT, NOT_MODIFIED, FORBIDDEN = 206, 304, 403

_WORTH_ANOTHER_RUN = frozenset({PARTIAL_CONTENT, NOT_MODIFIED, FORBIDDEN})
"""Beside the server's own failures. Firewalls forbid for an hour what they give before and after: the last word on a
page would lose its article, or an article's corrections."""

HEADER_LENGTH = 1000
"""Characters of a header that are kept: an ETag is a few dozen."""


def page_input(response: Response, link: Link, outlet: Outlet) -> PageInput:
    """Return the response as extraction takes it; header names in lower case, repeated ones joined."""
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    return PageInput(
        body=response.body,
        url=response.url,
        headers=headers,
        status=response.status,
        fetched_at=datetime.now(UTC),
        outlet=outlet,
        hints=Hints(title=link.title, published=link.published, via=link.via),
    )


def is_whole(response: Response) -> bool:
    """Return whether the response brings all that was asked for; a part (206) would pass for the whole."""
    return 200 <= response.status < 300 and response.status != PARTIAL_CONTENT


def is_unchanged(response: Response) -> bool:
    """Return whether the response says, asked for it, that nothing changed (RFC 9110, section 15.4.5)."""
    asked = response.request.headers if response.request else {}
    return response.status == NOT_MODIFIED and ("If-None-Match" in asked or "If-Modified-Since" in asked)


def status_failure(response: Response) -> tuple[str, bool]:
    """Return the code of a status that is the last word, and whether another run may fare better."""
    if not 100 <= response.status <= 999:
        return "bad_status", True
    return f"http_{response.status}", response.status >= 500 or response.status in _WORTH_ANOTHER_RUN


def with_origin(article: Article, link: Link, response: Response) -> Article:
    """Set on the article what the crawl alone knows, and return it."""
    article.discovered_via = link.via
    article.http = replace(
        article.http,
        status=response.status,
        etag=header(response, "ETag"),
        last_modified=header(response, "Last-Modified"),
    )
    return article


def header(response: Response, name: str) -> str | None:
    """Return a header's value, cut to a sane length; None where it is not there."""
    value = response.headers.get(name)
    return value.decode("latin-1")[:HEADER_LENGTH] if value else None
