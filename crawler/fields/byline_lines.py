"""A printed line read once: cleaned, in its language, and remembered for all who ask of it.

Called by `bylines` alone, which settles what of the reading counts.
"""

import html
import re
from functools import lru_cache

from crawler.fields.byline_houses import may_name_outlet, outlet_key, outlet_keys, outlet_words
from crawler.fields.byline_kinds import Context
from crawler.fields.byline_lexicon import lexicon_for, prefix_languages
from crawler.fields.byline_reader import read_text
from crawler.fields.byline_reading import Reading
from crawler.fields.text import clean_line
from crawler.languages import load

MAX_BYLINE_CHARS = 600
"""A longer text is no byline; so much of it is read (live blogs credit up to twenty people)."""
MAX_RAW_CHARS = 4 * MAX_BYLINE_CHARS
"""So much is looked at before entities and white space shrink it."""
_CODE = re.compile(r"[{}]|<\w|\bfunction\s*\(")
"""A style sheet or script that a careless theme keeps in its byline element."""
_TRAIL = re.compile(r"[>›»].*\S\s*[>›»]")
"""Two of these marks part the steps of a trail of sections: "Home > News > Local"."""
_LETTER_SIZES = re.compile(r"(?<!\w)(?:A\s?[-+]\s*){1,3}(?:A(?:\s?[-+])?)?(?![\w.])")
"""Buttons that set smaller and larger letters: "A- A A+"."""
_WORK = re.compile(r"《[^《》]{9,}》")
"""The title of a text between Chinese marks; a shorter one may be a paper's."""
_HOUSE_MARK = re.compile(r"&|\d")
_BREAK = re.compile(r"[\n\r\u2028\u2029\t]+")


def read_beside(raw: str, language: str | None, outlets: tuple[str, ...]) -> Reading:
    """Read a line with the outlets' names only where it may hold one: else as others have asked for it, remembered."""
    is_open = "&" in raw or may_name_outlet(raw[:MAX_RAW_CHARS], outlets)
    return read_line(raw, language, outlets if is_open else ())


@lru_cache(maxsize=4096)  # an outlet prints the same lines again and again, and a page's line is asked for by several
def read_line(raw: str, language: str | None, outlets: tuple[str, ...]) -> Reading:
    """Return what the line says; `outlets` are names that are no people's."""
    raw = raw[:MAX_RAW_CHARS]
    if _CODE.search(raw):
        return Reading()
    text = (html.unescape(raw) if "&" in raw else raw).strip()
    text = text if text.isprintable() else _BREAK.sub(" | ", text)
    text = clean_line(text[:MAX_BYLINE_CHARS])
    if _TRAIL.search(text):
        return Reading()
    text = _LETTER_SIZES.sub(" | ", text) if "A+" in text or "A-" in text else text
    text = _WORK.sub(" | ", text) if "《" in text else text
    context = _context(known_language(language) or _language_of(text), outlets)
    if context.outlets and _HOUSE_MARK.search(text) and outlet_key(text) in context.outlets:
        return Reading(outlets=[text])  # "Hill & Vale", "Canal 9": people and a number to a reader of words
    return read_text(text, context)


@lru_cache(maxsize=256)  # the pages of an outlet are in one language
def _context(language: str | None, outlets: tuple[str, ...]) -> Context:
    return Context(
        lexicon=lexicon_for(language),
        language=language,
        outlets=outlet_keys(outlets),
        outlet_words=outlet_words(outlets),
    )


def known_language(language: str | None) -> str | None:
    """Return the language's code as the lexicons have it; None for one without data."""
    found = load(language)
    return found.code if found else None


def _language_of(text: str) -> str | None:
    """The language whose prefix alone opens the line."""
    head = text[:40].casefold().replace(":", " ").split()
    owners = prefix_languages()
    return next((owners[" ".join(head[:n])] for n in (3, 2, 1) if " ".join(head[:n]) in owners), None)
