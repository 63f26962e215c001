"""What a run does with links and articles: once, in order, and again when it is time."""

from datetime import timedelta
from typing import Any

import pytest

from crawler.discovery.link import Link
from crawler.extract.template import LEFT_OUT
from crawler.items import Discovery, Extraction, Provenance, Rival
from crawler.run.outlet_run import OutletRun

HOME = "https://ledger.example/"
FEED = f"{HOME}feed"


def page(number: int) -> str:
    return f"{HOME}2026/11/23/council-votes-on-bridge-{number}"


def opened(paper: Any, **options: Any) -> tuple[Any, OutletRun]:
    run = paper.open(**options)
    return run, run.outlets[paper.outlet.id]


def test_a_second_run_fetches_no_known_article(paper: Any) -> None:
    """With nothing new, only the source is asked, conditionally."""
    paper.run()
    paper.asked.clear()
    report = paper.run()

    assert paper.asked == [FEED]
    assert report.exit_code == 0
    assert "nothing new: 1 source asked, 1 of them not modified" in report.summary_line()


def test_a_new_article_alone_is_fetched(paper: Any) -> None:
    """A changed feed brings what is new, not what is known."""
    paper.run()
    paper.asked.clear()
    paper.publish(8)
    paper.etag = '"2"'
    paper.run()

    assert paper.asked == [FEED, page(8)]
    assert len(paper.records()) == 8


def test_articles_are_looked_at_again_on_a_widening_schedule(paper: Any) -> None:
    """An article is asked for after 1 h, 6 h, 1 d, 3 d and 7 d, and not after that."""
    paper.pages = {page(0): paper.pages[page(0)]}
    paper.listed = {page(0): {}}
    asked_at = []
    start = paper.clock.moment
    for _ in range(24 * 20):
        paper.asked.clear()
        paper.run()
        if page(0) in paper.asked:
            asked_at.append(round((paper.clock.moment - start) / timedelta(hours=1)))
        paper.clock.forward(hours=1)

    assert asked_at == [0, 1, 6, 24, 72, 168]
    assert len(paper.records()) == 1


def test_the_schedule_is_a_setting(paper: Any) -> None:
    """No hours is never; the hours given are those that are kept."""
    paper.settings = {"NEWS_REVISIT_HOURS": ""}
    paper.run()
    paper.clock.forward(hours=2)
    paper.run()
    never = len(paper.asked)
    paper.publish(8)
    paper.etag, paper.settings = '"2"', {"NEWS_REVISIT_HOURS": "3"}
    paper.run()
    for _ in range(2):
        paper.clock.forward(hours=2)
        paper.run()

    assert never == 9  # the feed twice
    assert paper.asked.count(page(8)) == 2


def test_an_old_article_is_not_looked_at_again(paper: Any) -> None:
    """An article published a month ago is fetched once."""
    paper.listed[page(0)] = {"published": "2026-10-23T12:00:00Z"}
    run, outlet_run = opened(paper)
    outlet_run.discovered([Link(url=page(0), kind="page", published="2026-10-23T12:00:00Z")])
    link = outlet_run.next_link()
    article = paper.article(page(0))
    article.date_published = "2026-10-23T12:00:00Z"
    outlet_run.store(link, article)
    run.close("finished")

    paper.clock.forward(days=30)
    run, outlet_run = opened(paper)
    assert outlet_run.next_link() is None
    run.close("finished")


def test_lastmod_makes_a_known_page_due(paper: Any) -> None:
    """A page that its source says changed after the last fetch is asked again; a time to come is not believed."""
    paper.run()
    paper.clock.forward(minutes=30)
    paper.etag = '"2"'
    paper.listed[page(1)] = {"lastmod": paper.clock.moment - timedelta(minutes=10)}
    paper.listed[page(2)] = {"lastmod": paper.clock.moment - timedelta(minutes=40)}
    paper.listed[page(3)] = {"lastmod": paper.clock.moment + timedelta(days=300)}
    paper.asked.clear()
    paper.run()

    assert paper.asked == [FEED, page(1)]


def test_a_changed_body_is_a_revision(paper: Any) -> None:
    """A changed text is a new line with the next revision and what changed; the same id and first address."""
    paper.run()
    paper.publish(3, text="said the mayor of the town")
    paper.clock.forward(hours=2)
    report = paper.run()
    lines = [r for r in paper.records() if r["canonical_url"] == page(3)]

    assert [r["revision"] for r in lines] == [1, 2]
    assert lines[0]["change"] is None
    assert lines[1]["change"]["kind"] in {"typo", "minor", "major", "correction"}
    assert lines[0]["first_seen_at"] < lines[1]["first_seen_at"]
    assert report.total("revised") == 1
    assert report.total("unchanged") == 6


