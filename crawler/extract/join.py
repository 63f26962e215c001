"""One article of the pages it was published on, in order, without what stands on each of them."""

from collections.abc import Sequence
from dataclasses import replace

from crawler.fields.text import count_words, fold
from crawler.items import Article, Block, Image


def adds_text(parts: Sequence[Article], part: Article) -> bool:
    """Whether a further page says anything that the pages before do not: many servers answer any number with page 1."""
    return bool(_new_blocks(_seen(parts), part.body))


def join_parts(parts: Sequence[Article]) -> Article:
    """Return the first page's record with the text and images of all; `parts` are in reading order, not empty."""
    first = parts[0]
    body = list(first.body)
    seen = _seen(parts[:1])
    for part in parts[1:]:
        fresh = _new_blocks(seen, part.body)
        body += fresh
        seen |= {fold(block.text) for block in fresh}
    texts = [block.text for block in body]
    return _copy(first, tuple(body), "\n\n".join(texts), sum(map(count_words, texts)), _images(parts), parts)


def _copy(
    first: Article, body: tuple[Block, ...], text: str, words: int, images: tuple[Image, ...], parts: Sequence[Article]
) -> Article:
    """Return the joined record; cut-off text anywhere makes the whole cut off."""
    return replace(
        first,
        body=body,
        body_text=text,
        word_count=words,
        images=images,
        access=replace(first.access, truncated=any(part.access.truncated for part in parts)),
    )


def _seen(parts: Sequence[Article]) -> set[str]:
    known = {fold(block.text) for part in parts for block in part.body}
    known |= {fold(text) for part in parts for text in (part.headline, part.standfirst or "") if text}
    return known


def _new_blocks(seen: set[str], body: Sequence[Block]) -> list[Block]:
    return [block for block in body if fold(block.text) not in seen]


def _images(parts: Sequence[Article]) -> tuple[Image, ...]:
    images: dict[str, Image] = {}
    for number, part in enumerate(parts):
        for image in part.images:
            images.setdefault(image.url, image if number == 0 else replace(image, lead=False))
    return tuple(images.values())
