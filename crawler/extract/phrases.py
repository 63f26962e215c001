"""Whole lines and headings that are chrome in some language: "Related Articles", "Leave a Reply", "Weiterlesen".

The words are data (`languages/data/*.toml`, table `[chrome]`); here they are only looked up.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from crawler.fields.text import casefolded, has_lead
from crawler.languages.language import all_languages, load

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_USUAL_EDGES = " .,:;!?…\"'“”‘’«»()[]|/–—-•·*#&_"
_MAX_CHARS = 160
_OPENING_WORDS, _MIN_OPENING_CHARS = 3, 5
_MIN_PITCH_CHARS, _MAX_PITCH_CHARS = 20, 300
_MAX_NOTICE_CHARS = 500
_DENSE, _MIN_DENSE_PITCH_CHARS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"), 6
_DENSE_LEADS = bytes(range(0xE3, 0xEE))
"""What those begin with in UTF-8."""
_LETTERS_OF_DENSE = 3
"""A character of Chinese, Japanese or Korean says as much as three letters."""
_MAX_HEADING_CHARS = 40
_MARK_CHARS = 5
_SENTENCE_START, _SENTENCE = re.compile(r"(?:^|[.!?:…] ?)[\W_]*$"), re.compile(r"[.!?](?:\s|$)")
KINDS = (
    "related", "comments", "newsletter", "subscribe", "share", "tags", "author_bio", "correction", "live",
    "advertisement", "cookies", "more",
)  # fmt: skip
"""The keys of `[chrome]`, in the order that the scorer knows them by."""
PITCHES = frozenset(("subscribe",))
"""Lines that offer a subscription."""
_WITHIN = frozenset(("pitch", "notice", "invitation", "embed", "pointer", "key_points"))
"""Keys whose words tell a line wherever they stand in it, or with what stands behind them; none is a whole line."""
_ROW, _ROW_MARKS = re.compile(r"\s+[|·•–—-]\s+"), "|·•–—-"
_MARKS = re.compile("[:：|】］]")
FLAT_ENDINGS = frozenset(("related", "comments", "share", "tags"))
"""Rows that end the body where all of it is one run of lines: nothing else parts text and tools there."""
ENDINGS = frozenset(("related", "comments"))
"""Headings after which nothing belongs to the body."""

Marked = Mapping[str, tuple[str, ...]]
"""A few short pieces -> the phrases that hold them: asked for the pieces first, a text takes a fifth of the work."""


@lru_cache(maxsize=64)
def _table(language: str | None) -> Mapping[str, str]:
    """Return phrase -> key for a language, English always beside it; every language where it is not known."""
    known = load(language)
    english = load("en")
    languages = (known, english) if known else all_languages()
    return {
        normal(phrase): key
        for held in languages
        if held
        for key, phrases in held.chrome.items()
        if key not in _WITHIN
        for phrase in phrases
        if normal(phrase)
    }


def chrome_kind(line: str, language: str | None) -> str | None:
    """Return the key of `[chrome]` that the whole line is a phrase of, or a row of phrases; else None."""
    return _chrome_kind(line, language) if len(line) <= _MAX_CHARS else None


def letters(text: str) -> int:
    """Return how long a text is in letters of an alphabet."""
    return len(text) + (_LETTERS_OF_DENSE - 1) * (len(_DENSE.findall(text)) if has_lead(text, _DENSE_LEADS) else 0)


def leads_elsewhere(line: str, language: str | None) -> bool:
    """Whether the line sends the reader to another story: "Read also: Council keeps the bridge"."""
    opening, *rest = _MARKS.split(line, maxsplit=1) if len(line) <= _MAX_CHARS else ("",)
    return bool(rest) and chrome_kind(opening, language) == "related"


def is_pointer(opening: str, language: str | None) -> bool:
    """Whether the words before a link say what it leads to: "Watch", "In pictures"."""
    return normal(opening) in _whole("pointer", language)


def heads_key_points(line: str, language: str | None) -> bool:
    """Whether a line is what key points stand below: "Highlights", "Auf einen Blick"."""
    return len(line) <= _MAX_HEADING_CHARS and normal(line) in _whole("key_points", language)


@lru_cache(maxsize=128)
def _whole(key: str, language: str | None) -> frozenset[str]:
    return frozenset(map(normal, _words(key, language)))


def holds_embed(line: str, language: str | None) -> bool:
    """Whether a line is a social network's, beside what somebody posted there: "A post shared by Jane Roe"."""
    return len(line) <= _MAX_NOTICE_CHARS and _holds(line, "embed", language)


