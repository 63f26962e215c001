"""An outlet's frontier: which link is given next, how each ends, and when it is due again.

    links of a source -> intake -> queue -> take -> in flight
    its end: end_page | end_source | set_aside | retry | put_back | drop

What is taken in is decided by `intake.py`; what waits, and where, is kept by `queue.py`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from crawler.discovery import timing
from crawler.discovery.admission import FrontierRules
from crawler.discovery.budget import Budget
from crawler.discovery.intake import SITEMAP_BUDGET, SITEMAPS, Intake
from crawler.discovery.link import Link
from crawler.discovery.queue import Queue
from crawler.discovery.rows import link_key, link_of, row_of, source_of
from crawler.outlets.outlet import Outlet
from crawler.store.outlet_store import OutletStore
from crawler.store.pending import SET_ASIDE, PendingLink
from crawler.store.sources import Validators


class Frontier:
    """The frontier of one outlet in one run. The store must be open whenever a method is called."""

    def __init__(self, outlet: Outlet, store: OutletStore, rules: FrontierRules) -> None:
        self._outlet = outlet
        self._store = store
        self.rules = rules
        self._budget = Budget(store, rules)
        self._queue = Queue(store)
        self._intake = Intake(outlet, store, rules, queue=self._queue, budget=self._budget)
        self._started = 0
        self.dropped: Counter[str] = Counter()
        """Links that were taken in and not given: fetched or spent meanwhile, or refused by a new rule."""

    @property
    def pending(self) -> int:
        """Links that could be given now."""
        return self._queue.pending

    @property
    def in_flight(self) -> int:
        return self._queue.in_flight

    def recover(self, now: int) -> None:
        """Make ready what an earlier run left, and what has become due since."""
        self._started = now
        self._queue.recover(now, f"{self.rules.since}..{self.rules.until}")

    def wake(self, now: int) -> None:
        """Make ready what has become due."""
        self._queue.wake(now)

    def admit(self, links: Iterable[Link], now: int, run: int) -> Counter[str]:
        """Take in the links of one source; returns how many under which word, `admitted` and `again` the good ones."""
        return self._intake.admit(links, now, run, started=self._started)

    def take(self) -> Link | None:
        """Return the next link, now in flight; None: nothing is ready."""
        while row := self._queue.next_row():
            if row.kind in SITEMAPS and not self._budget.take_sitemap():
                self._queue.postpone(row.key, self._started + timing.HOUR_SECONDS)
                self.dropped[SITEMAP_BUDGET] += 1
            elif refusal := self._refuse_taken(row):
                self._queue.forget(row.key)
                self.dropped[refusal] += 1
            else:
                self._queue.fly(row)
                return link_of(row)
        return None

    def as_told(self, link: Link) -> Link:
        """Return a link in flight with the title and date that other sources have told since it was given."""
        row = self._queue.flying(link_key(link))
        return replace(link, title=link.title or row.title, published=link.published or row.published) if row else link

    def is_flying(self, link: Link, *, again: bool = False) -> bool:
        """Whether the link was given and has not ended; `again`: and is of a page that was fetched before."""
        row = self._queue.flying(link_key(link))
        return row is not None and (bool(row.known) or not again)

    def validators(self, link: Link) -> Validators | None:
        """Return what to ask with; None: ask in full."""
        if link.role == "page":
            row = self._queue.flying(link_key(link))
            found = Validators(etag=row.etag, last_modified=row.last_modified) if row else None
        else:
            record = self._store.tables.sources.get(link.url)
            found = record.validators if record else None
        return found or None

    def end_source(self, link: Link, run: int, now: int, validators: Validators) -> None:
        """A source was read, or has not changed: its links are in."""
        if self._intake.is_incomplete(link) or self.rules.has_window:
            now, validators = 0, Validators()
        self.drop(link)
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
        if again is None:
            self.drop(link)
            return
        row = self._queue.land(link_key(link)) or row_of(link, link_key(link), rank=0)
        row = replace(row, due=again, rank=timing.rank_second_look(again))
        if validators is not None:
            row = replace(row, etag=validators.etag, last_modified=validators.last_modified)
        self._queue.keep(replace(row, tries=0, known=1, published=published or row.published))

    def set_aside(self, link: Link) -> None:
        """A page lies outside the days this run asks for: kept until a run asks for others."""
        row = self._queue.land(link_key(link)) or row_of(link, link_key(link), rank=0)
        self._queue.keep(replace(row, due=SET_ASIDE))

    def retry(self, link: Link, now: int) -> bool:
        """Try the link again in a later run; returns False where it was tried often enough and is forgotten."""
        row = self._queue.forget(link_key(link))
        if row is None or row.tries + 1 >= self.rules.tries:
            return False
        self._queue.keep(replace(row, tries=row.tries + 1, due=timing.next_try(row.tries + 1, now)))
        return True

    def put_back(self, link: Link) -> bool:
        """A link comes back unfetched: ready again. Returns False where it was not in flight."""
        return self._queue.put_back(link_key(link))

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
        self._queue.forget(link_key(link))

    def judge(self, link: Link, *, is_article: bool) -> str | None:
        """Remember what a page of this URL's shape was; return the shape in words where it is left from now on."""
        return self._budget.count(link.url, is_article=is_article)

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
