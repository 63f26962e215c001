"""Sections as the page declares and prints them."""

import json

import pytest

from tests.extract.cms_page import TEXT, article, page

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
        ('<div><a href="/all-sections#sport">See all Sport</a></div>', ()),
        ('<ul><li><a href="/contact/">Contact</a></li><li><a href="/privacy/">Privacy</a></li></ul>', ()),
    ],
)
def test_only_a_line_of_its_own_above_the_headline_is_a_kicker(above: str, section: tuple[str, ...]) -> None:
    """A link to the text below or into a list of all sections, and the last entry of the menu stand there too."""
    html = page().replace("<div class=site>", f"{above}<div class=site>")

    assert article(html).section == section


@pytest.mark.parametrize(
    "dates",
    [
        '<a href="/2026/">2026</a> <a href="/2026/11/">Noviembre</a> <a href="/2026/11/27/">27</a>',
        '<a href="https://paper.example/archive/2026/11">November 2026</a>',
    ],
)
def test_an_archive_by_date_is_no_section(dates: str) -> None:
    """Systems that file by day have the day in their trail, in print and in JSON-LD; the category is linked beside."""
    crumbs = f'<div class="breadcrumbs"><a href="/">Home</a> {dates}</div>'
    node = (
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem",'
        ' "item": {"@id": "https://paper.example/2026/11/", "name": "November"}}]}</script>'
    )
    category = '<a href="/category/local/">Local</a>'

    assert article(page(head=node, above=crumbs + category)).section == ("Local",)
    assert article(page(above=f'<div class="breadcrumbs"><a href="/region/">Region</a> {dates}</div>')).section == (
        "Region",
    )


def test_the_section_in_a_property_counts_where_nothing_else_names_one() -> None:
    """A second one is a tag, more are those of teasers."""
    marked = "".join(f'<span itemprop="articleSection">{name}</span> ' for name in ("Local", "Bridges"))
    teasers = "".join(f'<span itemprop="articleSection">{name}</span> ' for name in ("Sport", "Food", "Law"))

    assert article(page(above=f"<p>{marked}</p>")).section == ("Local",)
    assert article(page(above=f'<a href="/category/town/">Town</a><p>{marked}</p>')).section == ("Town",)
    assert article(page(after=f"<p>{teasers}</p>")).section == ()


@pytest.mark.parametrize("kind", [["OpinionNewsArticle", {}], [[None], "OpinionNewsArticle"], "OpinionNewsArticle"])
def test_a_declared_type_among_nonsense_is_the_genre(kind: object) -> None:
    """What is no name of a type says nothing, and costs neither the others nor the article."""
    declared = json.dumps({"@type": ["NewsArticle", *kind] if isinstance(kind, list) else kind, "headline": "x"})

    assert article(page(head=f'<script type="application/ld+json">{declared}</script>'), URL).genre == "opinion"


@pytest.mark.parametrize("home", ["Αρχική", "Kezdőlap", "Tarrow Post Online"])
def test_the_step_to_the_first_page_is_no_section(home: str) -> None:
    """Whatever it is called: in a declared trail, in one that a class names, and in a line with arrows."""
    steps = [(home, "https://paper.example/"), ("Sport", "https://paper.example/sport/")]
    items = [{"@type": "ListItem", "position": n, "name": name, "item": item} for n, (name, item) in enumerate(steps)]
    declared = json.dumps({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items})
    links = "".join(f'<li><a href="{item}">{name}</a></li>' for name, item in steps)

    head = f'<script type="application/ld+json">{declared}</script>'
    assert article(page(head=head)).section == ("Sport",)
    assert article(page(above=f"<ul class=breadcrumb>{links}</ul>")).section == ("Sport",)


