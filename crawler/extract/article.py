"""The only door of extraction: bytes of one page in, `Article` or `NotArticle` out. Pure, picklable, never raises.

    bytes -> Page -> verdict -> blocks -> scores -> body ---------.
               `---> candidates (JSON-LD, meta, microdata, DOM) ---> one value a field, with provenance -> Article

No network, no clock, no files: the same input always gives the same record.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from crawler.errors import PageError
from crawler.extract.chrome import TRIED_BYTES, find_harmful, proofs_of, see_elements
from crawler.extract.continuation import find_continuation, find_first_page
from crawler.extract.inputs import Hints, PageInput
from crawler.extract.learn import make_lesson, mark_roles
from crawler.extract.outcome import Outcome
from crawler.extract.reading import Reading, read_page
from crawler.extract.record import build_article, date_context
from crawler.extract.roles import find_roles
from crawler.extract.scorer import load_forests
from crawler.extract.signals import read_signals
from crawler.extract.static_pages import refuse_static_page
from crawler.extract.teaching import Teaching, known_repeats
from crawler.extract.template import Template, keywords_key
from crawler.extract.topics import SITE_META
from crawler.extract.verdict import judge
from crawler.fields.bylines import parse_byline
from crawler.fields.dates import learn_day_order
from crawler.items import Article, NotArticle
from crawler.outlets.outlet import outlet_from_url
from crawler.page.garbled import is_garbled
from crawler.page.page import Page, open_page
from crawler.page.repeats import Repeat, leave_out

__all__ = ["Hints", "Outcome", "PageInput", "extract_article", "read_article"]


def extract_article(page_input: PageInput) -> Article | NotArticle:
    """Return the article of the page, or why there is none, under a code that reports count."""
    return _guarded(page_input, None).result


def read_article(
    page_input: PageInput, template: Template | None = None, *, is_checked: bool = False, is_taught: bool = True
) -> Outcome:
    """Return the same with what the page teaches of its outlet's template, for a crawl that learns.

    A `template` that is sure of the page answers alone, at a fraction of the cost; `is_checked` lets the full road
    answer all the same and compares the two.
    """
    return _guarded(page_input, Teaching(template=template, is_checked=is_checked, is_taught=is_taught))


def warm_up() -> None:
    """Read a page in memory, for the tables of words and weights that are built when they are first needed."""
    told = "The council said on Tuesday that it will mend the road."
    text = f"<p>By Jane Roe, 17 May 2025</p><p>SPRINGFIELD, May 17 (AP) — {told}</p>{f'<p>{told}</p>' * 9}"
    html = f"<html lang=en><head><title>News</title></head><body><h1>News of the road</h1>{text}</body></html>"
    home = "https://paper.example/"
    now = datetime(2025, 5, 17, tzinfo=UTC)
    load_forests()  # the page leaves no doubt, so the reading alone builds one of them
    read_article(PageInput(body=html.encode(), url=f"{home}a", fetched_at=now, outlet=outlet_from_url(home)))


def _guarded(page_input: PageInput, teaching: Teaching | None, repeats: Sequence[Repeat] | None = None) -> Outcome:
    try:
        return _extract(page_input, teaching, repeats)
    except PageError as error:
        return Outcome(result=NotArticle(code=error.code, detail=str(error)))
    except (Exception, RecursionError) as error:  # noqa: BLE001  # any bytes must end in a value; the code shows the bug
        return Outcome(result=NotArticle(code="extract_crash", detail=f"{type(error).__name__}: {error}"[:300]))


def _extract(page_input: PageInput, teaching: Teaching | None, repeats: Sequence[Repeat] | None = None) -> Outcome:
    """Return the outcome of the page, read without `repeats`; None asks the template for them, and tries new ones."""
    proven, candidates = known_repeats(teaching) if repeats is None else (repeats, ())
    page = open_page(page_input.body, url=page_input.url, headers=page_input.headers, repeats=proven)
    if teaching is not None and page_input.first_url is None:  # a crawl has page 1 and joins this one to it
        first = find_first_page(page.elements, page.url)
        if first is not None:
            return Outcome(result=NotArticle(code="paged_page", detail=f"a further page of {first}"))
    page_input = _in_learned_order(page_input, teaching)
    reading = read_page(page, page_input, teaching)
    if page.left_out and reading.template is None:  # what was left out must be seen after all
        return _extract(page_input, teaching, ())
    is_known = page_input.force or reading.template is not None  # a template is only sure of an article's text
    refusal = None if is_known else _refusal(reading, page_input)
    result = refusal or build_article(reading, page_input)
    if isinstance(result, Article) and reading.article is None and not page_input.force:
        result = refuse_static_page(result) or result
    if isinstance(result, Article) and is_garbled(f"{result.headline}\n{result.body_text}"):
        raise PageError("bad_encoding", "too many characters of the text were lost before it came here")
    if teaching is None or not isinstance(result, Article):
        return Outcome(result=result)
    outcome = Outcome(
        result=result,
        lesson=_lesson(reading, result, page_input) if teaching.is_taught else None,
        continuation=find_continuation(page.elements, page.url, page_input.first_url),
        agreement=reading.agreement,
        is_in_doubt=reading.is_in_doubt,
    )
    if candidates and reading.template is not None:
        return replace(outcome, proofs=_try_without(candidates, page, outcome, page_input, teaching))
    return outcome


def _try_without(
    candidates: Sequence[Repeat], page: Page, outcome: Outcome, page_input: PageInput, teaching: Teaching
) -> dict[str, bool]:
    """Read the page again without what might be mere chrome; return whether the record stays the same.

    The longer the page takes to read, the fewer elements are tried on it, the largest.
    """
    _, found = leave_out(page.source, candidates)
    present = [each for each in candidates if each in found][: TRIED_BYTES // (1 + len(page.source))]

    def is_same(tried: Sequence[Repeat]) -> bool:
        other = _guarded(page_input, teaching, (*page.left_out, *tried))
        return (other.result, other.continuation) == (outcome.result, outcome.continuation)

    return proofs_of(present, find_harmful(present, is_same))


def _lesson(reading: Reading, article: Article, page_input: PageInput) -> Template | None:
    if reading.template is not None:
        return None  # what the template chose would only confirm itself
    lesson = make_lesson(page_input.outlet.id, reading.blocks, reading.places, reading.body.kept)
    lesson.chrome = see_elements(reading.page.source)
    if keywords := reading.page.meta.first(SITE_META):
        lesson.texts[keywords_key(keywords)] = 1
    context = date_context(page_input, reading.language)
    mark_roles(lesson, reading.blocks, reading.places, find_roles(reading.blocks, reading.body.kept, article, context))
    order = learn_day_order(_raw_dates(article))
    if order is not None:
        lesson.orders = {"day" if order else "month": 1}
    return lesson


def _raw_dates(article: Article) -> Iterator[str]:
    """Yield the dates that the page prints or declares, as they stand there."""
    told = article.provenance.get("date_published")
    if told is not None:
        yield told.raw or ""
        yield from (rival.raw for rival in told.rejected)


def _in_learned_order(page_input: PageInput, teaching: Teaching | None) -> PageInput:
    """Return the input with the day order that the outlet's own pages have shown, where its file says nothing."""
    template = teaching.template if teaching is not None else None
    if template is None or template.day_first is None or page_input.outlet.day_first is not None:
        return page_input
    return replace(page_input, outlet=replace(page_input.outlet, day_first=template.day_first))


def _refusal(reading: Reading, page_input: PageInput) -> NotArticle | None:
    verdict = judge(
        read_signals(reading.page, reading.blocks, outlet=page_input.outlet),
        status=page_input.status,
        headline=reading.headline,
        body_words=reading.words,
        is_signed=any(parse_byline(line, language=reading.language).authors for line in reading.body.bylines),
    )
    return NotArticle(code=verdict.code, detail=verdict.detail) if verdict.code else None
