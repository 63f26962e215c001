"""What speaks for and against a page being an article, as plain facts. Judges nothing; verdict.py does.

Works on the opened page and its text blocks, so that it costs about a millisecond beside the one walk over the tree.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.announcements import announced_list, announced_wall, consent_words, told_wall
from crawler.extract.blocks import TextBlock
from crawler.extract.body_classes import kind_of_body
from crawler.extract.evidence import folded
from crawler.extract.flow import is_headline, link_share, read_flow
from crawler.extract.listings import is_column, kind_of_listing, quotes_somebody
from crawler.extract.offers import kind_of_offer
from crawler.fields.text import count_words
from crawler.fields.url_kinds import url_verdict
from crawler.outlets.outlet import Outlet
from crawler.page.elements import position
from crawler.page.jsonld import ARTICLE_TYPES, plain
from crawler.page.page import Page

_NEWS_TYPES = ARTICLE_TYPES - {"DiscussionForumPosting"}
_CHALLENGES = re.compile(
    rb"cf-chl-|challenge-form|/cdn-cgi/challenge-platform/h/|_Incapsula_Resource|captcha-delivery\.com|px-captcha"
    rb"|awswaf\.com|gokuProps|sucuri_cloudproxy_js|ddos-guard|errors\.edgesuite\.net|/_sec/cp_challenge|kasada|anubis_"
    rb"|g-recaptcha|h-captcha|cf-turnstile|arkoselabs"
)
"""Marks of the common bot walls' own pages. Articles load some of them too: they count only where there is no text."""
_MARKED_BYTES = 100_000
_TOLD_CHARS, _TOLD_SHARE = 60, 0.7
"""Of a video's description, by which it is known again on the page, and its words to those of the page's text at least:
some cut it off."""
_TITLE_TAGS, _MAX_OWN = ("h1", "h2", "h3"), 4
_TITLE_PARTS = re.compile(r"\s+[|–—·•»«-]\s+|\s*[|»]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """Facts about one page; words are counted as `fields.text.count_words` does."""

    url_kind: str | None
    """What the address alone says (`fields/url_kinds.py`); None for nothing."""
    is_ruled_article: bool
    """Whether the outlet's own rules name the address an article."""
    body_kind: str | None
    """What the content system says: `article`, a code, or None."""
    has_article_node: bool
    """Whether JSON-LD describes one article, and not a list of them."""
    n_article_nodes: int
    declared_types: frozenset[str]
    declared_kind: str | None
    """`offer_page` or `forum_page`, where structured data describe the page itself as such."""
    listing_kind: str | None
    """`offer_page`, `forum_page`, `service_page` or `form_page`, where the address or a form says so."""
    quotes_somebody: bool
    """Asked of what `listing_kind` calls a listing."""
    is_column: bool
    """The same: whether it stands in a folder that may hold opinions as well as threads."""
    og_type: str | None
    is_dated: bool
    """Whether the head gives a publication date."""
    has_own_headline: bool
    """Whether a first-level heading that is no link, or one that links to the page itself, reads like a headline."""
    wall: str | None
    """Kind of wall that the title or a main heading announces, or a sentence where there is hardly another."""
    announced_list: str | None
    n_teasers: int
    """Linked headlines."""
    n_posts: int
    """Texts that stand right under a linked heading, as the entries of a list do."""
    is_river: bool
    """Whether all text is that of several entries, as on a blog's front page, and the title names none of them."""
    has_text_under_headline: bool
    """Whether a paragraph follows the page's own headline before any linked headline does."""
    link_share: float
    """Share of link text in all text, 0..1."""
    prose_words: int
    """Words of the longest run of paragraphs that is no such entry."""
    all_prose_words: int
    consent_words: int
    """Different words of consent notices in the text, counted only where the text is short."""
    has_challenge: bool
    has_password_field: bool
    asks_for_password_alone: bool
    """Whether a form with a sentence wants a password and no name: the lock of one text, not the door of the site."""
    n_figures: int
    has_video: bool
    tells_its_video: bool
    """Whether the longest text is the description that structured data, which tell of no article, give of a video."""
    has_next_page: bool


_WALL_TEXT_WORDS = 500
"""Longest text of any wall; a longer one is an article, whatever it is about, and no phrase is looked up."""
_LOCK_CHARS = 30
"""The form says that the text is protected: a bare field with a label does not."""
_NAME_FIELDS = frozenset(("text", "email", "tel"))
_FEW_WORDS = 60
"""Below this the page is searched for what stands there instead of text."""
_SENTENCE_WORDS, _OTHER_WORDS = 8, 15
"""Words of a line that may be a sentence, and of all such lines beside a wall's: a story's beginning above the demand
to sign in has more."""


def read_signals(page: Page, blocks: Sequence[TextBlock], *, outlet: Outlet) -> Signals:
    """Return the facts; `blocks` are all the page's, scored or not."""
    own = _own_titles(page) or _printed_titles(page, blocks)
    flow = read_flow(blocks, own)
    headings = _main_headings(page)
    announced = [heading for heading in (page.meta.title, *(text for text, _ in headings)) if heading]
    parts = [part for heading in announced[:4] for part in _parts(heading)]
    nodes = [n for n in page.jsonld.of_type(*_NEWS_TYPES) if plain(n.get("headline")) or plain(n.get("name"))]
    node = page.jsonld.article(page.url, page.meta.title or "") if nodes else None
    body = page.tree.find("body")
    is_short = flow.total <= _WALL_TEXT_WORDS
    listing = kind_of_listing(page, flow.total)
    has_video = (page.meta.first("og:type") or "").startswith("video") or "VideoObject" in page.jsonld.types
    return Signals(
        url_kind=url_verdict(page.url, rules=outlet.rules),
        is_ruled_article=outlet.rules.is_article(page.url),
        body_kind=kind_of_body(" ".join(e.get("class") or "" for e in (page.tree, body) if e is not None)),
        has_article_node=node is not None and (len(nodes) < 3 or _is_told_apart(node, page)),
        n_article_nodes=len(nodes),
        declared_types=page.jsonld.types,
        declared_kind=kind_of_offer(page),
        listing_kind=listing,
        quotes_somebody=listing is not None and quotes_somebody(block.text for block in blocks if not block.links),
        is_column=listing is not None and is_column(page.url),
        og_type=(page.meta.first("og:type") or "").lower() or None,
        is_dated=page.meta.first("article:published_time", "og:article:published_time", "datepublished") is not None,
        has_own_headline=any(is_own and is_headline(text) for text, is_own in headings) or bool(own),
        wall=(_announced(parts) or (None if node else _told(blocks, flow.total))) if is_short else None,
        announced_list=next((kind for heading in announced[:4] if (kind := announced_list(heading))), None),
        n_teasers=flow.n_teasers,
        n_posts=flow.n_posts,
        is_river=flow.is_river and not (flow.has_text_under_headline or {*parts} & {*flow.titles}),
        has_text_under_headline=flow.has_text_under_headline,
        link_share=link_share(blocks),
        prose_words=flow.longest,
        all_prose_words=flow.total,
        consent_words=consent_words(" ".join(b.text for b in blocks[:200])[:8000]) if is_short and not node else 0,
        has_challenge=flow.total < _FEW_WORDS and bool(_CHALLENGES.search(page.body, 0, _MARKED_BYTES)),
        has_password_field=flow.total < _FEW_WORDS and _has_password_field(page.tree),
        asks_for_password_alone=flow.longest < _FEW_WORDS and _is_locked(page.tree, blocks, flow.total),
        n_figures=len(page.elements["figure"]),
        has_video=has_video,
        tells_its_video=has_video and node is None and _tells_video(page, blocks, flow.longest),
        has_next_page="next" in page.meta.links,
    )


def _tells_video(page: Page, blocks: Sequence[TextBlock], longest: int) -> bool:
    """Whether the page's longest text, `longest` words, is what its structured data say of the video it shows."""
    for node in page.jsonld.of_type("VideoObject"):
        told = folded(plain(node.get("description")) or "")
        opening = told[:_TOLD_CHARS]
        if len(opening) == _TOLD_CHARS and longest * _TOLD_SHARE <= count_words(told):
            return any(folded(block.text).startswith(opening) for block in blocks if len(block.text) >= _TOLD_CHARS)
    return False


def _announced(parts: Sequence[str]) -> str | None:
    return next((kind for part in parts if (kind := announced_wall(part))), None)


def _told(blocks: Sequence[TextBlock], prose_words: int) -> str | None:
    """Return the kind of wall that a line tells of, where the other lines hold no sentence of an article's.

    A demand to sign in stands in many articles' chrome: it must be a heading.
    """
    if prose_words >= _FEW_WORDS:
        return None
    lines = [block for block in blocks if block.link_chars * 2 < len(block.text)]
    kinds = [told_wall(block.text) for block in lines]
    others = (count_words(block.text) for block, kind in zip(lines, kinds, strict=True) if kind is None)
    if sum(words for words in others if words >= _SENTENCE_WORDS) >= _OTHER_WORDS:
        return None
    told = (k for b, k in zip(lines, kinds, strict=True) if k and (k != "login" or b.tag in _TITLE_TAGS))
    return next(told, None)


def _main_headings(page: Page) -> list[tuple[str, bool]]:
    """Return text of the first h1 elements (h2 where there are none), and whether it is no link to elsewhere."""
    found = list(page.elements["h1"][:4]) or list(islice(page.tree.iter("h2"), 2))
    return [(" ".join(h.text_content().split())[:400], _is_own(h)) for h in found]


def _own_titles(page: Page) -> set[str]:
    """Return the headings that link to the page itself and read like headlines: themes of blogs link every title."""
    path = "/" + page.url.partition("://")[2].partition("/")[2].partition("?")[0].strip("/")
    hrefs = ((link, href.partition("#")[0].partition("?")[0].rstrip("/")) for link, href in page.elements.links)
    links = (link for link, href in hrefs if len(path) > 1 and href in (path, _site(page.url) + path))
    headings = (link for link in links if next(link.iterancestors(*_TITLE_TAGS), None) is not None)
    titles = (" ".join(link.text_content().split()) for link in islice(headings, _MAX_OWN))
    return {title for title in titles if is_headline(title)}


def _printed_titles(page: Page, blocks: Sequence[TextBlock]) -> set[str]:
    """Return the headings that print the title like a headline, linked nowhere; without any heading such a line.

    Blogs have it in a lesser heading, below their own name, and old layouts have no heading at all.
    """
    if not page.meta.title:
        return set()
    titles = {title for part in _parts(page.meta.title) if is_headline(title := " ".join(part.split()))}
    printed = [block for block in blocks if not block.links and block.text in titles]
    headings = {block.text for block in printed if block.tag in _TITLE_TAGS}
    if headings or next(page.tree.iter(*_TITLE_TAGS), None) is not None:
        return headings
    return {block.text for block in printed}


def _site(url: str) -> str:
    scheme, mark, rest = url.partition("://")
    return scheme + mark + rest.partition("/")[0]


def _is_own(heading: HtmlElement) -> bool:
    link = heading.find(".//a")
    inside = link is not None and len(link.text_content().strip()) > len(heading.text_content().strip()) / 2
    return not inside and heading.tag == "h1" and next(heading.iterancestors("a"), None) is None


def _parts(title: str) -> list[str]:
    """The whole title and its pieces between separators: "Page not found | Valley Ledger"."""
    pieces = [piece for piece in _TITLE_PARTS.split(title) if piece.strip()]
    return [title, *pieces] if len(pieces) > 1 else [title]


def _is_told_apart(node: object, page: Page) -> bool:
    """Whether one of many article nodes is plainly the page's own: the address or the title says so."""
    if not isinstance(node, dict):
        return False
    held = node.get("mainEntityOfPage") or node.get("url") or node.get("@id")
    address = held.get("@id") or held.get("url") if isinstance(held, dict) else held
    path = page.url.partition("#")[0].partition("?")[0].rstrip("/")
    if isinstance(address, str) and address.partition("#")[0].partition("?")[0].rstrip("/") == path:
        return True
    headline, title = plain(node.get("headline")), page.meta.first("og:title") or page.meta.title
    return bool(headline and title and headline.casefold()[:40] in title.casefold())


def _has_password_field(tree: HtmlElement) -> bool:
    return any((field.get("type") or "").lower() == "password" for field in tree.iter("input"))


def _is_locked(tree: HtmlElement, blocks: Sequence[TextBlock], words: int) -> bool:
    """Whether a form is the lock of the text: little else stands on the page, or above it; teasers may stand below."""
    lock = next(filter(_is_lock, tree.iter("form")), None)
    if lock is None or words < _FEW_WORDS:
        return lock is not None
    place = position(lock)
    lines = (b for b in blocks if b.link_chars * 2 < len(b.text) and position(b.container.element) < place)
    return (
        sum(n for b in lines if (n := count_words(b.text)) >= _SENTENCE_WORDS and b.tag not in _TITLE_TAGS)
        < _OTHER_WORDS
    )


def _is_lock(form: HtmlElement) -> bool:
    kinds = [(field.get("type") or "text").lower() for field in form.iter("input")]
    is_alone = "password" in kinds and not any(kind in _NAME_FIELDS for kind in kinds)
    return is_alone and len(" ".join(form.text_content().split())) >= _LOCK_CHARS
