"""Whether the text is whole: what the page declares, and signs that it was cut off at a paywall.

`isAccessibleForFree` is a declaration: many outlets declare a closed article
and send all of it, and the other way round.
"""

import re
from collections.abc import Iterable, Sequence

from crawler.items import Access, AccessStatus
from crawler.page.jsonld import ARTICLE_TYPES, Node
from crawler.page.page import Page

_TIER_META = ("article:content_tier", "og:article:content_tier", "content_tier", "cxenseparse:content_tier")
_TIERS: dict[str, AccessStatus] = {
    "free": "free",
    "metered": "metered",
    "locked": "closed",
    "premium": "closed",
    "paid": "closed",
}
_ELLIPSIS = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")
_SHORT_WORDS = 150
"""A closed article with fewer words than this, ending in mid-air or at a pitch, is cut."""


def read_access(page: Page, article: Node | None, texts: Sequence[str], *, pitched: bool, words: int) -> Access:
    """Return the access; `pitched` says that an offer to subscribe stood where the text ended."""
    declared = _declared(page, article)
    tier = _TIERS.get((page.meta.first(*_TIER_META) or "").lower())
    ends_in_air = bool(texts) and bool(_ELLIPSIS.search(texts[-1]))
    truncated = (pitched or ends_in_air) and (declared is False or tier == "closed" or pitched)
    if declared is False and words < _SHORT_WORDS and pitched:
        truncated = True
    status: AccessStatus = "unknown"
    if tier is not None:
        status = tier
    elif declared is not None:
        status = "free" if declared else "closed"
    if truncated:
        status = "closed" if status in ("unknown", "free") else status
    return Access(status=status, declared=declared, truncated=truncated)


def _declared(page: Page, article: Node | None) -> bool | None:
    nodes: Iterable[Node] = [article] if article is not None else page.jsonld.of_type(*ARTICLE_TYPES)
    for node in nodes:
        value = node.get("isAccessibleForFree")
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip():
            return value.strip().rpartition("/")[2].lower() in ("true", "1", "yes")
    return None
