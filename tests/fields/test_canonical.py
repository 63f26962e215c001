"""The page's own word on its address, and when it is not taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fields.canonical import choose_canonical
from crawler.fields.urls import canonicalize_url

HOME = "https://paper.example/"
SLUG = "https://paper.example/local/bridge-opens-today"


@pytest.mark.parametrize(
    ("final", "declared", "chosen"),
    [
        (SLUG, None, SLUG),
        (SLUG, " ", SLUG),
        (f"{SLUG}?page_source=a7", SLUG, SLUG),
        (f"{SLUG}/amp/", f"{SLUG}/", f"{SLUG}/"),
        (SLUG, "/local/bridge-opens-at-last", "https://paper.example/local/bridge-opens-at-last"),
        (SLUG, "http://www.paper.example/local/bridge-opens-today", "https://www.paper.example/local/bridge-opens-today"),
        (SLUG.replace("https", "http"), SLUG, SLUG),
        (SLUG, "https://paper.example/", SLUG),
        (SLUG, "https://www.paper.example", SLUG),
        (SLUG, "https://paper.example/index.html", SLUG),
        (SLUG, "https://paper.example/local", SLUG),
        (SLUG, "https://paper.example/local/", SLUG),
        (SLUG, "https://other.example/local/bridge-opens-today", SLUG),
        (SLUG, "https://paper.example:8443/local/bridge-opens-today", SLUG),
        (SLUG, "javascript:void(0)", SLUG),
        (SLUG, "https://paper.example/{{ slug }}", SLUG),
        (SLUG, "https://paper.example/undefined", SLUG),
        (f"{SLUG}/2", SLUG, SLUG),
        ("https://paper.example/story.php?id=7", "https://paper.example/story.php", "https://paper.example/story.php?id=7"),
        ("https://paper.example/?p=7", SLUG, SLUG),
        ("https://paper.example/?p=7", "https://paper.example/", "https://paper.example/?p=7"),
        (SLUG, "https://paper.example/?p=7", "https://paper.example/?p=7"),
        (SLUG, "https://paper.example/category/sports/", SLUG),
        (SLUG, "https://paper.example/tag/bridges", SLUG),
        (SLUG, "https://paper.example/?s=bridge", SLUG),
        (SLUG, "https://sport.paper.example/bridge-opens-today", "https://sport.paper.example/bridge-opens-today"),
    ],
)  # fmt: skip
def test_the_declared_canonical_is_believed_with_care(final: str, declared: str | None, chosen: str) -> None:
    """Never another site or port, the home page, a list, the section above, or the script without the article's id."""
    assert choose_canonical(final, declared, HOME) == chosen


@pytest.mark.parametrize(
    ("declared", "is_believed"),
    [
        ("https://paper.example/local/council-votes-budget-again", False),
        ("https://paper.example/local/council-votes-budget-again/", False),
        ("https://paper.example/local/old-bridge-opens", True),
        ("https://paper.example/local/a7", True),
        ("https://paper.example/?p=7", True),
    ],
)
def test_a_canonical_named_after_another_story_is_not_believed(declared: str, is_believed: bool) -> None:
    """Some templates name the newest article on every page; believing them would lose that one."""
    url = "https://paper.example/local/mill-bridge-opens-today"

    chosen = choose_canonical(url, declared, HOME, "Mill bridge opens today after 9 years")

    assert chosen == (canonicalize_url(declared) if is_believed else url)


def test_a_story_with_a_number_may_change_its_name() -> None:
    """The number tells the article; the words follow the headline of the day."""
    url, declared = (
        f"https://paper.example/{slug}-104593" for slug in ("mill-bridge-opens-today", "police-hunt-drivers")
    )

    assert choose_canonical(url, declared, HOME, "Mill bridge opens today") == declared


def test_another_port_is_another_site() -> None:
    """A canonical of the server next door is not believed."""
    assert choose_canonical("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a", "http://127.0.0.1:8001/") == (
        "http://127.0.0.1:8001/a"
    )


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda rest: f"https://paper.example/{rest}"))
def test_any_declaration_is_survived(declared: str) -> None:
    """Whatever the page declares, the outcome is a canonical address of the outlet's site."""
    chosen = choose_canonical(SLUG, declared, HOME)

    assert chosen.startswith("https://")
    assert canonicalize_url(chosen) == chosen
