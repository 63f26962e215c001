"""Where the crawl of an outlet begins."""

from crawler.discovery.link import Link
from crawler.discovery.probe import first_links, usual_places
from crawler.outlets.outlet import Outlet, Sources, outlet_from_url

HOME = "https://paper.example/"


def test_a_bare_url_begins_with_robots_and_home() -> None:
    """Nothing is known, so the two places that name the rest are asked."""
    links = first_links(outlet_from_url(HOME))

    assert [(link.kind, link.url) for link in links] == [("robots", f"{HOME}robots.txt"), ("home", HOME)]


def test_what_the_file_names_is_asked_instead() -> None:
    """Sitemaps replace robots.txt, and feeds with sections replace home."""
    sources = Sources(sitemap=(f"{HOME}news-sitemap.xml",), feed=(f"{HOME}feed",), section=(f"{HOME}local",))
    whole = first_links(Outlet(id="x", home=HOME, sources=sources))
    part = first_links(Outlet(id="x", home=HOME, sources=Sources(feed=(f"{HOME}feed",))))

    assert [link.kind for link in whole] == ["news_sitemap", "feed", "section"]
    assert [link.kind for link in part] == ["robots", "feed", "home"]


def test_usual_places_are_tried_for_what_is_missing() -> None:
    """A known sitemap or feed makes the guesses for it needless."""
    outlet = outlet_from_url("http://127.0.0.1:8001/")
    sitemap, feed = Link(url="x", kind="news_sitemap"), Link(url="y", kind="feed")

    assert {link.kind for link in usual_places(outlet, [sitemap])} == {"feed"}
    assert {link.kind for link in usual_places(outlet, [feed])} == {"sitemap", "news_sitemap"}
    assert usual_places(outlet, [sitemap, feed]) == ()
    assert usual_places(outlet, [])[0].url == "http://127.0.0.1:8001/sitemap.xml"
