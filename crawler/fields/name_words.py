"""Tables of the words in and around people's names, from the data that all languages share."""

from collections.abc import Sequence
from functools import lru_cache

from crawler.fields.byline_lexicon import fold_word
from crawler.languages import newsroom_words


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Return the words inside a name that stay in lower case, folded."""
    return frozenset(fold_word(word) for word in newsroom_words().get("particles", ()))


@lru_cache(maxsize=1)
def by_words() -> frozenset[str]:
    """Return the words that say "by", folded."""
    return frozenset(fold_word(word) for word in newsroom_words().get("by_words", ()))


@lru_cache(maxsize=1)
def hyphen_particles() -> frozenset[str]:
    """Return the parts joined by a hyphen that stay in lower case inside a name."""
    return frozenset(newsroom_words().get("hyphen_particles", ()))


@lru_cache(maxsize=1)
def hyphen_surnames() -> frozenset[str]:
    """Return Korean and Chinese surnames in Latin letters, whose given name has a hyphen and one capital."""
    return frozenset(newsroom_words().get("hyphen_surnames", ()))


@lru_cache(maxsize=1)
def letter_particles() -> frozenset[str]:
    """Return the particles of one letter."""
    return frozenset(newsroom_words().get("letter_particles", ()))


@lru_cache(maxsize=1)
def mac_surnames() -> dict[str, str]:
    """Return each surname in lower case -> as it is written: `macdonald` -> `MacDonald`."""
    return {name.lower(): name for name in newsroom_words().get("mac_surnames", ())}


@lru_cache(maxsize=1)
def suffix_cases() -> dict[str, str]:
    """Return what stands behind a name, folded -> as it is written: `jr` -> `Jr.`."""
    return {fold_word(word): word for word in reversed(newsroom_words().get("suffixes", ()))}


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Return degrees, courtesies and suffixes, folded."""
    words: Sequence[str] = [
        *newsroom_words().get("degrees", ()),
        *newsroom_words().get("courtesies", ()),
        *newsroom_words().get("suffixes", ()),
    ]
    return frozenset(fold_word(word) for word in words)
