"""Headings that announce walls and lists, in many languages, and headlines that only begin like them."""

import pytest

from crawler.extract.announcements import announced_list, announced_wall, consent_words
from crawler.extract.body_classes import kind_of_body


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Just a moment...", "bot"),
        ("Checking your browser before accessing paper.example.", "bot"),
        ("Zugriff verweigert", "bot"),
        ("Page not found", "not_found"),
        ("404 Not Found", "not_found"),
        ("Seite nicht gefunden", "not_found"),
        ("Страница не найдена", "not_found"),
        ("お探しのページは見つかりません", "not_found"),
        ("500 Internal Server Error", "error"),
        ("Log in", "login"),
        ("We value your privacy", "consent"),
        ("Before you continue to Paper", "consent"),
        ("", None),
        ("...", None),
        ("Page not found: archivist searches for leaf stolen from town Bible", None),
        ("Error costs keeper the cup", None),
        ("Just a moment of silence for the drowned fishermen of Fenmouth", None),
        ("Login data of thousands of patients stolen from clinic", None),
    ],
)
def test_a_wall_is_announced_by_the_whole_heading(heading: str, kind: str | None) -> None:
    """A phrase must fill the heading; a headline that starts with it is a headline."""
    assert announced_wall(heading) == kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Tag: floods", "tag"),
        ("Schlagwort: Hochwasser", "tag"),
        ("Author: Jane Roe", "author"),
        ("Articles by Jane Roe", "author"),
        ("Beiträge von Eva Rau", "author"),
        ("Search Results for: bridge", "search"),
        ("Résultats de recherche pour « pont »", "search"),
        ("Category: Local", "category"),
        ("Archives", "category"),
        ("記事一覧", "category"),
        ("Tag der offenen Tür im Rathaus", None),
        ("Suche nach vermisster Seniorin dauert an", None),
        ("Archiv der Stadt zieht in die alte Brauerei um", None),
        ("", None),
    ],
)
def test_a_list_is_announced_by_how_the_heading_opens(heading: str, kind: str | None) -> None:
    """A label with its colon, or a phrase that is a good part of the heading."""
    assert announced_list(heading) == kind


def test_consent_words_count_once_each() -> None:
    """The measure is how many different words of a notice stand in the text."""
    assert consent_words("Cookies, cookies, cookies") == consent_words("cookies") > 0
    assert consent_words("Our partners use cookies on the basis of legitimate interest. Accept all?") >= 4
    assert consent_words("The bridge over the Weller is closed.") == 0


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("post-template-default single single-post postid-12 category-local", "article"),
        ("archive category category-local", "list_page"),
        ("archive tag tag-floods", "tag_page"),
        ("archive author author-jroe", "author_page"),
        ("search search-results", "search_page"),
        ("error404 wp-custom-logo", "soft_404"),
        ("home blog hfeed", "home_page"),
        ("home page-template page-id-2", "home_page"),
        ("page-template-default page page-id-7", "service_page"),
        ("tag-template tag-floods", "tag_page"),
        ("page-node-type-article path-node", "article"),
        ("site com_content view-category", "list_page"),
        ("dark search tag author category", None),
        ("", None),
    ],
)
def test_body_classes_of_content_systems(names: str, kind: str | None) -> None:
    """Only words that mean one thing in their system count."""
    assert kind_of_body(names) == kind


def test_a_phrase_inside_a_word_announces_nothing() -> None:
    """The title may end with the outlet's name, whatever that is."""
    assert announced_wall("Wallconsent") is None
    assert announced_wall("Consent") == "consent"
