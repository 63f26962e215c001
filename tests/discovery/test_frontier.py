"""The frontier of one outlet: what it takes in, in which order it gives, and what it keeps."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.discovery.admission import FrontierRules, refuse_link
from crawler.discovery.frontier import Frontier
from crawler.discovery.link import Link
from crawler.discovery.queue import WINDOW
from crawler.discovery.rows import link_key
from crawler.items import Discovery
from crawler.outlets.outlet import Outlet, Rules, outlet_from_url
from crawler.store.outlet_store import OutletStore
from crawler.store.sources import Validators
from tests.folders import fast_folder

HOME = "https://ledger.example/"
NOW = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())
SECTION = Link(url=f"{HOME}local", kind="section", depth=1)
VIA_LIST = Discovery(kind="list", url=f"{HOME}local/page/2")


@pytest.fixture
def store() -> Iterator[OutletStore]:
    with fast_folder() as folder:
        store = OutletStore("ledger", folder)
        store.open()
        yield store
        store.abandon()


def frontier(store: OutletStore, rules: FrontierRules | None = None) -> Frontier:
    made = Frontier(outlet_from_url(HOME), store, rules or FrontierRules())
    made.recover(NOW)
    return made


def page(number: int, **values: object) -> Link:
    return Link(url=f"{HOME}news/{number}/council-votes-on-bridge-{number}", kind="page", **values)  # type: ignore[arg-type]  # a test's shorthand


def further(number: int) -> Link:
    return Link(url=f"{HOME}local/page/{number}", kind="list", depth=number)


def take_all(made: Frontier) -> list[Link]:
    return list(iter(made.take, None))


def test_a_newer_link_has_its_turn_before_those_taken_ahead(store: OutletStore) -> None:
    """What comes in while a window of links is open is sorted in among them."""
    made = frontier(store)
    old = [page(n, published="2026-11-01T00:00:00Z") for n in range(WINDOW * 2)]
    made.admit(old, NOW, 1)
    made.take()
    made.admit([page(999, published="2026-11-22T00:00:00Z"), SECTION], NOW, 1)

    assert made.take() == SECTION
    assert made.take() == page(999, published="2026-11-22T00:00:00Z")
    assert made.pending == WINDOW * 2 - 1
    assert made.in_flight == 3


def test_a_new_rule_holds_for_links_that_wait(store: OutletStore) -> None:
    """A link that waits from an earlier run is not fetched where the outlet's file now says never."""
    frontier(store).admit([page(1), page(2)], NOW, 1)
    rules = Rules(never=(re.compile("bridge-1"),))
    later = Frontier(Outlet(id="ledger", home=HOME, rules=rules), store, FrontierRules())
    later.recover(NOW)

    assert take_all(later) == [page(2)]
    assert later.dropped == {"never_rule": 1}


def test_memory_holds_a_window_only(store: OutletStore) -> None:
    """However many links are pending, a handful of them is in memory."""
    made = frontier(store)
    made.admit([page(n) for n in range(5000)], NOW, 1)
    made.take()

    assert made.pending == 4999
    assert len(made._queue._window) < WINDOW


def test_a_link_comes_out_as_it_went_in(store: OutletStore) -> None:
    """Everything a link says survives the state file, text from a broken page apart."""
    made = frontier(store)
    link = page(
        7,
        via=Discovery(kind="feed", url=f"{HOME}feed"),
        depth=2,
        lastmod=datetime(2026, 11, 20, 10, tzinfo=UTC),
        title="Council votes \ud800",
        published="Fri, 20 Nov 2026 10:00:00 GMT",
    )
    made.admit([link], NOW, 1)

    taken = made.take()
    assert taken is not None
    assert (taken.url, taken.via, taken.depth, taken.lastmod, taken.published) == (
        link.url,
        link.via,
        link.depth,
        link.lastmod,
        link.published,
    )
    assert taken.title == "Council votes ?"


def test_a_feed_tells_of_pages_that_the_home_page_named_before(store: OutletStore) -> None:
    """Its dates and titles reach a page that waits, one that was taken ahead and one that is in flight."""
    made = frontier(store)
    made.admit([page(n) for n in range(3)], NOW, 1)
    flying = made.take()
    assert flying is not None
    told = [page(n, published="2026-11-22T00:00:00Z", title=f"Bridge {n}") for n in range(3)]
    made.admit(told, NOW, 1)

    assert made.as_told(flying) in told
    assert sorted([made.as_told(flying), *take_all(made)], key=lambda link: link.url) == told
    assert made.as_told(page(7)) == page(7)


