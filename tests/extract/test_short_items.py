"""Items of a few sentences among excerpts of other stories."""

import pytest

from tests.extract.cms_page import URL, article

TITLE = "Mill bridge opens again on Friday after nine months"
SENTENCES = [
    "The bridge opens on Friday.",
    "Buses will use it from Monday, the office said.",
    "The ferry stops in June.",
]
OTHERS = """
<div class=card><h4><a href=/n1>Council meets on Thursday evening</a></h4>
<p>The council meets to speak of the budget and the new school in the east.</p></div>
<div class=card><h4><a href=/n2>School opens its doors on Saturday</a></h4>
<p>The new school in the east opens its doors to parents on Saturday morning.</p></div>
<div class=card><h4><a href=/n3>Harbour office counts its guests</a></h4>
<p>The ferry carried some four thousand people in its best week, the office said.</p></div>
"""


def bodies(*, above: str = "", below: str = "", inside: str = "", title: str = f"<h1>{TITLE}</h1>") -> list[str]:
    text = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    item = f"{title}<p class=byline>By Jane Roe | May 17, 2025</p>{inside}<div>{text}</div>"
    head = f"<html lang=en><head><title>{TITLE}</title></head><body><nav><a href=/>Home</a></nav>"
    return [block.text for block in article(f"{head}{above}<main>{item}</main>{below}</body>", URL).body]


@pytest.mark.parametrize("places", [{"above": OTHERS}, {"below": OTHERS}, {"above": OTHERS, "below": OTHERS}])
def test_an_item_of_three_sentences_is_its_own_text(places: dict[str, str]) -> None:
    """Excerpts above or below read more like an article than it does."""
    assert bodies(**places) == SENTENCES


@pytest.mark.parametrize("title", [f"<h3>{TITLE}</h3>", f"<h2><a href={URL}>{TITLE}</a></h2>"])
def test_the_headline_may_be_a_lesser_heading_or_link_to_the_page(title: str) -> None:
    """Blogs have both."""
    assert bodies(above=OTHERS, title=title) == SENTENCES


def test_what_stands_below_its_picture_is_none_of_it() -> None:
    """A caption may be a sentence."""
    picture = "<figure><img src=a.jpg><figcaption>Two children look at a boat on Monday.</figcaption></figure>"

    assert bodies(above=OTHERS, inside=picture) == SENTENCES
