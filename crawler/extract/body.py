"""The body: scored blocks in, the article's paragraphs, headings, items and quotes out, with what stood above them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from crawler.extract.between import is_called_subheading, is_subheading
from crawler.extract.blocks import Container, TextBlock
from crawler.extract.ciphers import is_ciphered
from crawler.extract.evidence import Evidence, squeeze
from crawler.extract.head import HEADLINES, headline_index, take_head
from crawler.extract.house_lines import is_house_line
from crawler.extract.keep import keep_blocks, of_one_article
from crawler.extract.key_points import without_key_points
from crawler.extract.lines import BULLET
from crawler.extract.phrases import (
    ENDINGS,
    FLAT_ENDINGS,
    chrome_kind,
    demands_subscription,
    holds_pitch,
    is_notice,
    may_hold_notice,
    may_hold_pitch,
    opening_number,
)
from crawler.extract.pull_quotes import without_pull_quotes
from crawler.extract.short_items import short_item
from crawler.extract.signatures import CREDIT_LINES, credits_only, is_wire_credit, signs
from crawler.extract.tail import drop_tail, opens_with_link
from crawler.fields.text import clean_block, clean_run
from crawler.items import Block, BlockType

_ENDING_MAX_SHARE = 0.15
"""A "Related" heading ends the body only where less than this share of the kept text stands after it."""
_ITEM_CHARS, _HEADING_CHARS = 300, 90
"""Longest line with a bullet that is an item, longest all-bold line that is a heading."""
_LONG = 120
"""Characters from which a text that stood before is a copy, not a refrain."""
_WHOLE_CHARS, _PIECE_CHARS, _WHOLE_SHARE = 600, 50, 0.5
"""A block of this length that holds, by this share, other kept blocks is the article once more in one piece."""
_FLAT_MAX_SHARE = 0.4
"""The same where all text is one run of lines: comments stand in the same run."""
_ABOVE_SCORE = 0.9
"""Text above a headline that scores this is the article's, and the headline its repetition, in a caption say."""
_SURE_SCORE = 0.8
"""A long text that is so sure goes on with the article."""
_LEAST_OWN = 0.3
"""Where less than this share would be left without the house's own lines, the text is about them."""
_PITCH_BLOCKS = 4
"""Blocks at the end of the body and after it among which an offer to subscribe is looked for."""
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))

