"""Which address stands for an article: the page's own word, where it can be believed.

Templates err in known ways: every page names the home page, its section, the script without the parameter, another
host, another article, or a placeholder that nobody filled. Believing them would make many articles one.
"""

import re
from urllib.parse import unquote, urlsplit

from crawler.fields.text import fold
from crawler.fields.url_kinds import url_verdict
from crawler.fields.urls import (
    INDEX_FILE,
    MAX_URL_CHARS,
    CanonicalUrl,
    canonicalize_url,
    join,
    names_article,
    same_site,
    url_key,
)

_FURTHER_PAGE = re.compile(r"(?:page|seite|pagina|p)?[-_/]?\d{1,3}|page|seite|pagina|full|all|single")
_ID = re.compile(r"\d{5,}")
"""A number this long tells an article, whatever the words beside it: old and new slug of one story share it."""
_SLUG_WORDS, _WORD_CHARS = 3, 4
"""Words that make the last part of an address the name of a story; shorter ones stand in all of them."""
_PLACEHOLDER = re.compile(r"[{}<>]|%7b|\bundefined\b|\bnull\b", re.IGNORECASE)


def choose_canonical(final_url: str, declared: str | None, home: str, headline: str | None = None) -> CanonicalUrl:
    """Return the article's canonical address: the page's own where it can be believed, else that of `final_url`.

    `declared` (link rel=canonical or og:url, may be relative) is believed when it stays on the site of `home`, is not
    the home page, a list, or the section above the article, does not lose the parameter that tells two articles
    apart, and is not named after another story than the headline and `final_url` are. Never raises.
    """
    final = canonicalize_url(final_url)
    if not declared or not declared.strip() or len(declared) > MAX_URL_CHARS or _PLACEHOLDER.search(declared):
        return final
    try:
        target = canonicalize_url(join(final_url, declared.strip()))
    except ValueError:
        return final
    if target == final:  # as on most pages
        return final
    if not same_site(target, home) or _points_above(target, final) or _names_another(target, final, headline):
        return final
    if url_verdict(target) is not None and url_verdict(final) is None:
        return final
    if url_key(target) == url_key(final) and final.startswith("https:"):
        return CanonicalUrl(f"https:{target.partition(':')[2]}")
    return target


def _names_another(declared: str, final: str, headline: str | None) -> bool:
    """Whether the headline's words are in the page's own address and none in the declared one, which has as many."""
    if headline is None or _numbers(declared) & _numbers(final):
        return False
    told = set(fold(headline).split())
    target, own = _slug_words(declared), _slug_words(final)
    return len(target) >= _SLUG_WORDS and not target & told and len(own & told) >= _SLUG_WORDS


def _numbers(url: str) -> set[str]:
    parts = urlsplit(url)
    return set(_ID.findall(f"{parts.path}?{parts.query}"))


def _slug_words(url: str) -> set[str]:
    slug = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return {word for word in fold(unquote(slug)).split() if len(word) >= _WORD_CHARS}


def _points_above(declared: str, final: str) -> bool:
    """Whether a declared canonical is home, a section above the article, or the script without its parameter."""
    target, own = urlsplit(declared), urlsplit(final)
    above, path = INDEX_FILE.sub("/", target.path).rstrip("/"), own.path.rstrip("/")
    if not above:
        return bool(path or own.query) and not target.query
    if above == path:
        return bool(own.query) and not target.query and not names_article(path)
    below = path.removeprefix(f"{above}/") if path.startswith(f"{above}/") else ""
    return bool(below) and not (names_article(above) or _FURTHER_PAGE.fullmatch(below))
