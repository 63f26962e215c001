"""What a page sells, announces or lets people talk about, where its structured data call it that: no article.

JSON-LD, Open Graph, or the element of schema.org's microdata around the main heading. signals.py calls it.
"""

import re

from lxml.html import HtmlElement

from crawler.page.page import Page

_KINDS = {
    "Product": "offer_page",
    "ProductGroup": "offer_page",
    "JobPosting": "offer_page",
    "Event": "offer_page",
    "DiscussionForumPosting": "forum_page",
    "QAPage": "forum_page",
}
_BASKET = re.compile(r"add[-_]?(?:item[-_]?)?to[-_]?(?:cart|basket|bag)|(?:cart|basket)/add", re.IGNORECASE)
"""What a shop's form for one thing is called, by its address, name or button; a list has one for each thing."""
_TOLD_BY = ("action", "class", "id", "name")
_OG_PRODUCT = ("product", "og:product", "product.item", "product.group", "product:product")


def kind_of_offer(page: Page) -> str | None:
    """Return `offer_page`, `forum_page` or None."""
    if (page.meta.first("og:type") or "").strip().lower() in _OG_PRODUCT:
        return "offer_page"
    held = page.jsonld.types | _types_around_heading(page)
    if kind := next((kind for name, kind in _KINDS.items() if name in held), None):
        return kind
    is_shop = sum(map(_is_basket, page.tree.iter("form"))) == 1
    return "offer_page" if is_shop else None


def _is_basket(form: HtmlElement) -> bool:
    parts = (form, *form.iter("button", "input"))
    return any(_BASKET.search(" ".join(part.get(name) or "" for name in _TOLD_BY)) for part in parts)


def _types_around_heading(page: Page) -> frozenset[str]:
    """Return the microdata types of the elements that the first main heading stands in."""
    boxes = (box for heading in page.elements["h1"][:1] for box in heading.iterancestors())
    return frozenset((box.get("itemtype") or "").rpartition("/")[2] for box in boxes) - {"Event"}  # news told as such
