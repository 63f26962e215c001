"""What changed between two revisions of an article, in an editor's words.

    correction   a note of correction or update was added
    typo         a few letters of a few words: spelling, case
    major        a good part of the text is new, or gone
    minor        all else: a number, a quote, a sentence

The store calls this where `content_hash` differs; a text with the same words has not changed at all.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain

from crawler.fields.fingerprints import split_words
from crawler.fields.text import fold
from crawler.items import Change, ChangeKind
from crawler.languages.language import all_languages

MAX_TYPO_WORDS = 4
"""Words that may be respelt in one typo fix."""

MAX_TYPO_CHARS = 60
"""Letters of the words in one place that may be respelt."""

MIN_TYPO_LIKENESS = 0.6
"""Share of letters a respelt word keeps (difflib's ratio): `recieved` to `received` .88, `Smith` to `Smyth` .8,
`four` to `five` .5."""

MAJOR_SHARE = 0.2
"""Words added (or removed) to the words of the longer text, from which a change is major: a fifth of the story."""

MAJOR_WORDS = 150
"""Words added or removed from which a change is major in a text of any length: three or four paragraphs."""

MAX_DIFF_CELLS = 250_000
"""Word pairs compared exactly between two stretches of text, 0.1 s at worst; larger ones are counted by their words."""

MIN_NOTE_WORDS = 4
"""A shorter paragraph is a heading or a button (`Correction`), no note."""

_Pair = tuple[tuple[str, ...], tuple[str, ...]]


def describe_change(old_headline: str, old_body: str, new_headline: str, new_body: str) -> Change | None:
    """Return what changed and how many words came and went; None where no word differs.

    Bodies are blocks joined by newlines. Bounded in time for any texts.
    """
    old, new = _paragraphs(old_headline, old_body), _paragraphs(new_headline, new_body)
    if split_words(old_headline) == split_words(new_headline) and split_words(old_body) == split_words(new_body):
        return None
    pairs = list(_differences(old, new))
    added, removed = sum(len(b) for _, b in pairs), sum(len(a) for a, _ in pairs)
    longer = max(sum(map(len, old)), sum(map(len, new)))
    return Change(kind=_kind(old_body, new_body, pairs, longer), added=added, removed=removed)


def _kind(old_body: str, new_body: str, pairs: Sequence[_Pair], total: int) -> ChangeKind:
    if _has_new_note(old_body, new_body):
        return "correction"
    if sum(max(map(len, pair)) for pair in pairs) <= MAX_TYPO_WORDS and all(map(_is_respelling, pairs)):
        return "typo"
    moved = max(sum(len(b) for _, b in pairs), sum(len(a) for a, _ in pairs))
    return "major" if moved >= min(MAJOR_WORDS, MAJOR_SHARE * total) else "minor"


def _paragraphs(headline: str, body: str) -> list[tuple[str, ...]]:
    return [words for line in (headline, *body.split("\n")) if (words := split_words(line))]


def _differences(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> Iterator[_Pair]:
    """Pairs of words that went and words that came, in order: first by paragraph, then by word within what differs."""
    if len(old) * len(new) > MAX_DIFF_CELLS:
        old, new = [tuple(chain.from_iterable(old))], [tuple(chain.from_iterable(new))]
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _word_differences(tuple(chain.from_iterable(old[a:b])), tuple(chain.from_iterable(new[c:d])))


def _word_differences(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[_Pair]:
    start = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    before, after = before[start:], after[start:]
    if len(before) * len(after) > MAX_DIFF_CELLS:
        gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
        yield tuple(gone.elements()), tuple(come.elements())
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield before[a:b], after[c:d]


def _is_respelling(pair: _Pair) -> bool:
    """Whether the same words stand there with a few letters changed, joined or parted; a number is never respelt."""
    before, after = ("".join(words).casefold() for words in pair)
    if max(len(before), len(after)) > MAX_TYPO_CHARS:
        return False
    if re.sub(r"\D", "", before) != re.sub(r"\D", "", after):
        return False
    return before == after or SequenceMatcher(None, before, after, autojunk=False).ratio() >= MIN_TYPO_LIKENESS


def _has_new_note(old_body: str, new_body: str) -> bool:
    known = {fold(line) for line in old_body.split("\n")}
    return any(_is_note(folded) for line in new_body.split("\n") if (folded := fold(line)) and folded not in known)


def _is_note(folded: str) -> bool:
    return len(folded.split()) >= MIN_NOTE_WORDS and folded.startswith(_note_openings())


@lru_cache(maxsize=1)
def _note_openings() -> tuple[str, ...]:
    """How notes of correction begin, in all languages; questions to the reader (`Spotted an error?`) are buttons."""
    keys = ("correction", "correction_note")
    phrases = (p for language in all_languages() for key in keys for p in language.chrome.get(key, ()) if "?" not in p)
    return tuple(sorted({f"{fold(phrase)} " for phrase in phrases}))
