"""What stands after an article's last paragraph and is none of it: runs of links, and teasers under linked headings.

    ... / last paragraph / Other stories / LINKED HEADLINE / LINKED HEADLINE
    ... / last paragraph / LINKED HEADING / teaser / LINKED HEADING / teaser
    ... / last paragraph / Read also / - LINKED HEADLINE teaser / - LINKED HEADLINE teaser

Works from the end of the kept blocks upwards; body.py calls it.
"""

from collections.abc import Sequence
from itertools import islice, takewhile

from crawler.extract.blocks import TextBlock
from crawler.extract.phrases import chrome_kind

_ALL_LINK = 0.8
_RUN = 2
"""Linked lines at the end that make a list; one alone may be the article's own source."""
_HEAD_CHARS = 40
"""Longest line above such a list that is its heading: "Other stories"."""
_MAX_SHARE = 0.3
"""Where more of the kept text than this would go, the page is made of such entries, and is left as it is."""
_SURE_SCORE = 0.8
"""The text of a short item is surer than this, the teasers below it, which may be most of the page, are not."""
_CARDS = 2
"""Boxes with a linked heading of their own, from so many on below the text, are teasers."""
_HEADLINE_CHARS = 12
"""Shortest link that an item of such a list opens with, in characters: Chinese headlines have no more."""
_LINE_CHARS = 25
"""Shortest linked line that is a teaser's headline though no heading is."""
_REACH = 2
"""Blocks between the headings of two neighbouring teasers: a text and a date."""
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "।", "。")
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))


def drop_tail(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], language: str | None) -> list[TextBlock]:
    """Return the kept blocks without links and teasers at their end; `blocks` are all the page's."""
    kept = _without_entries(blocks, _without_cards(blocks, kept), language)
    rest = _without_links(blocks, _without_teasers(blocks, list(kept)))
    total = sum(len(block.text) for block in kept)
    return rest if sum(len(block.text) for block in rest) >= (1 - _MAX_SHARE) * total else list(kept)


def _without_cards(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> Sequence[TextBlock]:
    """Drop less sure texts in boxes below the text that each begin with a linked heading or line."""
    boxes = {id(block.container.parent) for block in blocks if _is_linked_heading(block)}
    boxes |= {id(block.container) for block in blocks if _is_linked_line(block)}
    own = [block for block in kept if id(block.container.parent) not in boxes]
    carded = [block for block in kept if id(block.container.parent) in boxes]
    is_below = bool(own and carded) and carded[0].index > own[-1].index
    if not is_below or len({id(block.container.parent) for block in carded}) < _CARDS:
        return kept
    is_sure = max(block.score for block in own) >= _SURE_SCORE > max(block.score for block in carded)
    return own if is_sure else kept


def _without_entries(
    blocks: Sequence[TextBlock], kept: Sequence[TextBlock], language: str | None
) -> Sequence[TextBlock]:
    """Drop items that each open with a linked headline, in a list under a line such as "Read also".

    Under a short article such a list is most of the text, and reads like more of it.
    """
    entries = [block for block in kept if opens_with_link(block)]
    if not entries or entries[0] is kept[0]:
        return kept
    listed = entries[0].container.parent
    run = [block.index for block in blocks if block.container.parent is listed and opens_with_link(block)]
    if len(run) < _RUN or chrome_kind(blocks[run[0] - 1].text, language) != "related":
        return kept
    dropped = {block.index for block in entries if block.container.parent is listed}
    return [block for block in kept if block.index not in dropped]


def opens_with_link(block: TextBlock) -> bool:
    """Whether the block is an item of a list, a headline that leads elsewhere and some text behind it."""
    item = block.container.element
    is_item = item.tag == "li" and block.links == 1 and len(item) > 0 and item[0].tag == "a"
    return is_item and not (item.text or "").strip() and _HEADLINE_CHARS <= block.link_chars < len(block.text)


def _without_teasers(blocks: Sequence[TextBlock], kept: list[TextBlock]) -> list[TextBlock]:
    """Drop texts right under a linked heading that stand elsewhere than the first paragraph."""
    flow = kept[0].container.parent if kept else None
    while len(kept) > 1 and kept[-1].container.parent is not flow and _is_under_link(blocks, kept[-1]):
        kept.pop()
    return kept


def _is_under_link(blocks: Sequence[TextBlock], block: TextBlock) -> bool:
    """Whether a linked heading stands right above, and another one next to the two: one alone is a hint in a text."""
    above = block.index - 1
    beside = (*range(max(0, above - _REACH), above), *range(above + 2, min(above + 2 + _REACH, len(blocks))))
    return _is_linked_heading(blocks[above]) and any(_is_linked_heading(blocks[i]) for i in beside)


def _is_linked_heading(block: TextBlock) -> bool:
    return block.tag in _HEADINGS and _is_link(block)


def _is_linked_line(block: TextBlock) -> bool:
    """Whether a line right in the box of other lines is a link as long as a headline."""
    return (
        len(block.text) >= _LINE_CHARS
        and block.container.tag == "div"
        and block.container.blocks > 1
        and _is_link(block)
    )


def _without_links(blocks: Sequence[TextBlock], kept: list[TextBlock]) -> list[TextBlock]:
    """Drop the linked lines at the end, and the short line above them, where the page has a run of them there."""
    end = len(kept)
    while end and _is_link(kept[end - 1]):
        end -= 1
    if not end:
        return kept
    last = kept[end - 1]
    run = _run_after(blocks, last)
    if max(run, len(kept) - end) < _RUN:
        return kept
    is_heading = len(last.text) <= _HEAD_CHARS and not last.text.endswith(_SENTENCE_ENDS)
    return kept[: end - 1] if is_heading else kept[:end]


def _run_after(blocks: Sequence[TextBlock], last: TextBlock) -> int:
    """Return how many linked lines follow in the same container."""
    following = takewhile(lambda b: b.container is last.container and _is_link(b), islice(blocks, last.index + 1, None))
    return sum(1 for _ in following)


def _is_link(block: TextBlock) -> bool:
    return block.link_chars >= _ALL_LINK * len(block.text)
