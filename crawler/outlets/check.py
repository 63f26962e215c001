"""Read an outlet file and check every word of it, so that a mistake is mended before the first request.

All mistakes of a file are told at once, each as `file: [table] key "name": found, expected`. Values are checked against
what they name: time zones against the IANA database, countries against its ISO 3166 list, patterns by compiling them.
"""

import difflib
import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

from crawler.errors import OutletError
from crawler.outlets.outlet import ID_SHAPE, RESERVED_NAMES, Outlet, Rules, Sources
from crawler.outlets.values import (
    WrongValueError,
    check_boolean,
    check_country,
    check_home,
    check_language,
    check_line,
    check_pattern,
    check_source,
    check_timezone,
    shown,
)
from crawler.store.regular import NotRegularError, read_regular

LARGEST_FILE_BYTES = 1_000_000
"""An outlet file has some thirty lines; what is larger is another file."""

_KEYS = ("name", "home", "country", "region", "language", "timezone", "day_first", "sources", "rules")
_SOURCE_KEYS = ("sitemap", "feed", "section")
_RULE_KEYS = ("article", "never")

T = TypeVar("T")


def read_outlet(path: Path) -> Outlet:
    """Return the outlet that the TOML file at `path` describes; its id is the file's stem.

    OutletError holds every mistake of the file, one a line; or says that the file can't be read.
    """
    return _Reader(path).read()


class _Reader:
    """Takes one file's keys one by one and gathers what is wrong with them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[str] = []

    def read(self) -> Outlet:
        text = _read_text(self.path)
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise OutletError(f"{self.path}: not TOML: {error}") from error
        self._check_id()
        self._check_keys(data, _KEYS, "")
        outlet = self._build(data)
        if self.problems:
            raise OutletError("\n".join(f"{self.path}: {problem}" for problem in self.problems))
        return outlet

    def _build(self, data: Mapping[str, Any]) -> Outlet:
        home = self._take(data, "home", check_home)
        if "home" not in data:
            self.problems.append('key "home": missing; expected the address of the front page, home = "https://…/"')
        return Outlet(
            id=self.path.stem,
            name=self._take(data, "name", check_line),
            home=home or "",
            country=self._take(data, "country", check_country),
            region=self._take(data, "region", check_line),
            language=self._take(data, "language", check_language),
            timezone=self._take(data, "timezone", check_timezone),
            day_first=self._take(data, "day_first", check_boolean),
            sources=self._sources(data, home),
            rules=self._rules(data),
            path=self.path,
        )

    def _sources(self, data: Mapping[str, Any], home: str | None) -> Sources:
        table = self._table(data, "sources", _SOURCE_KEYS)

        def taken(key: str) -> tuple[str, ...]:
            return self._take_list(table, key, lambda value: check_source(value, home, key), "[sources] ")

        return Sources(sitemap=taken("sitemap"), feed=taken("feed"), section=taken("section"))

    def _rules(self, data: Mapping[str, Any]) -> Rules:
        table = self._table(data, "rules", _RULE_KEYS)
        return Rules(
            article=self._take_list(table, "article", check_pattern, "[rules] "),
            never=self._take_list(table, "never", check_pattern, "[rules] "),
        )

    def _table(self, data: Mapping[str, Any], name: str, keys: Collection[str]) -> Mapping[str, Any]:
        table = data.get(name, {})
        if not isinstance(table, dict):
            self.problems.append(f'key "{name}": found {shown(table)}; expected a table, [{name}] on a line of its own')
            return {}
        self._check_keys(table, keys, f"[{name}] ")
        return table

    def _check_id(self) -> None:
        stem = self.path.stem
        if not ID_SHAPE.fullmatch(stem):
            self.problems.append(
                f'file name "{stem}": is the outlet\'s id; expected up to 100 of a-z, 0-9, ".", "_" and "-", first and '
                "last a letter or a digit"
            )
        elif stem.split(".")[0] in RESERVED_NAMES:
            self.problems.append(f'file name "{stem}": Windows reserves it; expected another name')

    def _check_keys(self, table: Mapping[str, Any], known: Collection[str], place: str) -> None:
        for key in table:
            if key not in known:
                self.problems.append(f'{place}key "{key}": unknown; {_expected_key(key, known, place)}')

    def _take(self, table: Mapping[str, Any], key: str, check: Callable[[Any], T], place: str = "") -> T | None:
        """Return the checked value of `key`; None where it is absent or wrong, and then its problem is noted."""
        if key not in table:
            return None
        try:
            return check(table[key])
        except WrongValueError as problem:
            self.problems.append(f'{place}key "{key}": {problem}')
            return None

    def _take_list(self, table: Mapping[str, Any], key: str, check: Callable[[Any], T], place: str) -> tuple[T, ...]:
        """Return the checked values of a list, duplicates once."""
        values = table.get(key, [])
        if not isinstance(values, list):
            self.problems.append(
                f'{place}key "{key}": found {shown(values)}; expected a list, {key} = [{shown(values)}]'
            )
            return ()
        taken = [self._take({key: value}, key, check, place) for value in values]
        return tuple(dict.fromkeys(value for value in taken if value is not None))


def _read_text(path: Path) -> str:
    """Return the file's text without a byte order mark, which TOML does not know but editors write."""
    try:
        content = read_regular(path, LARGEST_FILE_BYTES + 1)
        if len(content) > LARGEST_FILE_BYTES:
            raise OutletError(f"{path}: larger than {LARGEST_FILE_BYTES} bytes; expected an outlet file of a few lines")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OutletError(f"{path}: not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except NotRegularError as error:
        raise OutletError(f"{path}: found {error.found}; expected an outlet file") from error
    except OSError as error:
        raise OutletError(f"{path}: {error.strerror or error}; expected an outlet file") from error


def _expected_key(key: str, known: Collection[str], place: str) -> str:
    near = difflib.get_close_matches(key.lower(), known, 1)
    if near:
        return f'did you mean "{near[0]}"?'
    for table, keys in (("sources", _SOURCE_KEYS), ("rules", _RULE_KEYS), ("", _KEYS)):
        if key in keys and place != f"[{table}] ":
            return f"it belongs in [{table}]" if table else "it belongs above the first [table]"
    return f"expected one of {', '.join(known)}"
