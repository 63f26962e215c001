"""An outlet's frontier: which links are taken in, which one is fetched next, and when a link is due again.

    links of a source -> admit (rules, known pages, budgets) -> state file -> take -> a window of links -> in flight
    its end: end_page | end_source | retry | put_back

Pending links live in the state file; memory holds the window and what is in flight.
"""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crawler.discovery import timing
from crawler.discovery.admission import OUT_OF_WINDOW, FrontierRules, refuse_link
from crawler.discovery.budget import Budget
from crawler.discovery.link import Link
from crawler.discovery.rows import link_of, row_of, source_of, told_more
from crawler.fields.urls import canonicalize_url, url_key
from crawler.outlets.outlet import Outlet
from crawler.store.outlet_store import OutletStore
from crawler.store.pending import READY, SET_ASIDE, PendingLink
from crawler.store.sources import SourceRecord, Validators, source_key

WINDOW = 16
"""Links taken from the state file at a time: enough that a fast host does not wait for SQLite, few enough that a newer
link soon has its turn."""

SITEMAP_BUDGET = "sitemap_budget"
_SITEMAPS = frozenset({"sitemap", "news_sitemap"})
_FULL = frozenset({OUT_OF_WINDOW, "frontier_full", "shape_full", SITEMAP_BUDGET})
"""Refusals that another run may not repeat, so the source must be read in full again."""


def link_key(link: Link) -> bytes:
    """Return the 16 bytes a link is known by: a page by its canonical URL, a source by its very address."""
    return url_key(canonicalize_url(link.url)) if link.role == "page" else source_key(link.url)


