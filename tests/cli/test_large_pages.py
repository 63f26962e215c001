"""Many outlets with large pages at once: little memory for bodies makes the crawl patient, never incomplete."""

import gzip
from pathlib import Path

from tests.cli.crawling import crawl, records
from tests.hostile import Site, article, raw, reply, serve_sites

N_OUTLETS = 8
LARGE = "/news/bridge-repair-in-many-pictures-9"


def large(number: int) -> bytes:
    """A sound article of 900 kB, of which most is no text; a packed one is small in transit."""
    body = article(number).replace(b"</body>", b"<!--" + b"a picture " * 90_000 + b"--></body>")
    return reply(gzip.compress(body), headers="Content-Encoding: gzip\r\n") if number % 2 else reply(body)


def test_large_pages_wait_for_room(tmp_path: Path) -> None:
    """Room for one of them at a time, eight workers asked for: every article of every outlet is stored all the same."""
    sites = [Site(f"paper{n}", {LARGE: raw(large(10 + n))}) for n in range(N_OUTLETS)]
    with serve_sites(sites, tmp_path / "outlets"):
        limits = ("--set", "NEWS_MAX_BYTES_IN_FLIGHT=1000000", "--set", "NEWS_MAX_PAGE_BYTES=2000000")
        code, report, errors = crawl(*limits, "--workers", "8", cwd=tmp_path)

    stored = records(tmp_path / "output")
    found = {(record["outlet"]["id"], record["canonical_url"]) for record in stored}
    assert code == 0, errors
    assert len(found) == N_OUTLETS * 3
    assert not any(outlet["failures"] for outlet in report["outlets"])
    assert max(site.hits.count(LARGE) for site in sites) <= 3
