"""Declarations in the head, in microdata and about rights."""

import pytest

from crawler.page.elements import Elements
from crawler.page.metatags import read_metatags
from crawler.page.microdata import read_microdata
from crawler.page.page import open_page, parse_html
from crawler.page.rights import read_rights

HEAD = """<html lang="de-AT"><head><title> Brücke
 offen </title><meta property="og:title" content="Brücke offen"><meta name="Author" content="Jane Roe">
<meta name="author" content="Max Muster"><link rel="canonical" href="/bruecke"><svg><title>Logo</title></svg></head>
<body><p>Text</p></body></html>"""


def test_names_are_folded_and_values_kept_in_order() -> None:
    """`Author` and `author` are one name with two values."""
    meta = read_metatags(Elements(parse_html(HEAD)))

    assert meta.all("author") == ("Jane Roe", "Max Muster")
    assert meta.first("twitter:title", "og:title") == "Brücke offen"
    assert meta.first("missing") is None
    assert meta.link("canonical", "https://a.example/x/y") == "https://a.example/bruecke"
    assert (meta.title, meta.language) == ("Brücke offen", "de-AT")


def test_microdata_of_comments_and_pictures_is_left_out() -> None:
    """A comment has an author and a date of its own."""
    tree = parse_html(
        '<article itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">Bridge</h1>'
        '<span itemprop="author" itemscope itemtype="http://schema.org/Person"><b itemprop="name">Jane Roe</b></span>'
        '<time itemprop="datePublished" datetime="2025-05-17">today</time>'
        '<div itemscope itemtype="http://schema.org/Comment"><b itemprop="author">Troll</b></div></article>'
    )

    found = read_microdata(Elements(tree))

    assert found == {"headline": ("Bridge",), "author": ("Jane Roe",), "datePublished": ("2025-05-17",)}


@pytest.mark.parametrize("attribute", ["itemprop", "itemProp"])
def test_microdata_is_found_however_a_program_spells_the_attribute(attribute: str) -> None:
    """React's programs print `itemProp`; a page that never names it is not looked through."""
    body = f'<div itemscope><p {attribute}="author">Jane Roe</p></div>'.encode()

    assert read_microdata(open_page(body, url="https://a.example/").elements) == {"author": ("Jane Roe",)}


def test_rights_are_read_from_page_and_headers() -> None:
    """Robots directives of both are joined, and a reservation in either counts."""
    body = (
        b'<html><head><meta name="robots" content="NoArchive, max-snippet:-1"><link rel="license" href="/cc"></head>x'
    )
    headers = {"x-robots-tag": "noai", "tdm-reservation": "1"}

    rights = read_rights(open_page(body, url="https://a.example/", headers=headers))

    assert (rights.license, rights.tdm_reserved) == ("https://a.example/cc", True)
    assert rights.robots_meta == "noarchive, max-snippet:-1, noai"
