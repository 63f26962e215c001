"""The text of the pages that misbehave: each a plausible short article of its own."""

import random

from crawler.demo.articles import write_article
from crawler.demo.faults.answers import page
from crawler.demo.newspaper import DEFAULT_CLOCK
from crawler.demo.profiles import SALTMERE

PUBLISHED = '<meta property="article:published_time" content="2025-11-14T08:30:00+00:00">'


def paragraphs(title: str) -> tuple[str, ...]:
    """Return half a dozen paragraphs that follow from `title`, so that no two pages share one."""
    article = write_article(SALTMERE, random.Random(title).randrange(500_000, 900_000), DEFAULT_CLOCK)
    return tuple(piece.text for piece in article.pieces if piece.type != "heading")


def story(title: str, *, in_head: str = "", in_body: str = "") -> bytes:
    """Return a sound article page under `title`."""
    return page(title, paragraphs(title), in_head=PUBLISHED + in_head, in_body=in_body)
