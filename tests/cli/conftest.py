from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.demo import Newspaper, Running, serve


@pytest.fixture
def newspaper(tmp_path: Path) -> Iterator[Running]:
    """A small demo newspaper on loopback, its outlet files in `outlets/` below the test's folder."""
    with serve(Newspaper(articles_per_outlet=8, crawl_delay_seconds=None)) as running:
        running.write_outlet_files(tmp_path / "outlets")
        yield running
