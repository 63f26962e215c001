"""What readers of a page ask its elements for."""

import pytest

from crawler.page.elements import text_of
from crawler.page.page import parse_html


@pytest.mark.parametrize(
    "inside", ["", "Sport", "<b>Sport</b> and <i>leisure</i>", "Sport<br>news", "<img src=a.png>", "a<!-- b -->c"]
)
def test_all_text_inside_an_element_is_read(inside: str) -> None:
    """With elements in it or without, the text is what lxml's own way gives."""
    link = parse_html(f"<p><a href=/x>{inside}</a> after</p>").find(".//a")

    assert link is not None
    assert text_of(link) == link.text_content()
