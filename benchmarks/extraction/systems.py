"""What is measured: Copydesk's road, bare trafilatura, and peers where they are installed. Bytes in, Answer out.

No system sees the truth. The standfirst is joined to Copydesk's body for the fundus-tests source, and there only: its
truth counts the standfirst as body.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from benchmarks.extraction.corpus import Answer, Truth
from crawler.extract.article import PageInput, extract_article
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

System = Callable[[bytes, Truth], Answer]

STANDFIRST_IS_BODY = "fundus-tests"
_NOW = datetime.now(UTC)


def copydesk(page: bytes, truth: Truth) -> Answer:
    """`copydesk extract` over the page and its URL alone."""
    article = extract_article(
        PageInput(body=page, url=truth.url, fetched_at=_NOW, outlet=outlet_from_url(truth.url), id=truth.id)
    )
    if not isinstance(article, Article):
        return Answer()
    body = article.body_text
    if truth.source == STANDFIRST_IS_BODY and article.standfirst:
        body = f"{article.standfirst}\n{body}"
    people = tuple(author.name for author in article.authors)
    others = tuple(name for name in (article.desk, *article.agencies) if name)
    return Answer(body=body, title=article.headline, authors=people or others, published=article.date_published)


def trafilatura(page: bytes, truth: Truth) -> Answer:
    """`trafilatura.bare_extraction(with_metadata=True)`, its defaults."""
    return _trafilatura(page, truth)


def trafilatura_precision(page: bytes, truth: Truth) -> Answer:
    """The same with `favor_precision`."""
    return _trafilatura(page, truth, favor_precision=True)


def _trafilatura(page: bytes, truth: Truth, **options: bool) -> Answer:
    library = import_module("trafilatura")
    document = library.bare_extraction(page, url=truth.url, with_metadata=True, include_comments=False, **options)
    if document is None:
        return Answer()
    authors = tuple(name.strip() for name in (document.author or "").split(";") if name.strip())
    return Answer(body=document.text or "", title=document.title, authors=authors, published=document.date)


def newspaper4k(page: bytes, truth: Truth) -> Answer:
    """newspaper4k's Article over the page."""
    article: Any = import_module("newspaper").Article(truth.url, fetch_images=False)
    article.download(input_html=page.decode("utf-8", "replace"))
    article.parse()
    moment = article.publish_date
    return Answer(
        body=article.text,
        title=article.title,
        authors=tuple(article.authors),
        published=moment.isoformat() if moment else None,
    )


def readability(page: bytes, truth: Truth) -> Answer:
    """readability-lxml's summary as text."""
    document: Any = import_module("readability").Document(page.decode("utf-8", "replace"), url=truth.url)
    tree = import_module("lxml.html").fromstring(document.summary())
    return Answer(body="\n".join(tree.itertext()), title=document.short_title())


def resiliparse(page: bytes, _truth: Truth) -> Answer:
    """Resiliparse's main content as text."""
    tree = import_module("resiliparse.parse.html").HTMLTree.parse(page.decode("utf-8", "replace"))
    extract: Any = import_module("resiliparse.extract.html2text").extract_plain_text
    return Answer(body=extract(tree, main_content=True, alt_texts=False), title=tree.title)


SYSTEMS: dict[str, System] = {
    "copydesk": copydesk,
    "trafilatura": trafilatura,
    "trafilatura-precision": trafilatura_precision,
}
PEERS: dict[str, tuple[str, System]] = {
    "newspaper4k": ("newspaper", newspaper4k),
    "readability-lxml": ("readability", readability),
    "resiliparse": ("resiliparse", resiliparse),
}


def installed_peers() -> dict[str, System]:
    """Return the peers whose module can be imported."""
    return {name: system for name, (module, system) in PEERS.items() if find_spec(module)}
