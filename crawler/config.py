"""The `NEWS_*` settings read once, checked, typed and frozen; below the command line and the spider nobody sees others.

`read_config` takes any mapping: Scrapy's Settings, or a plain dict in a test; what it leaves out is as in settings.py.
"""

import difflib
import ipaddress
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from crawler import settings as defaults
from crawler.errors import SettingError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Part `index` of `count`; `0/1` is everything."""

    index: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a run may take at most; None is no bound. Pages and articles are those of the whole run."""

    since: date | None = None
    until: date | None = None
    max_pages: int | None = None
    max_articles: int | None = None
    max_seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of a run; settings.py says for each what it is good for."""

    output: Path
    outlets: Path
    contact: str
    obey_robots: bool
    delay_seconds: float
    delay_jitter: float
    max_robots_delay_seconds: float
    tries: int
    host_tries: int
    backoff_seconds: float
    max_backoff_seconds: float
    max_retry_after_seconds: float
    since: date | None
    until: date | None
    max_pages: int | None
    max_articles: int | None
    max_seconds: float | None
    shard: Shard | None
    rebuild_state: bool
    workers: int
    page_seconds: float
    workers_bytes: int
    waiting_pages: int
    template_check_every: int
    checkpoint_articles: int
    checkpoint_seconds: float
    allow_networks: tuple[Network, ...]
    max_bytes_in_flight: int
    max_page_bytes: int
    max_header_bytes: int
    max_redirects: int
    max_links: int
    max_links_per_pattern: int
    max_sitemaps: int
    max_sitemap_links: int
    max_depth: int
    revisit_hours: tuple[float, ...]
    link_runs: int
    progress: bool | None

    @property
    def bounds(self) -> Bounds:
        return Bounds(
            since=self.since,
            until=self.until,
            max_pages=self.max_pages,
            max_articles=self.max_articles,
            max_seconds=self.max_seconds,
        )


def read_config(settings: Mapping[str, Any]) -> Config:
    """Return the checked settings; SettingError names every key that is unknown or has a wrong value."""
    problems = [_unknown(key) for key in settings if key.startswith("NEWS_") and key not in _READERS]
    values: dict[str, Any] = {}
    for key, read in _READERS.items():
        value = settings[key] if key in settings else getattr(defaults, key)
        try:
            values[key.removeprefix("NEWS_").lower()] = read(value)
        except (ValueError, TypeError) as error:
            problems.append(f"setting {key}: found {value!r}, expected {error}")
    if problems:
        raise SettingError("\n".join(problems))
    return Config(**values)


def _unknown(key: str) -> str:
    near = difflib.get_close_matches(key, _READERS, n=1)
    return f"setting {key}: unknown" + (f"; did you mean {near[0]}?" if near else "; crawler/settings.py has the list")


def _path(value: Any) -> Path:
    if not isinstance(value, str | os.PathLike) or not os.fspath(value):
        raise ValueError("the path of a folder")
    return Path(value)


def _text(value: Any) -> str:
    text = str(value or "").strip()
    if not text or not text.isprintable() or not text.isascii():
        raise ValueError("a URL or mail address in plain ASCII")
    return text


def _flag(value: Any) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    try:
        return words[str(value).strip().lower()]
    except KeyError:
        raise ValueError("true or false") from None


def _whole(least: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        expected = f"a whole number of at least {least}"
        try:
            number = int(str(value))
        except ValueError:
            raise ValueError(expected) from None
        if number < least:
            raise ValueError(expected)
        return number

    return read


def _seconds(value: Any) -> float:
    expected = "a number of seconds, 0 or more"
    try:
        number = float(str(value))
    except ValueError:
        raise ValueError(expected) from None
    if not 0 <= number < float("inf"):
        raise ValueError(expected)
    return number


def _share(value: Any) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise ValueError("a share between 0 and 1")
    return number


def _day(value: Any) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("a day as YYYY-MM-DD") from None


def _shard(value: Any) -> Shard:
    index, _, count = str(value).partition("/")
    if not (index.isdecimal() and count.isdecimal() and int(index) < int(count)):
        raise ValueError('"i/N" with 0 <= i < N, such as 0/4')
    return Shard(index=int(index), count=int(count))


def _networks(value: Any) -> tuple[Network, ...]:
    texts = value.split(",") if isinstance(value, str) else list(value or ())
    try:
        return tuple(ipaddress.ip_network(text.strip()) for text in texts if text.strip())
    except ValueError as error:
        raise ValueError(f"networks as CIDR, such as 127.0.0.0/8 ({error})") from None


def _rising_hours(value: Any) -> tuple[float, ...]:
    expected = 'rising numbers of hours, such as "1,6,24", or "" for never'
    try:
        hours = tuple(map(float, value.split(",") if isinstance(value, str) and value else value or ()))
    except (ValueError, TypeError):
        raise ValueError(expected) from None
    if not all(0 < hour < float("inf") for hour in hours) or list(hours) != sorted(set(hours)):
        raise ValueError(expected)
    return hours


def _workers(value: Any) -> int:
    return _whole(1)(value) if value not in (None, "") else os.cpu_count() or 1


def _optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value in (None, "") else read(value)


_READERS: dict[str, Callable[[Any], Any]] = {
    "NEWS_OUTPUT": _path,
    "NEWS_OUTLETS": _path,
    "NEWS_CONTACT": _text,
    "NEWS_OBEY_ROBOTS": _flag,
    "NEWS_DELAY_SECONDS": _seconds,
    "NEWS_DELAY_JITTER": _share,
    "NEWS_MAX_ROBOTS_DELAY_SECONDS": _seconds,
    "NEWS_TRIES": _whole(1),
    "NEWS_HOST_TRIES": _whole(1),
    "NEWS_BACKOFF_SECONDS": _seconds,
    "NEWS_MAX_BACKOFF_SECONDS": _seconds,
    "NEWS_MAX_RETRY_AFTER_SECONDS": _seconds,
    "NEWS_SINCE": _optional(_day),
    "NEWS_UNTIL": _optional(_day),
    "NEWS_MAX_PAGES": _optional(_whole(0)),
    "NEWS_MAX_ARTICLES": _optional(_whole(0)),
    "NEWS_MAX_SECONDS": _optional(_seconds),
    "NEWS_SHARD": _optional(_shard),
    "NEWS_REBUILD_STATE": _flag,
    "NEWS_WORKERS": _workers,
    "NEWS_PAGE_SECONDS": _seconds,
    "NEWS_WORKERS_BYTES": _whole(100_000_000),
    "NEWS_WAITING_PAGES": _whole(1),
    "NEWS_TEMPLATE_CHECK_EVERY": _whole(0),
    "NEWS_CHECKPOINT_ARTICLES": _whole(1),
    "NEWS_CHECKPOINT_SECONDS": _seconds,
    "NEWS_ALLOW_NETWORKS": _networks,
    "NEWS_MAX_BYTES_IN_FLIGHT": _whole(1_000_000),
    "NEWS_MAX_PAGE_BYTES": _whole(1024),
    "NEWS_MAX_HEADER_BYTES": _whole(1024),
    "NEWS_MAX_REDIRECTS": _whole(0),
    "NEWS_MAX_LINKS": _whole(1),
    "NEWS_MAX_LINKS_PER_PATTERN": _whole(1),
    "NEWS_MAX_SITEMAPS": _whole(1),
    "NEWS_MAX_SITEMAP_LINKS": _whole(1),
    "NEWS_MAX_DEPTH": _whole(0),
    "NEWS_REVISIT_HOURS": _rising_hours,
    "NEWS_LINK_RUNS": _whole(1),
    "NEWS_PROGRESS": _optional(_flag),
}
