"""What content systems write into the class of <body> about the kind of page. Whole systems, never one site.

Sources: WordPress `get_body_class()`, WooCommerce, Magento, Shopify, bbPress, phpBB, Ghost `{{body_class}}`, Drupal's
html template, Joomla's stock templates, Blogger's and Squarespace's page classes, MediaWiki's namespaces.
"""

_ARTICLE_CLASSES = (
    "single single-post singular-post post-template post-template-default node-type-article page-node-type-article "
    "page-node-type-news node-type-news view-article item-view item-view-post view-item page-node-type-story "
    "node-type-story article-page articlepage single-article article-single"
)
_ARTICLE = frozenset(_ARTICLE_CLASSES.split())
_ARTICLE_PREFIXES = ("postid-", "single-format-")
_STATIC = frozenset("page-template page-node-type-page node-type-page".split())
_STATIC_PREFIXES = ("page-id-",)
"""Pages that stand beside the articles: about, contact, terms. WordPress', Ghost's and Drupal's type "page"."""
_KINDS = {
    "error404": "soft_404",
    "error-404": "soft_404",
    "search-results": "search_page",
    "search-no-results": "search_page",
    "path-search": "search_page",
    "page-search": "search_page",
    "tag-template": "tag_page",
    "author-template": "author_page",
    "home-template": "home_page",
    "path-frontpage": "home_page",
    "path-taxonomy": "tag_page",
    "page-taxonomy": "tag_page",
    "page-taxonomy-term": "tag_page",
    "vocabulary-tags": "tag_page",
    "post-type-archive": "list_page",
    "date-archive": "list_page",
    "view-category": "list_page",
    "view-featured": "list_page",
    "feed-view": "list_page",
    "view-list": "list_page",
}
_WITH_ARCHIVE = {"tag": "tag_page", "author": "author_page", "category": "list_page", "date": "list_page"}
"""WordPress's plain words; alone they may mean anything, beside `archive` they can't."""

_OFFERS = frozenset(
    "single-product single-job_listing single-tribe_events tribe-events-single "
    "catalog-product-view catalog-category-view template-product template-collection".split()
)
_FORUMS = frozenset("single-topic single-reply single-forum bbpress section-viewtopic section-viewforum".split())
"""Shops, job boards, calendars and forums give their pages numbers as posts have them, so these are asked first."""

_WIKI = "mediawiki"
_WIKI_PAGES = frozenset("ns-special ns-talk ns-2 ns-4 ns-6 ns-8 ns-10 ns-12 ns-14".split())
"""Lists that a wiki makes itself, talk, users, the project, files, messages, templates, help, categories."""


def kind_of_body(names: str) -> str | None:
    """Return `article`, the code of a page that is none, or None where the class says nothing."""
    words = frozenset(names.lower().split())
    if not words:
        return None
    if _WIKI in words and words & _WIKI_PAGES:
        return "service_page"
    if words & _OFFERS or words & _FORUMS:
        return "offer_page" if words & _OFFERS else "forum_page"
    if words & _ARTICLE or any(word.startswith(_ARTICLE_PREFIXES) for word in words):
        return "article"
    if words & _STATIC or any(word.startswith(_STATIC_PREFIXES) for word in words):
        return "home_page" if "home" in words else "service_page"
    for word in sorted(words & _KINDS.keys()):
        return _KINDS[word]
    if "archive" in words:
        return next((_WITH_ARCHIVE[word] for word in _WITH_ARCHIVE if word in words), "list_page")
    return "home_page" if {"home", "blog"} <= words else None
