"""The body: scored blocks in, the article's paragraphs, headings, items and quotes out, with what stood above them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.extract.blocks import TextBlock
from crawler.extract.evidence import Evidence, squeeze
from crawler.extract.head import take_head
from crawler.extract.phrases import ENDINGS, PITCHES, chrome_kind
from crawler.fields.text import clean_block, clean_line
from crawler.items import Block, BlockType

KEPT_SCORE = 0.5
_ENDING_MAX_SHARE = 0.15
"""A "Related" heading ends the body only where less than this share of the kept text stands after it."""
_LONG = 120
"""Characters from which a text that stood before is a copy, not a refrain."""
_WHOLE_CHARS, _PIECE_CHARS, _WHOLE_SHARE = 600, 50, 0.5
"""A block of this length that holds, by this share, other kept blocks is the article once more in one piece."""
_NEXT_BLOCKS = 4

_TYPES: dict[str, BlockType] = {
    "li": "list_item", "dt": "list_item", "dd": "list_item", "blockquote": "quote", "q": "quote", "table": "table",
    **{f"h{n}": "heading" for n in range(1, 7)},
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    blocks: tuple[Block, ...] = ()
    kept: tuple[TextBlock, ...] = ()
    """The page's blocks behind `blocks`."""
    standfirst: str | None = None
    bylines: tuple[str, ...] = ()
    """Byline and date lines that stood at the head, as printed."""
    method: str = "readable"
    confidence: float = 0.0
    pitched: bool = False
    """Whether an offer to subscribe stood where it ends."""


def choose_body(blocks: Sequence[TextBlock], evidence: Evidence, language: str | None) -> Body:
    """Return the body; `blocks` carry their scores."""
    kept = [block for block in blocks if block.score >= KEPT_SCORE]
    kept = _cut_endings(blocks, _drop_copies(kept), language)
    head = take_head(blocks, kept, evidence, language)
    built = tuple(_block(block) for block in head.rest)
    return Body(
        blocks=tuple(b for b in built if b.text),
        kept=head.rest,
        standfirst=head.standfirst,
        bylines=head.bylines,
        confidence=_confidence(head.rest),
        pitched=_is_pitched(blocks, head.rest, language),
    )


def _drop_copies(kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Drop long texts that stood before, and blocks that hold the article once more in one piece."""
    texts = [squeeze(block.text) for block in kept]
    seen: set[str] = set()
    rest = []
    for block, text in zip(kept, texts, strict=True):
        is_copy = len(text) > _LONG and text in seen
        seen.add(text)
        if not is_copy and not _holds_others(text, texts):
            rest.append(block)
    return rest


def _holds_others(text: str, texts: Sequence[str]) -> bool:
    if len(text) < _WHOLE_CHARS:
        return False
    pieces = (other for other in texts if _PIECE_CHARS < len(other) < len(text) and other in text)
    return sum(map(len, pieces)) > _WHOLE_SHARE * len(text)


def _cut_endings(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], language: str | None) -> list[TextBlock]:
    """Drop lines of chrome, and all that follows a heading like "Leave a Reply" once nearly all the text has gone by.

    A box between two paragraphs ends nothing, unless all the text is one flat run of lines.
    """
    kept = [b for b in kept if chrome_kind(b.text, language) is None]
    total = sum(len(b.text) for b in kept)
    flat = _repeated(id(b.container) for b in kept)
    flows = _repeated(id(b.container.parent) for b in kept)
    left, rest = total, iter([*kept, None])
    following = next(rest)
    for block in blocks:
        while following is not None and following.index < block.index:
            left -= len(following.text)
            following = next(rest)
        if left < total * _ENDING_MAX_SHARE and chrome_kind(block.text, language) in ENDINGS:
            is_flat = id(block.container) in flat
            goes_on = not is_flat and following is not None and id(following.container.parent) in flows
            if not goes_on:
                return [b for b in kept if b.index < block.index]
    return kept


def _repeated(keys: Iterable[int]) -> set[int]:
    return {key for key, count in Counter(keys).items() if count > 1}


def _is_pitched(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], language: str | None) -> bool:
    """Whether one of the next blocks after the body offers a subscription to read on."""
    if not kept:
        return False
    end = kept[-1].index + 1
    return any(chrome_kind(block.text, language) in PITCHES for block in blocks[end : end + _NEXT_BLOCKS])


def _block(block: TextBlock) -> Block:
    kind = _TYPES.get(block.tag, "paragraph")
    if kind == "table":
        return Block(type=kind, text=clean_block(block.text))
    if kind == "paragraph":
        around = [box.tag for box in list(block.container.chain())[:4]]
        kind = "quote" if "blockquote" in around else "list_item" if "li" in around[:3] else kind
    return Block(type=kind, text=clean_line(block.text))


def _confidence(kept: Sequence[TextBlock]) -> float:
    size = sum(len(b.text) for b in kept)
    return round(sum(b.score * len(b.text) for b in kept) / size, 3) if size else 0.0
