"""One polite pace for each host: when the next request to it may start.

Pure bookkeeping over a clock that is given. The downloader reports which hosts are busy, the scheduler asks before it
hands a request out, the pacing middleware waits for the turn of whatever comes past the scheduler, the manners
middleware reports failures, the robots middleware slows a host down.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class _Host:
    delay_seconds: float
    free_at: float = 0.0
    """Clock time before which nothing starts."""
    active: int = 0
    failures: int = 0
    """In a row; a success sets it back."""


class Pace:
    """Hosts are `host:port` keys (`fields.urls.host_key`); seconds are those of the clock."""

    def __init__(
        self,
        *,
        delay_seconds: float,
        jitter: float = 0.0,
        concurrency: int = 1,
        clock: Callable[[], float] = time.monotonic,
        chance: random.Random | None = None,
    ) -> None:
        self._delay_seconds = delay_seconds
        self._jitter = jitter
        self._concurrency = concurrency
        self._clock = clock
        self._chance = chance or random.Random()
        self._hosts: dict[str, _Host] = {}
        self._left: set[str] = set()

    def has_room(self, host: str) -> bool:
        """Return whether a request to the host may be handed out at all, be it now or after a wait."""
        known = self._hosts.get(host)
        return known is None or known.active < self._concurrency

    def wait_seconds(self, host: str) -> float:
        """Return how long the next request to the host has to wait; 0 is not at all."""
        known = self._hosts.get(host)
        return self.seconds_until(known.free_at) if known else 0.0

    def seconds_until(self, moment: float) -> float:
        """Return the seconds to a time of the clock; 0 where it is past."""
        return max(0.0, moment - self._clock())

    def is_ready(self, host: str) -> bool:
        return self.has_room(host) and self.wait_seconds(host) == 0.0

    def enter(self, host: str) -> None:
        """A request to the host was handed out."""
        self._host(host).active += 1

    def leave(self, host: str) -> None:
        """It is over, whatever came of it."""
        self._host(host).active -= 1
        self._left.add(host)

    def take_left(self) -> set[str]:
        """Return the hosts of which a request ended since the last call: they may have room now."""
        left, self._left = self._left, set()
        return left

    def ready_at(self, host: str) -> float:
        """Return the clock time from which the delays of the host let the next request start."""
        known = self._hosts.get(host)
        return known.free_at if known else 0.0

    def began(self, host: str) -> None:
        """Something is being sent to the host now; the delay counts from here."""
        entry = self._host(host)
        delay = entry.delay_seconds * (1 + self._chance.uniform(-self._jitter, self._jitter))
        entry.free_at = max(entry.free_at, self._clock() + delay)

    def slow_down(self, host: str, delay_seconds: float) -> None:
        """Keep at least this delay from now on, as its robots.txt asks."""
        entry = self._host(host)
        entry.delay_seconds = max(entry.delay_seconds, delay_seconds)

    def pause(self, host: str, seconds: float) -> None:
        """Start nothing for this long."""
        entry = self._host(host)
        entry.free_at = max(entry.free_at, self._clock() + seconds)

    def failed(self, host: str) -> int:
        """Count a failure of the host itself; return how many there were in a row."""
        entry = self._host(host)
        entry.failures += 1
        return entry.failures

    def succeeded(self, host: str) -> None:
        self._host(host).failures = 0

    def back_off_seconds(self, failures: int, *, first: float, most: float) -> float:
        """Return the pause after that many failures: doubled each time, varied by a quarter, at most `most`."""
        seconds = min(most, first * 2.0 ** min(failures - 1, 30))
        return float(seconds * self._chance.uniform(0.75, 1.25))

    def _host(self, host: str) -> _Host:
        entry = self._hosts.get(host)
        if entry is None:
            entry = self._hosts[host] = _Host(delay_seconds=self._delay_seconds)
        return entry
