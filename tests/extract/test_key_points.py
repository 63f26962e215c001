"""Boxes of key points that only their heading tells."""

import pytest
from lxml import html

from crawler.extract.blocks import read_blocks
from crawler.extract.key_points import without_key_points

TEXT = "".join(
    f"<p>The council of Carenza voted on Tuesday, {n} months after the flood, to mend it.</p>" for n in "234"
)
POINTS = "<ul><li>The council keeps the bridge open</li><li>Work is to begin in the spring</li></ul>"


def tags_left(story: str, language: str = "en") -> list[str]:
    """Return the tags of the blocks that are left of a story."""
    blocks = read_blocks(html.fromstring(f"<html><body><main>{story}</main></body></html>"))
    return [block.tag for block in without_key_points(blocks, language)]


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "Highlights"), ("en", "STORY HIGHLIGHTS"), ("de", "Auf einen Blick:")]
)
def test_a_box_of_key_points_is_no_text(language: str, heading: str) -> None:
    """Its class may be misspelt or mean nothing."""
    assert tags_left(f"<div class=hlgts_x><h3>{heading}</h3>{POINTS}</div>{TEXT}", language) == ["p", "p", "p"]


@pytest.mark.parametrize(
    "story",
    [
        f"<h3>Highlights</h3>{POINTS}{TEXT}",
        f"<div><h3>What was decided</h3>{POINTS}</div>{TEXT}",
        f"<div><h3>Highlights</h3>{POINTS}</div><p>More on Friday.</p>",
        f"{TEXT}<div><h3>Highlights</h3>{POINTS}</div>{TEXT}",
    ],
)
def test_other_lists_are_text(story: str) -> None:
    """In the flow, under a heading of their own, as most of the text, and below its beginning."""
    assert tags_left(story).count("li") == 2
