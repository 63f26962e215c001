"""The line at a text's end that tells who has written it and how to reach them: a portrait, and no part of the story.

Jane Roe covers schools for the Ledger. Reach her at jroe@ledger.example or @jroe.
"""

import re
from collections.abc import Collection, Sequence

from crawler.items import Block

_LINES, _MAX_CHARS = 2, 400
"""Last blocks of a text that may be such lines, one for each of two writers, and the longest."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?<![\w.])@\w{3,}")
"""An e-mail address, or a name in a network."""
_QUOTES = frozenset('"“”„«»「」')


def count_contacts(blocks: Sequence[Block], writers: Collection[str]) -> int:
    """Return how many of the last blocks only tell how to reach one of the writers."""
    names = [name.casefold() for name in writers]
    count = 0
    while count < min(_LINES, len(blocks) - 1) and _is_contact(blocks[-1 - count].text, names):
        count += 1
    return count


def _is_contact(text: str, names: Sequence[str]) -> bool:
    if len(text) > _MAX_CHARS or "@" not in text or not _ADDRESS.search(text) or not _QUOTES.isdisjoint(text):
        return False
    folded = text.casefold()
    return any(name in folded for name in names)
