"""The words of dates in 200 languages, from dateparser's language data (CLDR and its contributors), read when needed.

Each word is folded once; what a page prints is folded the same way and looked up. No language's words are kept here by
hand, except the few that print around a date and that the data leaves out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import Any

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = ("second", "minute", "hour", "day", "week", "month", "year")

COMMON = 80
"""Languages tried where a page's language is unknown or its own words do not do."""

_MIN_LATIN_NAME = 3
"""A shorter Latin month (`er` is Breton for "of") is trusted only in its own language."""

_LETTER_NUMERALS = re.compile(r"[ivx]+$")
_TWINS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "׳": None, "॰": None})
"""Arabic and Persian keyboards give one letter two characters; Hebrew and Hindi marks of abbreviation are dots."""

_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670\u200c-\u200f\u0f0b]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_PREFIXED = re.compile(r"(\D+?)\s*(\d+)$")
_SUFFIXED = re.compile(r"(\d+)\s*(\D+)$")

_CLASSES: dict[str, str] = {
    "y": "年 년 оны ዓ.ም",
    "m": "月 월 сарын",
    "d": "日 号 號 일 өдөр ngày",
    "h": "h hs hrs hr uhr 時 时 点 點 시 ч год godz val ώρα uur óra часов часа цаг ໂມງ",
    "n": "分 분 min мин хв m минут ນາທີ",
    "c": "秒 초 s",
    "a": "am এএম সকাল सुबह सकाळी صبح asubuhi pagi sáng 午前 오전 上午 凌晨 早上 清晨 새벽",
    "p": "pm পিএম বিকাল বিকেল সন্ধ্যা शाम दोपहर सायंकाळी شام jioni sore chiều 午後 오후 下午 晚上 傍晚 中午 저녁",
    "f": "st nd rd th er ere re º ª o of the on at e de del den der d dia le la el al du dos da do di il az os as ia "
    "lea um ob kl kell ore alle às las los på om kello klokka klukkan dne v u g р в о г год года року году god "
    "godine ta ko ng ika noong mnamo ቀን ى ی ء ж жылғы жылы go й го ое е gada gads m metu metų år năm thang nam "
    "eko aren ren an tarihinde ις η ης στις ב ה ת في من عام سنة هـ الموافق ه ساعت تاريخ سال مورخ को तारीख तिथि "
    "বার সাল খ্রিস্টাব্দ ই ঠা লা শে রা ที่ วันที่ เดือน พศ คศ ปี เวลา น ថ្ងៃទី ខែ ឆ្នាំ ngày წლის წ ს ին թ ആം "
    "ರಂದು ஆம் తేదీ වන",
}
"""Words around the numbers of a date, by what they make of the number beside them (the classes of `date_printed`)."""


@dataclass(slots=True, kw_only=True, eq=False)
class Words:
    """One language's words, folded; loaded once, so that what is remembered of them goes by the object."""

    months: dict[str, int] = field(default_factory=dict)
    month_prefixes: set[str] = field(default_factory=set)
    """`tháng` of `tháng 5`."""
    classes: dict[str, str] = field(default_factory=dict)
    """Word to one letter: w weekday, a and p halves of the day, f filler, y m d h n c unit beside a number."""
    relative: dict[str, tuple[int, str]] = field(default_factory=dict)
    """`yesterday` to (-1, "day")."""
    patterns: list[tuple[str, int, str]] = field(default_factory=list)
    """`(\\d+) hours ago` with its sign and unit; to be compiled where a line may hold one (2 ms a language)."""
    units: dict[str, str] = field(default_factory=dict)
    """`stunden` to "hour"."""
    ago: set[str] = field(default_factory=set)
    """`vor`: what turns a counted unit into the past, before or after it."""
    counted: str = "(?!)"
    """A number and a unit; to be compiled like the patterns."""
    numbers: dict[str, str] = field(default_factory=dict)
    """`two` to `2`."""
    order: str = "DMY"


