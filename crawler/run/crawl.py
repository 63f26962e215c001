"""One crawl over some outlets: takes their leases, hands out an `OutletRun` each, and ends with the report.

Run.open -> outlets (and those held by others) -> ... -> tick every few seconds -> close -> Report
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from crawler.config import Bounds, Config
from crawler.discovery import timing
from crawler.discovery.admission import FrontierRules
from crawler.errors import OutputError, RunError
from crawler.outlets.outlet import Outlet
from crawler.report.report import Reason, Report
from crawler.run.outlet_run import OutletRun
from crawler.run.progress import Clock, Progress, new_run_id, rfc3339
from crawler.run.session import Session
from crawler.store.durable import as_output_error, make_folder, write_whole
from crawler.store.lease import Holder, Leases
from crawler.store.outlet_store import OPEN_STORES, OpenStores, OutletStore
from crawler.store.steps import Step, no_step


def _rules(config: Config, bounds: Bounds) -> FrontierRules:
    return FrontierRules(
        max_links=config.max_links,
        max_links_per_shape=config.max_links_per_pattern,
        max_depth=config.max_depth,
        max_sitemaps=config.max_sitemaps,
        max_sitemap_links=config.max_sitemap_links,
        revisit_seconds=tuple(round(hours * timing.HOUR_SECONDS) for hours in config.revisit_hours),
        tries=config.link_runs,
        since=bounds.since,
        until=bounds.until,
    )


class Run:
    """Make it with `Run.open`; close it in every case, or its leases stay until the process ends."""

    def __init__(
        self,
        outlets: Mapping[str, OutletRun],
        held: Mapping[str, Holder],
        *,
        output: Path,
        progress: Progress,
        leases: Leases,
    ) -> None:
        self.outlets = outlets
        self.held = held
        self._output = output
        self._progress = progress
        self._leases = leases

    @classmethod
    def open(
        cls,
        config: Config,
        outlets: Sequence[Outlet],
        *,
        clock: Clock,
        bounds: Bounds | None = None,
        run_id: str | None = None,
        rebuild: bool = False,
        open_stores: int = OPEN_STORES,
        step: Step = no_step,
    ) -> "Run":
        """Lease the outlets and return the run; outlets that another run holds are in `held`, and left alone.

        No state file is opened before its outlet is used. `rebuild` makes each state anew from the article files.
        `open_stores` is how many outlets may have their files open at a time. OutputError where the output folder can't
        be written.
        """
        progress = Progress(run_id or new_run_id(clock()), bounds or config.bounds, clock)
        leases = Leases(config.output / "state", run_id=progress.run_id, now=progress.started)
        with as_output_error(config.output):
            make_folder(config.output / "reports")
        stores = OpenStores(open_stores)
        held: dict[str, Holder] = {}
        runs: dict[str, OutletRun] = {}
        for outlet in outlets:
            holder = leases.take(outlet.id)
            if holder is not None:
                held[outlet.id] = holder
                continue
            store = OutletStore(outlet.id, config.output, step=step)
            session = Session(outlet, store, stores, progress=progress, config=config, rebuild=rebuild)
            runs[outlet.id] = OutletRun(outlet, session, _rules(config, progress.bounds))
        return cls(runs, held, output=config.output, progress=progress, leases=leases)

    @property
    def run_id(self) -> str:
        return self._progress.run_id

    @property
    def has_new_outlets(self) -> bool:
        """Whether an outlet of the run was never crawled: it will have pages to read, which others may not have."""
        return any(not outlet.has_state for outlet in self.outlets.values())

    @property
    def stopped_by(self) -> str | None:
        """The bound that was reached: `max_pages`, `max_articles` or `max_seconds`."""
        return self._progress.stopped_by

    def tick(self) -> None:
        """Do what is due by the clock: checkpoints, links that wake, the time bound. Call it every few seconds."""
        self._progress.check_time()
        for outlet in self.outlets.values():
            outlet.tick()

    def close(self, reason: Reason) -> Report:
        """Commit what can be committed, write the report, free the leases. Never raises RunError."""
        for outlet in self.outlets.values():
            try:
                outlet.close()
            except OutputError:  # noted by the outlet; what was checkpointed before stays
                outlet.abandon()
        report = self._report(reason)
        self._leases.release()
        return report

    def _report(self, reason: Reason) -> Report:
        ended = self._progress.clock()
        path = self._output / "reports" / f"{self.run_id}.json"
        values = Report(
            run_id=self.run_id,
            reason="crashed" if self._progress.crash else reason,
            started=rfc3339(self._progress.started),
            ended=rfc3339(ended),
            seconds=max((ended - self._progress.started).total_seconds(), 0.0),
            stopped_by=self.stopped_by,
            error=self._progress.crash or self._progress.error,
            held={outlet_id: str(holder) for outlet_id, holder in self.held.items()},
            outlets=tuple(outlet.tally for outlet in self.outlets.values()),
            path=path,
        )
        try:
            with as_output_error(path):
                write_whole(path, values.to_json().encode("utf-8", "replace"))
        except RunError as error:
            return values.without_file(str(error))
        return values
