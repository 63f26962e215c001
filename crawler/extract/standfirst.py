"""The standfirst: the page's own intro between headline and body, known by its name, the description or its place.

head.py asks, and takes what is found out of the body.
"""

import re
from collections.abc import Sequence
from itertools import islice

from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import NAMES
from crawler.extract.evidence import Evidence, folded
from crawler.extract.images import is_caption
from crawler.extract.masses import own_groups
from crawler.extract.phrases import holds_pitch, opening_number

_STANDFIRST_CHARS = (25, 700)
_LINE_CHARS = 40
"""What is shorter is a line, a section or a date, and no sentence."""
_MAX_LINK_SHARE = 0.5
_PLACED_WITHIN, _PLACED_SCORE, _DESCRIBED_SHARE = 12, 0.15, 0.5
"""An intro without a name stands within so many blocks after the headline, and scores so much or shares so many of its
words with the description."""
_DAY = re.compile(r"(?:\d{4}([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2(?:\d\d){1,2})(?!\d)")
"""Opens a meta line: "2025-05-17 by Jane Roe, tagged as council, roads"."""
_AUTHOR = 1 << NAMES.index("author")
_FRAMED_WITHIN = 2
"""Short lines, a section or a date, that may stand between the headline and an intro above the byline."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FLOW_SCORE = 0.85
"""A paragraph of the body's own flow that scores this is its first, whatever its name says."""
_ODD_SCORE, _COPY_SHARE = 0.07, 0.9
"""A text with an intro's name, undescribed and below this score, is an offer or a tagline; one with so many of its
words in the headline is the headline. On 266 pages with truth 13 of 47 texts that are no intro go, and no intro does.
"""
_PICTURED_LEVELS, _PICTURED_BLOCKS = 5, 2
"""Containers around a text among which one with a picture and so few texts makes it a caption."""
_BOX_LEVELS, _BOX_BLOCKS = 4, 4
"""Containers around a text whose names count, as long as they hold so few texts: a box with a biography, a video."""
_BOXED = sum(1 << NAMES.index(name) for name in ("caption", "author", "media"))
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


def choose_standfirst(
    region: Sequence[TextBlock],
    blocks: Sequence[TextBlock],
    kept: Sequence[TextBlock],
    title: int | None,
    evidence: Evidence,
    taken: set[int],
) -> list[TextBlock]:
    """Return the blocks of the intro: named so, or saying what the page's description says, or placed like one.

    `region` is the blocks around headline and first paragraphs, `taken` the indexes of the byline's.
    """
    if len(kept) < 2:
        return []
    found: list[TextBlock] = []
    for block in region:
        if block.index > kept[1].index or (title is not None and block.index < title):
            continue
        size = len(block.text)
        is_text = _STANDFIRST_CHARS[0] <= size <= _STANDFIRST_CHARS[1] and block.link_chars < _MAX_LINK_SHARE * size
        is_free = block.index not in taken and folded(block.text) not in evidence.headlines
        if is_text and is_free and _is_intro(block, kept, evidence) and not _is_other(block, kept, evidence):
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
        is_text = _STANDFIRST_CHARS[0] * 2 <= size <= _STANDFIRST_CHARS[1] and block.link_chars * 3 < size
        if not is_text or block.index in taken or _is_placed_elsewhere(block) or _is_other(block, kept, evidence):
            continue
        if _is_likely(block, evidence) or _is_framed(blocks, block, above, taken):
            return [block]
    return []


def _is_placed_elsewhere(block: TextBlock) -> bool:
    """Whether the text is hidden, dated, of a box for something else, a caption, or chrome in any language."""
    box = block.container
    if box.hidden or _DAY.match(block.text) or (own_groups(box) | own_groups(box.parent or box)) & _NOT_PLACED:
        return True
    return opening_number(block.text) > 0 or holds_pitch(block.text, None) or is_caption(block)


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
    return is_byline and len(between) <= _FRAMED_WITHIN and all(len(b.text) < _LINE_CHARS for b in between)


def _is_other(block: TextBlock, kept: Sequence[TextBlock], evidence: Evidence) -> bool:
    """Whether a text named or placed like an intro is the first paragraph, the headline, a caption or an offer."""
    words = set(folded(block.text).split())
    if _opens_flow(block, kept) or any(
        len(words & set(h.split())) >= _COPY_SHARE * len(words) for h in evidence.headlines
    ):
        return True
    return not _is_described(block, evidence) and _is_boxed(block)


def _opens_flow(block: TextBlock, kept: Sequence[TextBlock]) -> bool:
    around = block.container.parent
    if around is None or block.score < _FLOW_SCORE or block.tag in _HEADINGS:
        return False
    return any(
        b.container.parent in (around, around.parent) or _are_twins(around, b.container.parent)
        for b in kept
        if b.index > block.index
    )


def _are_twins(box: Container, other: Container | None) -> bool:
    """Whether both are boxes of one name beside each other: builders put every paragraph in one."""
    return (
        other is not None
        and bool(box.names)
        and box.parent is other.parent
        and (box.tag, box.names) == (other.tag, other.names)
    )


def _is_boxed(block: TextBlock) -> bool:
    """Whether the text stands alone with a picture, or in a small box for a picture, a video or the writer."""
    for level, box in enumerate(islice(block.container.chain(), _PICTURED_LEVELS)):
        if level and next(box.element.iter("h1"), None) is not None:
            return False
        if level < _BOX_LEVELS and box.blocks <= _BOX_BLOCKS and own_groups(box) & _BOXED:
            return True
        if box.blocks <= _PICTURED_BLOCKS and next(box.element.iter("img"), None) is not None:
            return True
    return False


def _is_likely(block: TextBlock, evidence: Evidence) -> bool:
    """Whether the text shares most words with the page's description, or might be body text by its looks."""
    return _is_described(block, evidence) or (block.score >= _PLACED_SCORE and block.text[-1] in ".!?…。")


def _is_described(block: TextBlock, evidence: Evidence) -> bool:
    words, told = set(folded(block.text).split()), set(evidence.description.split())
    return bool(words) and len(words & told) >= _DESCRIBED_SHARE * len(words)


def _is_intro(block: TextBlock, kept: Sequence[TextBlock], evidence: Evidence) -> bool:
    names = own_groups(block.container)
    if names & _NOT_INTRO or block.container.hidden or (names & _TEASER and block.score < _PLACED_SCORE):
        return False
    if _is_named(block):
        return block.score >= _ODD_SCORE or _is_described(block, evidence)
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
    alike = [o for o in following if o.tag == box.tag and o.names == box.names]
    around = box.parent
    return any(
        around in (o.parent, o.parent and o.parent.parent) or (around and _are_twins(around, o.parent)) for o in alike
    )


def _without_repeats(found: list[TextBlock]) -> list[TextBlock]:
    return list({folded(block.text): block for block in found}.values())
