"""What extraction is given for one page. Plain, picklable values: they cross into worker processes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crawler.items import Discovery
from crawler.outlets.outlet import Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the feed or sitemap that named the page said of it; None is "it said nothing"."""

    title: str | None = None
    published: str | None = None
    """As written there, any spelling."""
    via: Discovery | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageInput:
    body: bytes
    """As received, transfer encoding removed."""
    url: str
    """Final URL after redirects."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Response headers, keys in lower case."""
    status: int = 200
    fetched_at: datetime
    """Aware; relative dates on the page count from here."""
    outlet: Outlet
    id: str | None = None
    """Record id to keep; None makes it from outlet and canonical URL."""
    hints: Hints = Hints()
    first_url: str | None = None
    """Where the page is a further one of an article: the URL of its first page."""
    force: bool = False
    """Extract whatever the verdict."""
