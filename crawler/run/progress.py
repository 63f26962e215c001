"""What the outlets of one run share: clock, bounds, the run's id, and the error that ended it."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from crawler.config import Bounds

Clock = Callable[[], datetime]
"""Returns the present as an aware datetime."""

_SUFFIX_BYTES = 3


def new_run_id(now: datetime) -> str:
    """Return an id that sorts by time: `20261123T142211Z-9f3a1c`, UTC and a random part."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(_SUFFIX_BYTES)}"


def rfc3339(moment: datetime) -> str:
    """Return UTC with microseconds, always of one length: such times sort as text."""
    return f"{moment.astimezone(UTC).isoformat(timespec='microseconds').removesuffix('+00:00')}Z"


class Progress:
    """Bounds are of the whole run: a page counts from when it is taken, an article from when it is stored."""

    def __init__(self, run_id: str, bounds: Bounds, clock: Clock) -> None:
        self.run_id = run_id
        self.bounds = bounds
        self.clock = clock
        self.started = clock()
        self.stopped_by: str | None = None
        self.error: str | None = None
        self.crash: str | None = None
        """An outlet, and the bug that was met there."""
        self._pages = 0
        self._flying = 0
        self._articles = 0

    def now(self) -> int:
        """Return UNIX seconds."""
        return int(self.clock().timestamp())

    def check_time(self) -> None:
        """Stop the run where its time is over."""
        limit = self.bounds.max_seconds
        if limit is not None and (self.clock() - self.started).total_seconds() >= limit:
            self.stopped_by = self.stopped_by or "max_seconds"

    @property
    def may_take_page(self) -> bool:
        """Whether one more page may be asked for; each in flight may become the last article allowed."""
        if self.bounds.max_pages is not None and self._pages >= self.bounds.max_pages:
            self.stopped_by = self.stopped_by or "max_pages"
        if self.bounds.max_articles is not None and self._articles >= self.bounds.max_articles:
            self.stopped_by = self.stopped_by or "max_articles"
        waits = self.bounds.max_articles is not None and self._articles + self._flying >= self.bounds.max_articles
        return self.stopped_by is None and not waits

    def take_page(self) -> None:
        self._pages += 1
        self._flying += 1

    def return_page(self) -> None:
        """A page came back unfetched."""
        self._pages -= 1
        self._flying -= 1

    def land_page(self) -> None:
        """A page is no longer in flight."""
        self._flying -= 1

    def count_article(self, *, is_new: bool) -> None:
        """An article was written; revisions do not count towards `max_articles`."""
        self._articles += is_new
