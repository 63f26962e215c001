"""robots.txt as RFC 9309 has it: what its absence, failure, size and form allow."""

from dataclasses import replace

from crawler.demo.faults.answers import drip, head, page, redirect, reset_after, sound, stall
from crawler.demo.faults.fault import Answer, Fault, codes

_TEXT = "text/plain"
_CLOSES_ONE = b"User-agent: *\nDisallow: /closed/\n"
_CLOSES_ALL = b"User-agent: *\nDisallow: /\n"
_UNREACHABLE = codes(
    "robots_unreachable", "robots_disallowed", "host_down", "timeout", "connection_lost", "http_500", "http_503"
)


_CLOSED: dict[str, Answer] = {"/closed/*": sound(page("Closed", ["Not for robots."]))}


def _robots(name: str, promise: str, answer: Answer, *, closes_one: bool = False, closes_all: bool = False) -> Fault:
    """`closes_one`: a linked page must not be asked for; `closes_all`: nothing but robots.txt must be."""
    return Fault(
        name=f"robots_{name}",
        room="robots",
        promise=promise,
        expected=_UNREACHABLE if closes_all else frozenset(),
        answers={"/robots.txt": answer} | (_CLOSED if closes_one else {}),
        links=("/closed/page-1/",) if closes_one else (),
        is_reachable=not closes_all,
    )


def _redirected() -> Fault:
    fault = _robots(
        "redirected",
        "up to five redirects are followed, and the rules at their end hold",
        redirect("/robots-1.txt"),
        closes_one=True,
    )
    hops = {f"/robots-{n}.txt": redirect(f"/robots-{n + 1}.txt") for n in range(1, 5)}
    return replace(fault, answers={**fault.answers, **hops, "/robots-5.txt": sound(_CLOSES_ONE, _TEXT)})


ROBOTS = (
    _robots(
        "403",
        "a client error allows everything; its body is no rule",
        sound(_CLOSES_ALL, _TEXT, status="403 Forbidden"),
    ),
    _robots("404", "no robots.txt allows everything", sound(_CLOSES_ALL, _TEXT, status="404 Not Found")),
    _robots(
        "500",
        "a server error closes the outlet for now",
        sound(b"", _TEXT, status="500 Internal Server Error"),
        closes_all=True,
    ),
    _robots(
        "503",
        "an overloaded server closes the outlet for now",
        sound(b"", _TEXT, status="503 Service Unavailable", more=["Retry-After: 1"]),
        closes_all=True,
    ),
    _robots("silence", "a time-out closes the outlet for now", stall(b""), closes_all=True),
    _robots(
        "drip",
        "a robots.txt that never ends closes the outlet for now",
        drip(head(content_type=_TEXT), b"# wait\n"),
        closes_all=True,
    ),
    _robots(
        "reset", "a reset closes the outlet for now", reset_after(head(content_type=_TEXT, length=90)), closes_all=True
    ),
    _redirected(),
    _robots("loop", "a redirect loop is an unavailable robots.txt, which allows everything", redirect("/robots.txt")),
    _robots(
        "of_600_kib",
        "rules beyond the first 500 KiB need not be read; those before them hold",
        sound(_CLOSES_ONE + b"# filler filler filler filler\n" * (600 * 1024 // 30), _TEXT),
        closes_one=True,
    ),
    _robots(
        "that_is_html",
        "a page in place of robots.txt has no rules",
        sound(page("Not found", ["Disallow: / is what this page does not say."])),
    ),
    _robots(
        "with_bom",
        "a byte order mark does not hide the first group",
        sound(b"\xef\xbb\xbf" + _CLOSES_ONE, _TEXT),
        closes_one=True,
    ),
    _robots(
        "with_nul_bytes",
        "binary noise does not hide the rules after it",
        sound(b"\x00\xff\x00\n" + _CLOSES_ONE, _TEXT),
        closes_one=True,
    ),
    _robots(
        "closed_to_all", "an outlet that wants no robots is left alone", sound(_CLOSES_ALL, _TEXT), closes_all=True
    ),
    _robots(
        "crawl_delay", "a crawl-delay is kept between two requests", sound(b"User-agent: *\nCrawl-delay: 0.5\n", _TEXT)
    ),
    Fault(
        name="robots_crawl_delay_of_days",
        room="robots",
        promise="a delay of days does not hold the run: it is capped, or the outlet is left and marked",
        answers={"/robots.txt": sound(b"User-agent: *\nCrawl-delay: 200000\n", _TEXT)},
        is_reachable=False,  # healthy, but nobody may wait that long
    ),
)
