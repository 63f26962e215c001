"""How long lists of links enter a frontier: a part at a time, so that one outlet's 50,000 hold up nobody else."""

import asyncio
import time
from collections.abc import Callable, Sequence

from crawler.discovery.link import Link
from crawler.errors import PageError
from crawler.run import OutletRun
from crawler.spiders.reader import INTERRUPTED

SITEMAPS = ("sitemap", "news_sitemap")
SITEMAPS_AT_A_TIME = 4
"""Sitemaps whose links are in memory: 50,000 links, the most that one may have, take some 27 MB."""
LINKS_AT_A_TIME = 500
"""Links taken in before the others have their turn for as long: some 50 ms (0.11 ms a link, measured)."""
PARTS_IN_VAIN = 3
"""So many parts of a list refused to the last link, and the rest of it is left."""
REFUSALS = ("frontier_full", "shape_full", "shape_spent", "outlet_spent", "sitemap_budget")
"""What the report calls links that the outlet's budgets refused."""


async def take_in(links: Sequence[Link], outlet_run: OutletRun, is_over: Callable[[], bool]) -> None:
    """Give the links to the outlet's frontier, in their order.

    PageError "interrupted" where the run ends meanwhile (`is_over`): the source they came from is due again.
    """
    in_vain = 0
    for start in range(0, len(links), LINKS_AT_A_TIME):
        began, refused = time.monotonic(), _refused(outlet_run)
        outlet_run.discovered(links[start : start + LINKS_AT_A_TIME])
        in_vain = in_vain + 1 if _refused(outlet_run) - refused >= LINKS_AT_A_TIME else 0
        if len(links) <= LINKS_AT_A_TIME or in_vain == PARTS_IN_VAIN:
            return
        await asyncio.sleep(time.monotonic() - began)
        if is_over():
            raise PageError(INTERRUPTED, "the run is stopping")


def _refused(outlet_run: OutletRun) -> int:
    """Return how many links the outlet's budgets have refused so far."""
    return sum(outlet_run.tally.links[word] for word in REFUSALS)
