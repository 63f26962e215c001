"""The scheduler alone: outlets in turn, hosts never crowded, nothing asked for that cannot start."""

from collections import deque
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.settings import Settings

from crawler.discovery.link import Link
from crawler.fields.urls import host_key
from crawler.outlets.outlet import Outlet
from crawler.pace import Pace
from crawler.room import LIGHT_BYTES, Load, Room
from crawler.signals import run_interrupted
from crawler.spiders.scheduler import OutletScheduler


@dataclass
class FakeOutletRun:
    outlet: Outlet
    links: deque[str] = field(default_factory=deque)
    asked: int = 0


class FakeSpider:
    """Gives requests as NewsSpider does, without a run behind it."""

    def __init__(self, outlets: list[FakeOutletRun]) -> None:
        self.run = SimpleNamespace(outlets={outlet_run.outlet.id: outlet_run for outlet_run in outlets})
        self.is_full = False

    def next_link(self, outlet_run: FakeOutletRun) -> Link | None:
        outlet_run.asked += 1
        return Link(url=outlet_run.links.popleft(), kind="page") if outlet_run.links else None

    def request_for(self, link: Link, outlet_run: FakeOutletRun) -> Request:
        return Request(link.url, meta={"outlet_id": outlet_run.outlet.id, "link": link})

    def has_enough_pages(self) -> bool:
        return self.is_full


class Rig:
    """A scheduler with a clock, and the two things that Scrapy's engine does around it."""

    def __init__(self, *outlets: FakeOutletRun, delay_seconds: float = 0.0) -> None:
        self.now = 0.0
        self.handlers: list[Any] = []
        self.pace = Pace(delay_seconds=delay_seconds, clock=lambda: self.now)
        self.room = Room(2 * LIGHT_BYTES)
        engine = SimpleNamespace(downloader=SimpleNamespace(pace=self.pace, room=self.room), _slot=None)
        signals = SimpleNamespace(connect=lambda handler, signal: self.handlers.append((handler, signal)))
        self.scheduler = OutletScheduler(SimpleNamespace(engine=engine, signals=signals, settings=Settings()))  # type: ignore[arg-type]
        self.spider = FakeSpider(list(outlets))
        self.scheduler.open(self.spider)  # type: ignore[arg-type]
        self.scheduler._set_alarm = lambda: None  # type: ignore[method-assign]  # no event loop runs here

    def start(self) -> str | None:
        """Take the next request and send it."""
        request = self.scheduler.next_request()
        if request is None:
            return None
        self.pace.enter(host_key(request.url))
        self.pace.began(host_key(request.url))
        return request.url

    def finish(self, url: str) -> None:
        self.pace.leave(host_key(url))


def outlet(name: str, count: int, *, home: str | None = None) -> FakeOutletRun:
    home = home or f"https://{name}.example/"
    return FakeOutletRun(Outlet(id=name, home=home), deque(f"{home}{number}" for number in range(count)))


def test_outlets_take_turns() -> None:
    """One page of each outlet before the second of any, one request a host at a time."""
    rig = Rig(outlet("a", 2), outlet("b", 2))

    first = [rig.start(), rig.start(), rig.start()]
    rig.finish("https://a.example/0")
    rig.finish("https://b.example/0")

    assert first == ["https://a.example/0", "https://b.example/0", None]
    assert {rig.start(), rig.start()} == {"https://a.example/1", "https://b.example/1"}


def test_slow_host_is_not_asked_for_links() -> None:
    """While a host has no room its outlet gives no further link, so nothing piles up in memory."""
    slow, quick = outlet("slow", 5), outlet("quick", 3)
    rig = Rig(slow, quick)
    rig.start()
    for _ in range(3):
        url = rig.start()
        assert url is not None
        rig.finish(url)

    assert slow.asked == 1
    assert len(slow.links) == 4


def test_delay_of_a_host_is_kept() -> None:
    """An outlet comes back when its host's delay is over, not before."""
    rig = Rig(outlet("a", 2), delay_seconds=2.0)
    url = rig.start()
    assert url is not None
    rig.finish(url)

    assert rig.start() is None
    assert rig.scheduler.has_pending_requests()
    rig.now = 2.0
    assert rig.start() == "https://a.example/1"


def test_link_of_a_busy_foreign_host_waits_for_it() -> None:
    """A link on another host is held until that host has room, and is not lost."""
    one = outlet("one", 1)
    two = outlet("two", 0)
    two.links.append("https://one.example/feed")
    rig = Rig(one, two)

    assert rig.start() == "https://one.example/0"
    assert rig.start() is None
    rig.finish("https://one.example/0")
    assert rig.start() == "https://one.example/feed"


