"""Random changes to a page's bytes, the same for the same seed."""

import random
from collections.abc import Callable

MAX_BYTES = 2_000_000
"""Longest mutated page; growth by repetition stops here."""

CONTENT_TYPES = (
    None,
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=gb2312",
    "text/html; charset=utf-16",
)
FRAGMENTS = (
    *(b"<", b">", b"</div>", b"<div>", b"<p>", b"</body>", b"<table><tr><td>", b"<!--", b"-->", b"<![CDATA[", b"\0"),
    *(b"<script type='application/ld+json'>", b"</script>", b'{"@graph":[', b"]}", b'"', b"'", b"&#", b"&#xD800;"),
    *(b"&#27;[31m", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\x1b$B", b"<svg><title>", b"<h1>"),
    *(b"<meta charset=utf-16>", b'<meta property="article:published_time" content="9999-99-99">', b"<br>" * 50),
    *(
        "\u202e".encode(),
        "\u2028".encode(),
        b"<a href='//[::1'>",
        b"<base href='http://[x'>",
        b"<template>",
        b"<b>" * 30,
    ),
)


def mutate(body: bytes, seed: int) -> tuple[bytes, str | None]:
    """Return the page after one to eight random changes, and a content type; the same for the same seed."""
    rng = random.Random(seed)
    for _ in range(rng.choice((1, 1, 2, 3, 5, 8))):
        body = rng.choice(MUTATIONS)(body, rng)[:MAX_BYTES]
    return body, rng.choice(CONTENT_TYPES)


def _flip(body: bytes, rng: random.Random) -> bytes:
    changed = bytearray(body)
    for _ in range(rng.randint(1, 200)):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _span(body: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(body) + 1)
    return start, min(len(body), start + int(rng.paretovariate(0.6) * 10))


def _cut(body: bytes, rng: random.Random) -> bytes:
    start, end = _span(body, rng)
    return body[:start] + body[end:]


def _repeat(body: bytes, rng: random.Random) -> bytes:
    start, end = _span(body, rng)
    times = min(rng.choice((2, 10, 1000)), MAX_BYTES // max(1, end - start))
    return body[:end] + body[start:end] * times + body[end:]


def _move(body: bytes, rng: random.Random) -> bytes:
    start, end = _span(body, rng)
    rest, place = body[:start] + body[end:], rng.randrange(len(body) + 1)
    return rest[:place] + body[start:end] + rest[place:]


def _insert(body: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 20)):
        place = rng.randrange(len(body) + 1)
        body = body[:place] + rng.choice(FRAGMENTS) * rng.choice((1, 1, 1, 3, 400)) + body[place:]
    return body


def _truncate(body: bytes, rng: random.Random) -> bytes:
    return body[: rng.randrange(len(body) + 1)]


def _recode(body: bytes, rng: random.Random) -> bytes:
    codec = rng.choice(("cp1252", "cp1251", "gb18030", "shift_jis", "utf-16", "utf-16-le", "utf-8-sig", "utf-7"))
    return body.decode("utf-8", "replace").encode(codec, "replace")


def _drop_closing_tags(body: bytes, rng: random.Random) -> bytes:
    return body.replace(rng.choice((b"</div>", b"</p>", b"</script>", b"</a>", b"</title>", b"-->", b'"')), b"")


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_flip, _cut, _repeat, _move, _insert, _insert, _truncate, _recode, _drop_closing_tags),
)
