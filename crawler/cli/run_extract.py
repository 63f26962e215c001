"""Runs a batch of `copydesk extract`: entries in, lines out in the same order, whatever happens to single ones.

Even `--jobs 1` works in a worker process: a page that never ends can only be ended from outside, and the second process
imports what the first one then need not.
"""

import sys
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO

from crawler import settings
from crawler.cli.entries import Entry, Unread, from_manifest, from_names
from crawler.cli.extract_lines import Context, Line, rejected
from crawler.cli.options import read_assignments
from crawler.cli.streams import silence
from crawler.config import read_config
from crawler.errors import OutputError
from crawler.fleet.pool import Failure, Limits, Pool
from crawler.outlets.registry import outlet_files, resolve

FINE, SOME_UNREAD, ALL_UNREAD = 0, 3, 5
"""Exit codes (docs/command-line.md): a page that is no article is a result, an input that can't be read is not."""
_UNREAD = frozenset(("unreadable", "bad_manifest_line", "bad_input"))
_AHEAD_PER_JOB = 32
"""Finished lines that may wait, for each job, behind a slow page whose turn it is."""
_MAX_COMPLAINTS = 20
"""Inputs that can't be read and are named on stderr one by one; the output has them all."""
_PROGRESS_SECONDS = 0.5
_WORK = "crawler.cli.extract_entry:extract_entry"
"""By name, so that this process never imports the extractor."""
_CODES = {"timeout": "extract_timeout", "memory": "extract_memory"}


@dataclass(slots=True)
class Tally:
    """What came of a batch."""

    articles: int = 0
    rejected: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.articles + self.rejected.total()

    @property
    def unread(self) -> int:
        return sum(self.rejected[code] for code in _UNREAD)

    @property
    def exit_code(self) -> int:
        if not self.unread:
            return FINE
        return ALL_UNREAD if self.unread == self.total else SOME_UNREAD

    def summary(self, seconds: float) -> str:
        codes = ", ".join(f"{code} {count}" for code, count in self.rejected.most_common())
        articles = "1 article" if self.articles == 1 else f"{self.articles} articles"
        refused = f"{self.rejected.total()} rejected" + (f" ({codes})" if codes else "")
        inputs = "1 input" if self.total == 1 else f"{self.total} inputs"
        return f"{inputs}: {articles}, {refused}, {seconds:.1f} s"


class Screen:
    """What a person at the terminal sees: complaints about single inputs, progress where it is wanted, a summary."""

    def __init__(self, *, is_live: bool) -> None:
        self.tally = Tally()
        self._is_live = is_live
        self._started = self._shown = time.monotonic()

    def count(self, line: Line) -> None:
        """Count a line that is about to be written."""
        if line.code is None:
            self.tally.articles += 1
        else:
            self.tally.rejected[line.code] += 1
            if line.code in _UNREAD and self.tally.unread <= _MAX_COMPLAINTS:
                self._tell(f"copydesk extract: {line.code}: {line.detail}\n")
        now = time.monotonic()
        if self._is_live and now - self._shown >= _PROGRESS_SECONDS:
            self._shown = now
            pace = self.tally.total / (now - self._started)
            self._tell(f"{self.tally.total} pages, {self.tally.articles} articles, {pace:.0f} pages/s")

    def close(self) -> None:
        """Print the summary."""
        self._tell(f"copydesk extract: {self.tally.summary(time.monotonic() - self._started)}\n")

    def _tell(self, text: str) -> None:
        sys.stderr.write("\r\x1b[K" + text if self._is_live else text)
        sys.stderr.flush()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What the command line asked for."""

    names: Sequence[str]
    manifest: str | None
    url: str | None
    force: bool
    overrides: Mapping[str, Any]
    """Settings given by options of their own."""
    assignments: Sequence[str]
    """Settings given as `--set KEY=VALUE`."""
    is_live: bool


def extract_batch(batch: Batch) -> int:
    """Extract what the batch names, write to standard output and return the exit code. Raises MendError."""
    known = {key: value for key, value in vars(settings).items() if key.isupper()}
    config = read_config({**read_assignments(batch.assignments, known), **batch.overrides})
    is_given = "NEWS_OUTLETS" in batch.overrides
    outlets = resolve((), config.outlets) if is_given or outlet_files(config.outlets) else ()
    entries = from_manifest(batch.manifest) if batch.manifest else from_names(batch.names, batch.url)
    return run_extract(
        entries,
        Context(outlets=outlets, force=batch.force, now=datetime.now(UTC)),
        jobs=config.workers,
        limits=Limits(time_seconds=config.page_seconds, memory_bytes=config.workers_bytes),
        output=sys.stdout.buffer,
        is_live=batch.is_live,
    )


def run_extract(
    entries: Iterable[Entry | Unread], context: Context, *, jobs: int, limits: Limits, output: BinaryIO, is_live: bool
) -> int:
    """Write a line for each entry and return the exit code. OutputError where `output` can't be written.

    A reader that goes away early (`| head`) ends the batch without a word.
    """
    screen = Screen(is_live=is_live)
    with Pool[Entry, Line](_WORK, workers=jobs, limits=limits) as pool:
        pool.broadcast("context", context)
        for line in _lines(entries, pool, jobs):
            screen.count(line)
            if not _write(output, line.data):
                pool.close(drain=False)
                return FINE
    screen.close()
    return screen.tally.exit_code


def _write(output: BinaryIO, data: bytes) -> bool:
    """Return False where nobody reads any more."""
    try:
        output.write(data)
        output.flush()
    except BrokenPipeError:
        silence(output.fileno())
        return False
    except OSError as error:
        raise OutputError(f"standard output: {error.strerror or error}") from error
    return True


def _lines(entries: Iterable[Entry | Unread], pool: Pool[Entry, Line], jobs: int) -> Iterator[Line]:
    """Yield the lines in the order of the entries, while later ones are being worked on."""
    waiting: deque[tuple[Entry | Unread, Future[Line | Failure] | None]] = deque()
    for entry in entries:
        future = pool.submit(entry, needs=("context",)) if isinstance(entry, Entry) else None
        waiting.append((entry, future))
        while waiting and (_is_done(waiting[0][1]) or len(waiting) > jobs * _AHEAD_PER_JOB):
            yield _line(*waiting.popleft())
    while waiting:
        yield _line(*waiting.popleft())


def _is_done(future: "Future[Line | Failure] | None") -> bool:
    return future is None or future.done()


def _line(entry: Entry | Unread, future: "Future[Line | Failure] | None") -> Line:
    if isinstance(entry, Unread):
        return rejected(entry.id, entry.url, entry.code, entry.detail)
    outcome = future.result() if future else Failure(code="closed", detail="")
    if isinstance(outcome, Failure):
        return rejected(entry.name, entry.url, _CODES.get(outcome.code, "extract_crash"), outcome.detail)
    return outcome
