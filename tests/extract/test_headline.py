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
URL = "https://www.paper.example/county/footbridge"
LOGO = '<h1 class="logo"><a href="{}">Saltmere Mail</a></h1>'


def _headline(html: str, url: str = URL) -> str:
    page = PageInput(
        body=html.encode(), url=url, fetched_at=datetime(2026, 5, 20, tzinfo=UTC), outlet=outlet_from_url(url)
    )
    article = extract_article(page)

    assert isinstance(article, Article)
    return article.headline


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
    assert _headline(f"<html><head>{head}</head><body>{top}<h2>{HEADLINE}</h2>{TEXT}</body></html>") == HEADLINE


def test_a_headline_that_links_to_its_own_page_is_no_logo() -> None:
    """ "." is the page itself where the address ends in a slash, and a heading in the text is no headline."""
    head = f'<title>{HEADLINE} | Saltmere Mail</title><meta property="og:title" content="{HEADLINE}">'
    text = TEXT.replace("<p>", "<h3>Nobody had told the people</h3><p>", 1)
    html = f'<html><head>{head}</head><body><h1><a href=".">{HEADLINE}</a></h1>{text}</body></html>'

    assert _headline(html, url=f"{URL}/") == HEADLINE


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
    assert _headline(f"<html><head>{head}</head><body><h1>{heading}</h1>{TEXT}</body></html>") == (
        heading.replace("&amp;", "&") or HEADLINE
    )


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


HAN = "两镇居民等待桥梁重新开放"


@pytest.mark.parametrize(
    ("head", "top", "headline"),
    [
        (f"<title>{HEADLINE} | Saltmere Mail</title>", f"<h1>Menu</h1><h2>{HEADLINE}</h2>", HEADLINE),
        (f"<title>{HEADLINE} ‹ Saltmere Bridge Project</title>", f"<h2>{HEADLINE}</h2>", HEADLINE),
        (f"<title>{HEADLINE} | Mail</title>", f"<h1>Menu</h1><h1>{HEADLINE}</h1>", HEADLINE),
        (
            "<title>paper.example</title>",
            f"<h2><a href='/x'>Ferry runs late in spring</a></h2><h2>{HEADLINE}</h2>",
            HEADLINE,
        ),
        ('<meta property="og:title" content="bridge-story-spring-2026">', f"<h1>{HEADLINE}</h1>", HEADLINE),
        (
            f'<title>{HEADLINE}</title><meta property="og:title" content="{HEADLINE}">',
            f"<h2>{HEADLINE}</h2><h1>{HEADLINE[:30]}…</h1>",
            HEADLINE,
        ),
        (f"<title>{HEADLINE} » Local » Mail</title>", f"<h1>{HEADLINE}<b>Saltmere Mail</b></h1>", HEADLINE),
        (
            '<meta property="og:title" content="Council: "no bridge" this year"><title>Council</title>',
            '<h1>Council: "no bridge" this year</h1>',
            'Council: "no bridge" this year',
        ),
        (f"<title>{HAN}_青谷网</title>", f"<h2>{HAN}</h2>", HAN),
        (f"<title>{HAN}-QDN 桥梁建设网</title>", f"<div>桥梁建设网</div><h4>{HAN}</h4>", HAN),
        (f"<title>{HAN} 西川桥梁研究院附属学校</title>", f"<div>{HAN}</div>", HAN),
    ],
)
def test_what_title_and_page_agree_on_is_the_headline(head: str, top: str, headline: str) -> None:
    """Menus in an h1, names of sites and sections, file names, teasers cut short and broken tags are none."""
    assert _headline(f"<html><head>{head}</head><body>{top}{TEXT}</body></html>") == headline


def test_a_printed_name_beats_a_declared_description() -> None:
    """Some put a description into `headline`; `name` is what the page prints."""
    node = f'{{"@type": "Article", "headline": "a bridge for people on foot", "name": "{HEADLINE}"}}'
    assert (
        _headline(f"""<html><head><title>{HEADLINE}</title><script type="application/ld+json">{node}</script></head>
        <body><h1>{HEADLINE}</h1>{TEXT}</body></html>""")
        == HEADLINE
    )


