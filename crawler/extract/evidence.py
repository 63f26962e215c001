"""What the page says elsewhere about its own text, in forms that blocks can be compared with quickly."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from crawler.fields.text import fold
from crawler.page.jsonld import Node, plain
from crawler.page.page import Page

_SUBSTRING_CHARS = 25
"""A block this long found inside a kept line counts as kept; shorter ones must be a whole line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Texts are folded: letters and digits in lower case."""

    headline: str = ""
    """The one that was chosen."""
    headlines: frozenset[str] = frozenset()
    """Whatever the page gives as headline: the chosen one, its rivals and first-level headings."""
    description: str = ""
    article_body: str = ""
    """JSON-LD articleBody."""
    lines: frozenset[str] = frozenset()
    """Lines that trafilatura keeps, without spaces."""
    joined: str = ""
    """The same, one text without spaces."""


@lru_cache(maxsize=2_048)
def folded(text: str) -> str:
    """Return `fold(text)`, remembered: features, head and printed dates look at the same blocks."""
    return fold(text)


def squeeze(text: str) -> str:
    """Return the text without white space: two renderings of one paragraph differ in nothing else."""
    return "".join(text.split())


def gather(page: Page, article: Node | None, headlines: Sequence[str]) -> Evidence:
    """Return the evidence of a page, without trafilatura's lines; the first headline is the chosen one."""
    return Evidence(
        headline=folded(headlines[0]) if headlines else "",
        headlines=frozenset(text for h in headlines if (text := folded(h))),
        description=fold(page.meta.first("description", "og:description", "twitter:description") or ""),
        article_body=squeeze(plain(article.get("articleBody")) or "") if article is not None else "",
    )


def with_lines(evidence: Evidence, lines: Sequence[str]) -> Evidence:
    """Return the evidence with the lines that trafilatura keeps."""
    squeezed = [squeeze(line) for line in lines]
    return replace(evidence, lines=frozenset(squeezed), joined="\n".join(squeezed))


def is_voted(squeezed: str, evidence: Evidence) -> bool:
    """Whether trafilatura keeps a block's text, given without white space."""
    return squeezed in evidence.lines or (len(squeezed) >= _SUBSTRING_CHARS and squeezed in evidence.joined)
