"""An outlet's files in one run: opened at the first use, checkpointed when enough is new, closed at the end.

`contained` is how `OutletRun` enters: it opens what is needed and keeps the failure of one outlet from the others.
"""

import hashlib
import logging
from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from crawler.config import Config
from crawler.discovery.frontier import Frontier
from crawler.errors import LockedError, OutputError, StateError
from crawler.outlets.outlet import Outlet
from crawler.report.tally import Tally
from crawler.run.progress import Progress, rfc3339
from crawler.run.rebuild import rebuild_state
from crawler.store.outlet_store import OpenStores, OutletStore

logger = logging.getLogger(__name__)


class Session:
    """Lazy: an outlet that is never asked anything costs nothing."""

    def __init__(
        self,
        outlet: Outlet,
        store: OutletStore,
        stores: OpenStores,
        *,
        progress: Progress,
        config: Config,
        rebuild: bool,
    ) -> None:
        self.store = store
        self.tally = Tally(outlet=outlet.id)
        self.progress = progress
        self.number: int | None = None
        """Of this run in the outlet's history; None before the first use."""
        store.on_commit, store.on_undo = self.tally.keep, self.tally.undo
        self._outlet = outlet
        self._stores = stores
        self._config = config
        self._rebuild = rebuild
        self._ends = 0
        self._committed_at = progress.started
        self._is_closed = False

    def enter(self, frontier: Frontier) -> bool:
        """Have the outlet's files open; returns False where it is closed or can't be used."""
        if self._is_closed or self.tally.broken:
            return False
        if not self.store.is_open:
            self._open(frontier)
        self._stores.use(self.store)
        return True

    def count_end(self) -> None:
        """A link ended: checkpoint where enough is new. Sources count too, or a short life would find them in vain."""
        self._ends += 1
        if self._ends >= self._config.checkpoint_articles or self._is_late():
            self.checkpoint()

    def checkpoint(self) -> None:
        """Make everything so far durable."""
        self.store.checkpoint()
        self._ends = 0
        self._committed_at = self.progress.clock()

    def checkpoint_late(self) -> None:
        """Checkpoint what has waited longer than the setting says."""
        if self.store.is_dirty and self._is_late():
            self.checkpoint()

    def end(self, frontier: Frontier) -> None:
        """Note how the run went, commit everything, and close."""
        self.tally.pending = frontier.pending + frontier.in_flight
        self.tally.links.update(frontier.dropped)
        self.tally.ended = rfc3339(self.progress.clock())
        self.store.tables.history.end(self.progress.run_id, self.progress.now(), self.tally.to_history())
        self.store.close()
        self._stores.drop(self.store)
        self._is_closed = True

    def give_up(self, error: StateError | LockedError | None = None) -> None:
        """Close without committing, back to the last checkpoint; `error` is why the outlet can't be used."""
        self.store.abandon()
        self._stores.drop(self.store)
        self._is_closed = True
        if isinstance(error, LockedError):
            self.tally.left = str(error)
        elif error is not None:
            self.tally.broken = str(error)

    def _is_late(self) -> bool:
        # abs: a clock that was set back must not hold the checkpoint up
        waited = (self.progress.clock() - self._committed_at).total_seconds()
        return abs(waited) >= self._config.checkpoint_seconds

    def _open(self, frontier: Frontier) -> None:
        now = self.progress.now()
        if self.number is None and (self._rebuild or self.store.lacks_state):
            self.tally.counts.update(rebuild_state(self.store, now, frontier.rules.revisit_seconds))
        self._stores.use(self.store)
        is_first, self.number = self.number is None, self.store.tables.history.begin(self.progress.run_id, now)
        if is_first:
            self.tally.started = rfc3339(self.progress.clock())
            self._tell_what_is_gone()
            self._heed_new_rules()
            frontier.recover(now)

    def _tell_what_is_gone(self) -> None:
        if self.store.lacks_articles:
            said = (
                f"{self.store.files.folder}: gone, with the articles of earlier runs, which are known and not fetched "
                "again; put the folder back, or run with --rebuild-state to fetch them"
            )
            self.tally.counts["articles_gone"] = 1
            self.tally.trouble("articles_gone", said, None)
            logger.warning("%s", said)

    def _heed_new_rules(self) -> None:
        """Ask the sources in full where the outlet's file has changed: other links may be wanted now."""
        outlet, history = self._outlet, self.store.tables.history
        rules = [[pattern.pattern for pattern in patterns] for patterns in (outlet.rules.article, outlet.rules.never)]
        text = repr((outlet.home, outlet.sources, rules))
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        if history.get_fact("rules") != digest:
            history.put_fact("rules", digest)
            self.store.tables.sources.forget_validators()


class HasSession(Protocol):
    """What `contained` needs of the object whose method it guards."""

    session: Session
    frontier: Frontier


P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=HasSession)


def contained(default: R) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Open the outlet for the call. Where its state fails, mark the outlet and return `default`: the others go on.

    A disk that does not take what is written ends the whole run: OutputError, noted for the report. So is a bug.
    """

    def decorate(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        def guarded(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return method(self, *args, **kwargs) if self.session.enter(self.frontier) else default
            except (StateError, LockedError) as error:
                self.session.give_up(error)
                return default
            except OutputError as error:
                self.session.progress.error = self.session.progress.error or str(error)
                raise
            except Exception as error:  # a bug, which the caller may swallow: the run must not end as if all were well
                self.session.progress.crash = f"{self.session.tally.outlet}: {type(error).__name__}: {error}"
                raise

        wrapped: Any = update_wrapper(guarded, method)
        result: Callable[Concatenate[S, P], R] = wrapped
        return result

    return decorate
