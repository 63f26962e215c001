"""The page's JSON-LD as flat nodes, with the node of the article itself told from WebPage, site and related items.

Reads `<script type="application/ld+json">` only (JSON-LD 1.1, section 7.1); meaning is left to `extract/`.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from crawler.fields.byline_lexicon import NO_SPACES
from crawler.fields.text import UNSAID
from crawler.page.elements import Elements
from crawler.page.repair import read_json

Node = Mapping[str, Any]

_ARTICLE_TYPES = (
    "Article NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "ReportageNewsArticle ReviewNewsArticle AdvertiserContentArticle SatiricalArticle SocialMediaPosting BlogPosting "
    "LiveBlogPosting Report TechArticle Review ScholarlyArticle DiscussionForumPosting"
)
ARTICLE_TYPES = frozenset(_ARTICLE_TYPES.split())
"""schema.org/Article and its subtypes that newspapers use."""

_MAX_NODES = 3_000
"""Nodes read of one page: pages with live tables embed thousands of others."""

_MAX_STEPS = 50_000
"""Values looked at while collecting them."""

_HELD_KEYS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart", "review")
_WORD_CHARS = 4
"""Letters of the shortest word that two headlines may share by more than chance."""
_UNSPACED = re.compile(f"[{NO_SPACES}]")
"""A script whose words no spaces part: whether two headlines share one is not known."""
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


@dataclass(frozen=True)
class StructuredData:
    """Every node with a type, in page order; `broken` counts scripts that nothing could be read of."""

    nodes: tuple[Node, ...] = ()
    by_id: Mapping[str, Node] = field(default_factory=dict)
    broken: int = 0

    @property
    def types(self) -> frozenset[str]:
        """Return every `@type` on the page."""
        return frozenset(t for types, _ in self._typed for t in types)

    def of_type(self, *types: str) -> Iterator[Node]:
        """Yield the nodes that have one of the types."""
        wanted = frozenset(types)
        return (node for types, node in self._typed if not wanted.isdisjoint(types))

    @cached_property
    def _typed(self) -> tuple[tuple[tuple[str, ...], Node], ...]:
        """The nodes with their types, which ten readers of a page ask for."""
        return tuple((node_types(node), node) for node in self.nodes)

    def resolve(self, value: Any) -> Any:
        """Return the node that an `{"@id": ...}` reference points to, else the value itself."""
        if isinstance(value, dict) and "@id" in value and not ({"name", "headline"} & value.keys()):
            return self.by_id.get(str(value["@id"]), value)
        return value

    def article(self, url: str = "", title: str = "", others: Sequence[str] = ()) -> Node | None:
        """Return the node of the page's own article, None where it has none.

        Among several the one that names the page's URL wins, then the one with the page's title, then the fullest.
        One that names another address, under a headline that neither the title nor the `others` of the page have a
        word of, is of a story that the page recommends.
        """
        nodes = [node for node in self.of_type(*ARTICLE_TYPES) if {"headline", "name", "articleBody"} & node.keys()]
        rivals = [node for node in nodes if not (title and url and _tells_another(node, url, (title, *others)))]
        if len(rivals) < 2:
            return rivals[0] if rivals else None
        return max(rivals, key=lambda node: (_names_url(node, url), _has_title(node, title), _fullness(node)))


def node_types(node: Node) -> tuple[str, ...]:
    """Return the local names of a node's types: `("NewsArticle",)`."""
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return tuple(v.rpartition("/")[2].rpartition(":")[2] for v in values if isinstance(v, str))


def is_organisation(node: Node) -> bool:
    """Return whether the node is an organisation and no person; WordPress types a person's own site as both."""
    types = node_types(node)
    return "Person" not in types and any(name.endswith("Organization") for name in types)


def plain(value: Any) -> str | None:
    """Return a literal as one clean string: entities and tags resolved; None for anything but text, and for "null"."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    if not isinstance(value, str):
        return None
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = _MARKUP.sub(" ", value)
    value = " ".join(value.split())
    return value if value and value not in UNSAID else None


def read_jsonld(elements: Elements) -> StructuredData:
    """Return what the page's scripts say; never raises."""
    nodes: list[Node] = []
    broken = 0
    for script in elements["script"]:
        if "ld+json" not in (script.get("type") or "").lower() or not (script.text or "").strip():
            continue
        value = read_json(script.text or "")
        if value is None:
            broken += 1
        else:
            _collect(value, nodes)
    by_id: dict[str, Node] = {}
    for node in nodes:
        if isinstance(key := node.get("@id"), str) and len(node) > len(by_id.get(key, ())):
            by_id[key] = node
    return StructuredData(nodes=tuple(nodes), by_id=by_id, broken=broken)


def _collect(value: Any, nodes: list[Node]) -> None:
    """Append every object that stands for itself: the top, `@graph`, lists, and what a WebPage holds."""
    stack, steps = [value], 0
    while stack and len(nodes) < _MAX_NODES and (steps := steps + 1) < _MAX_STEPS:
        current = stack.pop()
        if isinstance(current, list):
            stack.extend(reversed(current[:_MAX_NODES]))
        elif isinstance(current, dict):
            if "@type" in current:
                nodes.append(current)
            is_article = not ARTICLE_TYPES.isdisjoint(node_types(current))
            keys = ("@graph",) if is_article else _HELD_KEYS
            stack.extend(held for key in reversed(keys) if isinstance(held := current.get(key), dict | list))


def _names_url(node: Node, url: str) -> bool:
    return bool(url) and any(_path(held) == _path(url) for held in _addresses(node))


def _addresses(node: Node) -> list[str]:
    page = node.get("mainEntityOfPage")
    held = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    return [value for value in (held, node.get("url"), node.get("@id")) if isinstance(value, str)]


def _tells_another(node: Node, url: str, titles: Sequence[str]) -> bool:
    """Whether the node's address, where it has one beyond a home page's, and its headline are of another page."""
    paths = {path for held in _addresses(node) if "/" in (path := _path(held))}
    if not paths or _path(url) in paths:
        return False
    headline = plain(node.get("headline")) or plain(node.get("name")) or ""
    own = _words(headline) if not _UNSPACED.search(headline) else set()
    return bool(own) and all(own.isdisjoint(_words(title)) for title in titles)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= _WORD_CHARS}


def _path(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].partition("://")[2].rstrip("/").removeprefix("www.")


def _has_title(node: Node, title: str) -> bool:
    own = plain(node.get("headline")) or plain(node.get("name")) or ""
    return bool(own) and bool(title) and (own.casefold() in title.casefold() or title.casefold() in own.casefold())


def _fullness(node: Node) -> int:
    return sum(key in node for key in ("headline", "datePublished", "author", "articleBody", "image"))