def test_two_ports_are_two_hosts() -> None:
    """Two servers on one machine do not wait for each other."""
    rig = Rig(outlet("a", 1, home="http://127.0.0.1:8001/"), outlet("b", 1, home="http://127.0.0.1:8002/"))

    assert rig.start() is not None
    assert rig.start() is not None


def test_idle_outlet_is_asked_again_when_woken() -> None:
    """An outlet without a due link is done, until a response brings it new ones."""
    one = outlet("one", 0)
    rig = Rig(one)

    assert rig.start() is None
    assert not rig.scheduler.has_pending_requests()
    one.links.append("https://one.example/new")
    rig.scheduler.wake("one")
    assert rig.scheduler.has_pending_requests()
    assert rig.start() == "https://one.example/new"


def test_redirects_and_retries_come_first() -> None:
    """A request that was scheduled goes before new links of its host."""
    rig = Rig(outlet("a", 1))
    rig.scheduler.enqueue_request(Request("https://a.example/moved"))

    assert rig.start() == "https://a.example/moved"
    rig.finish("https://a.example/moved")
    assert rig.start() == "https://a.example/0"


def test_back_pressure_stops_links_not_redirects() -> None:
    """While too many pages wait to be read, no new page is asked for; what is under way goes on."""
    rig = Rig(outlet("a", 1))
    rig.spider.is_full = True

    assert rig.start() is None
    rig.scheduler.enqueue_request(Request("https://b.example/moved"))
    assert rig.start() == "https://b.example/moved"
    rig.spider.is_full = False
    assert rig.start() == "https://a.example/0"


def test_dropped_outlet_gives_its_requests_back() -> None:
    """What was held or queued of an outlet that is left is handed back, and nothing of the others."""
    rig = Rig(outlet("a", 0))
    rig.scheduler.enqueue_request(Request("https://a.example/x", meta={"outlet_id": "a"}))
    rig.scheduler.enqueue_request(Request("https://a.example/y", meta={"outlet_id": "b"}))

    assert [request.url for request in rig.scheduler.drop("a")] == ["https://a.example/x"]
    assert rig.start() == "https://a.example/y"


@pytest.mark.parametrize("queued", [True, False])
def test_interrupted_scheduler_hands_out_nothing(queued: bool) -> None:
    """After an interruption there is nothing to do, so that the crawl closes."""
    rig = Rig(outlet("a", 3))
    if queued:
        rig.scheduler.enqueue_request(Request("https://a.example/x"))
    (handler,) = [handler for handler, signal in rig.handlers if signal is run_interrupted]

    handler()

    assert rig.start() is None
    assert not rig.scheduler.has_pending_requests()
    assert not rig.scheduler.enqueue_request(Request("https://a.example/y"))


def test_waiting_hosts_are_not_looked_at_for_every_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many hosts wait for their turn, asking for the next request looks at those that may be due only."""
    rig = Rig(*(outlet(f"o{number}", 2) for number in range(300)), delay_seconds=2.0)
    urls = [rig.start() for _ in range(300)]
    for url in urls[:200]:
        rig.finish(str(url))
    assert rig.start() is None
    looked_at = []
    monkeypatch.setattr(rig.pace, "is_ready", lambda host: looked_at.append(host))

    assert [rig.start() for _ in range(10)] == [None] * 10
    assert not looked_at


def test_paused_host_waits_for_the_end_of_its_pause() -> None:
    """A host that is paused while its outlet waits comes back after the pause, not after the delay."""
    rig = Rig(outlet("a", 2), delay_seconds=2.0)
    rig.finish(str(rig.start()))
    assert rig.start() is None
    rig.pace.pause("a.example", 10.0)

    rig.now = 2.0
    assert rig.start() is None
    rig.now = 10.0
    assert rig.start() == "https://a.example/1"


def test_request_that_waits_for_room_holds_nobody_up() -> None:
    """A page that others left no memory for is asked for when there is some; meanwhile its neighbours go on."""
    rig = Rig(outlet("quick", 1))
    held = Load("other")
    rig.room.grow(held, 2 * LIGHT_BYTES)
    meta = {"load": rig.room.wait("large"), "outlet_id": "large", "download_maxsize": 2 * LIGHT_BYTES}
    rig.scheduler.enqueue_request(Request("https://large.example/", meta=meta))

    assert [rig.start(), rig.start()] == ["https://quick.example/0", None]
    assert rig.scheduler.has_pending_requests()
    rig.room.free(held)
    assert rig.start() == "https://large.example/"


def test_left_outlet_waits_for_no_room() -> None:
    """A request that is dropped gives its place in the queue back."""
    rig = Rig()
    meta = {"load": rig.room.wait("large"), "outlet_id": "large"}
    rig.scheduler.enqueue_request(Request("https://large.example/", meta=meta))

    assert len(rig.scheduler.drop("large")) == 1
    assert not rig.room.is_laden_by("large")
