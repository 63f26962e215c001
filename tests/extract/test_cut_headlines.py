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
