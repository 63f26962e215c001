"""Each fault does on the wire what its name says, seen by a client that is nothing but a socket."""

import gzip
import re
import socket
import ssl
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from crawler.demo.faults import (
    CHARSET_CASES,
    FAULTS,
    PRIVATE_TARGETS,
    SECRET,
    CharsetCase,
    RunningFaults,
    fault,
    faults_of,
    serve_faults,
)
from crawler.demo.faults.packing import BOMB_BYTES, zstd_bomb
from crawler.demo.faults.transport import HUGE_HEADER_BYTES, N_COOKIES, N_HEADERS

READ_SECONDS = 0.7
"""How long the client waits for bytes that do not come."""


@dataclass(frozen=True)
class Seen:
    """What came over the wire."""

    data: bytes
    end: str
    """`closed`, `reset`, `silent` or `full` (the client stopped reading)."""
    n_reads: int

    @property
    def head(self) -> bytes:
        return self.data.partition(b"\r\n\r\n")[0]

    @property
    def body(self) -> bytes:
        return self.data.partition(b"\r\n\r\n")[2]

    def header(self, name: str) -> str:
        found = re.search(rf"(?im)^{name}: *(.*?)\r?$", self.head.decode("latin-1"))
        return found[1] if found else ""


@pytest.fixture(scope="module")
def running() -> Iterator[RunningFaults]:
    with serve_faults(FAULTS) as served:
        yield served


def _get(running: RunningFaults, name: str, path: str, *, limit: int = 60_000_000, headers: str = "") -> Seen:
    parts = urlsplit(running.outlet(name).home)
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=READ_SECONDS) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{headers}\r\n".encode())
        return _read(client, limit)


def _read(client: socket.socket, limit: int) -> Seen:
    pieces: list[bytes] = []
    end, size, started = "full", 0, time.monotonic()
    while size < limit and time.monotonic() - started < 20:
        try:
            piece = client.recv(1 << 20)
        except TimeoutError:
            end = "silent"
            break
        except ConnectionError:
            end = "reset"
            break
        if not piece:
            end = "closed"
            break
        pieces.append(piece)
        size += len(piece)
    return Seen(b"".join(pieces), end, len(pieces))


def _inflated(body: bytes, limit: int) -> int:
    return len(zlib.decompressobj(31).decompress(body, limit))


TRANSPORT: dict[str, tuple[str, Callable[[Seen], bool]]] = {
    "stalled_body": ("/stalled/", lambda s: s.end == "silent" and 0 < len(s.body) < int(s.header("content-length"))),
    "silent_host": ("/", lambda s: s.end == "silent" and not s.data),
    "reset_in_body": ("/reset/", lambda s: s.end == "reset" and b"<html" in s.data),
    "length_too_long": ("/short/", lambda s: s.end == "closed" and len(s.body) < int(s.header("content-length"))),
    "length_too_short": ("/long/", lambda s: s.end == "closed" and len(s.body) > int(s.header("content-length"))),
    "truncated_chunks": ("/chunks/", lambda s: s.end == "closed" and not s.body.endswith(b"0\r\n\r\n")),
    "garbage_chunks": ("/chunks/", lambda s: b"zz-not-hex" in s.body and s.header("transfer-encoding") == "chunked"),
    "http_0_9": ("/old/", lambda s: s.data.startswith(b"<!DOCTYPE html>")),
    "garbage_status": ("/noise/", lambda s: s.data.startswith(b"\x00\xff")),
    "big_header": (
        "/headers/",
        lambda s: len(s.header("x-big")) == 65_536 and s.header("content-length") == str(len(s.body)),
    ),
    "huge_header": ("/headers/", lambda s: len(s.header("x-huge")) == HUGE_HEADER_BYTES),
    "thousands_of_headers": ("/headers/", lambda s: s.head.count(b"\r\nX-H") == N_HEADERS),
    "hundreds_of_cookies": ("/cookies/", lambda s: s.head.count(b"\r\nSet-Cookie:") == N_COOKIES),
    "tls_that_is_none": ("/", lambda s: s.data.startswith(b"HTTP/1.1 200")),
}


