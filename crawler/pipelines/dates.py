"""Dates in the record's spelling, in the outlet's zone; one that cannot be is dropped, and its field is null.

Those of an article that still has the values that a worker gave it are so spelled, and are not read again.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from crawler.items import Article
from crawler.outlets.outlet import Outlet

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.fields.dates import DateContext, NewsDate


class DatesPipeline:
    def __init__(self, outlets: Iterable[Outlet], spider: Any = None) -> None:
        self._outlets = {outlet.id: outlet for outlet in outlets}
        self._is_as_given: Callable[[Article], bool] = getattr(spider, "is_as_given", lambda _: False)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(getattr(crawler.spider, "outlets", ()), crawler.spider)

    def process_item(self, item: Article) -> Article:
        return item if self._is_as_given(item) else self._normalised(item)

    def _normalised(self, item: Article) -> Article:
        context = self._context(item)
        published = _read(item.date_published, context)
        if published is None:
            item.date_published = item.date_precision = item.timezone = None
        elif published.value != item.date_published or item.date_precision is None:
            item.date_published = published.value
            item.date_precision = published.precision
            item.timezone = published.zone or item.timezone
        modified = _read(item.date_modified, context)
        item.date_modified = modified.value if modified else None
        return item

    def _context(self, item: Article) -> "DateContext":
        from crawler.fields.dates import (
            DateContext,
        )  # its tables take as long to load as ten pages; most runs need none

        outlet = self._outlets.get(item.outlet.id)
        return DateContext(
            timezone=outlet.timezone if outlet else None,
            day_first=outlet.day_first if outlet else None,
            country=item.outlet.country,
            language=item.language,
            fetched_at=datetime.fromisoformat(item.fetched_at),
        )


def _read(raw: str | None, context: "DateContext") -> "NewsDate | None":
    from crawler.fields.dates import is_plausible, parse_date

    date = parse_date(raw, context) if raw else None
    return date if date is not None and is_plausible(date, context) else None
