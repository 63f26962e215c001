"""Which part of the outlets a machine runs: by a stable hash of the registrable domain, so that the outlets of one
domain, which share a host's patience, stay together."""

import hashlib

from crawler.config import Shard
from crawler.outlets.outlet import Outlet


def in_shard(outlet: Outlet, shard: Shard) -> bool:
    """Whether the outlet belongs to the shard; the same answer on every machine and in every version."""
    digest = hashlib.sha256(outlet.domain.lower().encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:8], "big") % shard.count == shard.index