@pytest.mark.parametrize("name", TRANSPORT)
def test_transport(running: RunningFaults, name: str) -> None:
    """The connection breaks as the fault says."""
    path, is_so = TRANSPORT[name]

    seen = _get(running, name, path)

    assert is_so(seen), (seen.end, seen.head[:300], len(seen.body))


@pytest.mark.parametrize(
    ("name", "start"), [("dripping_headers", b"HTTP/1.1 200 OK\r\n"), ("dripping_body", b"HTTP/1.1 200 OK\r\n")]
)
def test_drips(running: RunningFaults, name: str, start: bytes) -> None:
    """Bytes keep coming and the end does not."""
    seen = _get(running, name, "/slow/", limit=150)

    assert seen.data.startswith(start)
    assert seen.n_reads >= 2
    assert seen.end == "full"


def test_the_certificate_is_good_but_unsigned(running: RunningFaults) -> None:
    """Without verification the outlet answers; with it the handshake fails for want of an issuer."""
    parts = urlsplit(running.outlet("tls_nobody_signed").home)
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    address = (parts.hostname or "", parts.port or 443)
    with socket.create_connection(address, timeout=5) as plain, trusting.wrap_socket(plain) as client:
        client.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 200")

    with (
        socket.create_connection(address, timeout=5) as plain,
        pytest.raises(ssl.SSLCertVerificationError, match="self-signed"),
    ):
        ssl.create_default_context().wrap_socket(plain, server_hostname="127.0.0.1")


def test_gzip_bombs_expand(running: RunningFaults) -> None:
    """A few megabytes of valid gzip hold two gigabytes, in a page, a feed and a sitemap."""
    for name, path in (
        ("gzip_page", "/bomb/"),
        ("gzip_feed", "/feed/"),
        ("gzip_sitemap", "/sitemap.xml.gz"),
        ("gzip_robots", "/robots.txt"),
    ):
        seen = _get(running, name, path)
        assert seen.end == "closed"
        assert len(seen.body) < BOMB_BYTES / 200
        assert _inflated(seen.body, 100_000_000) == 100_000_000


def test_brotli_bomb_arrives(running: RunningFaults) -> None:
    """The brotli body is small and says what it is."""
    seen = _get(running, "brotli_page", "/bomb/")

    assert seen.header("content-encoding") == "br"
    assert seen.header("content-length") == str(len(seen.body))
    assert len(seen.body) < BOMB_BYTES / 1000


def test_zstd_bomb_is_a_frame_of_runs(running: RunningFaults) -> None:
    """Four bytes a block, each a run of 128 KiB, the last one marked."""
    body = _get(running, "zstd_page", "/bomb/").body

    assert body == zstd_bomb()
    blocks = [struct.unpack("<I", body[at : at + 3] + b"\0")[0] for at in range(6, len(body), 4)]
    assert {(block >> 1) & 3 for block in blocks} == {1}
    assert sum(block >> 3 for block in blocks) == BOMB_BYTES
    assert [block & 1 for block in blocks[-2:]] == [0, 1]


@pytest.mark.parametrize(
    ("name", "path", "at_least", "pattern"),
    [
        ("html_of_30_mb", "/huge/", 30_000_000, b"and so on"),
        ("deep_nesting", "/deep/", 1_000_000, b"<div>" * 1000),
        ("million_attributes", "/attributes/", 7_000_000, b" a999999=1"),
        ("one_long_line", "/line/", 10_000_000, b"word " * 1000),
        ("title_of_1_mb", "/title/", 2_000_000, b"without end A title without end"),
        ("broken_jsonld", "/jsonld/", 750_000, b'{"@graph":[{"a":{"@graph"'),
        ("billion_laughs", "/sitemap.xml", 500, b'<!ENTITY lol9 "&lol8;&lol8;'),
        ("external_entities", "/feed/", 200, b'SYSTEM "file:///etc/passwd"'),
        ("endless_feed", "/feed/", 5_000_000, b"Entry 99999<"),
        ("index_names_itself", "/sitemap.xml", 100, b"/sitemap.xml</loc>"),
        ("sitemaps_by_the_hundred", "/sitemap.xml", 3_000, b"/many/99.xml.gz</loc>"),
    ],
)
def test_big_and_endless_bodies(running: RunningFaults, name: str, path: str, at_least: int, pattern: bytes) -> None:
    """The body is as large as promised and complete."""
    seen = _get(running, name, path)

    assert int(seen.header("content-length")) == len(seen.body) >= at_least
    assert pattern in seen.body


