"""The report of a run: one JSON file, one line for cron mail, one exit code (docs/command-line.md)."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from crawler.report.tally import Tally

SCHEMA = "run-report/1"

Reason = Literal["finished", "interrupted", "crashed", "output"]

EXIT_FINE = 0
EXIT_CRASH = 1
EXIT_SOME_FAILED = 3
EXIT_NOTHING_FETCHED = 5
EXIT_LOCKED = 6
EXIT_OUTPUT = 7
EXIT_INTERRUPTED = 130

_CODES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run over its outlets."""

    run_id: str
    reason: Reason
    started: str
    ended: str
    seconds: float
    stopped_by: str | None
    """The bound that ended the run (`max_pages`, ...); None: it was not bounded, or ended before."""
    error: str | None
    """What stopped the whole run: a full disk, say."""
    held: Mapping[str, str] = field(default_factory=dict)
    """Outlets left alone, and who holds each."""
    outlets: Sequence[Tally] = ()
    path: Path | None = None
    """Where the JSON was written; None: it could not be."""

    @property
    def exit_code(self) -> int:
        """The run's exit code; where several would fit, the one a person must act on first."""
        if self.reason == "crashed":
            return EXIT_CRASH
        if self.error or any(t.broken for t in self.outlets):
            return EXIT_OUTPUT
        if self.reason == "interrupted":
            return EXIT_INTERRUPTED
        failed = [t for t in self.outlets if t.has_failed]
        if failed and not any(t.has_answered for t in self.outlets):
            return EXIT_NOTHING_FETCHED
        if failed:
            return EXIT_SOME_FAILED
        return EXIT_LOCKED if self.held and not self.outlets else EXIT_FINE

    def total(self, name: str) -> int:
        """Return a count over all outlets."""
        return sum(t.counts[name] for t in self.outlets)

    def without_file(self, error: str) -> "Report":
        """Return the report of a run whose report could not be written either."""
        return replace(self, path=None, error=self.error or error)

    def summary_line(self) -> str:
        """Return the run in one line a person can read in a mail, without a line break."""
        parts = [self._outcome(), *self._troubles()]
        line = f"{_count(len(self.outlets), 'outlet')}: {'; '.join(filter(None, parts))}; {self.seconds:.0f} s"
        return " ".join(line.split())

    def to_json(self) -> str:
        """Return the report as indented JSON."""
        value: dict[str, Any] = {
            "schema": SCHEMA,
            "run_id": self.run_id,
            "reason": self.reason,
            "exit_code": self.exit_code,
            "summary": self.summary_line(),
            "started": self.started,
            "ended": self.ended,
            "seconds": round(self.seconds, 3),
            "stopped_by": self.stopped_by,
            "error": self.error,
            "held": dict(self.held),
            "totals": dict(sorted(sum((t.counts for t in self.outlets), Counter[str]()).items())),
            "outlets": [t.to_json() for t in self.outlets],
        }
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"

    def _outcome(self) -> str:
        news = [f"{self.total('stored')} new", f"{self.total('revised')} revised"]
        same = f"{self.total('unchanged')} unchanged" if self.total("unchanged") else ""
        twins = f"{self.total('duplicate')} duplicate" if self.total("duplicate") else ""
        if self.total("stored") or self.total("revised"):
            return ", ".join(filter(None, [*news, same, twins]))
        return f"nothing new: {self._why_nothing()}" if self.outlets else "nothing was to do"

    def _why_nothing(self) -> str:
        """Say what was looked at, so that "nothing" can be believed."""
        asked = self.total("sources") + self.total("sources_unchanged")
        known = sum(t.links["known"] for t in self.outlets)
        parts = [
            f"{_count(asked, 'source')} asked",
            f"{self.total('sources_unchanged')} of them not modified" if self.total("sources_unchanged") else "",
            f"{_count(known, 'link')} known" if known else "",
            f"{_count(self.total('unchanged'), 'article')} looked at again" if self.total("unchanged") else "",
        ]
        return ", ".join(filter(None, parts))

    def _troubles(self) -> list[str]:
        rejected = sum((t.rejected for t in self.outlets), Counter[str]())
        failures = sum((t.failed for t in self.outlets), Counter[str]())
        waiting = sum(t.pending for t in self.outlets)
        return [
            f"{rejected.total()} rejected ({_codes(rejected)})" if rejected else "",
            f"{_count(failures.total(), 'link')} failed ({_codes(failures)})" if failures else "",
            f"{self.total('undone')} written and not kept" if self.total("undone") else "",
            _named("left", {t.outlet: t.left for t in self.outlets if t.left}),
            _named("unusable", {t.outlet: t.broken for t in self.outlets if t.broken}),
            _named("held", self.held),
            f"stopped by {self.stopped_by.replace('_', '-')}" if self.stopped_by else "",
            self.reason if self.reason != "finished" else "",
            self.error or "",
            f"{_count(waiting, 'link')} for the next run" if waiting else "",
        ]


def _named(word: str, outlets: Mapping[str, str | None]) -> str:
    if not outlets:
        return ""
    first = next(iter(outlets))
    more = f" and {len(outlets) - 1} more" if len(outlets) > 1 else ""
    return f"{len(outlets)} {word} ({first}: {outlets[first]}{more})"


def _codes(codes: Counter[str]) -> str:
    shown = [f"{code} {n}" for code, n in codes.most_common(_CODES_SHOWN)]
    return ", ".join(shown + (["..."] if len(codes) > _CODES_SHOWN else []))


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
