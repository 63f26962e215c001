"""Budgets that end traps: per outlet, and per shape of URL by what the shape has given so far.

A shape that gave a hundred pages and hardly an article (a calendar, a faceted list, session ids in paths) is left, but
for a few probes in each run: extraction may have been wrong, or the outlet rebuilt.
"""

from collections import Counter, OrderedDict

from crawler.discovery.admission import FrontierRules
from crawler.discovery.shapes import url_shape
from crawler.store.outlet_store import OutletStore

MISSES_ALLOWED = 100
"""Pages of a shape without a new article before it is left; each article it gave allows some more."""
MISSES_PER_ARTICLE = 3
PROBES = 5
"""Pages of a spent shape that a run fetches all the same."""
SHAPES_KEPT = 5_000
"""Shapes whose counts stay in memory: a trap may make new shapes without end."""
BACKFILL_FACTOR = 10


class Budget:
    def __init__(self, store: OutletStore, rules: FrontierRules) -> None:
        self._store = store
        self._rules = rules
        self._totals: OrderedDict[str, tuple[int, int]] = OrderedDict()
        """Articles and misses of a shape, earlier runs among them."""
        self._misses: Counter[str] = Counter()
        """Misses of this run."""
        self._taken: Counter[str] = Counter()
        self._list_pages = 0

    def refuse(self, url: str, waiting: int) -> str | None:
        """Return why one more link is not taken in, with `waiting` links in the frontier; None: there is room."""
        if waiting >= self._rules.max_links:
            return "frontier_full"
        shape = url_shape(url)
        if self._is_spent(shape):
            return "shape_spent"
        if self._taken[shape] >= self._rules.max_links_per_shape:
            return "shape_full"
        if len(self._taken) < SHAPES_KEPT or shape in self._taken:
            self._taken[shape] += 1
        return None

    def is_spent(self, url: str) -> bool:
        """Whether URLs of this shape have given too little to fetch one more."""
        return self._is_spent(url_shape(url))

    def count(self, url: str, *, is_article: bool) -> None:
        """Remember what a page of this URL's shape was."""
        shape = url_shape(url)
        articles, misses = self._total(shape)
        self._totals[shape] = (articles + is_article, misses + (not is_article))
        self._misses[shape] += not is_article
        self._store.tables.patterns.add(shape, articles=int(is_article), misses=int(not is_article))

    def take_list_page(self) -> bool:
        """Take one further page of a section from this run's budget; False: it is spent."""
        self._list_pages += 1
        return self._list_pages <= self._rules.max_list_pages * (BACKFILL_FACTOR if self._rules.since else 1)

    def _is_spent(self, shape: str) -> bool:
        articles, misses = self._total(shape)
        return misses >= MISSES_ALLOWED + MISSES_PER_ARTICLE * articles and self._misses[shape] >= PROBES

    def _total(self, shape: str) -> tuple[int, int]:
        if shape not in self._totals:
            self._totals[shape] = self._store.tables.patterns.get(shape)
            if len(self._totals) > SHAPES_KEPT:
                forgotten, _ = self._totals.popitem(last=False)
                self._misses.pop(forgotten, None)
        return self._totals[shape]
