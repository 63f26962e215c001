"""What is short and belongs to the text by where it stands: lists, subheadings, quotations and code among kept blocks.

A score looks at a line alone, and a line of a list looks like a menu's. keep.py calls this between its own steps.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import islice, takewhile

from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import NAMES, without_digits
from crawler.extract.masses import own_groups
from crawler.extract.phrases import letters

_ITEM_SCORE, _LINKED_ITEM_SCORE = 0.03, 0.15
"""Items of a list in the flow of the text need no more than this: what is short looks like chrome by itself."""
_HEADING_CHARS = 90
_WRAPPED_SCORE, _WRAPPED_CHARS = 0.1, 8
"""Of a subheading in a box of its own with a kept block right before and after it; one that has none of the text's
flow around it may be a teaser's, or a label: "Article"."""
_HEADED, _HEADED_SHARE, _HEADED_SCORE, _LABEL_TIMES = 2, 0.7, 0.05, 3
"""Subheadings of one look right above kept text, and their share of all of that look, from which on they are its own,
where one of them scores so much: the headlines of teasers between paragraphs have none. A text that stands so often on
the page is a label. Cross-validated on 266 pages, two ways to fold: fundus-evaluation .9906 to .9927 (shingle F1),
Fundus's parser tests .9718 to .9722."""
_OFFERS = sum(1 << NAMES.index(name) for name in ("related", "share", "comments", "newsletter", "paywall", "ad"))
_OFFER_BLOCKS = 3
"""What names of small boxes say whose heading is none of the text's: "Get the news in your inbox"."""
_SUBTITLE = re.compile(
    r"sub[-_]?(?:title|head)|crosshead|inter(?:title|titre|titulo)|zwischen(?:titel|ueberschrift)|ladillo|tussenkop"
    r"|mellanrubrik|mellomtittel",
    re.IGNORECASE,
)
"""Names of subheadings that are no heading elements."""
_BOXES, _BOXED_SCORE = frozenset(("section", "div", "center")), 0.4
"""Of the first text in a box between two paragraphs."""
_QUOTE_CHARS = 40
"""Shortest quotation, in letters, between two kept paragraphs that is the text's by its place alone."""
_QUOTE_LEVELS = 3
"""From the quotation to what holds its text: `blockquote`, `div`, `p`."""
_QUOTE_MARKS = " \"'“”„«»‘’.…"
_INTRODUCTION_CHARS = 40
"""A sentence of this length that ends in a colon introduces the list below; shorter ones are labels: "Sources:"."""
_LISTED_LINK_SHARE = 0.3
"""Links in a list that is text; with more it leads elsewhere."""
_LISTED_SHARE = 0.5
"""Of a list's characters, the share that is kept, from which on all of it is."""
_LISTS = frozenset(("ul", "ol"))
_DEFINED = frozenset(("dt", "dd", "summary"))
"""A question and its answer, a word and its meaning: lines that are short by nature."""
_INNER = _LISTS | {"li", "dl", "blockquote", "details"}
_PARAGRAPHS = frozenset(("p", "div"))
_STOPS = frozenset(".!…,;:")
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))


def flow_of(block: TextBlock) -> Container | None:
    """Return what holds the paragraphs beside the block: for an item or a quote, what holds the list or the quote.

    Editors put a table in a figure, as they put a picture.
    """
    box = block.container.parent
    while box is not None and (box.tag in _INNER or (box.tag == "figure" and block.tag == "table")):
        box = box.parent
    return box


def shape_of(block: TextBlock) -> tuple[str, ...]:
    """Return tags and names of the block's element and of what is around it, digits left out: what looks alike."""
    box = block.container
    around = box.parent or box
    return box.tag, without_digits(box.names), around.tag, without_digits(around.names)


