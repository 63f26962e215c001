"""Which blocks print a page's headline, byline, date, section, standfirst: a template learns their places from them."""

from collections.abc import Sequence

from crawler.extract.blocks import TextBlock
from crawler.extract.class_words import NAMES
from crawler.extract.masses import own_groups
from crawler.fields.dates import DateContext, find_date
from crawler.fields.text import clean_line, fold
from crawler.items import Article

_BYLINE_CHARS = 200
_INTRO_CHARS = 25
"""Shortest part of a standfirst, as standfirst.py has it."""
_ABOVE = 4
"""Furthest that a byline or a date stands above the headline, in blocks."""
_CHROME_TAGS = frozenset(("nav", "footer"))
_CHROME = sum(1 << NAMES.index(name) for name in ("nav", "comments", "related"))
_DATE_CHARS = 80
_DATE_TRIES = 12
"""Short lines with digits that are read as dates, nearest to the headline first: most pages have menus full of them."""


def find_roles(
    blocks: Sequence[TextBlock], kept: Sequence[TextBlock], article: Article, context: DateContext
) -> dict[str, tuple[TextBlock, ...]]:
    """Return role -> the blocks that print it; a role nobody prints is left out. `kept` are those of the body."""
    headline = [block for block in blocks if block.text == article.headline]
    found = {
        "headline": headline,
        "byline": _of_article(_bylines(blocks, article), headline, kept),
        "date": _of_article(_dates(blocks, article, context), headline, kept),
        "section": [block for block in blocks if article.section and block.text == article.section[-1]],
        "standfirst": _standfirst(blocks, kept, article.standfirst or ""),
    }
    return {role: tuple(held) for role, held in found.items() if held}


def _of_article(found: list[TextBlock], headline: Sequence[TextBlock], kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Return those from the headline to the text's end; where none are there, those elsewhere, but in menus and feet.

    Portraits, comments, teasers and the page's foot name the same people and the same day.
    """
    if not kept:
        return found
    first = min(block.index for block in (*headline, kept[0])) - _ABOVE
    near = [block for block in found if first <= block.index <= kept[-1].index]
    return near or [block for block in found if not _is_chrome(block)]


def _standfirst(blocks: Sequence[TextBlock], kept: Sequence[TextBlock], text: str) -> list[TextBlock]:
    above = blocks[: kept[0].index] if kept and text else ()
    return [block for block in above if len(block.text) >= _INTRO_CHARS and clean_line(block.text) in text]


def _is_chrome(block: TextBlock) -> bool:
    return any(box.tag in _CHROME_TAGS or own_groups(box) & _CHROME for box in block.container.chain())


def _bylines(blocks: Sequence[TextBlock], article: Article) -> list[TextBlock]:
    names = [fold(name) for name in (*(author.name for author in article.authors), article.desk or "") if name]
    if not names or names == [fold(article.outlet.name or "")]:  # the outlet itself, in its logo and its foot
        return []
    short = (block for block in blocks if len(block.text) <= _BYLINE_CHARS)
    return [block for block in short if all(name in fold(block.text) for name in names)]


def _dates(blocks: Sequence[TextBlock], article: Article, context: DateContext) -> list[TextBlock]:
    if article.date_published is None:
        return []
    heads = [block.index for block in blocks if block.text == article.headline]
    start = heads[0] if heads else 0
    short = [b for b in blocks if len(b.text) <= _DATE_CHARS and any(c.isdigit() for c in b.text)]
    nearest = sorted(short, key=lambda block: abs(block.index - start))[:_DATE_TRIES]
    day = article.date_published[:10]
    return [block for block in nearest if (date := find_date(block.text, context)) and date.value[:10] == day]