def test_another_reading_is_no_revision(paper: Any) -> None:
    """A block that a template learned since drops is no change of the page; where the page says so, it is one."""
    headline, body = paper.pages[page(3)]
    paper.pages[page(3)] = (headline, f"{body}\n\n“A pull quote.”")
    paper.run()
    paper.pages[page(3)] = (headline, body)
    article = paper.article
    paper.article = lambda url: _read_by_template(article(url), None)
    paper.clock.forward(hours=2)
    first = paper.run()
    paper.article = lambda url: _read_by_template(article(url), "2026-11-23T15:00:00Z")
    paper.clock.forward(hours=5)
    second = paper.run()

    assert first.total("revised") == 0
    assert second.total("revised") == 1


def test_a_line_that_a_template_knows_from_other_pages_is_no_revision(paper: Any) -> None:
    """The full road leaves it out as soon as it is known; read as before, a paragraph that is gone is a revision."""
    headline, body = paper.pages[page(3)]
    paper.pages[page(3)] = (headline, f"{body}\n\n“A pull quote.”")
    paper.run()
    paper.pages[page(3)] = (headline, body)
    article = paper.article
    paper.article = lambda url: _with_known_lines(article(url))
    paper.clock.forward(hours=2)
    first = paper.run()
    paper.article = article
    paper.pages[page(3)] = (headline, f"{body}\n\nIt is closed.")
    paper.clock.forward(hours=5)
    paper.run()
    paper.pages[page(3)] = (headline, body)
    paper.clock.forward(days=2)
    third = paper.run()

    assert first.total("revised") == 0
    assert third.total("revised") == 1


def _with_known_lines(article: Any) -> Any:
    known = Rival(source="template", raw=f"{LEFT_OUT}: 1")
    article.provenance = {"body": Provenance(source="dom", raw="blocks", rejected=(known,))}
    return article


def test_an_edit_is_a_revision_whichever_road_read_it(paper: Any) -> None:
    """Words changed inside a block are a revision, also where a template reads what was read without one."""
    block = "The board of {} members met on Monday evening and put off the matter once more until the next session."
    headline, body = paper.pages[page(3)]
    paper.pages[page(3)] = (headline, f"{body}\n\n{block.format('eight')}\n\nShare this page")
    paper.run()
    paper.pages[page(3)] = (headline, f"{body}\n\n{block.format('nine')}\n\nMore on: bridges")
    article = paper.article
    paper.article = lambda url: _read_by_template(article(url), None)
    paper.clock.forward(hours=2)

    assert paper.run().total("revised") == 1


def _read_by_template(article: Any, modified: str | None) -> Any:
    article.extraction = Extraction(method="template", confidence=1.0, template="ledger@1")
    article.date_modified = modified
    return article


def test_an_article_stored_from_another_address_is_not_fetched(paper: Any) -> None:
    """A link that waits while its article comes in from another address is dropped."""
    run, outlet_run = opened(paper)
    moved = f"{HOME}moved/to-another-address-now"
    outlet_run.discovered([Link(url=moved, kind="page"), Link(url=page(3), kind="page")])
    first = outlet_run.next_link()
    outlet_run.store(first, paper.article(page(3)))

    assert first.url == moved
    assert outlet_run.next_link() is None
    assert run.close("finished").outlets[0].links["known"] == 1


def test_another_address_is_no_revision(paper: Any) -> None:
    """A print view of a known article that reads differently adds nothing, and is not asked for again."""
    paper.run()
    other = f"{HOME}old/2026/11/23/council-votes-on-bridge-3-moved"
    run, outlet_run = opened(paper)
    outlet_run.discovered([Link(url=other, kind="page")])
    article = paper.article(page(3))
    article.body_text = "Another text. " * 30

    assert outlet_run.store(outlet_run.next_link(), article) == "unchanged"
    assert outlet_run.discovered([Link(url=other, kind="page")]) == 0
    assert run.close("finished").outlets[0].pending == 0


def test_a_page_that_names_a_strange_article_stands_for_itself(paper: Any) -> None:
    """A template that gives every page one canonical address loses no article, and revises none, in any later run."""
    urls = [f"{HOME}2026/11/23/ferry-runs-again-{n}" for n in range(3)]
    for _ in range(2):
        run, outlet_run = opened(paper)
        outlet_run.discovered([Link(url=url, kind="page") for url in urls])
        while (link := outlet_run.next_link()) is not None:
            paper.pages[link.url] = (
                f"Ferry runs again {link.url[-1]}",
                f"The ferry of pier {link.url[-1]} runs. " * 20,
            )
            article = paper.article(link.url)
            article.canonical_url = f"{HOME}2026/11/23/ferry-runs-again-0"
            outlet_run.store(link, article)
        run.close("finished")
        paper.clock.forward(hours=2)

    stored = [(record["revision"], record["canonical_url"]) for record in paper.records()]
    assert sorted(stored) == [(1, url) for url in urls]


