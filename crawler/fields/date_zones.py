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

_COUNTRY_ALIASES = {"uk": "gb", "en": "gb", "el": "gr"}
"""Codes people write for ISO 3166-1's."""

_USUAL = {
    "aq": "Antarctica/McMurdo", "ar": "America/Argentina/Buenos_Aires", "au": "Australia/Sydney",
    "br": "America/Sao_Paulo", "ca": "America/Toronto", "cd": "Africa/Kinshasa", "cl": "America/Santiago",
    "cn": "Asia/Shanghai", "cy": "Asia/Nicosia", "de": "Europe/Berlin", "ec": "America/Guayaquil",
    "es": "Europe/Madrid", "fm": "Pacific/Pohnpei", "gl": "America/Nuuk", "id": "Asia/Jakarta", "ki": "Pacific/Tarawa",
    "kz": "Asia/Almaty", "mh": "Pacific/Majuro", "mn": "Asia/Ulaanbaatar", "mx": "America/Mexico_City",
    "my": "Asia/Kuala_Lumpur", "nz": "Pacific/Auckland", "pf": "Pacific/Tahiti", "pg": "Pacific/Port_Moresby",
    "ps": "Asia/Hebron", "pt": "Europe/Lisbon", "ru": "Europe/Moscow", "ua": "Europe/Kyiv", "um": "Pacific/Wake",
    "us": "America/New_York", "uz": "Asia/Tashkent", "vn": "Asia/Ho_Chi_Minh",
}  # fmt: skip
"""Most people's clock, in countries for which zone.tab has several."""

_FAR_APART = frozenset(("aq", "au", "br", "ca", "cd", "fm", "id", "ki", "mn", "mx", "ru", "um", "us"))
"""Countries where a good part of the people lives by another clock than the usual one."""

_BY_COUNTRY: dict[str, dict[str, str]] = {
    "au": {"EST": "Australia/Sydney", "EDT": "Australia/Sydney", "CST": "Australia/Adelaide", "WST": "Australia/Perth"},
    "bd": {"BST": "Asia/Dhaka", "BDT": "Asia/Dhaka"},
    "br": {"BRT": "America/Sao_Paulo", "BST": "America/Sao_Paulo"},
    "ie": {"BST": "Europe/Dublin"},
    "pg": {"BST": "Pacific/Bougainville"},
    "my": {"MST": "Asia/Kuala_Lumpur"},
    "ws": {"WST": "Pacific/Apia"},
} | {country: {"AST": "Asia/Riyadh"} for country in ("ae", "bh", "iq", "jo", "kw", "qa", "sa", "ye")}
"""What a country's papers print though the tz database names its clock otherwise."""

_WORLDWIDE = {
    # North America
    "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York", "CT": "America/Chicago",
    "CST": "America/Chicago", "CDT": "America/Chicago", "MT": "America/Denver", "MST": "America/Denver",
    "MDT": "America/Denver", "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "AKST": "America/Anchorage", "AKDT": "America/Anchorage", "HST": "Pacific/Honolulu", "AST": "America/Halifax",
    "ADT": "America/Halifax", "NST": "America/St_Johns", "NDT": "America/St_Johns", "ChST": "Pacific/Guam",
    # South America
    "BRT": "America/Sao_Paulo", "ART": "America/Argentina/Buenos_Aires", "CLT": "America/Santiago",
    "CLST": "America/Santiago", "COT": "America/Bogota", "PET": "America/Lima", "VET": "America/Caracas",
    "BOT": "America/La_Paz", "UYT": "America/Montevideo", "ECT": "America/Guayaquil", "PYT": "America/Asuncion",
    # Europe
    "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon", "BST": "Europe/London", "CET": "Europe/Paris",
    "CEST": "Europe/Paris", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "HEC": "Europe/Paris",
    "EET": "Europe/Athens", "EEST": "Europe/Athens", "MSK": "Europe/Moscow", "МСК": "Europe/Moscow",
    "TRT": "Europe/Istanbul", "TSİ": "Europe/Istanbul",
    # Africa
    "WAT": "Africa/Lagos", "CAT": "Africa/Harare", "EAT": "Africa/Nairobi", "SAST": "Africa/Johannesburg",
    # Asia and the Pacific
    "IST": "Asia/Kolkata", "IDT": "Asia/Jerusalem", "IRST": "Asia/Tehran", "GST": "Asia/Dubai", "PKT": "Asia/Karachi",
    "NPT": "Asia/Kathmandu", "BDT": "Asia/Dhaka", "MMT": "Asia/Yangon", "ICT": "Asia/Bangkok", "WIB": "Asia/Jakarta",
    "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura", "SGT": "Asia/Singapore", "MYT": "Asia/Kuala_Lumpur",
    "PHT": "Asia/Manila", "PHST": "Asia/Manila", "HKT": "Asia/Hong_Kong", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
    "UZT": "Asia/Tashkent", "AWST": "Australia/Perth", "ACST": "Australia/Adelaide", "ACDT": "Australia/Adelaide",
    "AEST": "Australia/Brisbane", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
    "FJT": "Pacific/Fiji", "SST": "Pacific/Pago_Pago",
}  # fmt: skip
"""What an abbreviation mostly means where the outlet's country does not say; also the list of those known at all."""

_LITERAL = frozenset(("UTC", "GMT", "Z", "UT"))
_TWINS = {"MEZ": "CET", "MESZ": "CEST", "HEC": "CET", "МСК": "MSK", "ET": "EST", "CT": "CST", "MT": "MST", "PT": "PST"}
"""Spellings of one clock: the tz database knows the second."""

ZONE_WORDS = "|".join(sorted((_LITERAL - {"Z"}) | _WORLDWIDE.keys() | {"WST", "мск"}, key=len, reverse=True))
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
    name = _USUAL.get(code) or next(iter(_zones_of(code)), None)
    zone = load_zone(name)
    return (zone, code not in _FAR_APART) if zone else None


@lru_cache(maxsize=1024)
def resolve_zone_word(
    word: str, wall: datetime, outlet_zone: str | None, country: str | None
) -> tuple[tzinfo, int] | None:
    """Return the clock an abbreviation means at a wall time, and which of two equal wall times (`fold` 0 or 1).

    None: not an abbreviation that is known.
    """
    name = word.upper() if word.upper() in _WORLDWIDE else word
    if name.upper() in _LITERAL:
        return UTC, 0
    code = _iso(country)
    for zone in _zones_in_order(name, outlet_zone, code):
        if (fold := _fold_named(zone, wall, _TWINS.get(name, name))) is not None:
            return zone, fold
    usual = load_zone(_BY_COUNTRY.get(code, {}).get(name) or _WORLDWIDE.get(name))
    if usual is None:
        return None
    return usual, _fold_named(usual, wall, _TWINS.get(name, name)) or 0


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
    if name not in _BY_COUNTRY.get(code, {}):
        yield from filter(None, map(load_zone, (_USUAL.get(code), *_zones_of(code))))


def _fold_named(zone: ZoneInfo, wall: datetime, name: str) -> int | None:
    """Which of two equal wall times bears the name; None where the zone never does in that year."""
    for fold in (0, 1):
        if wall.replace(tzinfo=zone, fold=fold).tzname() == name:
            return fold
    seasons = (wall.replace(month=month, day=1, tzinfo=zone).tzname() for month in (1, 7))
    return 0 if name in seasons else None


def _iso(country: str | None) -> str:
    code = (country or "").lower()
    return _COUNTRY_ALIASES.get(code, code)


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