def fold_word(word: str) -> str:
    """Return the form in which words are looked up: lower case, no Latin, Greek, Cyrillic, Hebrew or Arabic accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.replace("İ", "i").lower())
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed)).translate(_TWINS)


_MORE_RELATIVE = {"bn": {fold_word("কাল"): (-1, "day")}}
"""Words the data leaves out. `কাল` is yesterday as well as tomorrow: an article's date is in the past."""

_MORE_MONTHS: dict[str, tuple[str, ...]] = {
    "br": ("", "cʼhwevrer cʼhwe c'hwevrer c'hwe"),
    "ckb": (
        "rêbendan sibat", "reşemî adar", "avdar", "avrêl nîsan", "gulan", "pûşper hezîran", "tîrmeh",
        "gelawêj tebax ئابی", "rezber îlon", "kewçêr cotmeh", "sermawez mijdar", "berfanbar",
    ),
    "hi": ("", "", "", "", "", "", "", "", "", "अक्टू"),
    "rw": ("", "", "", "", "", "", "", "", "nzeri"),
    "sd": tuple("جنوري فيبروري مارچ اپريل مئي جون جولاءِ آگسٽ سيپٽمبر آڪٽوبر نومبر ڊسمبر".split()),
    "si": tuple("දුරුතු නවම් මැදින් බක් වෙසක් පොසොන් ඇසළ නිකිණි බිනර වප් ඉල් උඳුවප්".split()),
    "so": (
        "janaayo jannaayo", "febraayo", "maarso maarij", "abriil", "maajo maayo maay", "juun", "luulyo luuliyo",
        "ogost agoosto agosto", "sebtembar sebteembar", "oktoobar", "nofembar nofeembar", "desembar disembar",
    ),
    "tg": tuple("январ феврал март апрел май июн июл август сентябр октябр ноябр декабр".split()),
    "tk": tuple("ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr".split()),
    "xh": tuple("janyuwari februwari matshi epreli meyi juni julayi agasti septemba okthobha novemba disemba".split()),
}  # fmt: skip
"""January to December where CLDR has newer names than dateparser's data, or papers print others; blanks part them."""


@lru_cache(maxsize=256)
def load_words(code: str) -> Words | None:
    """Return the words of a language code as dateparser has it (`de`, `zh-Hant`), or None where it has none."""
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?", code):
        return None
    try:
        info: dict[str, Any] = import_module(f"dateparser.data.date_translation_data.{code}").info
    except ImportError:
        if code not in _MORE_MONTHS:
            return None
        info = {}
    words = Words(order=str(info.get("date_order", "DMY")))
    for part in (info, *info.get("locale_specific", {}).values()):
        _add_names(words, part)
        _add_relative(words, part)
    _add_numbers(words, info.get("simplifications", ()))
    _add_units(words, info)
    for number, names in enumerate(_MORE_MONTHS.get(code, ()), 1):
        for name in names.split():
            _add_month(words, fold_word(name), number)
    words.relative |= _MORE_RELATIVE.get(code, {})
    return words


_OTHER_SCRIPT = {"sr": ("sr-Latn",), "zh": ("zh-Hant",), "uz": ("uz-Cyrl",), "az": ("az-Cyrl",), "bs": ("bs-Cyrl",)}


def languages_of(tag: str | None) -> Iterator[str]:
    """The codes under which dateparser may know a BCP 47 tag, closest first."""
    parts = [part for part in re.split(r"[-_]", tag or "") if part]
    if not parts:
        return
    primary = parts[0].lower()
    primary = {"no": "nb", "nn": "nb", "tl": "fil", "iw": "he", "in": "id", "ku": "ckb"}.get(primary, primary)
    if len(parts) > 1 and len(parts[1]) == 4:
        yield f"{primary}-{parts[1].title()}"
    yield primary
    yield from _OTHER_SCRIPT.get(primary, ())


@lru_cache(maxsize=1)
def common_languages() -> tuple[str, ...]:
    """Return the codes of the commonest languages, in dateparser's order, by use on the web."""
    # dateparser takes 0.1 s to import, and most pages carry machine dates only
    order: list[str] = import_module("dateparser.data.languages_info").language_order
    return tuple(order[:COMMON])


@lru_cache(maxsize=512)
def word_class(word: str) -> str | None:
    """What a folded word of no special language makes of the number beside it, or None where it is not known."""
    return _general_classes().get(word)


