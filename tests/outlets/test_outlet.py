"""What an outlet is, with and without a file."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import OutletError
from crawler.outlets.outlet import ID_SHAPE, RESERVED_NAMES, Rules, id_from_host, outlet_from_url, ref


@pytest.mark.parametrize(
    ("url", "outlet_id", "home"),
    [
        ("https://www.paper.example/", "paper.example", "https://www.paper.example/"),
        ("paper.example", "paper.example", "https://paper.example/"),
        ("http://127.0.0.1:8001", "127.0.0.1-8001", "http://127.0.0.1:8001/"),
        ("http://[::1]:8001/", "1-8001", "http://[::1]:8001/"),
        ("https://con.example/", "host-con.example", "https://con.example/"),
        ("https://me:secret@paper.example/a", "paper.example", "https://paper.example/a"),
    ],
)
def test_a_bare_url_is_an_outlet(url: str, outlet_id: str, home: str) -> None:
    """Its id is the host and an unusual port, its home holds no credentials, and the rest is not known."""
    outlet = outlet_from_url(url)

    assert (outlet.id, outlet.home, outlet.name, outlet.path) == (outlet_id, home, None, None)


@pytest.mark.parametrize(
    "text", ["", "ftp://paper.example/", "https://", "javascript:alert(1)", "http://[", "file:///etc"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    """Only http(s) addresses of a host stand for an outlet."""
    with pytest.raises(OutletError, match="not an address"):
        outlet_from_url(text)


@given(st.text(max_size=200))
def test_every_id_is_a_safe_file_name(host: str) -> None:
    """No host makes an id that leaves its folder, hides, or means a device."""
    found = id_from_host(host)

    assert ID_SHAPE.fullmatch(found)
    assert found.split(".")[0] not in RESERVED_NAMES


def test_rules_see_the_path_and_the_whole_address() -> None:
    """An anchored pattern means the path, and a host can be named as well."""
    rules = Rules(article=(re.compile(r"^/\d{4}/"),), never=(re.compile(r"shop\.paper\.example"),))

    assert rules.is_article("https://paper.example/2026/flood")
    assert not rules.is_article("https://paper.example/local/2026/flood")
    assert rules.is_never("https://shop.paper.example/2026/flood")
    assert not Rules().is_never("https://paper.example/")


def test_records_carry_the_registrable_domain() -> None:
    """The reference in a record names the domain below the public suffix."""
    assert ref(outlet_from_url("https://www.news.paper.co.uk/")).domain == "paper.co.uk"
