"""Composes the `PageView` of every page of an outlet from its edition. Knows addresses, not requests or HTML."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.demo.addresses import Route
from crawler.demo.article_composer import ArticleComposer
from crawler.demo.articles import slugify
from crawler.demo.banks import SECTION_TITLES, shared, static_pages
from crawler.demo.jsonld import page_graph
from crawler.demo.printed import print_article
from crawler.demo.seed import SEED_PATH, seed_article
from crawler.demo.views import (
    LinkView,
    PageView,
    TeaserView,
)

LIST_SIZE = 10
_CAMPAIGN = "utm_source=home&utm_medium=teaser&utm_campaign=weekend"


@dataclass(frozen=True, slots=True)
class Composer(ArticleComposer):
    """All pages of an outlet: articles, lists and the rest."""

    # Lists -----------------------------------------------------------------------------------------------------

    def list_page(self, route: Route) -> PageView | None:
        """Return a page of the home page, a section, tag, writer or month; None where there is no such list."""
        found = self._listed(route)
        if found is None:
            return None
        title, numbers, n_pages = found
        if not 1 <= route.page <= n_pages:
            return None
        teasers = [self._teaser(i, campaign=route.kind == "home") for i in numbers if i not in self.edition.retired]
        if self.edition.profile.has_seed_article and route.key == "world" and route.page == n_pages:
            teasers.append(self._seed_teaser())
        path = self.addresses.path(route)
        heading = title if route.page == 1 else f"{title} - Page {route.page}"
        return PageView(
            kind=route.kind,
            title=heading,
            url=self.url(path),
            description=f"{title}: the latest from {self.edition.profile.name}",
            outlet=self.around,
            teasers=tuple(teasers),
            page=route.page,
            newer=self.addresses.path(replace(route, page=route.page - 1)) if route.page > 1 else "",
            older=self.addresses.path(replace(route, page=route.page + 1)) if route.page < n_pages else "",
            jsonld=page_graph(self.edition.profile, self.home, self.url(path), heading, title, self.url(path)),
        )

    def _listed(self, route: Route) -> tuple[str, Sequence[int], int] | None:
        edition = self.edition
        if route.kind == "search":
            return f"Search results for “{route.key}”", list(edition.everything().page(1, 3)), 1
        if route.kind == "month":
            return self._month(route)
        series, title = {
            "home": (edition.everything(), edition.profile.name),
            "section": (edition.section(route.key), SECTION_TITLES.get(route.key, "")),
            "tag": (edition.tagged(route.key), route.key.replace("-", " ").title()),
            "writer": (edition.written_by(route.key), route.key.replace("-", " ").title()),
        }[route.kind]
        if series is None:
            return None
        numbers = list(series.page(route.page, LIST_SIZE))
        if route.kind == "writer":
            numbers = [i for i in numbers if self._is_by(i, route.key)]
        return title, numbers, series.pages(LIST_SIZE)

    def _month(self, route: Route) -> tuple[str, Sequence[int], int] | None:
        stock = self.edition.month(route.key)[::-1]
        n_pages = -(-len(stock) // LIST_SIZE)
        month = f"{self.edition.published(stock[0]):%B %Y}" if stock else ""
        return (month, stock[(route.page - 1) * LIST_SIZE : route.page * LIST_SIZE], n_pages) if stock else None

    def _is_by(self, index: int, writer_slug: str) -> bool:
        return writer_slug in [slugify(name) for name in self.edition.article(index).credit.reporters]

    def _teaser(self, index: int, *, campaign: bool) -> TeaserView:
        article = self.edition.article(index)
        printed = print_article(article, self.edition.profile, self.edition.theme, self.edition.present)
        url = self.addresses.article(article)
        if campaign and index % 3 == 0:
            url += ("&" if "?" in url else "?") + _CAMPAIGN
        return TeaserView(
            title=article.headline,
            url=url,
            summary=article.summary,
            section=self.section(article.section),
            date=printed.date or f"{article.published:%d %B %Y}",
            iso=article.published.isoformat(),
            byline=", ".join(article.credit.reporters) or article.credit.raw,
            image=f"/media/{article.number}.svg",
        )

    def _seed_teaser(self) -> TeaserView:
        seed = seed_article()
        return TeaserView(
            title=seed.headline, url=SEED_PATH, summary=seed.paragraphs[0], section=self.section("world"),
            date="17 May 2025", iso="2025-05-17", byline=self.edition.profile.name, image="/media/1.svg",
        )  # fmt: skip

    # Other pages -----------------------------------------------------------------------------------------------

    def static_page(self, key: str) -> PageView | None:
        """Return about, contact, privacy ... ; None where the outlet has no such page."""
        found = static_pages().get(key)
        if found is None:
            return None
        profile = self.edition.profile
        words = {"name": profile.name, "region": profile.region, "town": profile.names.towns[0]}
        paragraphs = tuple(text.format(**words) for text in found.paragraphs)
        return self._plain("static", found.title, self.addresses.path(Route(kind="static", key=key)), paragraphs)

    def missing_page(self) -> PageView:
        """Return the page that goes with status 404."""
        return self._plain("missing", "Page not found", "/404", ("The page you were looking for is not here.",))

    def media_page(self, route: Route) -> PageView | None:
        """Return a gallery or video page; None where there is none of that number."""
        if not 1 <= route.number <= self.edition.n_media:
            return None
        article = self.edition.article(route.number % self.edition.n_base)
        captions = shared("captions")
        pictures = tuple(
            LinkView(title=f"{article.town}, picture {n} of {len(captions) * 2}", url=f"/media/{route.number}{n}.svg")
            for n in range(1, len(captions) * 2 + 1)
        )
        title = {"gallery": "In pictures: ", "video": "Watch: "}[route.kind] + f"a day in {article.town}"
        page = self._plain(route.kind, title, self.addresses.path(replace(route, key=slugify(title))), ())
        return replace(page, pictures=pictures if route.kind == "gallery" else ())

    def _plain(self, kind: str, title: str, path: str, paragraphs: tuple[str, ...]) -> PageView:
        return PageView(
            kind=kind,
            title=title,
            url=self.url(path),
            description=paragraphs[0] if paragraphs else title,
            outlet=self.around,
            paragraphs=paragraphs,
            jsonld=page_graph(self.edition.profile, self.home, self.url(path), title, title, self.url(path)),
        )
