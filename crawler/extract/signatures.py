"""Lines right above or below a text that sign it: a bare name, a sign, a desk, or nothing but credits.

`body` takes them out of the text, `author_lines` reads who they name.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from crawler.extract.blocks import TextBlock
from crawler.extract.class_words import NAMES
from crawler.extract.house_lines import signs_nothing
from crawler.extract.masses import own_groups
from crawler.extract.phrases import chrome_kind
from crawler.fields.bylines import is_signature, looks_like_byline, names_writer
from crawler.fields.text import clean_line

ELSEWHERE = sum(
    1 << NAMES.index(name)
    for name in (
        "caption",
        "media",
        "comments",
        "related",
        "more",
        "newsletter",
        "ad",
        "nav",
        "tags",
        "overlay",
        "embed",
    )
)
"""Groups of class words of places that sign nothing and print no byline."""
PLACES = re.compile(
    r"(?:^|[\s_-])(?:dateline|location|place|lieu|lugar|luogo|ort|plaats|sted)(?:$|[\s_-])", re.IGNORECASE
)
"""Names of elements that say where a text was written: "Port Lanyon" reads like a person's."""
CREDIT_LINES = 3
"""Lines below a text that may each credit somebody: the writer, the editor, the agency."""
_SIGNATURE_CHARS, _TEXT_CHARS = 100, 60
"""Longest line that signs a text, and shortest paragraph next to it: below another short line it is one of a list."""
_DENSE, _DENSE_TEXT_CHARS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"), 25
"""A character of Chinese, Japanese or Korean says as much as two or three letters."""
_DASHES = "—– "
_NO_SIGNATURE = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "table", "figcaption"))
_LABELLED = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?\s?[:：]")
"""A line that says what it tells: "Source: AFP"."""
_WIRE_CODE = re.compile(r"[a-z]{2,4}(?:-[a-z]{2,4})?(?:/[a-z]{2,4}(?:-[a-z]{2,4})?)+")
"""Who wrote and who read a report, as agencies sign it: "ap/kam/bfi", "bur-mtp/har"."""
_CODE_LINE, _WIRE_CHARS = 40, 600
"""Longest line of codes, and longest paragraph of credits in brackets: "(Reporting by ...; editing by ...)"."""
_LISTED_NAMES = 3
"""Lines in a row that could each sign a text, and so are a list: two may be its two writers."""


def signatures(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], language: str | None) -> Iterator[str]:
    """Yield, as printed, the line right above the text and those right below it that only sign it."""
    if not kept:
        return
    first, last = kept[0].index, kept[-1].index
    near = blocks[last + 1 : last + 1 + CREDIT_LINES]
    below = list(takewhile(lambda block: credits_only(block, kept[-1], language), near))
    if below and _opens_list(below[0], blocks, language):
        below = []
    above = [b for b in blocks[max(0, first - 1) : first] if credits_only(b, kept[0], language)]
    for block in (*(b for b in above if not _opens_list(b, blocks, language)), *below):
        yield clean_line(block.text)


def elsewhere(text: TextBlock) -> int:
    """Return ELSEWHERE without what the text's own box is named as well: "news-detail__text", "news-detail__author"."""
    box = text.container
    own = own_groups(box) | (own_groups(box.parent) if box.parent is not None else 0)
    return ELSEWHERE & ~own


def credits_only(block: TextBlock, beside: TextBlock, language: str | None) -> bool:
    """Whether the block signs the text next to it, or is a line of credits in one flow with it."""
    if signs(block, beside, language):
        return True
    is_near = block.container is beside.container or block.container.parent is beside.container.parent
    line = clean_line(block.text)
    box = beside.container.parent
    if not is_near and block.index > beside.index and box is not None and box.parent is block.container.parent:
        # right below the box that holds the text
        is_said = len(line) <= _SIGNATURE_CHARS and names_writer(line, language=language)
        is_near = is_said or _LABELLED.match(line) is not None
    is_plain = is_near and block.tag not in _NO_SIGNATURE and not own_groups(block.container) & elsewhere(beside)
    return (
        is_plain
        and looks_like_byline(line, language=language)
        and chrome_kind(line, language) is None
        and not signs_nothing(line, language)
    )


def is_wire_credit(block: TextBlock, language: str | None) -> bool:
    """Whether the block is what an agency closes a report with: the codes of its staff, or credits in brackets."""
    text = block.text
    if text[-1] != ")" or len(text) > _WIRE_CHARS:
        return len(text) <= _CODE_LINE and bool(_WIRE_CODE.fullmatch(text))
    line = clean_line(text)
    parts = line[1:-1].split(";") if line[0] == "(" else []
    return len(parts) > 1 and all(looks_like_byline(part.strip(), language=language) for part in parts)


def signs(block: TextBlock, beside: TextBlock, language: str | None) -> bool:
    """Whether the block, next to `beside` and in one flow with it, is a bare name, sign or desk."""
    box, flow = block.container, (beside.container, beside.container.parent)
    is_in_flow = box in flow or box.parent in flow or _is_right_below(block, beside)
    if not is_in_flow or block.tag in _NO_SIGNATURE:
        return False
    is_short = len(beside.text) < _TEXT_CHARS
    is_plain = (
        len(beside.text) >= (_DENSE_TEXT_CHARS if is_short and _DENSE.search(beside.text) else _TEXT_CHARS)
        and not block.links
        and len(block.text) <= _SIGNATURE_CHARS
        and not own_groups(box) & elsewhere(beside)
        and not PLACES.search(box.names)
    )
    if not is_plain:
        return False
    line = clean_line(block.text)
    line = line.lstrip(_DASHES) if block.index > beside.index else line  # "— Jane Roe, Springfield"
    return bool(line) and is_signature(line, language=language) and not signs_nothing(line, language)


def _is_right_below(block: TextBlock, beside: TextBlock) -> bool:
    """Whether the block is the next below the box that holds the text, and beside that box."""
    holder = beside.container.parent
    return block.index == beside.index + 1 and holder is not None and block.container.parent is holder.parent


def _opens_list(block: TextBlock, blocks: Sequence[TextBlock], language: str | None) -> bool:
    """Whether the lines after a line below the text read like it: then all are items of a list of names."""
    following = blocks[block.index + 1 : block.index + _LISTED_NAMES]
    return len(following) == _LISTED_NAMES - 1 and all(
        line.container.parent is block.container.parent and is_signature(clean_line(line.text), language=language)
        for line in following
    )
