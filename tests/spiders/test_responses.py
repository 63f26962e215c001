"""Which answers bring a page, which say that nothing changed, and what the others are counted as."""

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.spiders.responses import is_unchanged, is_whole, status_failure

URL = "https://paper.example/story"


@pytest.mark.parametrize(("status", "is_page"), [(200, True), (203, True), (206, False), (301, False), (404, False)])
def test_a_part_of_a_page_is_no_page(status: int, is_page: bool) -> None:
    """Nobody asked for a range, so a 206 is half of something."""
    assert is_whole(Response(URL, status=status)) is is_page


@pytest.mark.parametrize(
    ("sent", "is_believed"), [({}, False), ({"If-None-Match": '"a"'}, True), ({"If-Modified-Since": "x"}, True)]
)
def test_unchanged_is_believed_where_it_was_asked(sent: dict[str, str], is_believed: bool) -> None:
    """A 304 to a plain request would hide a page for ever."""
    response = Response(URL, status=304, request=Request(URL, headers=sent))

    assert is_unchanged(response) is is_believed


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (404, ("http_404", False)),
        (401, ("http_401", False)),
        (403, ("http_403", True)),
        (503, ("http_503", True)),
        (206, ("http_206", True)),
        (304, ("http_304", True)),
        (0, ("bad_status", True)),
        (99999, ("bad_status", True)),
    ],
)
def test_a_status_has_a_code(status: int, failure: tuple[str, bool]) -> None:
    """One of a bounded number, whatever a server invents; some are worth another run."""
    assert status_failure(Response(URL, status=status)) == failure
