"""Text that goes on in a box of the same kind."""

import pytest
from lxml import html

from crawler.extract.blocks import read_blocks
from crawler.extract.twins import texts_of_twins

SENTENCE = "The council said on Tuesday that the bridge over the river would open again in the spring of next year."
KEPT = f"<div class=module><div class=text><p>One {SENTENCE}</p><p>Two {SENTENCE}</p></div></div>"


def found_in(page: str) -> list[str]:
    """Return the first words of the blocks that are found; One and Two are kept, all else is doubtful."""
    blocks = read_blocks(html.fromstring(f"<html><body>{page}</body></html>"))
    for block in blocks:
        block.score = 0.9 if block.text.split()[0] in ("One", "Two") else 0.2
    return [block.text.split()[0] for block in texts_of_twins(blocks, [b for b in blocks if b.score > 0.5])]


def module(*texts: str, name: str = "module") -> str:
    return f"<div class='{name}'><div class=text>{''.join(f'<p>{text}</p>' for text in texts)}</div></div>"


def test_text_goes_on_in_the_next_box_of_its_kind() -> None:
    """And in the one after it, an advertisement's label between them."""
    more = module(f"Three {SENTENCE}", f"Four {SENTENCE}") + "<div>Advertisement</div>"
    rest = module(f"Five {SENTENCE}", f"Six {SENTENCE}")

    assert found_in(KEPT + more + rest) == ["Three", "Four", "Five", "Six"]


@pytest.mark.parametrize(
    "below",
    [
        module(f"Alone {SENTENCE}"),
        module(f"Other {SENTENCE}", f"Box {SENTENCE}", name="comments"),
        module(f"Linked {SENTENCE}", f"<a href=/x>Elsewhere</a> {SENTENCE}"),
        module(f"Short {SENTENCE}", "lines"),
        "<h2>Ferry late</h2>" + module(f"Next {SENTENCE}", f"Article {SENTENCE}"),
    ],
)
def test_other_boxes_are_none_of_it(below: str) -> None:
    """A portrait, another kind of box, one with links or labels, and what stands under a headline of its own."""
    assert found_in(KEPT + below) == []
