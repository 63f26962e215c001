"""One outlet in one run: takes in links, gives the next one, and is told how each ended.

    discovered -> next_link -> [fetched] -> done | unchanged | failed | rejected | store | put_back

A link whose end was not committed is due again in the next run. An outlet whose state can't be used marks itself broken
and gives nothing more; a disk that does not take what is written ends the whole run (OutputError).
"""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Concatenate, Literal, ParamSpec, TypeVar, cast

from crawler.config import Config
from crawler.discovery import timing
from crawler.discovery.admission import FrontierRules
from crawler.discovery.frontier import Frontier, link_key
from crawler.discovery.link import Link
from crawler.errors import LockedError, OutputError, StateError
from crawler.fields.urls import canonicalize_url, url_key
from crawler.items import Article
from crawler.outlets.outlet import Outlet
from crawler.report.tally import Tally
from crawler.run.progress import Progress, rfc3339
from crawler.run.rebuild import rebuild_state
from crawler.run.versions import Versions, article_key
from crawler.store.outlet_store import OpenStores, OutletStore
from crawler.store.sources import Validators

StoreResult = Literal["stored", "revised", "unchanged", "duplicate", "out_of_window"]

RETRIED_CODES = frozenset({"bot_wall", "consent_wall", "error_page", "empty_page", "extract_crash", "extract_timeout"})
"""Rejections that say nothing lasting about the page: it is tried again, a few times, and is no miss of its shape."""

P = ParamSpec("P")
R = TypeVar("R")


