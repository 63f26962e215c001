"""Lines that are marked as an author's by the names of their elements."""

import pytest

from tests.extract.cms_page import URL, article, page


def test_a_box_called_footer_above_the_text_is_the_headlines() -> None:
    """A content system closes its head with date, category and author; nothing but a style sheet parts the three."""
    parts = "<span class=list-date>17.05.2025</span><span class=list-category>Town</span>"
    found = article(
        page(above=f"<div class=footer><p>{parts}<span class=list-author>By Edith Inchbald</span></p></div>")
    )

    assert [author.name for author in found.authors] == ["Edith Inchbald"]


@pytest.mark.parametrize("label", ["Written by: ", "Owner of this text: ", "本文作者："])
def test_a_notice_of_copyright_below_the_text_names_its_author(label: str) -> None:
    """Whatever it calls the author; the outlet, which the head declares, has only put the text up."""
    notice = f'<div class="post-copyright"><ul><li class="post-copyright-author"><strong>{label}</strong>Edith Inchbald'
    head = (
        '<meta property="article:author" content="Carenza Mail"><meta property="og:site_name" content="Carenza Mail">'
    )

    found = article(page(below=f"{notice}</li><li><strong>Link:</strong> {URL}</li></ul></div>", head=head))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]
