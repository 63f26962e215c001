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


@pytest.mark.parametrize(
    ("link", "section"),
    [
        (
            '<div class="crumbs"><a href="/">Home</a> / <a href="/news/local-life/">Local Life</a></div>',
            ("Local Life",),
        ),
        ('<div class="x"><a href="https://paper.example/news/local-life">Local life</a></div>', ("Local life",)),
        ('<div class="x"><a href="/news/local-life/">Back to the list</a></div>', ()),
        ('<div class="x"><a href="/sport/">Sport</a></div>', ()),
    ],
)
def test_a_link_to_the_articles_own_folder_that_prints_its_name_is_the_section(
    link: str, section: tuple[str, ...]
) -> None:
    """Trails and labels whose elements are named by a style sheet's tool, or not at all."""
    url = "https://paper.example/news/local-life/mill-bridge-opens-again"

    assert article(page(above=link), url=url).section == section


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


AUTHOR = '<a href="/author/edith-inchbald.html">Edith Inchbald</a>'


def names(html: str) -> list[str]:
    """Return the authors of the page's article."""
    return [author.name for author in article(html).authors]


@pytest.mark.parametrize(
    "line",
    [
        f"<address>By {AUTHOR}</address>",
        f"<p>Created: Sat 17 May 2025. {AUTHOR}</p>",
        f'<p class="line"><a href="/">Carenza Mail</a> | <a href="/category/sport.html">Sport</a> | {AUTHOR}</p>',
        '<p>by <a href="/?author=3">Edith Inchbald</a> <a href="/tag/bridges">bridges</a></p>',
    ],
)
def test_a_link_to_an_authors_page_names_the_author(line: str) -> None:
    """In any language and below any text; a category or tag in the same line is none."""
    assert names(page(above=line)) == ["Edith Inchbald"]
    assert names(page(below=line)) == ["Edith Inchbald"]


def test_two_linked_authors_need_no_word_between_them() -> None:
    """Some themes print nothing but a blank there."""
    line = f'<address>By {AUTHOR} <a href="/author/lionel-brackley.html">Lionel Brackley</a></address>'

    assert names(page(above=line)) == ["Edith Inchbald", "Lionel Brackley"]
    assert names(page(above=line.replace("<address>", '<address class="vcard author">'))) == [
        "Edith Inchbald",
        "Lionel Brackley",
    ]


@pytest.mark.parametrize(("account", "people"), [("jane_roe", ["Jane Roe"]), ("site_admin", [])])
def test_an_account_that_spells_a_name_is_that_person(account: str, people: list[str]) -> None:
    """Some systems print the account that they link to its page, with an underscore for the blank."""
    line = f'<ul><li><a href="/author/{account}/"> {account} </a></li><li>17 May 2025</li></ul>'

    assert names(page(above=line)) == people


def test_a_licence_is_no_author() -> None:
    """Its address has "by" in it, and the head's author is an agency."""
    licence = 'Under a <a href="https://creativecommons.org/licenses/by/4.0/deed.en" rel="license">CC</a> licence'

    found = article(page(below=f"<p>{licence}</p>", head='<meta name="author" content="Reuters">'))

    assert (found.authors, found.agencies) == ((), ("Reuters",))


def test_the_line_of_a_linked_name_tells_its_role() -> None:
    """An editor whose name is linked is no reporter."""
    editor = '<p>Editor: <a href="/author/lionel-brackley">Lionel Brackley</a></p>'

    found = article(page(above=f"<p>By {AUTHOR}</p>", below=editor))

    assert ("Edith Inchbald", "reporter") in [(author.name, author.role) for author in found.authors]
    assert ("Lionel Brackley", "reporter") not in [(author.name, author.role) for author in found.authors]


def test_an_account_with_a_tag_behind_it_is_nobody() -> None:
    """ "by admin festival" is an account and a tag, which the page prints side by side."""
    line = '<p>by <a href="/author/admin">admin</a> <a class="tag" href="/tag/festival">festival</a></p>'

    assert names(page(above=line)) == []


def test_links_inside_the_text_file_nothing() -> None:
    """A writer links topics, and an author's page, from the middle of a sentence."""
    topics = (
        'to open <a href="/tag/mills" rel="tag">the old mill</a>, as <a href="/author/tom-hale">Tom Hale</a> wrote,'
    )
    html = page().replace("to open the old mill", topics, 1)

    found = article(html)

    assert (found.tags, found.authors) == ((), ())


@pytest.mark.parametrize(
    "entry",
    ['<span style="font-size: 40px"><a href="{}">{}</a>, </span>', '<a style="font-size:1.2em" href="{}">{}</a> '],
)
def test_keywords_in_sizes_of_their_own_are_a_cloud(entry: str) -> None:
    """Old layouts put it beside the text, in one table and without a name."""
    cloud = "".join(entry.format(f"/tag/{name}/", name) for name in ("bridges", "ferry", "floods"))
    found = article(page(below=f"{TAGS}<fieldset>{cloud}</fieldset>"))

    assert found.tags == ("bridges", "mill")


def test_a_navigation_of_tags_is_read() -> None:
    """Some themes put an article's tags into a `nav` of that name; a menu is another thing."""
    tags = '<nav class="article-tags"><a href="/tag/bridges">bridges</a> <a href="/tag/mill">mill</a></nav>'
    menu = '<nav class="menu"><a href="/tag/ferry">ferry</a></nav>'

    assert article(page(after=tags + menu)).tags == ("bridges", "mill")


def test_the_number_of_texts_filed_there_is_no_part_of_a_tag() -> None:
    """Some print it beside the word, inside the link."""
    counted = (
        '<div class="tags"><a href="/tags/mill/">mill<sup>12</sup></a> <a href="/tags/7/">Section 7</a> '
        '<a href="/tags/mill/"><span>mill<span class="n">12</span></span></a></div>'
    )

    assert article(page(below=counted)).tags == ("mill", "Section 7")


def test_a_list_of_all_authors_and_sections_with_numbers_is_not_the_articles() -> None:
    """Beside the text a blog lists everybody who writes, each with the number of texts."""
    mine = '<h6>Posted by: <a href="/blog/author/u7/">Edith Inchbald</a></h6>'
    everybody = (
        '<h3>Authors</h3><ul><li><a href="/blog/author/u1/">News Desk</a> (8)</li>'
        '<li><a href="/blog/author/u2/">Hugo Dunfield</a> (12)</li></ul>'
        '<h3>Categories</h3><ul><li><a href="/blog/category/sport/">Sport</a> (14)</li></ul>'
    )

    found = article(page(above=mine, below=everybody))

    assert ([author.name for author in found.authors], found.desk, found.section) == (["Edith Inchbald"], None, ())
