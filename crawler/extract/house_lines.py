"""Lines between an article's paragraphs that are the house's: "Advertisement", "Watch: ...", "3 min read", "* * *".

Each is told by itself, whatever stands around it; body.py drops them, and none of them is a byline.
"""

import re
from functools import lru_cache

from crawler.extract.blocks import TextBlock
from crawler.extract.phrases import (
    KINDS,
    chrome_kind,
    demands_subscription,
    holds_embed,
    is_pointer,
    leads_elsewhere,
    opening_number,
)
from crawler.languages.language import load

_LINE_CHARS = 160
_LINKED_SHARE, _CLOSED_SHARE = 0.6, 0.5
"""A line of which so much is a link, behind words such as "Read more", leads elsewhere; behind words that say who may
read the other story, a little less is enough."""
_RELATED = KINDS.index("related") + 1
_PARTS = re.compile(r"\s*[:：|»›>→】］]\s*|\s+[–—-]\s+")
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', "।", "。")
_READING_CHARS, _READING_WORDS = 40, 2
_NO_BYLINE = frozenset(("advertisement", "related", "comments", "newsletter", "subscribe", "share", "cookies", "more"))


def is_house_line(block: TextBlock, language: str | None) -> bool:
    """Whether a line of the body is none of the article's."""
    text = block.text
    if len(text) > _LINE_CHARS:
        return False
    return (
        chrome_kind(text, language) is not None
        or leads_elsewhere(text, language)
        or _is_linked_hint(block, language)
        or _is_row_of_tags(text, language)
        or _is_reading_time(text, language)
        or not any(map(str.isalnum, text))
    )


def signs_nothing(line: str, language: str | None) -> bool:
    """Whether a line that reads like a byline is chrome: "Story continues below", "A post shared by Jane Roe"."""
    return chrome_kind(line, language) in _NO_BYLINE or holds_embed(line, language)


def _is_linked_hint(block: TextBlock, language: str | None) -> bool:
    """Whether the line is a link behind a word of where it leads: "Watch: The bridge opens", "Read also Ferry late"."""
    share = block.link_chars / len(block.text)
    if share < _CLOSED_SHARE or block.tag == "table":
        return False
    if demands_subscription(block.text, language):
        return True
    if share < _LINKED_SHARE:
        return False
    if opening_number(block.text) == _RELATED:
        return True
    opening = _PARTS.split(block.text, maxsplit=1)
    return len(opening) > 1 and is_pointer(opening[0], language)


def _is_row_of_tags(text: str, language: str | None) -> bool:
    """Whether the line lists what the article is filed under: "Topics: roads, council"."""
    opening, colon, rest = text.replace("：", ":").partition(":")
    is_list = bool(colon and rest.strip()) and not rest.rstrip().endswith(_SENTENCE_ENDS)
    return is_list and chrome_kind(opening, language) == "tags"


def _is_reading_time(text: str, language: str | None) -> bool:
    """Whether the line says how long reading takes, and nothing else; "90 minutes" alone may be a heading."""
    if len(text) > _READING_CHARS or not any(map(str.isdigit, text)):
        return False
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return len(words) >= _READING_WORDS and _reading_words(language).issuperset(words)


@lru_cache(maxsize=64)
def _reading_words(language: str | None) -> frozenset[str]:
    known = (load(language), load("en"))
    phrases = (phrase for held in known if held for phrase in held.bylines.get("reading", ()))
    return frozenset(word for phrase in phrases for word in re.findall(r"[^\W\d_]+", phrase.casefold()))
