"""An outlet: a newspaper, station or site as its file describes it, or as little as a bare URL tells.

Values only. Reading and checking a file is `outlets/check.py`, choosing outlets for a command is `outlets/registry.py`.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from crawler.errors import OutletError
from crawler.fields.urls import host_key, registrable_domain, strip_credentials
from crawler.items import OutletRef

LONGEST_ID = 100
"""Characters; with `.sqlite-wal` behind it far below the 255 bytes of common file systems."""

ID_SHAPE = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?")
"""An id names files and folders on every system, so it is short, lower-case and holds no separator."""

RESERVED_NAMES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
"""Device names that Windows gives to no file, whatever follows the first dot (learn.microsoft.com, "Naming Files")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where the outlet says its articles are listed; empty means: find them."""

    sitemap: tuple[str, ...] = ()
    """Absolute URLs, as the two below."""
    feed: tuple[str, ...] = ()
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The outlet's own word on its addresses; a pattern is searched in path and query, then in the whole URL."""

    article: tuple[re.Pattern[str], ...] = ()
    """An address that matches is taken for an article whatever it looks like."""
    never: tuple[re.Pattern[str], ...] = ()
    """An address that matches is never fetched; stronger than `article`."""

    def is_article(self, url: str) -> bool:
        return _matches(self.article, url)

    def is_never(self, url: str) -> bool:
        return _matches(self.never, url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    id: str
    """Stable and safe as a file name: the stem of the outlet's file, or the host of a bare URL."""
    name: str | None = None
    home: str
    """Absolute http(s) URL without credentials."""
    country: str | None = None
    """ISO 3166-1 alpha-2, lower case."""
    region: str | None = None
    language: str | None = None
    """BCP 47."""
    timezone: str | None = None
    """IANA name: the zone of dates that print none."""
    day_first: bool | None = None
    """How 03/04/2026 reads: True 3 April, False 4 March, None not known."""
    sources: Sources = Sources()
    rules: Rules = Rules()
    path: Path | None = None
    """The file it came from; None for a bare URL."""

    @property
    def domain(self) -> str:
        """The registrable domain of `home`; the host itself for IP addresses and local names."""
        return registrable_domain(self.home)


def ref(outlet: Outlet) -> OutletRef:
    """Return the outlet as records carry it."""
    return OutletRef(id=outlet.id, name=outlet.name, domain=outlet.domain, region=outlet.region, country=outlet.country)


def outlet_from_url(url: str) -> Outlet:
    """Return the outlet a bare URL stands for, all but `id` and `home` unknown.

    A missing scheme means https. OutletError when the text is no http(s) address of a host.
    """
    text = url.strip()
    home = strip_credentials(text if "://" in text else f"https://{text}")
    host = host_key(home)
    if not host:
        raise OutletError(f'"{home}": not an address; expected something like https://paper.example/')
    return Outlet(id=id_from_host(host), home=home if urlsplit(home).path else f"{home}/")


def id_from_host(host: str) -> str:
    """Return a safe id for `host` or `host:port`: `www.` dropped, separators made hyphens.

    Dots stay, so that a-b.example and a.b.example are two ids.
    """
    name = re.sub(r"[^a-z0-9.]+", "-", host.lower().removeprefix("www.")).strip(".-")[:LONGEST_ID].strip(".-")
    return f"host-{name}" if name.split(".")[0] in RESERVED_NAMES else name or "host"


def _matches(patterns: tuple[re.Pattern[str], ...], url: str) -> bool:
    if not patterns:
        return False
    below_host = "/" + url.split("://", 1)[-1].partition("/")[2]
    return any(p.search(below_host) or p.search(url) for p in patterns)
