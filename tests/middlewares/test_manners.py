"""What every request says of us, how long it may take, and when a host is left."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
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


class Host:
    """A middleware, and the host it asks: each page gives what `answers` says, the others a sound page."""

    def __init__(self, **answers: Response | Exception) -> None:
        own = Settings()
        own.setmodule("crawler.settings", priority="project")
        own.setdict({"NEWS_BACKOFF_SECONDS": 0}, priority="cmdline")
        self.most, self.asked, self.answers = own.getint("NEWS_HOST_TRIES"), list[str](), answers
        downloader = SimpleNamespace(pace=Pace(delay_seconds=0))
        engine = SimpleNamespace(downloader=downloader, download_async=self.download)
        crawler = SimpleNamespace(settings=own, engine=engine)
        self.manners = MannersMiddleware.from_crawler(crawler)  # type: ignore[arg-type]

    async def download(self, request: Request) -> Response:
        """Return the response as the engine does; the address's last part names the answer."""
        name = request.url.rpartition("/")[2]
        self.asked.append(name)
        answer = self.answers.get(name) or Response(request.url)
        self.manners.process_request(request)
        if isinstance(answer, Exception):
            await cast(Any, self.manners.process_exception(request, answer))
            raise answer
        answered = self.manners.process_response(request, answer)
        return cast(Response, answered if isinstance(answered, Response) else await answered)

    def get(self, name: str) -> Refused | None:
        """Ask once for a page of an outlet; return why nothing more is asked for it, None where it was had."""
        request = Request(f"https://paper.example/{name}", meta={"outlet_id": "paper", "tries": 99})
        try:
            asyncio.run(self.download(request))
        except Refused as refused:
            return refused
        return None


def test_a_host_that_is_down_is_asked_no_more() -> None:
    """After its failures in a row whatever leads there is refused at once, for their cause; other hosts are asked."""
    host = Host(slow=DownloadTimeoutError("too slow"))
    for _ in range(host.most):
        assert host.get("slow") is not None

    refused = host.get("more")

    assert refused is not None
    assert (refused.code, refused.detail, refused.is_host_down) == ("timeout", "too slow", True)
    host.manners.process_request(Request("https://old.paper.example/more"))


def test_broken_pages_in_a_row_are_not_a_broken_host() -> None:
    """A page that was had before is asked for again; as long as it comes the others are asked for as well."""
    broken = {f"b{n}": Response("https://paper.example/", status=500) for n in range(20)}
    host = Host(**broken)
    host.get("sound")

    refused = [host.get(name) for name in broken]

    assert not any(one and one.is_host_down for one in refused)
    assert host.asked.count("sound") == 1 + len(broken) // host.most
    assert host.get("other") is None


def test_a_host_that_lost_its_sound_page_too_is_left() -> None:
    """What it gave before fails as well, so it is the host that fails."""
    host = Host()
    host.get("sound")
    host.answers = dict.fromkeys(("sound", "b0", "b1", "b2"), Response("https://paper.example/", status=503))

    refused = [host.get(f"b{n}") for n in range(host.most)]

    assert [one and one.is_host_down for one in refused] == [False, False, True]


def test_one_sound_page_does_not_hold_a_crawl_for_ever() -> None:
    """A host that gives its front page and nothing else is left in the end; after time-outs early."""
    errors, slow = Host(error=Response("https://paper.example/", status=500)), Host(slow=DownloadTimeoutError("x"))
    for host, name, most in ((errors, "error", 10), (slow, "slow", 1)):
        host.get("sound")
        refused = [host.get(name) for _ in range(host.most * (most + 1))]
        assert [bool(one and one.is_host_down) for one in refused] == [False] * (len(refused) - 1) + [True]
