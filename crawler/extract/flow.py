"""How a page's blocks follow each other: paragraphs in a row as in an article, or linked headings with a line each.

Counts for signals.py; works on the blocks of blocks.py and never on the tree.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import islice

from crawler.extract.announcements import announced_list
from crawler.extract.blocks import Container, TextBlock
from crawler.fields.text import count_words

_LINKED_SHARE = 0.8
"""A block whose text is link for so much of its length is a teaser's headline, a menu entry, a tag."""
_HEADLINE_CHARS = range(20, 201)
_PROSE_CHARS = 80
"""A block this long with little link in it is a paragraph; shorter ones are captions, labels and single lines."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{3}")
_UNSPACED_FACTOR = 2.5
"""How much longer the same text is in a script with spaces; Thai, Khmer, kana and Han need fewer characters."""
_SCRIPT_CHARS = 40
_PROSE_LINKED_SHARE = 0.3
_MIN_HEADLINE_WORDS = 4
"""Words of a headline at least; names of sections and outlets have fewer."""
_EXCERPT_WORDS = 12
_LONGEST_MEAN_WORD = 15
"""Characters a word, its space included; the languages of the longest words (Finnish, Greenlandic) reach 14."""
_SENTENCE_CHARS, _MIN_SENTENCES = 20, 8
"""Of a short paragraph, and words of all of them that make a text under a headline."""
_SENTENCE_ENDS = tuple('.!?…"”»’।。」؟۔')
_HEADING_TAGS = frozenset(("h2", "h3", "h4", "h5"))
_TITLE_TAGS = _HEADING_TAGS | {"h1"}
_RIVER_SHARES = (0.9, 0.75)
"""Least share of all text that stands below linked headings, and most below one of them, where whole texts follow
each other; the whole texts of two articles are a list of them."""
_BOX_LEVEL = 2
"""Containers below the paragraphs' own that a linked headline in a box of its own has: its element, and the box."""
_MIN_LISTED = 3
"""Linked h1 elements of a page that make them the headlines of a list; an article's own links to itself, or to the
home page."""


@dataclass(slots=True)
class Flow:
    """What a walk down the blocks counts."""

    n_teasers: int = 0
    """Linked headlines."""
    n_posts: int = 0
    """Paragraphs right under a linked heading."""
    longest: int = 0
    """Words of the longest run of other paragraphs, no linked headline between them."""
    total: int = 0
    """Words of all paragraphs."""
    has_text_under_headline: bool = False
    titles: list[str] = field(default_factory=list)
    """Linked headings."""
    listed: int = 0
    """Words of the paragraphs below linked headings, up to the next heading that is no part of their text."""
    longest_listed: int = 0
    """Most words below one of them."""
    _under: int = 0
    """Words below the last."""
    _level: str = ""
    """Its tag; empty where none is open."""
    _around: Container | None = None
    """What holds the last paragraph; None where a linked headline has come since that stands in no box inside it."""
    _boxed: list[TextBlock] = field(default_factory=list)
    """Linked headlines since then that do."""
    _run: int = 0
    _sentences: int = 0
    """Words of short paragraphs below the headline."""
    _is_entry: bool = False
    is_under_headline: bool = False
    """Whether no linked headline has come since the page's own."""

    @property
    def is_river(self) -> bool:
        """Whether texts follow each other, each below the link to its own page: a list that shortens none."""
        least, most = _RIVER_SHARES
        is_shared = self.listed >= least * self.total and self.longest_listed <= most * self.listed
        return is_shared and self.n_posts > 1

    def take_linked(self, block: TextBlock) -> None:
        if int(_length(block.text)) not in _HEADLINE_CHARS:
            return
        self.n_teasers += 1
        if any(box is self._around for box in islice(block.container.chain(), _BOX_LEVEL, None)):
            self._boxed.append(block)
            return
        self._around = None
        self._open_entry(block)

    def _open_entry(self, block: TextBlock) -> None:
        self._run, self._is_entry, self.is_under_headline = 0, block.tag in _TITLE_TAGS, False
        if self._is_entry:
            self._under, self._level = 0, block.tag
            self.titles.append(block.text)

    def take_prose(self, block: TextBlock, words: int) -> None:
        """A paragraph; right under a linked heading it is that entry's, and the run begins after it.

        Where it goes on in what holds the paragraph before, the linked headings between were a box in a text.
        """
        if block.container.parent is not self._around:
            for linked in self._boxed:
                self._open_entry(linked)
        self._around, self._boxed = block.container.parent, []
        self.total += words
        if self._level:
            self.listed += words
            self._under += words
            self.longest_listed = max(self.longest_listed, self._under)
        self.has_text_under_headline |= self.is_under_headline and not self._is_entry
        if self._is_entry:
            self.n_posts += words >= _EXCERPT_WORDS
        self._run = 0 if self._is_entry else self._run + words
        self._is_entry = False
        self.longest = max(self.longest, self._run)

    def take_sentence(self, words: int) -> None:
        """A short paragraph below the headline: an item may have no others. Walls have them too: no total counts it."""
        self._sentences += words
        self.has_text_under_headline |= self._sentences >= _MIN_SENTENCES

    def take_heading(self, block: TextBlock, *, is_own: bool = False) -> None:
        self._is_entry = False
        if is_own or block.tag <= self._level:
            self._level = ""
        if block.tag == "h1" or is_own:
            self.is_under_headline = is_headline(block.text)


