"""Blocks that answer for each other: doubtful paragraphs, captions, and a second article on the page."""

import pytest
from lxml import html

from crawler.extract.blocks import TextBlock, read_blocks
from crawler.extract.keep import keep_blocks, of_one_article

SENTENCE = "The council said on Tuesday that the bridge over the river would open again in the spring of next year."


def blocks_of(page: str, **scores: float) -> list[TextBlock]:
    """Return the blocks of a page; each one's score is that of the word it opens with, else 0.9."""
    blocks = read_blocks(html.fromstring(f"<html><body>{page}</body></html>"))
    for block in blocks:
        block.score = scores.get(block.text.split()[0], 0.9)
    return blocks


def texts(blocks: list[TextBlock]) -> list[str]:
    return [block.text.split()[0] for block in blocks]


def test_a_doubtful_paragraph_among_its_like_is_kept() -> None:
    """A paragraph that alone would fall is kept where paragraphs of its shape beside it are."""
    page = "".join(f"<p class=par>{word} {SENTENCE}</p>" for word in ("One", "Two", "Three"))
    blocks = blocks_of(f"<div class=text>{page}</div>", Two=0.35)

    assert texts(keep_blocks(blocks)) == ["One", "Two", "Three"]


def test_a_doubtful_paragraph_beside_sure_ones_is_kept_however_much_chrome_is_between() -> None:
    """An advertisement of many lines parts it from them; in a box of its own it would be too far."""
    ad = "<aside>" + "<p>Ad</p>" * 6 + "</aside>"
    page = f"<p class=par>One {SENTENCE}</p><p class=par>Two {SENTENCE}</p>{ad}<p class=par>Three {SENTENCE}</p>"
    boxed = page.replace("<p class=par>Three", "<div><p class=par>Three")

    assert texts(keep_blocks(blocks_of(f"<section>{page}</section>", Three=0.35, Ad=0.0))) == ["One", "Two", "Three"]
    assert texts(keep_blocks(blocks_of(f"<section>{boxed}</section>", Three=0.35, Ad=0.0))) == ["One", "Two"]


def test_a_short_japanese_paragraph_counts_as_a_long_one() -> None:
    """Its thirty characters say as much as ninety letters."""
    told = "町の石橋は二年ぶりに再開し、市長は待った甲斐があったと話した。"
    page = "".join(f"<p class=par>{word} {told}</p>" for word in ("One", "Two", "Three"))
    blocks = blocks_of(f"<div class=text>{page}</div>", Two=0.35)

    assert texts(keep_blocks(blocks)) == ["One", "Two", "Three"]


def test_a_doubtful_paragraph_of_another_shape_is_dropped() -> None:
    """The same score in a box of its own kind is not enough."""
    page = f"<p class=par>One {SENTENCE}</p><p class=promo>Two {SENTENCE}</p><p class=par>Three {SENTENCE}</p>"
    blocks = blocks_of(f"<div class=text>{page}</div>", Two=0.35)

    assert texts(keep_blocks(blocks)) == ["One", "Three"]


def test_a_doubtful_paragraph_whose_shape_is_mostly_dropped_is_dropped() -> None:
    """Where most text of a shape is no body text, its doubtful blocks are none either."""
    page = "".join(f"<p class=par>{word} {SENTENCE}</p>" for word in ("One", "Two", "Low", "Low", "Low"))
    blocks = blocks_of(f"<div class=text>{page}</div>", Two=0.35, Low=0.01)

    assert texts(keep_blocks(blocks)) == ["One"]


def test_a_caption_is_dropped_whatever_its_score() -> None:
    """Text under a picture is no body text, however much it reads like it."""
    figure = f"<figure><img src=a.jpg><figcaption>Caption {SENTENCE}</figcaption></figure>"
    blocks = blocks_of(f"<p>One {SENTENCE}</p>{figure}<p>Two {SENTENCE}</p><p>Three {SENTENCE}</p>")

    assert texts(keep_blocks(blocks)) == ["One", "Two", "Three"]


