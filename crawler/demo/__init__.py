"""The demo newspaper on loopback: for the demo command, tests and benchmarks. It imports nothing of the crawler."""

from crawler.demo.newspaper import (
    DEFAULT_CLOCK,
    DEMO_PORTS,
    Newspaper,
    Running,
    ServedOutlet,
    seed_pages,
    serve,
)
from crawler.demo.server import Hit, Trouble
from crawler.demo.truth import ExpectedArticle

__all__ = [
    "DEFAULT_CLOCK",
    "DEMO_PORTS",
    "ExpectedArticle",
    "Hit",
    "Newspaper",
    "Running",
    "ServedOutlet",
    "Trouble",
    "seed_pages",
    "serve",
]
