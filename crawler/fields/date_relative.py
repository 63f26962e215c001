"""Dates that count from now: `2 hours ago`, `gestern, 10:05`, `কাল`, `3天前`, against the moment of the fetch.

How precise such a date is follows from its unit: hours ago is good to the hour, days and weeks ago to the day, months
ago to the month. The words are dateparser's language data (`date_words`).
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from crawler.fields.date_clock import find_clock
from crawler.fields.date_tokens import plain_digits, read_tokens
from crawler.fields.date_values import Reading
from crawler.fields.date_words import Words, common_languages, fold_word, languages_of, load_words
from crawler.items import Precision

MAX_RELATIVE_CHARS = 60
"""A longer line speaks of yesterday; it isn't dated by it."""

CLOCK_SLACK = timedelta(hours=1)
"""How far ahead of the fetch a clock time of today may be: servers and newsrooms don't agree to the minute."""

_PRECISION: dict[str, Precision] = {
    "second": "minute",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "day",
    "month": "month",
    "year": "month",
}
"""How finely a count of each unit dates."""

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}

_SIZES = {**_SECONDS, "month": 2_592_000, "year": 12 * 2_592_000}
_JOINED = re.compile(r"\W{0,3}(?:(\w{1,3})\W)?\s*")
"""What may stand between two counts of one date: a comma, "and", "und"."""
_AFTER = re.compile(r"\W*(?:(?:\w{1,8}\W{1,2}){0,2}\d{1,2}\s?[:.hapu点點时時시].*)?$")
"""What may follow the word: nothing, or a clock time."""

_FIRST_UNSPACED = "\u0e00"
"""Thai and what follows it in Unicode may stand beside other words without a space."""

_MAX_LABEL_WORDS = 3
"""`Last updated today`: what may stand before the word, which is then in lower case."""

_WORD = re.compile(r"[^\s,.:;|()\-–—•·]+")


def read_relative(raw: str, now: datetime, languages: Sequence[str]) -> Reading | None:
    """Return the reading of a relative date, or None where none stands in the line.

    `now` is the aware moment of the fetch on the outlet's clock, in UTC where that is not known. What lies ahead of it
    dates no article.
    """
    if len(raw) > MAX_RELATIVE_CHARS:
        return None
    text = plain_digits(raw)
    folded = " ".join(fold_word(text).split())
    for words in _languages(tuple(languages)):
        if found := _find(text, folded, words):
            amount, unit = found
            return None if amount > 0 else _reading(text, now, amount, unit, words)
    return None


@lru_cache(maxsize=256)
def _languages(tags: tuple[str, ...]) -> tuple[Words, ...]:
    """The page's languages and English, or all common ones where the page doesn't tell its own."""
    codes = dict.fromkeys(code for tag in (*tags, "en") for code in languages_of(tag))
    names = codes if tags else dict.fromkeys((*codes, *common_languages()))
    return tuple(filter(None, map(load_words, names)))


def _find(text: str, folded: str, words: Words) -> tuple[int, str] | None:
    if any(word in folded for word in words.ago):
        counted = _counted(folded, words)
        for pattern, sign, unit in words.patterns:
            if match := _compiled(pattern).search(counted):
                return _summed(counted, match, sign * int(match[1]), unit, words)
        if match := _compiled(words.counted).search(counted):
            before, after = counted[: match.start()].rstrip(), counted[match.end() :].lstrip()
            if any(before.endswith(word) or after.startswith(word) for word in words.ago):
                return _summed(counted, match, -int(match[1]), words.units[match[2]], words)
    named = (name for name in words.relative if name in folded and _dates_line(name, folded, text))
    best = max(named, key=len, default=None)
    return words.relative[best] if best else None


def _summed(counted: str, found: re.Match[str], amount: int, unit: str, words: Words) -> tuple[int, str] | None:
    """Return the count with those of larger and smaller units beside it, in the smallest unit: `2 weeks, 3 days ago`.

    None for weeks or days beside months: no whole number of either.
    """
    run: list[tuple[int, str]] = []
    is_found, end = False, 0
    for match in _compiled(words.counted).finditer(counted):
        each = words.units[match[2]]
        joined = _JOINED.fullmatch(counted, end, match.start())
        is_joined = joined is not None and joined[1] not in words.ago
        if run and not (is_joined and _SIZES[each] < _SIZES[run[-1][1]]):
            if is_found:
                break
            run = []
        run.append((int(match[1]), each))
        end = match.end()
        is_found = is_found or match.start() <= found.start(1) < end
    units = {each for _, each in run}
    if not is_found or len(run) < 2:
        return amount, unit
    smallest = min(units, key=_SIZES.__getitem__)
    if not units.isdisjoint(("month", "year")) and smallest not in ("month", "year"):
        return None
    total = sum(count * _SIZES[each] for count, each in run) // _SIZES[smallest]
    return (total if amount > 0 else -total), smallest


_compiled = lru_cache(maxsize=4096)(re.compile)


def _counted(folded: str, words: Words) -> str:
    """The line with its words for numbers as digits: `an hour ago` is `1 hour ago`."""
    if not words.numbers:
        return folded
    return _WORD.sub(lambda match: words.numbers.get(match.group(), match.group()), folded)


def _dates_line(name: str, folded: str, text: str) -> bool:
    """Whether a word like `today` is what the line says, not part of a name or a sentence (`By USA Today`)."""
    before, _, after = folded.partition(name)
    if not _AFTER.match(after) or (name[0] < _FIRST_UNSPACED and (before[-1:].isalnum() or after[:1].isalpha())):
        return False
    head = before.rstrip()
    return not head or not head[-1].isalnum() or (len(head.split()) <= _MAX_LABEL_WORDS and name in text)


def _reading(text: str, now: datetime, amount: int, unit: str, words: Words) -> Reading:
    precision = _PRECISION[unit]
    moment = _moved(now, amount, unit)
    if precision in ("hour", "minute"):
        wall = moment.replace(second=0, microsecond=0, tzinfo=None)
        return Reading(moment=wall, precision=precision, offset=UTC if now.tzinfo is UTC else None)
    day = datetime.combine(moment.date(), time())
    # every word is a filler here, so that "eilen 10.05" is read as a clock time beside its day
    tokens = [token._replace(letter="f") if token.letter in "xMw" else token for token in read_tokens(text, (words,))]
    if unit == "day" and (clock := find_clock(text, tokens, (0, 0))):
        at = datetime.combine(day, clock.at)
        if amount == 0 and not clock.offset and not clock.zone_word and at > now.replace(tzinfo=None) + CLOCK_SLACK:
            at -= timedelta(days=1)  # "today, 20:07" fetched just after midnight from a page made before it
        return Reading(moment=at, precision=clock.precision, offset=clock.offset, zone_word=clock.zone_word)
    return Reading(moment=day, precision=precision)


def _moved(now: datetime, amount: int, unit: str) -> datetime:
    """The moment so many units from now; months keep the day where the month has it."""
    if unit in _SECONDS:
        return now + timedelta(seconds=amount * _SECONDS[unit])
    months = now.year * 12 + now.month - 1 + amount * (12 if unit == "year" else 1)
    return now.replace(year=months // 12, month=months % 12 + 1, day=min(now.day, 28))
