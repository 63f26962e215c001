"""A page that declares no date is dated by the line under its headline."""

from datetime import UTC, datetime

from crawler.extract.article import PageInput, extract_article
from crawler.extract.blocks import read_blocks
from crawler.extract.printed_dates import date_lines
from crawler.fields.dates import DateContext
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url
from crawler.page.page import open_page

STORY = "".join(
    f"<p>Der Rat von Bezirk {n} hat am Dienstag beschlossen, die alte Brücke für {n}00.000 Euro zu sanieren.</p>"
    for n in range(1, 14)
)
PAGE = f"""<html lang="de"><head><title>Rat saniert Brücke</title></head><body>
<div>Heute ist der 20. Mai 2025</div><h1>Rat saniert Brücke</h1>
<div class="info">erstellt: 17. Mai 2025, 10:05 Uhr | Kommentare: 3</div>{STORY}
<div><a href="/a">Freibad öffnet wieder</a> 3. Januar 2025</div></body></html>"""
FETCHED = datetime(2025, 5, 20, 12, 0, tzinfo=UTC)


def test_lines_near_the_headline_come_nearest_first() -> None:
    """The line under the headline comes before the one above it; teasers far below are left alone."""
    page = open_page(PAGE.encode(), url="https://tal.example/rat")
    context = DateContext(language="de", fetched_at=FETCHED)

    lines = list(date_lines(read_blocks(page.tree), "Rat saniert „Brücke“", context))

    assert lines == ["erstellt: 17. Mai 2025, 10:05 Uhr | Kommentare: 3", "Heute ist der 20. Mai 2025"]
    assert list(date_lines(read_blocks(page.tree), "Another headline", context)) == []
    assert list(date_lines(read_blocks(page.tree), None, context)) == []


def test_a_page_without_declared_dates_is_dated_by_its_print() -> None:
    """The printed line gives day and minute, on the clock of the language's country."""
    url = "https://tal.example/rat"

    article = extract_article(
        PageInput(body=PAGE.encode(), url=url, fetched_at=FETCHED, outlet=outlet_from_url(url), force=True)
    )

    assert isinstance(article, Article)
    assert (article.date_published, article.date_precision) == ("2025-05-17T10:05:00+02:00", "minute")
    assert article.provenance["date_published"].source == "text"
