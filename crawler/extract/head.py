"""What stands at the head of an article and is no body text: headline, byline and date lines, standfirst.

section / HEADLINE / standfirst / byline, date / picture / first paragraph ...
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import NAMES
from crawler.extract.evidence import Evidence, folded
from crawler.extract.images import is_caption
from crawler.extract.masses import own_groups
from crawler.extract.phrases import holds_pitch, opening_number
from crawler.fields.bylines import is_signature, looks_like_byline, parse_byline
from crawler.fields.text import clean_line, ends_in_short_form

_BEFORE, _AFTER = 6, 30
"""Blocks before the headline and after it among which head lines stand."""
_HEAD_KEPT = 4
"""Kept blocks at the head among which a headline or byline may still stand."""
_BYLINE_CHARS = 200
_FOLDED_AWAY = 20
"""Punctuation that a headline's folded form may lack, in characters."""
_SENTENCE_CHARS = 40
"""A line of this length that ends like a sentence is one, however many names and dates it has."""
_SENTENCE_ENDS = frozenset(".!?…。！？।॥؟۔።։")
"""Of Latin, Chinese and Japanese, Indic, Arabic, Urdu, Ethiopic and Armenian text (Unicode's Sentence_Terminal)."""
_CLOSING = "\"'”’»›“‘)]」』"
"""Quotation marks and brackets that may close after a sentence's end."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MAX_LEAD_SHARE = 0.15
"""Kept text before the headline is dropped where it is at most this share: a section name, a teaser."""
_STANDFIRST_CHARS = (25, 700)
_MAX_LINK_SHARE = 0.5
_PLACED_WITHIN, _PLACED_SCORE, _DESCRIBED_SHARE = 12, 0.15, 0.5
"""An intro without a name stands within so many blocks after the headline, and scores so much or shares so many of its
words with the description."""
_AUTHOR = 1 << NAMES.index("author")
_FRAMED_WITHIN = 2
"""Short lines, a section or a date, that may stand between the headline and an intro above the byline."""
_DATED_LEVELS = 3
"""Containers around a bare name and around its date line, their own first, of which they share one."""
_NAMED = 1 << NAMES.index("standfirst")
_NOT_INTRO = sum(1 << NAMES.index(name) for name in ("caption", "author", "comments", "newsletter", "share", "paywall"))
_TEASER = 1 << NAMES.index("related")
"""Some call the intro a teaser: then it looks like text at least."""

_NOT_PLACED = sum(
    1 << NAMES.index(name)
    for name in (
        "caption",
        "author",
        "comments",
        "newsletter",
        "share",
        "media",
        "ad",
        "paywall",
        "overlay",
        "embed",
        "nav",
    )
)
_NOT_BYLINE = sum(1 << NAMES.index(name) for name in ("share", "comments", "related", "newsletter", "caption", "tags"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`rest` is the kept blocks without those of the head."""

    rest: tuple[TextBlock, ...]
    standfirst: str | None
    bylines: tuple[str, ...]
    """Byline and date lines, as printed: those below the headline, then those above it."""


def take_head(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], evidence: Evidence, language: str | None) -> Head:
    """Return the head of the article and the kept blocks without it."""
    kept = [b for i, b in enumerate(kept) if i >= _HEAD_KEPT or folded(b.text) not in evidence.headlines]
    title = headline_index(blocks, kept, evidence)
    kept = _drop_lead(kept, title)
    bylines = _byline_blocks(blocks, kept, title, language)
    taken = {block.index for block in bylines}
    kept = [block for block in kept if block.index not in taken]
    intro = _standfirst_blocks(blocks, kept, title, evidence, taken)
    taken |= {block.index for block in intro}
    rest = tuple(block for block in kept if block.index not in taken)
    return Head(
        rest=rest,
        standfirst=" ".join(clean_line(block.text) for block in intro) or None,
        bylines=tuple(clean_line(block.text) for block in _below_first(bylines, title)),
    )


