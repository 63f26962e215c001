"""A page that tells its day only far from the headline, or only in its programs."""

import pytest

from crawler.extract.script_dates import script_dates
from crawler.fields.dates import DateContext
from tests.extract.cms_page import FETCHED, article, page

URL = "https://paper.example/town/mill-bridge"
CONTEXT = DateContext(language="en", fetched_at=FETCHED)
SHARE = "".join(f"<p>Share it on network {n}</p>" for n in "abcdefghijkl")
"""So much stands between the article and a line, that the line is not near it."""


def _published(below: str = "", after: str = "", above: str = "") -> str | None:
    return article(page(above=above, below=below, after=after), URL).date_published


@pytest.mark.parametrize(
    "after",
    [
        "<p class='post-footer'>This article was on 17 May 2025 at 10:05 written by Jane Roe and filed under Town.</p>",
        "<p>May 17, 2025 / Jane Roe / 3 opinions /</p>",
        "<p><a href=#>May 17, 2025</a> / <a href=#>Jane Roe</a> / <a href=#>3 opinions</a> /</p>",
        f"{SHARE}<div class='item-date'>Saturday, 17 May 2025</div>",
        f"{SHARE}<p>Published on 17 May 2025, updated on 19 May 2025</p>",
        f"{SHARE}<dl><dt>Date published:</dt><dd>Saturday, 17 May 2025</dd></dl>",
    ],
)
def test_a_page_prints_its_day_once(after: str) -> None:
    """In the article's foot, as a sign-off, in an element named for dates or behind a label."""
    found = _published(after=after)

    assert found is not None
    assert found[:10] == "2025-05-17"


@pytest.mark.parametrize(
    "after",
    [
        "<p>17 May 2025: Pool opens again</p>",
        "<p>Updated: 17 May 2025</p>",
        "<ul><li><a href=/a>Pool in Carenza opens again</a><span>2025-05-17 07:01</span></li></ul>",
        "<div class='comments'><p class='comment-date'>17 May 2025</p></div>",
        "<div class='upcoming-events'><p class='date'>17 May 2025</p></div>",
        "<aside><p class='date'>17 May 2025</p></aside>",
        f"{SHARE}<p class='date'>17 May 2025</p><p class='date'>16 May 2025</p>",
        f"{SHARE}<p>The sale of the mill was on 17 May 2025</p>",
        f"{SHARE}<p class='date'>May 2025</p>",
        f"{SHARE}<p class='date'>Tuesday, 20 May 2025</p>",
    ],
)
def test_other_days_date_nothing(after: str) -> None:
    """Teasers, changes, comments, events, days of which there are several and the day of the visit are none."""
    assert _published(after=after) is None


def test_what_is_near_comes_first() -> None:
    """A date in the article's foot does not replace the one under the headline."""
    assert _published(above="<p>16 May 2025</p>", after="<p class='entry-meta'>17 May 2025</p>") == "2025-05-16"


def test_a_short_text_is_dated_from_above_and_not_by_the_teaser_below() -> None:
    """Teasers of a short article stand as close to the headline as the line above it does."""
    teasers = "<div class=third>Pool opens</div><div class=third>May 3, 2025</div>"
    story = page(after=teasers).replace("<h1>", "<div>17/05/2025 by Jane Roe</div><h1>")

    assert article(story, URL).date_published == "2025-05-17"


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ("publish_time: '2025-05-17 10:05:00', group_id: '67'", ["2025-05-17 10:05:00"]),
        ("var firstPub = new Date('Sat May 17 10:05:00 EDT 2025');", ["Sat May 17 10:05:00 EDT 2025"]),
        (r'self.push("{\"publishedAt\":\"2025-05-17T10:05:00Z\"}")', ["2025-05-17T10:05:00Z"]),
        ('{"pubDate":1747476300,"day":"x"}', ["1747476300"]),
        ('{"publicationDate":"2025-05-17","publishedAt":"2025-05-17T10:05Z"}', ["2025-05-17", "2025-05-17T10:05Z"]),
        ('{"publishedAt":"2025-05-17"},{"publishedAt":"2025-05-16"}', []),
        ('{"lastPublished":"2025-05-17","publishStart":"2025-05-17","publisher":"2025-05-17"}', []),
        ('{"publishedAt":"2099-05-17"}', []),
        ('{"dateCreated":"2025-05-17","cacheBuster":"20250517"}', []),
        ('{"publishDate":""', []),
    ],
)
def test_programs_tell_one_day_of_publication(program: str, found: list[str]) -> None:
    """Keys of changes, plans and publishers are passed over, and several days tell nothing."""
    assert script_dates(f"<script>{program}</script>".encode(), CONTEXT) == found


def test_a_program_dates_a_page_that_tells_nothing_else() -> None:
    """It comes after whatever is declared or printed, and before the address."""
    program = "<script>window.DATA = {'pubtime': '2025-05-17 10:05:00'}</script>"

    told = article(page(head=program), "https://paper.example/2025/05/16/mill-bridge")

    assert told.date_published is not None
    assert told.date_published[:10] == "2025-05-17"
    assert told.provenance["date_published"].raw == "<script> 2025-05-17 10:05:00"
    assert article(page(head=program, above="<p>16 May 2025</p>"), URL).date_published == "2025-05-16"
