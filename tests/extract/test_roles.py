"""Which blocks of a page a template learns the places of bylines and dates from."""

from datetime import UTC, datetime

import pytest
from lxml import html

from crawler.extract.article import PageInput, extract_article
from crawler.extract.blocks import TextBlock, read_blocks
from crawler.extract.roles import find_roles
from crawler.fields.dates import DateContext
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

URL = "https://lanyon.example/county/footbridge.html"
TEXT = "".join(
    f"<p>The council voted {n} to 3 on Tuesday night to keep the old footbridge open to walkers until next spring.</p>"
    for n in range(4, 9)
)
HEAD = "<h1>Footbridge stays open</h1>"
BYLINE = "<div class=x1>Edith Inchbald, 17 May 2025</div>"
PORTRAIT = "<div class=x2>Edith Inchbald writes about roads.</div>"
COMMENT = "<div class=x3><b>Hal Dunmore</b><i>17 May 2025, 10:12</i></div>"
FOOT = "<footer><p>© 2025 Edith Inchbald. Made with Pressmill &amp; Quire</p></footer>"


def roles(main: str, foot: str = FOOT) -> dict[str, list[str]]:
    """Return the texts that print the byline and the date, of a page whose author is declared."""
    meta = '<meta name="author" content="Edith Inchbald"><meta name="date" content="2025-05-17">'
    page = f"<html lang=en><head>{meta}</head><body><main>{main}</main>{foot}</body></html>"
    at = datetime(2025, 5, 20, tzinfo=UTC)
    read = extract_article(PageInput(body=page.encode(), url=URL, fetched_at=at, outlet=outlet_from_url(URL)))
    assert isinstance(read, Article)
    blocks = read_blocks(html.fromstring(page))
    kept: list[TextBlock] = [block for block in blocks if block.text.startswith("The council")]
    found = find_roles(blocks, kept, read, DateContext(fetched_at=at))
    return {role: [block.text for block in held] for role, held in found.items() if role in ("byline", "date")}


def test_what_stands_at_the_text_goes_before_portraits_comments_and_feet() -> None:
    """A comment of the same day teaches no place of dates, and the foot's copyright none of bylines."""
    line = "Edith Inchbald, 17 May 2025"

    assert roles(HEAD + BYLINE + TEXT + PORTRAIT + COMMENT) == {"byline": [line], "date": [line]}


@pytest.mark.parametrize(("below", "byline"), [(PORTRAIT, ["Edith Inchbald writes about roads."]), ("", None)])
def test_a_byline_below_the_text_is_one_where_none_stands_above(below: str, byline: list[str] | None) -> None:
    """The page's foot is never the place of one."""
    assert roles(HEAD + TEXT + below).get("byline") == byline