def headline_index(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], evidence: Evidence) -> int | None:
    """Return the index of the headline's block nearest above the body, None where none prints it."""
    first = kept[len(kept) // 3].index if kept else len(blocks)
    longest = max(map(len, evidence.headlines), default=0) + _FOLDED_AWAY
    short = (b for b in blocks[: first + 1] if len(b.text) <= longest)
    printed = [b.index for b in short if folded(b.text) in evidence.headlines]
    headings = [index for index in printed if blocks[index].tag == "h1"]
    return max(headings or printed, default=None)


def _drop_lead(kept: list[TextBlock], title: int | None) -> list[TextBlock]:
    if title is None:
        return kept
    before = sum(len(block.text) for block in kept if block.index < title)
    total = sum(len(block.text) for block in kept)
    return [b for b in kept if b.index > title] if 0 < before <= _MAX_LEAD_SHARE * total else kept


def _region(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], title: int | None) -> list[TextBlock]:
    """Return the blocks from just above the headline, in the same container, to the first paragraphs."""
    last = kept[min(len(kept), _HEAD_KEPT) - 1].index if kept else len(blocks) - 1
    if title is None:
        first = kept[0].index if kept else 0
        return list(blocks[max(0, first - _BEFORE) : last + 1])
    near = {id(box) for box in list(blocks[title].container.chain())[:2]}
    above = [
        b for b in blocks[max(0, title - _BEFORE) : title] if id(b.container) in near or id(b.container.parent) in near
    ]
    return [*above, *blocks[title : min(last + 1, title + _AFTER)]]


def _byline_blocks(
    blocks: Sequence[TextBlock], kept: Sequence[TextBlock], title: int | None, language: str | None
) -> list[TextBlock]:
    region = _region(blocks, kept, title)
    lines = [b for b in region if len(b.text) <= _BYLINE_CHARS and b.tag not in _HEADINGS and _may_be_byline(b)]
    found = [b for b in lines if looks_like_byline(b.text, language=language)]
    return sorted([*found, *_dated_names(lines, found, title, language)], key=lambda block: block.index)


def _dated_names(
    lines: Sequence[TextBlock], found: Sequence[TextBlock], title: int | None, language: str | None
) -> list[TextBlock]:
    """Return the lines below the headline that are a bare name with a line of only a date right above or below."""
    below = [b for b in found if title is not None and b.index > title]
    dates = {b.index: b.container for b in below if parse_byline(b.text, language=language).is_empty}
    names = []
    for block in lines:
        boxes = {id(box) for at in (block.index - 1, block.index + 1) if at in dates for box in _around(dates[at])}
        is_beside = not block.links and any(id(box) in boxes for box in _around(block.container))
        if is_beside and block not in found and is_signature(clean_line(block.text), language=language):
            names.append(block)
    return names


def _around(box: Container) -> Iterator[Container]:
    return islice(box.chain(), _DATED_LEVELS)


def _below_first(bylines: Sequence[TextBlock], title: int | None) -> list[TextBlock]:
    return sorted(bylines, key=lambda block: title is not None and block.index < title)


def _may_be_byline(block: TextBlock) -> bool:
    box = block.container
    names = own_groups(box) | (own_groups(box.parent) if box.parent is not None else 0)
    return not names & _NOT_BYLINE and not is_caption(block) and not _is_sentence(block.text)


def _is_sentence(text: str) -> bool:
    is_closed = text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS and not ends_in_short_form(text)
    return is_closed and len(text) >= _SENTENCE_CHARS


def _standfirst_blocks(
    blocks: Sequence[TextBlock],
    kept: Sequence[TextBlock],
    title: int | None,
    evidence: Evidence,
    taken: set[int],
) -> list[TextBlock]:
    """Return the blocks of the intro: one that is named so, or that says what the page's description says."""
    if len(kept) < 2:
        return []
    found: list[TextBlock] = []
    for block in _region(blocks, kept, title):
        if block.index > kept[1].index or (title is not None and block.index < title):
            continue
        size = len(block.text)
        is_text = _STANDFIRST_CHARS[0] <= size <= _STANDFIRST_CHARS[1] and block.link_chars < _MAX_LINK_SHARE * size
        is_free = block.index not in taken and folded(block.text) not in evidence.headlines
        if is_text and is_free and _is_intro(block, kept, evidence):
            found.append(block)
    named = [block for block in found if _is_named(block)]
    return _without_repeats(named or found[:1]) or _placed_intro(blocks, kept, title, evidence, taken)


