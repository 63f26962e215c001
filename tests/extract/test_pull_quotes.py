"""Quotations set beside the text that the text says as well."""

import pytest

from tests.extract.cms_page import PARAGRAPHS, TEXT, article, page

SAID = PARAGRAPHS[3][:80]


def body_with(box: str) -> list[str]:
    """Return the body of a page with a box between the first two paragraphs."""
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    found = article(page().replace(TEXT, "".join((*paragraphs[:1], box, *paragraphs[1:]))))
    return [block.text for block in found.body]


@pytest.mark.parametrize(
    "box",
    [
        f"<blockquote><p>{SAID}</p></blockquote>",
        f"<blockquote>{SAID} <cite>A clerk of Carenza</cite></blockquote>",
        f"<aside class=pullquote><p class=quote>{SAID}</p></aside>",
    ],
)
def test_what_a_paragraph_says_is_said_once(box: str) -> None:
    """Editors pull a sentence out to catch the eye."""
    assert body_with(box) == list(PARAGRAPHS)


def test_what_only_the_quotation_says_is_text() -> None:
    """A story quotes people, and a box is no sign of a copy."""
    said = "Nobody has asked us in all these years what we think of it, said a man at the door of the mill."

    assert said in body_with(f"<blockquote><p>{said}</p></blockquote>")
