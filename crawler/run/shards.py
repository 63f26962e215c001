"""Which part of the outlets a machine runs: by a stable hash of the registrable domain, so that the outlets of one
domain, which share a host's patience, stay together."""

import hashlib

from crawler.config import Shard


def in_shard(domain: str, shard: Shard) -> bool:
    """Whether the outlets of this registrable domain belong to the shard; the same on every machine and version."""
    digest = hashlib.sha256(domain.lower().encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:8], "big") % shard.count == shard.index