def test_further_pages_of_a_list_end_where_nothing_is_new(store: OutletStore) -> None:
    """A first crawl follows a list as long as it names pages; later ones stop where all are known."""
    first = frontier(store)
    first.admit([page(1), page(2), further(2)], NOW, 1)
    for link in take_all(first):
        first.drop(link)
    store.tables.seen.mark([link_key(page(1)), link_key(page(2))], NOW)
    later = frontier(store)
    later.recover(NOW + 3600)
    nothing_new = later.admit([page(1), page(2), further(2)], NOW + 3600, 2)
    something_new = later.admit([page(1), page(3), further(2)], NOW + 3600, 2)

    assert nothing_new == {"known": 2, "nothing_new_beyond": 1}
    assert something_new == {"known": 1, "admitted": 1, "sources": 1}


def test_a_source_is_asked_once_a_run(store: OutletStore) -> None:
    """A section that every page names is asked once; in the next run again."""
    made = frontier(store)
    counts = made.admit([SECTION], NOW, 1)
    made.end_source(made.take() or SECTION, 1, NOW, Validators(etag='"1"'))

    assert counts == {"sources": 1}
    assert made.admit([SECTION], NOW, 1) == {"asked": 1}
    assert made.admit([SECTION], NOW, 2) == {"sources": 1}
    assert made.validators(SECTION) == Validators(etag='"1"')


def test_a_source_that_fails_is_asked_once_a_run(store: OutletStore) -> None:
    """A broken feed that every page names does not cost a request a page."""
    made = frontier(store)
    made.admit([SECTION], NOW, 1)
    made.fail_source(made.take() or SECTION, 1, NOW, retry=False)

    assert made.admit([SECTION], NOW, 1) == {"asked": 1}
    assert made.admit([SECTION], NOW, 2) == {"sources": 1}


def test_a_source_that_did_not_fit_is_read_in_full_again(store: OutletStore) -> None:
    """Where the frontier was full, the source keeps no validators, so that the rest is found later."""
    made = frontier(store, FrontierRules(max_links=3))
    source = Link(url=f"{HOME}sitemap.xml", kind="sitemap")
    made.admit([source], NOW, 1)
    made.take()
    via = Discovery(kind="sitemap", url=source.url)
    counts = made.admit([page(n, via=via) for n in range(5)], NOW, 1)
    made.end_source(source, 1, NOW, Validators(etag='"1"'))

    assert counts["frontier_full"] == 3  # the sitemap itself is in flight
    assert made.validators(source) is None


@pytest.mark.parametrize(
    ("link", "refusal"),
    [
        (page(1), None),
        (Link(url=f"{HOME}obituaries/jane-roe-of-ledger-1940", kind="page"), "never_rule"),
        (Link(url=f"{HOME}sponsored", kind="section"), "never_rule"),
        (Link(url=f"{HOME}tag/special-news/", kind="page"), None),
        (Link(url=f"{HOME}tag/bridges/", kind="page"), "tag_page"),
        (Link(url=f"{HOME}news/{'x' * 2100}", kind="page"), "url_too_long"),
        (Link(url="https://feeds.example/ledger", kind="feed"), None),
        (Link(url="https://other.example/news/1/council-votes-on-bridge", kind="page"), "other_site"),
        (page(1, depth=9), "too_deep"),
        (page(1, depth=9, via=VIA_LIST), None),
        (page(1, published="2026-10-01T00:00:00Z"), "out_of_window"),
        (page(1, lastmod=datetime(2026, 10, 1, tzinfo=UTC)), "out_of_window"),
        (page(1, published="2026-12-24T00:00:00Z"), "out_of_window"),
        (page(1, published="not a date"), None),
    ],
)
def test_refusals(link: Link, refusal: str | None) -> None:
    """The outlet's rules, the site, the kind of address, its length, depth and date decide."""
    rules = Rules(article=(re.compile("special"),), never=(re.compile("/obituaries/|/sponsored"),))
    outlet = Outlet(id="ledger", home=HOME, rules=rules)
    window = FrontierRules(since=date(2026, 11, 1), until=date(2026, 11, 30))

    assert refuse_link(link, outlet, window) == refusal


def test_the_edges_of_a_window_are_wide(store: OutletStore) -> None:
    """A day in any zone of the world is inside the window of that day."""
    window = FrontierRules(since=date(2026, 11, 23), until=date(2026, 11, 23))
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)

    for hours, inside in ((-27, True), (-37, False), (0, True), (27, True), (37, False)):
        moment = int((noon + timedelta(hours=hours)).timestamp())
        assert window.in_window(moment) is inside


def test_a_list_that_a_sitemap_names_too_is_not_read_as_a_page(store: OutletStore) -> None:
    """It was read as a section; a page with a date of its own is read all the same."""
    made = frontier(store)
    sections = [Link(url=HOME + name, kind="section", depth=1) for name in ("county/", "valley/")]
    made.admit(sections, NOW, 1)
    for section in take_all(made):
        made.end_source(section, 1, NOW, Validators())
    listed = [Link(url=sections[0].url, kind="page"), Link(url=sections[1].url, kind="page", published="2026-11-22")]
    made.admit([*listed, page(1)], NOW, 1)

    assert {link.url for link in take_all(made)} == {page(1).url, sections[1].url}
