"""Cut-off articles are told from whole ones, and the demand to subscribe is no part of either's text."""

from datetime import UTC, datetime

import pytest

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

FIRST = "The council said on Tuesday that the bridge over the river would open again in the spring of next year."
SECOND = "Work on the foundations took two months longer than planned, the engineer told the council in October."
LAST = "The mayor thanked the people of the lower town, who had taken the long way round for more than a year."


def article_of(body: str, *, language: str = "en") -> Article:
    """Return the article of a page with that body."""
    html = (
        f"<html lang={language}><title>Bridge</title><body><div><h1>Bridge opens in the spring</h1>{body}</div></body>"
    )
    page = PageInput(
        body=html.encode(),
        url="https://echo.example/2026/11/20/bridge-opens.html",
        fetched_at=datetime(2026, 11, 21, tzinfo=UTC),
        outlet=outlet_from_url("https://echo.example/"),
    )
    result = extract_article(page)
    assert isinstance(result, Article), result
    return result


@pytest.mark.parametrize("box", ["<p>Unlock this story for $1</p>", "<div><h3>Subscribe to continue</h3></div>"])
def test_a_demand_at_the_end_cuts_the_article_off(box: str) -> None:
    """The text is flagged and the demand is out of it."""
    article = article_of(f"<p>{FIRST}</p><p>{SECOND}</p>{box}<p>Cancel anytime, says the small print.</p>")

    assert article.access.truncated
    assert article.access.status == "closed"
    assert [block.text for block in article.body] == [FIRST, SECOND]


def test_a_menus_subscribe_below_a_whole_article_cuts_nothing() -> None:
    """Five of a hundred whole articles have such a line right below."""
    article = article_of(f"<p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p><ul><li>Subscribe</li><li>Log in</li></ul>")

    assert not article.access.truncated
    assert article.access.status == "unknown"


def test_a_demand_that_the_text_goes_on_below_is_a_box() -> None:
    """It is out of the text, and what follows is in it."""
    article = article_of(f"<p>{FIRST}</p><p>{SECOND}</p><p>Unlock this story for $1</p><p>{LAST} {SECOND}</p>")

    assert not article.access.truncated
    assert [block.text for block in article.body] == [FIRST, SECOND, f"{LAST} {SECOND}"]
