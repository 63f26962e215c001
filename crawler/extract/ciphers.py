"""Text that a wall hides by a cipher: each letter stands for the one before it, until a script of the page reads it.

"Efs Ibgfo xjse hftqfssu" is no text of the record; that the body is cut there, `access` says. Called by body.py.
"""

from functools import lru_cache

from crawler.languages.language import load

_MIN_WORDS = 5
"""Words of a block that can tell; shorter ones are headings, which walls leave readable."""
_COMMONEST = 12
"""Stop words one of which stands in nearly every sentence."""
_MIN_HITS, _TIMES = 2, 2
"""Common words that putting the letters back must give, and how many times those that stand there."""
_SHIFTED = {code: code - 1 for code in (*range(ord("b"), ord("z") + 2), *range(ord("B"), ord("Z") + 2))}


def is_ciphered(text: str, language: str | None) -> bool:
    """Return whether the text reads as its language's only once each letter is put back by one."""
    common, commonest = _words(language)
    if any(map(text.__contains__, commonest)):
        return False
    words = text.split()
    if len(words) < _MIN_WORDS:
        return False
    told = sum(word.casefold() in common for word in words)  # "up" stands for "to"
    meant = sum(word.casefold() in common for word in text.translate(_SHIFTED).split())
    return meant >= _MIN_HITS and meant >= _TIMES * told


@lru_cache(maxsize=64)
def _words(language: str | None) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the stop words of two letters at least, and the commonest of them with blanks around."""
    known = load(language)
    stops = [word for word in known.stop_words if len(word) > 1] if known else []
    return frozenset(stops), tuple(f" {word} " for word in stops[:_COMMONEST])