def among_kept(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the blocks that are body text because of the kept ones around them, in no order."""
    chosen = {block.index for block in kept}
    parts = (b for b in parts_between(blocks, kept) if item_of(b) is None or _is_likely_item(b))
    more = (*_framed(blocks, kept), *_headed(blocks, kept), *_introduced(blocks, kept), *closing_quotes(blocks, kept))
    more = (*more, *_boxed(blocks, kept))
    found = {block.index: block for block in (*parts, *more)}
    return [block for index, block in found.items() if index not in chosen]


def parts_between(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> Iterator[TextBlock]:
    """Yield items, subheadings, quotations and code not kept that stand between two kept blocks of their flow."""
    chosen = {block.index for block in kept}
    between = blocks[kept[0].index + 1 : kept[-1].index] if kept else ()
    others = [(block, plain_quote(block, kept)) for block in between if block.index not in chosen]
    parts = [(block, quote) for block, quote in others if quote or is_part(block)]
    flows = {key: block.index for block in kept for key in _keys(block)} if parts else {}
    starts = {key: block.index for block in reversed(kept) for key in _keys(block)} if parts else {}
    for block, quote in parts:
        keys = (id(quote.parent if quote else flow_of(block)), _wrapper(block))
        if any(starts.get(key, block.index) < block.index < flows.get(key, -1) for key in keys if key):
            yield block


def _keys(block: TextBlock) -> tuple[Hashable, ...]:
    """Return what a part has in common with a kept block where both stand in one flow."""
    return (*(id(box) for box in _flows(block)), *filter(None, [_wrapper(block)]))


def _wrapper(block: TextBlock) -> tuple[int, str, str] | None:
    """Return where the box stands that holds nothing but the block, its list or its quotation, and what it is called.

    Editors of blocks put every paragraph and every list in a box of its own, all of one name; the paragraph itself may
    be that box.
    """
    box = block.container
    while (up := box.parent) is not None and (up.tag in _INNER or up.blocks == box.blocks):
        box = up
    is_around = box.tag not in _INNER and (box is not block.container or box.tag == "div")
    is_box = up is not None and is_around and bool(box.names)
    return (id(up), box.tag, without_digits(box.names)) if is_box else None


def _flows(block: TextBlock) -> tuple[Container | None, ...]:
    """Return what may hold the parts beside a block; lines of bare text stand right in their flow."""
    return block.container, block.container.parent, flow_of(block)


def closing_quotes(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the quotations not kept right below a kept block, in its flow: a story may end with what somebody said."""
    found = []
    chosen = {block.index for block in kept}
    for above in kept:
        below = above.index + 1
        if below in chosen or below == len(blocks):
            continue
        quote = plain_quote(blocks[below], kept)
        if quote is not None and not {id(quote.parent), _wrapper(blocks[below])}.isdisjoint(_keys(above)):
            found.append(blocks[below])
    return found


def whole_lists(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> Iterator[TextBlock]:
    """Yield what is not kept of lists without links of which more than half is: their items are of one kind."""
    held: dict[Container, list[TextBlock]] = defaultdict(list)
    for block in kept:
        item = item_of(block)
        if item is not None and item.parent is not None:
            held[item.parent].append(block)
    for box, items in held.items():
        size = sum(len(block.text) for block in items)
        if len(items) < box.blocks and not box.link_chars and size > _LISTED_SHARE * box.chars:
            chosen = {block.index for block in items}
            near = blocks[max(0, items[-1].index - box.blocks) : items[0].index + box.blocks]
            yield from (b for b in near if b.index not in chosen and any(each is box for each in b.container.chain()))


def _is_likely_item(block: TextBlock) -> bool:
    return block.score >= (_LINKED_ITEM_SCORE if block.links else _ITEM_SCORE)


def is_part(block: TextBlock) -> bool:
    """Whether the block is of a kind that is short in any text: an item, a subheading, a table, a question, code."""
    if is_subheading(block) or is_code(block) or _is_table(block) or block.tag in _DEFINED:
        return True
    return item_of(block) is not None or any(box.tag == "details" for box in islice(block.container.chain(), 3))


def _is_table(block: TextBlock) -> bool:
    return block.tag == "table" and block.link_chars < _LISTED_LINK_SHARE * len(block.text)


def is_subheading(block: TextBlock) -> bool:
    return block.tag in _HEADINGS and not block.links and len(block.text) <= _HEADING_CHARS


def is_called_subheading(block: TextBlock) -> bool:
    """Whether a short text without a full stop is a subheading by nothing but its name."""
    if len(block.text) > _HEADING_CHARS or block.text[-1] in _STOPS or block.tag in _HEADINGS:
        return False
    return bool(_SUBTITLE.search(block.container.names))


def is_code(block: TextBlock) -> bool:
    return block.tag == "pre" and not block.links


def item_of(block: TextBlock) -> Container | None:
    """Return the item of a list that the block is, or is a paragraph of."""
    return next((box for box in islice(block.container.chain(), 2) if box.tag == "li"), None)


def plain_quote(block: TextBlock, kept: Sequence[TextBlock]) -> Container | None:
    """Return the quotation that is nothing but the block, where no name sets it apart and it repeats nothing."""
    boxes = list(islice(block.container.chain(), _QUOTE_LEVELS))
    box = next((each for each in boxes if each.tag == "blockquote"), None)
    if box is None or box.blocks > 1 or block.links or letters(block.text) < _QUOTE_CHARS:
        return None
    own = {other.container.names for other in kept if other.tag in _PARAGRAPHS}  # what each is named sets none apart
    is_named = any(each.names and each.names not in own for each in boxes[: boxes.index(box) + 1])
    said = block.text.strip(_QUOTE_MARKS)
    return None if is_named or any(said in other.text for other in kept) else box


def _framed(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> Iterator[TextBlock]:
    """Yield subheadings and code in boxes of their own, right between two kept blocks."""
    chosen = {block.index for block in kept}
    for block in kept[:-1]:
        between = blocks[block.index + 1]
        if between.index + 1 in chosen and not between.links:
            is_heading = is_subheading(between) or is_called_subheading(between)
            is_wrapped = is_heading and len(between.text) >= _WRAPPED_CHARS and not _is_offered(between)
            if is_code(between) or (is_wrapped and between.score >= _WRAPPED_SCORE):
                yield between


def _headed(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> Iterator[TextBlock]:
    """Yield the subheadings of one look of which most stand right above kept text, as those of a live blog do.

    The scorer sees short lines in boxes of their own; that they stand again and again above the text tells more.
    """
    chosen = {block.index for block in kept}
    between = blocks[kept[0].index + 1 : kept[-1].index] if kept else ()
    alike: dict[tuple[str, ...], list[TextBlock]] = defaultdict(list)
    for block in between:
        if is_subheading(block):
            alike[shape_of(block)].append(block)
    if all(block.index in chosen for headings in alike.values() for block in headings):
        return
    shown = Counter(block.text for block in blocks)
    for headings in alike.values():
        above = [block for block in headings if _next_shown(blocks, block, shown) in chosen]
        is_own = len(above) >= _HEADED and len(above) >= _HEADED_SHARE * len(headings)
        if is_own and any(block.score >= _HEADED_SCORE for block in headings):
            yield from headings


def _next_shown(blocks: Sequence[TextBlock], block: TextBlock, shown: Mapping[str, int]) -> int:
    """Return the index of the next block, labels that stand all over the page ("Article content") passed over."""
    return next((b.index for b in islice(blocks, block.index + 1, None) if shown[b.text] < _LABEL_TIMES), -1)


def _is_offered(block: TextBlock) -> bool:
    """Whether the heading's own box, or the small one around it, is named like an offer or a list of links."""
    boxes = islice(block.container.chain(), 2)
    return any(own_groups(box) & _OFFERS for box in boxes if box.blocks <= _OFFER_BLOCKS)


def _boxed(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> Iterator[TextBlock]:
    """Yield the texts of a box without name or link between two kept blocks of the flow it stands in."""
    chosen = {block.index for block in kept}
    for block in kept[:-1]:
        first = blocks[block.index + 1]
        box = first.container.parent
        if first.index in chosen or box is None or box.tag not in _BOXES or box.names or box.link_chars:
            continue
        after = first.index + box.blocks
        is_between = box.parent is block.container.parent and after in chosen
        if is_between and blocks[after].container.parent is box.parent and first.score >= _BOXED_SCORE:
            yield from blocks[first.index : after]


def _introduced(blocks: Sequence[TextBlock], kept: Sequence[TextBlock]) -> Iterator[TextBlock]:
    """Yield the items of lists right below a kept sentence that ends in a colon."""
    for block in kept:
        if block.text[-1] in ":：" and len(block.text) >= _INTRODUCTION_CHARS and block.index + 1 < len(blocks):
            held = _list_around(blocks[block.index + 1])
            is_below = held is not None and held.parent is block.container.parent and not held.hidden
            if held is not None and is_below and held.link_chars < _LISTED_LINK_SHARE * held.chars:
                yield from blocks[block.index + 1 : block.index + 1 + held.blocks]


def _list_around(block: TextBlock) -> Container | None:
    """Return the outermost list that holds the block and nothing else around it."""
    lists = [box for box in takewhile(lambda box: box.tag in _INNER, block.container.chain()) if box.tag in _LISTS]
    return lists[-1] if lists else None
