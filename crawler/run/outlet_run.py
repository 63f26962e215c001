"""One outlet in one run: takes in links, gives the next one, and is told how each ended.

    discovered -> next_link -> [fetched] -> done | unchanged | failed | rejected | store | put_back

A link whose end was not committed is due again in the next run. An outlet whose state can't be used marks itself broken
and gives nothing more; a disk that does not take what is written ends the whole run (OutputError).
"""

from collections.abc import Iterable
from typing import Literal, cast

from crawler.discovery import timing
from crawler.discovery.admission import FrontierRules
from crawler.discovery.frontier import Frontier
from crawler.discovery.link import Link
from crawler.discovery.rows import link_key
from crawler.fields.urls import page_key
from crawler.items import Article
from crawler.outlets.outlet import Outlet
from crawler.report.tally import GIVEN_UP, Tally
from crawler.run.progress import Progress
from crawler.run.session import Session, contained
from crawler.run.versions import Versions, article_key
from crawler.store.sources import Validators

StoreResult = Literal["stored", "revised", "unchanged", "duplicate", "out_of_window"]

_UNCHANGED: StoreResult = "unchanged"

RETRIED_CODES = frozenset({"bot_wall", "consent_wall", "error_page", "empty_page", "truncated", *GIVEN_UP})
"""Rejections that say nothing lasting about the page: it is tried again, a few times, and is no miss of its shape."""

GONE_CODES = frozenset({"http_404", "http_410", "redirect_loop", "offsite_redirect", "too_large"})
"""Failures that say that there is no article at the address: misses of its shape."""


