"""The body: scored blocks in, the article's paragraphs, headings, items and quotes out, with what stood above them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.extract.blocks import TextBlock
from crawler.extract.evidence import Evidence
from crawler.extract.phrases import ENDINGS, chrome_kind
from crawler.fields.bylines import looks_like_byline
from crawler.fields.text import clean_line, fold
from crawler.items import Block, BlockType

KEPT_SCORE = 0.5
_HEAD_BLOCKS = 4
"""Kept blocks at the head among which a headline, byline or date line may still stand."""
_BYLINE_CHARS = 200
_ENDING_MIN_SHARE = 0.3
"""A "Related" heading ends the body only where this share of the kept text stands before it."""

_TYPES: dict[str, BlockType] = {
    "li": "list_item", "dt": "list_item", "dd": "list_item", "blockquote": "quote", "q": "quote", "td": "table",
    "th": "table", "tr": "table", **{f"h{n}": "heading" for n in range(1, 7)},
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
    """Whether an offer to subscribe stood at its end."""
    texts: list[str] = field(default_factory=list)


def choose_body(blocks: Sequence[TextBlock], evidence: Evidence, language: str | None) -> Body:
    """Return the body; `blocks` carry their scores."""
    kept = [block for block in blocks if block.score >= KEPT_SCORE]
    kept = _cut_endings(blocks, kept, language)
    kept, bylines = _take_head_lines(kept, evidence, language)
    standfirst, kept = _take_standfirst(blocks, kept, evidence)
    built = tuple(_block(block) for block in kept)
    return Body(
        blocks=tuple(b for b in built if b.text),
        kept=tuple(kept),
        standfirst=standfirst,
        bylines=tuple(bylines),
        confidence=_confidence(kept),
    )


def _cut_endings(blocks: Sequence[TextBlock], kept: list[TextBlock], language: str | None) -> list[TextBlock]:
    """Drop what follows a heading like "Related Articles" once most of the text has gone by."""
    total = sum(len(b.text) for b in kept)
    before, last = 0, len(blocks)
    chosen = {b.index for b in kept}
    for block in blocks:
        if before > total * _ENDING_MIN_SHARE and chrome_kind(block.text, language) in ENDINGS:
            last = block.index
            break
        before += len(block.text) if block.index in chosen else 0
    return [b for b in kept if b.index < last and chrome_kind(b.text, language) is None]


def _take_head_lines(
    kept: list[TextBlock], evidence: Evidence, language: str | None
) -> tuple[list[TextBlock], list[str]]:
    """Take the headline and the byline and date lines off the head."""
    rest, bylines = [], []
    for position, block in enumerate(kept):
        if position < _HEAD_BLOCKS and fold(block.text) in evidence.headlines:
            continue
        is_short = position < _HEAD_BLOCKS and len(block.text) <= _BYLINE_CHARS
        if is_short and looks_like_byline(block.text, language=language):
            bylines.append(clean_line(block.text))
            continue
        rest.append(block)
    return rest, bylines


def _take_standfirst(
    blocks: Sequence[TextBlock], kept: list[TextBlock], evidence: Evidence
) -> tuple[str | None, list[TextBlock]]:
    """Return the page's own intro and the body without it."""
    if not kept or not evidence.description:
        return None, kept
    first = kept[0]
    for block in blocks[max(0, first.index - 25) : first.index + 1]:
        if fold(block.text) == evidence.description and len(kept) > 1:
            return clean_line(block.text), [b for b in kept if b is not block]
    return None, kept


def _block(block: TextBlock) -> Block:
    kind = _TYPES.get(block.tag, "paragraph")
    if kind == "paragraph":
        around = [box.tag for box in list(block.container.chain())[:4]]
        kind = "quote" if "blockquote" in around else "list_item" if "li" in around[:3] else kind
    return Block(type=kind, text=clean_line(block.text))


def _confidence(kept: Sequence[TextBlock]) -> float:
    size = sum(len(b.text) for b in kept)
    return round(sum(b.score * len(b.text) for b in kept) / size, 3) if size else 0.0
