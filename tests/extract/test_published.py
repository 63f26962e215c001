"""The date of a page alone: what the record says, without the record."""

import json

import pytest

from crawler.errors import PageError
from crawler.extract.article import extract_article
from crawler.extract.inputs import PageInput
from crawler.extract.published import read_published
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url
from tests.extract.cms_page import FETCHED, page

URL = "https://paper.example/town/mill-bridge"
FILLER = f"<p>{'The bridge has stood since the flood. ' * 9}</p>"


def _jsonld(published: str, kind: str = "NewsArticle") -> str:
    node = {"@type": kind, "headline": "Mill bridge opens again", "datePublished": published}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def _input(html: str) -> PageInput:
    return PageInput(body=html.encode(), url=URL, fetched_at=FETCHED, outlet=outlet_from_url(URL), force=True)


@pytest.mark.parametrize(
    ("html", "value"),
    [
        (page(head=_jsonld("2025-05-17T10:05:00-04:00")), "2025-05-17T10:05:00-04:00"),
        (page(after=_jsonld("2025-05-17T10:05:00-04:00")), "2025-05-17T10:05:00-04:00"),
        (page(head=_meta("article:published_time", "2025-05-17T10:05:00-04:00")), "2025-05-17T10:05:00-04:00"),
        (page(head=_jsonld("2025-05-17T14:05:09Z")), "2025-05-17T14:05:09+00:00"),
        (
            page(
                head=_jsonld("2025-05-17T14:05:09Z"), below='<time datetime="2025-05-17T10:05:09-04:00">17 May</time>'
            ),
            "2025-05-17T10:05:09-04:00",
        ),
        (
            page(
                head=_jsonld("2025-05-17T14:05:09Z") + _meta("article:published_time", "2025-05-17T14:05:09Z"),
                below='<time datetime="2025-05-17T10:05:09-04:00">17 May</time>',
            ),
            "2025-05-17T10:05:09-04:00",
        ),
        (
            page(
                head=_jsonld("2025-05-17T14:05:09Z"), below='<time datetime="2025-05-17T10:06:09-04:00">17 May</time>'
            ),
            "2025-05-17T14:05:09+00:00",
        ),
        (page(head=_jsonld("2025-05-17"), above="<p>17 May 2025, 10:05 EDT</p>"), "2025-05-17T10:05:00-04:00"),
        (
            page(head=_meta("publishdate", "2025-05-16T10:05:00-04:00"), after=_jsonld("2025-05-17T10:05:00-04:00")),
            "2025-05-17T10:05:00-04:00",
        ),
        (
            page(
                head=_meta("article:published_time", "2025-05-16T10:05:00-04:00"),
                after=f"<!-- {_jsonld('2025-05-17T10:05:00-04:00')} -->",
            ),
            "2025-05-16T10:05:00-04:00",
        ),
        (
            page(
                head=_meta("article:published_time", "2025-05-16T10:05:00-04:00"),
                after=_jsonld("2025-05-17T10:05:00-04:00").replace("ld+json", "ld&#x2B;json"),
            ),
            "2025-05-17T10:05:00-04:00",
        ),
        (page(above="<p>By Jane Roe, 17 May 2025</p>"), "2025-05-17"),
        (page(after=f"{FILLER * 9}<p class='entry-meta'>Filed on 17 May 2025</p>"), "2025-05-17"),
        (page(head="<script>var d = {'publishedAt': '2025-05-17'}</script>"), "2025-05-17"),
        (page(), None),
    ],
)
def test_it_is_the_record_s_date(html: str, value: str | None) -> None:
    """From the head alone where nothing could say more, else from the whole page."""
    record = extract_article(_input(html))
    found = read_published(_input(html))

    assert isinstance(record, Article)
    assert record.date_published == value
    assert (found.value if found else None) == value


def test_a_page_that_is_none_says_why() -> None:
    """As opening it does; a program's text without an end is no reason to stop either."""
    with pytest.raises(PageError):
        read_published(_input(""))
    assert read_published(_input("<html><body><script type='application/ld+json'>{")) is None
