"""Nonsense values in pages that are otherwise sound."""

import json
from urllib.parse import urlsplit

from crawler.demo.faults.answers import page, sound
from crawler.demo.faults.fault import Fault, Request, Wire, codes
from crawler.demo.faults.prose import paragraphs, story

N_AUTHORS = 5_000
NONSENSE_DATES = (
    "9999-12-31T23:59:59Z",
    "0000-00-00T00:00:00",
    "0000-00-00",
    "1970-01-01T00:00:00Z",
    "2087-05-17T10:00:00+02:00",
    "2026-02-31T25:61:00Z",
    "-1",
    "99999999999999999999",
    "{{ post.date }}",
)


def _nonsense(name: str, promise: str, body: bytes, *expected: str) -> Fault:
    path = f"/{name.replace('_', '-')}-51/"
    return Fault(
        name=name,
        room="nonsense",
        promise=promise,
        expected=codes(*expected),
        answers={path: sound(body)},
        links=(path,),
    )


def _dated(number: int, value: str) -> tuple[str, bytes]:
    data = json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "x", "datePublished": value}
    )
    title = f"An article from nowhere in time, number {number}"
    in_head = (
        f'<meta property="article:published_time" content="{value}"><script type="application/ld+json">{data}</script>'
    )
    return f"/dated-{number}-52/", page(title, paragraphs(title), in_head=in_head)


def _authors() -> bytes:
    people = [{"@type": "Person", "name": f"Writer Number{n}"} for n in range(N_AUTHORS)]
    data = json.dumps({"@type": "NewsArticle", "headline": "Everybody wrote this", "author": people})
    in_head = f'<script type="application/ld+json">{data}</script>'
    return page("Everybody wrote this", paragraphs("everybody"), in_head=in_head)


RING = {
    "/mill-race-floods-market-square/": "Mill race floods market square",
    "/teachers-choose-their-speaker/": "Teachers choose their speaker",
    "/harbour-crane-comes-down-sunday/": "Harbour crane comes down Sunday",
}


async def _ring(request: Request, wire: Wire) -> None:
    paths = list(RING)
    path = urlsplit(request.target).path
    following = paths[(paths.index(path) + 1) % len(paths)]
    in_head = f'<link rel="canonical" href="{request.home}{following[1:]}">'
    await sound(story(RING[path], in_head=in_head))(request, wire)


_PAGES = dict(_dated(n, value) for n, value in enumerate(NONSENSE_DATES))
NONSENSE = (
    Fault(
        name="nonsense_dates",
        room="nonsense",
        promise="a date that can't be is no date: it is null in the record, never written as it stands",
        answers={path: sound(body) for path, body in _PAGES.items()},
        links=tuple(_PAGES),
    ),
    _nonsense("five_thousand_authors", "a list of thousands is no credit: it is cut or dropped", _authors()),
    _nonsense(
        "canonical_elsewhere",
        "a canonical address on another site is not believed",
        page(
            "Not from here", paragraphs("elsewhere"), in_head='<link rel="canonical" href="https://other.example/x/">'
        ),
    ),
    Fault(
        name="canonical_ring",
        room="nonsense",
        promise="articles that name one another as canonical are all stored, each under its own address",
        answers=dict.fromkeys(RING, _ring),
        links=tuple(RING),
    ),
    _nonsense(
        "empty_headline", "a page without a headline is refused", page("", paragraphs("headless")), "no_headline"
    ),
    _nonsense("one_word_body", "a body of one word is none", page("One word is not enough", ["Indeed."]), "no_body"),
)
