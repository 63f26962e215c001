"""What stands around every page of an outlet: navigation, most-read box, tags, archive, footer."""

from collections.abc import Iterable
from datetime import datetime

from crawler.demo.addresses import Addresses, Route
from crawler.demo.articles import slugify
from crawler.demo.banks import SECTION_TITLES, SECTIONS, static_pages, topics
from crawler.demo.edition import Edition
from crawler.demo.views import LinkView, OutletView


def surroundings(edition: Edition, addresses: Addresses, home: str) -> OutletView:
    """Return what stands around every page of the outlet at `home`."""
    profile = edition.profile
    feed, atom = feed_paths(profile.addresses)
    return OutletView(
        name=profile.name,
        tagline=profile.tagline,
        home=home,
        language="en",
        country=profile.country,
        colour=profile.colour,
        nav=tuple(section_link(addresses, s) for s in SECTIONS),
        foot=tuple(_foot(edition, addresses)),
        popular=tuple(_popular(edition, addresses)),
        tags=tuple(tag_link(addresses, t) for t in all_tags(edition)[:12]),
        months=tuple(_months(edition, addresses)),
        rss=feed,
        atom=atom,
        year=edition.clock.year,
        today=f"{edition.clock:%A, %d %B %Y}",
        chrome=edition.chrome,
    )


def all_tags(edition: Edition) -> list[str]:
    """Return the printed names of all tags: topics, then towns."""
    return [t.tag for section in SECTIONS for t in topics()[section]] + list(edition.profile.names.towns)


def _foot(edition: Edition, addresses: Addresses) -> Iterable[LinkView]:
    for key, page in static_pages().items():
        yield LinkView(title=page.title, url=addresses.path(Route(kind="static", key=key)))
    for kind, title in (("gallery", "Pictures"), ("video", "Videos")):
        for number in range(1, min(edition.n_media, 3) + 1):
            route = Route(kind="gallery" if kind == "gallery" else "video", key="a-day-out", number=number)
            yield LinkView(title=f"{title} {number}", url=addresses.path(route))
    yield LinkView(title="Search", url=addresses.path(Route(kind="search", key="market")))


def _popular(edition: Edition, addresses: Addresses) -> Iterable[LinkView]:
    """Most read: tracked, moved and dead links to old articles, as such boxes have them."""
    first_id = edition.profile.first_id
    for index in range(0, min(edition.n_base, 12), 4):
        if index in edition.retired:
            continue
        article = edition.heading(index)
        url = addresses.article(article)
        yield LinkView(title=article.headline, url=f"{url}{'&' if '?' in url else '?'}fbclid=IwAR{index:04d}x")
    yield LinkView(title="From the archive", url=addresses.old(first_id + min(2, edition.n_base - 1)))
    yield LinkView(title="Village fair called off", url=addresses.old(first_id - 40))


def _months(edition: Edition, addresses: Addresses) -> Iterable[LinkView]:
    newest = edition.published(edition.n_base - 1)
    for back in range(2):
        year, month = divmod(newest.year * 12 + newest.month - 1 - back, 12)
        day = datetime(year, month + 1, 1, tzinfo=newest.tzinfo)
        route = Route(kind="month", key=f"{day:%Y/%m}")
        if edition.month(route.key):
            yield LinkView(title=f"{day:%B %Y}", url=addresses.path(route))


def section_link(addresses: Addresses, section: str) -> LinkView:
    return LinkView(title=SECTION_TITLES[section], url=addresses.path(Route(kind="section", key=section)))


def tag_link(addresses: Addresses, tag: str) -> LinkView:
    return LinkView(title=tag, url=addresses.path(Route(kind="tag", key=slugify(tag))))


def feed_paths(style: str) -> tuple[str, str]:
    """Return the paths of the RSS and the Atom feed."""
    return ("/rss.xml", "/atom.xml") if style == "query" else ("/feed/", "/feed/atom/")
