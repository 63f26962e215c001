"""Makes the record out of what a spider of your own yields: a dict, an Item, a dataclass with fields of the record.

Needed are `url`, `headline` and `body_text` (or `body`); every other field of the record may be there, nested ones as
plain dicts and lists. Keys that the record does not have are left out.
"""

from datetime import datetime
from typing import Any

from itemadapter import ItemAdapter

from crawler.fields.canonical import choose_canonical
from crawler.fields.text import count_words
from crawler.fields.urls import article_id, strip_credentials
from crawler.items import (
    Article,
    Author,
    Block,
    Dateline,
    Extraction,
    Image,
)
from crawler.outlets.outlet import Outlet, ref
from crawler.pipelines.reject import Reject

_SET_BY_US = frozenset({"schema", "revision", "outlet", "provenance", "extraction", "http", "run_id"})
_PLAIN = ("standfirst", "description", "byline_raw", "desk", "date_published", "date_modified", "language", "genre")
_LISTS = ("section", "agencies", "tags")


def article_from(item: Any, outlet: Outlet, *, now: datetime) -> Article:
    """Return the item as an article of the outlet; Reject `no_headline`, `no_body` or `bad_item`."""
    given = {key: value for key, value in ItemAdapter(item).asdict().items() if key not in _SET_BY_US}
    body = _blocks(given)
    if not given.get("headline"):
        raise Reject("no_headline", "the item has no headline")
    if not body:
        raise Reject("no_body", "the item has neither body_text nor body")
    url = strip_credentials(str(given["url"]))
    canonical = choose_canonical(url, given.get("canonical_url"), outlet.home)
    text = "\n\n".join(block.text for block in body)
    optional: dict[str, Any] = {name: given[name] for name in _PLAIN if given.get(name)}
    optional |= {name: tuple(given[name]) for name in _LISTS if given.get(name)}
    try:
        return Article(
            id=article_id(outlet.id, canonical),
            url=url,
            canonical_url=canonical,
            outlet=ref(outlet),
            headline=str(given["headline"]),
            body=body,
            body_text=text,
            word_count=count_words(text),
            authors=tuple(_author(a) for a in given.get("authors") or ()),
            images=tuple(Image(**image) for image in given.get("images") or ()),
            dateline=Dateline(**given["dateline"]) if given.get("dateline") else None,
            fetched_at=now.isoformat(),
            first_seen_at=now.isoformat(),
            extraction=Extraction(method="spider", confidence=1.0),
            **optional,
        )
    except TypeError as error:
        raise Reject("bad_item", str(error)) from error


def _blocks(given: dict[str, Any]) -> tuple[Block, ...]:
    if given.get("body"):
        blocks = [block if isinstance(block, Block) else Block(**block) for block in given["body"]]
        return tuple(block for block in blocks if block.text.strip())
    text = str(given.get("body_text") or "")
    return tuple(Block(type="paragraph", text=part.strip()) for part in text.split("\n\n") if part.strip())


def _author(value: Any) -> Author:
    if isinstance(value, Author):
        return value
    return Author(name=value) if isinstance(value, str) else Author(**value)
