"""A budget in bytes for all large bodies that a crawl holds at once: being received, unpacked, waiting to be read.

    transport, unpacking  grow      a body has become this large; False: there is no room for more of it, let it go
    manners               wait      ... and ask for it again later,
    scheduler             reserve   when there is room for the largest that it may become
    downloader, spider    free      nobody needs the body any more

Bodies up to LIGHT_BYTES are not counted: they are nearly all, each host sends one at a time, and no sound outlet shall
wait for the large pages of others. A reserved load is never let go, so each gets its turn; one load alone always fits.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

LIGHT_BYTES = 500_000
"""Of 266 news pages 33 were longer, the longest 1.7 MB. Markup made for it takes 200 to 430 bytes of a worker's memory
for one of its own, a sound page 9 to 40."""

NO_ROOM = "no_room"
"""The code of a body that was let go."""


def room_of(crawler: Any) -> "Room":
    """Return the room of a Scrapy crawler, which its downloader has."""
    room: Room = crawler.engine.downloader.room
    return room


def free_load(crawler: Any, response: Any) -> None:
    """Say that the body of a Scrapy response is no more needed."""
    room_of(crawler).free(response.meta.get("load"))


class Load:
    """One body: who caused it, and the bytes that are set aside for it."""

    __slots__ = ("is_waiting", "n_bytes", "owner", "reserved")

    def __init__(self, owner: str | None) -> None:
        self.owner = owner
        self.n_bytes = 0
        self.reserved = 0
        self.is_waiting = False


class Room:
    """`heard` is called when something was freed."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._loads: set[Load] = set()
        self._owners: Counter[str | None] = Counter()
        self.heard: Callable[[], None] = lambda: None

    @property
    def n_bytes(self) -> int:
        """What is held or set aside now."""
        return sum(max(load.n_bytes, load.reserved) for load in self._loads)

    def is_laden_by(self, owner: str) -> bool:
        """Return whether a large body of the owner is held or waited for: another would only wait as well."""
        return self._owners[owner] > 0

    def grow(self, load: Load, n_bytes: int) -> bool:
        """Note how large a body is now; False, with the load freed, where that is more than there is room for."""
        if n_bytes <= LIGHT_BYTES:
            return True
        load.n_bytes = n_bytes
        self._enter(load)
        if load.reserved or len(self._loads) == 1 or self.n_bytes <= self._most:
            return True
        self.free(load)
        return False

    def holds(self, load: Load | None) -> bool:
        """Return whether a body takes room now."""
        return load in self._loads

    def settle(self, load: Load, n_bytes: int) -> bool:
        """Note the final length of a body; return whether it is held, and has to be freed later."""
        load.reserved = 0
        load.n_bytes = n_bytes
        if load in self._loads and n_bytes <= LIGHT_BYTES:
            self.free(load)
        return load in self._loads

    def wait(self, owner: str | None) -> Load:
        """Return a load that waits for room."""
        load = Load(owner)
        load.is_waiting = True
        self._enter(load)
        return load

    def reserve(self, load: Load, n_bytes: int) -> bool:
        """Set bytes aside for a load that waits; return whether there was room for them."""
        held = self.n_bytes
        if held and held + n_bytes > self._most:
            return False
        load.reserved, load.is_waiting = n_bytes, False
        return True

    def free(self, load: Load | None) -> None:
        """Forget a load. Safe to call twice, and with what never was large."""
        if load in self._loads:
            self._loads.remove(load)
            self._owners[load.owner] -= 1
            load.n_bytes = load.reserved = 0
            self.heard()

    def _enter(self, load: Load) -> None:
        if load not in self._loads:
            self._loads.add(load)
            self._owners[load.owner] += 1
