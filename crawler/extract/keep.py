"""Which blocks are body text: those the scorer is sure of, and the doubtful ones that stand among their like.

The score looks at one block after the other; here they answer for each other. body.py cuts and orders what is left.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import islice

from crawler.extract.between import among_kept, flow_of, shape_of, whole_lists
from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import NAMES
from crawler.extract.ends import carried_on
from crawler.extract.images import is_caption
from crawler.extract.masses import own_groups
from crawler.extract.phrases import letters
from crawler.extract.twins import texts_of_twins

KEPT_SCORE = 0.5
_DOUBTED_SCORE, _DOUBTED_CHARS, _REACH = 0.3, 60, 3
"""A doubtful paragraph: from this score and length in letters on, with a kept block so few blocks away.
Cross-validated on 266 pages: fundus-evaluation +0.2 points, Fundus's parser tests +.0003,
article-extraction-benchmark -.0001."""
_SHAPE_CHARS, _SHAPE_SHARE = 30, 0.5
"""Blocks from this length on tell what their shape holds; more than this share of it is kept where it holds body."""
_PICTURED_SHARE = 0.3
"""Text in figures is the body where it is more than this share of what is kept: some put the whole page in one."""
_ARTICLE_CHARS, _ARTICLE_SHARE = 300, 0.2
"""An element holds the article where it holds this much of the kept text; else it is a part of it, or a header."""
_SURE_SCORE, _SURE_SHARE, _STRANGER_SCORE, _FLOW_LEVELS = 0.8, 0.3, 0.65, 4
"""Where this share of the kept text is sure, what stands elsewhere on the page, in another shape, needs the stranger's
score. Cross-validated on 266 pages, three ways to fold: article-extraction-benchmark .9731 to .9748, fundus-evaluation
97.4 to 97.8."""
_BESIDE_SCORE = 0.85
"""What readers' comments and boxes of key points, by the name of a container, need where surer text stands outside:
they read like the article, and comments under a short one are most of the page."""
_BESIDE = 1 << NAMES.index("comments") | 1 << NAMES.index("keypoints")
_BUTTONS = 1 << NAMES.index("share")
"""Buttons between paragraphs; a wider container named so may hold the article beside its tools."""
_CLOCK = re.compile(r"\d{1,2}\s?[:.h時时点點시]\s?\d\d(?:\s?(?:[ap]\.?m\.?|uhr|分|분))?", re.IGNORECASE)
_PICTURED = frozenset(("figure", "figcaption"))


def keep_blocks(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the blocks that are body text by their scores and their neighbours, in page order."""
    sure = [block for block in blocks if block.score >= KEPT_SCORE and not is_caption(block)]
    found = _in_order([*sure, *_among_their_like(blocks, sure)])
    found = _in_order([*found, *texts_of_twins(blocks, found)])
    own = _without_strangers(_without_boxes_beside(_without_captions(found)))
    judged = {block.index for block in found}
    more = (block for block in among_kept(blocks, own) if block.index not in judged)
    found = _in_order([*own, *more])
    found += carried_on(blocks, found)
    whole = _in_order([*found, *whole_lists(blocks, found)])
    return [block for block in whole if not _CLOCK.fullmatch(block.text)]


def of_one_article(kept: Sequence[TextBlock], headline: TextBlock | None) -> list[TextBlock]:
    """Return the kept blocks without those of another `<article>` than the headline's.

    Pages that scroll on without end bring the next article with them. Entries of a live blog are articles too, but the
    headline stands in none of them.
    """
    if headline is None:
        return list(kept)
    total = sum(len(block.text) for block in kept)
    for box in _articles(headline):
        inside = {block.index for block in kept if any(around is box for around in block.container.chain())}
        size = sum(len(block.text) for block in kept if block.index in inside)
        if size >= max(_ARTICLE_CHARS, _ARTICLE_SHARE * total):
            return [block for block in kept if block.index in inside or not any(_articles(block))]
    return list(kept)


