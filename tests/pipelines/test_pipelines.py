"""The item pipelines one by one, on articles and on what spiders of other people yield."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from itemadapter import ItemAdapter
from scrapy import Field, Item

from crawler.errors import OutputError
from crawler.items import Article, Author, Block, Extraction, OutletRef
from crawler.outlets.outlet import Outlet
from crawler.pipelines.bylines import BylinesPipeline
from crawler.pipelines.dates import DatesPipeline
from crawler.pipelines.reject import Reject
from crawler.pipelines.store import StorePipeline
from crawler.pipelines.text import TextPipeline
from crawler.pipelines.validate import ValidatePipeline
from crawler.settings import ITEM_PIPELINES

OUTLET = Outlet(id="paper", name="The Paper", home="https://paper.example/", timezone="America/Denver", country="us")
URL = "https://paper.example/news/bridge"


def make_article(**values: Any) -> Article:
    article = Article(
        id="paper:0123456789abcdef",
        url=URL,
        canonical_url=URL,
        outlet=OutletRef(id="paper", domain="paper.example", country="us"),
        headline="Council votes to repair bridge",
        body_text="The vote was close.",
        body=(Block(type="paragraph", text="The vote was close."),),
        word_count=4,
        language="en",
        fetched_at="2025-11-20T15:00:00Z",
        first_seen_at="2025-11-20T15:00:00Z",
        extraction=Extraction(method="readable", confidence=1.0),
    )
    return replace(article, **values)


class StoryItem(Item):
    url = Field()
    headline = Field()
    body_text = Field()


def test_order_is_that_of_the_road() -> None:
    """Validation comes first, the store last, and text is cleaned before it is read."""
    names = [path.rsplit(".", 1)[-1] for path, _ in sorted(ITEM_PIPELINES.items(), key=lambda pair: pair[1])]

    assert names == ["ValidatePipeline", "TextPipeline", "BylinesPipeline", "DatesPipeline", "StorePipeline"]


@pytest.mark.parametrize(
    ("is_as_given", "headline", "day"), [(True, " A  b ", "1 May 2025"), (False, "A b", "2025-05-01")]
)
def test_only_what_is_as_a_worker_gave_it_is_left_alone(is_as_given: bool, headline: str, day: str) -> None:
    """Of that the spider knows that it is normal; all else is read again."""
    spider = SimpleNamespace(is_as_given=lambda _: is_as_given)
    article = make_article(headline=" A  b ", date_published="1 May 2025")

    article = DatesPipeline([OUTLET], spider).process_item(TextPipeline(spider).process_item(article))

    assert (article.headline, article.date_published) == (headline, day)


def test_article_of_the_extractor_passes_unchanged() -> None:
    """What is normal already stays as it is, through every pipeline."""
    article = make_article(authors=(Author(name="Jane Roe"),), date_published="2025-11-19T10:00:00-07:00")
    article.date_precision = "second"
    before = replace(article)

    for pipeline in (ValidatePipeline((OUTLET,)), TextPipeline(), BylinesPipeline(), DatesPipeline((OUTLET,))):
        article = pipeline.process_item(article)

    assert article == before


@pytest.mark.parametrize("kind", [dict, StoryItem])
def test_items_of_other_spiders_become_articles(kind: Any) -> None:
    """A dict or an Item with address, headline and text is made a whole record of its outlet."""
    item = kind(url=URL, headline="A bridge", body_text="One.\n\nTwo words.")

    article = ValidatePipeline((OUTLET,)).process_item(item)

    assert (article.outlet.id, article.canonical_url, article.word_count) == ("paper", URL, 3)
    assert article.id.startswith("paper:")
    assert [block.text for block in article.body] == ["One.", "Two words."]
    assert ItemAdapter(article)["extraction"].method == "spider"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"headline": "A", "body_text": "B"}, "no_url"),
        ({"url": "javascript:alert(1)", "headline": "A", "body_text": "B"}, "no_url"),
        ({"url": "https://other.example/", "headline": "A", "body_text": "B"}, "unknown_outlet"),
        ({"url": URL, "body_text": "B"}, "no_headline"),
        ({"url": URL, "headline": "A", "body_text": " \n\n "}, "no_body"),
        ({"url": URL, "headline": "A", "body_text": "B", "authors": [{"nome": "Jane"}]}, "bad_item"),
    ],
)
def test_incomplete_items_are_rejected_with_a_code(item: dict[str, Any], code: str) -> None:
    """What a record must have and is not there has a code that the report counts."""
    with pytest.raises(Reject) as caught:
        ValidatePipeline((OUTLET,)).process_item(item)

    assert caught.value.code == code


def test_text_is_cleaned_and_counted() -> None:
    """Junk goes, blocks that were only junk go with it, and the words are counted again."""
    blocks = (Block(type="paragraph", text="Two\u200b\n words."), Block(type="paragraph", text="\x1b[31m\u200b"))
    article = TextPipeline().process_item(make_article(headline=" A\n bridge\x00 ", body=blocks, word_count=99))

    assert article.headline == "A bridge"
    assert article.body_text == "Two words."
    assert (len(article.body), article.word_count) == (1, 2)


def test_headline_of_junk_is_none() -> None:
    """A headline without a visible character is no headline."""
    with pytest.raises(Reject) as caught:
        TextPipeline().process_item(make_article(headline="\u200b \x00"))

    assert caught.value.code == "no_headline"


def test_byline_is_parsed_where_nobody_did() -> None:
    """A printed byline gives its people; authors that are there already are left alone."""
    article = BylinesPipeline().process_item(make_article(byline_raw="By Jane Roe"))
    kept = BylinesPipeline().process_item(make_article(byline_raw="By Jane Roe", authors=(Author(name="Sam Lee"),)))

    assert [author.name for author in article.authors] == ["Jane Roe"]
    assert [author.name for author in kept.authors] == ["Sam Lee"]


@pytest.mark.parametrize("value", ["9999-12-31T00:00:00Z", "0000-00-00", "soon", "2030-01-01T00:00:00Z"])
def test_impossible_dates_are_dropped(value: str) -> None:
    """A date that cannot be leaves a null, not a lie."""
    article = DatesPipeline((OUTLET,)).process_item(make_article(date_published=value, date_precision="second"))

    assert (article.date_published, article.date_precision) == (None, None)


def test_printed_date_is_read_in_the_outlets_zone() -> None:
    """A date as a person writes it becomes RFC 3339 in the outlet's own zone."""
    article = DatesPipeline((OUTLET,)).process_item(make_article(date_published="November 19, 2025 10:00 am"))

    assert article.date_published == "2025-11-19T10:00:00-07:00"
    assert article.date_precision == "minute"


def test_a_full_disk_ends_the_crawl_without_a_traceback() -> None:
    """An article that can't be written is turned away with the cause, and the spider stops; Scrapy logs no crash."""
    stopped: list[str] = []

    def refuse(*_: object) -> None:
        raise OutputError("paper.jsonl: can't be written (No space left on device)")

    spider = SimpleNamespace(run=None, stop=stopped.append, origin_of=lambda _: (SimpleNamespace(store=refuse), None))

    with pytest.raises(Reject, match="No space left"):
        StorePipeline(spider).process_item(make_article())
    assert stopped == ["output"]