@pytest.mark.parametrize("mark", ["¶", "#", "\u200b", "", "<img src=link.svg>"])
def test_the_mark_that_links_to_the_heading_is_not_of_the_headline(mark: str) -> None:
    """Documentation systems put one behind every heading, and some outlets run them."""
    heading = f'<h1 id="c">{HEADLINE}<a class="headerlink" href="#c">{mark}</a></h1>'
    assert _headline(f"<html><head><title>{HEADLINE}</title></head><body>{heading}{TEXT}</body></html>") == HEADLINE


def test_a_line_that_the_title_repeats_beats_the_name_in_the_only_first_level_heading() -> None:
    """An old generator prints the site's name as h1 and the headline in a box, and has no name for the title."""
    assert (
        _headline(f"""<html><head><title>: {HEADLINE}</title></head><body><div><h1>Untitled Paper</h1></div>
        <div class="title">{HEADLINE}</div>{TEXT}</body></html>""")
        == HEADLINE
    )


@pytest.mark.parametrize(
    ("title", "top"),
    [
        ("Saltmere Mail", '<div class="post-main-title">{headline}</div><ol><li><h3>What follows now</h3></li></ol>'),
        ("Saltmere Mail", '<p class="subtitle-bar">Every morning since 1904</p><h2>{headline}</h2>'),
        ("Blog: {headline}", "<div><h1>Untitled Paper</h1></div><fieldset><legend>{headline}</legend></fieldset>"),
    ],
)
def test_a_title_in_print_is_the_headline_where_the_markup_names_only_the_site(title: str, top: str) -> None:
    """By the name of its element, or because the page's title holds it behind the site's."""
    home = '<a class="logo" href="/">Saltmere Mail</a>'
    body = top.format(headline=HEADLINE) + TEXT + f"<h3>What the mayor says</h3>{TEXT}"
    assert (
        _headline(f"<html><title>{title.format(headline=HEADLINE)}</title><body>{home}{body}</body></html>") == HEADLINE
    )


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        (f"{HEADLINE} {HEADLINE} | Saltmere Mail", HEADLINE),
        ("Tarrow\\'s council keeps the footbridge open - Saltmere Mail", "Tarrow's council keeps the footbridge open"),
        ("Bye Bye", "Bye Bye"),
    ],
)
def test_a_headline_stands_once_and_without_escapes(title: str, headline: str) -> None:
    """Some systems put it into the title twice, or as a script's string."""
    assert (
        _headline(f"""<title>{title}</title><meta property="og:site_name" content="Saltmere Mail">
        <body>{TEXT}</body>""")
        == headline
    )


@pytest.mark.parametrize("label", ["LIVE", "Updated"])
def test_a_label_before_a_shared_title_is_not_of_the_headline(label: str) -> None:
    """Structured data has the headline alone; the shared title and the heading put what it is before it."""
    data = f'{{"@type": "NewsArticle", "headline": "{HEADLINE}"}}'
    head = (
        f'<title>{label} | {HEADLINE} | Saltmere Mail</title><meta property="og:title" content="{label} | {HEADLINE}">'
    )
    head += f'<script type="application/ld+json">{data}</script>'
    assert (
        _headline(f"<html><head>{head}</head><body><h1><b>{label}</b> {HEADLINE}</h1>{TEXT}</body></html>") == HEADLINE
    )


def test_a_name_before_two_hyphens_is_not_of_the_headline() -> None:
    """Old pages have nothing but their title, with the paper's name before it."""
    head = f'<title>Saltmere Mail -- {HEADLINE}</title><meta property="og:site_name" content="Saltmere Mail">'
    assert _headline(f"<html><head>{head}</head><body><b>{HEADLINE}</b>{TEXT}</body></html>") == HEADLINE
