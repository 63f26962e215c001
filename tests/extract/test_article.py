"""The door of extraction: what it makes of bytes, whatever they are."""

import json
import pickle
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article, NotArticle, to_line, to_record
from crawler.outlets.outlet import outlet_from_url

URL = "https://paper.example/local/bridge-reopens"
FETCHED = datetime(2025, 5, 18, tzinfo=UTC)
PARAGRAPHS = [
    f"The council of Carenza voted on Tuesday, {n} months after the flood, to open the old mill bridge to all traffic."
    for n in range(2, 9)
]
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = f"""<html lang="en"><head><title>Bridge reopens | Paper</title></head><body><main><article>
<h1>Bridge reopens</h1><p class="standfirst">The mill bridge was closed for a year.</p>
<div class="byline">By Jane Roe and Tom Hale</div><time datetime="2025-05-17T10:05:00+02:00">17 May</time>
<div class="article-body">{TEXT}</div></article></main></body></html>"""


def extract(body: bytes, *, force: bool = False) -> Article | NotArticle:
    """Return what extraction makes of a page."""
    return extract_article(PageInput(body=body, url=URL, fetched_at=FETCHED, outlet=outlet_from_url(URL), force=force))


def test_a_page_becomes_a_record() -> None:
    """Every field that the page prints is found, told apart and told of."""
    article = extract(PAGE.encode())

    assert isinstance(article, Article)
    assert article.headline == "Bridge reopens"
    assert article.standfirst == "The mill bridge was closed for a year."
    assert [author.name for author in article.authors] == ["Jane Roe", "Tom Hale"]
    assert article.date_published == "2025-05-17T10:05:00+02:00"
    assert [block.text for block in article.body] == PARAGRAPHS
    assert {"headline", "authors", "date_published", "body"} <= article.provenance.keys()


def test_input_and_output_cross_processes() -> None:
    """Workers get the one and send back the other."""
    article = extract(PAGE.encode())
    page = PageInput(body=b"x", url=URL, fetched_at=FETCHED, outlet=outlet_from_url(URL))

    assert pickle.loads(pickle.dumps(page)) == page
    assert isinstance(article, Article)
    assert to_record(pickle.loads(pickle.dumps(article))) == to_record(article)


def test_a_line_is_the_record() -> None:
    """The same values in the same order, on one line; what is no value of a record is told, not written."""
    article = extract(PAGE.encode())
    assert isinstance(article, Article)

    line = to_line(article)

    assert line.endswith(b"}\n")
    assert json.loads(line) == to_record(article)
    assert list(json.loads(line)) == list(to_record(article))
    article.tags = (object(),)  # type: ignore[assignment]
    with pytest.raises(TypeError, match="object"):
        to_line(article)


def test_chrome_outside_the_article_does_not_change_the_body() -> None:
    """Teasers, a newsletter box and comments around it are left alone."""
    teasers = "".join(f'<li><a href="/{n}">Some other thing happened in town number {n}</a></li>' for n in range(20))
    chrome = (
        f'<aside class="related"><h3>Related Articles</h3><ul>{teasers}</ul></aside><div class="newsletter">'
        "<p>Sign up for our newsletter</p></div><section id='comments'><h3>Leave a Reply</h3><p>Nice one!</p></section>"
    )

    article = extract(PAGE.replace("</main>", f"</main>{chrome}").encode())

    assert isinstance(article, Article)
    assert [block.text for block in article.body] == PARAGRAPHS


def test_an_offer_to_subscribe_is_cut_off_and_told() -> None:
    """The pitch is no text, and the record says that the text is not all."""
    pitch = '<p class="x">Subscribe to continue reading</p>'

    article = extract(PAGE.replace("</p></div></article>", f"</p>{pitch}</div></article>").encode())

    assert isinstance(article, Article)
    assert [block.text for block in article.body] == PARAGRAPHS
    assert article.access.truncated


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"%PDF-1.7 \x00\x01",
        b"<div>" * 100_000 + b"text",
        b"<p " + b" ".join(b"a%d=x" % n for n in range(20_000)) + b">text</p>",
        b"<h1>" + b"A" * 1_000_000 + b"</h1>",
        b"<html><body>" + b"<p>word " * 5_000,
        b'<script type="application/ld+json">' + b"[" * 50_000 + b"</script>",
        b"\xff\xfe<\x00h\x00",
    ],
    ids=["empty", "tag", "pdf", "deep", "attributes", "title", "unclosed", "brackets", "utf16"],
)
@pytest.mark.parametrize("force", [True, False])
def test_hostile_bytes_end_in_a_value(body: bytes, force: bool) -> None:
    """No page crashes extraction, forced or not."""
    result = extract(body, force=force)

    assert isinstance(result, Article | NotArticle)
    assert getattr(result, "code", "") != "extract_crash"


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(0, len(PAGE)), noise=st.binary(max_size=40))
def test_a_page_with_noise_in_it_ends_in_a_value(cut: int, noise: bytes) -> None:
    """Bytes anywhere inside a sound page change the record at most."""
    body = PAGE.encode()

    result = extract(body[:cut] + noise + body[cut:])

    assert getattr(result, "code", "") != "extract_crash", result


