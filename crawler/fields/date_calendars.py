"""Other calendars that papers print: Persian, Hijri, Nepali, Ethiopian, Buddhist, Minguo and the Japanese eras.

Years tell most of them apart: no Gregorian page is of 1404, 1446, 2082 or 2568; Ethiopian ones are told by their
months. Hijri days are those of Umm al-Qura (by hijridate); a country that goes by its own sighting of the moon may
differ by a day.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from hijridate import Hijri

from crawler.fields.date_words import fold_word

Calendar = Literal["gregorian", "persian", "hijri", "nepali", "ethiopian"]

_PERSIAN_MONTHS = (
    "فروردین حمل",
    "اردیبهشت ثور غويی",
    "خرداد جوزا",
    "تیر سرطان",
    "مرداد امرداد اسد",
    "شهریور سنبله",
    "مهر میزان",
    "آبان عقرب",
    "آذر قوس",
    "دی جدی",
    "بهمن دلو",
    "اسفند حوت",
)
"""Iran's names, then Afghanistan's."""

_HIJRI_MONTHS = (
    "محرم|محرم الحرام",
    "صفر|صفر المظفر",
    "ربيع الأول|ربیع الاول|ربيع الاول",
    "ربيع الآخر|ربيع الثاني|ربیع الثانی|ربيع الاخر",
    "جمادى الأولى|جمادی الاول|جمادى الاولى|جمادی الاولی",
    "جمادى الآخرة|جمادى الثانية|جمادی الثانی|جمادى الاخرة",
    "رجب|رجب المرجب",
    "شعبان|شعبان المعظم",
    "رمضان|رمضان المبارك",
    "شوال|شوال المكرم",
    "ذو القعدة|ذي القعدة|ذوالقعدة|ذیقعد|ذو القعده",
    "ذو الحجة|ذي الحجة|ذوالحجة|ذوالحج",
)

_NEPALI_MONTHS = (
    "बैशाख वैशाख",
    "जेठ जेष्ठ ज्येष्ठ",
    "असार आषाढ",
    "साउन श्रावण",
    "भदौ भाद्र",
    "असोज आश्विन",
    "कात्तिक कार्तिक",
    "मंसिर मङ्सिर मार्ग",
    "पुस पौष",
    "माघ",
    "फागुन फाल्गुन फाल्गुण",
    "चैत चैत्र",
)
_ETHIOPIAN_MONTHS = (
    "መስከረም",
    "ጥቅምት",
    "ኅዳር ህዳር ሕዳር",
    "ታኅሣሥ ታህሳስ ታሕሣሥ ታህሣሥ",
    "ጥር",
    "የካቲት",
    "መጋቢት",
    "ሚያዝያ ሚያዚያ",
    "ግንቦት",
    "ሰኔ",
    "ሐምሌ ሀምሌ",
    "ነሐሴ ነሃሴ ነሀሴ",
    "ጳጉሜን ጳጉሜ",
)

_BUDDHIST_GAP = 543
"""Thailand, Laos, Cambodia: 2568 is 2025."""

_BUDDHIST_YEARS = range(2450, 2651)
_PERSIAN_YEARS = range(1300, 1421)
_HIJRI_YEARS = range(1421, 1501)
"""Hijri 1421 is 2000; Persian 1420 is 2041: between them a bare year says which calendar it is of."""

_NEPALI_LENGTHS = {
    2070: "222322011011", 2071: "223222101011", 2072: "232321101011", 2073: "232321110012", 2074: "222322101011",
    2075: "223222101011", 2076: "232321110011", 2077: "232321110102", 2078: "222322101011", 2079: "223222101011",
    2080: "232321110011", 2081: "232321110102", 2082: "223222101011", 2083: "223222101011",
}  # fmt: skip
"""How many days over 29 each month has: no rule gives them, Nepal's calendar committee announces them year by year."""
_NEPALI_2070 = date(2013, 4, 14)

