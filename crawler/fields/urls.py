"""Addresses: which one stands for an article, which ones are the same article, and which site one belongs to.

    as found --canonicalize_url--> an address that should answer (the record's `canonical_url`)
             --url_key-----------> 16 bytes, equal for every spelling of one article (crawl state)

Canonical: credentials, fragment, default port, tracking and session parameters are gone, AMP, print and telephone views
point to the article, percent-encoding is RFC 3986's normal form (section 6.2.2). The key also forgets scheme, `www.`,
index files, the last slash and the order of parameters. Unknown parameters always stay: `?id=101` and `?id=102` are
two. No function here raises on any text or asks the network.
"""

import hashlib
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NewType
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

from crawler.fields.url_tables import (
    CHANNEL_NAMES,
    TRACKING_NAMES,
    TRACKING_PREFIXES,
    VIEW_HOSTS,
    VIEW_PARAMETERS,
    VIEW_SEGMENTS,
)

if TYPE_CHECKING:
    from tldextract import TLDExtract

CanonicalUrl = NewType("CanonicalUrl", str)
"""An address that went through `canonicalize_url`."""

KEY_BYTES = 16
"""2**64 addresses before two are likely to share a key."""

MAX_URL_CHARS = 8192
"""A longer text is no address: it is kept as it stands, belongs to no site, and is never a canonical."""

INDEX_FILE = re.compile(r"/(?:index|default)\.(?:x?html?|shtml|php\d?|aspx?|jsp|cfm)$", re.IGNORECASE)
"""The file that a server gives for its folder."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_SURROGATES = re.compile("[\ud800-\udfff]")
_USERINFO = re.compile(r"^(\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?[\\/]{2})[^/?#\\]*@")
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/;?]*|/\((?:[a-z]\([a-z0-9]{20,}\))+\)(?=/)", re.IGNORECASE)
_COMMENT_PAGE = re.compile(r"/comment-page-\d+/?$")
_AMP_FILE = re.compile(r"\.amp(\.s?html?)?$")
_EXTENSION = re.compile(r"\.[a-z][a-z0-9]{1,5}$", re.IGNORECASE)
_WORDS_OF_A_SLUG = 3
_LONG_NUMBER = re.compile(r"\d{5,}")
_DAY_IN_PATH = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]?[0-3]?\d)?/")
_ROUTE = re.compile(r"!|/.")
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PLAIN = re.compile(rf"https?://{_LABEL}(?:\.{_LABEL})*(?::[1-9][0-9]{{0,4}})?/[A-Za-z0-9/._~-]*")
"""Addresses with nothing to escape, as most articles have: a split takes 4 microseconds so, 12 with the escaping."""
_ABSOLUTE = re.compile(rf"{_PLAIN.pattern}(?:\?[!\"$-~]+)?")


@cache
def _suffix_list() -> "TLDExtract":
    """The list that ships with tldextract: no network, and no cache folder to write.

    Loaded when it is first asked for: it brings a whole HTTP client along, and a crawl mostly does without.
    """
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@lru_cache(maxsize=2_048)  # a page's own address is asked for several times, and its links by several readers
def canonicalize_url(url: str) -> CanonicalUrl:
    """Return the address that stands for the article behind `url`; text that is no http(s) URL comes back trimmed.

    Idempotent. Two different articles never get the same address.
    """
    parts = _split(url)
    if parts is None or not parts.hostname:
        return CanonicalUrl(_SURROGATES.sub("", url).strip())
    path = _article_path(_without_dots(_normal_escapes(_SESSION_IN_PATH.sub("", parts.path)) or "/"))
    query = "&".join(_article_parameters(_normal_escapes(parts.query), path))
    fragment = parts.fragment if _ROUTE.match(parts.fragment) else ""
    return CanonicalUrl(urlunsplit((parts.scheme, _article_host(parts), path, query, fragment)))


@lru_cache(maxsize=2_048)  # a link's state is asked for by its key at every step of its way
def url_key(url: CanonicalUrl) -> bytes:
    """Return the 16 bytes that all spellings of one article's address share."""
    return hashlib.blake2b(_folded(url).encode("utf-8", "replace"), digest_size=KEY_BYTES).digest()


@lru_cache(maxsize=8_192)  # the lists of an outlet name a page again and again: 2 MB, and 14 microseconds each time
def page_key(url: str) -> bytes:
    """Return the 16 bytes a page is known by, whichever of its spellings `url` is."""
    return url_key(canonicalize_url(url))


def article_id(outlet_id: str, canonical: CanonicalUrl) -> str:
    """Return the record's id, `<outlet id>:<16 hex of sha256(canonical_url)>`."""
    return f"{outlet_id}:{hashlib.sha256(canonical.encode('utf-8', 'replace')).hexdigest()[:16]}"


def join(base: str, url: str) -> str:
    """Return the absolute address of `url` as it stands on the page at `base`; raises ValueError where it is none.

    What is absolute already, as most declared addresses are, is not taken apart.
    """
    return url if _ABSOLUTE.fullmatch(url) else urljoin(base, url)


def strip_credentials(url: str) -> str:
    """Return `url` without `user:password@`, otherwise untouched; for everything that is logged or written."""
    return _USERINFO.sub(r"\1", url) if "@" in url else url


@lru_cache(maxsize=2_048)  # asked seven times on the way of a request
def host_key(url: str) -> str:
    """Return the host a pace is kept with: lower-case `host`, or `host:port` for an unusual port; "" for none."""
    parts = _split(url)
    return _netloc(parts) if parts else ""


