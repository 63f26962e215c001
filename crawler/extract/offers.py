"""What a page sells, announces or lets people talk about, where its structured data call it that: no article.

JSON-LD, Open Graph, or the element of schema.org's microdata around the main heading. signals.py calls it. A calendar
or a shop beside the text declares events and products of its own on every page, so a node counts by the page's title.
"""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.fields.text import fold
from crawler.page.elements import text_of
from crawler.page.jsonld import Node, node_types, plain
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
_NAMED_BY = ("name", "headline", "title")
_BESIDE = frozenset(("aside", "header", "footer", "nav"))
_TOLD_BY = ("action", "class", "id", "name")
_OG_PRODUCT = ("product", "og:product", "product.item", "product.group", "product:product")


def kind_of_offer(page: Page) -> str | None:
    """Return `offer_page`, `forum_page` or None."""
    if (page.meta.first("og:type") or "").strip().lower() in _OG_PRODUCT:
        return "offer_page"
    titles = [fold(title) for title in (page.meta.title, *map(text_of, page.elements["h1"][:1])) if title]
    told = (node_types(node) for node in page.jsonld.of_type(*_KINDS) if _names_page(node, page, titles))
    held = _types_around_heading(page).union(*told)
    if kind := next((kind for name, kind in _KINDS.items() if name in held), None):
        return kind
    is_shop = sum(map(_is_basket, page.tree.iter("form"))) == 1
    return "offer_page" if is_shop else None


def _names_page(node: Node, page: Page, titles: Sequence[str]) -> bool:
    """Whether the node has the page's title, or its question's; one without any is the page's own."""
    entity = page.jsonld.resolve(node.get("mainEntity"))
    nodes = (node, entity) if isinstance(entity, dict) else (node,)
    names = [fold(name) for each in nodes for key in _NAMED_BY if (name := plain(each.get(key)))]
    return not names or any(name and name in title for name in names for title in titles)


def _is_basket(form: HtmlElement) -> bool:
    if any(around.tag in _BESIDE for around in form.iterancestors()):
        return False  # the paper's own book, in a column beside its news
    parts = (form, *form.iter("button", "input"))
    return any(_BASKET.search(" ".join(part.get(name) or "" for name in _TOLD_BY)) for part in parts)


def _types_around_heading(page: Page) -> frozenset[str]:
    """Return the microdata types of the elements that the first main heading stands in."""
    boxes = (box for heading in page.elements["h1"][:1] for box in heading.iterancestors())
    return frozenset((box.get("itemtype") or "").rpartition("/")[2] for box in boxes) - {"Event"}  # news told as such