def test_a_quote_in_a_figure_without_a_picture_is_kept() -> None:
    """Block editors put quotes and tables into figures."""
    figure = f"<figure><blockquote><p>Quote {SENTENCE}</p></blockquote></figure>"
    blocks = blocks_of(f"<p>One {SENTENCE}</p>{figure}<p>Two {SENTENCE}</p>")

    assert texts(keep_blocks(blocks)) == ["One", "Quote", "Two"]


def test_a_page_that_is_all_figure_is_kept() -> None:
    """Where most of the text stands in a figure it is no caption."""
    page = "".join(f"<p>{word} {SENTENCE}</p>" for word in ("One", "Two", "Three"))
    blocks = blocks_of(f"<figure><img src=a.jpg>{page}</figure>")

    assert texts(keep_blocks(blocks)) == ["One", "Two", "Three"]


def test_the_next_article_on_a_page_that_scrolls_on_is_dropped() -> None:
    """Text of an article beside the headline's own belongs to another one."""
    own = "".join(f"<p>Own {SENTENCE}</p>" for _ in range(4))
    other = "".join(f"<p>Other {SENTENCE}</p>" for _ in range(6))
    page = f"<article><h1>Bridge to open in spring</h1>{own}</article><article><h2>Next one</h2>{other}</article>"
    blocks = blocks_of(page, Bridge=0.0, Next=0.0)
    headline = next(block for block in blocks if block.tag == "h1")

    assert set(texts(of_one_article(keep_blocks(blocks), headline))) == {"Own"}


def test_entries_that_are_articles_are_all_kept() -> None:
    """A live blog's entries are articles of their own, and its headline stands in none of them."""
    entries = "".join(f"<article><p>Entry {SENTENCE}</p></article>" for _ in range(5))
    blocks = blocks_of(f"<header><h1>Storm as it happens</h1></header><main>{entries}</main>", Storm=0.0)
    headline = next(block for block in blocks if block.tag == "h1")

    assert len(of_one_article(keep_blocks(blocks), headline)) == 5


def test_an_article_that_holds_the_headline_alone_decides_nothing() -> None:
    """Where the headline's own article element holds hardly any text, the body stands elsewhere."""
    own = "".join(f"<p>Own {SENTENCE}</p>" for _ in range(4))
    blocks = blocks_of(f"<article><h1>Bridge to open</h1></article><article>{own}</article>", Bridge=0.0)
    headline = next(block for block in blocks if block.tag == "h1")

    assert len(of_one_article(keep_blocks(blocks), headline)) == 4


def test_a_doubtful_text_far_from_a_sure_body_is_dropped() -> None:
    """Beside text that is certain, a comment that might be body text is none."""
    own = "".join(f"<p>Own {SENTENCE}</p>" for _ in range(4))
    comments = f"<ul><li><div class=words><p>Comment {SENTENCE}</p></div></li></ul>"
    blocks = blocks_of(f"<div class=text>{own}</div><section>{comments}</section>", Comment=0.55)

    assert set(texts(keep_blocks(blocks))) == {"Own"}


def test_a_doubtful_text_beside_a_doubtful_body_is_kept() -> None:
    """Where nothing is sure, there is nothing to be far from."""
    own = "".join(f"<p>Own {SENTENCE}</p>" for _ in range(4))
    more = f"<section><div class=more><p>More {SENTENCE}</p></div></section>"
    blocks = blocks_of(f"<div class=text>{own}</div>{more}", Own=0.6, More=0.55)

    assert set(texts(keep_blocks(blocks))) == {"Own", "More"}


def test_comments_that_read_like_the_article_are_dropped() -> None:
    """Readers write paragraphs too; where the container says so, only sure text of it is kept."""
    comments = f"<div class=comment-list><p>Reader {SENTENCE}</p><p>Sure {SENTENCE}</p></div>"
    blocks = blocks_of(f"<div class=text><p>One {SENTENCE}</p></div>{comments}", Reader=0.7)

    assert texts(keep_blocks(blocks)) == ["One", "Sure"]