_TYPES: dict[str, BlockType] = {
    "li": "list_item", "dt": "list_item", "dd": "list_item", "blockquote": "quote", "q": "quote", "table": "table",
    **{f"h{n}": "heading" for n in range(1, 7)},
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    blocks: tuple[Block, ...] = ()
    kept: tuple[TextBlock, ...] = ()
    """The page's blocks behind `blocks`, one for one."""
    standfirst: str | None = None
    bylines: tuple[str, ...] = ()
    """Byline and date lines that stood at the head, as printed."""
    openings: tuple[str, ...] = ()
    """Those of them that the text opens with."""
    method: str = "blocks"
    """`template`, `blocks` (the page's own), or `readable`, where trafilatura's votes were asked for."""
    confidence: float = 0.0
    pitched: bool = False
    """Whether an offer to subscribe stood where it ends."""


def choose_body(blocks: Sequence[TextBlock], evidence: Evidence, language: str | None) -> Body:
    """Return the body; `blocks` carry their scores."""
    kept = keep_blocks(blocks)
    found = short_item(blocks, kept, evidence) or kept
    headline = headline_index(blocks, found, evidence)
    printed = blocks[headline] if headline is not None else None
    one = of_one_article(_below(found, printed), printed)
    own = without_pull_quotes(without_key_points(_drop_copies(one), language))
    kept = drop_tail(blocks, _cut_endings(blocks, own, language), language)
    kept, pitched = _take_pitch(blocks, _drop_orphans(blocks, kept), language)
    head = take_head(blocks, kept, evidence, language)
    open_ = [block for block in head.rest if not is_ciphered(block.text, language)]
    whole = _without_last_headings(_without_signatures(_without_last_headings(open_), language))
    pairs = [(built, block) for block in whole if (built := _block(block)).text]
    return Body(
        blocks=tuple(built for built, _ in pairs),
        kept=tuple(block for _, block in pairs),
        standfirst=head.standfirst,
        bylines=head.bylines,
        openings=head.openings,
        confidence=_confidence(head.rest),
        pitched=pitched or len(open_) < len(head.rest),
    )


def _below(kept: Sequence[TextBlock], headline: TextBlock | None) -> Sequence[TextBlock]:
    """Drop doubtful text above a headline that has text below it: there the site speaks of itself.

    A line that is no such heading may be a caption or a film's title among the paragraphs.
    """
    if headline is None or headline.tag not in HEADLINES or _is_sure_above(kept, headline.index):
        return kept
    below = [block for block in kept if block.index > headline.index]
    return below or kept


def _is_sure_above(kept: Sequence[TextBlock], headline: int) -> bool:
    above = (block for block in kept if block.index < headline and block.score >= _ABOVE_SCORE)
    return not all(map(opens_with_link, above))


def _without_signatures(kept: Sequence[TextBlock], language: str | None) -> Sequence[TextBlock]:
    """Drop a first line that is only the writer's name, and last ones that only credit: author_lines.py reads them."""
    if len(kept) > 2 and signs(kept[0], kept[1], language):
        kept = kept[1:]
    for _ in range(CREDIT_LINES):
        if len(kept) > 2 and (is_wire_credit(kept[-1], language) or credits_only(kept[-1], kept[-2], language)):
            kept = kept[:-1]
    return kept


def _without_last_headings(kept: Sequence[TextBlock]) -> Sequence[TextBlock]:
    """Drop subheadings that no text follows: those of a box of figures, of a form. A closed text may have no others."""
    last = next((at for at in range(len(kept), 0, -1) if not is_subheading(kept[at - 1])), len(kept))
    return kept[:last]


def _drop_copies(kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Drop long texts that stood before, and blocks that hold the article once more in one piece."""
    long = [block for block in kept if len(block.text) > _LONG]
    dropped = {block.index for block in (*_copies(long), *_wholes(long, kept))}
    return [block for block in kept if block.index not in dropped]


def _copies(long: Sequence[TextBlock]) -> list[TextBlock]:
    """Return those whose text stood elsewhere before, white space aside."""
    texts = [block.text for block in long]
    alike = {(len(text) - sum(map(text.count, " \n")), text[0], text[-1]) for text in texts}  # cheap, true of copies
    if len(alike) == len(texts):
        return []
    seen: dict[str, TextBlock] = {}
    squeezed = [(squeeze(block.text), block) for block in long]
    return [b for text, b in squeezed if len(text) > _LONG and not _is_beside(seen.setdefault(text, b), b)]


def _is_beside(first: TextBlock, block: TextBlock) -> bool:
    """Whether a text stands beside itself and looks alike, as a refrain does; copies stand elsewhere, or look else."""
    box, other = first.container, block.container
    return box is other or (box.parent is other.parent and (box.tag, box.names) == (other.tag, other.names))


def _wholes(long: Sequence[TextBlock], kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the blocks that hold others."""
    wide = [block for block in long if len(block.text) >= _WHOLE_CHARS]
    openings = [squeeze(block.text[:_PIECE_CHARS]) for block in kept] if wide else []
    return [block for block in wide if _holds_others(squeeze(block.text), kept, openings)]


def _holds_others(text: str, kept: Sequence[TextBlock], openings: Sequence[str]) -> bool:
    if len(text) < _WHOLE_CHARS:
        return False
    held = (squeeze(block.text) for block, opening in zip(kept, openings, strict=True) if opening in text)
    pieces = (other for other in held if _PIECE_CHARS < len(other) < len(text) and other in text)
    return sum(map(len, pieces)) > _WHOLE_SHARE * len(text)


def _cut_endings(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], language: str | None) -> list[TextBlock]:
    """Drop lines of chrome, and all that follows a heading like "Leave a Reply" once nearly all the text has gone by.

    A box between two paragraphs ends nothing, unless all the text is one flat run of lines.
    """
    kept = _without_notices([block for block in kept if not is_house_line(block, language)], language)
    total = sum(len(b.text) for b in kept)
    flat = _repeated(id(b.container) for b in kept)
    flows = _repeated(id(b.container.parent) for b in kept)
    left, rest = total, iter([*kept, None])
    following = next(rest)
    for block in blocks:
        while following is not None and following.index < block.index:
            left -= len(following.text)
            following = next(rest)
        is_flat = id(block.container) in flat
        if left < total * (_FLAT_MAX_SHARE if is_flat else _ENDING_MAX_SHARE):
            goes_on = following is not None and id(following.container.parent) in flows
            if _ends(block, language, is_flat) and (is_flat or not goes_on):
                return [b for b in kept if b.index < block.index]
    return kept


def _without_notices(kept: list[TextBlock], language: str | None) -> list[TextBlock]:
    """Drop the house's own lines; where they are most of the text, it is about such things."""
    if not may_hold_notice([block.text for block in kept], language):  # as nearly always
        return kept
    rest = [block for block in kept if not is_notice(block.text, language)]
    return rest if sum(len(b.text) for b in rest) >= _LEAST_OWN * sum(len(b.text) for b in kept) else kept


def _ends(block: TextBlock, language: str | None, is_flat: bool) -> bool:
    kind = chrome_kind(block.text, language)
    if is_flat and block.link_chars * 2 > len(block.text) and opening_number(block.text):
        return True  # "More on: Council, Roads"
    return kind in (FLAT_ENDINGS if is_flat else ENDINGS)


def _repeated(keys: Iterable[int]) -> set[int]:
    return {key for key, count in Counter(keys).items() if count > 1}


def _take_pitch(
    blocks: Sequence[TextBlock], kept: Sequence[TextBlock], language: str | None
) -> tuple[list[TextBlock], bool]:
    """Return the body without an offer to subscribe at its end, and whether one there or right after it cut it off.

    Where the text goes on below, the offer is a box like any other.
    """
    chosen = {block.index for block in kept}
    reach = blocks[kept[-_PITCH_BLOCKS:][0].index : kept[-1].index + 1] if kept else ()
    below = blocks[kept[-1].index + 1 : kept[-1].index + 1 + _PITCH_BLOCKS] if kept else ()
    if not may_hold_pitch([block.text for block in (*reach, *below)], language):  # as nearly always
        return list(kept), False
    demands = {block.index for block in reach if demands_subscription(block.text, language)}
    tail = [b for b in reach if b.index in demands or (b.index in chosen and holds_pitch(b.text, language))]
    if tail and sum(len(b.text) for b in kept if b.index > tail[-1].index and b.score >= _SURE_SCORE) > _LONG:
        kept, tail = [block for block in kept if block not in tail], []
    rest = [block for block in kept if not tail or block.index < tail[0].index]
    if not rest:
        return list(kept), False
    following = blocks[rest[-1].index + 1 : rest[-1].index + 1 + _PITCH_BLOCKS]
    return rest, any(demands_subscription(block.text, language) for block in (*tail, *following))


def _drop_orphans(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Drop headings of boxes whose own text was not kept: "Key points", "Sign up"."""
    held = Counter(id(block.container.parent) for block in kept)
    chosen = {block.index for block in kept}
    alone = [block for block in kept if block.tag in _HEADINGS and held[id(block.container.parent)] == 1]
    orphans = set()
    for block in alone:
        following = blocks[block.index + 1 : block.index + 2]
        if any(b.index not in chosen and _is_within(b, block.container.parent) for b in following):
            orphans.add(block.index)
    return [block for block in kept if block.index not in orphans] if orphans else list(kept)


def _is_within(block: TextBlock, box: Container | None) -> bool:
    return any(around is box for around in block.container.chain())


def _block(block: TextBlock) -> Block:
    kind = _TYPES.get(block.tag, "paragraph")
    if kind == "table":
        return Block(type=kind, text=clean_block(block.text))
    text = clean_run(block.text)
    if kind == "paragraph":
        around = [box.tag for box in islice(block.container.chain(), 4)]
        kind = "quote" if "blockquote" in around else "list_item" if "li" in around[:3] else kind
    if kind == "paragraph" and (bullet := BULLET.match(text)) and len(text) <= _ITEM_CHARS:
        return Block(type="list_item", text=text[bullet.end() :])
    is_short = kind == "paragraph" and len(block.text) <= _HEADING_CHARS
    if is_short and (_is_bold_heading(block) or is_called_subheading(block)):
        kind = "heading"
    return Block(type=kind, text=text)


def _is_bold_heading(block: TextBlock) -> bool:
    size = len(block.text)
    return block.bold_chars >= 0.9 * size and block.text[-1] not in '.!?…:,;"”'


def _confidence(kept: Sequence[TextBlock]) -> float:
    size = sum(len(b.text) for b in kept)
    return round(sum(b.score * len(b.text) for b in kept) / size, 3) if size else 0.0
