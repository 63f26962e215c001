"""A page without its programs is the same page to every reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.page.page import open_page, parse_utf8
from crawler.page.programs import without_programs

_PIECES = (
    *("<p>The council met.</p>", "<p>It's 5 < 6 > 4", '"', "<b>bold</b>", "<!-- <script> -->", "<!-- </style> --></p>"),
    *("<script>var a = 1 < 2;</script>", "<script>var b = '<p>';</SCRIPT >", "<script src='a.js'></script>"),
    *('<script>c("<script>d</scr" + "ipt>")</script>', "<script><!-- \nvar e = '</style>' //--></script>"),
    *("<script>f = '<style>'</script>", '<script type="application/ld+json">{"name": "<style>"}</script>'),
    *("<style>p > a {}</style>", "<style/>g</style>", "<script x='>'>k</script>", "<p title='<script>'>"),
    *("<scripture>In the beginning</scripture>", "<svg><style>h</style><script>i</script></svg>"),
    "<noscript><p>Turn scripts on.</p></noscript>",
)


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("<p>a</p><script>var b = '<p>c</p>';</script><p>d</p>", "<p>a</p><p>d</p>"),
        ("<STYLE media=all>p {}</STYLE ><p>a</p>", "<p>a</p>"),
        ('<p>a</p><script async src="x.js"></script>', "<p>a</p>"),
        ("<script>location = '/b'</script>", "<script>location = '/b'</script>"),
    ],
)
def test_programs_and_style_sheets_are_left_out(page: str, left: str) -> None:
    """All else stays, and a page of nothing else."""
    assert without_programs(page.encode()) == left.encode()


@pytest.mark.parametrize(
    "page",
    [
        '<script type="application/ld+json">{"headline": "Council votes"}</script>',
        '<script type="application&#x2F;ld&#x2B;json">{"headline": "Council votes"}</script>',
        "<scripture>In the beginning</scripture>",
        "<p title='<script>'>kept</p><script>a</script>",
        "<script data-test='a > b'>a</script>",
        "<script>document.write('<script>b<\\/script>')</script>",
        "<p>kept</p><script>never closed",
    ],
)
def test_what_is_odd_or_data_stays(page: str) -> None:
    """JSON-LD, other names, tags within attributes and programs, and open ends are left to the parser."""
    assert without_programs(page.encode()) == page.encode()


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_the_page_reads_the_same(page: str) -> None:
    """However tags, comments and quotes are mixed, the text outside of programs is what it was."""
    html = f"<html><body><p>first</p>{page}<p>last</p></body></html>".encode()

    assert _text(without_programs(html)) == _text(html)


def test_an_old_charset_is_told_without_programs() -> None:
    """A page keeps its charset and its text, and who asks for the bytes gets them whole."""
    body = "<meta charset=gbk><script>/* 注释 */</script><p>市议会周二开会讨论修路的事情</p>".encode("gbk")
    page = open_page(body, url="https://paper.example/a")

    assert (page.charset, page.tree.findtext(".//p")) == ("gb18030", "市议会周二开会讨论修路的事情")
    assert page.body == body


def _text(html: bytes) -> list[str]:
    tree = parse_utf8(html)
    inside = [element for element in tree.iter("script", "style") if "ld+json" not in (element.get("type") or "")]
    for element in inside:
        element.text = None
    return "".join(tree.itertext()).split()
