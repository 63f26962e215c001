"""Hands out the next request of a crawl: outlets in turn, and only where the host has room now.

Pending links stay in each outlet's state file; an outlet is asked for one only when it can be fetched at once, so
neither memory nor the downloader fills up with a slow host's links.

    request_for <- next_link                the outlets in the ring, one after the other
    queued      <- enqueue_request          redirects, retries, and whatever a spider of your own yields: before links

An outlet whose host is not ready is parked with it; an outlet without a due link is idle until `wake` is called.
"""

import asyncio
from collections import deque
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler

from crawler.errors import RunError
from crawler.fields.urls import host_key
from crawler.signals import run_interrupted

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.run import OutletRun
    from crawler.spiders.downloader import PacedDownloader
    from crawler.spiders.news import NewsSpider


class OutletScheduler(BaseScheduler):
    """Scrapy's SCHEDULER; with a spider that has no run it is a plain polite queue (`scrapy shell`, other spiders)."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        downloader: PacedDownloader = crawler.engine.downloader  # type: ignore[assignment]
        self._pace, self._room = downloader.pace, downloader.room
        self._room.heard = self._ask_again
        self._most_bytes = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._news: NewsSpider | None = None
        self._queued: dict[str, deque[Request]] = {}
        self._ring: deque[OutletRun] = deque()
        self._parked: dict[str, list[OutletRun]] = {}
        self._waits: list[tuple[float, str]] = []
        """A heap of parked hosts that have room, by the time they may be asked again; one without room comes back when
        a request to it ends. So a thousand slow hosts cost a request nothing."""
        self._held: dict[str, Request] = {}
        self._idle: dict[str, OutletRun] = {}
        self._alarm: asyncio.TimerHandle | None = None
        self._is_stopped = False
        crawler.signals.connect(self.stop, run_interrupted)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        run = getattr(spider, "run", None)
        if run is not None:
            self._news = spider  # type: ignore[assignment]
            self._ring.extend(run.outlets.values())

    def close(self, reason: str) -> None:
        if self._alarm is not None:
            self._alarm.cancel()

    def has_pending_requests(self) -> bool:
        return not self._is_stopped and bool(self._queued or self._ring or self._parked)

    def enqueue_request(self, request: Request) -> bool:
        if self._is_stopped:
            return False
        self._queued.setdefault(host_key(request.url), deque()).append(request)
        return True

    def next_request(self) -> Request | None:
        if self._is_stopped:
            return None
        request = self._next_queued() or self._next_link()
        if request is None:
            self._set_alarm()
        return request

    def wake(self, outlet_id: str) -> None:
        """Ask the outlet again: it has new links, or a link that was in flight is done."""
        outlet_run = self._idle.pop(outlet_id, None)
        if outlet_run is not None:
            self._ring.append(outlet_run)

    def stop(self) -> None:
        """Hand out nothing any more; what was waiting is due again in the next run."""
        self._is_stopped = True
        self._queued.clear()

    def drop(self, outlet_id: str) -> list[Request]:
        """Forget the requests of an outlet that is left alone, and return them."""
        dropped = [self._held.pop(outlet_id)] if outlet_id in self._held else []
        for host, requests in list(self._queued.items()):
            dropped += [r for r in requests if r.meta.get("outlet_id") == outlet_id]
            self._keep(host, deque(r for r in requests if r.meta.get("outlet_id") != outlet_id))
        for request in dropped:
            self._room.free(request.meta.get("load"))
        return dropped

    def _next_queued(self) -> Request | None:
        for host, requests in self._queued.items():
            if self._pace.is_ready(host) and self._takes_in(requests[0]):
                request = requests.popleft()
                self._keep(host, requests)
                return request
        return None

    def _takes_in(self, request: Request) -> bool:
        """Return whether there is room for what a request may bring; it is set aside then."""
        if not self._waits_for_room(request):
            return True
        return self._room.reserve(request.meta["load"], request.meta.get("download_maxsize", self._most_bytes))

    @staticmethod
    def _waits_for_room(request: Request) -> bool:
        load = request.meta.get("load")
        return load is not None and load.is_waiting

    def _keep(self, host: str, requests: deque[Request]) -> None:
        if requests:
            self._queued[host] = requests
        else:
            del self._queued[host]

    def _next_link(self) -> Request | None:
        if self._news is None or self._news.has_enough_pages():
            return None
        if not self._ring:
            self._unpark()
        for _ in range(len(self._ring)):
            request = self._next_of(self._ring.popleft())
            if request is not None:
                return request
        return None

    def _next_of(self, outlet_run: "OutletRun") -> Request | None:
        """Return a request of the outlet that can start now; else park it or let it idle."""
        outlet_id = outlet_run.outlet.id
        request = self._held.pop(outlet_id, None)
        if request is None:
            home = host_key(outlet_run.outlet.home)
            if not self._pace.is_ready(home):
                self._park(outlet_run, home)
                return None
            request = self._request_of(outlet_run)
            if request is None:
                self._idle[outlet_id] = outlet_run
                return None
        host = host_key(request.url)
        if not self._pace.is_ready(host):
            self._held[outlet_id] = request
            self._park(outlet_run, host)
            return None
        self._ring.append(outlet_run)
        return request

    def _request_of(self, outlet_run: "OutletRun") -> Request | None:
        assert self._news is not None
        try:
            link = self._news.next_link(outlet_run)
        except RunError:
            self.stop()
            self._news.stop("output")
            return None
        return self._news.request_for(link, outlet_run) if link is not None else None

    def _park(self, outlet_run: "OutletRun", host: str) -> None:
        self._parked.setdefault(host, []).append(outlet_run)
        self._wait_for(host)

    def _wait_for(self, host: str) -> None:
        if self._pace.has_room(host):
            heappush(self._waits, (self._pace.ready_at(host), host))

    def _unpark(self) -> None:
        for host in self._pace.take_left():
            if host in self._parked:
                self._wait_for(host)
        while self._waits and self._pace.seconds_until(self._waits[0][0]) == 0.0:
            _, host = heappop(self._waits)
            if host in self._parked and self._pace.is_ready(host):
                self._ring.extend(self._parked.pop(host))
            elif host in self._parked:
                self._wait_for(host)  # it was paused meanwhile

    def _set_alarm(self) -> None:
        """Have the engine ask again when the first host with room may be asked again."""
        waits = [
            self._pace.wait_seconds(host)
            for host, requests in self._queued.items()
            if self._pace.has_room(host) and not self._waits_for_room(requests[0])
        ]
        waits += [self._pace.seconds_until(at) for at, _ in self._waits[:1]]
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if waits and not (self._news is not None and self._news.has_enough_pages()):
            self._alarm = asyncio.get_running_loop().call_later(min(waits), self._rouse)

    def _rouse(self) -> None:
        self._alarm = None
        self._ask_again()

    def _ask_again(self) -> None:
        slot: Any = self._crawler.engine._slot  # Scrapy 2.19 has no public way to say "there is a request now"
        if slot is not None:
            slot.nextcall.schedule()
