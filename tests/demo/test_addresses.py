"""Addresses there and back."""

import pytest

from crawler.demo import Newspaper
from crawler.demo.addresses import Route, addresses
from crawler.demo.profiles import AddressStyle

ROUTES = [
    Route(kind="home"),
    Route(kind="home", page=2),
    Route(kind="section", key="local"),
    Route(kind="section", key="local", page=3),
    Route(kind="tag", key="mill-lane", page=2),
    Route(kind="writer", key="jane-roe"),
    Route(kind="month", key="2025/10"),
    Route(kind="search", key="market"),
    Route(kind="static", key="privacy-policy"),
]


@pytest.mark.parametrize("style", ["category", "dated", "query"])
@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_a_path_leads_back_to_its_route(style: AddressStyle, route: Route) -> None:
    """What is linked is what is served."""
    assert addresses(style).route(addresses(style).path(route)) == route


@pytest.mark.parametrize("number", range(3))
def test_articles_are_found_by_every_address(number: int) -> None:
    """Article, variant and old address carry the article's number."""
    edition = Newspaper().editions()[number]
    address = addresses(edition.profile.addresses)
    article = edition.heading(7)

    routes = [
        address.route(path)
        for path in (address.article(article), address.variant(article), address.old(article.number))
    ]

    assert [(r.kind, r.number) for r in routes if r] == [(k, article.number) for k in ("article", "variant", "old")]


@pytest.mark.parametrize("target", ["/article.asp?id=x", "/article.asp", "/nothing.php", "/a/b/c/d"])
def test_unknown_addresses_have_no_route(target: str) -> None:
    """An address the outlet never had is none of its pages."""
    assert addresses("query").route(target) is None
