"""The same words have the same fingerprint; near-duplicates are found and told apart from the rest."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fields.fingerprints import (
    bands,
    containment,
    content_hash,
    distance,
    shingles,
    simhash,
    similarity,
    split_words,
)
from tests.strategies import messy_text, words

STORY = " ".join(f"{word}{number}" for number in range(80) for word in ("council", "voted", "on", "the", "road"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The “mayor’s” plan — again", 'The "mayor\'s" plan - again'),
        ("One two\n\nthree", " One two three. "),
        ("Café", "Cafe\u0301"),
        ("co\u00adop\u200berate", "cooperate"),
    ],
)
def test_punctuation_and_spaces_do_not_count(first: str, second: str) -> None:
    """Quotes, dashes, spaces, soft hyphens and composed accents make no other text."""
    assert content_hash("Headline", first) == content_hash("Headline", second)


@pytest.mark.parametrize(
    "other", ["The plan costs 5 million", "the plan costs $5 million", "The plans cost $5 million"]
)
def test_words_case_and_currency_count(other: str) -> None:
    """A changed word, case or currency is another text."""
    assert content_hash("H", "The plan costs $5 million") != content_hash("H", other)
    assert content_hash("a", "b c") != content_hash("a b", "c")


@given(st.lists(st.sampled_from([*"’‘“”–—…\u00a0", "\n", "\t", "\x0b", "\x00", "\x7f", "\u00ad", *"a9$^_`- ", "ö"])))
def test_usual_marks_part_words_as_all_others_do(characters: list[str]) -> None:
    """A text with nothing else beside ASCII has the words that it has sign by sign, as one with an accent is read."""
    text = f"’{''.join(characters)}"

    assert split_words(f"{text} é") == (*split_words(text), "é")


def test_scripts_without_spaces_give_a_word_a_sign() -> None:
    """Chinese and Thai shingles are runs of signs, so that an edited sentence is still near."""
    assert split_words("市议会 voted") == ("市", "议", "会", "voted")


@given(words, words)
def test_similarity_is_symmetric(first: str, second: str) -> None:
    """Which text comes first makes no difference, and a text is wholly like itself."""
    a, b = shingles(first), shingles(second)

    assert similarity(a, b) == similarity(b, a)
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, a) == (1.0 if first.strip() else 0.0)
    assert distance(simhash(first), simhash(second)) == distance(simhash(second), simhash(first))


@given(messy_text, messy_text)
def test_any_text_has_fingerprints(headline: str, body: str) -> None:
    """No text makes a fingerprint raise."""
    assert len(content_hash(headline, body)) == 64
    assert simhash(body) < 1 << 64


def test_near_duplicates_share_a_band() -> None:
    """One changed word in four hundred stays within a few bits; another text is far away."""
    edited = STORY.replace("council7 ", "board7 ")
    shuffled = STORY.split()
    random.Random(5).shuffle(shuffled)

    assert similarity(shingles(STORY), shingles(edited)) > 0.9
    assert distance(simhash(STORY), simhash(edited)) <= 6
    assert distance(simhash(STORY), simhash(" ".join(shuffled))) > 12
    assert containment(shingles(STORY[:600]), shingles(STORY)) > 0.9
    assert all(key < 1 << 18 for key in bands(simhash(STORY)))


def test_three_bits_apart_share_a_band() -> None:
    """The pigeonhole that the bands stand on."""
    print_ = simhash(STORY)

    assert set(bands(print_)) & set(bands(print_ ^ (1 << 3 | 1 << 20 | 1 << 40)))


def test_a_text_of_many_different_signs_is_read_as_one_of_few() -> None:
    """Whether its signs are looked at one by one or all at once is a matter of time alone."""
    letters = [chr(code) for code in range(0xC0, 0x250) if chr(code).isalpha()]

    words = split_words(" ".join(f"{letter}\u2019\u201e\u200b\u00ab!" for letter in letters))

    assert list(words) == [word for letter in letters for word in split_words(letter)]
