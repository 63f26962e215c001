"""Headline, standfirst, description, section, tags and body in clean text; nothing else is touched.

Cleaning twice is cleaning once, so an article passes as it is where it still has the values that a worker gave it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from crawler.fields.text import clean_block, clean_line, count_words
from crawler.items import Article, Block
from crawler.pipelines.reject import Reject

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class TextPipeline:
    def __init__(self, spider: Any = None) -> None:
        self._is_as_given: Callable[[Article], bool] = getattr(spider, "is_as_given", lambda _: False)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler.spider)

    def process_item(self, item: Article) -> Article:
        return item if self._is_as_given(item) else self._cleaned(item)

    def _cleaned(self, item: Article) -> Article:
        item.headline = clean_line(item.headline)
        item.standfirst = _line(item.standfirst)
        item.description = _line(item.description)
        item.section = tuple(filter(None, map(clean_line, item.section)))
        item.tags = tuple(filter(None, map(clean_line, item.tags)))
        item.body = tuple(block for block in map(_clean, item.body) if block.text)
        item.body_text = "\n\n".join(block.text for block in item.body)
        item.word_count = count_words(item.body_text)
        if not item.headline:
            raise Reject("no_headline", item.url)
        if not item.body_text:
            raise Reject("no_body", item.url)
        return item


def _line(text: str | None) -> str | None:
    return (clean_line(text) or None) if text else None


def _clean(block: Block) -> Block:
    text = clean_block(block.text) if block.type == "table" else clean_line(block.text)
    return block if text == block.text else replace(block, text=text)