def test_a_line_of_linked_steps_above_the_headline_is_a_trail() -> None:
    """An old layout sets menu and text in tables; the last row of the menu is no section."""
    menu = "<tr><td><a href=sport.asp>Sport</a></td></tr><tr><td><a href=about.asp>About us</a></td></tr>"
    trail = "<font><a href=default.asp>Home</a> &gt; <a href=sport.asp>Sport</a></font><br>"
    title = "<font><b>Mill bridge opens again</b></font><br>"

    def old(*lines: str) -> str:
        table = f"<table><tr><td><table>{menu}</table></td><td>{''.join(lines)}<div>{TEXT}</div></td></tr></table>"
        return f"<html lang=en><head><title>Mill bridge opens again</title></head><body>{table}</body></html>"

    assert article(old(trail, title)).section == ("Sport",)
    assert article(old(title)).section == ()


def test_a_line_that_leads_home_to_an_article_or_to_a_network_is_no_section() -> None:
    """Buttons to share stand in trails, and a teaser's button right above the headline."""
    crumbs = (
        '<p class="breadcrumb"><a href="/local/">Local</a> <a href="//www.facebook.com/sharer.php?u=x">Share</a></p>'
    )
    assert article(page(above=crumbs)).section == ("Local",)

    for href in ("/", "/2025/05/ferry-runs-late-again-after-storm.html"):
        html = page().replace("<h1>", f'<div><a href="{href}">View</a></div><h1>')
        assert article(html).section == ()


def test_an_address_is_no_sections_name() -> None:
    """Some systems print a short link where a section stands elsewhere."""
    head = '<meta property="article:section" content="https://paper.example/c/7">'

    assert article(page(head=head, above='<a href="/category/local/">Local</a>')).section == ("Local",)


@pytest.mark.parametrize("between", ["<span>Sport:</span> ", "<small>Sport</small> | ", "<b>Sport</b> "])
def test_a_kicker_may_stand_in_the_headline_s_own_element(between: str) -> None:
    """It is the section where the page links to one of that name, and no part of the headline."""
    html = page(head='<meta property="og:title" content="Mill bridge opens again">', after='<a href="/s1/">Sport</a>')
    found = article(html.replace("<h1>", f"<h1>{between}"))

    assert (found.section, found.headline) == (("Sport",), "Mill bridge opens again")


def test_steps_with_a_slash_between_them_are_a_trail_where_the_page_links_each() -> None:
    """No class tells them; "Film/TV" that is linked as a whole is one section."""
    trail = "<div class=q1><a href='/'>Lanyon Post</a><span>/</span><a href='/s7/'>Общество</a></div>"
    whole = "<div class=q1><a href='/film-tv/'>Film/TV</a></div>"

    assert article(page().replace("<div class=site>", f"{trail}<div class=site>")).section[-1:] == ("Общество",)
    assert article(page().replace("<div class=site>", f"{whole}<div class=site>")).section == ("Film/TV",)


def test_one_character_may_be_a_keyword_in_a_script_of_whole_words() -> None:
    """A letter is none."""
    head = "".join(f'<meta property="article:tag" content="{tag}">' for tag in ("水", "물", "A", "Bridge"))

    links = '<a rel="tag" href="/tag/1">물</a> <a rel="tag" href="/tag/2">Bridge</a> <a rel="tag" href="/tag/3">A</a>'

    assert article(page(head=head)).tags == ("水", "물", "Bridge")
    assert article(page(below=links)).tags == ("물", "Bridge")


def test_a_row_of_links_to_accounts_is_no_trail() -> None:
    """They stand above the headline, with slashes between, as the steps of a trail do."""
    row = '<div class="breadcrumb"><a href="/login">Log in</a> / <a href="/register">Register</a></div>'

    assert article(page(above=row)).section == ()


@pytest.mark.parametrize(("name", "section"), [("list-category", ("Sport",)), ("list-place", ())])
def test_a_line_below_the_headline_may_name_the_section(name: str, section: tuple[str, ...]) -> None:
    """It stands in an element named for one, without a link of its own, and the menu links to it."""
    meta = f"<p><span class=list-date>17.05.2025</span><span class={name}>Sport</span></p>"

    assert article(page(above=meta, after='<a href="/s1/">Sport</a>')).section == section
    assert article(page(above=meta)).section == ()
