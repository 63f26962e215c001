"""Budgets that end traps: per outlet, and per shape of URL by what the shape has given so far.

A shape that gave fifty pages and hardly an article (a calendar, a faceted list, session ids in paths) is left, but for
a few probes in each run: extraction may have been wrong, or the outlet rebuilt. A trap may make new shapes without end,
so the outlet has a budget of misses as well; shapes that gave articles are outside of it.
"""

from collections import Counter, OrderedDict

from crawler.discovery.admission import FrontierRules
from crawler.discovery.shapes import url_shape
from crawler.store.outlet_store import OutletStore

MISSES_ALLOWED = 50
"""Pages of a shape without a new article before it is left; each article it gave allows some more."""
TITLE_MISSES_ALLOWED = 100
"""The same for a shape with a title in it: addresses that read like articles have twice the patience."""
OUTLET_MISSES = 100
"""Misses of an outlet in a run after which shapes that gave no article are left; each article allows some more."""
MISSES_PER_ARTICLE = 3
PROBES = 5
"""Pages of a spent shape that a run fetches all the same."""
PARAMETER_MISSES = 75
"""Misses in a run of one path with whatever parameters, none of which gave an article: facets pile up in new shapes."""
SHAPES_PROBED = 10
"""Further shapes that have their probes once the outlet's misses are spent: the articles' may be among them."""
SHAPES_KEPT = 5_000
"""Shapes whose counts stay in memory: a trap may make new shapes without end."""
BACKFILL_FACTOR = 10
BARREN_LIST_PAGES = 10
"""Further pages of lists in a row that may name nothing to fetch."""
FULL_LINKS = 4_500
"""Links in a row that find no room in the frontier; no further sitemap is read in the run then."""
SHAPE_SPENT, OUTLET_SPENT = "shape_spent", "outlet_spent"


class Budget:
    def __init__(self, store: OutletStore, rules: FrontierRules) -> None:
        self._store = store
        self._rules = rules
        self._totals: OrderedDict[str, tuple[int, int]] = OrderedDict()
        """Articles and misses of a shape, earlier runs among them."""
        self._misses: Counter[str] = Counter()
        """Misses of this run."""
        self._taken: Counter[str] = Counter()
        self._outlet_articles = 0
        self._outlet_misses = 0
        self._probed: set[str] = set()
        self._path_misses: Counter[str] = Counter()
        """Misses of this run by shape without parameters; less than none where there was an article."""
        self._list_pages = 0
        self._barren_lists = 0
        self._sitemaps = 0
        self._sitemap_links = 0
        self._full_links = 0

    def refuse(self, url: str, waiting: int) -> str | None:
        """Return why one more link is not taken in, with `waiting` links in the frontier; None: there is room."""
        if waiting >= self._rules.max_links:
            return "frontier_full"
        shape = url_shape(url)
        if spent := self._spent(shape):
            return spent
        if self._taken[shape] >= self._rules.max_links_per_shape:
            return "shape_full"
        if len(self._taken) < SHAPES_KEPT or shape in self._taken:
            self._taken[shape] += 1
        return None

    def spent(self, url: str) -> str | None:
        """Return why no more URLs of this shape are fetched: it, or the outlet, gave too little; None: it goes on."""
        return self._spent(url_shape(url))

    def count(self, url: str, *, is_article: bool) -> str | None:
        """Remember what a page of this URL's shape was; return the shape with this run's misses where it ends now."""
        shape = url_shape(url)
        was_spent = self._spent(shape)
        articles, misses = self._total(shape)
        self._totals[shape] = (articles + is_article, misses + (not is_article))
        self._misses[shape] += not is_article
        self._outlet_articles += is_article
        self._outlet_misses += not is_article
        if "?" in shape:
            self._path_misses[shape.partition("?")[0]] += -OUTLET_MISSES if is_article else 1
        if not is_article and self._is_outlet_spent and len(self._probed) < SHAPES_PROBED:
            self._probed.add(shape)
        self._store.tables.patterns.add(shape, articles=int(is_article), misses=int(not is_article))
        return f"{shape}: {self._misses[shape]} pages" if self._spent(shape) and not was_spent else None

    def take_list_page(self, *, is_new: bool) -> bool:
        """Take one further page of a section from this run's budget; False: it is spent.

        `is_new`: the page before named something to fetch.
        """
        self._barren_lists = 0 if is_new else self._barren_lists + 1
        if self._barren_lists > BARREN_LIST_PAGES:
            return False
        self._list_pages += 1
        return self._list_pages <= self._rules.max_list_pages * (BACKFILL_FACTOR if self._rules.since else 1)

    def take_sitemap(self) -> bool:
        """Take one sitemap from this run's budget; False: it is spent, by their number or by what was in them."""
        is_spent = self._sitemap_links >= self._rules.max_sitemap_links or self._sitemaps >= self._rules.max_sitemaps
        if is_spent or self._full_links >= FULL_LINKS:
            return False
        self._sitemaps += 1
        return True

    def room_for_sitemap_links(self) -> int:
        """Return how many more links of sitemaps are looked at in this run."""
        is_full = self._full_links >= FULL_LINKS
        return 0 if is_full else max(0, self._rules.max_sitemap_links - self._sitemap_links)

    def looked_at_sitemap_links(self, n_links: int, n_without_room: int) -> None:
        """Count links that sitemaps named; `n_without_room` of them found the frontier or their shape full."""
        self._sitemap_links += n_links
        self._full_links = self._full_links + n_links if n_without_room == n_links else 0

    def _spent(self, shape: str) -> str | None:
        articles, misses = self._total(shape)
        allowed = TITLE_MISSES_ALLOWED if "/title" in shape else MISSES_ALLOWED
        if misses >= allowed + MISSES_PER_ARTICLE * articles and self._misses[shape] >= PROBES:
            return SHAPE_SPENT
        if "?" in shape and not articles and self._path_misses[shape.partition("?")[0]] >= PARAMETER_MISSES:
            return SHAPE_SPENT
        has_probes = self._misses[shape] < PROBES and (shape in self._probed or len(self._probed) < SHAPES_PROBED)
        return OUTLET_SPENT if self._is_outlet_spent and not articles and not has_probes else None

    @property
    def _is_outlet_spent(self) -> bool:
        return self._outlet_misses >= OUTLET_MISSES + MISSES_PER_ARTICLE * self._outlet_articles

    def _total(self, shape: str) -> tuple[int, int]:
        if shape not in self._totals:
            self._totals[shape] = self._store.tables.patterns.get(shape)
            if len(self._totals) > SHAPES_KEPT:
                forgotten, _ = self._totals.popitem(last=False)
                self._misses.pop(forgotten, None)
        return self._totals[shape]
