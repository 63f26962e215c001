"""Traps: addresses without an end. The healthy articles stand beside each of them."""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import blake2b
from html import escape

from crawler.demo.faults.answers import head, page, redirect, sound
from crawler.demo.faults.fault import Answer, Fault, Request, Wire, codes

_LOOP = codes("redirect_loop", "too_many_redirects", "bad_redirect")
N_VARIANTS = 1_000
"""Variants that one page links; each of them links as many again."""


def _section(title: str, urls: list[str]) -> bytes:
    """A page that looks like a section of a paper: navigation, teasers, a next page; all of it leads into the trap."""
    nav = "".join(f'<li><a href="{escape(url)}">{title} {n}</a></li>' for n, url in enumerate(urls[:6], 1))
    teasers = "".join(
        f'<article class="teaser"><h2><a href="{escape(url)}">Report number {n} of the {title.lower()} desk</a></h2>'
        f"<p>Read on, day by day.</p></article>"
        for n, url in enumerate(urls, 1)
    )
    following = escape(urls[0])
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title><link rel="next" href="{following}"></head><body>'
        f"<header><nav><ul>{nav}</ul></nav></header><main><h1>{title}</h1>{teasers}"
        f'<nav class="pagination"><a rel="next" href="{following}">Next page</a></nav></main></body></html>'
    ).encode()


def _listing(title: str, make: Callable[[Request], list[str]]) -> Answer:
    async def answer(request: Request, wire: Wire) -> None:
        await sound(_section(title, make(request)))(request, wire)

    return answer


def _calendar(request: Request) -> list[str]:
    text = request.target.rstrip("/").rsplit("/", 1)[-1]
    day = date.fromisoformat(text) if len(text) == len("2026-05-17") else date(2026, 5, 17)
    return [f"/calendar/{day + timedelta(days=step)}/" for step in (-30, -1, 1, 30)]


def _sessions(request: Request) -> list[str]:
    token = blake2b(request.target.encode(), digest_size=8).hexdigest()
    return [f"/s/{token}{n}/section/" for n in range(5)]


def _pages(request: Request) -> list[str]:
    return [f"/category/news/page/{_number(request) + step}/" for step in (1, 2)]


def _new_items(request: Request) -> list[str]:
    number = _number(request)
    return [f"/category/sport/page/{number + 1}/", *(f"/expired/item-{number}-{n}/" for n in range(10))]


def _number(request: Request) -> int:
    return int("0" + "".join(c for c in request.target if c.isdigit()))


def _facets(request: Request) -> list[str]:
    separator = "&" if "?" in request.target else "?"
    names = ("colour=red", "size=9", "sort=price", "view=grid", "from=2019", "town=pellow")
    return [f"{request.target}{separator}{name}" for name in names]


def _variants(request: Request) -> list[str]:
    token = blake2b(request.target.encode(), digest_size=4).hexdigest()
    return [f"/variants/?v={token}{n}" for n in range(N_VARIANTS)]


def _deeper(request: Request) -> list[str]:
    return [f"{request.target.rstrip('/')}/again/", f"{request.target.rstrip('/')}/and-again/"]


async def _refresh(request: Request, wire: Wire) -> None:
    other = "/refresh/b/" if request.target.startswith("/refresh/a") else "/refresh/a/"
    body = f'<html><head><title>One moment</title><meta http-equiv="refresh" content="0; url={other}"></head></html>'
    await sound(body.encode())(request, wire)


async def _redirect_chain(request: Request, wire: Wire) -> None:
    await wire.send(head("302 Found", length=0, more=[f"Location: /chain/{_number(request) + 1}/"]))


async def _redirect_to_longer(request: Request, wire: Wire) -> None:
    await wire.send(head("302 Found", length=0, more=[f"Location: {request.target}longer/"]))


def _trap(name: str, promise: str, answers: dict[str, Answer], link: str, expected: frozenset[str]) -> Fault:
    return Fault(name=name, room="trap", promise=promise, expected=expected, answers=answers, links=(link,))


def _maze(name: str, promise: str, start: str, title: str, make: Callable[[Request], list[str]]) -> Fault:
    """A trap that the home page's navigation leads into."""
    prefix = f"/{start.split('/')[1]}/*"
    answers = {prefix: _listing(title, make)}
    return Fault(name=name, room="trap", promise=promise, answers=answers, sections=(start,))


async def _expired(_: Request, wire: Wire) -> None:
    await sound(page("This item has expired", ["The item you asked for is no longer shown."]))(_, wire)


TRAPS = (
    _maze(
        "endless_calendar",
        "a calendar with a link to tomorrow ends at the budget of its URL pattern",
        "/calendar/",
        "Calendar",
        _calendar,
    ),
    _maze("session_ids", "session ids in paths end at a budget", "/s/0/section/", "Section", _sessions),
    _maze(
        "endless_pagination",
        "a list whose next page always exists ends where it brings nothing new",
        "/category/news/page/1/",
        "News",
        _pages,
    ),
    Fault(
        name="endless_new_items",
        room="trap",
        promise="a list that always has ten new links, all of them to nothing, ends at the outlet's budget",
        answers={"/category/*": _listing("Sport", _new_items), "/expired/*": _expired},
        sections=("/category/sport/page/1/",),
    ),
    _maze("faceted_parameters", "parameters that pile up end at a budget", "/shop/", "Shop", _facets),
    _maze(
        "self_variants",
        "a page that links 1,000 variants of itself, each of which links 1,000 more, ends at the budget",
        "/variants/",
        "Variants",
        _variants,
    ),
    _maze("deeper_and_deeper", "paths that grow with every step end at a limit", "/deep/", "Deeper", _deeper),
    _trap(
        "redirect_loop",
        "two addresses that redirect to each other are given up",
        {"/loop/a/": redirect("/loop/b/"), "/loop/b/": redirect("/loop/a/")},
        "/loop/a/",
        _LOOP,
    ),
    _trap(
        "redirect_to_itself",
        "an address that redirects to itself is given up",
        {"/turning-in-circles-4712/": redirect("/turning-in-circles-4712/")},
        "/turning-in-circles-4712/",
        _LOOP,
    ),
    _trap(
        "redirect_chain",
        "a chain of redirects without an end is given up after the allowed number",
        {"/chain/*": _redirect_chain},
        "/chain/1/",
        _LOOP,
    ),
    _trap(
        "redirect_grows",
        "redirects to ever longer addresses are given up",
        {"/grow/*": _redirect_to_longer},
        "/grow/",
        _LOOP | codes("url_too_long"),
    ),
    _trap(
        "meta_refresh_loop",
        "pages that refresh to each other are no articles and are not followed for ever",
        {"/refresh/*": _refresh},
        "/refresh/a/",
        frozenset(),
    ),
    _trap(
        "paged_article",
        "an article whose next page is always itself is joined a bounded number of times",
        {
            "/endless-article-77/*": sound(
                page(
                    "An article without a last page",
                    [
                        f"Paragraph {n} of a text that offers a next page wherever it is read, in {n} places."
                        for n in range(6)
                    ],
                    in_head='<link rel="next" href="/endless-article-77/more/">',
                )
            )
        },
        "/endless-article-77/",
        frozenset(),
    ),
)
