"""What a learned template says of a new page: every block kept or dropped, or the page in doubt."""

from collections.abc import Sequence, Set
from itertools import islice, pairwise

from crawler.extract.between import closing_quotes, parts_between
from crawler.extract.blocks import TextBlock
from crawler.extract.lines import BULLET
from crawler.extract.phrases import leads_elsewhere, letters
from crawler.extract.places import Place
from crawler.extract.template import KEEP_SHARE, UNIFORM, Template, Votes

_MIN_CHARS = 300
"""Letters of kept text under which the full road answers: too little to tell a short item from a miss."""
_MAX_DOUBT = 0.05
"""Share of the text, from the first kept block to the last, that may stand on places never seen or contested."""
_LOST_CHARS = 120
"""An unknown block of this length between headline and body is as likely its first paragraph as an intro."""
_NESTED_LEVELS = 6
"""Containers around an unknown paragraph below the body in which the body's own is looked for: sections nest."""
_OUTER_LEVELS = 2
"""Containers around the body's own in which unknown paragraphs below it may be the rest of it."""
_CONTESTED = (0.3, 0.7)
MAX_REPEATED = 0.2
"""Where more of the kept text than this stood on other pages too, the page is a copy, not chrome."""
_SUBHEADING_CHARS, _BOLD_SHARE = 60, 0.9
"""Longest such line, and shortest paragraph above and below it."""
_LIST_LEVELS = 2
"""Containers between an item of a list and the text that the list stands in: `li`, `ul`."""


def score_by_template(
    blocks: Sequence[TextBlock], places: Sequence[Place], template: Template, language: str | None = None
) -> bool:
    """Set `score` of every block from the template; return whether the template is sure of the page.

    Where it is not, the scores mean nothing and the full road must answer.
    """
    told = {id(place): template.votes(place) for place in {id(place): place for place in places}.values()}
    votes = [told[id(place)] for place in places]
    for block, vote in zip(blocks, votes, strict=True):
        block.score = vote.share if vote is not None else 0.0
    kept = [(block, place) for block, place in zip(blocks, places, strict=True) if block.score >= KEEP_SHARE]
    size = sum(len(block.text) for block, _ in kept)
    repeated = [block for block, place in kept if template.is_chrome(block.text, place)]
    if sum(len(block.text) for block in repeated) > MAX_REPEATED * size:
        return False
    for block in repeated:
        block.score = 0.0
    _settle_lines(blocks, places, votes, template)
    _settle_parts(blocks, places, votes, template, language)
    return _is_enough(kept, size) and _doubt(blocks, votes) <= _MAX_DOUBT


def _is_enough(kept: Sequence[tuple[TextBlock, Place]], size: int) -> bool:
    return size >= _MIN_CHARS or sum(letters(block.text) for block, _ in kept) >= _MIN_CHARS


def _settle_lines(
    blocks: Sequence[TextBlock], places: Sequence[Place], votes: list[Votes | None], template: Template
) -> None:
    """Keep a bold line, or lines with bullets, between two kept paragraphs of one run of lines.

    Headline, byline and date stand on the same place there, but above the text.
    """
    paragraphs = [block for block in blocks if block.score >= KEEP_SHARE and len(block.text) >= _SUBHEADING_CHARS]
    for number, (before, after) in enumerate(pairwise(paragraphs)):
        between = blocks[before.index + 1 : after.index]
        if not between or any(block.container is not before.container for block in (*between, after)):
            continue
        is_list = all(BULLET.match(block.text) for block in between)
        is_subheading = len(between) == 1 and _is_subheading(between[0], votes[between[0].index], is_first=number == 0)
        if is_list or is_subheading:
            for block in between:
                if not block.links and not template.is_chrome(block.text, places[block.index]):
                    block.score, votes[block.index] = 1.0, Votes(kept=1, pages=1)


def _settle_parts(
    blocks: Sequence[TextBlock],
    places: Sequence[Place],
    votes: list[Votes | None],
    template: Template,
    language: str | None,
) -> None:
    """Settle what no lesson showed, but the full road reads alike on all pages, whatever it thinks of the words.

    Between paragraphs of one flow it keeps items, subheadings and quotations that lead nowhere, and a quotation right
    below the last; it drops a line that leads to another story.
    """
    for block in blocks:
        if votes[block.index] is None and block.links and leads_elsewhere(block.text, language):
            votes[block.index] = Votes(dropped=1, pages=1)
    kept = [block for block in blocks if block.score >= KEEP_SHARE]
    for block in (*parts_between(blocks, kept), *closing_quotes(blocks, kept)):
        is_new = votes[block.index] is None and not block.links
        if is_new and not template.is_chrome(block.text, places[block.index]):
            block.score, votes[block.index] = 1.0, Votes(kept=1, pages=1)


def _is_subheading(block: TextBlock, vote: Votes | None, *, is_first: bool) -> bool:
    """Whether the line is short and bold; after the first paragraph, which may be a standfirst, it may be a byline too,
    unless such a one was body text before or was never seen.
    """
    size = len(block.text)
    is_open = vote is None or 0 < vote.share < UNIFORM[1] or not is_first
    return is_open and size <= _SUBHEADING_CHARS and block.bold_chars >= _BOLD_SHARE * size


def _doubt(blocks: Sequence[TextBlock], votes: Sequence[Votes | None]) -> float:
    """Return the share of unknown or contested text between the first and the last kept block, or in their flow.

    Unknown paragraphs between the headline and the first kept block count too, and those nested in the flow below.

    One unknown block among the paragraphs is doubt enough: it is short and easily a subheading, or a box.
    """
    kept = [index for index, block in enumerate(blocks) if block.score >= KEEP_SHARE]
    if not kept:
        return 1.0
    flows = {id(blocks[index].container.parent) for index in kept}
    around = _boxes_around(blocks[kept[-1]])
    heading = next((block.index for block in blocks if block.tag == "h1"), kept[0])
    doubtful = total = 0
    for index, (block, vote) in enumerate(zip(blocks, votes, strict=True)):
        is_between = kept[0] <= index <= kept[-1]
        is_lost = vote is None and len(block.text) >= _LOST_CHARS and not block.links
        if is_lost and index > kept[-1]:
            is_nested = any(id(box) in flows for box in islice(block.container.chain(), _NESTED_LEVELS))
            is_lost = is_nested or id(block.container.parent) in around
        is_lost = is_lost and index >= heading
        if not is_between and not is_lost and id(block.container.parent) not in flows:
            continue
        if vote is None and is_between and _stands_in(block, flows):
            return 1.0
        total += len(block.text) if block.score >= KEEP_SHARE else 0
        if vote is None or _CONTESTED[0] < vote.share < _CONTESTED[1]:
            doubtful += len(block.text)
    return doubtful / max(1, total)


def _boxes_around(block: TextBlock) -> Set[int]:
    """Return what holds the box in which the block stands: after an embed with broken markup the text goes on there."""
    return {id(box) for box in islice(block.container.chain(), 2, 2 + _OUTER_LEVELS)}


def _stands_in(block: TextBlock, flows: Set[int]) -> bool:
    """Whether a block is in the flow of the paragraphs, be it as an item of a list there."""
    boxes = islice(block.container.chain(), 1, 1 + _LIST_LEVELS)
    return any(id(box) in flows for box in boxes)
