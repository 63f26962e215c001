"""The values an outlet file may hold: each check takes what TOML gave and returns what it means, or says what is wrong.

Time zones are held against the IANA database, countries against its ISO 3166 list, patterns are compiled. Called by
`outlets/check.py` alone, which knows where in the file a value stands.
"""

import difflib
import re
import zoneinfo
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.fields.urls import same_site, strip_credentials
from crawler.outlets.languages import LANGUAGE_TAG, LANGUAGES, MISTAKEN_LANGUAGES

MISTAKEN_COUNTRIES = {"uk": "gb", "en": "gb", "el": "gr"}
"""What is often written for a country, and its ISO 3166-1 code."""


class WrongValueError(Exception):
    """What is wrong with one value, without its place."""


def check_line(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or not value.strip().isprintable():
        raise WrongValueError(f"found {shown(value)}; expected text on one line")
    return value.strip()


def check_boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongValueError(f"found {shown(value)}; expected true or false, without quotes")
    return value


def check_home(value: Any) -> str:
    url = _address(check_line(value), "https://paper.example/")
    if url != strip_credentials(url):
        raise WrongValueError(f'holds a user name or password; expected "{strip_credentials(url)}"')
    return url if urlsplit(url).path else urljoin(url, "/")


def _address(text: str, example: str) -> str:
    """Return an absolute http(s) URL without its fragment."""
    try:
        parts = urlsplit(text)
        is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable or re.search(r"\s", text):
        raise WrongValueError(f'found "{strip_credentials(text)}"; expected an http(s) address such as "{example}"')
    return text.partition("#")[0]


def check_source(value: Any, home: str | None, key: str) -> str:
    text = check_line(value)
    if not text.startswith("/") and "://" not in text:
        raise WrongValueError(f'found "{text}"; expected a path such as "/{text}" or an http(s) address')
    url = _address(urljoin(home or "https://paper.example/", text), f"https://paper.example/{key}")
    if url != strip_credentials(url):
        raise WrongValueError(f'holds a user name or password; expected "{strip_credentials(url)}"')
    if key == "section" and home and not same_site(url, home):
        raise WrongValueError(f'found "{text}"; expected a section of {home}')
    return url


def check_pattern(value: Any) -> re.Pattern[str]:
    try:
        return re.compile(check_line(value))
    except re.error as error:
        raise WrongValueError(f"found '{value}'; not a regular expression: {error}") from error


def check_country(value: Any) -> str:
    code = check_line(value).lower()
    if code in MISTAKEN_COUNTRIES and code not in _countries():
        raise WrongValueError(f'found "{value}"; did you mean "{MISTAKEN_COUNTRIES[code]}"?')
    if code not in _countries():
        raise WrongValueError(f'found "{value}"; expected two letters of ISO 3166-1 such as "us" or "de"')
    return code


def check_language(value: Any) -> str:
    tag = check_line(value)
    primary = tag.split("-")[0].lower()
    if not LANGUAGE_TAG.fullmatch(tag) or (len(primary) == 2 and primary not in LANGUAGES):
        meant = MISTAKEN_LANGUAGES.get(primary.split("_")[0])
        hint = f'did you mean "{meant}"?' if meant else 'expected a BCP 47 tag such as "en" or "pt-BR"'
        raise WrongValueError(f'found "{tag}"; {hint}')
    return tag


def check_timezone(value: Any) -> str:
    name = check_line(value)
    if name not in _zones():
        near = difflib.get_close_matches(name, _zones(), 1)
        city = [zone for zone in sorted(_zones()) if zone.rpartition("/")[2].lower() == name.lower().replace(" ", "_")]
        found = (city or near)[:1]
        hint = f'did you mean "{found[0]}"?' if found else 'expected an IANA name such as "America/Denver"'
        raise WrongValueError(f'found "{name}"; {hint}')
    return name


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


@cache
def _countries() -> frozenset[str]:
    """The ISO 3166-1 alpha-2 codes, lower case, as the tzdata package carries them."""
    table = resources.files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text("utf-8")
    return frozenset(line[:2].lower() for line in table.splitlines() if line and not line.startswith("#"))


def shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{strip_credentials(value)}"' if isinstance(value, str) else str(value)
