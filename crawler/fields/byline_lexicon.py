"""What each word or phrase of a byline may mean, per language, ready for matching.

A lexicon holds one language's words, English's (credits of every country borrow them) and the agencies; without a
language it holds those of all languages. Built once a language from `languages`, read by `byline_tokens` alone.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crawler.languages import Language, agencies, all_languages, load, newsroom_words

Meaning = dict[str, str]
"""Kind of phrase -> its value: {"role": "photo"}, {"agency": "dpa"}, {"title": ""}."""

ROLE_KEYS = ("photo", "video", "editor", "translator", "contributor", "publisher")
PLAIN_KEYS = (
    "titles",
    "modifiers",
    "desks",
    "outlets",
    "places",
    "special",
    "inputs",
    "published",
    "noise",
    "articles",
)
NO_SPACES = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_NO_SPACES_RUN = re.compile(f"[{NO_SPACES}]+")
_WORD = re.compile(r"[^\s,;:|/()\[\]]+")
_PARTING = frozenset({"titles", "modifiers", "published", "role"})
_DESK_ENDING_CHARS = 6
_OFFICE_ENDING_CHARS = 8
"""Letters of the shortest word whose compounds are offices and outlets; shorter ones end surnames ("Altenpost")."""
_SURE_JOINERS = frozenset({"and", "und", "och"})
_UNION_DESK_CHARS = 4
_UNION_WORDS = {
    "places": frozenset({"in", "from", "at", "aus", "em", "à"}),
    "articles": frozenset({"the", "der", "die", "das", "il", "el", "les", "los"}),
}
"""Of these small words, the ones that mean the same in every language; the others need the page's language."""
_UNION_NO_PREFIX = frozenset({"de", "da", "do", "le", "la", "o", "a", "e", "i", "od"})


