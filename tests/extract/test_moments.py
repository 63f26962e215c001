"""Which of a page's dates is the one of publication, and by whose clock."""

import json

import pytest

from tests.extract.cms_page import URL, article, page

PLAIN = "https://paper.example/town/mill-bridge"


def _declared(url: str = PLAIN, head: str = "", above: str = "", **dates: object) -> tuple[str | None, str | None]:
    node = {"@type": "NewsArticle", "headline": "Mill bridge opens again", **dates}
    found = article(
        page(head=f'<script type="application/ld+json">{json.dumps(node)}</script>{head}', above=above), url
    )
    return found.date_published, found.timezone.source if found.timezone else None


def _meta(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{value}">'


def test_of_two_spellings_the_outlet_s_clock_stands() -> None:
    """UTC in JSON-LD and the local hour elsewhere are one moment; readers know the local one."""
    assert _declared(datePublished="2025-05-17T14:05:00Z", head=_meta("date", "2025-05-17T10:05:00-04:00")) == (
        "2025-05-17T10:05:00-04:00",
        "page",
    )


def test_another_moment_does_not_replace_it() -> None:
    """A local time of another minute is another moment."""
    other = _meta("date", "2025-05-17T10:09:00-04:00")

    assert _declared(datePublished="2025-05-17T14:05:00Z", head=other)[0] == "2025-05-17T14:05:00+00:00"


@pytest.mark.parametrize(
    ("modified", "published"),
    [
        ("2025-05-17T11:00:00-04:00", "2025-05-17T10:05:00-04:00"),
        ("2025-05-17T11:00:00Z", "2025-05-17"),
        ("2025-02-01T11:00:00-05:00", "2025-05-17"),
    ],
)
def test_a_bare_time_is_read_by_the_page_s_other_stamps(modified: str, published: str) -> None:
    """They tell the outlet's clock, unless they are in UTC or of another season."""
    assert _declared(datePublished="2025-05-17T10:05:00", dateModified=modified)[0] == published


def test_a_known_country_s_clock_needs_no_other_stamp() -> None:
    """A Japanese outlet's bare time is Japan's, whatever a foreign widget shows."""
    found = _declared(
        "https://paper.jp/a/b", datePublished="2025-05-17T10:05:00", dateModified="2025-05-17T11:00:00-04:00"
    )

    assert found == ("2025-05-17T10:05:00+09:00", "outlet")


@pytest.mark.parametrize(("clock", "published"), [("10:05:00", "2025-05-17T10:05:00+02:00"), (None, None)])
def test_midnight_gives_way_to_an_hour_of_that_day(clock: str | None, published: str | None) -> None:
    """Systems that keep a day only write midnight; where nothing knows better it stays."""
    midnight = "2025-05-17T00:00:00+02:00"
    head = _meta("article:published_time", f"2025-05-17T{clock}+02:00") if clock else ""

    assert _declared(datePublished=midnight, head=head)[0] == (published or midnight)
    assert _declared(datePublished=midnight, head=_meta("date", "2025-05-16T10:05:00+02:00"))[0] == midnight


@pytest.mark.parametrize("moment", [1747469100, 1747469100000, 1747469100.5])
def test_a_number_is_an_epoch(moment: float) -> None:
    """Some systems write seconds or milliseconds without quotes."""
    assert _declared(datePublished=moment)[0] == "2025-05-17T08:05:00+00:00"


@pytest.mark.parametrize(
    "lines",
    [
        ("Updated May 19, 2025 9:00 a.m. EDT", "Published May 17, 2025 10:05 a.m. EDT"),
        ("Updated: May 19, 2025, 9:00 a.m. EDT | Published: May 17, 2025, 10:05 a.m. EDT",),
        ("May 17, 2025, 10:05 a.m. EDT, last updated May 19, 2025, 9:00 a.m. EDT",),
    ],
)
def test_a_printed_change_is_not_the_publication(lines: tuple[str, ...]) -> None:
    """Wherever the line of the update stands, it dates the change."""
    found = article(page(above="".join(f"<p>{line}</p>" for line in lines)), PLAIN)

    assert found.date_published == "2025-05-17T10:05:00-04:00"
    assert found.date_modified == "2025-05-19T09:00:00-04:00"


def test_a_change_of_the_same_day_has_its_hour() -> None:
    """The line tells the day once: the hour behind "updated" is not the publication's."""
    found = article(page(above="<p>May 17, 2025, updated 10:05 a.m. EDT</p>"), PLAIN)

    assert (found.date_published, found.date_modified) == ("2025-05-17", "2025-05-17T10:05:00-04:00")


def test_a_printed_change_alone_dates_the_page_last() -> None:
    """Only where nothing else does: an address with a day in it knows better."""
    updated = page(above="<p>Updated May 19, 2025</p>")

    assert article(updated, PLAIN).date_published == "2025-05-19"
    assert article(updated, "https://paper.example/2025/05/17/mill-bridge").date_published == "2025-05-17"


def test_a_teaser_s_time_gives_way_to_a_printed_date() -> None:
    """The `<time>` of an aside is another article's."""
    late = '<time datetime="2025-05-02T07:00:00Z">2 May</time>'
    found = article(page(above="<p>17 May 2025, 10:05 BST</p>", aside=f"<a href=/x>Ferry runs late</a> {late}"), PLAIN)

    assert found.date_published == "2025-05-17T10:05:00+01:00"


def test_a_web_page_s_node_speaks_where_no_article_s_does() -> None:
    """It never does beside one: there it may be of the page's first version."""
    node = {"@type": "WebPage", "name": "Mill bridge", "datePublished": "2025-05-17T10:05:00+02:00"}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'

    assert article(page(head=script), PLAIN).date_published == "2025-05-17T10:05:00+02:00"
    assert _declared(datePublished="2025-05-18T08:00:00+02:00", head=script)[0] == "2025-05-18T08:00:00+02:00"
    assert article(page(head=script), URL).date_published == "2025-05-17T10:05:00+02:00"


def test_a_teaser_of_the_same_day_does_not_lend_its_hour() -> None:
    """An article that tells its day alone keeps it."""
    late = '<time datetime="2025-05-17T07:00:00+02:00">today</time>'
    found = article(page(above="<p>17 May 2025</p>", aside=f"<a href=/x>Ferry runs late</a> {late}"), PLAIN)

    assert found.date_published == "2025-05-17"


@pytest.mark.parametrize("name", ["firstpublishedtime", "article:published_date", "DC.date.published", "citation_date"])
def test_publication_has_many_meta_names(name: str) -> None:
    """Content systems, libraries and portals each have their own."""
    found = article(page(head=_meta(name, "2025-05-17T10:05:00-04:00")), PLAIN)

    assert found.date_published == "2025-05-17T10:05:00-04:00"


def test_a_creation_date_is_no_publication() -> None:
    """It is when the editor opened the file."""
    assert article(page(head=_meta("article.created", "2025-05-17T10:05:00-04:00")), PLAIN).date_published is None


def test_a_date_without_a_year_is_of_the_year_that_the_address_tells() -> None:
    """An article fetched years later is not of last month; a change some days after stays a change."""
    printed = page(above="<p>June 7, 10:05 a.m. EDT, updated June 9</p>")
    found = article(printed, "https://paper.example/2013/06/07/mill-bridge")

    assert found.date_published == "2013-06-07T10:05:00-04:00"
    assert found.date_modified is None or found.date_modified.startswith("2013-06-09")
    assert article(printed, "https://paper.example/2013/06/mill-bridge").date_published == "2013-06-07T10:05:00-04:00"


@pytest.mark.parametrize(
    ("stamp", "line", "day"),
    [
        ("Mon May 19 05:07:37 2025", "2025-05-17 by Jane Roe", "2025-05-17"),
        ("2025-05-18 05:07:37", "17 May 2025 by Jane Roe", "2025-05-17"),
        ("2025-05-19T05:07:37-04:00", "Posted: 17 May 2025", "2025-05-17"),
        ("2025-05-18T02:07:37Z", "17 May 2025", "2025-05-18"),
        ("2025-05-19T05:07:37-04:00", "The council met on 12 May 2025 and on Monday", "2025-05-19"),
    ],
)
def test_the_time_of_a_file_gives_way_to_the_byline_s_day(stamp: str, line: str, day: str) -> None:
    """Some systems write into a meta "date" when they made the page; a byline's earlier day is the article's."""
    found = article(page(head=_meta("date", stamp), above=f"<p>{line}</p>"), PLAIN)

    assert (found.date_published or "")[:10] == day
