"""The learner publishes versions as lessons come in, and forgets a template that no longer agrees."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.extract.article import Outcome
from crawler.extract.chrome import MIN_PROOFS, Sightings
from crawler.extract.template import MIN_LESSONS, Template, Votes
from crawler.extract.template_json import from_json
from crawler.items import Article, Extraction, OutletRef
from crawler.report.tally import Tally
from crawler.run.learning import Learner
from crawler.store.templates import template_path

NOW = datetime(2026, 11, 1, tzinfo=UTC).isoformat()


def _article() -> Article:
    return Article(
        id="ledger:1",
        url="https://ledger.example/1",
        canonical_url="https://ledger.example/1",
        outlet=OutletRef(id="ledger", domain="ledger.example"),
        headline="A bridge is mended",
        body_text="Text.",
        body=(),
        word_count=1,
        fetched_at=NOW,
        first_seen_at=NOW,
        extraction=Extraction(method="readable", confidence=1.0),
    )


def _lesson(number: int) -> Outcome:
    lesson = Template(outlet_id="ledger", lessons=1, near={"p<div|l-": Votes(kept=3, pages=1)}, texts={str(number): 1})
    return Outcome(result=_article(), lesson=lesson)


class Published(list[tuple[str, int, int]]):
    """Stands where the worker pool stands: notes what it is given."""

    def __call__(self, outlet_id: str, template: Template) -> None:
        self.append((outlet_id, template.version, template.lessons))


def _teach(learner: Learner, tally: Tally, count: int) -> None:
    for number in range(count):
        learner.note("ledger", _lesson(number), tally)


def test_publishes_when_enough_was_learned_and_then_ever_more_rarely(tmp_path: Path) -> None:
    """The first version comes with the fifth lesson, the next with half as many again."""
    published = Published()

    _teach(Learner(tmp_path, 20, published), Tally(outlet="ledger"), 12)

    assert published == [("ledger", 1, MIN_LESSONS), ("ledger", 2, 8), ("ledger", 3, 12)]


def test_goes_on_with_what_an_earlier_run_learned(tmp_path: Path) -> None:
    """What was learned is on disk at the end, and is given to the workers when the outlet is met again."""
    learner = Learner(tmp_path, 20, Published())
    _teach(learner, Tally(outlet="ledger"), 6)
    learner.close()
    published = Published()

    Learner(tmp_path, 20, published).is_checked("ledger")

    assert published == [("ledger", 1, 6)]


@pytest.mark.parametrize("content", ["", "{", '{"format": "template/9"}', "\udcff"])
def test_a_spoilt_file_is_learned_again(tmp_path: Path, content: str) -> None:
    """A file that holds no template costs nothing but the learning."""
    path = template_path(tmp_path, "ledger")
    path.parent.mkdir(parents=True)
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    published = Published()
    learner = Learner(tmp_path, 20, published)

    _teach(learner, Tally(outlet="ledger"), MIN_LESSONS)

    assert published == [("ledger", 1, MIN_LESSONS)]


def test_forgets_a_template_that_no_longer_agrees(tmp_path: Path) -> None:
    """Five checked pages on which both roads keep different text make the template stale, and it is counted."""
    published, tally = Published(), Tally(outlet="ledger")
    learner = Learner(tmp_path, 2, published)
    _teach(learner, tally, MIN_LESSONS)

    for _ in range(5):
        learner.note("ledger", Outcome(result=_article(), agreement=0.3), tally)

    assert tally.counts["template_stale"] == 1
    assert published[-1] == ("ledger", 2, 0)


def test_tells_a_redesign_once(tmp_path: Path) -> None:
    """When most of the last pages are unknown to a template that knew most before, the report says so, once."""
    tally = Tally(outlet="ledger")
    learner = Learner(tmp_path, 20, Published())
    _teach(learner, tally, MIN_LESSONS)
    for _ in range(10):
        learner.note("ledger", Outcome(result=_article()), tally)

    for _ in range(25):
        learner.note("ledger", Outcome(result=_article(), is_in_doubt=True), tally)

    assert tally.counts["template_redesign"] == 1
    assert tally.counts["template_in_doubt"] == 25


def test_a_template_that_never_knew_much_is_no_redesign(tmp_path: Path) -> None:
    """A young template doubts most pages of a varied outlet; that is counted, and no news."""
    tally = Tally(outlet="ledger")
    learner = Learner(tmp_path, 20, Published())
    _teach(learner, tally, MIN_LESSONS)

    for number in range(40):
        learner.note("ledger", Outcome(result=_article(), is_in_doubt=number % 3 > 0), tally)

    assert tally.counts["template_in_doubt"] == 26
    assert "template_redesign" not in tally.counts


def test_a_redesign_between_two_runs_is_told(tmp_path: Path) -> None:
    """How well the template knew the outlet is on disk with it."""
    before = Learner(tmp_path, 20, Published())
    _teach(before, Tally(outlet="ledger"), MIN_LESSONS)
    for _ in range(20):
        before.note("ledger", Outcome(result=_article()), Tally(outlet="ledger"))
    before.close()
    tally = Tally(outlet="ledger")
    learner = Learner(tmp_path, 20, Published())

    for _ in range(10):
        learner.note("ledger", Outcome(result=_article(), is_in_doubt=True), tally)

    assert tally.counts["template_redesign"] == 1


def test_checks_a_sample_once_there_is_a_template(tmp_path: Path) -> None:
    """Before it is ready there is nothing to check; then the first page is, and later ones at their distance."""
    learner, tally = Learner(tmp_path, 4, Published()), Tally(outlet="ledger")
    assert not any(learner.is_checked("ledger") for _ in range(8))
    _teach(learner, tally, MIN_LESSONS)

    found = []
    for _ in range(9):
        found.append(learner.is_checked("ledger"))
        agreement = 1.0 if found[-1] else None
        learner.note("ledger", Outcome(result=_article(), agreement=agreement), tally)

    assert found == [True, False, False, False, True, False, False, False, True]
    assert tally.counts["template_checked"] == 3
    assert not any(Learner(tmp_path, 0, Published()).is_checked("ledger") for _ in range(8))


def test_a_redesign_that_a_template_does_not_see_is_told_in_the_next_short_run(tmp_path: Path) -> None:
    """Sure and wrong on every page since the last run: found with the first page, forgotten after five."""
    before = Learner(tmp_path, 20, Published())
    _teach(before, Tally(outlet="ledger"), MIN_LESSONS)
    before.close()
    learner, tally = Learner(tmp_path, 20, Published()), Tally(outlet="ledger")

    for _ in range(6):
        agreement = 0.4 if learner.is_checked("ledger") else None
        learner.note("ledger", Outcome(result=_article(), agreement=agreement), tally)

    assert tally.counts["template_stale"] == 1
    assert tally.counts["template_served"] == 0


def test_without_checks_nothing_is_learned(tmp_path: Path) -> None:
    """Who turns the templates off pays for no lessons either."""
    assert Learner(tmp_path, 20, Published()).is_learning
    assert not Learner(tmp_path, 0, Published()).is_learning


def test_gives_out_what_pages_were_read_without_once_it_is_settled(tmp_path: Path) -> None:
    """Proofs are counted, and a new version goes out where enough are in, or one shows harm."""
    published = Published()
    learner, tally, key = Learner(tmp_path, 20, published), Tally(outlet="ledger"), f"{7:016x}/900/<footer>"
    for number in range(MIN_LESSONS):
        outcome = _lesson(number)
        assert outcome.lesson is not None
        outcome.lesson.chrome = {key: Sightings(pages=1)}
        learner.note("ledger", outcome, tally)

    for _ in range(MIN_PROOFS):
        learner.note("ledger", Outcome(result=_article(), proofs={key: True}), tally)
    learner.note("ledger", Outcome(result=_article(), proofs={key: False}), tally)

    assert [version for _, version, _ in published] == [1, 2, 3]
    learner.close()
    kept = from_json(template_path(tmp_path, "ledger").read_text(encoding="utf-8")).chrome[key]
    assert (kept.proven, kept.harmful) == (MIN_PROOFS, 1)
