"""Taking links in: which links of a source an outlet's queue gets, by the rules, by what is known and by the budgets.

    links of a source -> within the sitemaps' budget -> known, waiting, refused or new -> queue

Each link is counted under one word; the report shows them. Called by the frontier only.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from crawler.discovery import timing
from crawler.discovery.admission import OUT_OF_WINDOW, FrontierRules, refuse_link
from crawler.discovery.budget import Budget
from crawler.discovery.link import Link
from crawler.discovery.queue import Queue
from crawler.discovery.rows import link_key, row_of, told_more
from crawler.outlets.outlet import Outlet
from crawler.store.outlet_store import OutletStore
from crawler.store.pending import READY, PendingLink
from crawler.store.sources import SourceRecord

SITEMAP_BUDGET = "sitemap_budget"
SITEMAPS = frozenset({"sitemap", "news_sitemap"})
_FULL = frozenset({OUT_OF_WINDOW, "frontier_full", "shape_full", SITEMAP_BUDGET})
"""Refusals that another run may not repeat, so the source must be read in full again."""

_Placed = dict[bytes, tuple[int, Link]]
"""Links by their key, each with its place among those of its source."""


class Intake:
    """The store must be open whenever a method is called."""

    def __init__(
        self, outlet: Outlet, store: OutletStore, rules: FrontierRules, *, queue: Queue, budget: Budget
    ) -> None:
        self._outlet = outlet
        self._store = store
        self._rules = rules
        self._queue = queue
        self._budget = budget
        self._incomplete: set[str] = set()

    def is_incomplete(self, source: Link) -> bool:
        """Whether some links of the source were not taken in for want of room or time."""
        return source.url in self._incomplete

    def admit(self, links: Iterable[Link], now: int, run: int, *, started: int) -> Counter[str]:
        """Take in the links of one source in a run that `started` then; returns how many under which word."""
        counts: Counter[str] = Counter()
        fresh: _Placed = {}
        for place, link in enumerate(self._within_budget(links, counts)):
            if fresh.setdefault(link_key(link), (place, link))[1] is not link:
                counts["repeated"] += 1
        pages = {key: found for key, found in fresh.items() if found[1].role == "page"}
        sources = {key: found for key, found in fresh.items() if key not in pages}
        known = self._store.tables.seen.fetched(list(pages))
        # Most links of lists are known, and what waits of these matters only where they have changed.
        waiting = self._queue.waiting([key for key, (_, link) in fresh.items() if key not in known or link.lastmod])
        rows = self._admit_pages(pages, known, waiting, counts, now=now, started=started)
        rows += self._admit_sources(sources, waiting, counts, run=run, started=started)
        self._queue.add(rows)
        n_of_sitemaps = sum(link.via is not None and link.via.kind in SITEMAPS for _, link in pages.values())
        self._budget.looked_at_sitemap_links(n_of_sitemaps, counts["frontier_full"] + counts["shape_full"])
        return counts

    def _admit_pages(
        self,
        fresh: _Placed,
        known: dict[bytes, int],
        waiting: dict[bytes, PendingLink],
        counts: Counter[str],
        *,
        now: int,
        started: int,
    ) -> list[PendingLink]:
        rows, told = [], list[PendingLink]()
        for key, (place, link) in fresh.items():
            before = waiting.get(key)
            if key in known:
                if known[key] >= started:
                    counts["fetched_now"] += 1
                rows += self._second_look(key, link, known[key], before, now, counts)
            elif before is not None:
                counts["waiting"] += 1
                told += [row] if (row := told_more(before, link)) else []
            # Only now: most links of most runs are known, and the rules cost more than the look-up.
            elif refusal := (
                refuse_link(link, self._outlet, self._rules)
                or self._budget.refuse(link.url, self._queue.pending + self._queue.in_flight + len(rows))
            ):
                self._refuse(link, refusal, counts)
            else:
                rows.append(row_of(link, key, rank=timing.rank_link(link, place, started)))
                counts["admitted"] += 1
        self._queue.amend(told)
        return rows

    def _second_look(
        self, key: bytes, link: Link, fetched: int, before: PendingLink | None, now: int, counts: Counter[str]
    ) -> list[PendingLink]:
        """A known page is ready now where its source says that it changed after it was fetched."""
        changed = timing.lastmod_at(link)
        is_asked = before is not None and before.due <= READY
        if changed is None or not fetched < changed <= now or is_asked or refuse_link(link, self._outlet, self._rules):
            counts["known"] += 1
            return []
        counts["again"] += 1
        row = before or row_of(link, key, rank=0)
        return [replace(row, due=READY, known=1, rank=timing.rank_second_look(fetched))]

    def _admit_sources(
        self, fresh: _Placed, waiting: dict[bytes, PendingLink], counts: Counter[str], *, run: int, started: int
    ) -> list[PendingLink]:
        rows = []
        # The further pages of a list are older: behind one that gave only what earlier runs knew is nothing new.
        is_new = any(counts[word] for word in ("admitted", "again", "waiting", "fetched_now"))
        goes_on = is_new or not counts["known"] or self._rules.since is not None
        for key, (place, link) in fresh.items():
            before, record = waiting.get(key), self._store.tables.sources.get(link.url)
            if before is not None and before.due <= READY:
                counts["waiting"] += 1
            elif refusal := refuse_link(link, self._outlet, self._rules):
                self._refuse(link, refusal, counts)
            elif record is not None and record.run == run:
                counts["asked"] += 1
            elif record is not None and _is_unchanged(link, record):
                counts["source_unchanged"] += 1
            elif link.kind == "list" and not (goes_on and self._budget.take_list_page(is_new=is_new)):
                counts["nothing_new_beyond"] += 1
            else:
                rows.append(row_of(link, key, rank=timing.rank_link(link, place, started)))
                counts["sources"] += 1
        return rows

    def _within_budget(self, links: Iterable[Link], counts: Counter[str]) -> list[Link]:
        """Leave out what sitemaps name beyond this run's budget; another run reads those sitemaps in full again."""
        room, taken = self._budget.room_for_sitemap_links(), []
        for link in links:
            if link.role == "page" and link.via is not None and link.via.kind in SITEMAPS:
                room -= 1
                if room < 0:
                    self._refuse(link, SITEMAP_BUDGET, counts)
                    continue
            taken.append(link)
        return taken

    def _refuse(self, link: Link, refusal: str, counts: Counter[str]) -> None:
        counts[refusal] += 1
        if refusal in _FULL and link.via:
            self._incomplete.add(link.via.url)


def _is_unchanged(link: Link, record: SourceRecord) -> bool:
    """Whether a sitemap index says that this sitemap is as it was when it was read."""
    changed = timing.lastmod_at(link)
    return link.kind == "sitemap" and changed is not None and changed < record.fetched
