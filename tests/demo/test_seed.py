"""The seed article in three themes."""

import html
import re

import pytest

from crawler.demo import seed_pages
from crawler.demo.profiles import ThemeName
from crawler.demo.seed import seed_article


def test_the_seed_is_eight_paragraphs() -> None:
    """The chrome at the end of the plain scrape is no part of the article."""
    seed = seed_article()

    assert len(seed.paragraphs) == 8
    assert seed.paragraphs[0].startswith("Ukraine sought backing")
    assert seed.paragraphs[-1].endswith("continue our negotiations.”")


@pytest.mark.parametrize(("theme", "charset"), [("magazine", "utf-8"), ("blocks", "utf-8"), ("table", "windows-1252")])
def test_the_text_stands_unchanged_in_every_theme(theme: ThemeName, charset: str) -> None:
    """Line and paragraphs are on the page as written, followed by the chrome that must not reach a body."""
    page = html.unescape(seed_pages()[theme].decode(charset))
    seed = seed_article()

    assert all(text in page for text in (seed.headline, seed.line, *seed.paragraphs))
    assert page.index(seed.paragraphs[-1]) < page.index("Leave a Reply")


@pytest.mark.parametrize("theme", ["magazine", "blocks", "table"])
def test_no_markup_tells_author_or_date(theme: ThemeName) -> None:
    """All that can be known of author and date is the line in the text."""
    page = seed_pages()[theme]

    assert page.count(b"Piyal Chatterjee") == 1
    assert not re.search(rb"datePublished|published_time|<time", page)
