"""The measures of the extraction benchmark, on cases that can be counted by hand."""

import pytest

from benchmarks.bylines.pages import read_pages
from benchmarks.extraction.corpus import Answer, Truth
from benchmarks.extraction.judging import judge, summarise
from benchmarks.extraction.rouge import Found
from benchmarks.extraction.shingles import compare, shingles

TRUTH = Truth(
    id="1",
    source="fundus-evaluation",
    url="https://a.example/",
    has=frozenset({"title", "authors", "published"}),
    paragraphs=("one two three four five", "[six seven eight nine ten]"),
    title="Brücke offen",
    authors=("Jane Roe", "Max Muster"),
    published="2025-05-17 10:05:00+02:00",
)


def test_shingles_are_counted_as_shares() -> None:
    """Five words are two shingles; one of them found and one more beside it."""
    overlap = compare(shingles("a b c d e"), shingles("a b c d x"))

    assert (overlap.hit, overlap.extra, overlap.missed) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_rouge_unites_subsequences_of_sentences() -> None:
    """The example of Lin 2004, section 3.2: four of five words are covered by two sentences together."""
    precision, recall, _ = Found("w1 w2 w6 w7 w8.\nw1 w3 w8 w9 w5.").score("w1 w2 w3 w4 w5.")

    assert (precision, recall) == pytest.approx((4 / 10, 4 / 5))


@pytest.mark.parametrize("body", ["one two three four five", "one two three four five\nsix seven eight nine ten"])
def test_optional_paragraphs_cost_nothing_either_way(body: str) -> None:
    """Brackets mark what an extractor may leave out."""
    assert judge(TRUTH, Answer(body=body)).rouge == (1, 1, 1)


def test_fields_are_compared_by_meaning() -> None:
    """Accents do not part titles, order does not part authors, offsets do not part instants."""
    answer = Answer(
        body="x", title="BRUCKE OFFEN!", authors=("max muster", "Jane Roe"), published="2025-05-17T08:05:33Z"
    )

    score = judge(TRUTH, answer)

    assert score.title == (False, True)
    assert score.authors == (2, 2, 2)
    assert score.date == (True, True, False)
    assert summarise([score])["author_set"] == 1


def test_a_bare_day_matches_no_minute() -> None:
    """Less precision than the truth is right for the day only."""
    assert judge(TRUTH, Answer(published="2025-05-17")).date == (True, False, False)
    assert judge(TRUTH, Answer()).date == (False, False, True)


def test_pages_with_the_usual_structures_name_their_authors() -> None:
    """No more of the published pages are read wrong than were when they were published."""
    pages = read_pages()
    first, later = pages[:132], pages[132:]
    wrong = [[answer.case.id for answer in part if not answer.is_exact] for part in (first, later)]

    assert (len(wrong[0]) <= 5, len(wrong[1]) <= 12) == (True, True), wrong