_ETHIOPIAN_EPOCH = 2796
"""Proleptic Gregorian ordinal of the first day of Ethiopia's year 1 (29 August of the Julian year 8)."""

ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
"""Japanese eras and the Republic's years: what is added to the year printed."""

_NOWRUZ_1404 = date(2025, 3, 21)
_PERSIAN_LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
"""Leap years in the 33-year cycle; the cycle and the astronomical calendar agree from 1178 to 1633 (1799 to 2254)."""


@lru_cache(maxsize=256)
def foreign_month(name: str) -> tuple[Calendar, int] | None:
    """Return the calendar and number of a folded month name that is not Gregorian, or None."""
    return _month_names().get(name)


def gregorian_year(year: int) -> tuple[Calendar, int]:
    """Return the calendar a bare year is of, and the year; Buddhist years are turned into Gregorian ones."""
    if year in _BUDDHIST_YEARS:
        return "gregorian", year - _BUDDHIST_GAP
    if year in _PERSIAN_YEARS:
        return "persian", year
    if year in _NEPALI_LENGTHS:
        return "nepali", year
    return ("hijri" if year in _HIJRI_YEARS else "gregorian"), year


def gregorian_day(calendar: Calendar, year: int, month: int, day: int) -> date:
    """Return the Gregorian day; ValueError or OverflowError where the calendar has no such day."""
    if calendar == "persian":
        return _from_persian(year, month, day)
    if calendar == "nepali":
        return _from_nepali(year, month, day)
    if calendar == "ethiopian":
        return _from_ethiopian(year, month, day)
    if calendar == "hijri":
        return date(*Hijri(year, month, day).to_gregorian().datetuple())
    return date(year, month, day)


def _from_persian(year: int, month: int, day: int) -> date:
    days_in_month = 31 if month <= 6 else 30 if month < 12 or year % 33 in _PERSIAN_LEAPS else 29
    if not (1 <= month <= 12 and 1 <= day <= days_in_month):
        raise ValueError((year, month, day))
    first, last = sorted((year, 1404))
    leaps = sum(y % 33 in _PERSIAN_LEAPS for y in range(first, last))
    days = 365 * (year - 1404) + (leaps if year > 1404 else -leaps)
    return _NOWRUZ_1404 + timedelta(days=days + 30 * (month - 1) + min(month - 1, 6) + day - 1)


def _from_nepali(year: int, month: int, day: int) -> date:
    lengths = {known: [29 + int(digit) for digit in digits] for known, digits in _NEPALI_LENGTHS.items()}
    if not (year in lengths and 1 <= month <= 12 and 1 <= day <= lengths[year][month - 1]):
        raise ValueError((year, month, day))
    years = sum(sum(days) for known, days in lengths.items() if known < year)
    return _NEPALI_2070 + timedelta(days=years + sum(lengths[year][: month - 1]) + day - 1)


def _from_ethiopian(year: int, month: int, day: int) -> date:
    days_in_month = 30 if month <= 12 else 6 if year % 4 == 3 else 5
    if not (1 <= month <= 13 and 1 <= day <= days_in_month):
        raise ValueError((year, month, day))
    return date.fromordinal(_ETHIOPIAN_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)


@lru_cache(maxsize=1)
def _month_names() -> dict[str, tuple[Calendar, int]]:
    names: dict[str, tuple[Calendar, int]] = {}
    spaced: tuple[tuple[Calendar, Sequence[str]], ...] = (
        ("persian", _PERSIAN_MONTHS),
        ("nepali", _NEPALI_MONTHS),
        ("ethiopian", _ETHIOPIAN_MONTHS),
    )
    for calendar, months in spaced:
        for number, words in enumerate(months, 1):
            names |= {fold_word(word): (calendar, number) for word in words.split()}
    for number, phrases in enumerate(_HIJRI_MONTHS, 1):
        names |= {fold_word(phrase): ("hijri", number) for phrase in phrases.split("|")}
    return names
