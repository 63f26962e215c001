"""Whether a line is nothing but credits and dates, so that a body may lose it; a sentence must never be taken for one.

Judged on what `byline_reader` made of the line: enough evidence, and hardly a word that was not understood.
"""

import re
from collections.abc import Collection

from crawler.fields.byline_lexicon import fold_word
from crawler.fields.byline_reading import Reading
from crawler.fields.text import ends_in_short_form

MAX_CHARS = 200
"""A longer line is a paragraph."""
MAX_LOWER_CASE_WORDS = 12
"""A line with more of them is a sentence: spares reading it."""
MAX_UNREAD_SHARE = 0.45
"""Letters that may be passed over: "Special to the Valley Ledger" is a good third of its line."""
SENTENCE_WORDS, PHRASE_WORDS = 8, 5
"""Words from which on a line with a full stop is a sentence, with and without a label such as "By"."""
NAME_IN_TEXT_WORDS = 3
"""Lower-case words in a row that are rather text than a name."""
MAX_COUNTS = 2
"""Numbers that a line of label, name and date may hold besides: how often it was read and commented on."""

_TEXT_OPENING = re.compile(r"\s*[-–—•*…]")
"""A tweet's signature, a list's item."""
_PRICE = re.compile(r"[$€£¥₹₩₺]\s?\d|\d\s?[$€£¥₹₩₺]")
_YEAR_OR_DAY = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_SLASH = re.compile("[/／|｜]")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_SENTENCE_ENDS = frozenset(".!?…。！？।॥؟۔።։")
_SURE = frozenset({"label", "desk", "agency"})


def may_be_byline(line: str) -> bool:
    """Return whether the line is worth reading: short, no list item, without a price, not full of lower-case words."""
    if not 0 < len(line) <= MAX_CHARS or _TEXT_OPENING.match(line):
        return False
    if ("$" in line or not line.isascii()) and _PRICE.search(line):
        return False
    return sum(map(str.islower, line.split())) <= MAX_LOWER_CASE_WORDS


def is_byline_only(reading: Reading, line: str, months: Collection[str]) -> bool:
    """Return whether what was read of the line is credits and dates alone."""
    if _is_sentence(reading, line):
        return False
    if reading.evidence == {"note"}:
        return not reading.unread_letters
    letters = len("".join(line.split()))
    is_labelled = bool(reading.credits) and {"label", "date"} <= reading.evidence
    if reading.leftovers or reading.stray_numbers > (MAX_COUNTS if is_labelled else 0):
        return False
    if reading.unread_letters > MAX_UNREAD_SHARE * letters:
        return False
    if any(each.name.islower() and len(each.name.split()) >= NAME_IN_TEXT_WORDS for each in reading.credits):
        return False
    credited = bool(reading.credits or reading.desks or reading.agencies)
    if credited and reading.evidence & _SURE:
        return True
    if _is_dated(reading, months):
        return True
    if _SLASH.search(line) and _are_han(reading):
        return True
    full_names = [each for each in reading.credits if " " in each.name or not each.name.isascii()]
    return (bool(full_names) and not reading.evidence.isdisjoint({"role", "title", "noun"})) or _is_desk(reading)


def _are_han(reading: Reading) -> bool:
    """Whether people and houses are named in Chinese characters, and nothing else is: "林晓梅/青谷日报"."""
    texts = [*(each.name for each in reading.credits), *reading.outlets]
    return bool(reading.credits and reading.outlets) and all(map(_HAN.fullmatch, texts))


def _is_sentence(reading: Reading, line: str) -> bool:
    """A full stop behind many words, unless it is a date's own."""
    text = line.rstrip()
    if text[-1:] not in _SENTENCE_ENDS or ends_in_short_form(text) or text.endswith(tuple(reading.dates)):
        return False
    return len(line.split()) >= (SENTENCE_WORDS if "label" in reading.evidence else PHRASE_WORDS)


def _is_dated(reading: Reading, months: Collection[str]) -> bool:
    """A day stands in it, with its year where a name without any label stands beside it."""
    days = [date for date in reading.dates if _YEAR_OR_DAY.search(date) and not date.strip(" .").isdigit()]
    if reading.credits or reading.outlets:
        return bool(days)
    named = any(fold_word(word.strip(",")) in months for date in reading.dates for word in date.split())
    return bool(days) or (named and not reading.asides)


def _is_desk(reading: Reading) -> bool:
    """ "Staff Reporter": a title that stands for a desk, alone on the line."""
    return "desk" in reading.evidence and not reading.credits and not reading.outlets
