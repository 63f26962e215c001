"""A page that declares no date is dated by the line under its headline."""

from datetime import UTC, datetime

import pytest

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


OPENED = (
    "(17.05.2025) Die Bürger im Tal warten seit 2019 und mit viel Geduld darauf, und der Rat hat nun endlich geholfen."
)
LATE = "Dieser Beitrag wurde vor einiger Zeit am Samstag, 17. Mai 2025 veröffentlicht und abgelegt."


@pytest.mark.parametrize(
    ("head", "below", "found"),
    [
        ("<h1>Rat saniert Brücke</h1>", "<p>Veröffentlicht: 17.05.2025 15:19</p>", "2025-05-17T15:19:00+02:00"),
        (
            "<h1>Rat saniert Brücke</h1>",
            "<p>Dieser Artikel wurde am 17. Mai 2025 um 14:48 von Edith geschrieben und ist unter Bezirk abgelegt.</p>",
            None,
        ),
        ("<h1>Rat saniert Brücke</h1>", "<p>Aktualisiert: 19.05.2025</p><p>3.5.2025: Freibad öffnet</p>", None),
        ("<h3>Sanierung</h3><p>Stand: 17.05.2025 | 12 Leser</p>", "", "2025-05-17"),
        ("<h1>Rat saniert Brücke</h1>", f"<p class='postmetadata'>{LATE}</p>", "2025-05-17"),
        ("<h1>Rat saniert Brücke</h1>", f"<p>{LATE}</p>", None),
        (
            f"<h1>Rat saniert Brücke</h1><p><b>{OPENED}</b></p>",
            "",
            "2025-05-17",
        ),
        ("<div>Kicker</div><h2>saniert die alte Brücke</h2><p>17.05.2025</p>", "", "2025-05-17"),
    ],
)
def test_a_date_stands_below_the_text_or_beside_another_heading(head: str, below: str, found: str | None) -> None:
    """Below the text a word must say that it was published; above it the line right there does, headline or none."""
    url, title = "https://tal.example/rat", "Rat im Tal saniert die alte Brücke"
    html = f'<html lang="de"><head><title>{title}</title></head><body>{head}{STORY}{below}</body></html>'

    article = extract_article(
        PageInput(body=html.encode(), url=url, fetched_at=FETCHED, outlet=outlet_from_url(url), force=True)
    )

    assert isinstance(article, Article)
    assert article.date_published == found


def test_a_date_in_the_title_dates_a_page_that_has_no_other() -> None:
    """Some put it behind the outlet's name, and nowhere near the text."""
    url, title = "https://tal.example/rat", "Rat saniert Brücke | TAL | 17.05.2025"
    html = f'<html lang="de"><head><title>{title}</title></head><body><h1>Rat saniert Brücke</h1>{STORY}</body></html>'

    article = extract_article(
        PageInput(body=html.encode(), url=url, fetched_at=FETCHED, outlet=outlet_from_url(url), force=True)
    )

    assert isinstance(article, Article)
    assert article.date_published == "2025-05-17"


def test_a_quoted_post_does_not_date_the_article() -> None:
    """A post of a network stands in a quote near the headline, and signs it with its own day."""
    post = "<blockquote><p>Gut so!</p><p>— Ana (@ana) 3. Mai 2025</p></blockquote>"
    head = "<html><head><title>Rat saniert Brücke</title></head><body><h1>Rat saniert Brücke</h1>"
    html = f"{head}{post}{STORY}</body></html>"
    page = open_page(html.encode(), url="https://tal.example/rat")

    context = DateContext(language="de", fetched_at=FETCHED)

    assert list(date_lines(read_blocks(page.tree), "Rat saniert Brücke", context)) == []
