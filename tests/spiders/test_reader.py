"""Who waits for a worker: pages of many megabytes one after the other, whatever the number of workers."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.config import read_config
from crawler.discovery.link import Link
from crawler.extract.inputs import PageInput
from crawler.extract.outcome import Outcome
from crawler.fleet.pool import Failure
from crawler.items import NotArticle
from crawler.outlets.outlet import outlet_from_url
from crawler.report.tally import Tally
from crawler.room import LIGHT_BYTES
from crawler.spiders.reader import MOST_WAITING_BYTES, PageReader
from crawler.spiders.reading import Reading, Task


class Watched(PageReader):
    """Reads nothing, and notes how many pages are read at the same time."""

    def __init__(self, folder: Path) -> None:
        super().__init__(read_config({"NEWS_OUTPUT": folder, "NEWS_WORKERS": 4}))
        self.active: list[str] = []
        self.met: list[tuple[str, ...]] = []

    async def _run(self, task: Task, *, is_heavy: bool = False) -> Reading | Failure:
        self.active.append(task.page.outlet.id)
        self.met.append(tuple(sorted(self.active)))
        await asyncio.sleep(0.01)
        self.active.remove(task.page.outlet.id)
        return Reading()


def task(name: str, n_bytes: int) -> Task:
    url = f"https://{name}.example/2026/05/17/a-page"
    now = datetime(2026, 5, 18, tzinfo=UTC)
    page = PageInput(body=b"x" * n_bytes, url=url, fetched_at=now, outlet=outlet_from_url(url))
    return Task(link=Link(url=url, kind="page"), page=page)


def test_waiting_bytes_are_enough_as_well(tmp_path: Path) -> None:
    """Light pages as large as they may be fill the memory before they fill the queue; heavy ones have their own."""

    async def read_all() -> list[bool]:
        reader = Watched(tmp_path)
        pages = [task(f"large{n}", LIGHT_BYTES) for n in range(MOST_WAITING_BYTES // LIGHT_BYTES)]
        seen = [reader.is_full]
        waiting = asyncio.gather(*(reader.read(page, Tally(outlet="any")) for page in pages))
        await asyncio.sleep(0)
        seen.append(reader.is_full)
        await waiting
        return [*seen, reader.is_full]

    assert asyncio.run(read_all()) == [False, True, False]


def test_heavy_pages_are_read_one_at_a_time(tmp_path: Path) -> None:
    """Each may take all the memory that one worker may have; light ones pass beside them."""

    async def read_all() -> Watched:
        reader = Watched(tmp_path)
        pages = [task("heavy", LIGHT_BYTES + 1), task("bulky", LIGHT_BYTES + 1), task("light", 1000), task("quick", 1)]
        waiting = asyncio.gather(*(reader.read(page, Tally(outlet="any")) for page in pages))
        await waiting
        return reader

    met = asyncio.run(read_all()).met

    assert ("heavy.example", "light.example", "quick.example") in met
    assert not any({"heavy.example", "bulky.example"} <= set(names) for names in met)


class Checking:
    """A learner that wants every page checked, and notes which checks came to nothing."""

    is_learning = True

    def __init__(self) -> None:
        self.n_missed = 0

    def is_checked(self, outlet_id: str) -> bool:
        return True

    def missed(self, outlet_id: str) -> None:
        self.n_missed += 1

    def note(self, outlet_id: str, outcome: Outcome, tally: Tally) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("answer", "n_missed"),
    [
        (Reading(outcome=Outcome(result=NotArticle(code="list_page"), agreement=0.9)), 0),
        (Reading(outcome=Outcome(result=NotArticle(code="list_page"))), 1),
        (Reading(), 1),
        (Failure(code="timeout", detail="not done"), 1),
    ],
)
def test_a_check_that_came_to_nothing_is_told(tmp_path: Path, answer: Reading | Failure, n_missed: int) -> None:
    """Or a run of a few pages would end without one."""

    class Answered(PageReader):
        async def _run(self, task: Task, *, is_heavy: bool = False) -> Reading | Failure:
            return answer

    learner = Checking()
    reader = Answered(read_config({"NEWS_OUTPUT": tmp_path}), learner)

    asyncio.run(reader.read(task("paper", 100), Tally(outlet="paper")))

    assert learner.n_missed == n_missed
