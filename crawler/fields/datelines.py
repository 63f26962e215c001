"""Datelines: the place, day and wire service that open a story's first paragraph.

    "SPRINGFIELD, Ill. (AP) — The council ..."  ->  Dateline("SPRINGFIELD, Ill. (AP) —", "Springfield, Ill."), ("AP",)

A paragraph that merely begins with a name and a dash is none: a place in mixed case needs an agency, a day or
a known city.
"""

import re
from functools import lru_cache
from itertools import chain

from crawler.fields.agencies import agencies_in
from crawler.fields.byline_lexicon import NO_SPACES, fold_word
from crawler.fields.name_words import particles
from crawler.fields.names import set_case
from crawler.fields.text import fold
from crawler.items import Dateline
from crawler.languages import agencies, all_languages, newsroom_words

MAX_DATELINE_CHARS = 110
MAX_PLACE_WORDS = 6

Found = tuple[Dateline | None, tuple[str, ...]]

_PLACE_FIRST = re.compile(
    r"(?P<place>[^\d\W][^()\[\]:–—=\n/]*?(?:/[^\d\W][^()\[\]:–—=\n/]*?)?)"
    r"(?:\s\[[^\]\d]{2,30}\](?P<day>,[^()\[\]:–—=\n/]{2,25})?)?"
    r"\s*(?P<agency>[(（][^()（）]{2,60}[)）]|\[[^\[\]]{2,60}\]|/[^/]{2,30}/)"
    r"\s*(?P<end>[-–—:.]+|$)?\s*"
)
_PLACE_ONLY = re.compile(r"(?P<place>[^\d\W][^()\[\]:–—=\n]*?)\s*(?P<end>\s[-–—]+\s|\.-+\s|—|--+|:\s|\s//\s)")
_AGENCY_MARKS, _END_MARKS = "(（[/", "-–—:/"
"""One of them stands in what the first of these finds, and in what the second does: most paragraphs have none."""
_AGENCY_FIRST = re.compile(r"[(\[【（](?P<agency>[^()\[\]【】（）]{2,60})[)\]】）]\s*(?P<end>[-–—:=]+)?\s*")
_UNSPACED = re.compile(
    r"[【\[(（]?(?P<agency>[\u3400-\u9fff]{2,5})(?P<place>[\u3400-\u9fff]{2,8}?)(?:\d{1,2}月)?\d{1,2}日(?:电|電|讯|訊)[^】\])）\s]{0,12}[】\])）]?\s*"
)
_DAY = re.compile(r"\d")
_DOMAIN = re.compile(r"\.(?:com|net|org|co|id|news|info)\b", re.IGNORECASE)
_TRAILING_AGENCY = re.compile(r"(?P<agency>[^.—–:/()-]{2,30}?)\s*[.—–:]+-?\s")
SHORTEST_UNKNOWN_PLACE = 5
"""Capitals of a place that is no known city; a shorter word is rather an acronym (NATO)."""


def parse_dateline(paragraph: str) -> Found:
    """Return the dateline that opens a paragraph (None without one), and the agencies it names.

    `raw` is the printed dateline with its closing mark; `place` is in upper and lower case, None where only
    an agency stands.
    """
    head = paragraph.lstrip()[:MAX_DATELINE_CHARS]
    for read in (_read_unspaced, _read_agency_first, _read_place_first, _read_place_only):
        found = read(head)
        if found:
            return found
    return None, ()


def _read_unspaced(head: str) -> Found | None:
    match = _UNSPACED.match(head)
    if not match:
        return None
    named = _longest_agency(head[match.start("agency") : match.end("place")])
    if not named:
        return None
    spelling, agency = named
    start = match.start("agency") + len(spelling)
    place = head[start : match.end("place")] or None
    return Dateline(raw=match.group().strip(), place=place), (agency,)


def _read_agency_first(head: str) -> Found | None:
    match = _AGENCY_FIRST.match(head)
    if not match:
        return None
    place, _, rest = match["agency"].rpartition("=")
    found = agencies_in(rest)
    if not found:
        return None
    following = _read_place_only(head[match.end() :]) if match["end"] and not place else None
    if following and following[0]:
        raw = head[: match.end()] + following[0].raw
        return Dateline(raw=raw, place=following[0].place), found
    return Dateline(raw=match.group().strip(), place=_tidy(place) if place else None), found


