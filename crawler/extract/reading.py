"""One page, read: its article node, headline, body and the lines printed around it. What the record is built from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.extract.blocks import TextBlock, read_blocks
from crawler.extract.body import Body, choose_body
from crawler.extract.evidence import gather
from crawler.extract.headline import choose_headline, read_headings
from crawler.extract.inputs import PageInput
from crawler.extract.readable import read_lines
from crawler.extract.scorer import score_blocks
from crawler.fields.text import count_words
from crawler.items import Provenance
from crawler.page.jsonld import Node, plain
from crawler.page.microdata import read_microdata
from crawler.page.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    page: Page
    article: Node | None
    """The JSON-LD node of the article."""
    microdata: Mapping[str, tuple[str, ...]]
    headline: str | None
    blocks: tuple[TextBlock, ...]
    """Every text block of the page, scored."""
    body: Body
    language: str | None
    words: int
    provenance: dict[str, Provenance] = field(default_factory=dict)


def read_page(page: Page, page_input: PageInput) -> Reading:
    """Return everything that was understood of the page's text."""
    article = page.jsonld.article(page.url, page.meta.first("og:title") or page.meta.title or "")
    headings = read_headings(page.tree)
    headline, told = choose_headline(page, article, headings, page_input.hints, page_input.outlet.name)
    lines = read_lines(page.tree)
    rivals = [rival.raw for rival in told.rejected] if told else []
    evidence = gather(page, article, [headline or "", *headings, *rivals], lines)
    blocks = read_blocks(page.tree)
    score_blocks(blocks, evidence)
    language = _language(page, article, page_input)
    body = choose_body(blocks, evidence, language)
    return Reading(
        page=page,
        article=article,
        microdata=read_microdata(page.tree),
        headline=headline,
        blocks=tuple(blocks),
        body=body,
        language=language,
        words=sum(count_words(block.text) for block in body.blocks),
        provenance={"headline": told} if told else {},
    )


def _language(page: Page, article: Node | None, page_input: PageInput) -> str | None:
    declared = page.meta.language or (plain(article.get("inLanguage")) if article else None)
    declared = declared or page.meta.first("og:locale", "content-language") or page_input.outlet.language
    # until languages are identified from text, the declaration stands
    return declared.replace("_", "-").partition("-")[0].lower() or None if declared else None