@lru_cache(maxsize=8_192)  # a page's line is asked for by several, and menus stand on every page
def _chrome_kind(line: str, language: str | None) -> str | None:
    table = _table(language)
    if found := table.get(normal(line)):
        return found
    parts = _ROW.split(line) if any(map(line.__contains__, _ROW_MARKS)) else ()
    kinds = [kind for part in parts if (kind := table.get(normal(part)))] if len(parts) > 1 else []
    return kinds[0] if len(kinds) * 2 > len(parts) else None


def normal(line: str) -> str:
    """Return the line without case and without punctuation at its ends."""
    folded = line.casefold()
    if not (folded[:1].isalnum() and folded[-1:].isalnum()):
        folded = folded.strip(_USUAL_EDGES)
        if not (folded[:1].isalnum() and folded[-1:].isalnum()):  # hardly ever; the expression tries every space
            folded = _EDGES.sub("", folded)
    return folded


@lru_cache(maxsize=64)
def _pitches(language: str | None) -> tuple[str, ...]:
    table = _table(language)
    return tuple(phrase for phrase, key in table.items() if key in PITCHES and _is_told(phrase))


def _marks(phrases: Sequence[str]) -> Marked:
    """Return the phrases by a piece of each; the pieces are as few as may be."""
    left = {phrase: _pieces(phrase) for phrase in phrases}
    held, marked = Counter(piece for pieces in left.values() for piece in pieces), dict[str, tuple[str, ...]]()
    while left:
        mark = max(held, key=lambda piece: (held[piece], piece))
        marked[mark] = tuple(phrase for phrase in left if mark in phrase)
        for phrase in marked[mark]:
            for piece in left.pop(phrase):
                held[piece] -= 1
                if not held[piece]:
                    del held[piece]
    return marked


def _pieces(phrase: str) -> set[str]:
    """Return what may tell the phrase: pieces of some letters without a blank, or all of a shorter one."""
    found = {phrase[at : at + _MARK_CHARS] for at in range(len(phrase) - _MARK_CHARS + 1)}
    return {piece for piece in found if " " not in piece} or {phrase}


def _is_told(phrase: str) -> bool:
    """Whether the phrase is long enough to mean the offer wherever it stands."""
    return len(phrase) >= (_MIN_DENSE_PITCH_CHARS if _DENSE.match(phrase) else _MIN_PITCH_CHARS)


def may_hold_pitch(lines: Sequence[str], language: str | None) -> bool:
    """Whether `holds_pitch` may be true of any of the lines: of all at once, in a third of the time."""
    folded = casefolded("\n".join([line for line in lines if len(line) <= _MAX_PITCH_CHARS]))
    return (
        _holds_any(folded.replace("’", "'"), _held("pitch", language))
        or _holds_any(folded, _marked_pitches(language))
        or any(chrome_kind(line, language) in PITCHES for line in lines)
    )


def holds_pitch(line: str, language: str | None) -> bool:
    """Whether a line offers a subscription to read on, alone or among other words."""
    if len(line) > _MAX_PITCH_CHARS:
        return False
    text = normal(line)
    return (
        _holds_any(text, _marked_pitches(language))
        or chrome_kind(line, language) in PITCHES
        or demands_subscription(line, language)
    )


