"""What stands at the head of an article and is no body text: headline, byline and date lines, standfirst.

section / HEADLINE / standfirst / byline, date / picture / first paragraph ...

Which of it is the standfirst, standfirst.py says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import NAMES
from crawler.extract.evidence import Evidence, folded
from crawler.extract.house_lines import signs_nothing
from crawler.extract.images import is_caption
from crawler.extract.masses import own_groups
from crawler.extract.signatures import PLACES
from crawler.extract.standfirst import choose_standfirst
from crawler.fields.bylines import is_signature, looks_like_byline, names_writer, parse_byline, tells_post
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
_PLACE_CHARS = 40
"""A longer line under a name for places holds more than one."""
_TITLES = frozenset(("h1", "h2", "h3", "h4"))
"""Headings that are no byline, whatever they hold; old layouts set bylines as the smallest ones."""
HEADLINES = frozenset(("h1", "h2"))
"""Headings that may be the headline below the text of others; what stands above one is not the article's."""
_MAX_LEAD_SHARE = 0.15
"""Kept text before the headline is dropped where it is at most this share: a section name, a teaser."""
_DATED_LEVELS = 3
"""Containers around a bare name and around its date line, their own first, of which they share one."""
_LABELLED, _LABEL_LEVELS = 2, 5
"""Blocks of an element that holds a value and its label, and the containers around the value that may be it."""
_CAPTION = 1 << NAMES.index("caption")
_NOT_BYLINE = sum(1 << NAMES.index(name) for name in ("share", "comments", "related", "newsletter", "caption", "tags"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`rest` is the kept blocks without those of the head."""

    rest: tuple[TextBlock, ...]
    standfirst: str | None
    bylines: tuple[str, ...]
    """Byline and date lines, as printed: those below the headline, then those above it."""
    openings: tuple[str, ...] = ()
    """Those of them that stood in the text itself, above its first paragraph."""


def take_head(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], evidence: Evidence, language: str | None) -> Head:
    """Return the head of the article and the kept blocks without it."""
    kept = [b for i, b in enumerate(kept) if i >= _HEAD_KEPT or folded(b.text) not in evidence.headlines]
    title = headline_index(blocks, kept, evidence)
    kept = _drop_lead(kept, title)
    bylines = _byline_blocks(blocks, kept, title, language)
    taken = {block.index for block in bylines}
    kept = [block for block in kept if block.index not in taken]
    intro = choose_standfirst(_region(blocks, kept, title), blocks, kept, title, evidence, taken)
    taken |= {block.index for block in intro}
    rest = tuple(block for block in kept if block.index not in taken)
    return Head(
        rest=rest,
        standfirst=" ".join(clean_line(block.text) for block in intro) or None,
        bylines=tuple(clean_line(block.text) for block in _below_first(bylines, title)),
        openings=tuple(clean_line(block.text) for block in bylines if _is_in_flow(block, rest, title)),
    )


def headline_index(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], evidence: Evidence) -> int | None:
    """Return the index of the headline's block nearest above the body, None where none prints it.

    A first-level heading that prints the chosen headline goes before others, in which old systems set captions, then a
    second-level one: the first may be the outlet's name.
    """
    first = kept[len(kept) // 3].index if kept else len(blocks)
    longest = max(map(len, evidence.headlines), default=0) + _FOLDED_AWAY
    short = (b for b in blocks[: first + 1] if len(b.text) <= longest)
    printed = [b.index for b in short if folded(b.text) in evidence.headlines]
    headings = [index for index in printed if blocks[index].tag == "h1"]
    sought = {evidence.headline} if printed else evidence.headlines
    if kept and not any(folded(blocks[index].text) in sought for index in printed):
        # Where most of what was kept stands above it, the site speaks of itself, or lists other stories there.
        below = (b for b in blocks[first + 1 : kept[-1].index] if b.tag in HEADLINES)
        headings = [b.index for b in below if folded(b.text) in sought][:1] or headings
    chosen = [index for index in (*headings, *printed) if folded(blocks[index].text) == evidence.headline]
    own = [index for index in chosen if blocks[index].tag == "h1"] or [i for i in chosen if blocks[i].tag in HEADLINES]
    return max(own or headings or printed, default=None)


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
    short = (b for b in region if len(b.text) <= _BYLINE_CHARS and b.tag not in _TITLES)
    lines = [b for b in short if _may_be_byline(b, language)]
    found = [b for b in lines if looks_like_byline(b.text, language=language) and not signs_nothing(b.text, language)]
    return sorted([*found, *_dated_names(lines, found, title, language)], key=lambda block: block.index)


def _dated_names(
    lines: Sequence[TextBlock], found: Sequence[TextBlock], title: int | None, language: str | None
) -> list[TextBlock]:
    """Return the lines below the headline that are a bare name with a line of only a date right above or below.

    So is a bare name above a line that only tells a post: "Jane Roe" above "Staff Writer".
    """
    below = [b for b in found if title is not None and b.index > title]
    dates = {b.index: b.container for b in below if parse_byline(b.text, language=language).is_empty}
    under = [b for b in lines if title is not None and b.index > title]
    posts = {b.index: b.container for b in under if _is_post(clean_line(b.text), language)}
    names = []
    for block in lines:
        beside = [dates[at] for at in (block.index - 1, block.index + 1) if at in dates]
        beside += [posts[at] for at in (block.index + 1,) if at in posts]
        boxes = {id(box) for each in beside for box in _around(each)}
        is_beside = not block.links and any(id(box) in boxes for box in _around(block.container))
        if is_beside and block not in found and is_signature(clean_line(block.text), language=language):
            names.append(block)
    return names


def _is_post(line: str, language: str | None) -> bool:
    """Whether the line is a title or a desk, and names nobody."""
    return tells_post(line, language=language) and parse_byline(line, language=language).desk == line


def _around(box: Container) -> Iterator[Container]:
    return islice(box.chain(), _DATED_LEVELS)


def _below_first(bylines: Sequence[TextBlock], title: int | None) -> list[TextBlock]:
    return sorted(bylines, key=lambda block: title is not None and block.index < title)


def _is_in_flow(block: TextBlock, rest: Sequence[TextBlock], title: int | None) -> bool:
    """Whether the line stands below the headline among the paragraphs."""
    return bool(rest) and block.container.parent is rest[0].container.parent and block.index > (title or 0)


def _may_be_byline(block: TextBlock, language: str | None) -> bool:
    if _is_sentence(block.text):
        return False
    box = block.container
    names = own_groups(box) | (own_groups(box.parent) if box.parent is not None else 0)
    if names & _NOT_BYLINE == _CAPTION and box.tag != "figcaption" and names_writer(block.text, language=language):
        return True  # "Author: Jane Roe | Editor: ..." under a name for credits
    if names & _NOT_BYLINE or (len(block.text) <= _PLACE_CHARS and PLACES.search(box.names)) or is_caption(block):
        return False
    labelled = takewhile(lambda around: around.blocks <= _LABELLED, islice(box.chain(), 2, _LABEL_LEVELS))
    return not any(own_groups(around) & _CAPTION for around in labelled)


def _is_sentence(text: str) -> bool:
    is_closed = text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS and not ends_in_short_form(text)
    return is_closed and len(text) >= _SENTENCE_CHARS
