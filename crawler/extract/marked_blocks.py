"""Blocks near the text that are marked as an author's, and the lines that may be a byline.

Only author_lines.py asks for them: it adds what links, properties and the head's lines say.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import reduce
from itertools import islice, pairwise
from operator import or_
from typing import Literal

from crawler.extract.author_places import blocks_in_reach, stands_apart
from crawler.extract.blocks import Container, TextBlock
from crawler.extract.class_words import NAMES, groups_of
from crawler.extract.masses import own_groups
from crawler.extract.signatures import ELSEWHERE, elsewhere
from crawler.fields.bylines import is_byline_label, parse_byline, tells_post
from crawler.fields.text import clean_line
from crawler.page.elements import text_of

MAX_LINE_CHARS = 250
_AUTHOR = 1 << NAMES.index("author")
_TITLE = 1 << NAMES.index("title")
_LISTED, _COMMENTS, _NAV = (1 << NAMES.index(name) for name in ("more", "comments", "nav"))
_CAPTION = 1 << NAMES.index("caption")
_COLON = re.compile("[:：]")
_NOTICE = re.compile(r"(?:post|entry|article)-copyright[-_]+author", re.IGNORECASE)
"""Whose the text is, below it: "Written by: Jane Roe". Not a picture's copyright."""
_OWN_FOOTER = re.compile(r"\b(?:post|entry|article|story|content)[-_]?foot", re.IGNORECASE)
"""The article's footer, as blogs have it, not the page's."""
_FOOTER = re.compile(r"\bfoot(?:er)?\b", re.IGNORECASE)
"""A box of that name above the text is the headline's."""
_BEFORE, _AFTER = 12, 9
"""Blocks before the body's first and after its last among which author elements count, as blocks_in_reach counts."""
_HEAD_BLOCKS, _ABOVE = 40, 4
"""Furthest that a headline is looked for above the text, and how far above it an author may stand, in blocks."""
_HEADINGS, _TITLE_CHARS = frozenset(("h2", "h3", "h4")), 20
"""Lesser headings that may be the headline, and its characters at least: shorter ones are a section's."""
_QUOTE_LEVELS = 3
"""Steps up to a quotation, whose author has not written the article."""
_INLINE, _MAX_INLINE = ("span", "cite", "strong", "b", "em", "i"), 20


Ground = Literal["marked", "below", "listed", "signature", "looks", "note"]
"""Why a line may be the byline: markup or a word like "By" says so ("marked"), markup does below the text ("below") or
where several stand as teasers have them ("listed"); it is a bare name, sign or desk right above or below the text
("signature"), or looks like a byline at the head ("looks"), or is a note at the end that names helpers ("note")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    text: str
    ground: Ground


def marked_blocks(
    title: str, blocks: Sequence[TextBlock], kept: Sequence[TextBlock], language: str | None
) -> Iterator[Line]:
    """Yield the texts of blocks that are marked as an author's; of a row of authors first the row.

    Below the text nothing else may stand in the row's box. `title` is the page's, which opens with the headline: old
    layouts print that in lesser headings than h1.
    """
    found = _without_posts(list(_marked_near(title, blocks, kept, language)), language)
    above = [pair for pair in found if pair[0].index < kept[0].index]
    below = [pair for pair in found if pair[0].index > kept[-1].index]
    box = below[0][0].container.parent if below else None
    beside = [pair for pair in below if pair[0].container.parent is box]
    yield from _row(above, language)
    yield from _row(beside, language) if box is not None and box.blocks == len(beside) else ()
    yield from (line for _, line in found)


def _without_posts(found: Sequence[tuple[TextBlock, Line]], language: str | None) -> list[tuple[TextBlock, Line]]:
    """Drop what stands right below somebody's name in an element named for titles: "WXYZ News Fellow"."""
    kept = list(found[:1])
    for (before, name), (block, line) in pairwise(found):
        is_title = own_groups(block.container) & _TITLE and block.index == before.index + 1
        are_named = (parse_byline(text, language=language).authors for text in (name.text, line.text))
        if not (is_title and all(are_named)):
            kept.append((block, line))
    return kept


def _row(found: Sequence[tuple[TextBlock, Line]], language: str | None) -> Iterator[Line]:
    """Yield the lines as one where they stand side by side and each names people, or the post of those before it."""
    is_row = all(second[0].index == first[0].index + 1 for first, second in pairwise(found)) and len(found) > 1
    if not is_row:
        return
    texts: list[str] = []
    for text in dict.fromkeys(line.text for _, line in found):
        if parse_byline(text, language=language).authors:
            texts.append(text)
        elif texts and _is_post_of(texts[-1], text, language):
            texts[-1] += f", {text}"
        else:
            return
    together = "; ".join(texts)
    if len(together) <= MAX_LINE_CHARS:
        yield Line(text=together, ground=found[0][1].ground)


def _is_post_of(person: str, text: str, language: str | None) -> bool:
    """Whether the text is what somebody does, "Photographer": it changes the role of the name before it."""
    before, after = (parse_byline(line, language=language).authors for line in (person, f"{person}, {text}"))
    is_same = [author.name for author in before] == [author.name for author in after]
    return is_same and (before != after or tells_post(text, language=language))


