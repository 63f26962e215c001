"""Which `<time>` of a page dates its article."""

import pytest

from tests.extract.cms_page import article, page

READER = (
    '<div id="comments" class="comments-area"><ol class="comment-list"><li><article class="comment-body">'
    '<time datetime="2025-05-18T01:27:00+02:00">May 18, 2025 at 1:27 am</time>'
    "<p>I saw it too.</p></article></li></ol></div>"
)


def test_a_comment_never_dates_the_article() -> None:
    """WordPress marks an unchanged article's time as published and updated in one class, and comments not at all."""
    own = '<time class="entry-date published updated" datetime="2025-05-17T21:20:00+02:00">May 17, 2025</time>'

    found = article(page(below=own, after=READER))

    assert found.date_published == "2025-05-17T21:20:00+02:00"
    assert found.date_modified is None


def test_a_time_marked_as_updated_is_the_change() -> None:
    """It stands beside the one that is marked as published, before or after it."""
    for mark in ("updated", "dt-updated", "date-modified"):
        times = (
            f'<time class="{mark}" datetime="2025-05-18T08:05:00+02:00">18 May</time>'
            '<time class="entry-date published" datetime="2025-05-17T21:20:00+02:00">17 May</time>'
        )

        found = article(page(above=times, after=READER))

        assert found.date_published == "2025-05-17T21:20:00+02:00"
        assert found.date_modified == "2025-05-18T08:05:00+02:00"


def test_a_teaser_above_the_text_does_not_date_it() -> None:
    """A box of related articles in the head gives way to a plain time below the text."""
    late = '<a href="/x">Ferry runs late</a> <time datetime="2025-05-02T07:00:00Z">2 May</time>'
    teaser = f'<div class="related-posts">{late}</div>'
    own = '<time datetime="2025-05-17T21:20:00+02:00">May 17, 2025</time>'

    found = article(page(above=teaser, below=own))

    assert found.date_published == "2025-05-17T21:20:00+02:00"


def test_an_abbreviation_that_spells_the_instant_out_is_a_time() -> None:
    """hAtom, and Blogger's templates to this day, keep the machine's date in the title of what people read."""
    own = '<abbr class="published" itemprop="datePublished" title="2025-05-17T21:20:00+02:00">3 hrs ago</abbr>'
    reader = '<ol class="comment-list"><li><abbr title="2025-05-18T01:27:00+02:00">16 minutes ago</abbr></li></ol>'

    found = article(page(above=f"<p>{own}</p>", after=reader))

    assert found.date_published == "2025-05-17T21:20:00+02:00"


def test_an_abbreviation_of_a_word_is_no_time() -> None:
    """Most of them spell out a name."""
    words = '<p>By Jane Roe, 17 May 2025, for the <abbr title="2012 committee of the county">CC</abbr></p>'

    found = article(page(above=words))

    assert found.date_published == "2025-05-17"


def test_times_of_teasers_and_embeds_do_not_date_the_article() -> None:
    """A list with a time each, a link around headline and time, an embedded post: none is the article's own."""
    listed = "".join(f"<li><p>Story {n}</p><time>2025-05-0{n}</time></li>" for n in range(1, 5))
    linked = '<a href="/x"><h5>Ferry runs late</h5><time pubdate datetime="2025-05-02T07:00:00Z">2 May</time></a>'
    embedded = (
        '<blockquote><a href="https://net.example/p">A post</a> <time datetime="2025-03-02">2 March</time></blockquote>'
    )
    own = '<div class="when">May 17, 2025</div>'

    for odd in (f"<ul>{listed}</ul>", linked, embedded):
        assert article(page(above=own, below=odd)).date_published == "2025-05-17"
        assert article(page(above=own + odd)).date_published == "2025-05-17"


def test_a_time_beside_the_headline_beats_marked_ones_elsewhere() -> None:
    """Where the article's own element holds its headline, other `<article>` elements are other articles."""
    other = '<article><p><time pubdate datetime="2025-06-02T07:00:00Z">2 June</time></p></article>'
    own = '<time datetime="2025-05-17T21:20:00+02:00">May 17, 2025</time>'

    found = article(page(above=own, after=other))

    assert found.date_published == "2025-05-17T21:20:00+02:00"


def test_a_stamp_that_readers_see_otherwise_gives_way_to_what_they_see() -> None:
    """SPIP themes stamp the change and print the publication; another zone's day is no contradiction."""
    for stamp, printed, found in (
        ("2025-05-18T10:18:46Z", "Published on 12 May 2025", "2025-05-12"),
        ("2025-05-17T23:30:00-05:00", "18 May 2025", "2025-05-17T23:30:00-05:00"),
        ("2025-05-01T01:30:00+02:00", "30 April 2025", "2025-05-01T01:30:00+02:00"),
        ("2025-05-17T21:20:00+02:00", "3 hours ago", "2025-05-17T21:20:00+02:00"),
    ):
        assert article(page(above=f'<time datetime="{stamp}">{printed}</time>')).date_published == found


def test_the_time_of_an_event_dates_no_article() -> None:
    """A box of what is on has `<time>` as well; what an article is filed under says nothing of it."""
    event = '<div class="widget_events"><time datetime="2025-05-19T19:00:00+02:00">19 May</time></div>'
    filed = '<div class="post category-events"><time datetime="2025-05-17T21:20:00+02:00">17 May</time></div>'

    assert article(page(above=event, below=filed)).date_published == "2025-05-17T21:20:00+02:00"
    assert article(page(after=event)).date_published == "2025-05"  # of the address


PUBLISHED, CHANGED = "2025-05-17T10:00:00+00:00", "2025-05-19T09:00:00+00:00"
TIMES = (
    '<time datetime="2025-05-17T10:00:00Z">17 May 2025</time>',
    '<time datetime="2025-05-19T09:00:00Z">19 May 2025</time>',
)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Updated: {1} | Published: {0}</p>",
        "<p>Published: {0}</p><p>Last updated: {1}</p>",
        "<p>Updated by Jane Roe {1}</p><p>Updated by Jane Roe | Published: {0}</p>",
        "<p><span>Updated</span> {1}</p><p><span>Published</span> {0}</p>",
        "<dl><dt>Updated</dt><dd>{1}</dd><dt>Published</dt><dd>{0}</dd></dl>",
    ],
)
def test_the_word_before_a_time_tells_what_it_is(line: str) -> None:
    """Where nothing in the markup says which is which, in whatever order they stand."""
    found = article(page(above=line.format(*TIMES)))

    assert (found.date_published, found.date_modified) == (PUBLISHED, CHANGED)


def test_a_link_around_both_times_of_a_text_is_no_teaser() -> None:
    """Some themes link the line of its dates to the text itself."""
    changed = TIMES[1].replace("<time", '<time class="dt-updated"')
    line = f'<a href="." rel="bookmark">{TIMES[0]} <span>(updated {changed})</span></a>'

    found = article(page(above=f"<p>{line}</p>"))

    assert (found.date_published, found.date_modified) == (PUBLISHED, CHANGED)


def test_a_change_alone_dates_the_article() -> None:
    """Nothing else on the page does."""
    related = (
        '<div class="related"><h3><a href="/ferry">Ferry late</a></h3><time datetime="2025-05-12">12 May</time></div>'
    )

    found = article(page(above=f"<p>Updated: {TIMES[1]}</p>", after=related))

    assert (found.date_published, found.date_modified) == (CHANGED, CHANGED)
