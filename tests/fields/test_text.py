"""Text comes out in one form, whatever came in."""

import unicodedata

import pytest
from hypothesis import given

from crawler.fields import text as cleaning
from crawler.fields.text import clean_block, clean_line, clean_run, count_words, fold
from tests.strategies import messy_text


@given(messy_text)
def test_cleaning_twice_equals_cleaning_once(text: str) -> None:
    """A cleaned text is its own cleaned text."""
    line, block, folded = clean_line(text), clean_block(text), fold(text)

    assert (clean_line(line), clean_block(block), fold(folded)) == (line, block, folded)


@given(messy_text)
def test_text_with_single_spaces_is_cleaned_as_any_line(text: str) -> None:
    """The short way for a page's blocks leaves nothing that the long one takes away."""
    run = " ".join(text.split())

    assert clean_run(run) == clean_line(run)


@given(messy_text)
def test_nothing_unprintable_is_left(text: str) -> None:
    """A cleaned line holds no controls, no surrogates and no line break, and is in NFC."""
    line = clean_line(text)

    assert not {unicodedata.category(c) for c in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert unicodedata.is_normalized("NFC", line)
    line.encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Council\u00a0votes \n tonight ", "Council votes tonight"),
        ("\x1b[31mRed\x1b[0m \x1b]0;title\x07alert", "Red alert"),
        ("co\u00adop\u200berate\ufeff", "cooperate"),
        ("pay\u202egnp.exe\u202c", "paygnp.exe"),
        ("first\u2028second\u2029third", "first second third"),
        ("bad\ud800half", "badhalf"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_junk_is_removed(raw: str, clean: str) -> None:
    """Escapes, zero-width and bidi characters and lone surrogates go; spaces collapse; accents are composed."""
    assert clean_line(raw) == clean


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "👩\u200d💻", "ന\u0d4d\u200d"])
def test_joiners_stay_where_a_script_needs_them(text: str) -> None:
    """Persian, Indic scripts and emoji keep their joiners."""
    assert clean_line(text) == text


def test_joiners_between_latin_letters_are_junk() -> None:
    """A joiner between Latin letters is a way to dodge a filter."""
    assert clean_line("vi\u200ca\u200dgra") == "viagra"


def test_blocks_keep_their_paragraphs() -> None:
    """Line breaks stay, spaces around them go, and empty lines become one."""
    assert clean_block(" One \r\n two\u00a0\n \n\n\tthree\n") == "One\ntwo\n\nthree"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("— …", 0),
        ("The mayor's 3 dogs", 4),
        ("今天天气", 2),
        ("अदालत ने कहा", 3),
        ("犬", 1),
        ("AI公司 2025", 3),
    ],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    """Words between spaces count one; scripts without spaces one for two characters."""
    assert count_words(text) == words


def test_fold_compares_across_case_accents_and_punctuation() -> None:
    """Two printed forms of one name fold to the same text; an Indic vowel sign is no accent."""
    assert fold("Łukasz  O’NEILL-Đặng") == fold("lukasz o'neill dang") == "lukasz o neill dang"
    assert fold("की") != fold("का")


def test_what_is_taken_for_clean_at_once_is_clean() -> None:
    """No character of the usual ones is junk, is no NFC, or could join the one before it."""
    usual = [char for char in map(chr, range(0x10000)) if cleaning._USUAL.fullmatch(char)]

    assert len(usual) > 30_000
    assert [char for char in usual if unicodedata.combining(char) or not unicodedata.is_normalized("NFC", char)] == []
    assert [char for char in usual if cleaning._JUNK.match(char) or cleaning._JOINERS.match(char)] == []
