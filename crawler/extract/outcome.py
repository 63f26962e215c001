"""What reading one page gives the crawl: the article or the refusal, and what the page teaches of its outlet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.extract.continuation import Continuation
from crawler.extract.template import Template
from crawler.items import Article, NotArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    result: Article | NotArticle
    lesson: Template | None = None
    """What the page adds to its outlet's template; None where a template answered or the page is no article."""
    agreement: float | None = None
    """0..1, how far template and full road kept the same text; None where they were not compared."""
    continuation: Continuation = field(default_factory=Continuation)
    """Where the article goes on."""
    is_in_doubt: bool = False
    """Whether a learned template was asked and did not know the page: the sign of a second design or a redesign."""
    proofs: Mapping[str, bool] = field(default_factory=dict)
    """Elements of the outlet's chrome that the page was read without, to see whether the record is the same then."""
