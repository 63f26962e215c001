"""Patterns become sentences."""

import random

import pytest

from crawler.demo.patterns import expand, ordinal, variety_bits


@pytest.mark.parametrize("seed", range(20))
def test_choices_slots_and_numbers(seed: int) -> None:
    """Each choice, slot and number gives one of the values that the pattern allows."""
    text = expand(
        "[A [red|blue]|One] van on {street} cost {money:2-3}",
        random.Random(seed),
        {"street": "Mill Lane", "currency": "£"},
    )

    assert text in {f"{a} van on Mill Lane cost £{n}" for a in ("A red", "A blue", "One") for n in (2, 3)}


def test_numbers_as_words_and_ordinals() -> None:
    """Small numbers can be written out."""
    assert expand("{n_word:4-4} {n_ord:3-3} {n_ord:12-12}", random.Random(0), {}) == "four third 12th"


@pytest.mark.parametrize("pattern", ["[open", "shut]", "[a|b]]"])
def test_unbalanced_patterns_are_refused(pattern: str) -> None:
    """A bracket too many or too few is a mistake in the bank, not text."""
    with pytest.raises(ValueError, match="unbalanced"):
        expand(pattern, random.Random(0), {})


def test_unknown_slots_are_refused() -> None:
    """A slot that the cast lacks is a mistake in the bank."""
    with pytest.raises(KeyError):
        expand("{nobody}", random.Random(0), {})


def test_ordinals() -> None:
    """The teens take `th` whatever their last digit."""
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "103rd", "111th",
    ]  # fmt: skip


def test_variety_counts_choices_and_numbers() -> None:
    """Two branches and four numbers make eight texts: three bits."""
    assert variety_bits("[a|b] {n:1-4}") == pytest.approx(3)
