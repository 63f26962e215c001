"""zstd where Python has it: in its own library from 3.14 on, as a package before."""

import sys

if sys.version_info >= (3, 14):
    from compression.zstd import compress
else:
    from backports.zstd import compress

__all__ = ["compress"]