def read_flow(blocks: Sequence[TextBlock], own: Collection[str] = ()) -> Flow:
    """Return the counts over all blocks of a page, in page order; `own` are headings that link to the page itself."""
    flow = Flow()
    is_listed = sum(block.tag == "h1" and is_linked(block) for block in blocks) >= _MIN_LISTED
    for block in blocks:
        length = _length(block.text)
        is_own = block.text in own
        if is_own or (block.tag == "h1" and not (is_listed and is_linked(block))):
            flow.take_heading(block, is_own=is_own)
        elif is_linked(block):
            flow.take_linked(block)
        elif length >= _PROSE_CHARS and block.link_chars < _PROSE_LINKED_SHARE * len(block.text):
            flow.take_prose(block, _count(block.text))
        elif flow.is_under_headline and is_sentence(block):
            flow.take_sentence(_count(block.text))
        elif block.tag in _HEADING_TAGS and not block.link_chars:
            flow.take_heading(block)
    return flow


def is_sentence(block: TextBlock) -> bool:
    """Whether a short block is a paragraph all the same; to be asked only below the page's headline."""
    text = block.text
    is_plain = not block.links and block.tag not in _TITLE_TAGS and block.tag != "figcaption"
    return is_plain and text.endswith(_SENTENCE_ENDS) and _length(text) >= _SENTENCE_CHARS


def is_linked(block: TextBlock) -> bool:
    """Whether a block is a link: a teaser's headline, an entry of a menu."""
    return bool(block.text) and block.link_chars >= _LINKED_SHARE * len(block.text)


def _length(text: str) -> float:
    """Characters, as many as the text would have in a script with spaces."""
    return len(text) * (_UNSPACED_FACTOR if _UNSPACED.search(text, 0, _SCRIPT_CHARS) else 1)


def link_share(blocks: Sequence[TextBlock]) -> float:
    """Return the share of link text in all text, 0..1."""
    n_chars = sum(len(block.text) for block in blocks)
    return sum(block.link_chars for block in blocks) / n_chars if n_chars else 0.0


def _count(text: str) -> int:
    """Words by their spaces, a tenth of the cost; only scripts without spaces are counted in full."""
    n_words = text.count(" ") + 1
    return n_words if len(text) < _LONGEST_MEAN_WORD * n_words else count_words(text)


def is_headline(text: str) -> bool:
    """Whether a heading reads like an article's, and not like a section's name or a list's title."""
    return count_words(text) >= _MIN_HEADLINE_WORDS and announced_list(text) is None
