"""Who else had an opinion of the body: what a record says of the candidates that lost."""

import json
from datetime import UTC, datetime

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

SENTENCE = "The council of Hexley said on Tuesday that the bridge over the river would open again in the spring."


def article_of(body: str, head: str = "") -> Article:
    html = f"<html lang=en><head><title>Bridge opens in spring</title>{head}</head><body>{body}</body></html>"
    url = "https://www.paper.example/county/bridge-opens-in-spring"
    now = datetime(2026, 5, 20, tzinfo=UTC)
    article = extract_article(
        PageInput(body=html.encode(), url=url, fetched_at=now, outlet=outlet_from_url(url), force=True)
    )
    assert isinstance(article, Article)
    return article


def test_a_clear_page_says_that_its_blocks_decided_and_what_was_declared() -> None:
    """A declared text that breaks off shows as one that is kept whole, though it lost."""
    paragraphs = [f"{SENTENCE} It was {n} years old." for n in range(9)]
    declared = {"@type": "NewsArticle", "headline": "Bridge opens in spring", "articleBody": "".join(paragraphs[:4])}
    head = f'<script type="application/ld+json">{json.dumps(declared)}</script>'
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)

    article = article_of(
        f"<article><h1>Bridge opens in spring</h1><div class=article-body>{text}</div></article>", head
    )

    told = article.provenance["body"]
    assert article.extraction.method == told.raw == "blocks"
    size = len("".join("".join(paragraphs[:4]).split()))
    assert [rival.raw for rival in told.rejected] == [f"structured: articleBody, {size} characters, 100% of them kept"]


def test_a_doubtful_page_says_what_trafilatura_kept() -> None:
    """Where the page alone leaves a doubt, trafilatura is asked, and its text is named beside the body's."""
    article = article_of(
        "<h1>Bridge opens in spring</h1><p>Closed on Monday, open on Tuesday.</p><p>By the council</p>"
    )

    told = article.provenance["body"]
    assert article.extraction.method == told.raw == "readable"
    assert [rival.raw.partition(":")[0] for rival in told.rejected] == ["trafilatura"]