def test_a_page_that_is_named_like_comments_keeps_its_text() -> None:
    """Some themes say of the whole page that comments are open."""
    blocks = blocks_of(f"<div class=comments><p>One {SENTENCE}</p><p>Two {SENTENCE}</p></div>", Two=0.7)

    assert texts(keep_blocks(blocks)) == ["One", "Two"]


def test_a_doubtful_paragraph_beside_a_list_of_the_text_is_kept() -> None:
    """Recipes and timetables say most in their lists; what stands beside such a list is of the same text."""
    items = "".join(f"<li>{word} {SENTENCE}</li>" for word in ("One", "Two", "Three"))
    blocks = blocks_of(f"<div class=text><p>Doubtful {SENTENCE}</p><ol>{items}</ol></div>", Doubtful=0.55)

    assert texts(keep_blocks(blocks)) == ["Doubtful", "One", "Two", "Three"]


def test_short_items_between_paragraphs_are_kept_where_they_lead_nowhere() -> None:
    """A list of streets looks like a menu by itself; a list of links in the text may be a box."""
    streets = "<ul><li>Mill Lane, from 9 to 11</li><li>Quay Street, all day</li></ul>"
    box = "<ul><li><a href=/a>Related story of the day</a></li></ul>"
    page = f"<p>One {SENTENCE}</p>{streets}{box}<p>Two {SENTENCE}</p>"
    blocks = blocks_of(f"<div class=text>{page}</div>", Mill=0.06, Quay=0.05, Related=0.1)

    assert texts(keep_blocks(blocks)) == ["One", "Mill", "Quay", "Two"]


def test_a_short_quotation_between_paragraphs_is_kept() -> None:
    """A pulled quote says again what the text says, and a post of a network has a name."""
    own = f"<blockquote><p>“Own {SENTENCE}”</p></blockquote><blockquote>Bare {SENTENCE}</blockquote>"
    deep = f"<blockquote><div><p>Deep {SENTENCE}</p></div></blockquote>"
    pulled = f"<blockquote><p>“Pulled {SENTENCE}”</p></blockquote>"
    post = f"<blockquote class=post-card><p>Post {SENTENCE}</p></blockquote>"
    page = f"<p>One {SENTENCE} Pulled {SENTENCE}</p>{own}{deep}{pulled}{post}<p>Two {SENTENCE}</p>"
    blocks = blocks_of(
        f"<div class=text>{page}</div>", **{"“Own": 0.17, "Bare": 0.2, "Deep": 0.2, "“Pulled": 0.2, "Post": 0.2}
    )

    assert texts(keep_blocks(blocks)) == ["One", "“Own", "Bare", "Deep", "Two"]


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        ('<div class="g7"><a href="/big.jpg"><img src="/p.jpg"></a><span>{0}</span> <span>J. Roe</span></div>', []),
        ('<div class="g7"><img src="/p.jpg"><small>{0}</small></div>', []),
        ('<div class="g7"><img src="/p.jpg">{0}</div>', ["Mayor"]),
        ('<p><img src="/p.jpg"><b>Mayor {0}</b></p>', ["Mayor"]),
    ],
)
def test_a_label_in_a_box_with_a_picture_is_its_caption(picture: str, words: list[str]) -> None:
    """Whatever the language of the credit and the names of the box; text right beside a picture is the article's."""
    box = picture.format(f"Mayor {SENTENCE}")
    blocks = blocks_of(f"<p>One {SENTENCE}</p>{box}<p>Two {SENTENCE}</p>")

    assert texts(keep_blocks(blocks)) == ["One", *words, "Two"]


@pytest.mark.parametrize("clock", ["17:11", "18時10分", "7点05分", "오후", "17시 11분"])
def test_the_time_of_a_live_entry_is_no_text(clock: str) -> None:
    """In any script; a short word that is kept stays."""
    entries = "".join(f"<dt>{clock}</dt><dd>{word} {SENTENCE}</dd>" for word in ("One", "Two"))
    kept = [block.text.split()[0] for block in keep_blocks(blocks_of(f"<dl>{entries}</dl>"))]

    assert kept == (["오후", "One", "오후", "Two"] if clock == "오후" else ["One", "Two"])
