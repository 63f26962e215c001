"""What an `href` means on its page."""

from urllib.parse import urljoin, urlsplit, urlunsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.link import absolute_url

BASE = "https://saltmere-echo.example:8080/local/council?page=2"
PIECES = (
    *("/", "/", ".", "..", "?", "&", "=", "#", "#!", ":", "@", ";", "%20", " ", "\n", "\t", "é", "~", "+", "a", "b-1"),
    *("local", "story.html", "http://", "https:", "//", "saltmere.example", "EXAMPLE.org", ":80", "mailto:", "\\"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), st.sampled_from((BASE, "http://a.example/", "x:y")))
def test_a_link_means_what_the_standard_says(href: str, base: str) -> None:
    """Every address that is given is RFC 3986's, its fragment and credentials aside; the short way finds no other."""
    found = absolute_url(href, base)

    if found is not None and "@" not in href:
        parts = urlsplit(urljoin(base, href.replace("\n", "").strip()))
        fragment = parts.fragment if parts.fragment.startswith("!") else ""
        assert found == urlunsplit(parts._replace(fragment=fragment))


@pytest.mark.parametrize(
    ("href", "meant"),
    [
        ("/local/bridge-repair.html?id=7", "https://saltmere-echo.example:8080/local/bridge-repair.html?id=7"),
        ("bridge-repair", "https://saltmere-echo.example:8080/local/bridge-repair"),
        ("/local/../sport/", "https://saltmere-echo.example:8080/sport/"),
        ("/local/./sport/.", "https://saltmere-echo.example:8080/local/sport/"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("http://harbour.example/a/b/", "http://harbour.example/a/b/"),
        ("http://reader:secret@harbour.example/a", "http://harbour.example/a"),
        ("/a#comments", "https://saltmere-echo.example:8080/a"),
        ("/a#!/b", "https://saltmere-echo.example:8080/a#!/b"),
        ("mailto:desk@harbour.example", None),
        ("javascript:void(0)", None),
        ("http://", None),
        ("", None),
    ],
)
def test_addresses_of_all_kinds(href: str, meant: str | None) -> None:
    """Paths, relative addresses, other hosts and credentials; what is no http(s) address is None."""
    assert absolute_url(href, BASE) == meant
