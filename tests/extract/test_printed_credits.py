"""Credits that a page prints without declaring them, on pages as content systems write them."""

import pytest

from tests.extract.cms_page import TEXT, article, page


@pytest.mark.parametrize("meta", ["written by News Desk on May 17, 2025", "May 17, 2025 by News Desk"])
def test_a_desk_printed_above_the_text_stands_beside_the_writer_in_it(meta: str) -> None:
    """A system prints the account that put the text up, and the text opens with who wrote it."""
    found = article(page(above=f"<p class='meta'>{meta}</p>").replace(TEXT, f"<p>By Edith Inchbald</p>{TEXT}"))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]
    assert found.desk == "News Desk"


def test_an_author_is_known_by_a_label_that_only_a_reading_aid_tells() -> None:
    """Icons stand for "author" and "date", and nothing but a style sheet parts what they label."""
    label = '<span aria-label="{}"><a href="#">{}</a></span>'
    meta = label.format("Author", "Edith Inchbald") + label.format("Created on", "2025-05-17")
    found = article(page(above=f"<div class=info>{meta}</div>"))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]
    assert found.date_published == "2025-05-17"
