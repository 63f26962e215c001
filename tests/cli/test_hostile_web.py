"""One crawl over many broken and malicious outlets beside a healthy one: it ends, loses nothing, names each cause."""

import gzip
import time
from typing import Any

import brotli
import pytest

from crawler.demo.faults.certificates import untrusted_context
from tests import zstd
from tests.cli.crawling import crawl, records
from tests.hostile import Site, article, drip, flood, raw, reply, reset, serve_sites

TIMEOUT_SECONDS = 4
MAX_PAGE_BYTES = 500_000
BAD = "/news/bad-page-of-today-1"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
ZEROS = b"\0" * 20_000_000
MOVED = "301 Moved Permanently"
ERROR = "500 Internal Server Error"
N_BROKEN = 5
"""More than the failures in a row after which a host would be left."""
BUSY = "503 Service Unavailable"

PAGES: dict[str, tuple[Any, str | None]] = {
    "drip-headers": (drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), "timeout"),
    "flood-headers": (flood(b"HTTP/1.1 200 OK\r\n", b"X-A: bbbbbbbbbbbbbbbbbbbbbbb\r\n" * 1000), "bad_response"),
    "long-header": (raw(HEAD + b"X-A: " + b"b" * 70_000 + b"\r\n\r\nhello"), "connection_lost"),
    "stall-body": (drip(HEAD + b"Content-Length: 100000\r\n\r\n", b" "), "timeout"),
    "endless-body": (flood(HEAD + b"\r\n", b"<p>hello world</p>" * 4000), "too_large"),
    "reset": (reset, "truncated"),
    "short-body": (raw(reply(article(9)).replace(b"Content-Length: ", b"Content-Length: 9")), "truncated"),
    "bad-chunks": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello"), "truncated"),
    "http-0-9": (raw(b"<html><body>old times</body></html>\n"), "bad_response"),
    "no-answer": (raw(b""), "connection_lost"),
    "gzip-bomb": (raw(reply(gzip.compress(ZEROS, 1), headers="Content-Encoding: gzip\r\n")), "too_large"),
    "br-bomb": (raw(reply(brotli.compress(ZEROS, quality=1), headers="Content-Encoding: br\r\n")), "too_large"),
    "zstd-bomb": (raw(reply(zstd.compress(ZEROS), headers="Content-Encoding: zstd\r\n")), "too_large"),
    "half-a-gzip": (
        raw(reply(gzip.compress(article(8))[:-200], headers="Content-Encoding: gzip\r\n")),
        "truncated",
    ),
    "half-a-page": (raw(reply(article(8)[: len(article(8)) // 2].rpartition(b" ")[0])), "truncated"),
    "part-of-a-page": (raw(reply(article(8), status="206 Partial Content")), "http_206"),
    "never-asked": (raw(reply(b"", status="304 Not Modified")), "http_304"),
    "odd-status": (raw(reply(article(8), status="99999 Fine")), "bad_status"),
    "not-gzip": (raw(reply(b"no gzip at all", headers="Content-Encoding: gzip\r\n")), "bad_transfer"),
    "thirty-megabytes": (raw(reply(b"<p>x</p>" * 4_000_000)), "too_large"),
    "redirect-loop": (raw(reply(b"", status=MOVED, headers=f"Location: {BAD}\r\n")), "redirect_loop"),
    "redirect-inward": (raw(reply(b"", status=MOVED, headers="Location: http://169.254.169.254/\r\n")), None),
    "redirect-offsite": (raw(reply(b"", status=MOVED, headers="Location: http://a.example/\r\n")), "offsite_redirect"),
    "redirect-script": (raw(reply(b"", status=MOVED, headers="Location: javascript:alert(1)\r\n")), "bad_redirect"),
    "two-lengths": (raw(reply(article(8), headers="Content-Length: 5\r\n")), "bad_response"),
    "odd-headers": (
        raw(reply(article(7), headers="P3P policy: x\r\nTransfer-Encoding: identity\r\n")),
        None,
    ),
    "framing-with-a-space": (raw(reply(article(8), headers="Transfer-Encoding : chunked\r\n")), "bad_response"),
    "pdf": (raw(reply(b"%PDF-1.4 \x00\x01")), "not_html"),
    "empty": (raw(reply(b"")), "empty_page"),
    "overload": (raw(reply(b"", status=BUSY, headers="Retry-After: 1\r\n")), "http_503"),
    "hundred-cookies": (raw(reply(article(7), headers="Set-Cookie: a=b; Path=/\r\n" * 300)), None),
}
"""A bad page each beside two sound ones, and the code it must be counted under (None: another, or an article)."""

ROBOTS: dict[str, tuple[Any, str | None]] = {
    "robots-500": (raw(reply(b"", status=ERROR)), "robots_unreachable: http_500"),
    "robots-drip": (drip(b"HTTP/1.1 200 OK\r\n\r\n", b" "), "robots_unreachable: timeout"),
    "robots-reset": (reset, "robots_unreachable: truncated"),
    "robots-html": (raw(reply(b"<html>\nUser-agent: *\nDisallow: /\n</html>")), None),
    "robots-403": (raw(reply(b"User-agent: *\nDisallow: /", status="403 Forbidden")), None),
    "robots-closed": (raw(reply(b"\xef\xbb\xbfUser-agent: copydesk\nDisallow: /news/\n", kind="text/plain")), None),
}
"""What robots.txt does, and why its outlet is left (None: it is not)."""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Crawl all of them at once; return report, exit code, seconds and the articles by outlet."""
    folder = tmp_path_factory.mktemp("hostile")
    sites = [Site("healthy", n_sound=10)]
    sites += [Site(name, {BAD: send}) for name, (send, _) in PAGES.items()]
    sites += [Site(name, robots=send) for name, (send, _) in ROBOTS.items()]
    sites += [Site("broken-first", {f"{BAD}{n}": raw(reply(b"", status=ERROR)) for n in range(N_BROKEN)}, n_sound=6)]
    sites += [Site("gone-away", {BAD: raw(reply(b"", status=BUSY, headers="Retry-After: 100000\r\n"))})]
    with (
        serve_sites(sites, folder / "outlets"),
        serve_sites([Site("self-signed")], folder / "tls", tls=untrusted_context()),
    ):
        (folder / "outlets" / "self-signed.toml").write_text((folder / "tls" / "self-signed.toml").read_text())
        for name, home in (("refused", "127.0.0.1:9"), ("no-name", "nowhere.invalid"), ("private", "10.0.0.7")):
            (folder / "outlets" / f"{name}.toml").write_text(f'home = "http://{home}/"\n')
        started = time.monotonic()
        limits = ("--timeout", str(TIMEOUT_SECONDS), "--set", f"NEWS_MAX_PAGE_BYTES={MAX_PAGE_BYTES}")
        args = (*limits, "--set", "NEWS_BACKOFF_SECONDS=0.2")
        code, report, log = crawl(*args, cwd=folder)
        seconds = time.monotonic() - started
    found: dict[str, int] = {}
    for record in records(folder / "output"):
        found[record["outlet"]["id"]] = found.get(record["outlet"]["id"], 0) + 1
    outlets = {outlet["outlet"]: outlet for outlet in report["outlets"]}
    return {"code": code, "outlets": outlets, "seconds": seconds, "found": found, "log": log, "sites": sites}


def test_crawl_ends_and_says_that_some_failed(outcome: dict[str, Any]) -> None:
    """The crawl ends by itself, in about the longest time limit, with the exit code for failed outlets."""
    assert outcome["code"] == 3
    assert outcome["seconds"] < 60


def test_healthy_outlet_is_complete(outcome: dict[str, Any]) -> None:
    """What the neighbours do costs a healthy outlet nothing."""
    assert outcome["found"]["healthy"] == 10
    assert not outcome["outlets"]["healthy"]["failed"]


@pytest.mark.parametrize("name", PAGES)
def test_bad_page_has_its_code_and_spoils_no_other(outcome: dict[str, Any], name: str) -> None:
    """Each misbehaviour is counted under its code, and the sound pages beside it are stored."""
    outlet, code = outcome["outlets"][name], PAGES[name][1]

    assert outcome["found"][name] == 2 + (name in ("hundred-cookies", "odd-headers"))
    if code is not None:
        assert {**outlet["failures"], **outlet["rejected"]}.get(code) == 1, outlet


@pytest.mark.parametrize("name", ROBOTS)
def test_robots_decides(outcome: dict[str, Any], name: str) -> None:
    """RFC 9309: no answer closes the outlet for now, a 4xx or a page in its place opens it, its rules are kept."""
    outlet, cause = outcome["outlets"][name], ROBOTS[name][1]

    assert (outlet["left"] or "").startswith(cause or "")
    assert (outlet["left"] is None) == (cause is None)
    expected = 0 if cause or name == "robots-closed" else 2
    assert outcome["found"].get(name, 0) == expected


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("refused", "connection_refused"),
        ("no-name", "dns_failed"),
        ("self-signed", "tls_failed"),
        ("private", "--allow-network 10.0.0.7/32"),
        ("gone-away", "Retry-After: 100000"),
    ],
)
def test_outlet_that_cannot_be_had_names_the_cause(outcome: dict[str, Any], name: str, cause: str) -> None:
    """The report's line of such an outlet says why it was left."""
    assert cause in outcome["outlets"][name]["left"]


def test_broken_pages_in_a_row_do_not_cost_the_others(outcome: dict[str, Any]) -> None:
    """Some server errors in a row are those pages' own as long as the host gives other pages."""
    outlet = outcome["outlets"]["broken-first"]

    assert (outlet["left"], outlet["failures"]) == (None, {"http_500": N_BROKEN})
    assert outcome["found"]["broken-first"] == 6


def test_nothing_inward_was_asked(outcome: dict[str, Any]) -> None:
    """A redirect to a metadata address is refused before anything is sent."""
    failures = outcome["outlets"]["redirect-inward"]["failures"]

    assert set(failures) <= {"offsite_redirect", "private_address"}
    assert failures


def test_bugs_would_show(outcome: dict[str, Any]) -> None:
    """No misbehaviour ends in a traceback, or in a code that means a bug of ours."""
    codes = {code for outlet in outcome["outlets"].values() for code in (*outlet["failures"], *outlet["rejected"])}

    assert "Traceback" not in outcome["log"]
    assert not codes & {"download_failed", "extract_crash", "pipeline_error"}


def test_log_says_only_what_the_report_does_not(outcome: dict[str, Any]) -> None:
    """A line on standard error is a mail from cron: broken bodies and long ones are counted, and not told there."""
    assert not [line for line in outcome["log"].splitlines() if "data loss" in line or "download max size" in line]
