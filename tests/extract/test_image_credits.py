"""Captions and credits told apart by the copyright sign alone."""

import pytest

from crawler.extract.images import split_credit


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The minister on the bridge © снимка: Агенция", "The minister on the bridge", "снимка: Агенция"),
        ("The bridge (© Jane Roe / Agency)", "The bridge", "Jane Roe / Agency"),
        ("© Jane Roe", None, "Jane Roe"),
        ("© 2026 The Carenza Paper", "© 2026 The Carenza Paper", None),
    ],
)
def test_the_sign_before_a_name_is_a_credit(text: str, caption: str | None, credit: str | None) -> None:
    """A year behind it makes it a notice."""
    assert split_credit(text) == (caption, credit)
