"""How broken a text may be, by share and place."""

import pytest

from crawler.page.garbled import has_island, is_garbled, is_garbled_page

ENGLISH = "The council said on Tuesday that it would mend the road by the end of May. " * 45
RUSSIAN = "Мэр города в понедельник открыл новый мост через реку и сказал, что это хороший день. " * 40


def lose(text: str, n: int) -> str:
    """Return the text with n letters lost, evenly."""
    step = len(text) // n
    return "".join("\ufffd" if at % step == 1 and at // step < n else letter for at, letter in enumerate(text))


@pytest.mark.parametrize(
    ("text", "n_lost", "garbled"),
    [
        (ENGLISH, 10, False),
        (ENGLISH, 30, True),
        (ENGLISH[:200], 4, False),
        (ENGLISH[:200], 5, True),
        (RUSSIAN, 30, False),
        (RUSSIAN, 300, True),
    ],
)
def test_the_share_decides(text: str, n_lost: int, *, garbled: bool) -> None:
    """Ten lost letters in 3,400 are an article still; a language's own letters lost are not."""
    assert is_garbled(lose(text, n_lost)) is garbled
    assert is_garbled(lose(text, n_lost).replace("\ufffd", "\udc9f")) is garbled  # bytes kept as surrogates


def test_many_lost_in_a_row_are_one_place() -> None:
    """What three hundred bytes of another charset became is one gap to a reader."""
    assert not is_garbled("\ufffd" * 300 + ENGLISH)


def test_the_place_decides_for_a_page() -> None:
    """All in one box beside thirty sound paragraphs is an advertisement; in every paragraph it is the page."""
    sound, box = f"<p>{ENGLISH[:75]}</p>", f"<p>{lose(ENGLISH[:200], 20)}</p>"

    assert not is_garbled_page(sound * 30 + box)
    assert has_island(sound * 30 + box)
    assert is_garbled_page(f"<p>{lose(ENGLISH[:75], 5)}</p>" * 30)
    assert is_garbled_page(box)
    assert not has_island(box)
