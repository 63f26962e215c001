"""Structured data as newspapers print it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.page.elements import Elements
from crawler.page.jsonld import node_types, plain, read_jsonld
from crawler.page.page import parse_html
from crawler.page.repair import read_json

ARTICLE = {"@type": "NewsArticle", "headline": "Mill bridge reopens", "datePublished": "2025-05-17T10:05:00+02:00"}


def page(*scripts: str) -> Elements:
    """Return a page with the scripts as JSON-LD."""
    body = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return Elements(parse_html(f"<html><head>{body}</head><body><p>Text</p></body></html>"))


def test_the_article_is_found_inside_a_graph_beside_the_page_and_the_site() -> None:
    """WebPage's dates and names are not the article's."""
    graph = {"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01", "name": "Home"}, ARTICLE]}

    found = read_jsonld(page(json.dumps(graph))).article()

    assert found is not None
    assert found["datePublished"] == ARTICLE["datePublished"]


def test_the_article_that_names_the_page_wins_over_related_ones() -> None:
    """A page that describes its teasers as articles is still about one of them."""
    other = {"@type": "NewsArticle", "headline": "Other", "author": "A", "image": "b", "url": "https://a.example/other"}
    own = {**ARTICLE, "mainEntityOfPage": {"@id": "https://www.a.example/bridge/"}}

    found = read_jsonld(page(json.dumps([other, own]))).article("https://a.example/bridge")

    assert found is not None
    assert found["headline"] == "Mill bridge reopens"


@pytest.mark.parametrize(
    ("title", "headline", "is_own"),
    [
        ("Mill bridge reopens | A", "Harbour ferry returns", False),
        ("Mill bridge reopens | A", "The bridge that nobody wanted", True),
        ("", "Harbour ferry returns", True),
        ("水車橋が再開", "港の渡し船が戻る", True),
    ],
)
def test_a_story_that_the_page_recommends_is_not_its_own(title: str, headline: str, is_own: bool) -> None:
    """Where the page declares nothing of itself: another address, and not a word of the title in its headline."""
    node = {"@type": "NewsArticle", "headline": headline, "url": "https://a.example/ferry"}

    found = read_jsonld(page(json.dumps(node))).article("https://a.example/bridge", title)

    assert (found is not None) is is_own


def test_references_by_id_are_followed() -> None:
    """`{"@id": ...}` stands for the node that carries the name."""
    data = read_jsonld(page(json.dumps({"@graph": [{"@type": "Person", "@id": "#jane", "name": "Jane Roe"}, ARTICLE]})))

    assert data.resolve({"@id": "#jane"})["name"] == "Jane Roe"
    assert data.resolve({"@id": "#nobody"}) == {"@id": "#nobody"}


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Mill bridge reopens",}',
        '{"@type": "NewsArticle", "headline": "Mill bridge\n reopens"}',
        '<!-- {"@type": "NewsArticle", "headline": "Mill bridge reopens"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Mill bridge reopens"}\n//]]>',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Mill bridge reopens&quot;}",
        '{"@type": "NewsArticle", "description": "It is "the" bridge", "headline": "Mill bridge reopens"}',
        '{"@type": "NewsArticle", "description": "C:\\temp", "headline": "Mill bridge reopens"}',
        '{"@type": "NewsArticle", "headline": "Mill bridge reopens"};',
        '{"@type": "Thing"} {"@type": "NewsArticle", "headline": "Mill bridge reopens"}',
    ],
)
def test_broken_json_is_mended(script: str) -> None:
    """Each is a mistake seen on real pages."""
    found = read_jsonld(page(script)).article()

    assert found is not None
    assert plain(found["headline"]) == "Mill bridge reopens"


def test_what_cannot_be_read_is_counted() -> None:
    """A page with nothing but noise has no nodes, and says that it tried."""
    data = read_jsonld(page("{ this is not json"))

    assert (data.nodes, data.broken, data.article()) == ((), 1, None)


def test_entities_and_tags_are_resolved_in_literals() -> None:
    """Values are escaped once or twice, and carry markup."""
    assert plain("Rat &amp;amp; T&uuml;r <b>offen</b>") == "Rat & Tür offen"
    assert plain({"@value": "x"}) == "x"
    assert plain(3) is None


def test_types_are_local_names() -> None:
    """`schema:` and full addresses mean the same."""
    assert node_types({"@type": ["schema:NewsArticle", "https://schema.org/Article"]}) == ("NewsArticle", "Article")


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes reading raise."""
    read_json(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=20), lambda v: st.lists(v) | st.dictionaries(st.text(), v)
    )
)
def test_sound_json_is_read_as_it_is(value: object) -> None:
    """Mending never touches what needs none."""
    assert read_json(json.dumps(value)) == value