def demands_subscription(line: str, language: str | None) -> bool:
    """Whether a line says that only subscribers read on; a menu's "Subscribe" below a whole article does not."""
    return len(line) <= _MAX_PITCH_CHARS and _holds(line, "pitch", language)


def is_notice(line: str, language: str | None) -> bool:
    """Whether a line is the house's and not the article's: its cookies, its newsletter, whose views these are."""
    return len(line) <= _MAX_NOTICE_CHARS and (_holds(line, "notice", language) or _invites(line, language))


def may_hold_notice(lines: Iterable[str], language: str | None) -> bool:
    """Whether `is_notice` may be true of any of the lines: of a whole text at once, in a third of the time."""
    text = _plain("\n".join([line for line in lines if len(line) <= _MAX_NOTICE_CHARS]))
    if _holds_any(text, _held("notice", language)):
        return True
    invitations = _invitations(language)
    return any(any(map(text.__contains__, invitations[offer])) for offer in filter(text.__contains__, invitations))


def _invites(line: str, language: str | None) -> bool:
    """Whether a sentence of the line opens with words such as "Sign up" and goes on to a newsletter."""
    folded, invitations = _plain(line), _invitations(language)
    for offer in filter(folded.__contains__, invitations):
        for at in (at for opening in invitations[offer] if (at := folded.find(opening)) >= 0):
            if _SENTENCE_START.search(folded[:at]) and offer in _SENTENCE.split(folded[at:])[0]:
                return True
    return False


@lru_cache(maxsize=64)
def _invitations(language: str | None) -> Mapping[str, tuple[str, ...]]:
    """Return what is offered -> the words that an invitation to it opens with."""
    found: dict[str, tuple[str, ...]] = {}
    for invitation in _words("invitation", language):
        opening, _, offer = invitation.partition(" ~ ")
        found[offer] = (*found.get(offer, ()), opening)
    return found


@lru_cache(maxsize=256)  # the last lines of a text are asked for three times
def _holds(line: str, key: str, language: str | None) -> bool:
    return _holds_any(_plain(line), _held(key, language))


def _plain(text: str) -> str:
    return casefolded(text).replace("’", "'")


def _holds_any(text: str, marked: Marked) -> bool:
    return any(any(map(text.__contains__, marked[mark])) for mark in filter(text.__contains__, marked))


@lru_cache(maxsize=64)
def _marked_pitches(language: str | None) -> Marked:
    return _marks(_pitches(language))


@lru_cache(maxsize=128)
def _held(key: str, language: str | None) -> Marked:
    return _marks(_words(key, language))


def _words(key: str, language: str | None) -> tuple[str, ...]:
    """Return the words of a key that mean it wherever they stand."""
    known = load(language)
    languages = (known, load("en")) if known else all_languages()
    phrases = (phrase for held in languages if held for phrase in held.chrome.get(key, ()))
    return tuple({_plain(phrase): None for phrase in phrases})


@lru_cache(maxsize=1)
def _openings() -> Mapping[tuple[str, ...], int]:
    """Return the first words of every phrase of every language -> number of its key."""
    found: dict[tuple[str, ...], int] = {}
    for phrase, key in _table(None).items():
        if len(phrase) >= _MIN_OPENING_CHARS and key in KINDS:
            found.setdefault(tuple(phrase.split())[:_OPENING_WORDS], KINDS.index(key) + 1)
    return found


def kind_number(line: str) -> int:
    """Return the place in KINDS, from 1, of the phrase in any language that the whole line is; 0 for none."""
    key = _table(None).get(normal(line)) if len(line) <= _MAX_CHARS else None
    return KINDS.index(key) + 1 if key in KINDS else 0


def opening_number(line: str) -> int:
    """Return the place in KINDS, from 1, of a phrase in any language that the line opens with; 0 for none."""
    words = tuple(normal(line[: _MAX_CHARS // 2]).split()[:_OPENING_WORDS])
    table = _openings()
    for count in range(len(words), 0, -1):
        if number := table.get(words[:count]):
            return number
    return 0
