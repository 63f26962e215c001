"""What counts as a right date."""

from datetime import timedelta

import pytest

from crawler.demo import ExpectedArticle, Newspaper
from crawler.demo.addresses import addresses
from crawler.demo.composer import Composer
from crawler.demo.surroundings import surroundings
from crawler.demo.truth import expected_articles


@pytest.fixture(scope="module")
def articles() -> list[ExpectedArticle]:
    """The truth of the first outlet: the seed article is the last."""
    edition = Newspaper().editions()[0]
    home = "http://127.0.0.1:1/"
    website = Composer(edition, home, surroundings(edition, addresses(edition.profile.addresses), home))
    return list(expected_articles(website))


def test_the_same_instant_in_any_zone_is_right(articles: list[ExpectedArticle]) -> None:
    """An instant is compared as an instant, to the minute."""
    published = articles[0].published
    assert published is not None

    assert articles[0].is_dated(published.isoformat())
    assert articles[0].is_dated(published.astimezone().isoformat())
    assert not articles[0].is_dated((published + timedelta(minutes=2)).isoformat())


def test_the_plain_day_is_right_in_the_outlets_zone(articles: list[ExpectedArticle]) -> None:
    """A record that knows the day alone is right if it is the outlet's day."""
    published = articles[0].published
    assert published is not None

    assert articles[0].is_dated(f"{published:%Y-%m-%d}")
    assert not articles[0].is_dated(f"{published - timedelta(days=1):%Y-%m-%d}")


@pytest.mark.parametrize("value", [None, "", "2025-11", "soon", "2025-11-20T10:00:00"])
def test_what_is_no_date_is_wrong(articles: list[ExpectedArticle], value: str | None) -> None:
    """A month, a word, nothing, or a time without an offset is not the date."""
    assert not articles[0].is_dated(value)


def test_the_seed_has_a_day_only(articles: list[ExpectedArticle]) -> None:
    """Nothing on the seed's page tells more than the day."""
    assert articles[-1].is_dated("2025-05-17")
    assert not articles[-1].is_dated("2025-05-17T00:00:00Z")
