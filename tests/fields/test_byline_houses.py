"""Whether an outlet's name may stand in a line is asked before the line is read with it."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crawler.fields.byline_houses import may_name_outlet, outlet_keys, outlet_words
from crawler.fields.byline_kinds import Context
from crawler.fields.byline_lexicon import lexicon_for
from crawler.fields.byline_reader import read_text

_NAMES = ("The Lanyon Compass", "lanyon.example", "Compass Média", "青谷日报")
_WORDS = (
    *("By", "Jane", "Roe", "The", "Lanyon", "Compass", "LANYON", "Compass.example", "lanyon.example", "17 May 2025"),
    *("thelanyoncompass", "Media", "News", "Desk", "Reporter", "/", "|", "for", "and", "the", "Editor:", "AP"),
    *("林晓梅/青谷日报", "青谷", "Lakeside", "Ledger", "John", "Doe,"),
)


@pytest.mark.parametrize(
    "line", ["By Jane Roe, Lanyon Compass", "COMPASS Reporter", "www.lanyon.example", "林晓梅/青谷日报"]
)
def test_a_line_with_the_outlet_in_it_may_name_it(line: str) -> None:
    """In any case, as an address or within other characters."""
    assert may_name_outlet(line, _NAMES)


@settings(deadline=None)  # the first reads every language
@given(st.lists(st.sampled_from(_WORDS), max_size=7).map(" ".join), st.sampled_from(["en", "zh", None]))
def test_a_line_that_may_not_name_the_outlet_reads_the_same_without_it(line: str, language: str | None) -> None:
    """So what another reader has made of the line can be taken."""
    lexicon = lexicon_for(language)
    told = Context(lexicon=lexicon, language=language, outlets=outlet_keys(_NAMES), outlet_words=outlet_words(_NAMES))

    assume(not may_name_outlet(line, _NAMES))
    assert read_text(line, told) == read_text(line, Context(lexicon=lexicon, language=language))
