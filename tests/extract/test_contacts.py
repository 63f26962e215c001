"""Lines at a text's end that tell how to reach its writer, on pages as content systems write them."""

import pytest

from tests.extract.cms_page import PARAGRAPHS, TEXT, article, page

BYLINE = "<p class=byline>By Edith Inchbald</p>"


@pytest.mark.parametrize(
    "line",
    [
        "<em>Edith Inchbald covers schools for the Post. Reach her at einchbald@post.example.</em>",
        "Contact reporter Edith Inchbald at einchbald@post.example or 555-0100.",
        "Edith Inchbald schreibt über Schulen, @einchbald.",
    ],
)
def test_how_to_reach_the_writer_is_no_part_of_the_text(line: str) -> None:
    """Newspapers end their stories so, in an element like every paragraph's."""
    found = article(page(above=BYLINE).replace(TEXT, f"{TEXT}<p>{line}</p>"))

    assert [block.text for block in found.body] == PARAGRAPHS
    assert found.word_count == sum(len(paragraph.split()) for paragraph in PARAGRAPHS)
    assert [author.name for author in found.authors] == ["Edith Inchbald"]


@pytest.mark.parametrize(
    "line",
    [
        "Residents can write to Hal Dunmore, who answers for the council, at bridge@carenza.example.",
        "“I read what Edith Inchbald wrote,” the mayor said, and gave bridge@carenza.example as his address.",
        "Edith Inchbald was on the bridge when the first lorry crossed it early on Wednesday.",
    ],
)
def test_an_address_or_a_name_alone_is_text(line: str) -> None:
    """Stories end with where to write, and name their writers."""
    found = article(page(above=BYLINE).replace(TEXT, f"{TEXT}<p>{line}</p>"))

    assert found.body[-1].text == line