def _articles(block: TextBlock) -> Iterator[Container]:
    return (box for box in block.container.chain() if box.tag == "article")


def _among_their_like(blocks: Sequence[TextBlock], sure: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the doubtful paragraphs whose shape holds body text elsewhere on the page."""
    doubtful = [b for b in blocks if _DOUBTED_SCORE <= b.score < KEPT_SCORE and letters(b.text) >= _DOUBTED_CHARS]
    if not doubtful:
        return []
    chosen = {block.index for block in sure}
    flows = {block.container.parent for block in sure if block.score >= _SURE_SCORE}
    sizes: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    for block in blocks:
        if len(block.text) >= _SHAPE_CHARS:
            sizes[shape_of(block)][block.index in chosen] += len(block.text)
    found = []
    for block in doubtful:
        if not is_caption(block):
            dropped, kept = sizes[shape_of(block)]
            near = range(block.index - _REACH, block.index + _REACH + 1)
            is_beside = block.container.parent in flows or not chosen.isdisjoint(near)
            if kept * (1 - _SHAPE_SHARE) > dropped * _SHAPE_SHARE and is_beside:
                found.append(block)
    return found


def _without_boxes_beside(kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Drop doubtful text in containers named like comments, key points or buttons, unless all sure text is there."""
    doubtful = [block for block in kept if block.score < _BESIDE_SCORE]
    boxes = {block.index for block in doubtful if _is_beside(block)}
    if not boxes or not any(block.score >= _BESIDE_SCORE and not _is_beside(block) for block in kept):
        return list(kept)
    return [block for block in kept if block.index not in boxes]


def _is_beside(block: TextBlock) -> bool:
    is_button = bool(own_groups(block.container) & _BUTTONS)
    return is_button or any(own_groups(box) & _BESIDE for box in block.container.chain())


def _without_strangers(kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Drop doubtful blocks that neither stand in the flow of the sure ones nor look like them: a comment, a teaser."""
    if all(block.score >= _STRANGER_SCORE for block in kept):
        return list(kept)
    sure = [block for block in kept if block.score >= _SURE_SCORE]
    if sum(len(block.text) for block in sure) < _SURE_SHARE * sum(len(block.text) for block in kept):
        return list(kept)
    flows = {id(box) for block in sure for box in (block.container, block.container.parent, flow_of(block))}
    shapes = {shape_of(block) for block in sure}
    return [b for b in kept if b.score >= _STRANGER_SCORE or shape_of(b) in shapes or _stands_in(b, flows)]


def _stands_in(block: TextBlock, flows: Set[int]) -> bool:
    return any(id(box) in flows for box in islice(block.container.chain(), _FLOW_LEVELS))


def _without_captions(kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Drop what stands under a picture."""
    figures: dict[Container, Container | None] = {}
    pictured = {block.index for block in kept if _is_pictured(block, figures)}
    size = sum(len(block.text) for block in kept if block.index in pictured)
    if size > _PICTURED_SHARE * sum(len(block.text) for block in kept):
        return list(kept)
    return [block for block in kept if block.index not in pictured]


def _is_pictured(block: TextBlock, figures: dict[Container, Container | None]) -> bool:
    """Whether the block is text in a figure; a figure may hold a table, a quote or code instead of a picture."""
    figure = _figure_around(block.container, figures)
    if figure is None or block.tag == "table":
        return False
    return figure.tag == "figcaption" or next(figure.element.iter("img"), None) is not None


def _figure_around(box: Container, known: dict[Container, Container | None]) -> Container | None:
    """Return the innermost figure or caption that holds the box; paragraphs share what is `known`."""
    passed = []
    found: Container | None = None
    for each in box.chain():
        if each in known:
            found = known[each]
            break
        passed.append(each)
        if each.tag in _PICTURED:
            found = each
            break
    known.update(dict.fromkeys(passed, found))
    return found


def _in_order(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    return sorted(blocks, key=lambda block: block.index)
