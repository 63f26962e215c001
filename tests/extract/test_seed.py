"""The first case of the record's contract: one article, three layouts, the same record to the letter."""

from datetime import UTC, datetime

import pytest

from crawler.demo import seed_pages
from crawler.demo.profiles import ThemeName
from crawler.demo.seed import SEED_PATH, seed_article
from crawler.extract.article import PageInput, extract_article
from crawler.items import Article, Author
from crawler.outlets.outlet import outlet_from_url

URL = f"http://127.0.0.1:8001{SEED_PATH}"


def extract(theme: ThemeName) -> Article:
    """Return the record of the seed article in a theme, as a crawl of a bare URL would extract it."""
    page = PageInput(
        body=seed_pages()[theme], url=URL, fetched_at=datetime(2025, 5, 18, tzinfo=UTC), outlet=outlet_from_url(URL)
    )
    article = extract_article(page)
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("theme", ["magazine", "blocks", "table"])
def test_the_seed_comes_out_exactly_on_every_layout(theme: ThemeName) -> None:
    """Section, headline, byline, people, desk and day are told apart, and the body is the eight paragraphs."""
    article = extract(theme)

    assert article.section == ("World",)
    assert article.headline == "Ukraine urges allies to maintain pressure on Russia as talks result in no ceasefire."
    assert article.byline_raw == "News Mania Desk / Piyal Chatterjee / 17th May 2025"
    assert article.authors == (Author(name="Piyal Chatterjee", role="reporter"),)
    assert (article.desk, article.agencies) == ("News Mania Desk", ())
    assert (article.date_published, article.date_precision) == ("2025-05-17", "day")
    assert article.language == "en"
    assert tuple(block.text for block in article.body) == seed_article().paragraphs
    assert {block.type for block in article.body} == {"paragraph"}
    assert article.body_text == "\n\n".join(seed_article().paragraphs)
    assert article.standfirst is None
