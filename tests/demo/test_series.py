"""Lists by arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.demo.series import Series


@given(st.integers(1, 40), st.data(), st.integers(0, 500))
def test_a_series_is_what_its_rule_says(period: int, data: st.DataObject, total: int) -> None:
    """Length and members are those of the plain list comprehension, newest first."""
    offsets = tuple(sorted(data.draw(st.sets(st.integers(0, period - 1), min_size=1))))
    series = Series(period=period, offsets=offsets, total=total)

    expected = [i for i in range(total - 1, -1, -1) if i % period in offsets]

    assert [series.newest(rank) for rank in range(len(series))] == expected
    assert [i for page in range(1, series.pages(7) + 1) for i in series.page(page, 7)] == expected


def test_past_the_end() -> None:
    """A rank past the end is an error, not a wrong article."""
    with pytest.raises(IndexError):
        Series(period=2, offsets=(0,), total=4).newest(2)
