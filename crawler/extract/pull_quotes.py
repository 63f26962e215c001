"""Quotations that editors pull out of the text and set beside it: they say once more what a paragraph says.

Called by body.py.
"""

from collections.abc import Sequence

from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import NAMES, groups_of
from crawler.extract.evidence import squeeze

_CHARS, _SHARE = 40, 0.75
"""Shortest pulled quotation, and how much of it, from its first letter on, a paragraph says word for word: behind it
stands who said it."""
_LEVELS, _BLOCKS = 3, 3
"""Containers around a pulled quotation among which one sets it apart, and the texts that this one holds at most."""
_QUOTE = 1 << NAMES.index("quote")
_PLAIN = frozenset(("p", "div", "li"))
"""Elements that without a name, and among many like them, are set apart by nothing."""
_TAGS = frozenset(("aside", "blockquote", "q"))


def without_pull_quotes(kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the body without what is set apart as a quotation and stands in a longer paragraph as well."""
    pulled = [
        block
        for block in kept
        if (box := block.container).names or box.tag not in _PLAIN or (box.parent or box).blocks <= _BLOCKS
    ]
    pulled = [block for block in pulled if len(block.text) >= _CHARS and _is_set_apart(block)]
    if not pulled:
        return list(kept)
    texts = {block.index: squeeze(block.text) for block in kept}
    repeated = {block.index for block in pulled if _stands_elsewhere(texts[block.index], texts)}
    return [block for block in kept if block.index not in repeated]


def _is_set_apart(block: TextBlock) -> bool:
    box: Container | None = block.container
    for _ in range(_LEVELS):
        if box is None or box.blocks > _BLOCKS:
            return False
        if box.tag in _TAGS or (box.names and groups_of(box.names) & _QUOTE):
            return True
        box = box.parent
    return False


def _stands_elsewhere(text: str, texts: dict[int, str]) -> bool:
    said = text[: max(_CHARS, round(len(text) * _SHARE))]
    return any(len(other) > len(text) and said in other for other in texts.values())