class Lexicon:
    """Phrases by their first word, longest first, and the phrases to cut out of runs of a script without spaces."""

    def __init__(self) -> None:
        self._phrases: dict[str, dict[tuple[str, ...], Meaning]] = {}
        self._by_first: dict[str, tuple[tuple[tuple[str, ...], Meaning], ...]] = {}
        self.dates: frozenset[str] = frozenset()
        self.months: frozenset[str] = frozenset()
        self.zones = frozenset(newsroom_words().get("zones", ()))
        self.sections: frozenset[str] = frozenset()
        self.date_glue = frozenset(newsroom_words().get("date_glue", ()))
        self.desk_endings: tuple[str, ...] = ()
        self.title_endings: tuple[str, ...] = ()
        """Ends of compounds that name a desk: "Sportredaktion"."""
        self.unspaced: re.Pattern[str] | None = None
        self.outlet_endings: tuple[str, ...] = ()
        """Ends of compounds that name an office or an outlet: "Außenministerium"."""
        self.chrome: frozenset[str] = frozenset()
        """Buttons and headings, folded: "Log in" is nobody's name."""
        self.buttons: frozenset[str] = frozenset()
        """Those of them that are one word, and the services' names: cut off the end of a name."""
        self.services: frozenset[str] = frozenset()
        """Networks whose buttons and boxes stand where names do."""
        self.house_words: frozenset[str] = frozenset()
        """Words that no person's name holds, folded: "University"."""
        self.house_endings: tuple[str, ...] = ()
        """What ends names of outlets and offices in a script without spaces."""
        self.glued_joiners: tuple[str, ...] = ()
        """ "And" where a language runs it into the next word."""
        self.glued_prefixes: tuple[str, ...] = ()
        """ "By" where a language runs it into the name."""
        self.unglued: frozenset[str] = frozenset()
        """Given names that only look so."""
        self.helper_phrases: tuple[str, ...] = ()
        """What people are named after who only helped: "with inputs from", "contributed to this report"."""

    def add(self, phrase: str, kind: str, value: str = "") -> None:
        words = tuple(fold_word(word) for word in _WORD.findall(phrase))
        if words:
            meaning = self._phrases.setdefault(words[0], {}).setdefault(words, {})
            meaning.setdefault(kind, value)

    def close(self, dates: Iterable[str], months: Iterable[str]) -> None:
        """Order what was added; nothing may be added after it."""
        self.dates = frozenset(fold_word(word) for phrase in dates for word in phrase.split())
        self.months = frozenset(fold_word(word) for phrase in months for word in phrase.split())
        for first, found in self._phrases.items():
            self._by_first[first] = tuple(sorted(found.items(), key=lambda item: -len(item[0])))
        self._mark_titles()
        known = [(key, kinds) for found in self._phrases.values() for key, kinds in found.items()]
        helpers = (key for key, kinds in known if "inputs" in kinds or kinds.get("role") == "contributor")
        self.helper_phrases = tuple(dict.fromkeys(" ".join(key).replace(".", "") for key in helpers))
        self.desk_endings = tuple(sorted({key[0] for key, kinds in known if _is_desk(key, kinds)}))
        self.outlet_endings = tuple(sorted({key[0] for key, kinds in known if _is_office(key, kinds)}))
        runs = {w for first in self._phrases.values() for key in first for w in key if _NO_SPACES_RUN.fullmatch(w)}
        wanted = sorted((run for run in runs if len(run) > 1), key=lambda run: (-len(run), run))
        self.unspaced = re.compile("|".join(map(re.escape, wanted))) if wanted else None

    def may_name_helpers(self, line: str) -> bool:
        """Return whether the line may credit people as helpers: a cheap question, true of some lines that don't."""
        text = line.casefold().replace("’", "'").replace("i̇", "i").replace(".", "")
        return "&" in text or bool(_NO_SPACES_RUN.search(text)) or any(map(text.__contains__, self.helper_phrases))

    def _mark_titles(self) -> None:
        """A desk or label that ends in a title ("staff writers") is one too: what it is depends on its neighbours."""
        titles = {key for found in self._phrases.values() for key, kinds in found.items() if "titles" in kinds}
        for found in self._phrases.values():
            for key, kinds in found.items():
                if key[-1:] in titles and ("desks" in kinds or ("prefix" in kinds and len(key) > 2)):
                    kinds.setdefault("titles", "")

    def parts_credits(self, word: str) -> bool:
        """Return whether a word glued to a name is none of it: "RoeStaff Writer", "RoeUpdated"."""
        found = self.match([fold_word(word)], 0)
        return found is not None and not _PARTING.isdisjoint(found[1])

    def is_title(self, word: str) -> bool:
        """Return whether the word is a post: "Reporter"."""
        found = self.match([fold_word(word)], 0) if word else None
        return found is not None and "titles" in found[1]

    def without_joiner(self, word: str) -> str | None:
        """Return the word without the "and" run into it, or None where none is."""
        joiner = next((j for j in self.glued_joiners if word.startswith(j)), None)
        is_joined = joiner is not None and len(word) > len(joiner) + 2 and word not in self.unglued
        return word.removeprefix(joiner) if is_joined and joiner else None

    def glued_prefix(self, line: str) -> str | None:
        """Return the "by" that is run into the name that opens the line, or None where none is."""
        prefix = next((p for p in self.glued_prefixes if line.startswith(p) and line[len(p) :][:1].isalpha()), None)
        return None if prefix is None or line.split(" ", 1)[0] in self.unglued else prefix

    def are_agencies(self, words: Sequence[str]) -> bool:
        """Return whether each of the words is an agency's name, and all of them with hyphens are none."""
        found = [self.match([fold_word(word)], 0) for word in ("-".join(words), *words)]
        whole, *parts = (match is not None and "agency" in match[1] for match in found)
        return all(parts) and not whole

    def has_agency(self, pair: re.Match[str]) -> bool:
        """Return whether one of the two words of the match is an agency's name."""
        return any((found := self.match([fold_word(word)], 0)) and "agency" in found[1] for word in pair.groups())

    def introduces_date(self, words: Sequence[str]) -> bool:
        """Return whether the words are a phrase such as "Updated on"."""
        found = self.match([fold_word(word) for word in words], 0)
        return found is not None and found[0] == len(words) and "published" in found[1]

    def match(self, folded: list[str], at: int) -> tuple[int, Meaning] | None:
        """Return how many words the longest phrase at `at` takes and what it may mean, or None."""
        for words, meaning in self._by_first.get(folded[at], ()):
            if len(words) == 1 or tuple(folded[at : at + len(words)]) == words:
                return len(words), meaning
        return (1, _TITLE) if self.title_endings and folded[at].endswith(self.title_endings) else None


def _is_desk(words: tuple[str, ...], meaning: Meaning) -> bool:
    return len(words) == 1 and len(words[0]) >= _DESK_ENDING_CHARS and "desks" in meaning and "titles" not in meaning


def _is_office(words: tuple[str, ...], meaning: Meaning) -> bool:
    return len(words) == 1 and len(words[0]) >= _OFFICE_ENDING_CHARS and "outlets" in meaning


