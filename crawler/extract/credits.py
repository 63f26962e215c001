"""Who wrote it: structured credits, byline elements and the printed byline line, weighed against each other."""

from collections.abc import Iterable
from typing import Any

from lxml.html import HtmlElement

from crawler.extract.candidate import Candidate, provenance
from crawler.fields.bylines import Byline, merge, parse_byline, parse_credits
from crawler.items import Provenance
from crawler.page.jsonld import Node, StructuredData, plain
from crawler.page.page import Page
from crawler.page.query import Query

_META_NAMES = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "cxenseparse:author", "article:author_name", "og:article:author", "citation_author", "creator",
)  # fmt: skip

_ELEMENTS = Query(
    "//*[@rel='author' or @itemprop='author' or @data-testid='byline' or"
    " contains(@class, 'byline') or contains(@class, 'Byline') or contains(@class, 'author-name') or"
    " contains(@class, 'author__name') or contains(@class, 'article-author') or contains(@class, 'article__author') or"
    " contains(@class, 'authorName') or @class='author' or @class='authors' or contains(@class, 'post-author')]"
)
_MAX_LINE = 250
_MAX_CREDITS = 60


def choose_credits(
    page: Page, article: Node | None, lines: Iterable[str], *, language: str | None, outlet_name: str | None
) -> tuple[Byline, str | None, Provenance | None]:
    """Return the credits, the byline as printed and where the people came from.

    `lines` are byline lines that stood in the text, best first. Structured people win over printed ones; a printed
    line adds people where the structured data names none.
    """
    found: list[Candidate[Byline]] = []
    for source, raw in _structured(page, article):
        byline = parse_credits(raw, language=language, outlet_name=outlet_name)
        if not byline.is_empty:
            found.append(Candidate(value=byline, source=source, raw="; ".join(raw)))
    printed = [*lines, *_elements(page.tree)]
    for raw_line in printed:
        byline = parse_byline(raw_line, language=language, outlet_name=outlet_name)
        if not byline.is_empty:
            found.append(Candidate(value=byline, source="dom", raw=raw_line))
    if not found:
        return Byline(), None, None
    winner = next((c for c in found if c.value.authors), found[0])
    byline = winner.value
    if not byline.authors or winner.source != "dom":
        for rival in found:
            if rival.source == "dom" and _agrees(byline, rival.value):
                byline = merge(byline, rival.value)
                break
    raw_byline = next((c.raw for c in found if c.source == "dom"), winner.raw)
    return byline, raw_byline, provenance(winner, found)


def _agrees(first: Byline, second: Byline) -> bool:
    """Whether the two speak of the same credit, so that a desk named in one goes with the people of the other."""
    names = {a.name.casefold() for a in first.authors}
    return not first.authors or names == {a.name.casefold() for a in second.authors}


def _structured(page: Page, article: Node | None) -> Iterable[tuple[str, list[str]]]:
    if article is not None:
        for key in ("author", "creator"):
            if names := _names(article.get(key), page.jsonld):
                yield "jsonld", names
    for name in _META_NAMES:
        values = [v for v in page.meta.all(name) if not v.startswith(("http:", "https:", "/"))]
        if values:
            yield "meta", values[:_MAX_CREDITS]


def _names(value: Any, data: StructuredData) -> list[str]:
    """Return the printed names of author nodes, strings, lists and references."""
    names: list[str] = []
    stack = [value]
    while stack and len(names) < _MAX_CREDITS:
        current = data.resolve(stack.pop())
        if isinstance(current, list):
            stack.extend(reversed(current[:_MAX_CREDITS]))
        elif isinstance(current, dict):
            name = current.get("name")
            if isinstance(name, list):
                stack.extend(reversed(name[:_MAX_CREDITS]))
            elif text := plain(name):
                names.append(text)
            elif isinstance(name, dict):
                stack.append(name)
        elif (text := plain(current)) and not text.startswith(("http:", "https:")):
            names.append(text)
    return list(dict.fromkeys(names))


def _elements(tree: HtmlElement) -> Iterable[str]:
    seen = set()
    for element in _ELEMENTS(tree)[:_MAX_CREDITS]:
        text = element.get("content") or " ".join(element.text_content().split())
        if text and len(text) <= _MAX_LINE and text not in seen:
            seen.add(text)
            yield text
