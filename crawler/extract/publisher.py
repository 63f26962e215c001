"""What the outlet and its publisher are called by the page and by its address: neither is a person."""

import re
from collections.abc import Iterable
from functools import lru_cache

from crawler.fields.urls import registrable_domain
from crawler.page.jsonld import Node, is_organisation, plain
from crawler.page.page import Page

_META_NAMES = ("og:site_name", "application-name", "publisher", "dc.publisher", "dcterms.publisher")
_NO_HOLDER = re.compile(
    r"copyright|\(c\)|©|\b\d{4}(?:\s*[-–]\s*\d{4})?\b|(?:all rights|alle rechte|tous droits|todos los derechos).*",
    re.IGNORECASE,
)
_SLOGAN = re.compile(r"\s*[\[［【]")
_EDGES = " .,;:|–-"
_MAX_NAMES = 12
_MAX_CHARS = 80
"""A longer text in one of these places is a slogan."""


def outlet_names(page: Page, article: Node | None, declared: Iterable[str | None] = ()) -> tuple[str, ...]:
    """Return the names: those given first, then what the page declares, last its domain."""
    publisher = page.jsonld.resolve(article.get("publisher")) if article is not None else None
    nodes: list[Node] = [publisher] if isinstance(publisher, dict) else []
    nodes += [node for node in page.jsonld.of_type("Organization", "NewsMediaOrganization") if is_organisation(node)]
    told = [
        *declared,
        *page.meta.all(*_META_NAMES),
        *(plain(node.get("name")) for node in nodes),
        *(_holder(value) for value in page.meta.all("copyright", "dc.rights", "rights")),
        registrable_domain(page.url),
    ]
    return _names(tuple(told))


@lru_cache(maxsize=256)  # the pages of an outlet name the same
def _names(told: tuple[str | None, ...]) -> tuple[str, ...]:
    alone = (_SLOGAN.split(name)[0] for name in told if name)  # "Valley Ledger [all the valley's news]"
    whole = (name for name in told if name and len(name) <= _MAX_CHARS)
    return tuple(dict.fromkeys(name for name in (*whole, *alone) if name))[:_MAX_NAMES]


def _holder(copyright: str) -> str:
    """Return the holder's name alone: "Copyright (c) Harbour Media 2024" -> "Harbour Media"."""
    return " ".join(_NO_HOLDER.sub(" ", copyright).split()).strip(_EDGES).removeprefix("by ")