def _marked_near(
    title: str, blocks: Sequence[TextBlock], kept: Sequence[TextBlock], language: str | None
) -> Iterator[tuple[TextBlock, Line]]:
    if not kept:
        return
    first, last = kept[0].index, kept[-1].index
    whole = set(kept[0].container.chain()) - {kept[0].container}
    below = blocks_in_reach(blocks, last, _AFTER - 1)
    away = elsewhere(kept[-1])
    for block in (*blocks[_start(title, blocks, first) : last + 1], *below):
        box, is_inside = block.container, first <= block.index <= last
        if len(block.text) > MAX_LINE_CHARS or (is_inside and box.parent in whole and not own_groups(box) & _AUTHOR):
            continue
        boxes = _boxes_of_line(box, whole)
        names = reduce(or_, map(own_groups, boxes))
        if is_inside and not names & _AUTHOR:  # a paragraph
            continue
        if names & _NAV and (_is_own_foot(boxes, is_above=block.index < first) or _ends(boxes, whole)):
            names &= ~_NAV
        if block.index < first:
            names &= ~(_LISTED | _COMMENTS)  # above the text it is the list of its authors, and a comment is its genre
        notice = _notice(block, language) if names & _CAPTION and names & _AUTHOR else ""
        if (names & ~_CAPTION if notice else names) & away:
            continue
        ground: Ground = "below" if block.index > last else "marked"
        texts = (
            iter((notice or _once(clean_line(block.text)),))
            if names & _AUTHOR
            else _marked_inside(block, is_above=block.index < first)
        )
        text = next(texts, "")
        if not text or any(each.tag in ("blockquote", "q") for each in islice(box.chain(), _QUOTE_LEVELS)):
            continue
        if not (ground == "below" and stands_apart(box.element, kept)):
            yield block, Line(text=text, ground=ground)


def _is_own_foot(boxes: Sequence[Container], *, is_above: bool) -> bool:
    """Whether the boxes are named as the article's own footer."""
    named = " ".join(each.names for each in boxes)
    return _OWN_FOOTER.search(named) is not None or (is_above and _FOOTER.search(named) is not None)


def _notice(block: TextBlock, language: str | None) -> str:
    """Return who a notice of copyright names, without words before a colon that are no known label: "Owner: Jane Roe".

    Empty where the block is no such notice.
    """
    if not _NOTICE.search(block.container.names):
        return ""
    label, *rest = _COLON.split(block.text, maxsplit=1)
    return clean_line(rest[0] if rest and not is_byline_label(label, language=language) else block.text)


def _ends(boxes: Sequence[Container], whole: Set[Container]) -> bool:
    """Whether one of the boxes is the footer of the `<article>` that holds the text."""
    footers = (box.parent for box in boxes if box.tag == "footer" and box.parent in whole)
    return any(around.tag == "article" for parent in footers if parent is not None for around in parent.chain())


def _once(line: str) -> str:
    """Return the line, or its half where it says the same twice: for small screens and for large ones."""
    half = len(line) // 2
    return line[:half] if line[half : half + 1] == " " and line[:half] == line[half + 1 :] else line


def _boxes_of_line(box: Container, whole: Set[Container]) -> list[Container]:
    """Return what holds the line alone, and the next around it; never the article: its names tell its categories."""
    boxes, around = [box], box.parent
    while around is not None and around not in whole:
        boxes.append(around)
        around = around.parent if around.blocks <= 1 else None
    return boxes


def _start(title: str, blocks: Sequence[TextBlock], first: int) -> int:
    """Return where the head begins: some blocks before the text, or just above the headline, whatever lies between."""
    near = blocks[max(0, first - _HEAD_BLOCKS) : first]
    titles = [block.index for block in near if block.tag == "h1" or _opens_title(block, title)]
    return max(0, min([first - _BEFORE, *(index - _ABOVE for index in titles[-1:])]))


def _opens_title(block: TextBlock, title: str) -> bool:
    return block.tag in _HEADINGS and len(block.text) >= _TITLE_CHARS and title.startswith(block.text)


def _marked_inside(block: TextBlock, *, is_above: bool) -> Iterator[str]:
    """Yield the texts of inline elements that are named as an author's: in a line of date, author and buttons.

    `is_above` the text, `news-list-author` is the article's own.
    """
    around = block.container.element
    for element in islice(around.iter(*_INLINE), _MAX_INLINE) if len(around) else ():
        if not (pairs := element.items()):  # asked at once, as most have none
            continue
        held = dict(pairs)
        names, name = held.get("class"), held.get("id")
        label = held.get("aria-label") or held.get("title")
        is_named = bool(names or name) and _names_author(f"{names or ''} {name or ''}", is_above=is_above)
        if is_named or (label and is_byline_label(label)):
            text = clean_line(text_of(element))
            if text and text in clean_line(block.text):
                yield text
                return


def _names_author(names: str, *, is_above: bool) -> bool:
    groups = groups_of(names) & (_AUTHOR | ELSEWHERE)
    groups &= ~_LISTED if is_above else -1
    return groups == _AUTHOR or "username" in names.split()  # as Drupal names it