def test_a_text_that_comes_back_is_a_third_revision(paper: Any) -> None:
    """A to B to A are three revisions: the second A is no longer what was last seen."""
    first = paper.pages[page(3)]
    paper.run()
    paper.publish(3, text="said the mayor of the town")
    paper.clock.forward(hours=2)
    paper.run()
    paper.pages[page(3)] = first
    paper.clock.forward(hours=5)
    paper.run()

    assert [r["revision"] for r in paper.records() if r["canonical_url"] == page(3)] == [1, 2, 3]


def test_another_articles_page_at_an_address_is_no_revision(paper: Any) -> None:
    """A server that mixes its pages up, for an hour, leaves no line."""
    own = paper.pages[page(3)]
    paper.run()
    paper.pages[page(3)] = paper.pages[page(4)]
    paper.clock.forward(hours=2)
    report = paper.run()
    paper.pages[page(3)] = own
    paper.clock.forward(hours=5)
    paper.run()

    assert report.total("duplicate") == 1
    assert len(paper.records()) == 7


def test_white_space_alone_is_no_revision(paper: Any) -> None:
    """A page of which only the spacing changed makes no line."""
    paper.run()
    headline, body = paper.pages[page(3)]
    paper.pages[page(3)] = (f" {headline}", body.replace(" ", "  "))
    paper.clock.forward(hours=2)
    paper.run()

    assert len(paper.records()) == 7


def test_a_revision_of_an_archived_article(paper: Any) -> None:
    """Where the file with the last revision was moved away, a changed text is a revision without its difference."""
    paper.run()
    paper.files[0].rename(paper.output / "archived.jsonl")
    paper.publish(3, text="said the mayor of the town")
    paper.clock.forward(hours=2)
    report = paper.run()
    (line,) = paper.records()

    assert report.exit_code == 0
    assert (line["revision"], line["change"]) == (2, None)


def test_the_same_text_under_two_addresses_is_one_article(paper: Any) -> None:
    """The second address is counted, remembered, and not fetched again."""
    twin = f"{HOME}2026/11/23/council-votes-on-bridge-again"
    paper.pages[twin] = paper.pages[page(3)]
    paper.listed[twin] = {}
    report = paper.run()
    paper.clock.forward(hours=2)
    paper.etag = '"2"'
    paper.asked.clear()
    paper.run()

    assert report.total("duplicate") == 1
    assert len(paper.records()) == 7
    assert len({twin, page(3)} & set(paper.asked)) == 1


def test_short_texts_are_never_duplicates(paper: Any) -> None:
    """Two short notices with equal words are two articles."""
    paper.pages = {page(n): ("Road closed", "More as it comes.") for n in (1, 2)}
    paper.listed = {url: {} for url in paper.pages}
    paper.run()

    assert len(paper.records()) == 2


def test_a_clock_set_back(paper: Any) -> None:
    """`first_seen_at` goes on rising in a file when the clock is set back, within the day and across runs."""
    paper.run()
    paper.clock.forward(hours=-3)
    paper.publish(8, 9)
    paper.etag = '"2"'
    paper.run()
    seen = [r["first_seen_at"] for r in paper.records()]

    assert len(paper.files) == 1
    assert len(seen) == 9
    assert seen == sorted(set(seen))


def test_a_failed_page_is_tried_again_later_and_given_up(paper: Any) -> None:
    """A page that fails is tried in later runs, further and further apart, five times in all."""
    gone = f"{HOME}2026/11/23/a-page-that-times-out"
    tried = []
    for hour in range(24 * 8):
        run, outlet_run = opened(paper)
        outlet_run.discovered([Link(url=gone, kind="page")])
        while (link := outlet_run.next_link()) is not None:
            tried.append(hour)
            outlet_run.failed(link, "timeout", "no answer in 30 s", retry=True)
        run.close("finished")
        paper.clock.forward(hours=1)

    assert len(tried) == 5
    assert tried[:3] == [0, 1, 2]


