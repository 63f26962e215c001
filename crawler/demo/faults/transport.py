"""Slow and broken transport: what a socket can do to a client."""

import gzip

from crawler.demo.faults.answers import drip, head, raw, reset_after, sound, stall
from crawler.demo.faults.fault import Fault, codes
from crawler.demo.faults.prose import story

_PAGE = story("The bridge that would not open")
_LOST = codes("timeout", "connection_lost", "truncated", "bad_transfer")
_HALF = len(_PAGE) // 2
N_HEADERS = 5_000
N_COOKIES = 600
BIG_HEADER_BYTES = 65_536
HUGE_HEADER_BYTES = 4 * 1024 * 1024


def _chunked(*chunks: bytes) -> bytes:
    return head(more=["Transfer-Encoding: chunked"]) + b"".join(chunks)


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


TRANSPORT = (
    Fault(
        name="dripping_headers",
        room="transport",
        promise="headers that never end are given up at the time limit; the healthy pages are crawled",
        expected=_LOST,
        answers={"/slow/": drip(b"HTTP/1.1 200 OK\r\n", b"X-Wait: a little\r\n")},
        links=("/slow/",),
    ),
    Fault(
        name="dripping_body",
        room="transport",
        promise="a body that drips for ever is given up at the time limit, however alive the connection looks",
        expected=codes("timeout", "too_slow"),
        answers={"/slow/": drip(head(), b"<p>and</p>")},
        links=("/slow/",),
    ),
    Fault(
        name="stalled_body",
        room="transport",
        promise="a body that stops half-way is no page: the half is not written",
        expected=_LOST,
        answers={"/stalled/": stall(head(length=len(_PAGE)) + _PAGE[:_HALF])},
        links=("/stalled/",),
    ),
    Fault(
        name="silent_host",
        room="transport",
        promise="a host that accepts and never answers is left after a few tries and marked; nobody waits for it",
        expected=codes("robots_unreachable"),
        answers={"*": stall(b"")},
        is_reachable=False,
    ),
    Fault(
        name="reset_in_body",
        room="transport",
        promise="a reset in mid-body is a lost connection, tried again and then counted",
        expected=_LOST,
        answers={"/reset/": reset_after(head(length=len(_PAGE)) + _PAGE[:_HALF])},
        links=("/reset/",),
    ),
    Fault(
        name="length_too_long",
        room="transport",
        promise="a body shorter than its Content-Length is truncated, never taken for whole",
        expected=_LOST,
        answers={"/short/": raw(head(length=len(_PAGE) + 5_000) + _PAGE[:_HALF])},
        links=("/short/",),
    ),
    Fault(
        name="length_too_short",
        room="transport",
        promise="a Content-Length shorter than the body leaves half a page: no article, and no second response",
        expected=codes("truncated"),
        answers={"/long/": raw(head(length=_HALF) + _PAGE)},
        links=("/long/",),
    ),
    Fault(
        name="half_a_gzip",
        room="transport",
        promise="a packed body that breaks off is truncated, although its Content-Length is right",
        expected=codes("truncated"),
        answers={"/packed/": sound(gzip.compress(_PAGE)[:-200], more=["Content-Encoding: gzip"])},
        links=("/packed/",),
    ),
    Fault(
        name="part_nobody_asked_for",
        room="transport",
        promise="a part of a page (206) that nobody asked for is not taken for the page",
        expected=codes("http_206"),
        answers={"/part/": sound(_PAGE[:_HALF] + b"</p></body></html>", status="206 Partial Content")},
        links=("/part/",),
    ),
    Fault(
        name="unchanged_since_never",
        room="transport",
        promise="a 304 to a request without conditions is a failure with a code, not a page seen before",
        expected=codes("http_304"),
        answers={"/known/": raw(head("304 Not Modified"))},
        links=("/known/",),
    ),
    Fault(
        name="dead_neighbour",
        room="transport",
        promise="links to a server of the outlet's own site that is gone cost these links, not the outlet",
        expected=codes("tls_failed"),
        links=tuple(f"https://{{host}}/2019/0{n}/an-old-story-about-the-bridge-{n}" for n in range(1, 6)),
    ),
    Fault(
        name="truncated_chunks",
        room="transport",
        promise="a chunked body without its last chunk is truncated",
        expected=_LOST,
        answers={"/chunks/": raw(_chunked(_chunk(_PAGE[:_HALF]), b"2000\r\nand then"))},
        links=("/chunks/",),
    ),
    Fault(
        name="garbage_chunks",
        room="transport",
        promise="chunk sizes that are no numbers end the page with a code, not the crawl",
        expected=_LOST,
        answers={"/chunks/": raw(_chunked(_chunk(_PAGE[:_HALF]), b"zz-not-hex\r\nnonsense\r\n-5\r\n\r\n"))},
        links=("/chunks/",),
    ),
    Fault(
        name="http_0_9",
        room="transport",
        promise="a body without any status line is a protocol error",
        expected=codes("bad_response"),
        answers={"/old/": raw(_PAGE)},
        links=("/old/",),
    ),
    Fault(
        name="garbage_status",
        room="transport",
        promise="a status line of noise is a protocol error",
        expected=codes("bad_response"),
        answers={"/noise/": raw(b"\x00\xff\x16\x03 banana\r\n\r\n" + _PAGE)},
        links=("/noise/",),
    ),
    Fault(
        name="odd_headers",
        room="transport",
        promise="a header without a valid name is left out, as browsers do; the page is read",
        answers={"/headers/": sound(_PAGE, more=["P3P policy: x", "X-\0: y", ": z", "Transfer-Encoding: identity"])},
        links=("/headers/",),
    ),
    Fault(
        name="two_lengths",
        room="transport",
        promise="a response with two Content-Lengths has no end that can be believed: no article",
        expected=codes("bad_response"),
        answers={"/lengths/": sound(_PAGE, more=["Content-Length: 20"])},
        links=("/lengths/",),
    ),
    Fault(
        name="big_header",
        room="transport",
        promise="a header of 64 KiB is read or refused with a code; memory does not grow with it",
        answers={"/headers/": sound(_PAGE, more=["X-Big: " + "a" * BIG_HEADER_BYTES])},
        links=("/headers/",),
    ),
    Fault(
        name="huge_header",
        room="transport",
        promise="a header of 4 MiB is refused before it is held in memory",
        expected=_LOST | codes("too_large", "bad_headers"),
        answers={"/headers/": sound(_PAGE, more=["X-Huge: " + "a" * HUGE_HEADER_BYTES])},
        links=("/headers/",),
    ),
    Fault(
        name="thousands_of_headers",
        room="transport",
        promise="five thousand headers are read or refused with a code",
        answers={"/headers/": sound(_PAGE, more=[f"X-H{n}: {n}" for n in range(N_HEADERS)])},
        links=("/headers/",),
    ),
    Fault(
        name="hundreds_of_cookies",
        room="transport",
        promise="six hundred cookies do not swell the following requests",
        answers={"/cookies/": sound(_PAGE, more=[f"Set-Cookie: c{n}={'v' * 200}; Path=/" for n in range(N_COOKIES)])},
        links=("/cookies/",),
    ),
    Fault(
        name="tls_that_is_none",
        room="transport",
        promise="a port that answers TLS with plain text is counted as such; there is no falling back to http",
        expected=codes("tls_failed"),
        scheme="https",
        is_reachable=False,
    ),
    Fault(
        name="tls_nobody_signed",
        room="transport",
        promise="a certificate that nobody signed is refused: TLS is verified",
        expected=codes("tls_failed"),
        scheme="https-untrusted",
        is_reachable=False,
    ),
    Fault(
        name="no_such_host",
        room="transport",
        promise="a name that DNS does not know fails at once and is marked",
        expected=codes("dns_failed"),
        home="http://no-such-paper.invalid/",
        is_reachable=False,
    ),
    Fault(
        name="closed_port",
        room="transport",
        promise="a port where nobody listens is a refused connection, and the outlet is marked",
        expected=codes("connection_refused"),
        home="http://127.0.0.1:9/",
        is_reachable=False,
    ),
)