def _placed_intro(
    blocks: Sequence[TextBlock], kept: Sequence[TextBlock], title: int | None, evidence: Evidence, taken: set[int]
) -> list[TextBlock]:
    """Return the sentence that alone stands between headline and body: an intro by its place."""
    above = title if title is not None or not kept else _heading_above(blocks, kept[0].index)
    if above is None or not kept:
        return []
    for block in blocks[above + 1 : min(kept[0].index, above + _PLACED_WITHIN)]:
        size = len(block.text)
        names = own_groups(block.container) | own_groups(block.container.parent or block.container)
        is_text = _STANDFIRST_CHARS[0] * 2 <= size <= _STANDFIRST_CHARS[1] and block.link_chars * 3 < size
        is_free = block.index not in taken and not names & _NOT_PLACED and not block.container.hidden
        is_chrome = opening_number(block.text) or holds_pitch(block.text, None) or is_caption(block)
        is_placed = is_text and is_free and not is_chrome
        if is_placed and (_is_likely(block, evidence) or _is_framed(blocks, block, above, taken)):
            return [block]
    return []


def _heading_above(blocks: Sequence[TextBlock], first: int) -> int | None:
    """Return the index of the heading that stands for a headline printed in other words: the first near the body."""
    near = [b for b in blocks[max(0, first - _PLACED_WITHIN) : first] if not b.links and not b.container.hidden]
    return next((b.index for tag in ("h1", "h2") for b in near if b.tag == tag), None)


def _is_framed(blocks: Sequence[TextBlock], block: TextBlock, above: int, taken: set[int]) -> bool:
    """Whether the block is a heading right below the headline, or has the byline right below it."""
    if block.tag in _HEADINGS:
        return block.index <= above + _FRAMED_WITHIN and blocks[block.index - 1].tag in _HEADINGS
    below = blocks[block.index + 1]
    box = below.container
    is_byline = below.index in taken or bool((own_groups(box) | own_groups(box.parent or box)) & _AUTHOR)
    between = blocks[above + 1 : block.index]
    return is_byline and len(between) <= _FRAMED_WITHIN and all(len(b.text) < _SENTENCE_CHARS for b in between)


def _is_likely(block: TextBlock, evidence: Evidence) -> bool:
    """Whether the text shares most words with the page's description, or might be body text by its looks."""
    words, told = set(folded(block.text).split()), set(evidence.description.split())
    is_described = bool(words) and len(words & told) >= _DESCRIBED_SHARE * len(words)
    return is_described or (block.score >= _PLACED_SCORE and block.text[-1] in ".!?…。")


def _is_intro(block: TextBlock, kept: Sequence[TextBlock], evidence: Evidence) -> bool:
    names = own_groups(block.container)
    if names & _NOT_INTRO or block.container.hidden or (names & _TEASER and block.score < _PLACED_SCORE):
        return False
    if _is_named(block):
        return True
    text = folded(block.text)
    return text == evidence.description and not _is_like_body(block, kept)


def _is_named(block: TextBlock) -> bool:
    box = block.container
    around = box.parent
    is_only = around is not None and around.chars <= _STANDFIRST_CHARS[1]
    return bool(own_groups(box) & _NAMED) or (is_only and bool(around and own_groups(around) & _NAMED))


def _is_like_body(block: TextBlock, kept: Sequence[TextBlock]) -> bool:
    """Whether the block has the shape of the paragraphs after it: then it is the first of them, not an intro."""
    box = block.container
    following = [b.container for b in kept if b.index > block.index][:3]
    alike = (o for o in following if o.tag == box.tag and o.names == box.names)
    return any(box.parent in (o.parent, o.parent and o.parent.parent) for o in alike)


def _without_repeats(found: list[TextBlock]) -> list[TextBlock]:
    return list({folded(block.text): block for block in found}.values())
