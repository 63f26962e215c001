"""The article record `article/1` (docs/record.md) as Python values, and its one JSON form.

`Article` is the only record that travels: extraction fills it, pipelines normalise it, the store writes it.
Everything inside it is frozen; a step replaces a value, it never changes one in place.
`NotArticle` is the other outcome of a page. This module knows nothing of Scrapy, files or networks.
"""

import json
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal, get_args

SCHEMA = "article/1"

BlockType = Literal["paragraph", "heading", "list_item", "quote", "table", "live_entry"]
Role = Literal["reporter", "photo", "video", "editor", "translator", "contributor"]
Genre = Literal["news", "opinion", "live", "sponsored", "obituary", "letter", "unknown"]
Precision = Literal["second", "minute", "hour", "day", "month"]
AccessStatus = Literal["free", "metered", "closed", "unknown"]
DiscoveryKind = Literal["feed", "news_sitemap", "sitemap", "section", "home", "list", "warc"]
ChangeKind = Literal["typo", "minor", "major", "correction"]

BLOCK_TYPES: tuple[BlockType, ...] = get_args(BlockType)
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRef:
    """The outlet as its file names it; nothing here is guessed from a page."""

    id: str
    name: str | None = None
    domain: str
    region: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2, lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of the body, in page order."""

    type: BlockType
    text: str
    time: str | None = None
    """RFC 3339, `live_entry` only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A person, never a desk or an agency."""

    name: str
    role: Role = "reporter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """`SPRINGFIELD, Ill. (AP) —`"""

    raw: str
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """The time zone that gave `date_published` its offset."""

    name: str
    """IANA name (`America/Denver`) or an offset (`+02:00`)."""
    source: Literal["page", "outlet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    url: str
    caption: str | None = None
    credit: str | None = None
    lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    status: AccessStatus = "unknown"
    declared: bool | None = None
    """`isAccessibleForFree` as declared by the page: a declaration, not a fact."""
    truncated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    license: str | None = None
    robots_meta: str | None = None
    tdm_reserved: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    kind: DiscoveryKind
    url: str
    """Where the link stood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Http:
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    id: str
    role: Literal["origin", "copy", "edited_copy"]
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    kind: ChangeKind
    added: int
    """Words added against the revision before."""
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    method: str
    """What chose the body: `template`, `blocks`, `readable` (blocks and trafilatura), or `spider`."""
    confidence: float
    """0..1"""
    template: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A value that was found and lost."""

    source: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a field's value came from."""

    source: str
    """`jsonld`, `meta`, `microdata`, `template`, `dom`, `feed`, `url` or `text`."""
    raw: str | None = None
    rejected: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRef:
    file: str
    offset: int
    length: int


@dataclass(slots=True, kw_only=True)
class Article:
    """One revision of one article; the fields stand in the order of the record.

    None is "not known"; strings are never empty. The store alone sets `revision`, `first_seen_at`, `content_hash`,
    `change` and `run_id`; the crawl alone sets `discovered_via`, `http` and `archive`.
    """

    schema: str = SCHEMA
    id: str
    revision: int = 1
    url: str
    canonical_url: str
    outlet: OutletRef
    section: tuple[str, ...] = ()
    genre: Genre = "unknown"
    headline: str
    standfirst: str | None = None
    description: str | None = None
    body_text: str
    body: tuple[Block, ...]
    word_count: int
    byline_raw: str | None = None
    authors: tuple[Author, ...] = ()
    desk: str | None = None
    agencies: tuple[str, ...] = ()
    dateline: Dateline | None = None
    date_published: str | None = None
    date_modified: str | None = None
    date_precision: Precision | None = None
    timezone: Zone | None = None
    language: str | None = None
    images: tuple[Image, ...] = ()
    tags: tuple[str, ...] = ()
    access: Access = Access()
    rights: Rights = Rights()
    fetched_at: str
    first_seen_at: str
    discovered_via: Discovery | None = None
    http: Http = Http()
    content_hash: str | None = None
    cluster: Cluster | None = None
    change: Change | None = None
    extraction: Extraction
    provenance: dict[str, Provenance] = field(default_factory=dict)
    archive: ArchiveRef | None = None
    run_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotArticle:
    """A page that is no article, or that could not be read: `code` is counted, `detail` is for people."""

    code: str
    """Short snake_case word: `list_page`, `no_body`, `empty_page`, `extract_timeout` ..."""
    detail: str = ""


def to_record(article: Article) -> dict[str, Any]:
    """Return the JSON object of the record, keys in order, as plain dicts, lists, strings and numbers."""
    return {name: _plain(getattr(article, name)) for name in _names(Article)}


def to_line(article: Article) -> bytes:
    """Return the record as UTF-8 JSON ending in a newline.

    U+2028 and U+2029 are escaped: JSON allows them raw, but many line readers break at them.
    """
    text = _LINE.encode(article)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode("utf-8", "replace") + b"\n"


_names_of: dict[type, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass in their order; none for any other type. Remembered: a record asks 40 times."""
    names = _names_of.get(kind)
    if names is None:
        names = _names_of[kind] = tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
    return names


def _object(value: Any) -> dict[str, Any]:
    """Return the JSON object of a dataclass, its values as they are; TypeError for anything else."""
    names = _names(type(value))
    if not names:
        raise TypeError(f"a {type(value).__name__} has no place in a record")
    if type(value) is Block and value.time is None:
        return {"type": value.type, "text": value.text}  # only live entries carry a time
    return {name: getattr(value, name) for name in names}


_LINE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_object)


def _plain(value: Any) -> Any:
    if value is None or type(value) is str:
        return value
    if _names(type(value)):
        return {name: _plain(v) for name, v in _object(value).items()}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value
