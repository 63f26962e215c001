"""Pages about the outlet that only a sitemap names: "How we report", "Send us your tips". Called by article.py.

A sitemap lists every page of a system. What it names and nothing dates, signs or counts, under a title of a few words,
is no article; feeds, sections and the home page list articles alone, so their word is taken.
"""

import re
from urllib.parse import urlsplit

from crawler.extract.script_dates import SCRIPT_MARK
from crawler.fields.text import count_words
from crawler.items import Article, NotArticle

TITLE_WORDS = 5
"""Longest title of such a page; headlines of regional outlets have nine words on average, and six at least mostly."""

_ID = re.compile(r"\d{2,}")


def refuse_static_page(article: Article) -> NotArticle | None:
    """Return why what reads like an article is a page about the outlet; None: nothing says so."""
    via = article.discovered_via
    if via is None or via.kind != "sitemap" or count_words(article.headline) > TITLE_WORDS:
        return None
    parts = urlsplit(article.url)
    is_signed = article.byline_raw or article.authors or article.desk or article.agencies
    if _is_dated(article) or is_signed or _ID.search(parts.path + parts.query):
        return None
    return NotArticle(code="service_page", detail="a sitemap alone names it, without date, byline or number")


def _is_dated(article: Article) -> bool:
    """Whether readers or machines are told a date; content systems keep one of every page in their programs."""
    told = article.provenance.get("date_published")
    return told is not None and not (told.raw or "").startswith(SCRIPT_MARK)
