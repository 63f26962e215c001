"""Article or not, with a code. The worst error is to refuse an article, so a page of unknown kind with text is one.

    refused at once   HTTP errors; walls and error pages that announce themselves and have no text; addresses that
                      can't be articles (home, search, replies, further pages)
    weighed           everything else: what is declared, the address, headline, flow of text and teasers (WEIGHTS)
    last              a page without headline or without text

Called by article.py with the signals of signals.py; `copydesk why` shows `detail`.
"""

from dataclasses import dataclass

from crawler.extract.signals import Signals

MIN_BODY_WORDS = 8
"""Fewer are a caption or a leftover of chrome; the shortest items of real outlets have a sentence of ten."""
_WALL_WORDS = 120
"""Longest text that a bot wall, login form or error page carries."""
_CONSENT_WORDS = 450
"""Longest text of a page that announces itself as a consent notice."""
_BARE_WORDS = 40
"""Below this a password field or the marks of a bot wall are what the page is about."""
_MIN_CONSENT_WORDS = 4
_WORDS_PER_CONSENT_WORD = 30
"""A notice names cookies, partners, consent, ... once in so many words at least; articles about them far less often."""
_WORDS_PER_DENSE_WORD = 15
"""A text this full of them is a notice whatever its heading: "The Gazette uses cookies"."""
_MEDIA_WORDS = 50
"""Longest text beside a video or pictures that are the page's whole content."""
_GALLERY_FIGURES = 8
_LISTING_WORDS = 300
"""Longest text of a small ad, a forecast, a poll; a longer one in such a folder is a story."""

_UNSIGNED = frozenset(("offer_page", "service_page"))
"""Pages that no writer signs, as threads are signed."""
_OTHER_KINDS = frozenset(("service_page", "offer_page", "forum_page"))
_SURE_URL_KINDS = frozenset(("home_page", "search_page", "reply_page", "paged_page"))
_WEIGHED_URL_KINDS = frozenset(("tag_page", "author_page", "list_page", "account_page", "service_page"))
_WALL_CODES = {
    "bot": "bot_wall",
    "login": "login_wall",
    "consent": "consent_wall",
    "not_found": "soft_404",
    "error": "error_page",
}
_LIST_CODES = {"search": "search_page", "tag": "tag_page", "author": "author_page", "category": "list_page"}
_TYPE_CODES = {"CollectionPage": "list_page", "SearchResultsPage": "search_page", "ProfilePage": "author_page"}

WEIGHTS = {
    "article node": 3.0,
    "article class": 3.0,
    "og:type article": 1.0,
    "dated": 1.0,
    "own headline": 1.0,
    "text under headline": 2.0,
    "some text": 2.0,
    "text": 3.0,
    "long text": 5.0,
    "address": -8.0,
    "list class": -4.0,
    "declared list": -4.0,
    "announced list": -4.0,
    "og:type website": -1.0,
    "several article nodes": -2.0,
    "teasers without text": -3.0,
    "links without text": -3.0,
    "entries": -4.0,
    "whole texts of several": -5.0,
    "next page": -0.5,
}
"""What each sign is worth; below zero the page is refused. Set on the pages of tests/extract/verdict_pages and
checked on 266 real articles of three public benchmarks."""

_SOME_WORDS, _TEXT_WORDS, _LONG_WORDS = 25, 60, 200
_LINK_SHARE = 0.4
_MANY_TEASERS, _MANY_ENTRIES = 6, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    is_article: bool
    code: str | None = None
    """Why not; None for an article."""
    detail: str = ""
    """The signs that decided, for people."""
    score: float = 0.0


def judge(
    signals: Signals, *, status: int = 200, headline: str | None, body_words: int, is_signed: bool = False
) -> Verdict:
    """Return the verdict on a page whose chosen headline and number of body words are given.

    `is_signed` where its head prints a byline with a person.
    """
    refusal = (
        _refuse_at_once(signals, status, is_signed) or _refuse_by_weight(signals) or _refuse_media(signals, body_words)
    )
    if refusal is not None:
        return refusal
    if headline is None:
        return _no("no_headline", "no headline in structured data, meta tags or headings")
    if body_words < MIN_BODY_WORDS and not (signals.has_article_node and body_words):
        return _no("no_body", f"{body_words} words that read like an article's")
    return Verdict(is_article=True, score=_score(signals)[0])


def _no(code: str, detail: str, score: float = 0.0) -> Verdict:
    return Verdict(is_article=False, code=code, detail=detail, score=score)


def _refuse_at_once(signals: Signals, status: int, is_signed: bool) -> Verdict | None:
    if status >= 400:
        return _no("error_page", f"HTTP status {status}")
    if signals.body_kind == "soft_404" and signals.prose_words < _WALL_WORDS:
        return _no("soft_404", "the page's class says so")
    is_post = signals.body_kind == "article" or signals.og_type == "article"  # a plugin's stars call any post a product
    declared = None if is_post else signals.declared_kind
    kind = signals.body_kind if signals.body_kind in _OTHER_KINDS else declared
    if kind is not None and not _is_declared(signals):
        return _no(kind, "the page's class or its structured data say so")
    is_story = is_post or _is_declared(signals) or _reads_like_story(signals, is_signed)
    if signals.listing_kind and not (is_story or signals.all_prose_words >= _LISTING_WORDS):
        return _no(signals.listing_kind, "its address or its form, and nothing calls it an article")
    code = _wall(signals)
    if code is not None:
        return _no(code, f"{signals.wall or 'its content'} and {signals.all_prose_words} words of text")
    if signals.url_kind in _SURE_URL_KINDS and not signals.is_ruled_article:
        return _no(signals.url_kind or "", "by its address")
    return None


