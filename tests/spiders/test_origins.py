"""An article's origin is handed out once, and a field that anybody touched is seen."""

from typing import Any

import pytest

from crawler.discovery.link import Link
from crawler.items import Article, Block, Extraction, OutletRef
from crawler.spiders.origins import Origins, values_of

URL = "https://saltmere-echo.example/bridge"
FIRST, SECOND = Link(url=URL, kind="page"), Link(url=f"{URL}?again", kind="page")


def make_article() -> Article:
    return Article(
        id="echo:1",
        url=URL,
        canonical_url=URL,
        outlet=OutletRef(id="echo", domain="saltmere-echo.example"),
        headline="A bridge is mended",
        body_text="It took a year.",
        body=(Block(type="paragraph", text="It took a year."),),
        word_count=4,
        fetched_at="2026-11-01T00:00:00Z",
        first_seen_at="2026-11-01T00:00:00Z",
        extraction=Extraction(method="blocks", confidence=1.0),
    )


def test_origins_are_handed_out_once_in_their_order() -> None:
    """A page that was read twice has two."""
    outlet_run: Any = object()
    origins, article = Origins(), make_article()
    origins.put(article, outlet_run, FIRST)
    origins.put(article, outlet_run, SECOND)

    assert [origins.take(article) for _ in range(3)] == [(outlet_run, FIRST), (outlet_run, SECOND), None]


@pytest.mark.parametrize(
    ("field", "value"),
    [("headline", "A bridge  is mended"), ("date_published", "1 Nov 2026"), ("body", ()), ("tags", ("a ",))],
)
def test_an_article_is_as_given_until_a_field_is_touched(field: str, value: object) -> None:
    """Also where the spider's own `refine` did it, before the pipelines; then they normalise it."""
    outlet_run: Any = object()
    origins, article = Origins(), make_article()
    assert not origins.is_as_given(article)
    origins.put(article, outlet_run, FIRST, values_of(article))
    assert origins.is_as_given(article)

    setattr(article, field, value)

    assert not origins.is_as_given(article)


def test_an_article_without_known_values_is_never_as_given() -> None:
    """Nor is one that was handed out."""
    outlet_run: Any = object()
    origins, article = Origins(), make_article()
    origins.put(article, outlet_run, FIRST)
    assert not origins.is_as_given(article)
    origins.take(article)
    origins.put(article, outlet_run, FIRST, values_of(article))

    origins.take(article)

    assert not origins.is_as_given(article)
