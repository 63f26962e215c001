import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.middlewares.addresses import describe, is_open, literal_address, network_of

LOOPBACK = ipaddress.ip_network("127.0.0.0/8")


@pytest.mark.parametrize("text", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_open(text: str) -> None:
    """The public internet may be crawled, also through its IPv6 spellings."""
    assert is_open(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::1",
        "::7f00:1",
    ],
)
def test_private_addresses_are_closed(text: str) -> None:
    """Loopback, private, link-local, multicast, reserved and metadata addresses are closed in every spelling."""
    assert not is_open(ipaddress.ip_address(text))


def test_allowed_network_opens_itself_only() -> None:
    """What the user opened is open, also written as IPv6; its neighbours stay closed."""
    assert is_open(ipaddress.ip_address("127.0.0.1"), [LOOPBACK])
    assert is_open(ipaddress.ip_address("::ffff:127.0.0.1"), [LOOPBACK])
    assert not is_open(ipaddress.ip_address("::1"), [LOOPBACK])
    assert not is_open(ipaddress.ip_address("10.0.0.1"), [LOOPBACK])
    assert not is_open(ipaddress.ip_address("169.254.169.254"), [LOOPBACK])


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f.0.0.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("fe80::1%eth0", "fe80::1"),
    ],
)
def test_addresses_in_disguise_are_seen(host: str, address: str) -> None:
    """Every spelling that a resolver would take for an address is read as one."""
    assert literal_address(host) == ipaddress.ip_address(address)


@pytest.mark.parametrize("host", ["localhost", "paper.example", "1.2.3.4.example"])
def test_names_are_no_addresses(host: str) -> None:
    """A name is left to the resolver."""
    assert literal_address(host) is None


def test_message_words() -> None:
    """A closed address is called by its kind, and the narrowest network that opens it is given."""
    assert describe(ipaddress.ip_address("127.0.0.1")) == "a loopback address"
    assert network_of(ipaddress.ip_address("10.0.0.7")) == "10.0.0.7/32"


@given(st.ip_addresses(v=4))
def test_mapping_changes_no_verdict(address: ipaddress.IPv4Address) -> None:
    """An IPv4 address is as open as the same one inside IPv6."""
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")

    assert is_open(address) == is_open(mapped)
