"""A page is opened into one tree that is sound whatever the markup left out."""

import pytest

from crawler.errors import PageError
from crawler.page.page import open_page, parse_html


def test_an_article_outside_any_body_is_in_the_body() -> None:
    """A page that leaves out `<body>` has its article where every reader looks, in order, and a clean head."""
    tree = parse_html("<html><title>T</title><article><h1>A</h1></article><main><p>B</p></main></html>")

    body = tree.find("body")
    assert body is not None
    assert [child.tag for child in body] == ["article", "main"]
    assert [child.tag for child in tree.find("head")] == ["title"]


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</BODY >\n</HTML>", "</body>"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_what_follows_an_early_end_of_the_page_is_in_the_body(end: str, charset: str) -> None:
    """An included header that ends the page, as it would a page of its own, takes no text away from what follows."""
    html = f"<html><head><title>T</title></head><body><div>Menu</div>{end}<p>A</p><p>B</p></body></html>"
    tree = open_page(html.encode(charset), url="https://ledger.example/a").tree

    body = tree.find("body")
    assert body is not None
    assert [child.text for child in body] == ["Menu", "A", "B"]


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"", "empty_page"), (b"%PDF-1.7 x", "not_html"), (b"<div>" * 100_000 + b"x", "too_deep")],
)
def test_what_is_no_page_has_a_code(body: bytes, code: str) -> None:
    """Bytes that can't be opened raise PageError with the code that reports count."""
    with pytest.raises(PageError) as caught:
        open_page(body, url="https://ledger.example/a")

    assert caught.value.code == code
