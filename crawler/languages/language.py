"""Languages as data: one TOML file a language in `data/`, read when first asked for and kept.

A file has four tables, and adding one needs no Python:

    aliases = "nn nb"                other codes that mean this language
    [bylines]                        words of credits: prefixes, joiners, roles, titles, desks ...
    [dates]                          names of months and weekdays; `clock`: what stands beside a time of day
    [chrome]                         headings and lines that open or make up page chrome
    [words]                          `stop`: the commonest words, for telling languages apart

A value is a literal block, `'''one phrase | another`, its phrases separated by `|` or line ends (a TOML array works as
well, but costs fifteen times as much to read); in `[words]` and `aliases` blanks separate.
Read by `fields` (bylines, dates, language identification) and `extract` (chrome).
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

DATA = Path(__file__).parent / "data"

Phrases = tuple[str, ...]
Table = Mapping[str, Phrases]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language's words; phrases are as printed, in the order of the file."""

    code: str
    """BCP 47 primary subtag: `de`."""
    aliases: Phrases
    bylines: Table
    dates: Table
    chrome: Table
    """Keys: related, comments, newsletter, subscribe, share, tags, author_bio, correction, live, advertisement,
    cookies, more: each phrase a whole line or heading. correction_note: how an editor's note on a change begins. And
    pitch, notice: words that a line holds which demands a subscription to read on, or which is the house's own (its
    cookies, newsletter, disclaimer), and hardly another line. invitation: "sign up ~ newsletter", how a sentence
    begins that offers something, and what. embed: words of a social network beside a post. pointer: a word before a
    link that says what it leads to."""
    words: Table

    @property
    def stop_words(self) -> Phrases:
        """The commonest words, lower case, commonest first."""
        return self.words.get("stop", ())

    @property
    def months(self) -> Phrases:
        """Names and abbreviations of the months, as printed, in no promised order."""
        return self.dates.get("months", ())


@lru_cache(maxsize=256)
def load(code: str | None) -> Language | None:
    """Return the language of a BCP 47 tag (`de`, `de-AT`, `zh_Hant_TW`), or None where there is no data for it."""
    if not code:
        return None
    primary = re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]
    return _read(primary) or _by_alias().get(primary)


@lru_cache(maxsize=1)
def all_languages() -> tuple[Language, ...]:
    """Return every language there is data for, in order of code."""
    found = (_read(path.stem) for path in sorted(DATA.glob("*.toml")))
    return tuple(language for language in found if language)


def read_table(table: Mapping[str, object], *, blanks: bool = False) -> Table:
    """Return the phrase lists of one TOML table; entries that are no text or list are left out."""
    lists = {key: split_phrases(value, blanks=blanks) for key, value in table.items()}
    return MappingProxyType({key: phrases for key, phrases in lists.items() if phrases})


def split_phrases(value: object, *, blanks: bool = False) -> Phrases:
    """Return the phrases of a literal block or an array, without repeats, in order."""
    if isinstance(value, list):
        parts = [str(part) for part in value]
    elif isinstance(value, str):
        parts = value.split() if blanks else [part.strip() for part in value.replace("\n", "|").split("|")]
    else:
        parts = []
    return tuple(dict.fromkeys(part for part in parts if part))


@lru_cache(maxsize=256)
def _read(code: str) -> Language | None:
    if not code.isalpha():
        return None
    path = DATA / f"{code}.toml"
    if not path.is_file():
        return None
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Language(
        code=code,
        aliases=split_phrases(raw.get("aliases", ""), blanks=True),
        bylines=read_table(raw.get("bylines", {})),
        dates=read_table(raw.get("dates", {})),
        chrome=read_table(raw.get("chrome", {})),
        words=read_table(raw.get("words", {}), blanks=True),
    )


@lru_cache(maxsize=1)
def _by_alias() -> Mapping[str, Language]:
    return {alias: language for language in all_languages() for alias in language.aliases}
