"""Where the articles on their way through the pipelines came from, and what they were when a worker gave them.

Two articles may have one id and address (a feed names a page twice): each origin is handed out once, in order.
"""

from collections import deque
from operator import attrgetter, is_
from typing import TYPE_CHECKING

from crawler.discovery.link import Link
from crawler.items import Article

if TYPE_CHECKING:
    from crawler.run import OutletRun

_NORMAL = (
    "headline",
    "standfirst",
    "description",
    "section",
    "tags",
    "body",
    "body_text",
    "word_count",
    "language",
    "fetched_at",
    "date_published",
    "date_precision",
    "date_modified",
    "timezone",
)
"""Fields that a worker gives in the record's spelling."""
_values = attrgetter(*_NORMAL)


class Origins:
    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], deque[tuple[OutletRun, Link, tuple[object, ...] | None]]] = {}

    def put(
        self, article: Article, outlet_run: "OutletRun", link: Link, given: tuple[object, ...] | None = None
    ) -> None:
        """Remember where an article comes from; `given` is what `values_of` returned when a worker had given it."""
        self._waiting.setdefault((article.id, article.url), deque()).append((outlet_run, link, given))

    def take(self, article: Article) -> "tuple[OutletRun, Link] | None":
        """Return, once, where an article comes from; None for an article of another making."""
        waiting = self._waiting.get((article.id, article.url))
        if not waiting:
            return None
        if len(waiting) == 1:
            del self._waiting[article.id, article.url]
        outlet_run, link, _ = waiting.popleft()
        return outlet_run, link

    def is_as_given(self, article: Article) -> bool:
        """Return whether the article still has the very values that a worker gave it."""
        now = values_of(article)
        return any(
            given is not None and all(map(is_, now, given))
            for _, _, given in self._waiting.get((article.id, article.url), ())
        )


def values_of(article: Article) -> tuple[object, ...]:
    """Return the values of the fields that the pipelines normalise."""
    values: tuple[object, ...] = _values(article)
    return values
