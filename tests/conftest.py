"""Fixtures that several rooms' tests share."""

from collections.abc import Iterator

import pytest

from crawler.demo import Newspaper, Running, serve


@pytest.fixture
def running() -> Iterator[Running]:
    """The demo newspaper on free ports: three outlets of 36 articles, and nobody to wait for."""
    with serve(Newspaper(crawl_delay_seconds=None)) as served:
        yield served