_NO_LINES = frozenset(("pitch", "notice", "invitation", "embed", "pointer", "key_points", "correction_note"))
"""Keys of `[chrome]` whose phrases stand within a line or before something: "News" before a link is no button."""
_TITLE: Meaning = {"titles": ""}


@lru_cache(maxsize=8_192)  # bylines are made of few words
def fold_word(word: str) -> str:
    """Return a word as the lexicon keys it: case folded, one kind of apostrophe, no full stop at its end."""
    folded = word.casefold().replace("’", "'").replace("i̇", "i")
    return folded.rstrip(".") or folded


@lru_cache(maxsize=128)
def lexicon_for(language: str | None) -> Lexicon:
    """Return the lexicon of a language tag; of all languages where it is None or there is no data for it."""
    own = load(language)
    lexicon = Lexicon()
    spoken = _spoken(own)
    for one in spoken:
        _add_language(lexicon, one, union=own is None)
    for agency in agencies():
        for spelling in (agency.name, *agency.spellings):
            lexicon.add(spelling, "agency", agency.name)
    if own is not None:
        lexicon.glued_joiners = own.bylines.get("glued_joiners", ())
        lexicon.glued_prefixes = own.bylines.get("glued_prefixes", ())
        lexicon.unglued = frozenset(own.bylines.get("unglued", ()))
        lexicon.house_endings = own.bylines.get("house_endings", ())
        lexicon.title_endings = tuple(map(fold_word, own.bylines.get("title_endings", ())))
    shared = newsroom_words()
    for kind in ("accounts", "degrees", "courtesies", "suffixes"):
        for phrase in shared.get(kind, ()):
            lexicon.add(phrase, kind)
    for form in shared.get("legal_forms", ()):
        lexicon.add(form, "outlets")
    for place in shared.get("places", ()):
        lexicon.add(place, "gazetteer")
    told = (phrases for one in spoken for key, phrases in one.chrome.items() if key not in _NO_LINES)
    lexicon.chrome = frozenset(fold_word(phrase) for phrases in told for phrase in phrases)
    lexicon.services = frozenset(shared.get("services", ()))
    lexicon.buttons = lexicon.services | {phrase for phrase in lexicon.chrome if " " not in phrase}
    lexicon.sections = frozenset(map(fold_word, shared.get("sections", ())))
    lexicon.house_words = frozenset(shared.get("house_words", ()))
    lexicon.close(
        (phrase for one in spoken for key in ("days", "relative", "clock") for phrase in one.dates.get(key, ())),
        (month for one in spoken for month in one.months),
    )
    return lexicon


@lru_cache(maxsize=1)
def prefix_languages() -> dict[str, str]:
    """Return the byline prefixes (folded) that one language alone uses, with that language's code."""
    owners: dict[str, set[str]] = {}
    for language in all_languages():
        for phrase in language.bylines.get("prefixes", ()):
            owners.setdefault(fold_word(phrase), set()).add(language.code)
    return {phrase: codes.pop() for phrase, codes in owners.items() if len(codes) == 1}


def _spoken(own: Language | None) -> tuple[Language, ...]:
    if own is None:
        return all_languages()
    english = load("en")
    return (own, english) if english and own.code != "en" else (own,)


def _is_weak(joiner: str, *, union: bool) -> bool:
    """A joiner that may be part of a name ("Ortega y Gasset"), or another language's word."""
    if not joiner.isalpha() or not joiner.isascii():
        return False
    return len(joiner) < 3 or (union and len(joiner) < 4 and joiner not in _SURE_JOINERS)


def _add_language(lexicon: Lexicon, language: Language, *, union: bool) -> None:
    words = language.bylines
    for phrase in words.get("prefixes", ()):
        if not (union and fold_word(phrase) in _UNION_NO_PREFIX):
            lexicon.add(phrase, "prefix")
    for phrase in words.get("joiners", ()):
        lexicon.add(phrase, "joiner", "weak" if _is_weak(phrase, union=union) else "")
    for role in ROLE_KEYS:
        for phrase in words.get(role, ()):
            lexicon.add(phrase, "role", role)
    for key in PLAIN_KEYS:
        for phrase in words.get(key, ()):
            short = key == "desks" and phrase.isascii() and len(phrase.rstrip(".")) < _UNION_DESK_CHARS
            if not (union and (short or phrase not in _UNION_WORDS.get(key, (phrase,)))):
                lexicon.add(phrase, key)
    for phrase in words.get("reading", ()):
        lexicon.add(phrase, "noise")