def test_no_password_and_no_control_character_reaches_a_record() -> None:
    """Neither in the addresses of pictures nor in what the page said, raw."""
    head = (
        '<meta property="og:image" content="https://ed:hunter2@paper.example/a.jpg">'
        '<meta name="twitter:title" content="https://ed:hunter2@paper.example/me &#27;[31m &#8238;"></head>'
    )

    article = extract(PAGE.replace("</head>", head).encode())

    assert isinstance(article, Article)
    line = to_line(article).decode()
    assert "https://paper.example/a.jpg" in line
    assert "https://paper.example/me" in line
    assert re.search("hunter2|u001b|\u202e|u202e", line) is None


def test_a_theme_s_own_words_do_not_tell_the_language_of_a_short_text() -> None:
    """The title's letters do, where the theme declares English and its footer says more than the article."""
    text = (
        "<p>Автор: Лариса Берёзкина</p><p>"
        + "Деньги поступят из областного фонда, который оплачивает мост. " * 3
        + "</p>"
    )
    about = "<p>The theme of this site was made by somebody who writes long English texts about it.</p>" * 4
    html = (
        f"<html lang=en><head><title>Жители собрали деньги</title></head><body><h1>Жители собрали деньги</h1>"
        f"<article>{text}</article><footer>{about}</footer></body></html>"
    )

    found = extract(html.encode())

    assert isinstance(found, Article)
    assert found.language == "ru"
    assert [author.name for author in found.authors] == ["Лариса Берёзкина"]


@pytest.mark.parametrize("n", [1, 2])
def test_what_a_site_says_of_itself_above_the_headline_is_no_text(n: int) -> None:
    """Beside a short item it reads like a paragraph of it, or like its standfirst."""
    about = (
        "The paper has been printed since 1904 and belongs to a trust whose readers elect its board every three years."
    )
    head = f"<title>Bridge reopens | Paper</title><meta name=description content='{about}'>"
    cover = f"<div class=cover><h3 class=title>Paper</h3><p class=description>{about}</p></div>"
    item = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:n])
    body = (
        f"{cover}<main><div><h1>Bridge reopens</h1><p>Jane Roe 17.5.2025</p></div><div class=text>{item}</div></main>"
    )

    found = extract(f"<html lang=en><head>{head}</head><body>{body}</body></html>".encode())

    assert isinstance(found, Article)
    assert [block.text for block in found.body] == PARAGRAPHS[:n]
    assert found.standfirst is None


def test_other_stories_listed_above_the_headline_are_no_text() -> None:
    """With their first sentences they are more than the article, whose headline need be no first-level heading."""
    places = ("Carenza", "Bellmare", "Dunholt", "Ostrava Hill", "Ferrow", "Lindmoor", "Nether Quay", "Alderstone")
    excerpt = (
        "{0}: The council of {0} said on Wednesday that it would look at the plans for the school again before the..."
    )
    others = "".join(f"<li><a href=/s{n}>{p} looks again</a> {excerpt.format(p)}</li>" for n, p in enumerate(places))
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = (
        "<html lang=en><head><title>Old mill bridge reopens | Paper</title></head><body><h1>Paper</h1>"
        f"<div class=breaking><ul>{others}</ul></div>"
        f"<div class=main><h2 class=title>Old mill bridge reopens</h2><div class=text>{text}</div></div>"
    )

    found = extract(html.encode())

    assert isinstance(found, Article)
    assert [block.text for block in found.body] == PARAGRAPHS


def test_a_text_that_lost_its_letters_is_no_article() -> None:
    """The page around it may be sound: what counts is the text that would be stored."""
    lost = "Der B\ufffdrgermeister er\ufffdffnete am Montag die gr\ufffd\ufffdte Br\ufffdcke \ufffdber den Flu\ufffd. "
    links = "".join(f"<li><a href='/{n}'>Another story of this town, the {n}th of them</a></li>" for n in range(60))
    text = f"<article><h1>Die neue Brücke</h1><p>{lost * 12}</p></article>"
    result = extract(f"<html lang=de><title>Die neue Brücke</title><ul>{links}</ul>{text}".encode())

    assert isinstance(result, NotArticle)
    assert result.code == "bad_encoding"
