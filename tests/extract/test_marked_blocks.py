"""Lines that are marked as an author's by the names of their elements."""

from tests.extract.cms_page import article, page


def test_a_box_called_footer_above_the_text_is_the_headlines() -> None:
    """A content system closes its head with date, category and author; nothing but a style sheet parts the three."""
    parts = "<span class=list-date>17.05.2025</span><span class=list-category>Town</span>"
    found = article(
        page(above=f"<div class=footer><p>{parts}<span class=list-author>By Edith Inchbald</span></p></div>")
    )

    assert [author.name for author in found.authors] == ["Edith Inchbald"]
