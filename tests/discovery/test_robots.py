"""robots.txt: what it allows, how long it asks to wait, which sitemaps it names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.robots import MAX_BYTES, read_robots

URL = "https://paper.example"
RULES = b"""\xef\xbb\xbf# Valley Ledger
User-agent: *
Disallow: /private/
Allow: /private/open
Disallow: /*.pdf$
Crawl-delay: 2.5

User-Agent: COPYDESK
User-agent: other-bot
Disallow: /tips/

Sitemap: https://paper.example/a.xml
sitemap: /b.xml
Sitemap: ftp://paper.example/c.xml
Sitemap: http://[
"""


def test_the_own_group_beats_the_group_of_all() -> None:
    """A group that names the robot, in any case, is the only one that counts."""
    robots = read_robots(RULES)

    assert not robots.allows(f"{URL}/tips/a", "Copydesk")
    assert robots.allows(f"{URL}/private/a", "Copydesk")
    assert not robots.allows(f"{URL}/private/a", "AnyBot")
    assert robots.allows(f"{URL}/private/open/a", "AnyBot")
    assert not robots.allows(f"{URL}/a.pdf", "AnyBot")
    assert robots.allows(f"{URL}/a.pdf?page=2", "AnyBot")


def test_the_delay_is_that_of_the_group() -> None:
    """A delay is asked of the robots of its group; nonsense is none."""
    assert read_robots(RULES).delay_seconds("AnyBot") == 2.5
    assert read_robots(RULES).delay_seconds("Copydesk") is None
    for value in (b"soon", b"-1", b"inf", b"nan", b""):
        assert read_robots(b"User-agent: *\nCrawl-delay: " + value).delay_seconds("Copydesk") is None


def test_sitemaps_are_absolute_addresses() -> None:
    """A relative sitemap is resolved where the place of the file is known, other schemes are left out."""
    assert read_robots(RULES, f"{URL}/robots.txt").sitemaps == (f"{URL}/a.xml", f"{URL}/b.xml")
    assert read_robots(RULES).sitemaps == (f"{URL}/a.xml",)


@pytest.mark.parametrize(
    "body", [b"", b"\n\n", b"<!DOCTYPE html><p>User-agent: *\nDisallow: /", b" <html>\nDisallow: /", b"\x00\xff"]
)
def test_what_holds_no_rules_allows_all(body: bytes) -> None:
    """An empty file, HTML in its place, and bytes without sense close nothing."""
    assert read_robots(body).allows(f"{URL}/a", "Copydesk")
    assert read_robots(body).sitemaps == ()


def test_utf_16_is_read() -> None:
    """A file saved as UTF-16 keeps its rules."""
    assert not read_robots("User-agent: *\nDisallow: /a".encode("utf-16")).allows(f"{URL}/a", "Copydesk")


def test_only_whole_lines_of_the_first_500_kib_count() -> None:
    """A rule cut in two at the limit is no rule: `Disallow: /` would close the site."""
    head = b"User-agent: *\nDisallow: /early\n"
    cut = b"Disallow: /late"
    body = head + b"#" * (MAX_BYTES - len(head) - 1 - len(cut) + 4) + b"\n" + cut + b"\nDisallow: /later"

    robots = read_robots(body)

    assert not robots.allows(f"{URL}/early", "Copydesk")
    assert robots.allows(f"{URL}/late", "Copydesk")
    assert robots.allows(f"{URL}/a", "Copydesk")


def test_thousands_of_agents_and_rules_cost_little() -> None:
    """A file built to multiply agents with rules is read like any other."""
    agents = b"".join(b"User-agent: a%d\n" % n for n in range(15_000))
    rules = b"".join(b"Disallow: /%d\n" % n for n in range(15_000))

    assert read_robots(agents + rules).allows(f"{URL}/1", "Copydesk")
    assert not read_robots(agents + b"User-agent: copydesk\n" + rules).allows(f"{URL}/1", "Copydesk")


@given(
    st.binary(max_size=300) | st.text("User-agent:*Disallow/Sitemp$\n#<>", max_size=200).map(str.encode),
    st.text(max_size=30),
)
def test_any_bytes_are_survived(body: bytes, url: str) -> None:
    """Nothing raises, and every answer has its type."""
    robots = read_robots(body, "https://paper.example/robots.txt")

    assert isinstance(robots.allows(url, "Copydesk"), bool)
    assert robots.delay_seconds("Copydesk") is None or robots.delay_seconds("Copydesk") >= 0
    assert all(address.startswith("http") for address in robots.sitemaps)
