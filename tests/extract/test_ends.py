"""What ends a text and is short: lists, tables, quotations, answers; what only stands below it is none of it."""

from datetime import UTC, datetime

import pytest
from lxml import html

from crawler.extract.article import PageInput, extract_article
from crawler.extract.blocks import read_blocks
from crawler.extract.body import choose_body
from crawler.extract.ends import carried_on
from crawler.extract.evidence import Evidence
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

SENTENCE = "The council said on Tuesday that the bridge over the river would open again in the spring of next year."
QUOTE = "<blockquote><p>“Quoted: we came for the water and stayed for the people who swim here.”</p></blockquote>"
TABLE = "<table><tr><th>Ward</th><th>Yes</th></tr><tr><td>North</td><td>1,204</td></tr></table>"
STEPS = "<h2>Method</h2><ol><li>Heat the oven.</li><li>Halve the plums.</li></ol><p>Serve warm.</p>"
ANSWERS = "<details><summary>Who pays?</summary><p>Owners pay two thirds.</p></details>"
WORDS = "<dl><dt>Heat pump</dt><dd>It takes warmth out of the air.</dd></dl>"


def first_words(page: str, **scores: float) -> list[str]:
    """Return the first words of what goes on after the last kept block; a score is that of its first word, else 0.2."""
    blocks = read_blocks(html.fromstring(f"<html><body>{page}</body></html>"))
    for block in blocks:
        block.score = 0.9 if SENTENCE in block.text else scores.get(block.text.split()[0], 0.2)
    return [b.text.split()[0] for b in carried_on(blocks, [block for block in blocks if block.score >= 0.5])]


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        (QUOTE, ["“Quoted:"]),
        (TABLE, ["Ward"]),
        (STEPS, ["Method", "Heat", "Halve", "Serve"]),
        (ANSWERS, ["Who", "Owners"]),
        (WORDS, ["Heat", "It"]),
    ],
)
def test_short_parts_in_the_flow_end_the_text(ending: str, words: list[str]) -> None:
    """They stand beside the paragraphs, in the element that holds them."""
    assert first_words(f"<div><p>{SENTENCE}</p>{ending}</div><p>Footer line</p>") == words


@pytest.mark.parametrize(
    "ending",
    [
        "<ul><li><a href=/a>Mill Lane reopens</a></li></ul>",
        "<ul class=related-list><li>Mill Lane reopens</li></ul>",
        "<div><h3>Weather</h3><ul><li>Rain</li></ul></div>",
        "<h3>Weather</h3>",
        "<p>Short line</p>",
    ],
)
def test_what_only_stands_below_is_none_of_it(ending: str) -> None:
    """Links, boxes of their own, a heading of nothing and a paragraph that the scorer does not want."""
    assert first_words(f"<div><p>{SENTENCE}</p>{ending}</div>") == []


def test_a_menu_in_the_flow_ends_it() -> None:
    """A list of buttons is as sure to be no text as lines can be."""
    assert first_words(f"<div><p>{SENTENCE}</p><ul><li>Print</li><li>Email</li></ul></div>", Print=0.0) == []


REFRAIN = "Turn, wheel, turn, for the water is low and the miller is old and the river has nowhere else to go."


def body_of(story: str) -> str:
    """Return the body of the record of a page with a story."""
    page = f"<html lang=en><title>Pool stays open</title><h1>Pool stays open</h1>{story}<footer><p>© 2026</p></footer>"
    url = "https://valley-ledger.example/news/pool-stays-open"
    at, outlet = datetime(2026, 5, 12, tzinfo=UTC), outlet_from_url(url)
    found = extract_article(PageInput(body=page.encode(), url=url, fetched_at=at, outlet=outlet))
    assert isinstance(found, Article)
    return found.body_text


def test_a_refrain_stands_as_often_as_it_is_sung() -> None:
    """A long text beside itself, in the same element, is printed twice; one elsewhere is a copy of the page's own."""
    verses = "".join(f"<p>{number} {SENTENCE}</p><p>{REFRAIN}</p>" for number in ("First,", "Second,", "Third,"))
    copied = f"<div class=entry-content>{verses}</div><div class=entry-content><p>{REFRAIN}</p></div>"

    assert body_of(copied).count(REFRAIN) == 3


@pytest.mark.parametrize("ending", [QUOTE, TABLE, STEPS])
def test_a_page_keeps_what_ends_its_text(ending: str) -> None:
    """From the bytes of a page to the body of its record."""
    story = "".join(f"<p>{number} {SENTENCE}</p>" for number in ("First,", "Second,", "Third,"))
    body = body_of(f"<div class=entry-content>{story}{ending}</div>")
    shown = " ".join(html.fromstring(ending).text_content().split()).replace(" ", "")

    assert "".join(body.replace("|", "").split()).endswith(shown)


def test_a_name_around_the_last_kept_item_sets_the_next_one_apart_from_nothing() -> None:
    """A class such as `more-list` says nothing where an item of that very list is text."""
    items = f"<li>{SENTENCE}</li><li>Second short item</li>"

    assert first_words(f"<div><ul class=related-list>{items}</ul></div>") == ["Second"]


@pytest.mark.parametrize(
    "ending",
    [
        "<p>jr-mlb/edi/tk</p>",
        "<p>(Reporting by Edith Inchbald; additional reporting by Jane Roe and John Poe in Tarrow, Ana Loe in Skelwick "
        "and Mary Moe and Peter Noe in Carenza; editing by Ruth Coe and Adam Doe)</p>",
    ],
)
def test_an_agency_s_credits_do_not_end_it(ending: str) -> None:
    """Codes of its staff, or brackets of who did what."""
    story = "".join(f"<p>{number} {SENTENCE}</p>" for number in ("First,", "Second,", "Third,"))

    assert body_of(f"<div class=entry-content>{story}{ending}</div>").endswith(f"Third, {SENTENCE}")


def test_a_heading_ends_no_text_whatever_its_score() -> None:
    """The figures in the box below it were dropped as no sentences."""
    blocks = read_blocks(
        html.fromstring(f"<body><div><p>{SENTENCE}</p><p>{SENTENCE}</p><h3>By county</h3></div></body>")
    )
    for block in blocks:
        block.score = 0.9

    assert [block.type for block in choose_body(blocks, Evidence(), "en").blocks] == ["paragraph", "paragraph"]