def test_a_known_article_that_was_refused_once_is_looked_at_again(paper: Any) -> None:
    """A firewall's bad hour costs a second look some minutes, and none of those after it."""
    paper.pages, paper.listed = {page(0): paper.pages[page(0)]}, {page(0): {}}
    paper.run()
    paper.clock.forward(hours=2)
    run, outlet_run = opened(paper)
    link = outlet_run.next_link()
    outlet_run.failed(link, "http_403", page(0), retry=True)
    run.close("finished")
    asked = []
    for wait in ({"minutes": 5}, {"minutes": 10}, {"hours": 6}, {"hours": 24}):
        paper.asked.clear()
        paper.clock.forward(**wait)
        paper.run()
        asked.append(page(0) in paper.asked)

    assert link.url == page(0)
    assert asked == [False, True, True, True]


def test_a_page_that_is_gone_is_not_asked_again(paper: Any) -> None:
    """404 ends a link for good."""
    paper.listed[f"{HOME}2026/11/23/gone-for-good"] = {}
    paper.run()
    paper.asked.clear()
    paper.etag = '"2"'
    paper.clock.forward(minutes=30)
    paper.run()

    assert paper.asked == [FEED]


def test_an_article_that_was_taken_down_fails_no_outlet(paper: Any) -> None:
    """A second look may be all that is due, and what it says is of that article alone."""
    paper.pages = {page(0): paper.pages[page(0)]}
    paper.listed = {page(0): {}}
    paper.run()
    paper.pages.clear()
    paper.clock.forward(hours=2)

    report = paper.run()

    assert report.outlets[0].failed["http_404"] == 1
    assert report.exit_code == 0


def test_what_was_in_flight_is_due_again(paper: Any) -> None:
    """A run that ends with links in flight leaves them to the next."""
    run, outlet_run = opened(paper)
    outlet_run.discovered([Link(url=url, kind="page") for url in paper.pages])
    taken = [outlet_run.next_link() for _ in range(3)]
    outlet_run.put_back(taken[0])
    report = run.close("interrupted")
    paper.run()

    assert report.exit_code == 130
    assert report.outlets[0].pending == 7
    assert len(paper.records()) == 7


@pytest.mark.parametrize(
    ("bounds", "stored", "cause"),
    [("NEWS_MAX_PAGES", 3, "max_pages"), ("NEWS_MAX_ARTICLES", 3, "max_articles"), ("NEWS_MAX_PAGES", 0, "max_pages")],
)
def test_a_bounded_run_goes_on_where_it_was(paper: Any, bounds: str, stored: int, cause: str) -> None:
    """A bound ends a run exactly; the next one, without it, fetches the rest and nothing twice."""
    paper.settings = {bounds: stored}
    report = paper.run()
    counted = len(paper.records())
    paper.settings = {}
    paper.run()

    assert counted == stored
    assert report.stopped_by == cause
    assert cause.replace("_", "-") in report.summary_line()
    assert len(paper.records()) == 7
    assert len(paper.asked) == len(set(paper.asked)) + 1  # the feed, twice


def test_a_run_out_of_time(paper: Any) -> None:
    """After `max_seconds` nothing is given any more."""
    paper.settings = {"NEWS_MAX_SECONDS": 60}
    run, outlet_run = opened(paper)
    outlet_run.discovered([Link(url=url, kind="page") for url in paper.pages])
    outlet_run.put_back(outlet_run.next_link())
    paper.clock.forward(seconds=61)

    assert outlet_run.next_link() is None
    assert outlet_run.is_idle
    assert run.close("finished").stopped_by == "max_seconds"


def test_pages_outside_the_days_asked_for_wait(paper: Any) -> None:
    """`--since` leaves older pages for a run that asks for them, whether the source or the page itself tells."""
    paper.listed[page(1)] = {"published": "2026-11-01T10:00:00Z"}
    paper.settings = {"NEWS_SINCE": "2026-11-20"}
    old = {page(2): "2026-11-02T10:00:00Z"}
    article = paper.article
    paper.article = lambda url: _dated(article(url), old.get(url, "2026-11-22T10:00:00Z"))
    first = paper.run()
    again = list(paper.asked)
    paper.run()
    paper.settings = {}
    paper.run()

    assert first.total("stored") == 5
    assert page(1) not in again
    assert again.count(page(2)) == paper.asked[: -len(again)].count(page(2)) == 1
    assert len(paper.records()) == 7


def _dated(article: Any, published: str) -> Any:
    article.date_published = published
    return article


