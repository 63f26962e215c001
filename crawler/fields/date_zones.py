"""Clocks of the world: zone abbreviations read in the outlet's country, and a country's usual clock.

`CST` is not the same in Chicago, Shanghai and Havana; `IST` is India's, Israel's or Ireland's. An abbreviation is
looked for in this order: the outlet's own zone, the zones of its country (both as the tz database names them), what the
country uses though the tz database does not, and last what the world mostly means by it.

Newsrooms print "EST" in July and mean the clock on the wall, so an abbreviation of a zone with summer time names the
clock, not the offset; only in the doubled hour of autumn does it choose one of the two. GMT and UTC are literal.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from crawler.fields.date_zone_tables import (
    COUNTRY_ALIASES,
    COUNTRY_OF_LANGUAGE,
    FAR_APART,
    GENERIC_DOMAINS,
    TWIN_WORDS,
    USUAL_ZONE,
    WORDS_BY_COUNTRY,
    WORDS_WORLDWIDE,
)

_LITERAL = frozenset(("UTC", "GMT", "Z", "UT"))
ZONE_WORDS = "|".join(sorted((_LITERAL - {"Z"}) | WORDS_WORLDWIDE.keys() | {"WST", "мск"}, key=len, reverse=True))
"""A regular expression's alternatives: every abbreviation that counts as one."""


@cache
def load_zone(name: str | None) -> ZoneInfo | None:
    """Return the IANA zone, or None where the name is missing or unknown."""
    if not name or not re.fullmatch(r"[A-Za-z][\w+-]*(?:/[\w+-]+){0,2}", name):
        return None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError):  # unknown, a folder of the database, a name it refuses
        return None


@cache
def country_zone(country: str | None) -> tuple[ZoneInfo, bool] | None:
    """Return the country's most usual clock, and whether nearly everyone there lives by it. None: country unknown."""
    code = _iso(country)
    name = USUAL_ZONE.get(code) or next(iter(_zones_of(code)), None)
    zone = load_zone(name)
    return (zone, code not in FAR_APART) if zone else None


@cache
def likely_country(language: str | None) -> str | None:
    """Return the country whose clock a page in this language most likely shows: its tag's region, else its home."""
    primary, *rest = re.split(r"[-_]", (language or "").lower())
    region = next((part for part in rest if len(part) == 2 and part.isalpha()), None)
    return region or COUNTRY_OF_LANGUAGE.get(primary)


def usual_clock(country: str | None, language: str | None) -> tuple[ZoneInfo, bool] | None:
    """Return the clock that a page of this country, else of this language, shows, and whether that is certain.

    None where nothing is known, or where only a language speaks and its home has several clocks: English does not tell
    New York from Los Angeles, and a day is better than an hour that may be wrong by three.
    """
    if country:
        return country_zone(country)
    usual = country_zone(likely_country(language))
    return usual if usual and usual[1] else None


@lru_cache(maxsize=1024)
def country_of_host(url: str) -> str | None:
    """Return the ISO country code of a URL's top-level domain, or None where it is generic or sold to all the world."""
    match = re.match(r"https?://(?:[^/?#@]*@)?[^/?#:]+\.([a-z]{2})(?=[:/?#]|$)", url, re.IGNORECASE)
    top = match[1].lower() if match else ""
    return _iso(top) if top and top not in GENERIC_DOMAINS and _zones_of(_iso(top)) else None


@lru_cache(maxsize=1024)
def resolve_zone_word(
    word: str, wall: datetime, outlet_zone: str | None, country: str | None
) -> tuple[tzinfo, int] | None:
    """Return the clock an abbreviation means at a wall time, and which of two equal wall times (`fold` 0 or 1).

    None: not an abbreviation that is known.
    """
    name = word.upper() if word.upper() in WORDS_WORLDWIDE else word
    if name.upper() in _LITERAL:
        return UTC, 0
    code = _iso(country)
    for zone in _zones_in_order(name, outlet_zone, code):
        if (fold := _fold_named(zone, wall, TWIN_WORDS.get(name, name))) is not None:
            return zone, fold
    usual = load_zone(WORDS_BY_COUNTRY.get(code, {}).get(name) or WORDS_WORLDWIDE.get(name))
    if usual is None:
        return None
    return usual, _fold_named(usual, wall, TWIN_WORDS.get(name, name)) or 0


def offset_name(clock: tzinfo, moment: datetime) -> str:
    """Return the clock's IANA name, or its offset at the moment as `+02:00`."""
    if isinstance(clock, ZoneInfo):
        return str(clock)
    minutes = round((clock.utcoffset(moment) or timedelta()).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def fixed_offset(sign: str, hours: int, minutes: int) -> timezone | None:
    """Return the offset, or None where no clock on earth shows it (RFC 9557 and practice: -12:00 to +14:00)."""
    total = timedelta(hours=hours, minutes=minutes) * (-1 if sign in "-−–" else 1)
    in_use = timedelta(hours=-12) <= total <= timedelta(hours=14) and minutes < 60
    return timezone(total) if in_use else None


def _zones_in_order(name: str, outlet_zone: str | None, code: str) -> Iterator[ZoneInfo]:
    if own := load_zone(outlet_zone):
        yield own
    if name not in WORDS_BY_COUNTRY.get(code, {}):
        yield from filter(None, map(load_zone, (USUAL_ZONE.get(code), *_zones_of(code))))


def _fold_named(zone: ZoneInfo, wall: datetime, name: str) -> int | None:
    """Which of two equal wall times bears the name; None where the zone never does in that year."""
    for fold in (0, 1):
        if wall.replace(tzinfo=zone, fold=fold).tzname() == name:
            return fold
    seasons = (wall.replace(month=month, day=1, tzinfo=zone).tzname() for month in (1, 7))
    return 0 if name in seasons else None


def _iso(country: str | None) -> str:
    code = (country or "").lower()
    return COUNTRY_ALIASES.get(code, code)


@cache
def _zone_table() -> dict[str, tuple[str, ...]]:
    """ISO code to the country's zones, from the tz database's zone.tab."""
    table: dict[str, tuple[str, ...]] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text("ascii").splitlines():
        if not line.startswith("#"):
            code, _, name = line.split("\t")[:3]
            table[code.lower()] = (*table.get(code.lower(), ()), name)
    return table


def _zones_of(code: str) -> tuple[str, ...]:
    return _zone_table().get(code, ())
