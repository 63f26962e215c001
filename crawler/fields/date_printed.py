"""Dates as people print them, in any language whose words dateparser knows.

A line becomes one letter a token (`date_tokens`), a few patterns over those letters find day, month and year, and
`date_clock` finds the time beside them. Zones are applied later (`date_values`). Nothing here is for one language.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from crawler.fields.date_calendars import ERAS, Calendar, gregorian_day, gregorian_year
from crawler.fields.date_clock import find_clock
from crawler.fields.date_machine import full_year
from crawler.fields.date_tokens import Token, plain_digits, read_tokens
from crawler.fields.date_values import Reading
from crawler.fields.date_words import Words, common_words, fold_word, languages_of, load_words
from crawler.items import Precision

_DIGIT = re.compile("[0-9]")
_NOT_CLOCK = r"(?![:hap]|\.D)"
_WORDS = re.compile(r"\w+")
_GAP = "[fw.,'/-]"
"""What may stand between the parts of a date: fillers, weekdays, punctuation."""

_FULL = (
    # 2025年5月17日  2025 оны 5-р сарын 17
    r"(?P<y>[YDT])y,?(?P<m>D)[f-]{0,2}m(?P<d>D)",
    # 17/05/2025  17.5.25  2025-05-17, no version or address of four numbers
    r"(?<![DY][./-])(?P<a>[YD])(?P<s>[./-])(?P<b>D)(?P=s)(?P<c>Y|D(?![:h]))(?!(?P=s)D(?P=s))",
    # 17th May 2025  17 de mayo de 2025  17 مايو / أيار 2025
    rf"(?<!D[:/])(?P<d>D){_GAP}{{0,3}}(?P<m>M)(?:[/,]M,?)?{_GAP}{{0,4}}(?P<y>Y)",
    # May 17, 2025
    rf"(?P<m>M){_GAP}{{0,2}}(?P<d>D){_GAP}{{0,4}}(?P<y>Y)",
    # 2025. május 17.
    rf"(?P<y>Y)y?{_GAP}{{0,4}}(?P<m>M){_GAP}{{0,2}}(?P<d>D)(?![:h])",
    # 2025. gada 17. maijs
    rf"(?P<y>Y)[yfw.,-]{{1,5}}(?P<d>D){_GAP}{{0,2}}(?P<m>M)",
    # 17 May '25
    rf"(?<!D[:/])(?P<d>D){_GAP}{{0,3}}(?P<m>M){_GAP}{{0,3}}(?P<y>D){_NOT_CLOCK}",
    # May-17-25
    rf"(?P<m>M)-?(?P<d>D)[fw,/'-]{{1,3}}(?P<y>D){_NOT_CLOCK}",
)
_MONTHS = (
    rf"(?P<m>M){_GAP}{{0,3}}(?P<y>Y)",
    rf"(?P<y>Y)y?{_GAP}{{0,2}}(?P<m>M)",
    r"(?P<y>[YT])y(?P<m>D)m",
)
_YEARLESS = (
    r"(?<!D[:/])(?P<m>D)m(?P<d>D)d",
    rf"(?<!D[:/])(?P<d>D){_GAP}{{0,2}}(?P<m>M)",
    rf"(?P<m>M){_GAP}{{0,2}}(?P<d>D){_NOT_CLOCK}",
)
_YEARS = frozenset("YTy")
"""A line that holds a year is never read as a day without one: the year must be somewhere else's."""

MAX_YEARLESS_WORDS = 4
"""Other words in a line that is read as a day without a year: `Oct. 7 attacks mastermind ...` is a headline."""

_YEARLESS_NUMBERS = (
    r"^[fw,]*(?P<a>D)(?P<s>[./])(?P<b>D)[.,]{0,2}(?=D[:h.])",
    r"^[fw,]*(?P<a>D)(?P<s>[.])(?P<b>D)[.]$",
)
"""`17.05. 10:05` and `17.05.`, at a line's head; `1/3` alone is a page of a gallery."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How a page's dates are read; the same for all of an outlet's pages in one language."""

    languages: tuple[str, ...] = ()
    """BCP 47 tags, the page's own first."""
    day_first: bool = True
    is_order_sure: bool = False
    """Whether the outlet itself says so, and not only its country or language: then the other order is not tried."""
    is_country_known: bool = False
    """Whether a country speaks for the order; else dots do: `05.12.2025` is of December wherever dots are the habit."""
    year_first: bool = False
    """Whether three two-digit numbers begin with the year (Korea, Japan, China)."""
    today: date | None = None
    """The fetch day in the outlet's zone: gives the year to a date printed without one."""


def read_printed(raw: str, reader: Reader) -> tuple[Reading, ...]:
    """Return what a line's date may mean, likeliest first: two readings where day and month could be swapped, else one.

    Empty: no date stands in the line. The day is surer than the rest: the clock is the one nearest to it.
    """
    text = plain_digits(raw)
    if not _DIGIT.search(text):
        return ()
    for chain in _chains(reader.languages):
        tokens = read_tokens(text, chain)
        letters = "".join(token.letter for token in tokens)
        for found in _find(text, letters, tokens, reader):
            return tuple(_with_clock(text, tokens, found.span, day, found.precision) for day in found.days)
        if "x" not in letters or _counts_from_now(text, chain):  # another language would say no more, or misread "ago"
            break
    return ()


def _counts_from_now(text: str, chain: Sequence[Words]) -> bool:
    """Whether the line has a count like "3 days" and a word like "ago", the short form of August in other languages."""
    folded = fold_word(text)
    spoken = set(_WORDS.findall(folded))
    return any(not spoken.isdisjoint(words.ago) and _compiled(words.counted).search(folded) for words in chain)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    days: tuple[date, ...]
    precision: Precision
    span: tuple[int, int]


