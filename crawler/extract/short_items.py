"""The text of a short item: the few sentences right under the page's headline, where scores prefer what is elsewhere.

A score learns from long texts. Three lines below a headline look like chrome to it, and excerpts of other stories
beside them like an article. body.py asks here.
"""

from collections.abc import Sequence
from itertools import islice

from crawler.extract.between import flow_of
from crawler.extract.blocks import TextBlock
from crawler.extract.class_words import NAMES
from crawler.extract.evidence import Evidence, folded
from crawler.extract.flow import is_linked, is_sentence
from crawler.extract.masses import own_groups

_REACH = 6
"""Lines between headline and text: byline, date, picture's credit."""
_SURE_SCORE = 0.9
"""Of a text elsewhere that is the article, whatever stands under the headline."""
_LEAST_CHARS = 40
_TITLE_TAGS = ("h1", "h2", "h3")
_NO_TEXT = sum(1 << NAMES.index(name) for name in ("caption", "media", "comments", "newsletter", "ad", "nav"))
"""Groups of class words of boxes whose sentences are none of the item's."""


def short_item(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], evidence: Evidence) -> list[TextBlock]:
    """Return the sentences under the headline where nothing else below it was kept but teasers; else []."""
    if any(block.score >= _SURE_SCORE for block in kept):
        return []
    titles = [b for b in blocks if b.tag in _TITLE_TAGS and folded(b.text) in evidence.headlines]
    titles = [b for b in titles if not b.links][:1] or titles  # blogs link the title of a page to the page
    title = max(titles, key=lambda block: _size(_under(blocks, block.index)), default=None)
    if title is None:
        return []
    item = _under(blocks, title.index)
    own = {block.index for block in item}
    below = [block for block in kept if block.index > title.index]
    if any(block.index not in own and not is_linked(blocks[block.index - 1]) for block in below):
        return []
    return item if _size(item) >= _LEAST_CHARS else []


def _size(texts: Sequence[TextBlock]) -> int:
    return sum(len(block.text) for block in texts)


def _under(blocks: Sequence[TextBlock], headline: int) -> list[TextBlock]:
    """Return the sentences of one flow right below the headline, up to the first line that is none."""
    near = islice(blocks, headline + 1, headline + 1 + _REACH)
    first = next((block for block in near if _is_text(block)), None)
    if first is None or any(is_linked(block) for block in blocks[headline + 1 : first.index]):
        return []
    found = []
    for block in islice(blocks, first.index, None):
        if not _is_text(block) or flow_of(block) is not flow_of(first):
            break
        found.append(block)
    return found


def _is_text(block: TextBlock) -> bool:
    box = block.container
    names = own_groups(box) | (own_groups(box.parent) if box.parent is not None else 0)
    return is_sentence(block) and not names & _NO_TEXT and all(each.tag != "figure" for each in box.chain())