class Frontier:
    """The frontier of one outlet in one run. The store must be open whenever a method is called."""

    def __init__(self, outlet: Outlet, store: OutletStore, rules: FrontierRules) -> None:
        self._outlet = outlet
        self._store = store
        self.rules = rules
        self._budget = Budget(store, rules)
        self._window: deque[PendingLink] = deque()
        self._flying: dict[bytes, PendingLink] = {}
        self._incomplete: set[str] = set()
        """Sources of which some links were not taken in for want of room or time."""
        self._started = 0
        self.dropped: Counter[str] = Counter()
        """Links that were taken in and not given: fetched or spent meanwhile, or refused by a new rule."""
        self.ready = 0
        """Ready links in the state file, those of the window not among them."""

    @property
    def pending(self) -> int:
        """Links that could be given now."""
        return self.ready + len(self._window)

    @property
    def in_flight(self) -> int:
        return len(self._flying)

    def recover(self, now: int) -> None:
        """Make ready what an earlier run left, and what has become due since."""
        self._started = now
        self._store.tables.pending.recover()
        self._store.tables.pending.wake(now)
        window = f"{self.rules.since}..{self.rules.until}"
        if self._store.tables.history.get_fact("window") != window:
            self._store.tables.history.put_fact("window", window)
            self._store.tables.pending.recall()
        self.ready = self._store.tables.pending.count_ready()

    def wake(self, now: int) -> None:
        """Make ready what has become due."""
        self.ready += self._store.tables.pending.wake(now)

    def admit(self, links: Iterable[Link], now: int, run: int) -> Counter[str]:
        """Take in the links of one source; returns how many under which word, `admitted` and `again` the good ones."""
        counts: Counter[str] = Counter()
        fresh: dict[bytes, tuple[int, Link]] = {}
        for place, link in enumerate(self._within_budget(links, counts)):
            if fresh.setdefault(link_key(link), (place, link))[1] is not link:
                counts["repeated"] += 1
        waiting = self._store.tables.pending.get(list(fresh))
        pages = {key: found for key, found in fresh.items() if found[1].role == "page"}
        sources = {key: found for key, found in fresh.items() if key not in pages}
        rows = self._admit_pages(pages, waiting, now, counts)
        rows += self._admit_sources(sources, waiting, run, counts)
        self._store.tables.pending.put(rows)
        self.ready += len(rows)
        if rows:
            self._return_window()  # a newer link may stand before those taken ahead
        n_of_sitemaps = sum(link.via is not None and link.via.kind in _SITEMAPS for _, link in pages.values())
        self._budget.looked_at_sitemap_links(n_of_sitemaps, counts["frontier_full"] + counts["shape_full"])
        return counts

    def take(self) -> Link | None:
        """Return the next link, now in flight; None: nothing is ready."""
        while True:
            if not self._window:
                self._window.extend(self._store.tables.pending.take(WINDOW))
                self.ready -= len(self._window)
            if not self._window:
                return None
            row = self._window.popleft()
            if row.kind in _SITEMAPS and not self._budget.take_sitemap():
                self._store.tables.pending.set_due([row.key], self._started + timing.HOUR_SECONDS)
                self.dropped[SITEMAP_BUDGET] += 1
                continue
            refusal = self._refuse_taken(row)
            if refusal is None:
                self._flying[row.key] = row
                return link_of(row)
            self._store.tables.pending.remove([row.key])
            self.dropped[refusal] += 1

    def as_told(self, link: Link) -> Link:
        """Return a link in flight with the title and date that other sources have told since it was given."""
        row = self._flying.get(link_key(link))
        return replace(link, title=link.title or row.title, published=link.published or row.published) if row else link

    def is_flying(self, link: Link, *, again: bool = False) -> bool:
        """Whether the link was given and has not ended; `again`: and is of a page that was fetched before."""
        row = self._flying.get(link_key(link))
        return row is not None and (bool(row.known) or not again)

    def validators(self, link: Link) -> Validators | None:
        """Return what to ask with; None: ask in full."""
        if link.role == "page":
            row = self._flying.get(link_key(link))
            found = Validators(etag=row.etag, last_modified=row.last_modified) if row else None
        else:
            record = self._store.tables.sources.get(link.url)
            found = record.validators if record else None
        return found or None

    def end_source(self, link: Link, run: int, now: int, validators: Validators) -> None:
        """A source was read, or has not changed: its links are in."""
        if link.url in self._incomplete or self.rules.has_window:
            now, validators = 0, Validators()
        self._forget(link)
        self._store.tables.sources.put(source_of(link, run=run, fetched=now, validators=validators))

    def named_by(self, link: Link) -> list[Link]:
        """Return the sources that a source named when it was read last; not the further pages of a list."""
        return [link_of(r) for r in self._store.tables.sources.named_by(link.url) if r.kind != "list"]

    def end_page(
        self,
        link: Link,
        *,
        again: int | None = None,
        validators: Validators | None = None,
        published: str | None = None,
    ) -> None:
        """A page was dealt with; `again`: when it is looked at again, None: not by itself.

        `validators` None: those it was asked with still hold. `published` is the article's own word.
        """
        row = self._flying.pop(link_key(link), None)
        if again is None:
            self._store.tables.pending.remove([link_key(link)])
            return
        row = replace(row or row_of(link, link_key(link), rank=0), due=again, rank=timing.rank_second_look(again))
        if validators is not None:
            row = replace(row, etag=validators.etag, last_modified=validators.last_modified)
        row = replace(row, tries=0, known=1, published=published or row.published)
        self._store.tables.pending.put([row])

    def set_aside(self, link: Link) -> None:
        """A page lies outside the days this run asks for: kept until a run asks for others."""
        row = self._forget(link) or row_of(link, link_key(link), rank=0)
        self._store.tables.pending.put([replace(row, due=SET_ASIDE)])

    def retry(self, link: Link, now: int) -> bool:
        """Try the link again in a later run; returns False where it was tried often enough and is forgotten."""
        row = self._forget(link)
        if row is None or row.tries + 1 >= self.rules.tries:
            return False
        due = timing.next_try(row.tries + 1, now)
        self._store.tables.pending.put([replace(row, tries=row.tries + 1, due=due)])
        return True

    def put_back(self, link: Link) -> bool:
        """A link comes back unfetched: ready again. Returns False where it was not in flight."""
        row = self._flying.pop(link_key(link), None)
        if row is None:
            return False
        self._store.tables.pending.set_due([row.key], READY)
        self.ready += 1
        return True

    def fail_source(self, link: Link, run: int, now: int, *, retry: bool) -> None:
        """A source could not be read: asked, for this run; what was known of it stays."""
        record = self._store.tables.sources.get(link.url) or source_of(
            link, run=run, fetched=0, validators=Validators()
        )
        self._store.tables.sources.put(replace(record, run=run))
        if not (retry and self.retry(link, now)):
            self.drop(link)

    def drop(self, link: Link) -> None:
        """Take the link out of the frontier without remembering anything."""
        self._forget(link)

    def judge(self, link: Link, *, is_article: bool) -> str | None:
        """Remember what a page of this URL's shape was; return the shape in words where it is left from now on."""
        return self._budget.count(link.url, is_article=is_article)

    def _within_budget(self, links: Iterable[Link], counts: Counter[str]) -> list[Link]:
        """Leave out what sitemaps name beyond this run's budget; another run reads those sitemaps in full again."""
        room, taken = self._budget.room_for_sitemap_links(), []
        for link in links:
            if link.role == "page" and link.via is not None and link.via.kind in _SITEMAPS:
                room -= 1
                if room < 0:
                    self._refuse(link, SITEMAP_BUDGET, counts)
                    continue
            taken.append(link)
        return taken

    def _refuse_taken(self, row: PendingLink) -> str | None:
        if self._outlet.rules.is_never(row.url):
            return "never_rule"
        if row.kind != "page" or row.known:
            return None
        if self._store.tables.seen.fetched([row.key]):
            return "known"  # stored meanwhile, from another of its addresses
        if spent := self._budget.spent(row.url):
            return spent
        is_list = row.published is None and self._store.tables.sources.get(row.url)  # sitemaps name sections too
        return "read_as_list" if is_list else None

    def _forget(self, link: Link) -> PendingLink | None:
        row = self._flying.pop(link_key(link), None)
        self._store.tables.pending.remove([row.key if row else link_key(link)])
        return row

    def _return_window(self) -> None:
        self._store.tables.pending.set_due([row.key for row in self._window], READY)
        self.ready += len(self._window)
        self._window.clear()

    def _refuse(self, link: Link, refusal: str, counts: Counter[str]) -> None:
        counts[refusal] += 1
        if refusal in _FULL and link.via:
            self._incomplete.add(link.via.url)

    def _admit_pages(
        self, fresh: dict[bytes, tuple[int, Link]], waiting: dict[bytes, PendingLink], now: int, counts: Counter[str]
    ) -> list[PendingLink]:
        known = self._store.tables.seen.fetched(list(fresh))
        rows, told = [], list[PendingLink]()
        for key, (place, link) in fresh.items():
            before = waiting.get(key)
            if key in known:
                if known[key] >= self._started:
                    counts["fetched_now"] += 1
                rows += self._second_look(key, link, known[key], before, now, counts)
            elif before is not None:
                counts["waiting"] += 1
                told += [row] if (row := told_more(before, link)) else []
            # Only now: most links of most runs are known, and the rules cost more than the look-up.
            elif refusal := (
                refuse_link(link, self._outlet, self.rules)
                or self._budget.refuse(link.url, self.pending + self.in_flight + len(rows))
            ):
                self._refuse(link, refusal, counts)
            else:
                rows.append(row_of(link, key, rank=timing.rank_link(link, place, self._started)))
                counts["admitted"] += 1
        self._keep_told(told)
        return rows

    def _keep_told(self, rows: Sequence[PendingLink]) -> None:
        """Keep what a source said of pages that another had named before, be they waiting or in flight."""
        if rows:
            self._store.tables.pending.put(rows)
            self._flying |= {row.key: row for row in rows if row.key in self._flying}
            self._return_window()

    def _second_look(
        self, key: bytes, link: Link, fetched: int, before: PendingLink | None, now: int, counts: Counter[str]
    ) -> list[PendingLink]:
        """A known page is ready now where its source says that it changed after it was fetched."""
        changed = timing.lastmod_at(link)
        is_asked = before is not None and before.due <= READY
        if changed is None or not fetched < changed <= now or is_asked or refuse_link(link, self._outlet, self.rules):
            counts["known"] += 1
            return []
        counts["again"] += 1
        row = before or row_of(link, key, rank=0)
        return [replace(row, due=READY, known=1, rank=timing.rank_second_look(fetched))]

    def _admit_sources(
        self,
        fresh: dict[bytes, tuple[int, Link]],
        waiting: dict[bytes, PendingLink],
        run: int,
        counts: Counter[str],
    ) -> list[PendingLink]:
        rows = []
        # The further pages of a list are older: behind one that gave only what earlier runs knew is nothing new.
        is_new = any(counts[word] for word in ("admitted", "again", "waiting", "fetched_now"))
        goes_on = is_new or not counts["known"] or self.rules.since is not None
        for key, (place, link) in fresh.items():
            before, record = waiting.get(key), self._store.tables.sources.get(link.url)
            if before is not None and before.due <= READY:
                counts["waiting"] += 1
            elif refusal := refuse_link(link, self._outlet, self.rules):
                self._refuse(link, refusal, counts)
            elif record is not None and record.run == run:
                counts["asked"] += 1
            elif record is not None and _is_unchanged(link, record):
                counts["source_unchanged"] += 1
            elif link.kind == "list" and not (goes_on and self._budget.take_list_page(is_new=is_new)):
                counts["nothing_new_beyond"] += 1
            else:
                rows.append(row_of(link, key, rank=timing.rank_link(link, place, self._started)))
                counts["sources"] += 1
        return rows


def _is_unchanged(link: Link, record: SourceRecord) -> bool:
    """Whether a sitemap index says that this sitemap is as it was when it was read."""
    changed = timing.lastmod_at(link)
    return link.kind == "sitemap" and changed is not None and changed < record.fetched