def test_newest_first_and_sources_before_pages(paper: Any) -> None:
    """Sources come before pages, newer pages before older, new pages before known ones."""
    run, outlet_run = opened(paper)
    outlet_run.discovered(
        [
            Link(url=page(1), kind="page", published="2026-11-20T10:00:00Z"),
            Link(url=page(2), kind="page", published="Sun, 22 Nov 2026 10:00:00 GMT"),
            Link(url=f"{HOME}sitemap.xml", kind="sitemap"),
            Link(url=FEED, kind="feed"),
        ]
    )
    order = [link.url for link in iter(outlet_run.next_link, None)]
    run.close("finished")

    assert order == [FEED, f"{HOME}sitemap.xml", page(2), page(1)]


def test_an_index_that_did_not_change_still_leads_to_its_sitemaps(paper: Any) -> None:
    """The sitemaps of an unchanged index are asked, but for those it said were old already."""
    index = Link(url=f"{HOME}sitemap.xml", kind="sitemap")
    live = Link(url=f"{HOME}sitemap-1.xml", kind="sitemap", depth=1, via=_via(index))
    old = Link(
        url=f"{HOME}sitemap-2.xml", kind="sitemap", depth=1, via=_via(index), lastmod=paper.clock() - timedelta(days=9)
    )
    for expected in ([index, live, old], [index, live]):
        run, outlet_run = opened(paper)
        outlet_run.discovered([index])
        asked = []
        while (link := outlet_run.next_link()) is not None:
            asked.append(link)
            if link.url == index.url and len(expected) == 3:
                outlet_run.discovered([live, old])
            if link.url == index.url and len(expected) == 2:
                outlet_run.unchanged(link)
            else:
                outlet_run.done(link)
        run.close("finished")
        paper.clock.forward(minutes=10)
        assert sorted(link.url for link in asked) == sorted(link.url for link in expected)


def _via(link: Link) -> Discovery:
    return Discovery(kind="sitemap", url=link.url)


def test_a_left_outlet_gives_nothing_more(paper: Any) -> None:
    """A host that is down is left, its links stay due, and the run says so."""
    run, outlet_run = opened(paper)
    outlet_run.discovered([Link(url=url, kind="page") for url in paper.pages])
    link = outlet_run.next_link()
    outlet_run.failed(link, "connection_refused", "ledger.example:443", retry=True)
    outlet_run.leave("connection refused 5 times")

    assert outlet_run.next_link() is None
    assert outlet_run.is_idle
    report = run.close("finished")
    assert report.exit_code == 5
    assert "1 left (ledger.example: connection refused 5 times)" in report.summary_line()


def test_links_that_an_outlet_does_not_want(paper: Any) -> None:
    """Other sites, kinds of URL that are no articles and repeated links are counted, not taken in."""
    run, outlet_run = opened(paper)
    admitted = outlet_run.discovered(
        [
            Link(url=page(1), kind="page"),
            Link(url=page(1) + "?utm_source=feed", kind="page"),
            Link(url="https://elsewhere.example/2026/11/23/council-votes-on-bridge", kind="page"),
            Link(url=f"{HOME}tag/bridges/", kind="page"),
            Link(url=page(2), kind="page", depth=9),
        ]
    )
    links = run.close("finished").outlets[0].links

    assert admitted == 1
    assert links == {"admitted": 1, "repeated": 1, "other_site": 1, "tag_page": 1, "too_deep": 1}


def test_a_trap_ends_and_articles_are_still_found(paper: Any) -> None:
    """A calendar without end is left after fifty pages; an article of another shape is fetched."""
    run, outlet_run = opened(paper)
    fetched = 0
    outlet_run.discovered([Link(url=f"{HOME}agenda/2026/1/x1", kind="page")])
    while (link := outlet_run.next_link()) is not None and fetched < 1000:
        fetched += 1
        outlet_run.discovered([Link(url=f"{HOME}agenda/{2026 + fetched}/{n}/x{n}", kind="page") for n in range(20)])
        outlet_run.rejected(link, "list_page", "a calendar")
    outlet_run.discovered([Link(url=page(1), kind="page")])

    assert fetched == 50
    assert outlet_run.next_link().url == page(1)
    assert run.close("finished").outlets[0].links["shape_spent"] > 0


def test_a_paragraph_more_is_a_revision_whichever_road_read_it(paper: Any) -> None:
    """An editor adds to a text; a template only rarely keeps a block more."""
    headline, body = paper.pages[page(3)]
    paper.run()
    added = "The town corrected the number on Friday afternoon: 91 people came, and not 19, as was said before."
    paper.pages[page(3)] = (headline, f"{body}\n\n{added}")
    article = paper.article
    paper.article = lambda url: _read_by_template(article(url), None)
    paper.clock.forward(hours=2)

    assert paper.run().total("revised") == 1