class OutletRun:
    """Made by `Run.open`; every method must be called from one thread."""

    def __init__(self, outlet: Outlet, session: Session, rules: FrontierRules) -> None:
        self.outlet = outlet
        self.session = session
        self.frontier = Frontier(outlet, session.store, rules)
        self._rules = rules
        self._store = session.store
        self._versions = Versions(store=session.store, run_id=session.progress.run_id)
        self._answers: dict[str, tuple[str, Validators]] = {}
        """Final URL and validators of what was fetched and has not ended."""

    @property
    def tally(self) -> Tally:
        """What was counted so far."""
        return self.session.tally

    @property
    def has_state(self) -> bool:
        """Whether an earlier run has left anything of the outlet."""
        return self._store.path.exists()

    @property
    def pending(self) -> int:
        """Links that could be given now; 0 for an outlet that can't be used."""
        return self.frontier.pending if self.session.number is not None else self._count_pending()

    @property
    def in_flight(self) -> int:
        """Links given and not ended."""
        return self.frontier.in_flight

    @property
    def is_idle(self) -> bool:
        """Whether nothing is in flight and nothing will be given now."""
        if self.in_flight:
            return False
        return bool(self.tally.left or self.tally.broken or self._progress.stopped_by) or self.pending == 0

    @contained(0)
    def discovered(self, links: Iterable[Link]) -> int:
        """Take in all links of one source, in one call; returns how many are to be fetched because of it."""
        counts = self.frontier.admit(links, self._progress.now(), self._number)
        self.tally.links.update(counts)
        return counts["admitted"] + counts["again"] + counts["sources"]

    @contained(cast(Link | None, None))
    def next_link(self) -> Link | None:
        """Return the next link, now in flight; None: nothing is due now, a bound is reached, or the outlet was left."""
        self._progress.check_time()
        if self.tally.left or self._progress.stopped_by:
            return None
        link = self.frontier.take()
        if link is not None and link.role == "page":
            if not self._progress.may_take_page:
                self.frontier.put_back(link)
                return None
            self._progress.take_page()
        return link

    @contained(cast(Validators | None, None))
    def validators(self, link: Link) -> Validators | None:
        """Return what to ask for the link with; None: ask in full."""
        return self.frontier.validators(link)

    def fetched(
        self, link: Link, *, url: str, status: int, etag: str | None, last_modified: str | None, n_bytes: int
    ) -> None:
        """A body came from `url`, the address after redirects. Does not end the link."""
        self.tally.counts["pages" if link.role == "page" else "sources"] += 1
        self.tally.counts["bytes"] += n_bytes
        self.tally.counts[f"status_{status}"] += 1
        self._answers[link.url] = (url, Validators(etag=etag, last_modified=last_modified))

    @contained(None)
    def done(self, link: Link) -> None:
        """A source ends: its links were handed to `discovered`."""
        _, validators = self._answers.pop(link.url, (link.url, Validators()))
        self.frontier.end_source(link, self._number, self._progress.now(), validators)
        self.session.count_end()

    @contained(None)
    def unchanged(self, link: Link) -> None:
        """The host says that nothing changed (304)."""
        self.tally.counts["not_modified"] += 1
        if link.role == "source":
            self._end_unchanged_source(link)
        else:
            self._end_unchanged_page(link)
        self.session.count_end()

    @contained(None)
    def failed(self, link: Link, code: str, detail: str, *, retry: bool) -> None:
        """The link could not be fetched; `retry`: a later run may have more luck."""
        self._land(link)
        is_gone = link.role == "page" and code in GONE_CODES
        is_known = is_gone and self.frontier.is_flying(link, again=True)
        self.tally.failed[code] += 1
        counter = "gone" if is_known else "page_failures" if link.role == "page" else "source_failures"
        self.tally.counts[counter] += 1
        self.tally.trouble(code, detail, link.url)
        if is_gone and not is_known:
            self._judge(link, is_article=False)
        self._give_up(link, retry=retry)

    @contained(None)
    def rejected(self, link: Link, code: str, detail: str) -> None:
        """The page is no article, or the source can't be read."""
        self._land(link)
        self.tally.rejected[code] += 1
        self.tally.trouble(code, detail, link.url)
        if link.role == "page" and code not in RETRIED_CODES and not self.frontier.is_flying(link, again=True):
            self._judge(link, is_article=False)
        self._give_up(link, retry=code in RETRIED_CODES)

    @contained(_UNCHANGED)
    def store(self, link: Link, article: Article) -> StoreResult:
        """Write the article where it is new or revised. Sets the fields that the store alone sets."""
        self._land(link)
        result: StoreResult = "out_of_window"
        if self._rules.in_window(timing.machine_seconds(article.date_published or "")):
            result = self._put(link, article)
        else:
            self.frontier.set_aside(link)
            self.tally.counts[result] += 1
        if result in {"stored", "revised"}:
            self._progress.count_article(is_new=result == "stored")
            self.tally.cover(article)
        self.session.count_end()
        return result

    @contained(None)
    def put_back(self, link: Link) -> None:
        """Give a link back unfetched: it is due again."""
        self._answers.pop(link.url, None)
        if self.frontier.put_back(link) and link.role == "page":
            self._progress.return_page()

    def note(self, code: str, detail: str, url: str | None = None) -> None:
        """List a problem that ends no link."""
        self.tally.counts[code] += 1
        self.tally.trouble(code, detail, url)

    def count(self, name: str, n: int = 1) -> None:
        """Add to a counter of the report."""
        self.tally.counts[name] += n

    def leave(self, cause: str) -> None:
        """Ask nothing more of the outlet in this run; what is pending stays due."""
        self.tally.left = self.tally.left or cause

    @contained(None)
    def checkpoint(self) -> None:
        """Make everything so far durable."""
        self.session.checkpoint()

    def tick(self) -> None:
        """Checkpoint what is older than the setting says, and wake links that have become due."""
        if self._store.is_open:
            self._tick()

    def close(self) -> None:
        """Commit everything and close; an outlet that was never used is left as it is."""
        if self.session.number is not None:
            self._close()

    def abandon(self) -> None:
        """Close without committing: back to the last checkpoint."""
        self.session.give_up()

    @property
    def _progress(self) -> Progress:
        return self.session.progress

    @property
    def _number(self) -> int:
        return self.session.number or 0

    @contained(None)
    def _close(self) -> None:
        self.session.end(self.frontier)

    @contained(0)
    def _count_pending(self) -> int:
        return self.frontier.pending

    @contained(None)
    def _tick(self) -> None:
        self.frontier.wake(self._progress.now())
        self.session.checkpoint_late()

    def _put(self, link: Link, article: Article) -> StoreResult:
        """Store an article of the days asked for, and say when it is looked at again."""
        now = self._progress.clock()
        final, validators = self._answers.pop(link.url, (link.url, Validators()))
        second_look = self.frontier.is_flying(link, again=True)
        key = link_key(link)
        is_alias = key != article_key(article) and not second_look
        result = cast(StoreResult, self._versions.put(article, now, is_alias=is_alias))
        self.tally.counts["other_address" if is_alias and result == "unchanged" else result] += 1
        aliases = {key, page_key(final), article_key(article)}
        if result in {"stored", "revised"}:
            aliases.discard(article_key(article))  # written with its line
        if aliases:
            self._store.tables.seen.mark(aliases, int(now.timestamp()))
        again = None
        # One address of an article is enough to look at it again.
        if result != "duplicate" and (second_look or result == "stored" or key == article_key(article)):
            is_new = self.frontier.is_flying(link) and not second_look
            again = self._next_visit(link, article.date_published, is_new=is_new)
        self.frontier.end_page(link, again=again, validators=validators, published=article.date_published)
        if not second_look:
            self._judge(link, is_article=result == "stored")
        return result

    def _judge(self, link: Link, *, is_article: bool) -> None:
        """Count the page for the shape of its URL; a shape that is left from now on stands in the report."""
        spent = self.frontier.judge(link, is_article=is_article)
        if spent is not None:
            self.note("pattern_budget", f"{spent}, hardly an article: left", link.url)

    def _land(self, link: Link) -> None:
        """A page's flight ends; a page that was not in flight (a replay) is none."""
        if link.role == "page" and self.frontier.is_flying(link):
            self._progress.land_page()

    def _end_unchanged_page(self, link: Link) -> None:
        self._land(link)
        self.tally.counts["pages_unchanged"] += 1
        self.tally.counts["unchanged"] += 1
        self._store.tables.seen.mark([link_key(link)], self._progress.now())
        self.frontier.end_page(link, again=self._next_visit(link, link.published))

    def _end_unchanged_source(self, link: Link) -> None:
        """Ask those it named when it last changed: an index may stay the same while its sitemaps change."""
        self.tally.counts["sources_unchanged"] += 1
        kept = self.frontier.validators(link) or Validators()
        self.frontier.end_source(link, self._number, self._progress.now(), kept)
        counts = self.frontier.admit(self.frontier.named_by(link), self._progress.now(), self._number)
        self.tally.links.update(counts)

    def _give_up(self, link: Link, *, retry: bool) -> None:
        """End a link that gave nothing: for a later run, or for good."""
        final, _ = self._answers.pop(link.url, (link.url, Validators()))
        if link.role == "source":
            self.frontier.fail_source(link, self._number, self._progress.now(), retry=retry)
        elif not (retry and self.frontier.retry(link, self._progress.now())):
            self.frontier.drop(link)
            keys = {link_key(link), page_key(final)}
            self._store.tables.seen.mark(keys, self._progress.now())
        self.session.count_end()

    def _next_visit(self, link: Link, published: str | None, *, is_new: bool = False) -> int | None:
        """Return when the article is looked at again; its age counts from publication, or from when it was seen."""
        seen = None if is_new else self._store.tables.seen.get(link_key(link))
        first_seen = seen.first_seen if seen else self._progress.now()
        said = timing.machine_seconds(published or "")
        born = min(said, first_seen) if said is not None else first_seen
        return timing.next_visit(born, self._progress.now(), self._rules.revisit_seconds)