@lru_cache(maxsize=2_048)
def authority(url: str) -> str:
    """Return what a robots.txt holds for, `scheme://host:port`, lower-case; "" for no URL."""
    parts = _split(url)
    return f"{parts.scheme}://{_netloc(parts)}" if parts else ""


@lru_cache(maxsize=2_048)  # each page asks for its own and its outlet's
def registrable_domain(url: str) -> str:
    """Return the domain below the public suffix (`paper.co.uk`); the host itself for IP addresses and local names."""
    parts = _split(url)
    return _domain((parts.hostname or "").rstrip(".")) if parts else ""


def same_site(url: str, home: str) -> bool:
    """Whether `url` belongs to the site of `home`: its host, that host's subdomains, with or without `www.` or `m.`.

    An unusual port makes another site. http and https are one.
    """
    found, ours = _site(url), _site(home)
    return bool(ours) and (found == ours or found.endswith(f".{ours}"))


def names_article(path: str) -> bool:
    """Whether a path names an article by itself: a slug of three words, a long number, or words below a date."""
    last = _EXTENSION.sub("", path.rstrip("/").rpartition("/")[2])
    if _LONG_NUMBER.search(last):
        return True
    words = [w for w in re.split(r"[-_+,]|%20", last) if w]
    return len(words) >= _WORDS_OF_A_SLUG or bool(_DAY_IN_PATH.search(path) and re.search("[^0-9]", last))


@lru_cache(maxsize=2048)  # a link is split for its key and again for its rules, a slice of a sitemap later
def _split(url: str) -> SplitResult | None:
    """Return the parts of an http(s) URL, illegal characters escaped and the host in IDNA; None for anything else."""
    if len(url) > MAX_URL_CHARS:
        return None
    try:
        if _PLAIN.fullmatch(url):
            parts = urlsplit(url)
        else:
            text = strip_credentials(_SURROGATES.sub("", url).strip())
            parts = urlsplit(safe_url_string(_BARE_PERCENT.sub("%25", text)))
        _ = parts.port  # raises where it is out of range
    except ValueError:
        return None
    return parts if parts.scheme in _DEFAULT_PORTS else None


def _netloc(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    unusual = parts.port is not None and parts.port != _DEFAULT_PORTS[parts.scheme]
    return f"{host}:{parts.port}" if unusual else host


@lru_cache(maxsize=8192)  # a page is held against every outlet's home
def _site(url: str) -> str:
    parts = _split(url)
    return _article_host(parts).removeprefix("www.") if parts else ""


def _article_host(parts: SplitResult) -> str:
    """The host without the label of a telephone or AMP edition, as long as a registrable domain is left."""
    netloc = _netloc(parts)
    label, _, rest = netloc.partition(".")
    while label in VIEW_HOSTS and "." in rest and _domain(parts.hostname or "") != netloc.partition(":")[0]:
        netloc = rest
        label, _, rest = netloc.partition(".")
    return netloc


@lru_cache(maxsize=4096)
def _domain(host: str) -> str:
    """The registrable domain; below a suffix nobody lists the last two labels (publicsuffix.org: "the rule is *")."""
    found = _suffix_list()(host)
    if found.suffix or found.ipv4 or found.ipv6 or ":" in host:
        return found.top_domain_under_public_suffix or host
    return ".".join(host.split(".")[-2:])


def _normal_escapes(text: str) -> str:
    """RFC 3986 section 6.2.2.2: escapes in upper case, unreserved characters unescaped."""

    def one(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _UNRESERVED else match[0].upper()

    return _ESCAPE.sub(one, text) if "%" in text else text


def _without_dots(path: str) -> str:
    """RFC 3986 section 5.2.4."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept) + ("/" if segments[-1] in {".", ".."} and kept else "")


def _article_path(path: str) -> str:
    """The path of the article that an AMP, print or comment-page path shows; unchanged where it shows none."""
    while (shorter := _one_view_less(path)) != path:
        path = shorter
    return path


def _one_view_less(path: str) -> str:
    path = _COMMENT_PAGE.sub("/", path)
    path = _AMP_FILE.sub(r"\1", path) if ".amp" in path else path
    first, _, rest = path[1:].partition("/")
    if first in VIEW_SEGMENTS and names_article(f"/{rest}"):
        return f"/{rest}"
    before, _, last = path.rstrip("/").rpartition("/")
    if last in VIEW_SEGMENTS and names_article(before):
        return f"{before}/" if path.endswith("/") else before
    return path


def _article_parameters(query: str, path: str) -> list[str]:
    """The `name=value` pieces that may tell two articles apart, in their order."""
    if not query:
        return []
    named = names_article(path)
    return [piece for piece in query.replace("&amp;", "&").split("&") if piece and not _is_noise(piece, named)]


def _is_noise(piece: str, path_names_article: bool) -> bool:
    raw_name, _, raw_value = piece.partition("=")
    name, value = unquote(raw_name).lower(), unquote(raw_value).lower()
    if name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES):
        return True
    if value in VIEW_PARAMETERS.get(name, ()):
        return True
    return path_names_article and name in CHANNEL_NAMES and not any(c.isdigit() for c in value)


def _folded(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = INDEX_FILE.sub("/", re.sub("/{2,}", "/", parts.path)).rstrip("/")
    query = "&".join(sorted(parts.query.split("&"), key=lambda piece: piece.partition("=")[0]))
    return f"{parts.netloc.removeprefix('www.')}{path}?{query}#{parts.fragment}"
