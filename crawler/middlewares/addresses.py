"""Which network addresses a crawl may connect to: public ones, and the networks that the user opened.

Pure: no name is resolved here. The rule is IANA's special-purpose registries (RFC 6890) as the `ipaddress` module knows
them, applied to the IPv4 address inside an IPv6 one as well (mapped, NAT64, 6to4, Teredo), because a router at the
border would deliver it there.
"""

import ipaddress
import socket
from collections.abc import Sequence
from functools import lru_cache

from crawler.config import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# RFC 6052 and RFC 8215: the last 32 bits are an IPv4 address.
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE = ipaddress.IPv6Network("::/96")


def is_open(address: Address, allowed: Sequence[Network] = ()) -> bool:
    """Return whether a crawl may connect to the address."""
    addresses = [address, *_embedded(address)]
    if any(a in network for a in addresses for network in allowed if a.version == network.version):
        return True
    return all(_is_public(a) for a in addresses)


def describe(address: Address) -> str:
    """Return what kind of closed address it is, in words for a message."""
    inner = next(iter(_embedded(address)), address)
    kinds = {
        "a loopback": inner.is_loopback,
        "a link-local": inner.is_link_local,
        "a multicast": inner.is_multicast,
        "an unspecified": inner.is_unspecified,
        "a private": inner.is_private,
    }
    return next((kind for kind, holds in kinds.items() if holds), "a reserved") + " address"


def network_of(address: Address) -> str:
    """Return the narrowest network that opens the address, for `--allow-network`."""
    return f"{address}/{address.max_prefixlen}"


@lru_cache(maxsize=1_024)  # every request asks: 5 microseconds for an address, as many for a name
def literal_address(host: str) -> Address | None:
    """Return the address that the host of a URL spells out, or None where it is a name.

    As browsers and getaddrinfo do, `127.1`, `2130706433`, `0x7f.0.0.1` and `0177.0.0.1` are addresses too.
    """
    bare = host.strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(bare))
    except (OSError, ValueError):
        return None


def _embedded(address: Address) -> list[ipaddress.IPv4Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    is_loopback_or_none = int(address) <= 1
    if any(address in network for network in _NAT64) or (address in _COMPATIBLE and not is_loopback_or_none):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and _embedded(address):
        return True  # what matters is the address inside, judged on its own
    return address.is_global and not address.is_multicast and not address.is_reserved
