"""Scores of a page's blocks, and what is made of them where none is high."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from crawler.extract.blocks import TextBlock, read_blocks
from crawler.extract.evidence import Evidence, with_lines
from crawler.extract.scorer import score_blocks, stretch_scores

SENTENCE = "The council said on Tuesday that the bridge over the river would open again in the spring of next year."


def blocks_with(scores: list[float]) -> list[TextBlock]:
    tree = html.fromstring("<html><body>" + "".join(f"<p>{SENTENCE}</p>" for _ in scores) + "</body></html>")
    blocks = read_blocks(tree)
    for block, score in zip(blocks, scores, strict=True):
        block.score = score
    return blocks


def test_a_page_with_certain_text_keeps_its_scores() -> None:
    """Where the best text is certain, one half is the bar."""
    blocks = blocks_with([0.95, 0.9, 0.92, 0.4, 0.1])

    stretch_scores(blocks)

    assert [block.score for block in blocks] == [0.95, 0.9, 0.92, 0.4, 0.1]


def test_the_best_text_of_an_odd_page_passes_the_bar() -> None:
    """Where no text is certain, what stands out is raised over one half, and the rest stays under it."""
    blocks = blocks_with([0.35, 0.4, 0.3, 0.06, 0.05])

    stretch_scores(blocks)

    assert [block.score >= 0.5 for block in blocks] == [True, True, True, False, False]


def test_a_page_of_chrome_alone_stays_under_the_bar() -> None:
    """Scores of chrome are never raised to those of text."""
    blocks = blocks_with([0.06, 0.05, 0.08, 0.02])

    stretch_scores(blocks)

    assert all(block.score < 0.5 for block in blocks)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_stretching_keeps_the_order_and_the_range(scores: list[float]) -> None:
    """No block overtakes another, and scores stay likelihoods."""
    blocks = blocks_with(scores)

    stretch_scores(blocks)

    pairs = sorted(zip(scores, (block.score for block in blocks), strict=True))
    assert all(0 <= after <= 1 for _, after in pairs)
    assert all(low <= high for (_, low), (_, high) in pairwise(pairs))


def page_of(*paragraphs: str) -> tuple[list[TextBlock], Evidence]:
    menu = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(9))
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = f"<article><h1>Bridge</h1><div class='article-body'>{body}</div></article>"
    tree = html.fromstring(f"<html><body><ul>{menu}</ul>{article}</body></html>")
    return read_blocks(tree), Evidence(headlines=frozenset(("bridge",)))


def test_trafilatura_is_not_asked_of_a_page_that_is_clear() -> None:
    """A run of paragraphs in a container of their own leaves no doubt."""
    blocks, evidence = page_of(*(f"{SENTENCE} It was {n} years old." for n in range(9)))

    asked = score_blocks(blocks, evidence, lambda: pytest.fail("asked"))

    assert asked is None
    assert [block.text.startswith("The council") for block in blocks] == [block.score > 0.5 for block in blocks]


def test_trafilatura_is_asked_where_the_page_leaves_a_doubt() -> None:
    """Two short lines may be anything: its lines decide, and a page of no text at all leaves the question open too."""
    blocks, evidence = page_of("Closed on Monday", "Open on Tuesday")

    assert score_blocks(blocks, evidence, lambda: with_lines(evidence, ["Closed on Monday", "Open on Tuesday"]))
    assert score_blocks([], evidence, lambda: evidence)
