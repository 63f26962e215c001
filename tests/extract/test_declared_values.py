"""What a page declares of itself may hold anything in any place: reading never fails, the record keeps its shape."""

import html
import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article, NotArticle, to_line
from crawler.outlets.outlet import outlet_from_url
from tests.hostile import PARAGRAPHS
from tests.records import problems
from tests.strategies import messy_text

URL = "https://ledger.example/2026/05/17/council-votes-to-repair-bridge"
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
JANE = {"@type": "Person", "@id": "#jane", "name": "Jane Roe", "url": "/by/jane", "jobTitle": "Reporter"}
PICTURE = {"@type": "ImageObject", "url": "/i.jpg", "caption": "The bridge", "creditText": "Pat Lee", "width": 100}
ARTICLE: dict[str, Any] = {
    "@type": "NewsArticle",
    "@id": f"{URL}#article",
    "mainEntityOfPage": {"@type": "WebPage", "@id": URL},
    "url": URL,
    "headline": "Council votes to repair bridge",
    "description": "A vote after years of waiting.",
    "articleBody": " ".join(PARAGRAPHS),
    "articleSection": ["Local"],
    "keywords": ["bridge", "council"],
    "datePublished": "2026-05-17T10:00:00Z",
    "dateModified": "2026-05-17T12:00:00Z",
    "dateCreated": "2026-05-17T09:00:00Z",
    "author": [JANE],
    "creator": {"@type": "Person", "name": "Jane Roe"},
    "contributor": {"@type": "Person", "name": "John Poe"},
    "editor": {"@type": "Person", "name": "Ann Bee"},
    "publisher": {"@type": "Organization", "name": "Valley Ledger"},
    "sourceOrganization": {"@type": "Organization", "name": "AP"},
    "image": [PICTURE],
    "thumbnailUrl": "/t.jpg",
    "inLanguage": "en",
    "isAccessibleForFree": True,
    "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".pay"},
    "license": "/licence",
    "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "An update", "articleBody": "It is settled."}],
}
TRAIL = {
    "@type": "BreadcrumbList",
    "itemListElement": [{"@type": "ListItem", "item": {"@id": "/local", "name": "Local"}}],
}
GRAPH = {"@context": "https://schema.org", "@graph": [ARTICLE, JANE, TRAIL, {"@type": "WebSite", "name": "Ledger"}]}

TEXTS = [
    "", " ", "0", "-1", "1e400", "null", "None", "undefined", "[object Object]", "true", "[]", "<b>x</b>", "&amp;lt;",
    "9999-99-99", "0000-00-00T00:00:00Z", "2026-05-17T10:00:00+99:99", "2026-02-30", "1779012000000000000000",
    "http://[::1", "javascript:alert(1)", "//", "https://user:word@ledger.example/x", f"{URL}#article", "#jane",
    "\x00\x1b[31m\u202e", "x" * 50_000, "Jane Roe, " * 3_000, "By Jane Roe and John Poe / " * 500, "9" * 5_000,
    "Local > " * 500, "tag, " * 5_000, '{"authors":' + "[" * 2_000, '{"author":[1,null,{"a":[]}],"pub_date":[3]}',
]  # fmt: skip
"""Values that templates print by mistake, and what nobody would print but an attacker."""
texts = st.sampled_from(TEXTS) | messy_text
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([10**400, 10**15]) | texts
references = st.sampled_from([{"@id": "#jane"}, {"@id": ARTICLE["@id"]}, {"@id": {"@id": "#jane"}}, {"@id": ["#jane"]}])
values = st.recursive(
    scalars | references | scalars.map(lambda value: {"@value": value}),
    lambda held: (
        st.lists(held, max_size=4)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@value", "@list", "name", "author", "item"]), held, max_size=4
        )
    ),
    max_leaves=12,
)


