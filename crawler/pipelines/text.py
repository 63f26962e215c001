"""Headline, standfirst, description, section, tags and body in clean text; nothing else is touched.

Cleaning twice is cleaning once, so articles from the extractor pass unchanged.
"""

from dataclasses import replace

from crawler.fields.text import clean_block, clean_line, count_words
from crawler.items import Article, Block
from crawler.pipelines.reject import Reject


class TextPipeline:
    def process_item(self, item: Article) -> Article:
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
