"""Is an extracted article new, known, changed, or another's text? And the line that is written for it.

canonical URL known -> same text: unchanged | else: revised (+1, with what changed)
                       nothing in common with it: the page errs, and its own URL is looked up instead
not known -> another article has the text: duplicate | else: stored
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.extract.template import LEFT_OUT
from crawler.fields.changes import describe_change
from crawler.fields.fingerprints import content_hash
from crawler.fields.text import fold
from crawler.fields.urls import CanonicalUrl, article_id, canonicalize_url, page_key, url_key
from crawler.items import Article, to_line
from crawler.run.progress import rfc3339
from crawler.store.outlet_store import OutletStore
from crawler.store.seen import SeenUrl

SAME_TEXT_WORDS = 40
"""Bodies shorter than this may be equal by chance ("More as it comes"), so they are no duplicates."""

SAME_BLOCKS_SHARE = 0.6
"""Of the longer text's words, in blocks that both readings have. On the demo newspaper two roads share over 0.8."""
ADDED_CHARS = 60
"""A text that has only gained, a block of this length among it, has had a paragraph added by its editor."""
EDITED_WORDS_SHARE = 0.5
"""Of the shorter block's words, from which two blocks are one before and after an editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Where an article stands among those of its outlet."""

    store: OutletStore
    run_id: str

    def put(self, article: Article, now: datetime, *, is_alias: bool = False) -> str:
        """Write the article where it is new or revised; returns `stored`, `revised`, `unchanged` or `duplicate`.

        `is_alias`: it came from another address than its own, which tells nothing of changes of a known article. Sets
        what the store alone sets: `revision`, `content_hash`, `change`, `first_seen_at`, `run_id`.
        """
        article.content_hash = content_hash(article.headline, article.body_text)
        article.run_id = self.run_id
        key = article_key(article)
        known = self.store.tables.seen.get(key)
        if known is not None and known.revision is not None:
            own = canonicalize_url(article.url)
            if url_key(own) != key and self._is_stranger(article, known):
                article.canonical_url, article.id = own, article_id(article.outlet.id, own)
                return self.put(article, now)
            return "unchanged" if is_alias else self._revise(article, known, now)
        if self._is_anothers(article, key):
            return "duplicate"
        article.revision, article.change = 1, None
        self._write(article, key, now, int(known.first_seen if known else now.timestamp()))
        return "stored"

    def _revise(self, article: Article, known: SeenUrl, now: datetime) -> str:
        previous = self._previous(known)
        article.revision = known.revision or 1
        if previous is not None:
            if previous["content_hash"] == article.content_hash:
                return "unchanged"
            if self._is_anothers(article, known.key):
                return "duplicate"
            change = describe_change(previous["headline"], previous["body_text"], article.headline, article.body_text)
            if change is None or is_other_reading(previous, article):
                return "unchanged"
            article.change = change
        elif self._had_text(article, known):
            return "unchanged"
        article.revision += 1
        self._write(article, known.key, now, known.first_seen)
        return "revised"

    def _is_anothers(self, article: Article, key: bytes) -> bool:
        """Whether an article of another address had this headline and body before: a server may mix its pages up."""
        twin = self.store.tables.seen.article_with_text(article.content_hash or "")
        return twin is not None and twin.key != key and article.word_count >= SAME_TEXT_WORDS

    def _is_stranger(self, article: Article, known: SeenUrl) -> bool:
        """Whether a page names another article as its canonical form: neither headline nor a paragraph in common."""
        previous = self._previous(known)
        if previous is None or previous["url"] == article.url or fold(previous["headline"]) == fold(article.headline):
            return False
        return _blocks(previous["body_text"]).keys().isdisjoint(_blocks(article.body_text))

    def _previous(self, known: SeenUrl) -> dict[str, Any] | None:
        """Return the newest record; None where its owner took the file away."""
        line = self.store.read(known.location) if known.location else None
        try:
            record = json.loads(line) if line else None
        except ValueError:
            return None
        if not isinstance(record, dict) or record_key(record) != known.key:
            return None
        return record

    def _had_text(self, article: Article, known: SeenUrl) -> bool:
        """Whether the article had this text once: all that can be said when its last record is gone."""
        twin = self.store.tables.seen.article_with_text(article.content_hash or "")
        return twin is not None and twin.key == known.key

    def _write(self, article: Article, key: bytes, now: datetime, first_seen: int) -> None:
        moment = self.store.next_moment(now)
        article.first_seen_at = rfc3339(moment)
        location = self.store.append(now, moment, to_line(article))
        seen = SeenUrl(
            key=key, first_seen=first_seen, fetched=int(now.timestamp()), revision=article.revision, location=location
        )
        self.store.tables.seen.put_article(seen, article.content_hash or "")


def is_other_reading(previous: dict[str, Any], article: Article) -> bool:
    """Whether the texts differ because they were read by two roads of the extractor, and not because the page changed.

    A template learned since, or forgotten, keeps or drops whole blocks (a pull quote, a line of chrome); an editor
    changes words inside them, or adds a paragraph. So: another road, the same headline and date of modification, most
    of the text the same blocks, and none of the others an edited form of another or a paragraph more.
    """
    told = article.provenance.get("body")
    rivals = [rival.raw for rival in told.rejected] if told else []
    road = article.extraction.method, article.extraction.template, *_known_lines(rivals)
    same_road = _road(previous) == road
    same_date = previous.get("date_modified") == article.date_modified
    if same_road or not same_date or previous["headline"] != article.headline:
        return False
    old, new = _blocks(previous["body_text"]), _blocks(article.body_text)
    shared = sum(len(words) for text, words in new.items() if text in old)
    if shared < SAME_BLOCKS_SHARE * max(sum(map(len, old.values())), sum(map(len, new.values()))):
        return False
    gone, came = old.keys() - new.keys(), new.keys() - old.keys()
    if not gone and any(len(text) >= ADDED_CHARS for text in came):
        return False
    return not any(_is_edited(old[a], new[b]) for a in gone for b in came)


def _road(record: dict[str, Any]) -> tuple[str | None, ...]:
    """Return how the text was read: by what, by which template, and how many lines were left out as known ones."""
    extraction = record.get("extraction") or {}
    body = (record.get("provenance") or {}).get("body") or {}
    rivals = [rival.get("raw") for rival in body.get("rejected") or ()]
    return extraction.get("method"), extraction.get("template"), *_known_lines(rivals)


def _known_lines(rivals: Sequence[str | None]) -> Iterator[str]:
    return (raw for raw in rivals if raw and raw.startswith(LEFT_OUT))


def _blocks(body_text: str) -> dict[str, frozenset[str]]:
    """Return each block with its words."""
    return {block: frozenset(block.split()) for block in body_text.split("\n\n")}


def _is_edited(old: frozenset[str], new: frozenset[str]) -> bool:
    return len(old & new) >= EDITED_WORDS_SHARE * min(len(old), len(new))


def article_key(article: Article) -> bytes:
    return url_key(CanonicalUrl(article.canonical_url))


def record_key(record: dict[str, Any]) -> bytes | None:
    """Return the key of a record read back; None where it is no article record."""
    canonical = record.get("canonical_url")
    return page_key(canonical) if isinstance(canonical, str) else None
