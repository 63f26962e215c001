"""What an address alone says about its page."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.fields.url_kinds import url_verdict
from crawler.outlets.outlet import Rules

HOST = "https://paper.example"

KINDS = {
    "home_page": [
        "", "/", "/index.html", "/index.php", "/de/", "/en-us", "/?utm_source=x", "/home.html",
    ],
    "tag_page": [
        "/tag/flood", "/tags/", "/tag/local-elections-2026-results/", "/Tag/Flood", "/schlagwort/hochwasser/",
        "/etiqueta/inundacion/", "/mot-cl%C3%A9/crue", "/thema/klima", "/topic/flood", "/taxonomy/term/12",
        "/?tag=flood", "/tag.php?tag=flood", "/news/tags/flood", "/argomento/alluvione",
        "/index.php?option=com_tags&id=3",
    ],
    "list_page": [
        "/category/local/", "/category/local/sports/", "/kategorie/lokales", "/rubrique/politique", "/2026/05/",
        "/2026/", "/2026/05/17/", "/2026/may/", "/news/2026-05-17", "/archive/2026/05/", "/archiv/", "/?cat=5",
        "/?m=202605", "/sports/", "/local/sports/", "/en/news/", "/lokales", "/kategorie.php?id=4",
        "/category.php?id=3", "/index.php?option=com_content&view=category&id=5", "/2018_04_01_archive.html",
        "/news/20260517/", "/section/opinion", "/section.asp?s=local", "/archive.asp?m=2026/05",
        "/calendar/2026/5/17", "/news?sort=asc", "/local-news/?page=3", "/seccion/deportes/",
    ],
    "author_page": [
        "/author/jane-doe/", "/author/jane-anne-doe-smith/", "/autor/jane", "/auteur/jane-doe", "/autoren/",
        "/staff/jane-roe", "/users/profile/jane%20roe", "/?author=3", "/author.php?id=3", "/writer.asp?w=jane-doe",
        "/by/jane-doe", "/journalist/123456",
    ],
    "search_page": [
        "/?s=flood", "/search?q=flood", "/search/flood", "/suche", "/buscar/agua", "/search/label/x", "/?q=a",
    ],
    "paged_page": [
        "/page/2", "/page/2/", "/category/local/page/2/", "/?paged=2", "/tag/flood/page/3", "/seite/4", "/page-2",
        "/news/p2", "/a-slug-of-words/2/", "/a-slug-of-words/page/2/", "/a-slug-of-words/comment-page-2/",
        "/reports?offset=20", "/lokales_seite,2.html", "/sport/index_2.html",
    ],
    "reply_page": [
        "/a-slug-of-words/?replytocom=5", "/comment/reply/12", "/?p=7&replytocom=9#respond",
    ],
    "feed": [
        "/feed/", "/rss", "/rss.xml", "/a-slug-of-words/feed/", "/category/local/feed/atom/", "/?feed=rss2",
        "/rss/local", "/sitemap.xml", "/index.rdf", "/search/?f=rss&type=rss",
    ],
    "media_file": [
        "/wp-content/uploads/2026/05/a.jpg", "/files/budget.PDF", "/a.mp3?x=1", "/?attachment_id=4",
    ],
    "account_page": [
        "/login", "/wp-login.php", "/cart/", "/user/login", "/subscribe", "/abo/", "/account/orders", "/mein-konto",
    ],
    "service_page": [
        "/about/", "/impressum.html", "/privacy-policy", "/site/terms.html", "/wp-json/wp/v2/posts", "/embed/",
    ],
}  # fmt: skip

ARTICLES = [
    "/2026/05/17/flood", "/2026/05/17/flood-in-town/", "/news/author-wins-prize", "/news/day-tag-sale-begins",
    "/?p=12", "/archives/63076", "/archives/31", "/archive/2026/05/17/flood", "/story.php?id=7", "/news.php?id=7",
    "/gallery.asp?g=3",
    "/archive.php?id=63076", "/story/7", "/news/12", "/article7.htm", "/node/12",
    "/index.php?option=com_content&view=article&id=5", "/news_view.html?idx=8576&page=3&bc=03", "/page/about-our-day",
    "/autoren/lena/guest-of-the-fair", "/category/local/mayor-opens-new-bridge-over-river/", "/articles/2026/0517/7",
    "/themen/the-new-budget-of-the-town-12345.html", "/a-slug/?amp=1", "/a-slug-of-words/?print=1",
    "/news/page-turner", "/politics/search-for-missing-boy-ends", "/columnists/201911181077343476-royal-self/",
    "/h/water-supply?r=rss", "/archives/2026/05/17/2003825372", "/story-of-a-feed",
    "/news/login-troubles-at-the-bank", "/a?page=1", "/news/2026/0517/1101-flood/", "/a-slug-of-words/20260517",
    "/doc.123456.html", "/nieuws/de-tag-van-de-dag", "/news.php?item.12.1", "/articulo/local/puente/20260517/",
    "/spip.php?article123", "/the_story_of_page_3.html", "/posts/short-slug", "/articles/123", "/blog/flood",
    "/scan.php?page=news_item&px=Ferry-Numbers",
]  # fmt: skip


@pytest.mark.parametrize(("code", "path"), [(code, path) for code, paths in KINDS.items() for path in paths])
def test_plain_kinds_are_told_by_the_address(code: str, path: str) -> None:
    """Tag, list, author, search, further, reply, feed, file, account and service pages of many systems are known."""
    assert url_verdict(HOST + path) == code


@pytest.mark.parametrize("path", ARTICLES)
def test_an_article_is_left_to_the_page(path: str) -> None:
    """A slug that only holds a telling word, an id below an archive, a view of an article: all may be articles."""
    assert url_verdict(HOST + path) is None


@pytest.mark.parametrize(
    "url", ["mailto:a@b", "javascript:void(0)", "ftp://paper.example/a", "", "http://", "http://[x/"]
)
def test_only_http_is_followed(url: str) -> None:
    """Whatever is not an http(s) address of a host is none of ours."""
    assert url_verdict(url) == "not_http"


def test_the_outlets_rules_come_first() -> None:
    """An article pattern beats what the address looks like, and a never pattern beats both."""
    rules = Rules(article=(re.compile("/tag/"),), never=(re.compile("/sponsored/"),))

    assert url_verdict(f"{HOST}/tag/flood", rules=rules) is None
    assert url_verdict(f"{HOST}/sponsored/tag/flood", rules=rules) == "never_rule"
    assert url_verdict(f"{HOST}/category/flood", rules=rules) == "list_page"


@settings(deadline=None)  # the first compiles the tables
@given(st.text(max_size=80) | st.text(max_size=60).map(lambda path: f"{HOST}/{path}"))
def test_any_text_gets_a_verdict(url: str) -> None:
    """No text raises, and a verdict is a short code."""
    verdict = url_verdict(url)

    assert verdict is None or re.fullmatch("[a-z_]+", verdict)
