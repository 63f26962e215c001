"""Fixtures that several rooms' tests share."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from crawler.demo import Newspaper, Running, serve

settings.register_profile("shared", deadline=None)  # a busy machine is no failure of a law
settings.load_profile("shared")


@pytest.fixture
def running() -> Iterator[Running]:
    """The demo newspaper on free ports: three outlets of 36 articles, and nobody to wait for."""
    with serve(Newspaper(crawl_delay_seconds=None)) as served:
        yield served