def _chains(languages: Sequence[str]) -> Iterator[tuple[Words, ...]]:
    """The page's own words and English first; where they find nothing, all common languages."""
    yield _own_words(tuple(languages))
    yield (common_words(),)


@lru_cache(maxsize=256)
def _own_words(languages: tuple[str, ...]) -> tuple[Words, ...]:
    codes = dict.fromkeys(code for tag in (*languages, "en") for code in languages_of(tag))
    return tuple(filter(None, map(load_words, codes)))


def _find(text: str, letters: str, tokens: Sequence[Token], reader: Reader) -> Iterator[_Found]:
    """Whole dates by where they stand, then months with a year, then days without one."""
    groups: list[tuple[tuple[str, ...], Precision]] = [(_FULL, "day"), (_MONTHS, "month")]
    if reader.today and not _YEARS.intersection(letters) and letters.count("x") <= MAX_YEARLESS_WORDS:
        groups[1:1] = [(_YEARLESS, "day"), (_YEARLESS_NUMBERS, "day")]
    for patterns, precision in groups:
        matches = (match for pattern in patterns for match in _compiled(pattern).finditer(letters))
        for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
            days = tuple(dict.fromkeys(_days(text, match, tokens, reader)))
            if days:
                yield _Found(days=days, precision=precision, span=match.span())


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _days(text: str, match: re.Match[str], tokens: Sequence[Token], reader: Reader) -> Iterator[date]:
    parts = {name: tokens[match.start(name)] for name, got in match.groupdict().items() if got and name != "s"}
    if "a" in parts:
        is_dotted = text[parts["a"].end : parts["a"].end + 1] == "."
        yield from _numeric_days(
            parts, replace(reader, day_first=True) if is_dotted and _dots_decide(reader) else reader
        )
        return
    month, year, day = parts["m"], parts.get("y"), parts["d"].value if "d" in parts else 1
    calendar: Calendar = month.calendar
    if year is None:
        if reader.today and calendar == "gregorian":
            yield from _in_last_year(month.value, day, reader.today)
        return
    number = _era_year(text, year) or year.value
    if number == year.value and year.letter == "D":
        number = _short_year(year, thai=bool(re.search("[\u0e00-\u0e7f]", text)))
    guessed, number = gregorian_year(number)
    if month.letter == "M" and calendar == "gregorian" and guessed != "gregorian":
        return  # a Gregorian month in the year 1446 is a mistake, not a date
    if "d" not in parts and calendar != "gregorian":
        return  # another calendar's month lies in two of the record's
    yield from _day_of(guessed if calendar == "gregorian" else calendar, number, month.value, day)


def _dots_decide(reader: Reader) -> bool:
    return not (reader.is_order_sure or reader.is_country_known or reader.day_first)


def _numeric_days(parts: dict[str, Token], reader: Reader) -> Iterator[date]:
    """The days that two or three numbers may mean, likeliest first."""
    first, second, third = parts["a"], parts["b"], parts.get("c")
    if third is None:
        day, month = (first, second) if reader.day_first else (second, first)
        if reader.today:
            yield from _in_last_year(month.value, day.value, reader.today)
        return
    if first.letter == "Y" or (reader.year_first and third.letter == "D"):
        calendar, year = _numeric_year(first)
        yield from _day_of(calendar, year, second.value, third.value)
    if first.letter == "D" and third.digits != 1:
        calendar, year = _numeric_year(third)
        pairs = ((first.value, second.value), (second.value, first.value))
        for number, other in pairs if reader.day_first else pairs[::-1]:
            days = list(_day_of(calendar, year, other, number))
            yield from days
            if days and reader.is_order_sure:
                return


def _numeric_year(token: Token) -> tuple[Calendar, int]:
    return gregorian_year(token.value if token.letter == "Y" else full_year(f"{token.value:02}"))


def _day_of(calendar: Calendar, year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield gregorian_day(calendar, year, month, day)
    except (ValueError, OverflowError):
        return


def _in_last_year(month: int, day: int, today: date) -> Iterator[date]:
    """The latest such day that is not after tomorrow: an article is never of next year."""
    for year in range(today.year + 1, today.year - 4, -1):  # 29 February comes every four years
        for found in _day_of("gregorian", year, month, day):
            if found <= today + timedelta(days=1):
                yield found
                return


def _era_year(text: str, year: Token) -> int | None:
    """The Gregorian year of `令和7年` or `民國114年`; a year of three digits before 年 is the Republic's."""
    before = text[max(0, year.start - 3) : year.start].strip()
    for era, gap in ERAS.items():
        if before.endswith(era):
            return gap + year.value
    return ERAS["民國"] + year.value if year.letter == "T" else None


def _short_year(year: Token, *, thai: bool) -> int:
    """`25` is 2025; in Thai print `68` is 2568."""
    if thai and year.value >= 50:
        return 2500 + year.value
    return full_year(f"{year.value:02}")


def _with_clock(text: str, tokens: Sequence[Token], span: tuple[int, int], day: date, precision: Precision) -> Reading:
    clock = find_clock(text, tokens, span) if precision == "day" else None
    if clock is None:
        return Reading(moment=datetime.combine(day, time()), precision=precision)
    return Reading(
        moment=datetime.combine(day, clock.at),
        precision=clock.precision,
        offset=clock.offset,
        zone_word=clock.zone_word,
    )