def paths(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the place of every value in a JSON value, its own apart."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for step, held in steps for place in ((*above, step), *paths(held, (*above, step)))]


PLACES = paths(GRAPH)


def replaced(changes: list[tuple[tuple[Any, ...], Any]]) -> str:
    """Return the page's JSON-LD with a value at each place; one that an earlier value took away is passed over."""
    graph: Any = deepcopy(GRAPH)
    for place, value in changes:
        holder: Any = graph
        for step in place[:-1]:
            is_held = (
                step in holder if isinstance(holder, dict) else isinstance(holder, list) and step in range(len(holder))
            )
            holder = holder[step] if is_held else None
        if isinstance(holder, dict) or (isinstance(holder, list) and place[-1] in range(len(holder))):
            holder[place[-1]] = deepcopy(value)  # one value put into itself would be no JSON
    return json.dumps(graph).replace("</", "<\\/")


def read(*, head: str = "", above: str = "<h1>Council votes to repair bridge</h1>") -> Article | NotArticle:
    page = f"<html lang=en><head><title>Council votes to repair bridge</title>{head}</head><body><article>{above}{BODY}"
    moment = datetime(2026, 5, 18, tzinfo=UTC)
    body = page.encode("utf-8", "replace")
    return extract_article(PageInput(body=body, url=URL, fetched_at=moment, outlet=outlet_from_url(URL)))


def is_sound(result: Article | NotArticle) -> None:
    if isinstance(result, Article):
        assert not problems(to_line(result))
    else:
        assert result.code != "extract_crash", result.detail


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), values), min_size=1, max_size=5))
def test_any_value_in_the_place_of_any_in_json_ld(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    """Null, numbers, NaN, lists of lists, objects, references in a circle: a record by the contract, or a code."""
    is_sound(read(head=f"<script type='application/ld+json'>{replaced(changes)}</script>"))


@pytest.mark.parametrize("depth", [100, 900, 5_000])
@pytest.mark.parametrize("key", ["author", "mainEntity", "@graph", "articleBody", "item", "@value"])
def test_json_ld_as_deep_as_you_like(depth: int, key: str) -> None:
    """Objects in objects in the place of each value that is followed."""
    nested = f'{{"@type":"NewsArticle","{key}":' * depth + '"x"' + "}" * depth
    is_sound(read(head=f"<script type='application/ld+json'>{nested}</script>"))


METAS = [
    "og:title", "og:description", "og:url", "og:image", "og:locale", "og:site_name", "article:published_time",
    "article:modified_time", "article:author", "article:section", "article:tag", "author", "dc.creator", "dc.date",
    "parsely-page", "parsely-author", "parsely-section", "news_keywords", "robots", "description", "twitter:creator",
    "date",
]  # fmt: skip
PROPERTIES = ["headline", "author", "datePublished", "dateModified", "articleSection", "keywords", "description"]
KINDS = ["meta content", "time datetime", "a href", "span title"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(METAS), texts), max_size=5),
    st.lists(st.tuples(st.sampled_from(PROPERTIES), st.sampled_from(KINDS), texts), max_size=5),
    texts,
)
def test_any_text_in_the_place_of_any_in_meta_and_microdata(
    metas: list[tuple[str, str]], properties: list[tuple[str, str, str]], canonical: str
) -> None:
    """As a meta's content, a property's attribute and its text, and the canonical address."""
    head = "".join(f'<meta property="{name}" content="{html.escape(text)}">' for name, text in metas)
    marked = []
    for name, kind, text in properties:
        tag, attribute = kind.split()
        end = "" if tag == "meta" else f"{html.escape(text)}</{tag}>"
        marked.append(f'<{tag} itemprop="{name}" {attribute}="{html.escape(text)}">{end}')
    link = f'<link rel="canonical" href="{html.escape(canonical)}">'
    is_sound(read(head=head + link, above=f"<h1>Council votes to repair bridge</h1>{''.join(marked)}"))


def test_a_whole_text_declared_as_author_is_cut() -> None:
    """A byline is one line: of thirty thousand characters in its place a thousand are kept, whole words."""
    told = json.dumps({"@type": "NewsArticle", "headline": "Council votes", "author": "Jane Roe, " * 3_000})
    result = read(head=f"<script type='application/ld+json'>{told}</script>")

    assert isinstance(result, Article)
    assert result.byline_raw is not None
    assert len(result.byline_raw) <= 1_002
    assert result.byline_raw.endswith("Roe, …") or result.byline_raw.endswith("Jane …")
    assert [author.name for author in result.authors] == ["Jane Roe"]


@pytest.mark.parametrize("nothing", ["None", "null", "undefined", "[object Object]"])
def test_what_a_template_prints_for_nothing_is_nothing(nothing: str) -> None:
    """The record has null, or an empty list, and never the word."""
    told = json.dumps(
        {**ARTICLE, "headline": nothing, "articleSection": nothing, "keywords": [nothing]}
        | dict.fromkeys(("author", "creator", "contributor", "editor"), nothing)
    )
    metas = "".join(f'<meta property="{name}" content="{nothing}">' for name in METAS)
    result = read(head=f"{metas}<script type='application/ld+json'>{told}</script>")

    assert isinstance(result, Article)
    assert (result.headline, result.section, result.tags) == ("Council votes to repair bridge", (), ())
    assert (result.authors, result.desk, result.description) == ((), None, None)


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("", "<time datetime='2026-05-17T10:00:00Z'>{}</time>"),
        ("", "<p class=byline>By Jane Roe | {} hours ago</p>"),
        ("", "<a rel=next href='/page/{}'>next</a>"),
        ("<link rel=canonical href='https://ledger.example/{}'>", ""),
        ("<link rel=canonical href='https://ledger.example/page/{}'>", ""),
        ("<meta property='article:published_time' content='/Date({})/'>", ""),
    ],
)
def test_numbers_without_end(head: str, above: str) -> None:
    """Python makes no number of more than 4,300 digits; one in an address or a time element cost the article."""
    digits = "9" * 5_000
    result = read(head=head.format(digits), above=f"<h1>Council votes to repair bridge</h1>{above.format(digits)}")

    assert isinstance(result, Article)
    is_sound(result)
