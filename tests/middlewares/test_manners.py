"""What every request says of us, and how long it may take."""

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.settings import Settings

from crawler.middlewares.manners import MannersMiddleware
from crawler.middlewares.refused import Refused
from crawler.pace import Pace


def asked(request: Request | None = None, **settings: Any) -> Request:
    """Return a request as it leaves the middleware."""
    own = Settings()
    own.setmodule("crawler.settings", priority="project")
    own.setdict(settings, priority="cmdline")
    request = request or Request("https://paper.example/")
    MannersMiddleware.from_crawler(SimpleNamespace(settings=own)).process_request(request)  # type: ignore[arg-type]
    return request


def test_request_says_who_asks_and_what_is_wanted() -> None:
    """Our name with the contact, the default headers and the time limit are on every request."""
    request = asked(NEWS_CONTACT="desk@paper.example", DOWNLOAD_TIMEOUT=7.5)

    agent = request.headers["User-Agent"] or b""
    assert agent.startswith(b"Copydesk/")
    assert b"desk@paper.example" in agent
    assert b"text/html" in (request.headers["Accept"] or b"")
    assert request.meta["download_timeout"] == 7.5


def test_own_user_agent_wins() -> None:
    """USER_AGENT takes the place of ours."""
    assert asked(USER_AGENT="desk/1").headers["User-Agent"] == b"desk/1"


def test_what_a_request_brings_stays() -> None:
    """Headers and time limit that a spider set on its request are kept."""
    request = Request("https://paper.example/", headers={"Accept": "text/plain"}, meta={"download_timeout": 3})

    assert (asked(request).headers["Accept"], request.meta["download_timeout"]) == (b"text/plain", 3)


def test_a_host_that_is_down_is_asked_no_more() -> None:
    """After its failures in a row whatever leads there is refused at once, for their cause; other hosts are asked."""
    own = Settings()
    own.setmodule("crawler.settings", priority="project")
    engine = SimpleNamespace(downloader=SimpleNamespace(pace=Pace(delay_seconds=0)))
    manners = MannersMiddleware.from_crawler(SimpleNamespace(settings=own, engine=engine))  # type: ignore[arg-type]
    for n in range(own.getint("NEWS_HOST_TRIES")):
        request = Request(f"https://old.paper.example/{n}", meta={"outlet_id": "paper"})
        manners.process_request(request)
        with pytest.raises(Refused):
            manners.process_exception(request, DownloadTimeoutError("too slow"))

    with pytest.raises(Refused) as caught:
        manners.process_request(Request("https://old.paper.example/more"))

    assert (caught.value.code, caught.value.detail, caught.value.is_host_down) == ("timeout", "too slow", True)
    manners.process_request(Request("https://paper.example/more"))
