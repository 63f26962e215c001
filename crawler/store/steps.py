"""Named steps of a checkpoint: where a test may stop the process, raise an error or fill the disk.

A crawl runs with `no_step`; crash tests give a function that ends the process at a chosen name. The names are in the
order of `OutletStore.checkpoint`.
"""

from collections.abc import Callable

Step = Callable[[str], None]


def no_step(name: str) -> None:
    """Do nothing: what a real crawl does at every step."""
