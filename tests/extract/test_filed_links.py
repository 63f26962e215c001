"""Categories and tags that a page only links beside its text."""

import pytest

from tests.extract.cms_page import article, page

TAGS = (
    '<span class="tags-links">Tagged <a href="/tag/bridges/" rel="tag">bridges</a>, '
    '<a href="/tag/mill/" rel="tag">mill</a></span>'
)
ELSEWHERE = (
    '<div class="widget_tag_cloud tagcloud"><a href="/tag/ferry/">ferry</a> <a href="/tag/floods/">floods</a></div>'
    '<ul><li class="cat-item"><a href="/category/sport/">Sport</a></li></ul>'
)
CARDS = (
    '<section class="more"><article class="card"><a href="/category/sport/" rel="category tag">Sport</a>'
    '<h3><a href="/2025/05/ferry-runs-late">Ferry runs late again</a></h3>'
    '<a href="/tag/ferry/" rel="tag">ferry</a></article></section>'
)


@pytest.mark.parametrize(
    "category",
    [
        '<span class="cat-links">Posted in <a href="/news/local/" rel="category tag">Local</a></span>',
        '<div class="taxonomy-category"><a href="/category/local/" rel="tag">Local</a></div>',
        '<a href="/categories/local/">Local</a>',
        '<a href="https://paper.example/?cat=3">Local</a>',
        '<div class="post-categories"><a href="/local/">Local</a></div>',
    ],
)
def test_category_links_beside_the_text_are_the_section(category: str) -> None:
    """By their rel, their address or the names around them; those of teasers and menus are not."""
    found = article(page(above=category, below=TAGS, after=CARDS, aside=ELSEWHERE))

    assert found.section == ("Local",)
    assert found.tags == ("bridges", "mill")


def test_categories_above_the_article_element_count() -> None:
    """Some themes print headline and category in a banner, outside the box of the text."""
    banner = (
        "<div class=banner><div class=title><h1>Mill bridge opens again</h1>"
        '<div class=line><a href="/categories/local/">Local</a></div></div></div>'
    )
    html = page(aside=ELSEWHERE).replace("<div class=site>", f"{banner}<div class=site>").replace("<header>", "<!--", 1)

    found = article(html.replace("</header>", "-->", 1))

    assert found.section == ("Local",)


def test_linked_tags_come_before_the_words_of_the_whole_site() -> None:
    """`meta keywords` is often one list for every page; declared article tags stay first."""
    site = '<meta name="keywords" content="Carenza, news, paper">'
    declared = '<meta property="article:tag" content="Flood">'

    assert article(page(head=site, below=TAGS)).tags == ("bridges", "mill")
    assert article(page(head=site)).tags == ("Carenza", "news", "paper")
    assert article(page(head=site + declared, below=TAGS)).tags == ("Flood",)


def test_an_article_without_tags_has_none_of_its_neighbours() -> None:
    """Neither the cloud of all tags nor the cards of other articles speak of it."""
    found = article(page(after=CARDS, aside=ELSEWHERE))

    assert found.tags == ()
    assert found.section == ()
