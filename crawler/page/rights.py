"""What the outlet declares about use of the page: licence, robots directives, reservation of text and data mining.

A declaration is kept as it stands; nobody here acts on it.
"""

from crawler.fields.text import clean_line
from crawler.items import Rights
from crawler.page.jsonld import ARTICLE_TYPES, plain
from crawler.page.page import Page

_ROBOTS_NAMES = ("robots", "googlebot", "googlebot-news")


def read_rights(page: Page) -> Rights:
    """Return the declarations; the TDM Reservation Protocol (W3C CG report, 2024) is read from meta and header."""
    robots = [*page.meta.all(*_ROBOTS_NAMES)]
    if header := page.headers.get("x-robots-tag"):
        robots.append(header)
    said = filter(None, dict.fromkeys(clean_line(value.lower()) for value in robots))
    return Rights(
        license=_license(page),
        robots_meta=", ".join(said) or None,
        tdm_reserved=_tdm(page),
    )


def _license(page: Page) -> str | None:
    for node in page.jsonld.of_type(*ARTICLE_TYPES):
        value = node.get("license")
        if isinstance(value, dict):
            value = value.get("url") or value.get("@id") or value.get("name")
        if text := clean_line(plain(value) or ""):
            return text
    return page.meta.link("license", page.url)


def _tdm(page: Page) -> bool | None:
    value = page.meta.first("tdm-reservation") or page.headers.get("tdm-reservation")
    return None if value is None else value.strip() == "1"
