"""One article page as content systems write it, with slots for what stands around the text."""

from datetime import UTC, datetime

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article, NotArticle
from crawler.outlets.outlet import outlet_from_url

URL = "https://paper.example/2025/05/mill-bridge-opens-again"
FETCHED = datetime(2025, 5, 20, tzinfo=UTC)
PARAGRAPHS = [
    f"The council of Carenza voted on Tuesday, {n} months after the flood, to open the old mill bridge to all traffic."
    for n in range(2, 7)
]
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(*, above: str = "", below: str = "", after: str = "", aside: str = "", head: str = "") -> str:
    """Return a page: `above` and `below` the text inside the article, `after` the article, `aside` beside it."""
    return (
        f"<html lang=en><head><title>Mill bridge opens again</title>{head}</head><body class='single comments-open'>"
        f"<div class=site><main class=site-main><article class='post hentry'><header><h1>Mill bridge opens again</h1>"
        f"{above}</header><div class=entry-content>{TEXT}</div><footer class=entry-footer>{below}</footer></article>"
        f"{after}</main><aside class=sidebar>{aside}</aside></div></body></html>"
    )


def extract(html: str, url: str = URL) -> Article | NotArticle:
    """Return what extraction makes of the page."""
    return extract_article(PageInput(body=html.encode(), url=url, fetched_at=FETCHED, outlet=outlet_from_url(url)))


def article(html: str, url: str = URL) -> Article:
    """Return the record of a page that is an article."""
    found = extract(html, url)
    assert isinstance(found, Article), found
    return found
