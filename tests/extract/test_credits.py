"""Who wrote an article, where declared and printed credits differ."""

import json
from datetime import UTC, datetime

import pytest

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

URL = "https://paper.example/county/footbridge"
TEXT = "".join(f"<p>The bridge was closed for {n} weeks last winter, and nobody had told people.</p>" for n in range(9))


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Edith Inchbald, Lionel Brackley", ["Edith Inchbald", "Lionel Brackley"]),
        ("Edith Inchbald", ["Edith Inchbald"]),
    ],
)
def test_declared_contributors_count_where_the_byline_prints_them(printed: str, names: list[str]) -> None:
    """Ghost declares all authors but the first so; elsewhere contributors are editors and photographers."""
    node = {
        "@type": "Article",
        "headline": "Council votes to keep the bridge",
        "author": {"@type": "Person", "name": "Edith Inchbald"},
        "contributor": [{"@type": "Person", "name": "Lionel Brackley"}],
    }
    page = PageInput(
        body=f"""<html><title>Council votes to keep the bridge</title>
        <script type="application/ld+json">{json.dumps(node)}</script><body><h1>Council votes to keep the bridge</h1>
        <h4 class="author-name">{printed}</h4>{TEXT}</body></html>""".encode(),
        url=URL,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
    )

    article = extract_article(page)

    assert isinstance(article, Article)
    assert [author.name for author in article.authors] == names
