"""Who reads the bylines: Copydesk and the peers that are installed, each as a function of a case to names.

A peer gets the line as its own string parser takes it, where it has one, and as the byline element of a plain page.
"""

import html
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from benchmarks.bylines.cases import Case
from crawler.extract.article import extract_article
from crawler.extract.inputs import PageInput
from crawler.fields.bylines import Byline, parse_byline
from crawler.items import Article
from crawler.languages import load
from crawler.outlets.outlet import outlet_from_url

System = Callable[[Case], list[str]]

_URL = "https://ledger.example/2025/05/17/council-votes"
_PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:type" content="article"></head><body><main><article><h1>{title}</h1>
<div class="byline">{byline}</div>{body}</article></main></body></html>"""
_TITLE = "Council votes to keep the river bridge open"


def page_of(case: Case) -> str:
    """Return a plain page whose byline element holds the line; its text is common words, so that its language shows."""
    byline = html.escape(case.raw).replace("\n", "<br>")
    language = load(case.language)
    words = language.stop_words if language else ()
    body = "".join(f"<p>{' '.join(words[n:] + words[:n])}.</p>" for n in range(0, 30, 5))
    return _PAGE.format(language=case.language, title=_TITLE, byline=byline, body=body)


def read(case: Case) -> Byline:
    """Return Copydesk's reading of the line."""
    return parse_byline(case.raw, language=case.language, outlets=[case.outlet] if case.outlet else [])


def copydesk(case: Case) -> list[str]:
    byline = read(case)
    return [a.name for a in byline.authors] or [*([byline.desk] if byline.desk else []), *byline.agencies]


def copydesk_page(case: Case) -> list[str]:
    page = PageInput(
        body=page_of(case).encode(),
        url=_URL,
        fetched_at=datetime(2025, 5, 18, tzinfo=UTC),
        outlet=outlet_from_url(_URL),
        force=True,
    )
    record = extract_article(page)
    if not isinstance(record, Article):
        return []
    return [a.name for a in record.authors] or [*([record.desk] if record.desk else []), *record.agencies]


def installed_systems() -> Iterator[tuple[str, System]]:
    """Yield Copydesk's and every installed peer's way of reading, by name."""
    yield "copydesk, line", copydesk
    yield "copydesk, page", copydesk_page
    for name, door in (
        ("trafilatura, line", _trafilatura_line),
        ("trafilatura, page", _trafilatura_page),
        ("newspaper4k, page", _newspaper),
        ("news-please, page", _newsplease),
    ):
        try:
            yield name, door()
        except ImportError as error:
            print(f"{name}: not installed ({error})")


def _trafilatura_line() -> System:
    from trafilatura.json_metadata import normalize_authors

    return lambda case: (normalize_authors(None, case.raw) or "").split("; ") if case.raw else []


def _trafilatura_page() -> System:
    import trafilatura

    def system(case: Case) -> list[str]:
        document = trafilatura.bare_extraction(page_of(case), url=_URL, with_metadata=True)
        return str(getattr(document, "author", None) or "").split("; ")

    return system


def _declared_english(case: Case) -> str:
    """newspaper4k's tokenisers of some languages need packages of their own, which its author rules do not use."""
    return page_of(case).replace(f'<html lang="{case.language}">', '<html lang="en">')


def _newspaper() -> System:
    from newspaper import Article as NewspaperArticle  # type: ignore[import-not-found]

    def system(case: Case) -> list[str]:
        article = NewspaperArticle(_URL, fetch_images=False)
        article.download(input_html=_declared_english(case))
        article.parse()
        return list(article.authors)

    return system


def _newsplease() -> System:
    from newsplease import NewsPlease  # type: ignore[import-not-found]

    def system(case: Case) -> list[str]:
        return list(NewsPlease.from_html(_declared_english(case), url=None).authors or [])

    return system
