"""Structured data as a WordPress SEO plugin writes it: one `@graph` in which the article is only one of many nodes."""

import json
from typing import Any

from crawler.demo.articles import DemoArticle
from crawler.demo.banks import SECTION_TITLES
from crawler.demo.profiles import Profile

_LAUNCHED = "2019-03-01T08:00:00+00:00"
"""Date of the WebPage node: the day the design went live, a trap for readers who take any datePublished."""


def article_graph(article: DemoArticle, profile: Profile, home: str, url: str) -> str:
    """Return the graph of an article page as JSON that is safe inside a script element."""
    nodes: list[dict[str, Any]] = [
        _page(url, article.headline, home) | {"datePublished": _LAUNCHED, "dateModified": _LAUNCHED},
        _breadcrumbs(url, home, SECTION_TITLES[article.section], f"{home}category/{article.section}/"),
        *_outlet(profile, home),
    ]
    people = [
        {"@type": "Person", "@id": f"{home}#/schema/person/{n}", "name": name} for n, name in enumerate(_names(article))
    ]
    node: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "isPartOf": {"@id": url},
        "headline": article.headline,
        "datePublished": article.published.isoformat(),
        "dateModified": (article.modified or article.published).isoformat(),
        "mainEntityOfPage": {"@id": url},
        "publisher": {"@id": f"{home}#organization"},
        "articleSection": [SECTION_TITLES[article.section]],
        "keywords": [article.tag, article.town],
        "inLanguage": "en",
    }
    if people:
        node["author"] = [{"@id": person["@id"]} for person in people]
    if article.kind == "paywalled":
        node["isAccessibleForFree"] = False
    return _safe({"@context": "https://schema.org", "@graph": [node, *nodes, *people]})


def page_graph(profile: Profile, home: str, url: str, title: str, crumb: str, crumb_url: str) -> str:
    """Return the graph of any other page: no article node."""
    nodes = [_page(url, title, home), _breadcrumbs(url, home, crumb, crumb_url), *_outlet(profile, home)]
    return _safe({"@context": "https://schema.org", "@graph": nodes})


def _names(article: DemoArticle) -> tuple[str, ...]:
    return (article.credit.account,) if article.credit.account else article.credit.reporters


def _page(url: str, title: str, home: str) -> dict[str, Any]:
    return {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": title,
        "isPartOf": {"@id": f"{home}#website"},
        "breadcrumb": {"@id": f"{url}#breadcrumb"},
    }


def _breadcrumbs(url: str, home: str, crumb: str, crumb_url: str) -> dict[str, Any]:
    items = [("Home", home), (crumb, crumb_url)]
    return {
        "@type": "BreadcrumbList",
        "@id": f"{url}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": name, "item": item} for n, (name, item) in enumerate(items, 1)
        ],
    }


def _outlet(profile: Profile, home: str) -> list[dict[str, Any]]:
    return [
        {"@type": "WebSite", "@id": f"{home}#website", "url": home, "name": profile.name},
        {"@type": "Organization", "@id": f"{home}#organization", "name": profile.name, "url": home},
    ]


def _safe(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")
