"""Lists of links and teasers after the last paragraph belong to no body."""

from datetime import UTC, datetime

import pytest

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

LINES = [
    f"The bridge was closed for {n} weeks last winter, and nobody had told the people beside it." for n in range(9)
]
URL = "https://paper.example/county/footbridge"
LINKS = [f'<a href="/county/{n}">Council of Tarrow votes on the {n} bridges of the valley</a>' for n in range(4)]
FLAT = "<table><tr><td><b>Council votes to keep the bridge</b><br>{}{}</td></tr></table>"


def lines_of(body: str) -> list[str]:
    page = PageInput(
        body=f"<html><title>Council votes to keep the bridge</title><body>{body}</body></html>".encode(),
        url=URL,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
    )
    article = extract_article(page)
    assert isinstance(article, Article)
    return [block.text for block in article.body]


@pytest.mark.parametrize("heading", ["<br><br><b>Other stories</b><br>", "<hr>", "<br><br>Elsewhere:<br>"])
def test_a_run_of_linked_lines_ends_no_article(heading: str) -> None:
    """An old layout keeps text and links in one cell."""
    text = "<br><br>".join(LINES)

    assert lines_of(FLAT.format(text, heading + "<br>".join(LINKS))) == LINES


def test_teasers_under_linked_headings_end_no_article() -> None:
    """They are boxes of other articles, whatever their class."""
    text = "".join(f"<p>{line}</p>" for line in LINES)
    boxes = "".join(
        f'<div class="it"><a href="/{n}"><h3>Council of Tarrow votes on the {n} bridges</h3></a>'
        f"<p>The council of Tarrow voted {n} to 4 on Tuesday night to mend the bridges before winter begins.</p></div>"
        for n in range(3)
    )

    assert lines_of(f'<div class="ct"><h1>Council votes to keep the bridge</h1>{text}<div>{boxes}</div></div>') == LINES


def test_a_single_link_at_the_end_stays() -> None:
    """It may be where the article took its story from."""
    text = "".join(f"<p>{line}</p>" for line in LINES)
    source = (
        '<p>The report of the committee is open to all: <a href="https://a.example/">the report</a> has 40 pages.</p>'
    )

    assert (
        len(lines_of(f"<article><h1>Council votes to keep the bridge</h1>{text}{source}</article>")) == len(LINES) + 1
    )


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("READ ALSO: Council keeps the bridge for another winter", False),
        ("Related: Council keeps the bridge", False),
        ("One thing is clear: the bridge will stay where it is.", True),
    ],
)
def test_a_hint_to_another_article_is_no_body_text(line: str, stays: bool) -> None:
    """A line that opens with "Read also:" leads elsewhere, wherever it stands."""
    text = "".join(f"<p>{each}</p>" for each in (*LINES[:5], line, *LINES[5:]))

    assert (line in lines_of(f"<article><h1>Council votes to keep the bridge</h1>{text}</article>")) is stays


def test_teasers_below_a_short_text_are_none_of_it() -> None:
    """They hold most of the page's words: each box begins with a link to its own text."""
    cards = "".join(
        f'<div class="card"><div class="card-body"><h3><a href="/{n}">Council of Tarrow votes on {n} bridges</a></h3>'
        f'<p class="lead">The council of Tarrow voted {n} to 4 on Tuesday night to mend all the bridges.</p>'
        f'<p class="card-text">May {n}, 2026</p>'
        f'<p class="card-text">Work on the second stage can start only when the bank has agreed, and {n} families wait '
        "for it...</p></div></div>"
        for n in range(3)
    )
    line = " ".join(LINES[2:4])
    text = f"<div><h1>Council votes to keep the bridge</h1></div><div class='article-body'><p>{line}</p></div>"
    kind = '<meta property="og:type" content="article"><meta property="article:published_time" content="2026-05-17">'

    assert lines_of(f'{kind}<article>{text}<div class="row"><h2>Elsewhere</h2>{cards}</div></article>') == [line]


@pytest.mark.parametrize("heading", ["Read also", "Related articles:"])
def test_items_that_open_with_a_headline_end_no_short_article(heading: str) -> None:
    """A plugin's list of related articles is longer than the brief above it."""
    items = "".join(
        f'<li><a href="/{n}">Council of Tarrow votes on the {n} bridges of the valley</a> <small>The council of Tarrow '
        f"voted {n} to 4 on Tuesday night to mend the bridges before winter begins, after a long debate.</small></li>"
        for n in range(4)
    )
    text = f"<p>{LINES[0]}</p><p>{LINES[1]}</p>"
    related = f"<div class='yarpp yarpp-related'><h3>{heading}</h3><ol>{items}</ol></div>"

    assert (
        lines_of(f"<article><h1>Council votes to keep the bridge</h1><div>{text}{related}</div></article>") == LINES[:2]
    )


def test_items_of_the_text_may_open_with_links() -> None:
    """A guide lists places and links each."""
    items = "".join(
        f'<li><a href="/place/{n}">Museum of the {n} bridges</a> opens at nine on Saturday and shows {n} old maps.</li>'
        for n in range(4)
    )
    page = f"<article><h1>Council votes to keep the bridge</h1><div><p>{LINES[0]}</p><h3>Where to go</h3>{{}}</div>"

    assert len(lines_of(page.format(f"<ul>{items}</ul><p>{LINES[1]}</p></article>"))) > 4


def test_teasers_of_a_linked_line_and_a_text_end_no_short_article() -> None:
    """Their headlines are no headings, and stand right in the box with day and text."""
    boxes = "".join(
        f'<div class="mini"><a href="/{n}">Council of Tarrow votes on the {n} bridges of the valley</a> 17 May<p>The '
        f"council of Tarrow voted {n} to 4 on Tuesday night to mend the bridges before winter begins, after a debate "
        "that lasted for hours.</p></div>"
        for n in range(4)
    )
    text = "".join(f"<p>{line}</p>" for line in LINES[:2])
    page = f"<div><h1>Council votes to keep the bridge</h1><div>{text}</div><div>{boxes}</div></div>"

    assert lines_of(page) == LINES[:2]
