"""Text that goes on in a box like the one it stands in: page builders part an article into modules of one kind.

    <div class=module><div class=text> p p p </div></div>
    <div class=module><div class=text> p p </div></div>

A score knows the text around a block, and that is little in a small box. keep.py calls this.
"""

from collections.abc import Sequence
from itertools import groupby

from crawler.extract.between import flow_of
from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import without_digits
from crawler.extract.phrases import letters

_LEAST_SCORE, _LEAST_MEAN = 0.03, 0.12
"""Of a text in such a box, and the mean of all in it."""
_LEAST_TEXTS = 2
"""Texts in such a box: one alone may be the writer's portrait."""
_TEXT_CHARS = 60
_LABEL_CHARS = 40
"""Longest line between two such boxes, an advertisement's label; before the next article stands its headline."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SENTENCE_ENDS = tuple('.!?…"”»’।。」')


def texts_of_twins(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Return blocks not kept in boxes of nothing but text that follow one of kept text and are called the same."""
    chosen = {block.index for block in kept}
    if not kept or not any(b.index not in chosen and _is_text(b) for b in blocks[kept[0].index :]):
        return []
    found: list[TextBlock] = []
    before: Container | None = None
    for flow, group in groupby(blocks[kept[0].index :], key=flow_of):
        texts = list(group)
        if all(len(b.text) <= _LABEL_CHARS and not b.links and b.tag not in _HEADINGS for b in texts):
            continue
        is_kept = sum(block.index in chosen for block in texts) >= _LEAST_TEXTS
        is_twin = before is not None and flow is not None and _are_all(texts, flow) and _path(flow) == _path(before)
        if is_twin:
            found += (block for block in texts if block.index not in chosen)
        before = flow if is_twin or is_kept else None
    return found


def _is_text(block: TextBlock) -> bool:
    return (
        block.score >= _LEAST_SCORE
        and not block.links
        and letters(block.text) >= _TEXT_CHARS
        and block.text.endswith(_SENTENCE_ENDS)
    )


def _are_all(texts: Sequence[TextBlock], flow: Container) -> bool:
    """Whether these are all that the box holds, and each is a paragraph."""
    is_whole = flow.blocks == len(texts) >= _LEAST_TEXTS and not flow.link_chars
    return is_whole and all(map(_is_text, texts)) and sum(b.score for b in texts) >= _LEAST_MEAN * len(texts)


def _path(box: Container) -> list[tuple[str, str]]:
    return [(each.tag, without_digits(each.names)) for each in box.chain()]