def _reads_like_story(signals: Signals, is_signed: bool) -> bool:
    """Whether a text in a folder of listings is signed or quotes somebody; in one of threads, both."""
    if signals.listing_kind in _UNSIGNED:
        return is_signed or signals.quotes_somebody
    return signals.is_column and is_signed and signals.quotes_somebody


def _is_declared(signals: Signals) -> bool:
    """Whether outlet or page say that it is an article; a static page's `og:type` says so too often to count."""
    return signals.is_ruled_article or signals.has_article_node or signals.is_dated


def _wall(signals: Signals) -> str | None:
    """Return the code of the wall that stands in the article's place."""
    if signals.asks_for_password_alone and signals.prose_words < _BARE_WORDS:
        return "login_wall"
    if signals.has_article_node and signals.has_own_headline:
        return None
    words = signals.all_prose_words
    if signals.wall is not None and words < (_CONSENT_WORDS if signals.wall == "consent" else _WALL_WORDS):
        return _WALL_CODES[signals.wall]
    if signals.consent_words >= max(_MIN_CONSENT_WORDS, words / _WORDS_PER_CONSENT_WORD) and not (
        signals.has_article_node or signals.is_dated
    ):
        is_dense = signals.consent_words * _WORDS_PER_DENSE_WORD >= words
        return "consent_wall" if words and (is_dense or not signals.has_own_headline) else None
    if signals.prose_words >= _BARE_WORDS or signals.has_article_node or signals.has_own_headline:
        return None
    if signals.has_challenge and words < _BARE_WORDS and not signals.n_teasers:
        return "bot_wall"
    return "login_wall" if signals.has_password_field and signals.n_teasers < _MANY_TEASERS else None


def _refuse_by_weight(signals: Signals) -> Verdict | None:
    if signals.is_ruled_article:
        return None
    score, signs = _score(signals)
    if score >= 0:
        return None
    against = ", ".join(sign for sign in signs if WEIGHTS[sign] < 0)
    numbers = f"{signals.n_teasers} linked headlines, longest text {signals.prose_words} words"
    return _no(_code_of_list(signals), f"{against} ({numbers})", score)


def _score(signals: Signals) -> tuple[float, list[str]]:
    """Return the sum of weights and the signs that make it up."""
    kind, types, under = signals.body_kind, signals.declared_types, signals.has_text_under_headline
    is_listed = not types.isdisjoint(_TYPE_CODES) and not signals.has_article_node
    holds = {
        "article node": signals.has_article_node,
        "article class": kind == "article",
        "og:type article": signals.og_type == "article",
        "dated": signals.is_dated,
        "own headline": signals.has_own_headline,
        "text under headline": under,
        "some text": _SOME_WORDS <= signals.prose_words < _TEXT_WORDS,
        "text": _TEXT_WORDS <= signals.prose_words < _LONG_WORDS,
        "long text": signals.prose_words >= _LONG_WORDS,
        "address": signals.url_kind in _WEIGHED_URL_KINDS,
        "list class": kind not in (None, "article"),
        "declared list": is_listed,
        "announced list": signals.announced_list is not None,
        "og:type website": signals.og_type in ("website", "profile"),
        "several article nodes": signals.n_article_nodes >= _MANY_ENTRIES and not signals.has_article_node,
        "teasers without text": signals.n_teasers >= _MANY_TEASERS and signals.prose_words < _TEXT_WORDS,
        "links without text": signals.link_share >= _LINK_SHARE and signals.prose_words < _SOME_WORDS and not under,
        "entries": signals.n_posts >= _MANY_ENTRIES,
        "whole texts of several": signals.is_river and not (signals.has_own_headline or signals.has_article_node),
        "next page": signals.has_next_page,
    }
    signs = [sign for sign, is_there in holds.items() if is_there]
    return sum(WEIGHTS[sign] for sign in signs), signs


def _code_of_list(signals: Signals) -> str:
    if signals.url_kind in _WEIGHED_URL_KINDS:
        return signals.url_kind or ""
    if signals.body_kind not in (None, "article"):
        return signals.body_kind or ""
    if signals.announced_list is not None:
        return _LIST_CODES[signals.announced_list]
    return next((code for kind, code in _TYPE_CODES.items() if kind in signals.declared_types), "list_page")


def _refuse_media(signals: Signals, body_words: int) -> Verdict | None:
    """A video or a gallery with a line or two beside it; with an article's text it is an article."""
    if signals.is_ruled_article:
        return None
    if signals.tells_its_video and signals.og_type != "article" and not signals.is_dated:
        return _no("video_page", f"a video and its description of {signals.prose_words} words")
    if max(body_words, signals.prose_words) >= _MEDIA_WORDS:
        return None
    if signals.has_video and not (signals.has_article_node and signals.og_type == "article"):
        return _no("video_page", f"a video and {body_words} words")
    if "ImageGallery" in signals.declared_types or signals.n_figures >= _GALLERY_FIGURES:
        return _no("gallery_page", f"{signals.n_figures} pictures and {body_words} words")
    return None
