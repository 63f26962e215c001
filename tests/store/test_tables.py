"""What is written into the tables of a state is read back, in the order that was asked for."""

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import given
from hypothesis import strategies as st

from crawler.store.files import Location
from crawler.store.history import RUNS_KEPT, FileRecord, History
from crawler.store.outlet_store import OutletStore
from crawler.store.patterns import Patterns
from crawler.store.pending import READY, SET_ASIDE, Pending, PendingLink
from crawler.store.seen import Seen, SeenUrl
from crawler.store.sources import SourceRecord, Sources, Validators
from crawler.store.state import State
from tests.folders import fast_folder

keys = st.binary(min_size=16, max_size=16)
seconds = st.integers(0, 2**40)
articles = st.builds(
    SeenUrl,
    key=keys,
    first_seen=seconds,
    fetched=seconds,
    revision=st.integers(1, 99),
    location=st.builds(
        Location, day=st.integers(0, 50_000), offset=st.integers(0, 2**40), length=st.integers(1, 2**30)
    ),
)


@contextmanager
def fresh() -> Iterator[State]:
    """An empty state for one example of a property."""
    with fast_folder() as folder:
        State.create(folder / "a.sqlite")
        state = State.open(folder / "a.sqlite")
        yield state
        state.close()


@given(found=st.lists(articles, max_size=20, unique_by=lambda a: a.key))
def test_articles_are_read_back(found: list[SeenUrl]) -> None:
    """Every article comes back by its address and by its text."""
    with fresh() as state:
        seen = Seen(state)
        for article in found:
            seen.put_article(article, f"hash of {article.key.hex()}")

        assert [seen.get(article.key) for article in found] == found
        for article in found:
            twin = seen.article_with_text(f"hash of {article.key.hex()}")
            assert twin is not None
            assert twin.key[:8] == article.key[:8]
        assert seen.article_with_text("another") is None


@given(known=st.sets(keys, max_size=40), others=st.sets(keys, max_size=40))
def test_seen_pages_are_known_and_others_are_not(known: set[bytes], others: set[bytes]) -> None:
    """A batched look-up finds exactly what was marked."""
    with fresh() as state:
        seen = Seen(state)
        seen.mark(known, 7)

        assert seen.fetched([*known, *others]) == dict.fromkeys(known, 7)


def test_a_marked_article_stays_one(state: State) -> None:
    """Fetching an article's address again moves its time only."""
    seen = Seen(state)
    place = Location(day=1, offset=2, length=3)
    seen.put_article(SeenUrl(key=b"k" * 16, first_seen=1, fetched=1, revision=1, location=place), "h")
    seen.mark([b"k" * 16], 9)

    assert seen.get(b"k" * 16) == SeenUrl(key=b"k" * 16, first_seen=1, fetched=9, revision=1, location=place)


def link(number: int, *, rank: int = 0, due: int = READY) -> PendingLink:
    return PendingLink(
        key=number.to_bytes(16, "big"), rank=rank, due=due, kind="page", url=f"https://a.example/{number}"
    )


def test_links_are_given_by_rank(state: State) -> None:
    """The lowest rank goes first, past what is in other hands already."""
    pending = Pending(state)
    pending.put([link(n, rank=10 - n) for n in range(10)])
    first = pending.first(4, besides=set())
    second = pending.first(4, besides={row.key for row in first[1:]})

    assert [row.rank for row in first] == [1, 2, 3, 4]
    assert [row.rank for row in second] == [1, 5, 6, 7]
    assert pending.count_ready() == 10


def test_links_wake_when_they_are_due(state: State) -> None:
    """A link that sleeps is ready from its time on; one set aside sleeps through every time."""
    pending = Pending(state)
    pending.put([link(1, due=100), link(2, due=200), link(3, due=SET_ASIDE)])

    assert pending.next_due() == 100
    assert [pending.wake(99), pending.wake(100), pending.wake(2**39)] == [0, 1, 1]
    assert pending.next_due() is None
    pending.recall()
    assert pending.count_ready() == 3


def test_what_a_dead_run_had_taken_is_ready(state: State) -> None:
    """Links that a run of an early version had taken when it died are due again."""
    pending = Pending(state)
    pending.put([link(1, due=-1), link(2)])
    pending.recover()

    assert pending.count_ready() == 2


def test_sources_are_read_back(state: State) -> None:
    """A source comes back with its validators, by its address and by who named it."""
    record = SourceRecord(
        url="https://a.example/feed",
        kind="feed",
        depth=1,
        via_kind="home",
        via_url="https://a.example/",
        run=3,
        fetched=7,
        validators=Validators(etag='W/"1"', last_modified="Mon, 23 Nov 2026 12:00:00 GMT"),
    )
    sources = Sources(state)
    sources.put(record)

    assert sources.get(record.url) == record
    assert sources.named_by("https://a.example/") == [record]
    assert sources.get("https://a.example/feed/") is None
    sources.forget_validators()
    assert not sources.get(record.url).validators  # type: ignore[union-attr]  # it is there


def test_history_keeps_runs_newest_first(state: State) -> None:
    """The outlet's own history is bounded, and a run keeps its number when it comes back to the file."""
    history = History(state)
    numbers = [history.begin(f"run {n}", n) for n in range(RUNS_KEPT + 5)]
    history.end("run 1004", 2000, {"counts": {"stored": 3}})
    runs = history.runs()

    assert history.begin("run 1004", 3000) == numbers[-1] == state.fence
    assert len(runs) == RUNS_KEPT
    assert (runs[0].id, runs[0].ended, runs[0].counts) == ("run 1004", 2000, {"counts": {"stored": 3}})
    assert runs[1].ended is None


def test_patterns_add_up(state: State) -> None:
    """What a shape has given is a sum over runs."""
    patterns = Patterns(state)
    patterns.add("/news/title", articles=1)
    patterns.add("/news/title", misses=2)

    assert patterns.get("/news/title") == (1, 2)
    assert patterns.get("/tag/word") == (0, 0)


def test_a_checkpoint_without_news_writes_nothing(store: OutletStore) -> None:
    """Nothing changed is nothing written."""
    before = store.path.stat().st_mtime_ns, sorted(p.name for p in store.path.parent.iterdir())
    store.checkpoint()

    assert (store.path.stat().st_mtime_ns, sorted(p.name for p in store.path.parent.iterdir())) == before


def test_committed_lengths_are_read_back(state: State) -> None:
    """The length and last time of each file are what the next start cuts back to."""
    history = History(state)
    history.put_file("2026-11-23.jsonl", FileRecord(bytes=10, last_seen_at=5))
    history.put_file("2026-11-23.jsonl", FileRecord(bytes=20, last_seen_at=6))

    assert history.files() == {"2026-11-23.jsonl": FileRecord(bytes=20, last_seen_at=6)}
