"""Headlines that the page's head declares cut."""

import pytest

from tests.extract.cms_page import article, page

LONG = "Marlow Springs council votes to keep the swimming hall open all winter"


@pytest.mark.parametrize(
    ("declared", "heading", "expected"),
    [
        (LONG[:66], LONG, LONG),
        (LONG[:59], LONG, LONG),
        (f"{LONG[:40]}…", LONG, LONG),
        (f"{LONG[:40]} ...", LONG, LONG),
        (LONG, f"{LONG}: The vote in numbers", LONG),
        (LONG, f"{LONG} Two members abstained", LONG),
    ],
)
def test_a_declared_title_that_was_cut_is_the_heading(declared: str, heading: str, expected: str) -> None:
    """Cut in a word, before one in lower case, or with dots for the rest; a heading with an intro is not it."""
    html = page(head=f'<meta property="og:title" content="{declared}">')

    found = article(html.replace("Mill bridge opens again</h1>", f"{heading}</h1>"))

    assert found.headline == expected


@pytest.mark.parametrize(
    ("text", "times"), [("The council voted on the old mill bridge again. ", 20), ("河岸老桥重新开放", 60)]
)
def test_a_text_in_place_of_a_title_is_cut_to_a_headline(text: str, times: int) -> None:
    """A system that has no headlines puts the whole text there: the article must not be lost for it."""
    long = (text * times).strip()

    found = article(page(head=f'<meta property="og:title" content="{long}">').replace("Mill bridge opens again", long))

    assert found.headline.endswith(" …")
    assert 200 < len(found.headline) <= 400
    assert long.startswith(found.headline.removesuffix(" …"))
