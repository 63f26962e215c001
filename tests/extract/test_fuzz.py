"""A short, bounded part of `python -m benchmarks.fuzz`: mutated pages end in a record or a code, never in a crash."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz.__main__ import BAD
from benchmarks.fuzz.attempt import Case, attempt
from benchmarks.fuzz.mutations import MUTATIONS, mutate

PAGES = sorted((Path(__file__).parent / "verdict_pages").glob("article-*.html"))


@settings(max_examples=120, deadline=None)
@given(page=st.sampled_from(PAGES), seed=st.integers(0, 10**9))
def test_a_mutated_page_ends_in_a_record_or_a_code(page: Path, seed: int) -> None:
    """Whatever happens to its bytes, with and without --force."""
    result = attempt(Case(path=str(page), seed=seed), {})

    assert result.code not in BAD, result.detail


@given(body=st.binary(max_size=300), seed=st.integers(0, 10**9))
def test_a_mutation_repeats_by_its_seed(body: bytes, seed: int) -> None:
    """A crash found once can be looked at again."""
    assert mutate(body, seed) == mutate(body, seed)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_every_mutation_takes_an_empty_page(mutation) -> None:
    """Mutations follow each other, so any may meet nothing."""
    assert isinstance(mutation(b"", random.Random(1)), bytes)
