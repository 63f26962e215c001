"""Credits and dates as the themes print them, beside what is true of them."""

import re
from datetime import datetime

import pytest

from crawler.demo import Newspaper
from crawler.demo.edition import Edition
from crawler.demo.printed import Printed, print_article


def _printed(edition: Edition) -> list[Printed]:
    return [print_article(edition.article(i), edition.profile, edition.theme, edition.present) for i in range(36)]


@pytest.mark.parametrize("number", range(3))
def test_every_article_says_when(number: int) -> None:
    """A date is printed beside the byline or in the line that opens the text; what is expected is a real date."""
    for printed in _printed(Newspaper().editions()[number]):
        assert printed.date or re.search(r"\d{4}", printed.byline + printed.line)
        assert datetime.fromisoformat(printed.expected_date).tzinfo or printed.precision == "day"


def test_the_table_layout_prints_many_forms() -> None:
    """Slashes, dots, ordinals with zone, abbreviations and plain days are all there."""
    dates = " | ".join(printed.date for printed in _printed(Newspaper().editions()[2]))

    for form in (
        r"Posted: \d\d/\d\d/\d{4} \d\d:\d\d",
        r"\d\d\.\d\d\.\d{4}",
        r"\d(st|nd|rd|th) \w+ \d{4}, .*(GMT|BST)",
        r"\w{3}, \d+ \w{3} \d{4}",
    ):
        assert re.search(form, dates), form


def test_american_times_name_their_zone() -> None:
    """The block theme's dates fall on both sides of the end of daylight saving time."""
    dates = " | ".join(printed.date for printed in _printed(Newspaper().editions()[1]))

    assert "MST" in dates
    assert "MDT" in dates


def test_relative_dates_only_where_the_clock_is_real() -> None:
    """A page says "yesterday" or "3 hours ago" only if the newspaper's clock is the reader's."""
    still, live = (Newspaper(is_live=is_live).editions()[2] for is_live in (False, True))

    relative = [[p for p in _printed(edition) if re.search("ago|yesterday", p.date)] for edition in (still, live)]

    assert relative[0] == []
    assert relative[1]


def test_all_capitals_and_other_lines() -> None:
    """The forms of bylines that newsrooms print are there."""
    for edition in Newspaper().editions():
        printed = _printed(edition)
        bylines = " | ".join(p.byline for p in printed)
        assert re.search(r"BY [A-Z’. -]+ \|", bylines)
        assert re.search(r"(By|Report:) [^|]*; photos by ", bylines)
        assert any(re.search(r" Desk / .* / \d", p.line) for p in printed)
