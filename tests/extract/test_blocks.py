"""A page as text blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.blocks import read_blocks
from crawler.page.page import parse_html


def texts(body: str) -> list[str]:
    """Return the texts of a page's blocks."""
    return [block.text for block in read_blocks(parse_html(f"<html><body>{body}</body></html>"))]


def test_inline_tags_do_not_part_a_block() -> None:
    """Links and emphasis are inside a paragraph, and their share is counted."""
    (block,) = read_blocks(parse_html('<body><p>The <b>old</b> <a href="/m">mill</a> burns.</p></body>'))

    assert block.text == "The old mill burns."
    assert (block.tag, block.link_chars, block.bold_chars) == ("p", 4, 3)


@pytest.mark.parametrize("tag", ["x-tooltip", "st1:city", "location"])
def test_elements_that_html_does_not_know_part_no_paragraph(tag: str) -> None:
    """A page's own, a word processor's and a news wire's stand in running text; elsewhere they may be boxes."""
    assert texts(f"<p>The mayor of (<{tag}>Lanyon</{tag}>) spoke.</p>") == ["The mayor of (Lanyon) spoke."]
    assert texts(f"<div>One<{tag}>Two</{tag}></div>") == ["One", "Two"]


def test_what_stands_below_a_picture_in_a_paragraph_is_a_block_of_its_own() -> None:
    """By its name, where nothing but the picture stands before it."""
    caption = '<span class="caption">The old mill. <span>Jon Doe</span></span>'

    assert texts(f"<p><span><img src=a.jpg>{caption}</span>The mill burns.</p>") == [
        "The old mill. Jon Doe",
        "The mill burns.",
    ]
    assert texts(f"<p>The mill burns. {caption}</p>") == ["The mill burns. The old mill. Jon Doe"]


def test_a_time_is_no_part_of_the_word_beside_it() -> None:
    """Only a style sheet parts the writer from the day, and the day from the minutes that reading takes."""
    row = "<a href=/r>Jane Roe</a><time>May 17, 2025</time><span>2 min read</span>"

    assert texts(f"<div>{row}</div>") == ["Jane Roe May 17, 2025 2 min read"]
    assert texts("<p>On <time>17 May</time>, (<time>noon</time>) it rained.</p>") == ["On 17 May, (noon) it rained."]


def test_empty_lines_part_paragraphs() -> None:
    """Two `<br>` are a paragraph break; one is, where a line is long or looks otherwise."""
    long = "The council of the town voted on Tuesday to repair the old bridge over the river."

    assert texts(f"<td>{long}<br><br>{long}</td>") == [long, long]
    assert texts(f"<td>Short line<br>{long}</td>") == ["Short line", long]
    assert texts("<td>Roses are red<br>Violets are blue</td>") == ["Roses are red Violets are blue"]
    assert texts('<td><a href="/w">World</a><br>Bridge open</td>') == ["World", "Bridge open"]
    assert texts("<td>• one<br>• two</td>") == ["• one", "• two"]


def test_tables_of_data_are_one_block_a_line_a_row() -> None:
    """Layout tables are walked into."""
    data = "<table><tr><th>Town</th><th>Votes</th></tr><tr><td>Carenza</td><td>312</td></tr></table>"
    layout = "<table><tr><td><div>One.</div></td><td><div>Two.</div></td></tr><tr><td>Three.</td></tr></table>"

    assert texts(data) == ["Town | Votes\nCarenza | 312"]
    assert texts(layout) == ["One.", "Two.", "Three."]


def test_scripts_and_navigation_are_no_text() -> None:
    """What nobody reads as text of the page is not walked."""
    assert texts("<nav>Home</nav><script>var x</script><style>p{}</style><noscript>no</noscript><p>Text</p>") == [
        "Text"
    ]


@given(st.integers(min_value=1, max_value=1500))
def test_depth_never_overflows_the_stack(depth: int) -> None:
    """Tags that are never closed nest as deep as the page is long."""
    assert "".join(texts("<div>" * depth + "deep")) == "deep"


def test_the_mark_that_links_to_its_own_heading_is_no_text() -> None:
    """Documentation systems put "#" or an empty link to the place itself behind every heading."""
    (heading,) = read_blocks(parse_html('<body><h3 id="a">Old mill <a class="link" href="#a">¶</a></h3></body>'))

    assert (heading.text, heading.links, heading.link_chars) == ("Old mill", 0, 0)
    assert texts('<h3>Old mill <a href="#top">Up</a></h3>') == ["Old mill Up"]


@pytest.mark.parametrize(
    "html",
    [
        '<div><h3 id="a">Old mill</h3><a href="#a"><span class="sr-only">Section titled “Old mill”</span></a></div>',
        '<h3 id="a">Old mill <a href="#a"><span class="hidden">Permalink to this heading</span></a></h3>',
        '<h3 id="a"><a href="#a">Old mill</a></h3>',
    ],
)
def test_what_is_read_out_about_a_heading_s_own_link_is_no_text(html: str) -> None:
    """The link stands in the heading that it points at, or right behind it; one around all its text is the heading."""
    assert texts(html) == ["Old mill"]


@pytest.mark.parametrize("names", ["sr-only", "screen-reader-text", "x-VisuallyHidden", "go-vh", "u-hiddenVisually"])
def test_what_is_read_out_behind_a_link_is_no_text(names: str) -> None:
    """Where it leads is said to those who can't see the page; a label before a day is kept, as a printed one is."""
    hint = f'<span class="{names}">(opens in a new window)</span>'
    label = f'<a href="/a"><span class="{names}">Posted on</span> <time>17 May 2025</time></a>'

    assert texts(f'<p>The <a href="/a">council {hint}</a>voted.</p><p>{label}</p>') == [
        "The council voted.",
        "Posted on 17 May 2025",
    ]
    assert texts('<p><a href="/a">The <span class="high-srv">council</span></a> voted.</p>') == ["The council voted."]


def test_hidden_properties_of_the_page_are_no_text() -> None:
    """A system tells machines title and description in a span of their own; what a button shows is text."""
    data = '<span itemscope style="display: none"><span itemprop="name">Old mill burns</span></span>'

    assert texts(f'<div>{data}</div><p>The mill burns.<span style="display:none"> All night.</span></p>') == [
        "The mill burns. All night."
    ]
