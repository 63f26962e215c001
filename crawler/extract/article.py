"""The only door of extraction: bytes of one page in, `Article` or `NotArticle` out. Pure, picklable, never raises.

    bytes -> Page -> verdict -> blocks -> scores -> body ---------.
               `---> candidates (JSON-LD, meta, microdata, DOM) ---> one value a field, with provenance -> Article

No network, no clock, no files: the same input always gives the same record.
"""

from crawler.errors import PageError
from crawler.extract.inputs import Hints, PageInput
from crawler.extract.reading import Reading, read_page
from crawler.extract.record import build_article
from crawler.items import Article, NotArticle
from crawler.page.page import open_page

__all__ = ["Hints", "PageInput", "extract_article"]


def extract_article(page_input: PageInput) -> Article | NotArticle:
    """Return the article of the page, or why there is none, under a code that reports count."""
    try:
        return _extract(page_input)
    except PageError as error:
        return NotArticle(code=error.code, detail=str(error))
    except (Exception, RecursionError) as error:  # noqa: BLE001  # any bytes must end in a value; the code shows the bug
        return NotArticle(code="extract_crash", detail=f"{type(error).__name__}: {error}"[:300])


def _extract(page_input: PageInput) -> Article | NotArticle:
    page = open_page(page_input.body, url=page_input.url, headers=page_input.headers)
    reading = read_page(page, page_input)
    refusal = None if page_input.force else _refusal(reading)
    return refusal or build_article(reading, page_input)


def _refusal(reading: Reading) -> NotArticle | None:
    if reading.headline is None:
        return NotArticle(code="no_headline", detail="no headline in structured data, meta tags or headings")
    if not reading.body.blocks:
        return NotArticle(code="no_body", detail="no block of the page reads like an article")
    return None
