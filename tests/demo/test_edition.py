"""The stock of an outlet."""

from collections import Counter
from datetime import timedelta

import pytest

from crawler.demo import DEFAULT_CLOCK, Newspaper
from crawler.demo.articles import slugify
from crawler.demo.edition import Edition


@pytest.fixture(params=range(3), ids=["magazine", "blocks", "table"])
def edition(request: pytest.FixtureRequest) -> Edition:
    return Newspaper().editions()[request.param]


def test_the_same_number_is_the_same_article(edition: Edition) -> None:
    """Two editions of one newspaper agree on every article."""
    again = next(e for e in Newspaper().editions() if e.profile.id == edition.profile.id)

    assert [edition.article(i) for i in range(36)] == [again.article(i) for i in range(36)]


def test_another_seed_is_another_text() -> None:
    """The seed changes the words, not the shape."""
    one, other = (Newspaper(seed=seed).editions()[0].article(0) for seed in ("", "b"))

    assert one.headline != other.headline or one.pieces != other.pieces


def test_times_rise_and_lie_in_the_past(edition: Edition) -> None:
    """A higher number is a later article; none is in the future, none older than the span."""
    times = [edition.published(i) for i in range(edition.total)]

    assert times == sorted(set(times))
    assert DEFAULT_CLOCK - timedelta(days=25) < times[0]
    assert times[-1] < DEFAULT_CLOCK


def test_no_two_articles_share_a_paragraph(edition: Edition) -> None:
    """What stands twice is chrome to a template learner, so articles repeat neither headline nor paragraph."""
    articles = [edition.article(i) for i in range(36)]
    texts = Counter(piece.text for article in articles for piece in article.pieces if piece.type == "paragraph")
    headlines = Counter(article.headline for article in articles)

    assert [text for text, count in (texts + headlines).items() if count > 1] == []


def test_paragraphs_hardly_repeat_at_scale() -> None:
    """Among 1,500 articles fewer than one paragraph in 200 is not the only one of its kind."""
    edition = Newspaper(articles_per_outlet=1500).editions()[1]
    texts = Counter(p.text for i in range(1500) for p in edition.article(i).pieces if p.type == "paragraph")

    repeated = sum(count for count in texts.values() if count > 1)

    assert repeated / texts.total() < 0.005


def test_every_list_has_what_its_articles_say(edition: Edition) -> None:
    """Section, tag, town and month lists hold exactly the articles that carry the word."""
    articles = [edition.article(i) for i in range(edition.total)]
    for article in articles:
        lists = [
            edition.section(article.section),
            edition.tagged(slugify(article.tag)),
            edition.tagged(slugify(article.town)),
        ]
        assert all(series is not None and article.index in series.page(1, 100) for series in lists)
        assert article.index in edition.month(f"{article.published:%Y/%m}")


def test_unknown_lists_are_none(edition: Edition) -> None:
    """A section, tag or writer the outlet does not have is no list."""
    assert edition.section("weather") is edition.tagged("nowhere") is edition.written_by("nobody") is None
    assert not edition.month("1999/13")


def test_a_writers_list_has_the_writers_articles(edition: Edition) -> None:
    """Every article credited to a person is on that person's list where the person comes first."""
    for index in range(edition.total):
        reporters = edition.article(index).credit.reporters
        if reporters:
            series = edition.written_by(slugify(reporters[0]))
            assert series is not None
            assert index in series.page(1, 100)


def test_edits_change_only_what_they_say(edition: Edition) -> None:
    """A typo is one letter, a correction one paragraph more, a rewrite keeps headline and lead."""
    before = edition.article(3)
    edition.edits[3] = ["typo"]
    typo = edition.article(3)
    edition.edits[3] = ["correction"]
    correction = edition.article(3)
    edition.edits[3] = ["major"]
    major = edition.article(3)

    assert [len(a.text) - len(b.text) for a, b in zip(typo.pieces, before.pieces, strict=True) if a != b] == [1]
    assert correction.pieces[:-1] == before.pieces
    assert (major.headline, major.pieces[0]) == (before.headline, before.pieces[0])
    assert not set(major.pieces[1:]) & set(before.pieces[1:])


def test_retired_articles_are_gone(edition: Edition) -> None:
    """A retired article can't be read and is not counted."""
    edition.retired.add(5)

    with pytest.raises(IndexError):
        edition.article(5)
    assert len(list(edition.numbers())) == 35


def test_every_kind_and_byline_form_occurs(edition: Edition) -> None:
    """Thirty-six articles are enough to show all kinds, and people, desks, agencies, photographers and nobody."""
    articles = [edition.article(i) for i in range(36)]

    assert {a.kind for a in articles} == {"news", "opinion", "sponsored", "live", "paywalled"}
    assert {len(a.credit.reporters) for a in articles} == {0, 1, 2, 3}
    assert any(a.credit.agencies for a in articles)
    assert any(a.credit.desk and a.credit.people for a in articles)
    assert any("photo" in dict(a.credit.people).values() for a in articles)
    assert any(not a.credit.raw for a in articles)
