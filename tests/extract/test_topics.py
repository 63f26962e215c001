"""Sections as the page declares and prints them."""

import pytest

from tests.extract.cms_page import article, page

URL = "https://paper.example/local-news/mill-bridge-opens-again/"
MENU = (
    '<ul><li><a href="/local-news/">Local News</a></li><li><a href="https://paper.example/sport/">Sport</a></li></ul>'
)


def test_a_folder_declared_as_section_is_called_what_the_menu_calls_it() -> None:
    """Static site generators declare the folder; where no link names it, the folder stays."""
    declared = '<meta property="article:section" content="local-news">'
    teaser = '<a href="/local-news/a-bridge/">Local News</a>'

    assert article(page(head=declared, after=MENU), URL).section == ("Local News",)
    assert article(page(head=declared, after=teaser), URL).section == ("local-news",)


@pytest.mark.parametrize("crumb", ["Blog", "Posts"])
def test_the_folder_of_all_texts_is_no_section(crumb: str) -> None:
    """A category that is linked beside the text tells more than "Blog" in the breadcrumbs."""
    crumbs = f'<ul class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/blog/">{crumb}</a></li></ul>'
    category = '<a href="/category/local/">Local</a>'

    assert article(page(above=crumbs + category)).section == ("Local",)


@pytest.mark.parametrize(
    ("above", "section"),
    [
        ('<div><a href="/sport/">Sport</a></div>', ("Sport",)),
        ('<div><a href="#main">Skip to content</a></div>', ()),
        ('<ul><li><a href="/contact/">Contact</a></li><li><a href="/privacy/">Privacy</a></li></ul>', ()),
    ],
)
def test_only_a_line_of_its_own_above_the_headline_is_a_kicker(above: str, section: tuple[str, ...]) -> None:
    """A link to the text below and the last entry of the menu stand there too."""
    html = page().replace("<div class=site>", f"{above}<div class=site>")

    assert article(html).section == section
