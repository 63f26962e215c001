"""Redirects: within the outlet's site, a bounded number of times, without secrets for others."""

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.middlewares.redirect import RedirectMiddleware
from crawler.middlewares.refused import Refused
from crawler.outlets.outlet import Outlet

URL = "https://paper.example/old"


def follow(
    location: str, *, status: int = 301, url: str = URL, headers: dict[str, str] | None = None, **meta: Any
) -> Any:
    outlet_run = SimpleNamespace(outlet=Outlet(id="paper", home="https://paper.example/"))
    spider = SimpleNamespace(run=SimpleNamespace(outlets={"paper": outlet_run}))
    crawler = SimpleNamespace(settings=Settings(), spider=spider)
    request = Request(url, headers=headers, meta={"outlet_id": "paper", **meta})
    response = Response(url, status=status, headers={"Location": location})
    return RedirectMiddleware(crawler).process_response(request, response)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_within_the_site_is_followed(status: int) -> None:
    """The new request keeps its outlet, and remembers where it came from."""
    followed = follow("/new?a=1#part", status=status)

    assert followed.url == "https://paper.example/new?a=1"
    assert followed.meta["outlet_id"] == "paper"
    assert followed.meta["redirect_urls"] == [URL]


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("\\new\\page", "https://paper.example/new/page"),
        ("https:\\\\paper.example\\new?a=\\b", "https://paper.example/new?a=%5Cb"),
        ("/new#a\\b", "https://paper.example/new"),
    ],
)
def test_backslash_is_a_slash(location: str, target: str) -> None:
    """Browsers read it so, and servers that write it are never told."""
    assert follow(location).url == target


def test_backslashes_lead_to_no_other_site() -> None:
    """What looks like a path here and like a host there is judged as what will be asked for."""
    with pytest.raises(Refused) as caught:
        follow("\\\\other.example\\new")

    assert caught.value.code == "offsite_redirect"


@pytest.mark.parametrize(
    ("location", "code"),
    [
        (URL, "redirect_loop"),
        ("https://other.example/", "offsite_redirect"),
        ("http://169.254.169.254/latest", "offsite_redirect"),
        ("javascript:alert(1)", "bad_redirect"),
        ("file:///etc/passwd", "bad_redirect"),
        ("https://[bad/", "bad_redirect"),
    ],
)
def test_redirect_that_leads_nowhere_good_is_refused(location: str, code: str) -> None:
    """Each has a code of its own, and nothing is asked for."""
    with pytest.raises(Refused) as caught:
        follow(location)

    assert caught.value.code == code


def test_redirects_end() -> None:
    """After the last allowed redirect the link is given up."""
    with pytest.raises(Refused) as caught:
        follow("/next", redirect_urls=[f"https://paper.example/{number}" for number in range(8)])

    assert caught.value.code == "redirect_loop"


def test_mobile_host_of_the_same_paper_is_the_same_site() -> None:
    """A redirect between the paper's own hosts is no way off it."""
    assert follow("https://m.paper.example/old").url == "https://m.paper.example/old"


def test_secrets_stay_with_their_host() -> None:
    """Authorization goes along on the same host only, credentials in the target never, validators neither."""
    secret = {"Authorization": "Basic eA==", "If-None-Match": '"x"'}

    same = follow("/new", headers=secret)
    other = follow("https://jane:pw@www.paper.example/new", headers=secret)

    assert same.headers["Authorization"] == b"Basic eA=="
    assert "Authorization" not in other.headers
    assert other.url == "https://www.paper.example/new"
    assert "If-None-Match" not in same.headers


def test_robots_may_lead_elsewhere() -> None:
    """RFC 9309: robots.txt of one authority may stand on another."""
    assert follow("https://other.example/robots.txt", is_robots=True).url == "https://other.example/robots.txt"


def test_final_answers_pass() -> None:
    """A 200 is handed on, and so is a redirect that names no target."""
    assert isinstance(follow("", status=200), Response)
    assert isinstance(follow("", status=301), Response)
