"""What an article is called, wherever the page says it and whatever else stands there."""

from datetime import UTC, datetime

import pytest

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

HEADLINE = "Tarrow council votes to keep the footbridge open"
TEXT = "".join(
    f"<p>The bridge was closed for {n} weeks last winter, and nobody had told the people beside it.</p>"
    for n in range(9)
)
LOGO = '<h1 class="logo"><a href="{}">Saltmere Mail</a></h1>'


@pytest.mark.parametrize(
    ("head", "top"),
    [
        (f"<title>Saltmere Mail: {HEADLINE}</title>", LOGO.format("/")),
        (f"<title>{HEADLINE} - Saltmere Mail</title>", LOGO.format("https://www.paper.example/index.html")),
        (f'<title>{HEADLINE}</title><meta property="og:title" content="Saltmere Mail">', LOGO.format(".")),
        (f"<title>Saltmere Mail | {HEADLINE}</title>", '<p><a href="/">Saltmere Mail</a></p><h1>Saltmere Mail</h1>'),
    ],
)
def test_a_logo_as_first_heading_is_no_headline(head: str, top: str) -> None:
    """The text of links to the home page is the outlet's name, in the title and in `og:title` too."""
    url = "https://www.paper.example/county/footbridge"
    page = PageInput(
        body=f"<html><head>{head}</head><body>{top}<h2>{HEADLINE}</h2>{TEXT}</body></html>".encode(),
        url=url,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(url),
    )

    article = extract_article(page)

    assert isinstance(article, Article)
    assert article.headline == HEADLINE


@pytest.mark.parametrize(
    ("title", "heading", "site"),
    [
        (f"Opinion | {HEADLINE}", HEADLINE, "Saltmere Mail"),
        (f"{HEADLINE} | Letters", HEADLINE, "Saltmere Mail"),
        (HEADLINE.replace("open", "open &amp;amp; dry"), HEADLINE.replace("open", "open &amp; dry"), "Saltmere Mail"),
        (f"{HEADLINE}：塩江新聞", "", "塩江新聞社"),
        (f"{HEADLINE}｜塩江新聞", "", "塩江新聞"),
    ],
)
def test_a_shared_title_loses_what_only_files_it(title: str, heading: str, site: str) -> None:
    """A section beside a bar, an outlet behind a wide mark and entities escaped twice are not the headline's."""
    head = f'<title>{title}</title><meta property="og:title" content="{title}">'
    head += f'<meta property="og:site_name" content="{site}">'
    url = "https://www.paper.example/county/footbridge"
    page = PageInput(
        body=f"<html><head>{head}</head><body><h1>{heading}</h1>{TEXT}</body></html>".encode(),
        url=url,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(url),
    )

    article = extract_article(page)

    assert isinstance(article, Article)
    assert article.headline == (heading.replace("&amp;", "&") or HEADLINE)


@pytest.mark.parametrize("title", ["| Saltmere Mail", " | saltmere", "--- !!!", "\u200b\u00a0 ... ?"])
def test_an_empty_title_is_no_headline(title: str) -> None:
    """A template that was given no headline prints what stands around it."""
    url = "https://www.paper.example/county/footbridge"
    page = PageInput(
        body=f"<html><head><title>{title}</title></head><body><h1> </h1>{TEXT}</body></html>".encode(),
        url=url,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(url),
    )

    assert getattr(extract_article(page), "code", None) == "no_headline"
