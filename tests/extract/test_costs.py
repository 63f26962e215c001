"""Markup whose reading once cost the square of its length; a sound page of that length takes well under a second."""

import time
import tracemalloc
from datetime import UTC, datetime

import pytest
from lxml.html import document_fromstring

from crawler.extract.article import PageInput, extract_article
from crawler.extract.readable import read_lines
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

URL = "https://paper.example/2026/05/17/tarrow-council-keeps-footbridge"
MOST_SECONDS = 4.0
"""CPU; without what bounds them they took from 5 s to minutes."""
MOST_BYTES = 20_000_000
"""Of Python's memory; 2.7 million with nothing remembered, 76 million with it."""
TEXT = "".join(
    f"<p>The bridge was closed for {n} weeks last winter - and nobody had told the people beside it.</p>"
    for n in range(2000)
)

PAGES = {
    "links in links, none of them closed": ("<div><a href='/x'>" * 100 + TEXT[:40_000]) * 6,
    "links below ever more levels": "<div><section><a href='/x'>The bridge opens</a> again in Tarrow" * 1_000,
    "h1 in h1, none of them closed": "<div><h1>" * 120 + TEXT,
    "a letter a paragraph": f"<article>{TEXT[:4000]}" + "<p>x" * 60_000,
}


def test_texts_of_nested_elements_are_not_remembered() -> None:
    """The texts of elements that never close are the rest of the page each; kept, they are a gigabyte."""
    body = "<div><a href='/x'>more</a> words " * 90 + TEXT
    tracemalloc.start()
    read_lines(document_fromstring(body), precise=True, fast=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < MOST_BYTES


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_a_page_made_to_be_slow_is_not(body: str) -> None:
    """Whatever comes out, it comes in time: a page that nears the limit of 20 s is lost on a busy machine."""
    page = PageInput(
        body=f"<html><head><title>Tarrow council keeps footbridge</title></head><body>{body}</body></html>".encode(),
        url=URL,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
    )
    started = time.process_time()

    extract_article(page)

    assert time.process_time() - started < MOST_SECONDS


def test_text_among_many_line_breaks_is_an_article() -> None:
    """Rows of them are shortened, and the text between them is read as ever."""
    text = "".join(f"{part}<br><br>" for part in TEXT[3:].split("</p><p>")[:20])
    page = PageInput(
        body=f"<title>Tarrow council keeps footbridge</title><h1>Tarrow council keeps footbridge</h1>{text}".encode()
        + b"<br>" * 30_000,
        url=URL,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
    )

    article = extract_article(page)

    assert isinstance(article, Article)
    assert len(article.body) == 20
