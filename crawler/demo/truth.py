"""What a perfect crawl of a demo outlet would output, from the same articles that its pages are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from crawler.demo.article_composer import shown_pieces
from crawler.demo.articles import DemoArticle, Kind
from crawler.demo.banks import SECTION_TITLES
from crawler.demo.composer import Composer
from crawler.demo.printed import print_article
from crawler.demo.seed import SEED_PATH, seed_article

SAME_MINUTE_SECONDS = 60
SAME_HOUR_SECONDS = 3600
"""For "3 hours ago", which is rounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedArticle:
    """One article as the record should have it."""

    outlet: str
    url: str
    """Canonical, absolute."""
    headline: str
    body: tuple[tuple[str, str], ...]
    """(block type, text) in page order; of a paywalled article what everybody may read."""
    standfirst: str | None
    authors: tuple[tuple[str, str], ...]
    """(name, role) in printed order."""
    desk: str | None
    agencies: tuple[str, ...]
    byline_raw: str | None
    date_published: str
    """RFC 3339 with offset, or a plain day: the most that the page itself tells."""
    date_precision: str
    published: datetime | None
    """The very instant, which feeds and sitemaps tell as well; None for the seed article."""
    section: str
    kind: Kind
    is_truncated: bool

    @property
    def body_text(self) -> str:
        return "\n\n".join(text for _, text in self.body)

    def is_dated(self, value: str | None) -> bool:
        """Return whether a record's `date_published` is right: the same instant to the minute, or the same day."""
        if not value:
            return False
        if len(value) == len("2026-05-17"):
            return value == self.date_published[:10]
        try:
            found = datetime.fromisoformat(value)
        except ValueError:  # a month, or no date at all
            return False
        if self.published is None or found.tzinfo is None:
            return False
        tolerance_seconds = SAME_HOUR_SECONDS if self.date_precision == "hour" else SAME_MINUTE_SECONDS
        return abs((found - self.published).total_seconds()) < tolerance_seconds


def expected_articles(composer: Composer) -> Iterator[ExpectedArticle]:
    """Yield the truth about every article in stock, newest first, the seed article last."""
    for index in composer.edition.numbers():
        yield _expected(composer, composer.edition.article(index))
    if composer.edition.profile.has_seed_article:
        yield _expected_seed(composer)


def _expected(composer: Composer, article: DemoArticle) -> ExpectedArticle:
    edition = composer.edition
    printed = print_article(article, edition.profile, edition.theme, edition.present)
    shows_standfirst = edition.theme != "table"
    return ExpectedArticle(
        outlet=edition.profile.id,
        url=composer.article_url(article),
        headline=article.headline,
        body=tuple((piece.type, piece.text) for piece in shown_pieces(article)),
        standfirst=article.standfirst if shows_standfirst else None,
        authors=article.credit.people,
        desk=article.credit.desk,
        agencies=article.credit.agencies,
        byline_raw=printed.line or printed.byline or None,
        date_published=printed.expected_date,
        date_precision=printed.precision,
        published=article.published,
        section=SECTION_TITLES[article.section],
        kind=article.kind,
        is_truncated=article.kind == "paywalled",
    )


def _expected_seed(composer: Composer) -> ExpectedArticle:
    seed = seed_article()
    return ExpectedArticle(
        outlet=composer.edition.profile.id,
        url=composer.url(SEED_PATH),
        headline=seed.headline,
        body=tuple(("paragraph", text) for text in seed.paragraphs),
        standfirst=None,
        authors=(("Piyal Chatterjee", "reporter"),),
        desk="News Mania Desk",
        agencies=(),
        byline_raw=seed.line,
        date_published="2025-05-17",
        date_precision="day",
        published=None,
        section=seed.section,
        kind="news",
        is_truncated=False,
    )
