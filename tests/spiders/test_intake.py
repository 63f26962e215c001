"""Long lists of links enter a frontier a part at a time."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.discovery.link import Link
from crawler.errors import PageError
from crawler.report.tally import Tally
from crawler.spiders.intake import LINKS_AT_A_TIME, PARTS_IN_VAIN, take_in


def run(count: int, *, refuse: bool = False, over_after: int | None = None) -> list[int]:
    """Take in `count` links; return the sizes of the parts that the frontier was given."""
    tally, parts = Tally(outlet="a"), []

    def discovered(links: list[Link]) -> None:
        parts.append(len(links))
        if refuse:
            tally.links["shape_full"] += len(links)

    outlet_run: Any = SimpleNamespace(tally=tally, discovered=discovered)
    links = [Link(url=f"https://a.example/{number}", kind="page") for number in range(count)]
    asyncio.run(take_in(links, outlet_run, lambda: over_after is not None and len(parts) >= over_after))
    return parts


def test_short_list_goes_in_at_once() -> None:
    """What most sources give is one part."""
    assert run(20) == [20]


def test_long_list_goes_in_parts() -> None:
    """Every link is given once, in parts of bounded size."""
    assert run(2 * LINKS_AT_A_TIME + 1) == [LINKS_AT_A_TIME, LINKS_AT_A_TIME, 1]


def test_list_that_the_budget_refuses_is_left() -> None:
    """A trap's sitemap costs a few parts, not all of them."""
    assert len(run(100 * LINKS_AT_A_TIME, refuse=True)) == PARTS_IN_VAIN


def test_end_of_the_run_is_seen_between_parts() -> None:
    """A run that is over does not wait for the rest; the source stays due."""
    with pytest.raises(PageError) as caught:
        run(100 * LINKS_AT_A_TIME, over_after=2)

    assert caught.value.code == "interrupted"
