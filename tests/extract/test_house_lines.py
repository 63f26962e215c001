"""Lines of the house between an article's paragraphs, each told by itself."""

import pytest

from crawler.extract.blocks import read_blocks
from crawler.extract.house_lines import is_house_line
from crawler.page.page import parse_html
from tests.extract.cms_page import PARAGRAPHS, TEXT, article, page

LINK = '<a href="/ferry">Ferry late again after the storm</a>'


def read(line: str) -> tuple[list[str], list[str]]:
    """Return what is kept of a line between two paragraphs, and whom the page credits."""
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    found = article(page().replace(TEXT, "".join((*paragraphs[:2], line, *paragraphs[2:]))))
    assert not set(PARAGRAPHS) - {block.text for block in found.body}
    return [b.text for b in found.body if b.text not in PARAGRAPHS], [author.name for author in found.authors]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Article continues below this ad</p>",
        "<p>ADVERTISEMENT - STORY CONTINUES BELOW</p>",
        f"<p><strong>Also Read | {LINK}</strong></p>",
        f"<p>Read also {LINK}</p>",
        f"<p>WATCH: {LINK}</p>",
        f"<p>In pictures » {LINK}</p>",
        "<p>3 min read</p>",
        "<p>* * *</p>",
        "<p>—</p>",
        "<p>Topics: bridges, council, roads</p>",
        "<p>© 2025 The Carenza Paper. All rights reserved.</p>",
        "<p>(Except for the headline, this story has not been edited by our staff.)</p>",
        "<div class=player><p>To play this video you need to enable JavaScript in your browser.</p></div>",
        "<p>We rely on readers like you. <a href='/give'>Donate today</a> to support local journalism.</p>",
    ],
)
def test_a_line_of_the_house_is_no_text(line: str) -> None:
    """Wherever it stands, and it credits nobody."""
    assert read(line) == ([], [])


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", f"<p>Lesen Sie dazu auch: {LINK}</p>"),
        ("fr", f"<p>En images : {LINK}</p>"),
        ("fr", f"<p><b>Article réservé à nos abonnés</b> {LINK}</p>"),
        ("es", "<p>La nota continúa después de la publicidad</p>"),
        ("pl", f"<p>Przeczytaj także: {LINK}</p>"),
        ("hi", f"<p>ये भी पढ़ें: {LINK}</p>"),
        ("ja", '<p>【関連記事】<a href="/bridge">橋の再開は来年春に</a></p>'),
    ],
)
def test_so_it_is_in_other_languages(language: str, line: str) -> None:
    """The words are data."""
    (block,) = read_blocks(parse_html(f"<body>{line}</body>"))

    assert is_house_line(block, language)


@pytest.mark.parametrize(
    "line",
    [
        "Watch: the mayor means to open it himself.",
        "90 minutes",
        "More: he spoke of three bridges.",
        "Topics: the bridge and the mill were spoken of.",
        "“…”, he said.",
    ],
)
def test_what_only_looks_like_one_is_text(line: str) -> None:
    """Nothing in it leads elsewhere."""
    assert read(f"<p>{line}</p>")[0] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "<p><img src=a.jpg></p><p>The old mill in spring. Picture: Jon Doe</p>",
        "<p><img src=a.jpg><span class=caption>The old mill in spring.<span>Jon Doe/Paper</span></span></p>",
    ],
)
def test_what_stands_below_a_picture_is_no_text(line: str) -> None:
    """A photographer's name ends it, or its class tells it."""
    assert read(line) == ([], [])


def test_a_photograph_may_be_spoken_of_below_a_picture() -> None:
    """Nobody's name ends the paragraph."""
    line = "The mayor spoke in front of a large photo by the old lake."

    assert read(f"<p><img src=a.jpg></p><p>{line}</p>")[0] == [line]


def test_who_posted_elsewhere_has_not_written_the_article() -> None:
    """A network's line beside a post reads like a byline."""
    post = "<blockquote class=instagram-media><div><p>A post shared by Jane Roe (@jane)</p></div></blockquote>"

    assert read(post)[1] == []


def test_a_line_of_the_house_below_the_text_signs_nothing() -> None:
    """An advertisement's label may read like a name behind a word for writing."""
    found = article(page().replace(TEXT, f"{TEXT}<p>ADVERTISEMENT - STORY CONTINUES BELOW</p>"))

    assert (found.authors, found.body[-1].text) == ((), PARAGRAPHS[-1])
