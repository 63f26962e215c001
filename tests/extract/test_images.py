"""Pictures of an article: who took them, and the captions that are no text."""

import pytest

from tests.extract.cms_page import PARAGRAPHS, article, page

PICTURE = '<img src="/bridge.jpg" alt="" width="800" height="500">'


@pytest.mark.parametrize(
    ("printed", "caption", "photographer"),
    [
        ("The old bridge. Photo: Jane Roe", "The old bridge.", "Jane Roe"),
        ("Vanha silta. Kuva: Elina Saarnisto", "Vanha silta.", "Elina Saarnisto"),
        ("Старый мост. Фото: Андрей Липов", "Старый мост.", "Андрей Липов"),
        ("古い橋。写真：葛原 直子", "古い橋。", "葛原 直子"),
        ("A régi híd (Fotó: Vadas Péter)", "A régi híd", "Vadas Péter"),
        ("Stary most, fot. Ewa Lipska / PAP", "Stary most,", "Ewa Lipska / PAP"),
        ("What the town asks: Who pays", "What the town asks: Who pays", None),
    ],
)
def test_a_credit_is_told_from_the_caption_in_any_language(
    printed: str, caption: str, photographer: str | None
) -> None:
    """By the language's own word for pictures before the last colon."""
    figure = f"<figure>{PICTURE}<figcaption>{printed}</figcaption></figure>"

    found = article(page().replace(f"<p>{PARAGRAPHS[1]}</p>", f"<p>{PARAGRAPHS[1]}</p>{figure}"))

    assert [(image.caption, image.credit) for image in found.images if image.caption] == [(caption, photographer)]


@pytest.mark.parametrize("tags", [("<em>", "</em>"), ("", "")])
def test_a_credited_line_right_below_a_picture_is_no_text(tags: tuple[str, str]) -> None:
    """Markdown has no captions: writers put them below the picture, in italics."""
    line = "The old bridge was closed for twelve weeks after the flood, and nobody was told. Kuva: Elina Saarnisto"
    below = f"<p>{PICTURE}</p><p>{tags[0]}{line}{tags[1]}</p>"

    found = article(page().replace(f"<p>{PARAGRAPHS[1]}</p>", f"<p>{PARAGRAPHS[1]}</p>{below}"))

    assert found.body_text.split("\n\n") == PARAGRAPHS


def test_a_line_in_italics_below_a_picture_without_a_credit_is_text() -> None:
    """It may be what somebody says."""
    line = "The old bridge was closed for twelve weeks after the flood, and nobody was told why it had to be so."
    below = f"<p>{PICTURE}</p><p><em>{line}</em></p>"

    found = article(page().replace(f"<p>{PARAGRAPHS[1]}</p>", f"<p>{PARAGRAPHS[1]}</p>{below}"))

    assert line in found.body_text
