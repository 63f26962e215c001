"""Where the intro is found, and subheadings among the paragraphs."""

from datetime import UTC, datetime

import pytest

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

URL = "https://paper.example/county/footbridge"
LINES = [
    f"The bridge was closed for {n} weeks last winter, and nobody had told the people beside it." for n in range(9)
]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
HEADLINE = "<h1>Council votes to keep the bridge</h1>"
INTRO = "After thirty years of talk, Tarrow spends 40,000 on its only way over the river"


def _read(head: str, text: str = TEXT) -> Article:
    page = PageInput(
        body=f"""<html lang="en"><title>Council votes to keep the bridge</title><body><main>{head}<article>{text}
        </article></main></body></html>""".encode(),
        url=URL,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
    )
    article = extract_article(page)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    "head",
    [
        f"{HEADLINE}<div>{INTRO}</div><div>By Edith Inchbald</div>",
        f'{HEADLINE}<div>17 May 2026</div><div class="x1">{INTRO}</div><div class="author"><i>Edith Inchbald</i></div>',
        f"{HEADLINE}<h2>Tarrow</h2><h2>{INTRO}</h2><div>17 May 2026</div>",
        f"<h1>The way over the river</h1><p>{INTRO}.</p><p>By Edith Inchbald</p>",
        f'{HEADLINE}<div class="paywall-subtitle">Buy this article for 0.99 and read on.</div>'
        f'<p class="teaser__text intro">{INTRO}.</p>',
    ],
)
def test_an_intro_is_known_by_its_place(head: str) -> None:
    """It stands right below the headline as a heading, or right above the byline, whatever its class."""
    article = _read(head)

    assert (article.standfirst or "").rstrip(".") == INTRO
    assert INTRO not in article.body_text


@pytest.mark.parametrize(
    "head",
    [
        f'{HEADLINE}<div>By Edith Inchbald</div><div><a href="/x">{INTRO}</a></div>',
        f"{HEADLINE}<figure><figcaption>{INTRO}</figcaption></figure><div>By Edith Inchbald</div>",
        f'{HEADLINE}<table><tr><td><img src="/b.jpg"><p class="summary">{INTRO}</p></td></tr></table>',
        f'{HEADLINE}<div class="author-card"><b>Edith Inchbald</b><div class="summary"><p>{INTRO}</p></div></div>',
        f"{HEADLINE}<h2>&ldquo;Council&rdquo; votes to keep the bridge</h2><div>By Edith Inchbald</div>",
        f'{HEADLINE}<div>17 May 2026</div><div><img src="/b.jpg"><br>{INTRO}. © Edith Inchbald</div>',
    ],
)
def test_links_captions_and_copies_are_no_intro(head: str) -> None:
    """Neither is what the picture shows, who wrote it, the headline once more, or where a link leads."""
    article = _read(head)

    assert article.standfirst is None
    assert INTRO not in article.body_text


def test_the_first_paragraph_is_body_whatever_its_name() -> None:
    """It stands in one flow with those after it; a heading there is the intro all the same."""
    paragraph = f'<p class="introduction">{LINES[0]}</p>{TEXT}'

    assert _read(HEADLINE, paragraph.replace(LINES[0], f"{LINES[0]} So it was.", 1)).standfirst is None
    assert _read(HEADLINE, f'<h2 class="lead">{INTRO}</h2>{TEXT}').standfirst == INTRO


def test_the_first_paragraph_is_body_where_each_stands_in_a_box_of_its_own() -> None:
    """Builders set every paragraph in a box; the page's description is often the first one once more."""
    boxes = "".join(f"<div class=par><p>{line}</p></div>" for line in LINES)
    article = _read(f'<meta name="description" content="{LINES[0]}">{HEADLINE}', boxes)

    assert article.standfirst is None
    assert article.body_text.startswith(LINES[0])


def test_a_byline_may_be_the_smallest_heading() -> None:
    """Old layouts have it so, with the date in it."""
    line = "<h5>By EDITH INCHBALD, Tarrow Courier | May 17, 2026 | Updated: May 17, 2026 9:40am</h5>"

    article = _read(f"{HEADLINE}{line}")

    assert [author.name for author in article.authors] == ["Edith Inchbald"]
    assert article.standfirst is None


def test_a_heading_between_two_paragraphs_is_a_subheading() -> None:
    """However short it is: nothing else has its place there; a box of its own has another."""
    paragraphs = [f"<p>{line}</p>" for line in LINES]
    box = "<div><h3>Sign up</h3><div>Letters from the valley</div></div>"
    text = "".join(
        (*paragraphs[:4], '<h3 class="wp-block-heading">Unbowed</h3>', *paragraphs[4:7], box, *paragraphs[7:])
    )

    assert [block.text for block in _read(HEADLINE, text).body] == [*LINES[:4], "Unbowed", *LINES[4:]]


@pytest.mark.parametrize(
    "lines",
    [
        "<p><strong>Edith Inchbald</strong></p><time>17 May 2026</time>",
        "<div><div>17 May 2026</div><div>Edith Inchbald</div></div>",
    ],
)
def test_a_name_alone_beside_the_date_line_is_the_writers(lines: str) -> None:
    """No word or class says so; a name that a menu has is a section's, a linked one is told by its link."""
    menu = '<nav><a href="/local">Local</a> <a href="/edith-inchbald">Edith Inchbald</a></nav>'

    assert [author.name for author in _read(f"<header>{HEADLINE}{lines}</header>").authors] == ["Edith Inchbald"]
    assert _read(f"{menu}<header>{HEADLINE}{lines}</header>").authors == ()
    assert _read(f"<header>{HEADLINE}<p>Edith Inchbald</p><p>Open until May</p></header>").authors == ()


def test_a_line_that_opens_with_its_day_is_no_intro() -> None:
    """However long the list of writers and tags behind it."""
    site = '<div><h1><a href="/">Saltmere Mail</a></h1></div><h2>Council votes to keep the bridge</h2>'
    tags = ", ".join(f'<a href="/tags/{tag}">{tag}</a>' for tag in ("local news", "police", "schools"))
    line = f"<span>2026-05-17</span> by <span>Edith Inchbald and Lionel Brackley</span>, tagged as <span>{tags}</span>"

    article = _read(f"{site}<div>{line}</div><p>By Edith Inchbald and Lionel Brackley</p>")

    assert article.standfirst is None


def test_the_outlets_motto_below_its_name_is_no_intro() -> None:
    """Where the h1 is the outlet's name, the lesser heading that prints the headline is the article's head."""
    title = '<h2><a href="/county/footbridge">Council votes to keep the bridge</a></h2>'
    motto = "Independent news from Tarrow, Saltmere and all the villages between them since 1924, every morning"
    head = f'<h1><a href="/">Saltmere Mail</a></h1><h2>{motto}</h2><div>{title}</div>'

    article = _read(head)

    assert (article.headline, article.standfirst) == ("Council votes to keep the bridge", None)
    assert motto not in article.body_text
