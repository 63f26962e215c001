"""Budgets of a frontier: a trap ends, whatever its addresses look like, and articles are never behind it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from crawler.discovery.admission import FrontierRules
from crawler.discovery.budget import BARREN_LIST_PAGES, FULL_LINKS, Budget
from crawler.store.outlet_store import OutletStore

HOME = "https://paper.example"
ENOUGH = 200
"""Pages of a trap that a run may fetch at the most."""


class Patterns:
    """What earlier runs knew of each shape, and nothing on disk."""

    def __init__(self) -> None:
        self._totals: dict[str, tuple[int, int]] = {}

    def get(self, shape: str) -> tuple[int, int]:
        return self._totals.get(shape, (0, 0))

    def add(self, shape: str, *, articles: int, misses: int) -> None:
        before = self.get(shape)
        self._totals[shape] = (before[0] + articles, before[1] + misses)


@pytest.fixture
def budget() -> Budget:
    store: Any = SimpleNamespace(tables=SimpleNamespace(patterns=Patterns()))
    return Budget(cast(OutletStore, store), FrontierRules(max_sitemaps=3, max_sitemap_links=10_000))


TRAPS: dict[str, Callable[[int], str]] = {
    "calendar": lambda n: f"/calendar/{2000 + n}/{n % 12}",
    "session ids": lambda n: f"/s/{n:x}f{n}a/section",
    "piled up facets": lambda n: f"/shop?{'&'.join(f'{c}={n}' for i, c in enumerate('abcdefgh') if n >> i & 1)}",
    "ever new shapes": lambda n: "/" + "/".join("word" if n >> i & 1 else "0" for i in range(8)) + f".x{n % 97}",
}


@pytest.mark.parametrize("make", TRAPS.values(), ids=TRAPS)
def test_trap_ends(budget: Budget, make: Callable[[int], str]) -> None:
    """A few dozen pages without an article, and no more addresses of that make are fetched."""
    fetched = 0
    for number in range(3000):
        url = HOME + make(number)
        if budget.spent(url) is None:
            fetched += 1
            budget.count(url, is_article=False)

    assert fetched <= ENOUGH


def test_articles_stand_beside_every_trap(budget: Budget) -> None:
    """Shapes that gave articles stay open when the outlet's misses are spent."""
    for number in range(40):
        budget.count(f"{HOME}/news/a-story-of-the-day-{number}", is_article=True)
    for number in range(3000):
        budget.count(HOME + TRAPS["ever new shapes"](number), is_article=False)

    assert budget.spent(f"{HOME}/news/a-story-of-tomorrow-1") is None
    assert budget.spent(f"{HOME}/0/word/0/0/0/0/0/0.y1") is not None


def test_end_of_a_shape_is_told_once(budget: Budget) -> None:
    """The report names the shape when it is left, with an address of it."""
    told = [budget.count(f"{HOME}/calendar/{n}", is_article=False) for n in range(80)]

    assert [text for text in told if text] == ["/calendar/0: 50 pages"]


def test_lists_that_name_nothing_end(budget: Budget) -> None:
    """A next page that always exists is followed for a while only, a list that brings something goes on."""
    assert all(budget.take_list_page(is_new=True) for _ in range(50))
    assert sum(budget.take_list_page(is_new=False) for _ in range(50)) == BARREN_LIST_PAGES


def test_sitemaps_end(budget: Budget) -> None:
    """By their number, by their links, and where nothing finds room any more."""
    assert [budget.take_sitemap() for _ in range(4)] == [True, True, True, False]

    budget.looked_at_sitemap_links(9_000, 0)
    assert budget.room_for_sitemap_links() == 1_000

    budget.looked_at_sitemap_links(FULL_LINKS, FULL_LINKS)
    assert budget.room_for_sitemap_links() == 0
