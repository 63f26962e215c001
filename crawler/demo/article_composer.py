"""Composes the `PageView` of an article: whole, as one of its pages, as a variant, and of the seed article."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from crawler.demo.addresses import Addresses, Route, addresses
from crawler.demo.articles import KIND_PERIOD, SPLIT_KIND, DemoArticle, Heading, Piece, slugify
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
)

PAYWALL_PIECES = 3
"""Pieces of a paywalled article that everybody may read."""
_N_RELATED = 3


@dataclass(frozen=True, slots=True)
class ArticleComposer:
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

    def n_pages(self, article: DemoArticle) -> int:
        """Return on how many pages the article stands."""
        is_split = self.edition.splits and article.index % KIND_PERIOD == SPLIT_KIND
        return 2 if is_split else 1

    def article_page(self, index: int, *, variant: str = "", number: int = 1) -> PageView:
        """Return page `number` of article `index`, or its AMP or print `variant`, which has all of it on one page.

        IndexError where there is no such article.
        """
        article = self.edition.article(index)
        url = self.url(self.addresses.page(article, number))
        view = self._article_view(article)
        if not variant:
            view = self._split(view, article, number)
        return PageView(
            kind=variant or "article",
            title=article.headline,
            url=url,
            description=article.standfirst or article.summary,
            outlet=self.around,
            article=view,
            jsonld=article_graph(article, self.edition.profile, self.home, url),
        )

    def _split(self, view: ArticleView, article: DemoArticle, number: int) -> ArticleView:
        """Return the view with the pieces and page links of one page of the article."""
        n_pages = self.n_pages(article)
        if n_pages == 1:
            return view
        size = -(-len(view.pieces) // n_pages)
        pages = tuple(LinkView(title=str(n), url=self.addresses.page(article, n)) for n in range(1, n_pages + 1))
        return replace(view, pieces=view.pieces[(number - 1) * size : number * size], pages=pages, page=number)

    def _article_view(self, article: DemoArticle) -> ArticleView:
        edition, address = self.edition, self.addresses
        printed = print_article(article, edition.profile, edition.theme, edition.present)
        has_photographer = len(article.credit.people) > len(article.credit.reporters)
        return ArticleView(
            headline=article.headline,
            standfirst=article.standfirst or "",
            section=self.section(article.section),
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

    def section(self, section: str) -> LinkView:
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
