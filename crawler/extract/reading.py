"""One page, read: its article node, headline, body and the lines printed around it. What the record is built from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.extract.blocks import TextBlock, read_blocks
from crawler.extract.body import Body, choose_body
from crawler.extract.evidence import gather
from crawler.extract.headline import choose_headline, read_headings
from crawler.extract.inputs import PageInput
from crawler.extract.places import Place
from crawler.extract.readable import read_lines
from crawler.extract.scorer import score_blocks
from crawler.extract.teaching import Teaching, ask_template
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
    places: tuple[Place, ...] = ()
    """The place of every block, where a template is asked or taught."""
    template: str | None = None
    """Name of the learned template that chose the body; None where the full road did."""
    agreement: float | None = None
    is_in_doubt: bool = False
    provenance: dict[str, Provenance] = field(default_factory=dict)


def read_page(page: Page, page_input: PageInput, teaching: Teaching | None = None) -> Reading:
    """Return everything that was understood of the page's text; `teaching` brings in the outlet's template."""
    article = page.jsonld.article(page.url, page.meta.first("og:title") or page.meta.title or "")
    headings = read_headings(page.tree)
    headline, told = choose_headline(page, article, headings, page_input.hints, page_input.outlet.name)
    rivals = [rival.raw for rival in told.rejected] if told else []
    language = _language(page, article, page_input)
    blocks = read_blocks(page.tree)
    answer = ask_template(blocks, teaching, language)
    if answer.is_final:
        evidence = gather(page, article, [headline or "", *headings, *rivals], ())
    else:
        evidence = gather(page, article, [headline or "", *headings, *rivals], read_lines(page.tree))
        score_blocks(blocks, evidence)
    body = answer.mark(choose_body(blocks, evidence, language))
    return Reading(
        page=page,
        article=article,
        microdata=read_microdata(page.tree),
        headline=headline,
        blocks=tuple(blocks),
        body=body,
        language=language,
        words=sum(count_words(block.text) for block in body.blocks),
        places=answer.places,
        template=answer.name,
        agreement=answer.agreement(blocks),
        is_in_doubt=answer.is_in_doubt,
        provenance={"headline": told} if told else {},
    )


def _language(page: Page, article: Node | None, page_input: PageInput) -> str | None:
    declared = page.meta.language or (plain(article.get("inLanguage")) if article else None)
    declared = declared or page.meta.first("og:locale", "content-language") or page_input.outlet.language
    # until languages are identified from text, the declaration stands
    return declared.replace("_", "-").partition("-")[0].lower() or None if declared else None
