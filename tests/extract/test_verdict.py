"""Articles, and the many pages that are none: the first line of each of verdict_pages/ says what it must come to."""

import dataclasses
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.article import Hints, PageInput, extract_article
from crawler.extract.signals import Signals
from crawler.extract.verdict import WEIGHTS, judge
from crawler.items import Article, Discovery
from crawler.outlets.outlet import Outlet, Rules, outlet_from_url

PAGES = sorted((Path(__file__).parent / "verdict_pages").glob("*.html"))
NOTHING = Signals(
    url_kind=None,
    is_ruled_article=False,
    body_kind=None,
    has_article_node=False,
    n_article_nodes=0,
    declared_types=frozenset(),
    declared_kind=None,
    listing_kind=None,
    quotes_somebody=False,
    is_column=False,
    og_type=None,
    is_dated=False,
    has_own_headline=False,
    wall=None,
    announced_list=None,
    n_teasers=0,
    n_posts=0,
    is_river=False,
    has_text_under_headline=False,
    link_share=0.0,
    prose_words=0,
    all_prose_words=0,
    consent_words=0,
    has_challenge=False,
    has_password_field=False,
    asks_for_password_alone=False,
    n_figures=0,
    has_video=False,
    tells_its_video=False,
    has_next_page=False,
)


def verdict_of(page: str, *, outlet: Outlet | None = None, url: str | None = None, force: bool = False) -> str:
    """Return `article` or the code of the refusal."""
    header = re.match(r"<!-- (.*) -->\n", page)
    meta = json.loads(header[1]) if header else {}
    address = url or meta.get("url", "https://paper.example/4711")
    result = extract_article(
        PageInput(
            body=page.encode(),
            url=address,
            status=meta.get("status", 200),
            fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
            outlet=outlet or outlet_from_url(address),
            force=force,
        )
    )
    return "article" if isinstance(result, Article) else result.code


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_comes_to_what_it_is(path: Path) -> None:
    """Lists, walls, error pages and articles that look like them are told apart by the page alone."""
    page = path.read_text(encoding="utf-8")

    assert verdict_of(page) == json.loads(page.partition("\n")[0][5:-4])["expect"]


def test_every_code_has_a_page() -> None:
    """The folder holds an example of each kind."""
    expected = {json.loads(path.read_text(encoding="utf-8").partition("\n")[0][5:-4])["expect"] for path in PAGES}

    assert expected >= {
        *("article", "list_page", "tag_page", "author_page", "search_page", "home_page", "bot_wall", "consent_wall"),
        *("login_wall", "soft_404", "error_page", "video_page", "gallery_page", "no_body"),
    }


def test_the_outlets_rules_overrule_the_shape() -> None:
    """An address that the outlet's file names an article is one, whatever the page looks like."""
    page = (Path(__file__).parent / "verdict_pages/list-section-utility-classes.html").read_text(encoding="utf-8")
    outlet = dataclasses.replace(outlet_from_url("https://bote.example/"), rules=Rules(article=(re.compile("/ham"),)))

    assert verdict_of(page) == "list_page"
    assert verdict_of(page, outlet=outlet) == "article"


def test_force_extracts_whatever_the_verdict() -> None:
    """`--force` is the user's word against ours."""
    page = (Path(__file__).parent / "verdict_pages/consent-french.html").read_text(encoding="utf-8")

    assert verdict_of(page, force=True) == "article"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://paper.example/", "home_page"),
        ("https://paper.example/a-slug-of-four-words/?replytocom=7", "reply_page"),
        ("https://paper.example/?s=bridge", "search_page"),
        ("https://paper.example/news/page/3/", "paged_page"),
        ("https://paper.example/2026/05/01/library-opens-on-sundays/", "article"),
    ],
)
def test_an_address_that_cannot_be_an_article_settles_it(url: str, code: str) -> None:
    """A reply form's address shows the whole article again, and is none."""
    page = (Path(__file__).parent / "verdict_pages/article-linked-headline.html").read_text(encoding="utf-8")

    assert verdict_of(page, url=url) == code


def test_a_page_without_headline_or_text_is_none() -> None:
    """What is left after every other sign has its own codes."""
    assert judge(NOTHING, headline=None, body_words=200).code == "no_headline"
    assert judge(NOTHING, headline="A headline", body_words=3).code == "no_body"
    assert judge(NOTHING, headline="A headline", body_words=40).is_article


def test_an_unknown_page_with_text_is_an_article() -> None:
    """Refusing an article is the worst error."""
    bare = dataclasses.replace(NOTHING, prose_words=120, all_prose_words=120)

    assert judge(bare, headline="A headline", body_words=120).is_article


@given(
    st.builds(
        dataclasses.replace,
        st.just(NOTHING),
        n_teasers=st.integers(0, 50),
        n_posts=st.integers(0, 20),
        prose_words=st.integers(0, 900),
        og_type=st.sampled_from([None, "article", "website"]),
        body_kind=st.sampled_from([None, "list_page", "tag_page"]),
        is_dated=st.booleans(),
        has_next_page=st.booleans(),
        link_share=st.floats(0, 1),
        announced_list=st.sampled_from([None, "tag"]),
    )
)
def test_evidence_for_an_article_never_counts_against_it(signals: Signals) -> None:
    """Declaring an article, its headline or its date can only help."""
    richer = dataclasses.replace(signals, has_article_node=True, has_own_headline=True, is_dated=True)

    before = judge(signals, headline="A headline", body_words=200)
    after = judge(richer, headline="A headline", body_words=200)

    assert after.score >= before.score
    assert after.is_article or not before.is_article


def test_weights_name_what_they_weigh() -> None:
    """Every refusal by weight tells its reasons."""
    listed = dataclasses.replace(NOTHING, n_teasers=30, body_kind="tag_page", has_next_page=True)

    verdict = judge(listed, headline="Floods", body_words=300)

    assert verdict.code == "tag_page"
    assert "list class, teasers without text, next page" in verdict.detail
    assert verdict.score == WEIGHTS["list class"] + WEIGHTS["teasers without text"] + WEIGHTS["next page"]


@pytest.mark.parametrize(
    ("kind", "url", "expected"),
    [
        ("sitemap", "https://paper.example/how-we-report", "service_page"),
        ("section", "https://paper.example/how-we-report", "article"),
        ("sitemap", "https://paper.example/stories/4711", "article"),
        (None, "https://paper.example/how-we-report", "article"),
    ],
)
def test_an_undated_page_that_only_a_sitemap_names_is_static(kind: Any, url: str, expected: str) -> None:
    """Few words above it, nobody's name, no number: a list of articles that named it is believed instead."""
    lines = "".join(
        f"<p>We have seen what we print, or two people told us so, for {n} years now.</p>" for n in range(9)
    )
    program = "<script>var page = {'publishedAt': '2025-05-17'}</script>"  # of any page, and read by nobody
    page = PageInput(
        body=f"<html><title>How we report</title><h1>How we report</h1>{lines}{program}</html>".encode(),
        url=url,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(url),
        hints=Hints(via=Discovery(kind=kind, url="https://paper.example/x") if kind else None),
    )

    result = extract_article(page)
    assert ("article" if isinstance(result, Article) else result.code) == expected
