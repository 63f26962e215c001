"""Templates that are put away come back as they were."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.learn import add_lesson
from crawler.extract.template import Template, Votes
from crawler.run.shelf import Shelf

OUTLETS = ("ledger", "herald", "gazette")
PAGES = st.tuples(st.sampled_from(OUTLETS), st.integers(0, 5), st.integers(0, 5))


def _lesson(outlet_id: str, place: int, text: int) -> Template:
    votes, path, hash_ = Votes(kept=place, dropped=text, pages=1), f"p<{place}", f"{text}"
    return Template(
        outlet_id=outlet_id,
        lessons=1,
        near={path: votes},
        nearest={hash_: votes},
        around={path: votes, hash_: votes},
        boxes={f"box {place}": votes},
        texts={hash_: 1},
        paths={path: 2},
        orders={"day": 1},
        roles={"byline": {path: 1}},
    )


@given(st.lists(PAGES, max_size=12))
def test_what_is_learned_does_not_depend_on_what_was_put_away(pages: list[tuple[str, int, int]]) -> None:
    """With room for one template, each has in the end what it would have if all had been open."""
    shelf, plain = Shelf(1), {outlet_id: Template(outlet_id=outlet_id) for outlet_id in OUTLETS}
    for outlet_id in OUTLETS:
        shelf.put(Template(outlet_id=outlet_id))

    for outlet_id, place, text in pages:
        add_lesson(shelf.open(outlet_id), _lesson(outlet_id, place, text))
        add_lesson(plain[outlet_id], _lesson(outlet_id, place, text))

    for outlet_id in OUTLETS:
        assert shelf.counts(outlet_id).lessons == plain[outlet_id].lessons
        assert shelf.open(outlet_id) == plain[outlet_id]


def test_counts_are_at_hand_while_the_tables_are_away() -> None:
    """What is counted for every page needs no unpacking, and is kept with the tables."""
    shelf = Shelf(1)
    shelf.put(Template(outlet_id="ledger", version=3, lessons=7, texts={"subscribe": 5}))
    shelf.put(Template(outlet_id="herald"))

    shelf.counts("ledger").sure += 1

    assert shelf.counts("ledger").texts == {}
    assert shelf.open("ledger") == Template(outlet_id="ledger", version=3, lessons=7, sure=1, texts={"subscribe": 5})


def test_a_template_in_the_place_of_one_that_is_away_has_nothing_of_it() -> None:
    """An outlet that is learned again starts from nothing."""
    shelf = Shelf(1)
    shelf.put(Template(outlet_id="ledger", texts={"subscribe": 5}))
    shelf.put(Template(outlet_id="herald"))

    shelf.put(Template(outlet_id="ledger", version=1))

    assert shelf.open("ledger") == Template(outlet_id="ledger", version=1)