def test_one_sitemap_of_a_hundred_has_fifty_thousand_urls(running: RunningFaults) -> None:
    """Each of the hundred is full, and gzipped."""
    assert gzip.decompress(_get(running, "sitemaps_by_the_hundred", "/many/7.xml.gz").body).count(b"<loc>") == 50_000


@pytest.mark.parametrize("name", [f.name for f in faults_of("lie") if f.links])
def test_lies_are_told_politely(running: RunningFaults, name: str) -> None:
    """A lie is a sound response: only its content is not what it says."""
    seen = _get(running, name, fault(name).links[0])

    assert seen.header("content-length") == str(len(seen.body))
    assert seen.head.startswith(b"HTTP/1.1 404" if name == "article_with_404" else b"HTTP/1.1 200")


@pytest.mark.parametrize("case", CHARSET_CASES, ids=lambda case: case.name)
def test_charsets_arrive_as_they_are(running: RunningFaults, case: CharsetCase) -> None:
    """The bytes of a charset case are sent unchanged under the declared type."""
    seen = _get(running, case.name, case.path)

    assert (seen.body, seen.header("content-type")) == (case.body, case.content_type)


def _trap_links(running: RunningFaults, name: str, path: str) -> list[str]:
    body = _get(running, name, path).body.decode()
    return [link.replace("&amp;", "&") for link in re.findall(r'(?:href="|url=)([^"]+)"', body)]


@pytest.mark.parametrize(
    "name",
    [
        "endless_calendar",
        "session_ids",
        "endless_pagination",
        "endless_new_items",
        "faceted_parameters",
        "self_variants",
        "deeper_and_deeper",
        "meta_refresh_loop",
    ],
)
def test_traps_lead_on(running: RunningFaults, name: str) -> None:
    """From each page of a trap there is a way to a page not seen before, or back to the other one of a pair."""
    path = (*fault(name).sections, *fault(name).links)[0]
    seen = {path}
    for _ in range(4):
        new = [link for link in _trap_links(running, name, path) if link not in seen]
        if name == "meta_refresh_loop" and not new:
            new = _trap_links(running, name, path)
        path = new[0]
        seen.add(path)

    assert len(seen) == (2 if name == "meta_refresh_loop" else 5)


@pytest.mark.parametrize("name", ["redirect_loop", "redirect_to_itself", "redirect_chain", "redirect_grows"])
def test_redirects_never_arrive(running: RunningFaults, name: str) -> None:
    """Twelve redirects later there still is another one."""
    path = fault(name).links[0]
    for _ in range(12):
        seen = _get(running, name, path)
        assert seen.head.startswith(b"HTTP/1.1 302")
        path = seen.header("location")
    assert path


@pytest.mark.parametrize(
    ("name", "status", "end", "inside"),
    [
        ("robots_403", b"403", "closed", b"Disallow: /"),
        ("robots_404", b"404", "closed", b"Disallow: /"),
        ("robots_500", b"500", "closed", b""),
        ("robots_503", b"503", "closed", b""),
        ("robots_silence", b"", "silent", b""),
        ("robots_reset", b"200", "reset", b""),
        ("robots_redirected", b"302", "closed", b""),
        ("robots_loop", b"302", "closed", b""),
        ("robots_of_600_kib", b"200", "closed", b"# filler" * 3),
        ("robots_that_is_html", b"200", "closed", b"<html"),
        ("robots_with_bom", b"200", "closed", b"\xef\xbb\xbfUser-agent"),
        ("robots_with_nul_bytes", b"200", "closed", b"\x00\xff"),
        ("robots_closed_to_all", b"200", "closed", b"Disallow: /\n"),
        ("robots_crawl_delay", b"200", "closed", b"Crawl-delay: 0.5"),
    ],
)
def test_robots(running: RunningFaults, name: str, status: bytes, end: str, inside: bytes) -> None:
    """robots.txt answers as the fault says."""
    seen = _get(running, name, "/robots.txt")

    assert (seen.data.split(b" ")[1] if seen.data else b"", seen.end) == (status, end)
    assert inside.replace(b"# filler" * 3, b"# filler filler") in seen.body


