"""The way a middleware says no: the request ends, and its errback hears a code that the report counts."""

from scrapy.exceptions import IgnoreRequest

from crawler.errors import PageError
from crawler.room import NO_ROOM


class Refused(PageError, IgnoreRequest):  # noqa: N818  (it is a verdict, and reads as one where it is raised)
    """`code` is a short snake_case word, `detail` is for people."""

    def __init__(self, code: str, detail: str = "", *, retry: bool = False, is_host_down: bool = False) -> None:
        super().__init__(code, f"{code}: {detail}" if detail else code)
        self.detail = detail
        self.retry = retry
        """Another run may fare better."""
        self.is_host_down = is_host_down
        """Nothing more should be asked of this host in this run."""


class NoRoom(Refused):
    """A body that had to be let go, because others take all the room there is for large ones: to be asked for again."""

    def __init__(self) -> None:
        super().__init__(NO_ROOM, "other large pages take all the memory there is for them", retry=True)
