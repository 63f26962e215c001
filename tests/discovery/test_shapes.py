import pytest
from hypothesis import given

from crawler.discovery.shapes import url_shape
from tests.strategies import messy_text

HOST = "https://a.example"


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/", "/"),
        ("/news/2025/05/17/council-votes-on-bridge-repair", "/news/0/0/0/title"),
        ("/news/2025/05/17/council-votes-on-bridge-repair.html", "/news/0/0/0/title.html"),
        ("/calendar/2031/02?view=month&session=8f3a", "/calendar/0/0?session&view"),
        ("/s3f9a81/news", "/id/word"),
        ("/tag/bridges/", "/tag/word"),
        ("/tag/city-hall/", "/tag/word"),
        ("/story.php?id=101", "/word.php?id"),
        ("/a/b/c/d/e/f/g/h/i/j/k", "/a/word/word/word/word/word/word/word"),
    ],
)
def test_shapes(path: str, shape: str) -> None:
    """Numbers, ids, words and titles are masked, the first word and the parameters' names stay."""
    assert url_shape(HOST + path) == shape


@given(messy_text)
def test_no_url_raises(text: str) -> None:
    """Any text has a shape, and a short one."""
    assert len(url_shape(f"{HOST}/{text}")) < 1000
