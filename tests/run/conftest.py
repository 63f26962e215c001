"""A newspaper without a network: it drives a run as the spider does, one link at a time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.config import Config, read_config
from crawler.discovery.link import Link
from crawler.items import Article, Block, Discovery, Extraction
from crawler.outlets.outlet import Outlet, outlet_from_url, ref
from crawler.report.report import Reason, Report
from crawler.run import OutletRun, Run
from crawler.store.steps import Step, no_step
from tests.folders import fast_folder

HOME = "https://ledger.example/"
FEED = f"{HOME}feed"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class Clock:
    """Time that stands still until it is told to go on."""

    moment: datetime = NOON

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **delta: float) -> None:
        self.moment += timedelta(**delta)


@dataclass
class Paper:
    """Its pages, and what it was asked for."""

    output: Path
    clock: Clock = field(default_factory=Clock)
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    """URL -> headline and body."""
    listed: dict[str, dict[str, Any]] = field(default_factory=dict)
    """URL -> what the feed says of it: lastmod, published."""
    etag: str | None = None
    asked: list[str] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    outlet: Outlet = field(default_factory=lambda: outlet_from_url(HOME))

    def publish(self, *numbers: int, text: str = "said the council") -> None:
        for number in numbers:
            url = f"{HOME}2026/11/23/council-votes-on-bridge-{number}"
            self.pages[url] = (f"Council votes on bridge {number}", f"{text} " * 20 + f"number {number}.")
            self.listed.setdefault(url, {})

    @property
    def config(self) -> Config:
        return read_config({"NEWS_OUTPUT": self.output, "NEWS_CHECKPOINT_ARTICLES": 3, **self.settings})

    def open(self, **options: Any) -> Run:
        return Run.open(self.config, [self.outlet], clock=self.clock, **options)

    def run(self, *, reason: Reason = "finished", step: Step = no_step, **options: Any) -> Report:
        """Crawl until nothing is due."""
        run = self.open(step=step, **options)
        outlet_run = run.outlets.get(self.outlet.id)
        if outlet_run is not None:
            outlet_run.discovered([Link(url=FEED, kind="feed")])
            while (link := outlet_run.next_link()) is not None:
                self.answer(outlet_run, link)
        return run.close(reason)

    def answer(self, outlet_run: OutletRun, link: Link) -> None:
        self.asked.append(link.url)
        validators = outlet_run.validators(link)
        if link.url == FEED and validators and validators.etag == self.etag:
            outlet_run.unchanged(link)
            return
        if link.url != FEED and link.url not in self.pages:
            outlet_run.failed(link, "http_404", link.url, retry=False)
            return
        etag = self.etag if link.url == FEED else None
        outlet_run.fetched(link, url=link.url, status=200, etag=etag, last_modified=None, n_bytes=100)
        if link.url == FEED:
            via = Discovery(kind="feed", url=FEED)
            links = [Link(url=u, kind="page", via=via, depth=1, **hints) for u, hints in self.listed.items()]
            outlet_run.discovered(links)
            outlet_run.done(link)
        else:
            outlet_run.store(link, self.article(link.url))

    def article(self, url: str) -> Article:
        headline, body = self.pages[url]
        return Article(
            id=f"ledger:{url[-2:]}",
            url=url,
            canonical_url=url,
            outlet=ref(self.outlet),
            headline=headline,
            body_text=body,
            body=(Block(type="paragraph", text=body),),
            word_count=len(body.split()),
            fetched_at="2026-11-23T12:00:00Z",
            first_seen_at="",
            extraction=Extraction(method="readable", confidence=1.0),
        )

    @property
    def files(self) -> list[Path]:
        return sorted((self.output / "articles" / self.outlet.id).glob("*.jsonl"))

    def records(self) -> list[dict[str, Any]]:
        """Every line of every file; a torn one fails."""
        return [json.loads(line) for path in self.files for line in path.read_bytes().splitlines(keepends=True)]

    @property
    def state(self) -> Path:
        return self.output / "state" / f"{self.outlet.id}.sqlite"


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """In place of pytest's own: on a memory file system."""
    with fast_folder() as folder:
        yield folder


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """A newspaper with seven articles."""
    paper = Paper(output=tmp_path / "output", etag='"1"')
    paper.publish(*range(7))
    return paper
