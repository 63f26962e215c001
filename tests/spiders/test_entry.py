"""What an outlet stands and falls with: its own server and named sources, not what was tried or linked."""

from crawler.discovery.link import Link
from crawler.discovery.probe import first_links, usual_places
from crawler.items import Discovery
from crawler.outlets.outlet import outlet_from_url
from crawler.spiders.entry import Beginnings

OUTLET = outlet_from_url("https://paper.example/")
HOME = Link(url="https://paper.example/", kind="home")
STORY = Link(url="https://old.paper.example/2019/05/a-story", kind="page")


def test_a_usual_place_is_a_guess_in_every_run() -> None:
    """After a kill the next run asks for it again, without having tried it before; a named source is none."""
    beginnings = Beginnings()
    place = usual_places(OUTLET, ())[0]

    assert beginnings.is_guess(OUTLET, place)
    assert not any(beginnings.is_guess(OUTLET, link) for link in first_links(OUTLET))
    named = Link(url=place.url, kind="sitemap", via=Discovery(kind="sitemap", url="https://paper.example/robots.txt"))
    assert not beginnings.is_guess(OUTLET, named)


def test_an_outlet_falls_with_the_server_of_its_home_alone() -> None:
    """With the one that it names, and the one that its home was found at; not with each that it links to."""
    beginnings = Beginnings()
    beginnings.arrived(OUTLET, HOME, "https://www.paper.example/start")

    assert beginnings.is_main(OUTLET, STORY, "https://paper.example/any")
    assert beginnings.is_main(OUTLET, STORY, "https://www.paper.example/any")
    assert beginnings.is_main(OUTLET, HOME, "https://elsewhere.paper.example/")
    assert not beginnings.is_main(OUTLET, STORY, STORY.url)
    assert not beginnings.is_main(OUTLET, STORY, "http://paper.example/any")
