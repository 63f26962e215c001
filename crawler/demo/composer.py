"""Composes the `PageView` of every page of an outlet from its edition. Knows addresses, not requests or HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crawler.demo.addresses import Addresses, Route, addresses
from crawler.demo.articles import DemoArticle, Heading, Piece, slugify
from crawler.demo.banks import SECTION_TITLES, shared, static_pages
from crawler.demo.edition import Edition
from crawler.demo.jsonld import article_graph, page_graph
from crawler.demo.printed import print_article
from crawler.demo.seed import SEED_PATH, seed_article
from crawler.demo.surroundings import section_link, tag_link
from crawler.demo.views import (
    ArticleView,
    CommentView,
    LinkView,
    OutletView,
    PageView,
    PieceView,
    TeaserView,
)

LIST_SIZE = 10
PAYWALL_PIECES = 3
"""Pieces of a paywalled article that everybody may read."""
_CAMPAIGN = "utm_source=home&utm_medium=teaser&utm_campaign=weekend"
_N_RELATED = 3


@dataclass(frozen=True, slots=True)
class Composer:
    """`home` is the outlet's absolute home URL, ending in a slash."""

    edition: Edition
    home: str
    around: OutletView
    """What stands around every page."""

    @property
    def addresses(self) -> Addresses:
        return addresses(self.edition.profile.addresses)

    def url(self, path: str) -> str:
        return self.home.rstrip("/") + path

    def article_url(self, article: Heading) -> str:
        """Return the canonical URL of an article."""
        return self.url(self.addresses.article(article))

    # Articles --------------------------------------------------------------------------------------------------

    def article_page(self, index: int, *, variant: str = "") -> PageView:
        """Return the page of article `index`, or its AMP or print `variant`; IndexError where there is none."""
        article = self.edition.article(index)
        url = self.article_url(article)
        view = self._article_view(article)
        return PageView(
            kind=variant or "article",
            title=article.headline,
            url=url,
            description=article.standfirst or article.summary,
            outlet=self.around,
            article=view,
            jsonld=article_graph(article, self.edition.profile, self.home, url),
        )

    def _article_view(self, article: DemoArticle) -> ArticleView:
        edition, address = self.edition, self.addresses
        printed = print_article(article, edition.profile, edition.theme, edition.clock)
        has_photographer = len(article.credit.people) > len(article.credit.reporters)
        return ArticleView(
            headline=article.headline,
            standfirst=article.standfirst or "",
            section=self._section_link(article.section),
            pieces=tuple(_piece_view(p) for p in shown_pieces(article)),
            byline=printed.byline,
            line=printed.line,
            writers=tuple(LinkView(title=n, url=self._writer_path(n)) for n in article.credit.reporters),
            date=printed.date,
            iso=article.published.isoformat(),
            modified=f"{article.modified:%d %B %Y, %H:%M}" if article.modified else "",
            modified_iso=article.modified.isoformat() if article.modified else "",
            image=f"/media/{article.number}.svg",
            caption=article.caption,
            photo_credit=article.credit.people[-1][0]
            if has_photographer
            else edition.profile.newsroom.photographers[0],
            key_points=article.key_points,
            related=tuple(self._neighbours(article.index)),
            also_read=next(iter(self._neighbours(article.index + 3)), None) if article.index % 4 == 3 else None,
            comments=tuple(self._comments(article)),
            tags=tuple(self._tag_link(t) for t in edition.tags(article.index)),
            kind=article.kind,
            is_cut=article.kind == "paywalled",
            variant_url=address.variant(article),
            short_url=address.old(article.number),
            previous=next(iter(self._neighbours(article.index)), None),
            number=article.number,
        )

    def seed_page(self) -> PageView:
        """Return the page of the seed article."""
        seed = seed_article()
        url = self.url(SEED_PATH)
        crumb_url = self.url(self.addresses.path(Route(kind="section", key="world")))
        graph = page_graph(self.edition.profile, self.home, url, seed.headline, seed.section, crumb_url)
        description = seed.paragraphs[0][:150].rsplit(" ", 1)[0] + " …"
        view = replace(
            self._article_view(self.edition.article(0)),
            headline=seed.headline,
            standfirst="",
            section=LinkView(title=seed.section, url=self.addresses.path(Route(kind="section", key="world"))),
            pieces=tuple(PieceView(type="paragraph", text=text) for text in seed.paragraphs),
            line=seed.line,
            kind="news",
            is_cut=False,
            key_points=(),
            also_read=None,
            comments=(),
            caption="",
            tags=(),
            variant_url="",
            short_url="",
            byline="",
            date="",
            iso="",
            modified="",
            modified_iso="",
            photo_credit="",
            writers=(),
        )
        return PageView(
            kind="article", title=seed.headline, url=url, description=description, outlet=self.around,
            article=view, jsonld=graph,
        )  # fmt: skip

    def _comments(self, article: DemoArticle) -> Iterable[CommentView]:
        path = self.addresses.article(article)
        mark = "&" if "?" in path else "?"
        for comment in article.comments:
            yield CommentView(
                number=comment.number,
                name=comment.name,
                text=comment.text,
                date=f"{article.published:%d %B %Y}",
                reply_url=f"{path}{mark}replytocom={comment.number}#respond",
            )

    def _neighbours(self, index: int) -> Iterable[LinkView]:
        """Links to the articles just before `index`; they do not change when new ones are added."""
        for step in (5, 8, 16)[:_N_RELATED]:
            number = (index - step) % self.edition.n_base
            if number != index and number not in self.edition.retired:
                article = self.edition.heading(number)
                yield LinkView(title=article.headline, url=self.addresses.article(article))

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
        printed = print_article(article, self.edition.profile, self.edition.theme, self.edition.clock)
        url = self.addresses.article(article)
        if campaign and index % 3 == 0:
            url += ("&" if "?" in url else "?") + _CAMPAIGN
        return TeaserView(
            title=article.headline,
            url=url,
            summary=article.summary,
            section=self._section_link(article.section),
            date=printed.date or f"{article.published:%d %B %Y}",
            iso=article.published.isoformat(),
            byline=", ".join(article.credit.reporters) or article.credit.raw,
            image=f"/media/{article.number}.svg",
        )

    def _seed_teaser(self) -> TeaserView:
        seed = seed_article()
        return TeaserView(
            title=seed.headline, url=SEED_PATH, summary=seed.paragraphs[0], section=self._section_link("world"),
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

    def _section_link(self, section: str) -> LinkView:
        return section_link(self.addresses, section)

    def _tag_link(self, tag: str) -> LinkView:
        return tag_link(self.addresses, tag)

    def _writer_path(self, name: str) -> str:
        return self.addresses.path(Route(kind="writer", key=slugify(name)))


def shown_pieces(article: DemoArticle) -> tuple[Piece, ...]:
    """Return the pieces that stand on the page: a paywalled article is cut."""
    return article.pieces[:PAYWALL_PIECES] if article.kind == "paywalled" else article.pieces


def _piece_view(piece: Piece) -> PieceView:
    if piece.time is None:
        return PieceView(type=piece.type, text=piece.text)
    return PieceView(type=piece.type, text=piece.text, time=f"{piece.time:%H:%M}", iso=piece.time.isoformat())