def _contained(
    default: R,
) -> Callable[[Callable[Concatenate["OutletRun", P], R]], Callable[Concatenate["OutletRun", P], R]]:
    """Open the outlet for the call; where its state fails, mark the outlet broken and return `default`."""

    def decorate(method: Callable[Concatenate["OutletRun", P], R]) -> Callable[Concatenate["OutletRun", P], R]:
        @wraps(method)
        def contained(self: "OutletRun", *args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return method(self, *args, **kwargs) if self._is_usable() else default
            except (StateError, LockedError) as error:
                self._break(error)
                return default
            except OutputError as error:
                self._progress.error = self._progress.error or str(error)
                raise

        return contained

    return decorate


class OutletRun:
    """Made by `Run.open`; every method must be called from one thread."""

    def __init__(
        self,
        outlet: Outlet,
        store: OutletStore,
        *,
        config: Config,
        progress: Progress,
        stores: OpenStores,
        rebuild: bool = False,
    ) -> None:
        self.outlet = outlet
        self.tally = Tally(outlet=outlet.id)
        self._store = store
        self._stores = stores
        self._rebuild = rebuild
        self._config = config
        self._progress = progress
        self._rules = FrontierRules(
            max_links=config.max_links,
            max_links_per_shape=config.max_links_per_pattern,
            max_depth=config.max_depth,
            since=progress.bounds.since,
            until=progress.bounds.until,
        )
        self._frontier = Frontier(outlet, store, self._rules)
        self._versions = Versions(store=store, run_id=progress.run_id)
        self._number: int | None = None
        self._answers: dict[str, tuple[str, Validators]] = {}
        """Final URL and validators of what was fetched and has not ended."""
        self._new_lines = 0
        self._committed_at = progress.started
        self._closed = False

    @_contained(0)
    def discovered(self, links: Iterable[Link]) -> int:
        """Take in all links of one source, in one call; returns how many are to be fetched because of it."""
        counts = self._frontier.admit(links, self._progress.now(), self._number or 0)
        self.tally.links.update(counts)
        return counts["admitted"] + counts["again"] + counts["sources"]

    @_contained(cast(Link | None, None))
    def next_link(self) -> Link | None:
        """Return the next link, now in flight; None: nothing is due now, a bound is reached, or the outlet was left."""
        self._progress.check_time()
        if self.tally.left or self._progress.stopped_by:
            return None
        link = self._frontier.take()
        if link is None or link.role == "source":
            return link
        if not self._progress.may_take_page:
            self._frontier.put_back(link)
            return None
        self._progress.take_page()
        return link

    @property
    def pending(self) -> int:
        """Links that could be given now; 0 for an outlet that can't be used."""
        return self._count_pending()

    @property
    def in_flight(self) -> int:
        """Links given and not ended."""
        return self._frontier.in_flight

    @property
    def is_idle(self) -> bool:
        """Whether nothing is in flight and nothing will be given now."""
        if self.in_flight:
            return False
        stopped = self.tally.left or self.tally.broken or self._progress.stopped_by
        return bool(stopped) or self.pending == 0

    @_contained(cast(Validators | None, None))
    def validators(self, link: Link) -> Validators | None:
        """Return what to ask for the link with; None: ask in full."""
        return self._frontier.validators(link)

    def fetched(
        self, link: Link, *, url: str, status: int, etag: str | None, last_modified: str | None, n_bytes: int
    ) -> None:
        """A body came from `url`, the address after redirects. Does not end the link."""
        self.tally.counts["pages" if link.role == "page" else "sources"] += 1
        self.tally.counts["bytes"] += n_bytes
        self.tally.counts[f"status_{status}"] += 1
        self._answers[link.url] = (url, Validators(etag=etag, last_modified=last_modified))

    @_contained(None)
    def done(self, link: Link) -> None:
        """A source ends: its links were handed to `discovered`."""
        _, validators = self._answers.pop(link.url, (link.url, Validators()))
        self._frontier.end_source(link, self._number or 0, self._progress.now(), validators)

    @_contained(None)
    def unchanged(self, link: Link) -> None:
        """The host says that nothing changed (304)."""
        self.tally.counts["not_modified"] += 1
        if link.role == "page":
            self.tally.counts["pages_unchanged"] += 1
            self.tally.counts["unchanged"] += 1
            self._store.tables.seen.mark([link_key(link)], self._progress.now())
            self._end_page(link, again=self._next_visit(link, link.published))
            return
        self.tally.counts["sources_unchanged"] += 1
        kept = self._frontier.validators(link) or Validators()
        self._frontier.end_source(link, self._number or 0, self._progress.now(), kept)
        counts = self._frontier.admit(self._frontier.named_by(link), self._progress.now(), self._number or 0)
        self.tally.links.update(counts)

    @_contained(None)
    def failed(self, link: Link, code: str, detail: str, *, retry: bool) -> None:
        """The link could not be fetched; `retry`: a later run may have more luck."""
        self._answers.pop(link.url, None)
        self.tally.failed[code] += 1
        self.tally.counts["page_failures" if link.role == "page" else "source_failures"] += 1
        self.tally.trouble(code, detail, link.url)
        self._give_up(link, retry=retry)

    @_contained(None)
    def rejected(self, link: Link, code: str, detail: str) -> None:
        """The page is no article, or the source can't be read."""
        self.tally.rejected[code] += 1
        self.tally.trouble(code, detail, link.url)
        if link.role == "page" and code not in RETRIED_CODES and not self._frontier.is_second_look(link):
            self._frontier.judge(link, is_article=False)
        self._give_up(link, retry=code in RETRIED_CODES)

    @_contained(cast(StoreResult, "unchanged"))
    def store(self, link: Link, article: Article) -> StoreResult:
        """Write the article where it is new or revised. Sets the fields that the store alone sets."""
        now = self._progress.clock()
        final, validators = self._answers.pop(link.url, (link.url, Validators()))
        if not self._rules.in_window(timing.machine_seconds(article.date_published or "")):
            self._frontier.set_aside(link)
            self._progress.end_page()
            self.tally.counts["out_of_window"] += 1
            return "out_of_window"
        second_look = self._frontier.is_second_look(link)
        result = cast(StoreResult, self._versions.put(article, now))
        aliases = {link_key(link), url_key(canonicalize_url(final)), article_key(article)}
        self._store.tables.seen.mark(aliases, int(now.timestamp()))
        again = None
        if result != "duplicate" and (second_look or result == "stored" or link_key(link) == article_key(article)):
            again = self._next_visit(link, article.date_published)
        self._end_page(link, again=again, validators=validators, published=article.date_published, new=result)
        if not second_look:
            self._frontier.judge(link, is_article=result == "stored")
        self._wrote(article, result, now)
        return result

    @_contained(None)
    def put_back(self, link: Link) -> None:
        """Give a link back unfetched: it is due again."""
        self._answers.pop(link.url, None)
        self._frontier.put_back(link)
        if link.role == "page":
            self._progress.return_page()

    def note(self, code: str, detail: str, url: str | None = None) -> None:
        """List a problem that ends no link."""
        self.tally.counts[code] += 1
        self.tally.trouble(code, detail, url)

    def count(self, name: str, n: int = 1) -> None:
        self.tally.counts[name] += n

    def leave(self, cause: str) -> None:
        """Ask nothing more of the outlet in this run; what is pending stays due."""
        self.tally.left = self.tally.left or cause

    @_contained(None)
    def checkpoint(self) -> None:
        """Make everything so far durable."""
        self._store.checkpoint()
        self._new_lines = 0
        self._committed_at = self._progress.clock()

    def tick(self) -> None:
        """Checkpoint what is older than the setting says, and wake links that have become due."""
        if self._store.is_open and not self._closed:
            self._tick()

    @_contained(None)
    def _tick(self) -> None:
        self._frontier.wake(self._progress.now())
        waited = (self._progress.clock() - self._committed_at).total_seconds()
        # A clock that was set back must not hold the checkpoint up.
        if self._store.is_dirty and abs(waited) >= self._config.checkpoint_seconds:
            self.checkpoint()

    def close(self) -> None:
        """Commit everything and close; an outlet that was never used is left as it is."""
        if self._number is not None and not self._closed:
            self._end()
        self._closed = True

    @_contained(None)
    def _end(self) -> None:
        self.tally.pending = self._frontier.pending + self._frontier.in_flight
        self.tally.ended = rfc3339(self._progress.clock())
        self._store.tables.history.end(self._progress.run_id, self._progress.now(), self.tally.to_history())
        self._store.close()
        self._stores.drop(self._store)

    def abandon(self) -> None:
        """Close without committing: back to the last checkpoint."""
        self._store.abandon()
        self._stores.drop(self._store)
        self._closed = True

    def _is_usable(self) -> bool:
        if self._closed or self.tally.broken:
            return False
        if not self._store.is_open:
            self._open()
        self._stores.use(self._store)
        return True

    def _open(self) -> None:
        now = self._progress.now()
        if self._number is None and (self._rebuild or self._store.lacks_state):
            self.tally.counts.update(rebuild_state(self._store, now))
        self._stores.use(self._store)
        first, self._number = self._number is None, self._store.tables.history.begin(self._progress.run_id, now)
        if first:
            self.tally.started = rfc3339(self._progress.clock())
            self._heed_new_rules()
            self._frontier.recover(now)

    def _heed_new_rules(self) -> None:
        """Ask the sources in full where the outlet's file has changed: other links may be wanted now."""
        outlet = self.outlet
        text = repr(
            (
                outlet.home,
                outlet.sources,
                [[p.pattern for p in rules] for rules in (outlet.rules.article, outlet.rules.never)],
            )
        )
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        if self._store.tables.history.get_fact("rules") != digest:
            self._store.tables.history.put_fact("rules", digest)
            self._store.tables.sources.forget_validators()

    def _break(self, error: StateError | LockedError) -> None:
        self._store.abandon()
        self._stores.drop(self._store)
        if isinstance(error, LockedError):
            self.tally.left = str(error)
            self._closed = True
        else:
            self.tally.broken = str(error)

    @_contained(0)
    def _count_pending(self) -> int:
        return self._frontier.pending

    def _give_up(self, link: Link, *, retry: bool) -> None:
        """End a link that gave nothing: for a later run, or for good."""
        if link.role == "page":
            self._progress.end_page()
        if retry and self._frontier.retry(link, self._progress.now()):
            return
        self._frontier.drop(link)
        if link.role == "page":
            final, _ = self._answers.pop(link.url, (link.url, Validators()))
            keys = {link_key(link), url_key(canonicalize_url(final))}
            self._store.tables.seen.mark(keys, self._progress.now())

    def _next_visit(self, link: Link, published: str | None) -> int | None:
        """Return when the article is looked at again; its age counts from publication, or from when it was seen."""
        seen = self._store.tables.seen.get(link_key(link))
        first_seen = seen.first_seen if seen else self._progress.now()
        said = timing.machine_seconds(published or "")
        born = min(said, first_seen) if said is not None else first_seen
        return timing.next_visit(born, self._progress.now(), self._rules.revisit_seconds)

    def _end_page(
        self,
        link: Link,
        *,
        again: int | None,
        validators: Validators | None = None,
        published: str | None = None,
        new: str = "",
    ) -> None:
        self._frontier.end_page(link, again=again, validators=validators, published=published)
        self._progress.end_page(is_new=new == "stored")

    def _wrote(self, article: Article, result: str, now: datetime) -> None:
        """Count the outcome; checkpoint where enough is new."""
        self.tally.counts[result] += 1
        if result not in {"stored", "revised"}:
            return
        self.tally.cover(article)
        self._new_lines += 1
        waited = abs((now - self._committed_at).total_seconds())
        if self._new_lines >= self._config.checkpoint_articles or waited >= self._config.checkpoint_seconds:
            self.checkpoint()
