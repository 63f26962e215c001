"""The beginning of each outlet's crawl: what its file names, robots.txt and home; then the usual places, if need be.

    first -> robots.txt, home, named sources -> ended, ended -> usual places for what none of them named

Places that are only worth a try are known here as guesses: their absence is no failure of the outlet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crawler.discovery.link import Link
from crawler.discovery.probe import first_links, usual_places
from crawler.fields.urls import authority
from crawler.outlets.outlet import Outlet


@dataclass(slots=True)
class _Beginning:
    waiting: set[str]
    """URLs of first links that have not ended."""
    known: list[Link] = field(default_factory=list)
    has_answered: bool = False


class Beginnings:
    """Of all outlets of a run; an outlet's is forgotten when its first links have ended."""

    def __init__(self) -> None:
        self._open: dict[str, _Beginning] = {}
        self._guesses: set[tuple[str, str]] = set()
        self._entrances: dict[str, str] = {}

    def begin(self, outlet: Outlet, first: Sequence[Link]) -> None:
        self._open[outlet.id] = _Beginning(waiting={link.url for link in first}, known=list(first))

    def answered(self, outlet: Outlet, links: Iterable[Link]) -> None:
        """Note that the outlet answered, and the sources among the links it gave."""
        beginning = self._open.get(outlet.id)
        if beginning is not None:
            beginning.has_answered = True
            beginning.known += [link for link in links if link.role == "source"]

    def forget(self, outlet: Outlet) -> None:
        """Try no usual places: the outlet's sources are known from earlier runs (one of them has not changed since)."""
        self._open.pop(outlet.id, None)

    def ended(self, outlet: Outlet, link: Link) -> tuple[Link, ...]:
        """Note that a link is done with; return the usual places to try where it was the last of the first ones.

        None for an outlet that gave no answer at all: more questions would get none either.
        """
        beginning = self._open.get(outlet.id)
        if beginning is None or link.url not in beginning.waiting:
            return ()
        beginning.waiting.discard(link.url)
        if beginning.waiting:
            return ()
        del self._open[outlet.id]
        if not beginning.has_answered:
            return ()
        places = usual_places(outlet, beginning.known)
        self._guesses.update((outlet.id, place.url) for place in places)
        return places

    def arrived(self, outlet: Outlet, link: Link, url: str) -> None:
        """Note where the outlet's home was found in the end."""
        if link.url == outlet.home:
            self._entrances[outlet.id] = authority(url)

    def is_main(self, outlet: Outlet, link: Link, url: str) -> bool:
        """Return whether the outlet stands and falls with the server of a URL, as it does not with all it links to."""
        return link.url == outlet.home or authority(url) in (authority(outlet.home), self._entrances.get(outlet.id))

    def is_guess(self, outlet: Outlet, link: Link) -> bool:
        """Return whether nobody named a source: a usual place, tried in this run or in an earlier one."""
        if link.role == "page" or link.via is not None:
            return False
        return (outlet.id, link.url) in self._guesses or link.url not in {first.url for first in first_links(outlet)}