def test_robots_redirects_end_after_five(running: RunningFaults) -> None:
    """The fifth redirect leads to rules."""
    path, hops = "/robots.txt", 0
    while location := (seen := _get(running, "robots_redirected", path)).header("location"):
        path, hops = location, hops + 1

    assert hops == 5
    assert b"Disallow: /closed/" in seen.body


def test_private_addresses_are_offered_by_every_route(running: RunningFaults) -> None:
    """Links, redirects, sitemap, feed, canonical and robots.txt all name the vault."""
    vault = running.vault.encode()
    places = [
        ("links_to_private", "/"), ("redirects_to_private", "/out/0/"), ("sitemap_to_private", "/sitemap.xml"),
        ("feed_to_private", "/feed/"), ("canonical_to_private", "/canonical-31/"), ("robots_to_private", "/robots.txt"),
        ("cookie_across_hosts", "/cookie-34/"),
    ]  # fmt: skip

    assert [name for name, path in places if vault not in _get(running, name, path).data] == []
    assert b"169.254.169.254" in _get(running, "links_to_private", "/").body
    assert len(PRIVATE_TARGETS) == len(fault("redirects_to_private").links)


def test_the_vault_notes_who_comes(running: RunningFaults) -> None:
    """A request to the vault is in its log with the headers it came with."""
    parts = urlsplit(running.vault)
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=5) as client:
        client.sendall(b"GET /secret HTTP/1.1\r\nCookie: session=x\r\n\r\n")
        assert b"secret" in _read(client, 1000).data

    assert (running.vault_hits[-1].target, running.vault_hits[-1].headers["cookie"]) == ("/secret", "session=x")
    running.vault_hits.clear()


def test_credentials_stand_in_links(running: RunningFaults) -> None:
    """The home page links its own host with user and password; the page asks for them and sends them on."""
    assert SECRET.encode() in _get(running, "credentials_in_links", "/").body
    assert _get(running, "password_across_hosts", "/private-33/").head.startswith(b"HTTP/1.1 401")
    sent_on = _get(running, "password_across_hosts", "/private-33/", headers="Authorization: Basic eDp5\r\n")
    assert sent_on.header("location").startswith(running.vault)


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("script_title", b"&lt;script&gt;"),
        ("ansi_title", b"\x1b[31m"),
        ("separator_title", "\u2028".encode()),
        ("formula_title", b"=HYPERLINK("),
        ("bidi_title", "\u202e".encode()),
    ],
)
def test_attacking_titles(running: RunningFaults, name: str, inside: bytes) -> None:
    """The attack is in the title and in the heading, byte for byte."""
    assert _get(running, name, "/title-38/").body.count(inside) >= 2


@pytest.mark.parametrize("name", [f.name for f in faults_of("nonsense")])
def test_nonsense_is_served_soundly(running: RunningFaults, name: str) -> None:
    """Every page of nonsense is a sound response."""
    for path in fault(name).links:
        seen = _get(running, name, path)
        assert seen.head.startswith(b"HTTP/1.1 200")
        assert len(seen.body) == int(seen.header("content-length"))


@pytest.mark.parametrize("name", [f.name for f in FAULTS if f.is_reachable])
def test_healthy_articles_stand_beside_every_fault(running: RunningFaults, name: str) -> None:
    """The home page links three healthy articles and the misbehaviour, and the articles are served whole."""
    home = _get(running, name, "/").body.decode()
    truth = list(running.truth(name))

    assert len(truth) == 3
    for article in truth:
        path = urlsplit(article.url).path
        assert f'href="{path}"' in home
        assert article.headline.encode() in _get(running, name, path).body.replace(b"&amp;", b"&").replace(
            b"&#39;", b"'"
        )


def test_names_and_promises() -> None:
    """Names are unique, every fault says what must happen, and outlet ids are safe as file names."""
    assert len({f.name for f in FAULTS}) == len(FAULTS)
    assert all(f.promise for f in FAULTS)
    assert all(re.fullmatch(r"fault-[a-z0-9-]+", f.outlet_id) for f in FAULTS)
