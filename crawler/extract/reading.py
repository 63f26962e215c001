"""One page, read: its article node, headline, body and the lines printed around it. What the record is built from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from crawler.extract.blocks import TextBlock, read_blocks
from crawler.extract.body import Body, choose_body
from crawler.extract.evidence import Evidence, gather, with_lines
from crawler.extract.headline import choose_headline, read_headings
from crawler.extract.inputs import Hints, PageInput
from crawler.extract.opinions import body_provenance
from crawler.extract.places import Place
from crawler.extract.readable import read_lines
from crawler.extract.scorer import score_blocks
from crawler.extract.teaching import Teaching, ask_template, known_chrome, knows_keywords
from crawler.extract.topics import SITE_META
from crawler.fields.langid import identify_language, main_script
from crawler.fields.text import count_words
from crawler.items import Provenance
from crawler.page.elements import text_of
from crawler.page.jsonld import Node, plain
from crawler.page.microdata import read_microdata
from crawler.page.page import Page

_SAMPLE_BLOCKS, _SAMPLE_BLOCK_CHARS = 30, 80
"""What tells a page's language: so many blocks from the top, each long enough to be prose rather than a menu."""

_HEADINGS = 4
"""First-level headings by which the page's own JSON-LD is told from another story's."""

_LANGUAGE_CHARS = 3_000
"""Text of the body by which its language is told."""


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
    has_site_keywords: bool = False
    """Whether the keywords in the head stand on most pages of the outlet."""
    provenance: dict[str, Provenance] = field(default_factory=dict)


def read_page(page: Page, page_input: PageInput, teaching: Teaching | None = None) -> Reading:
    """Return everything that was understood of the page's text; `teaching` brings in the outlet's template."""
    headings = [text_of(heading) for heading in page.elements["h1"][:_HEADINGS]]
    titles = [title for title in (page.meta.first("og:title"), page.meta.title, *headings) if title]
    article = page.jsonld.article(page.url, titles[0] if titles else "", titles[1:])
    blocks = read_blocks(page.tree, known_chrome(teaching))
    language = tell_language(page, article, page_input, blocks)
    answer = ask_template(blocks, teaching, language)
    if not answer.is_final and known_chrome(teaching):  # what was passed over must be seen after all
        blocks = read_blocks(page.tree)
        language = tell_language(page, article, page_input, blocks)
        answer = answer.over(blocks, language)
    headline, told, evidence = gather_evidence(
        page, article, page_input.hints, page_input.outlet.name, blocks, with_body=not answer.is_final
    )
    voted, n_muted = None, 0
    if not answer.is_final:
        voted = score_blocks(blocks, evidence, partial(ask_trafilatura, page, evidence))
        n_muted = answer.mute(blocks)
    method = "template" if answer.is_final else "blocks" if voted is None else "readable"
    body = answer.mark(choose_body(blocks, evidence, language), method)
    won = body_provenance(method, body.kept, evidence, voted, is_in_doubt=answer.is_in_doubt, n_muted=n_muted)
    text = " ".join(block.text for block in body.blocks)
    return Reading(
        page=page,
        article=article,
        microdata=read_microdata(page.elements),
        headline=headline,
        blocks=tuple(blocks),
        body=body,
        language=language if answer.is_final else identify_language(text[:_LANGUAGE_CHARS], language),
        words=count_words(text),
        places=answer.places,
        template=answer.name,
        agreement=answer.agreement(blocks, body),
        is_in_doubt=answer.is_in_doubt,
        has_site_keywords=knows_keywords(teaching, page.meta.first(SITE_META)),
        provenance={"body": won} | ({"headline": told} if told else {}),
    )


def gather_evidence(
    page: Page,
    article: Node | None,
    hints: Hints,
    outlet_name: str | None,
    blocks: Sequence[TextBlock],
    *,
    with_body: bool = True,
) -> tuple[str | None, Provenance | None, Evidence]:
    """Return the headline, where it came from, and what the blocks are compared with.

    Without `with_body` a declared articleBody is passed over.
    """
    headings = read_headings(page.elements["h1"])
    headline, told = choose_headline(page, article, headings, hints, outlet_name, blocks)
    rivals = [rival.raw for rival in told.rejected] if told else []
    return headline, told, gather(page, article if with_body else None, [headline or "", *headings, *rivals])


def ask_trafilatura(page: Page, evidence: Evidence) -> Evidence:
    """Return the evidence with the lines that trafilatura keeps of the page."""
    return with_lines(evidence, read_lines(page.tree, precise=True, fast=True))


def tell_language(page: Page, article: Node | None, page_input: PageInput, blocks: Sequence[TextBlock]) -> str | None:
    """Return what the page declares, unless its longer blocks are clearly in another language.

    Beside a title in other letters than Latin, blocks in Latin ones are a theme's own words.
    """
    declared = page.meta.language or (plain(article.get("inLanguage")) if article else None)
    declared = declared or page.meta.first("og:locale", "content-language") or page_input.outlet.language
    sample = list(islice((block.text for block in blocks if len(block.text) >= _SAMPLE_BLOCK_CHARS), _SAMPLE_BLOCKS))
    if main_script(page.meta.title or "") not in (None, "latin"):
        sample = [text for text in sample if main_script(text) != "latin"] or sample
    return identify_language("\n".join(sample), declared)
