"""Which of the kept blocks are the body, by where the headline stands among them."""

import pytest
from lxml import html

from crawler.extract.blocks import read_blocks
from crawler.extract.body import choose_body
from crawler.extract.evidence import Evidence

TITLE = "Mill bridge reopens"
SENTENCE = "The council said on Tuesday that the bridge over the river would open again in the spring of next year."


@pytest.mark.parametrize(("tag", "n"), [("h2", 7), ("h1", 7), ("div", 10), ("figcaption", 10)])
def test_only_a_heading_parts_the_text_from_what_stands_above_it(tag: str, n: int) -> None:
    """A caption, or the title of a film between the paragraphs, may say what the headline says."""
    paragraphs = [f"<p>{number} {SENTENCE}</p>" for number in range(10)]
    page = "".join((*paragraphs[:3], f"<{tag}>{TITLE}</{tag}>", *paragraphs[3:]))
    blocks = read_blocks(html.fromstring(f"<html><body><div>{page}</div></body></html>"))
    for block in blocks:
        block.score = 0.0 if block.text == TITLE else 0.85
    folded = TITLE.lower()

    body = choose_body(blocks, Evidence(headline=folded, headlines=frozenset((folded,))), "en")

    assert len([block for block in body.blocks if SENTENCE in block.text]) == n
