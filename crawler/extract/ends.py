"""What is short and ends the text: a list, a table, a quotation, questions and answers in the flow of the paragraphs.

A score looks at a line alone. The last kept block tells in which element the text stands, and what follows there
without a link goes on with it. keep.py calls this last.
"""

from collections.abc import Sequence, Set
from itertools import takewhile

from crawler.extract.between import flow_of, is_part, is_subheading, plain_quote
from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import NAMES, groups_of

_PART_SCORE, _PARAGRAPH_SCORE = 0.02, 0.12
"""The least score of an item, a heading, a table or a quotation that ends the text, and of a paragraph after one; menus
and buttons have less. Cross-validated on 266 pages, two ways to fold: article-extraction-benchmark .9770 to .9775,
fundus-evaluation 99.00 to 99.03 (shingle F1), "plain" pages .947 to .949, Fundus's parser tests the same."""
_SET_APART = sum(
    1 << NAMES.index(name)
    for name in ("related", "more", "share", "comments", "newsletter", "paywall", "ad", "nav", "side", "author")
)
"""What names of lists and boxes say that are no part of the text they stand in."""


def carried_on(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the blocks right after the last kept one that go on with the text, in page order."""
    flow = flow_of(kept[-1]) if kept else None
    around = set(kept[-1].container.chain()) if kept else set()
    found: list[TextBlock] = []
    for block in blocks[kept[-1].index + 1 :] if flow is not None else ():
        if flow_of(block) is not flow or block.links or _is_set_apart(block, around):
            break
        is_piece = is_part(block) or plain_quote(block, kept) is not None
        if block.score < (_PART_SCORE if is_piece else _PARAGRAPH_SCORE) or not (is_piece or found):
            break
        found.append(block)
    while found and is_subheading(found[-1]):
        found.pop()
    return found


def _is_set_apart(block: TextBlock, around: Set[Container]) -> bool:
    """Whether a name says so of a box that the block is in and the last kept one, which is in `around`, is not."""
    inner = takewhile(lambda box: box not in around, block.container.chain())
    return block.container.hidden or any(groups_of(box.names) & _SET_APART for box in inner)