@lru_cache(maxsize=1)
def common_words() -> Words:
    """All common languages in one; where two disagree on a word, the one that is used more on the web is right."""
    merged = Words()
    for words in filter(None, map(load_words, common_languages())):
        for name, number in words.months.items():
            if len(name) >= _MIN_LATIN_NAME or not name.isascii():
                merged.months.setdefault(name, number)
        merged.month_prefixes |= words.month_prefixes
        for name, letter in words.classes.items():
            merged.classes.setdefault(name, letter)
    return merged


@lru_cache(maxsize=1)
def _general_classes() -> Mapping[str, str]:
    return {fold_word(word): letter for letter, words in _CLASSES.items() for word in words.split()}


def _add_names(words: Words, info: Mapping[str, Any]) -> None:
    for number, key in enumerate(_MONTHS, 1):
        for name in _folded(info.get(key, ())):
            _add_month(words, name, number)
    for letter, keys in (("w", _WEEKDAYS), ("a", ("am",)), ("p", ("pm",)), ("f", ("skip", "pertain"))):
        for key in keys:
            for name in _folded(info.get(key, ())):
                if any(map(str.isalpha, name)):
                    words.classes.setdefault(name.replace(".", "").strip("-"), letter)


def _add_month(words: Words, name: str, number: int) -> None:
    if (match := _PREFIXED.match(name)) and int(match[2]) == number:
        words.month_prefixes.add(match[1].strip())
    elif (match := _SUFFIXED.match(name)) and int(match[1]) == number:
        words.classes.setdefault(match[2].strip(" -"), "m")
    elif not _LETTER_NUMERALS.match(name):  # Hungarian data counts months in Roman numerals too
        words.months.setdefault(name.replace(".", ""), number)
        if _HEBREW.match(name):
            words.months.setdefault(f"ב{name}", number)  # "in May", as a date is always printed


def _add_relative(words: Words, info: Mapping[str, Any]) -> None:
    for key, names in info.get("relative-type", {}).items():
        if meaning := _meaning(key):
            for name in _folded(names):
                words.relative.setdefault(name, meaning)
    for key, patterns in info.get("relative-type-regex", {}).items():
        if meaning := _meaning(key.replace("\\1", "1")):
            for pattern in patterns:
                # "(\d++[.,]?\d*+) hours ago": the number is kept simple, the words are folded as the page will be
                before, _, after = pattern.partition(r"(\d++[.,]?\d*+)")
                body = rf"{fold_word(before)}(\d{{1,3}}){fold_word(after)}".replace(" ", r"\s*")
                words.patterns.append((rf"(?<!\w){body}(?!\w)", meaning[0], meaning[1]))
                if meaning[0] < 0:
                    words.ago |= {fold_word(part).strip() for part in (before, after.strip().partition(" ")[2])} - {""}


def _add_numbers(words: Words, simplifications: Iterable[Mapping[str, str]]) -> None:
    for rule in simplifications:
        for name, number in rule.items():
            if number.isdigit() and name.isalpha():
                words.numbers[fold_word(name)] = number


def _add_units(words: Words, info: Mapping[str, Any]) -> None:
    words.ago |= set(_folded(info.get("ago", ())))
    for unit in _UNITS:
        words.units |= {name: unit for name in _folded(info.get(unit, ())) if len(name) > 1}
    names = "|".join(map(re.escape, sorted(words.units, key=len, reverse=True)))
    if names:
        words.counted = rf"(?<!\w)(\d{{1,3}})\s*({names})(?![^\W{_UNSPACED}])"


def _meaning(key: str) -> tuple[int, str] | None:
    """`2 day ago` to (-2, "day"), `in 1 week` to (1, "week")."""
    match = re.fullmatch(r"(in )?(\d+) (\w+?)( ago)?", key)
    if not match or match[3] not in _UNITS or not (match[1] or match[4]):
        return None
    return (int(match[2]) if match[1] else -int(match[2])), match[3]


def _folded(names: Iterable[str]) -> Iterator[str]:
    return (fold_word(name).strip() for name in names)