def _read_place_first(head: str) -> Found | None:
    match = _PLACE_FIRST.match(head) if any(map(head.__contains__, _AGENCY_MARKS)) else None
    if not match or not (match["end"] or _is_capitals(match["place"])):
        return None
    found = agencies_in(_without_day(match["agency"].strip("()[]（）/")))
    place = _without_day(match["place"])
    if not found or not _is_place(place):
        return None
    return Dateline(raw=match.group().strip(), place=_tidy(place)), found


def _read_place_only(head: str) -> Found | None:
    match = _PLACE_ONLY.match(head) if any(map(head.__contains__, _END_MARKS)) else None
    if not match:
        return None
    printed = match["place"]
    place = _without_day(printed)
    found = agencies_in(place.rpartition(",")[2]) if "," in place else ()
    if found:
        place = place.rpartition(",")[0]
    sure = (
        found
        or _is_place_in_capitals(place, match["end"])
        or (place in _cities() and match["end"].strip() not in (":",))
    )
    if not (sure or (_DAY.search(printed) and place != printed and "," in printed)) or not _is_place(place):
        return None
    raw = match.group()
    trailing = _TRAILING_AGENCY.match(head[match.end() :]) if not found else None
    if trailing and agencies_in(trailing["agency"]):
        raw, found = raw + trailing.group(), agencies_in(trailing["agency"])
    return Dateline(raw=raw.strip(), place=_tidy(place)), found


def _is_place_in_capitals(place: str, end: str) -> bool:
    """ "LAURA INGRAHAM:" is who speaks: before a colon a place of several words must be known."""
    if not _is_capitals(place) or fold(place) in _labels():
        return False
    if "," in place or place in _capital_cities():
        return True
    return len(place) >= SHORTEST_UNKNOWN_PLACE and not (":" in end and " " in place)


def _is_place(text: str) -> bool:
    """Up to six words, each with a capital or a particle; scripts without capitals pass on length."""
    words = text.replace(",", " ").replace("/", " ").split()
    if not 0 < len(words) <= MAX_PLACE_WORDS or _DAY.search(text):
        return False
    return all(not word[0].islower() or fold_word(word) in particles() for word in words)


def _is_capitals(text: str) -> bool:
    """The first part is all capitals: "SPRINGFIELD, Ill."."""
    first = re.split(r"[,/]", text, maxsplit=1)[0].strip()
    return len(first) > 2 and first.isupper() and not re.search(f"[{NO_SPACES}]", first)


def _without_day(text: str) -> str:
    """Cut ", May 17" or " 17 mai 2025" off the end."""
    words = text.split()
    cut = len(words)
    while cut and (_DAY.search(words[cut - 1]) or fold_word(words[cut - 1].rstrip(",")) in _date_words()):
        cut -= 1
    if cut == len(words) or not any(_DAY.search(word) for word in words[cut:]):
        return text.strip(" ,")
    return " ".join(words[:cut]).strip(" ,")


def _tidy(place: str) -> str:
    """In upper and lower case, without an outlet's domain ("JAKARTA, KOMPAS.com")."""
    return ", ".join(_tidy_part(part) for part in place.split(",") if not _DOMAIN.search(part))


def _tidy_part(part: str) -> str:
    return "/".join(set_case(piece.strip()) for piece in part.split("/"))


def _longest_agency(text: str) -> tuple[str, str] | None:
    matches = [(spelling, one.name) for one in agencies() for spelling in one.spellings if text.startswith(spelling)]
    return max(matches, key=lambda item: len(item[0]), default=None)


@lru_cache(maxsize=1)
def _capital_cities() -> frozenset[str]:
    return frozenset(city.upper() for city in _cities())


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    """What opens a line in capitals and is no place: "UPDATE", "BACA JUGA"."""
    phrases = [phrase for one in all_languages() for listed in one.chrome.values() for phrase in listed]
    return frozenset(fold(phrase) for phrase in (*phrases, *newsroom_words().get("line_labels", ())))


@lru_cache(maxsize=1)
def _date_words() -> frozenset[str]:
    """Months, weekdays and words such as "today" of all languages, folded; their whole lexicon takes 26 ms to make."""
    spoken = all_languages()
    days = (phrase for one in spoken for key in ("days", "relative") for phrase in one.dates.get(key, ()))
    months = (month for one in spoken for month in one.months)
    return frozenset(fold_word(word) for phrase in chain(days, months) for word in phrase.split())


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    return frozenset(newsroom_words().get("places", ()))
