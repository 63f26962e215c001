"""How broken a text is: characters that were lost, by their share, and by whether they stand in one place or all over.

A page may carry an advertiser's garbage, or an emoji that a template cut in two, and be sound but for that. Asked of
the whole page by decode.py, and of the headline and the text that were chosen by `extract/article.py`.
"""

import re

_MAX_RUNS_FEW = 4
"""So many places with lost characters never make a text garbled: it may have only ten accented letters in all."""
_MAX_SHARE = 0.02
"""Nor do so many for each non-ASCII character: in scripts other than Latin a wrong charset loses tens of per cent."""
_MAX_PER_CHARACTER = 3 / 1_000
"""Nor for each character of the text. Of 266 pages that lost all letters beyond ASCII 70 % have more in their running
text, half of them six in a thousand; ten lost bytes in an article of 3,400 characters are as many."""
_MAX_PLACES = 1 / 20
"""Pieces of running text with a lost character, of all pieces, that are still one place: an advertisement's."""
_RUN = re.compile("[\ufffd\udc80-\udcff]+")
_LOST = re.compile("[\ufffd\udc80-\udcff]")
_FOREIGN = re.compile("[^\x00-\x7f\ufffd\udc80-\udcff]")
_PIECE = re.compile(">([^<]{40,})")
"""Running text: what stands between two tags and is longer than a link of a menu."""


def is_garbled(text: str) -> bool:
    """Whether a text lost too many characters (U+FFFD, or bytes kept as surrogates) to be read as it was meant."""
    n_runs = len(_RUN.findall(text)) if _has_lost(text) else 0
    if n_runs <= _MAX_RUNS_FEW:
        return False
    return n_runs > max(_MAX_SHARE * len(_FOREIGN.findall(text)), _MAX_PER_CHARACTER * len(text))


def _has_lost(text: str) -> bool:
    """Whether any character was lost: asked first, because it is true of hardly any text and ten times as fast."""
    try:
        text.encode()
    except UnicodeEncodeError:  # surrogates
        return True
    return "\ufffd" in text


def is_garbled_page(source: str) -> bool:
    """Whether the page's running text is garbled, and not in one place of it alone."""
    pieces = _PIECE.findall(source)
    return is_garbled("\n".join(pieces) or source) and not _is_in_one_place(pieces)


def has_island(source: str) -> bool:
    """Whether the lost characters of a page stand in one place, beside running text that is sound."""
    return _is_in_one_place(_PIECE.findall(source))


def _is_in_one_place(pieces: list[str]) -> bool:
    n_broken = sum(1 for piece in pieces if _LOST.search(piece))
    return n_broken <= max(1, _MAX_PLACES * len(pieces)) < len(pieces)
