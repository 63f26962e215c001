"""Which links an outlet's frontier does not take, by the link alone: rules, kinds of URL, window of days, depth.

What needs the outlet's state (known pages, budgets) is decided in `intake.py`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from crawler.discovery import timing
from crawler.discovery.link import Link
from crawler.fields.url_kinds import url_verdict
from crawler.fields.urls import same_site
from crawler.outlets.outlet import Outlet

OUT_OF_WINDOW = "out_of_window"
"""Outside `--since` and `--until`: not for this run, and nothing about it is remembered."""

URL_LENGTH = 2083
"""Longer addresses are not sent: the limit of Scrapy's URLLENGTH_LIMIT, which no newspaper needs."""

_SLACK = timedelta(days=1)
"""A day in the outlet's own zone begins or ends up to a day beside that of UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierRules:
    """Bounds of a frontier; the defaults are those of crawler/settings.py."""

    revisit_seconds: tuple[int, ...] = timing.REVISIT_SECONDS
    """Ages at which an article is looked at again; empty: never."""
    tries: int = 5
    """Runs in which a failing page is tried before it is given up."""
    max_links: int = 200_000
    """Links that may wait in the frontier."""
    max_links_per_shape: int = 20_000
    """Links of one URL shape that a run takes in."""
    max_depth: int = 4
    """Sources between the outlet and a link, pages of a list not counted."""
    max_list_pages: int = 200
    """Further pages of sections a run asks for; ten times as many with `since`."""
    max_sitemaps: int = 1_000
    """Sitemaps a run asks for."""
    max_sitemap_links: int = 200_000
    """Links of sitemaps that a run looks at, known ones among them."""
    since: date | None = None
    until: date | None = None

    @property
    def has_window(self) -> bool:
        return self.since is not None or self.until is not None

    def in_window(self, seconds: int | None) -> bool:
        """Whether a moment, in UNIX seconds, may belong to the days asked for; an unknown one may."""
        if seconds is None:
            return True
        moment = datetime.fromtimestamp(seconds, UTC)
        if self.since and moment < _midnight(self.since) - _SLACK:
            return False
        return not (self.until and moment >= _midnight(self.until) + 2 * _SLACK)


def refuse_link(link: Link, outlet: Outlet, rules: FrontierRules) -> str | None:
    """Return the word under which the link is counted as not taken; None: the link alone speaks not against it."""
    if len(link.url) > URL_LENGTH:
        return "url_too_long"
    if outlet.rules.is_never(link.url):
        return "never_rule"
    if link.kind != "list" and link.depth > rules.max_depth and not (link.via and link.via.kind == "list"):
        return "too_deep"
    return _refuse_page(link, outlet, rules) if link.role == "page" else None


def _refuse_page(link: Link, outlet: Outlet, rules: FrontierRules) -> str | None:
    if not same_site(link.url, outlet.home):
        return "other_site"
    if not rules.in_window(timing.published_at(link) or timing.lastmod_at(link)):
        return OUT_OF_WINDOW
    return None if outlet.rules.is_article(link.url) else url_verdict(link.url)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
