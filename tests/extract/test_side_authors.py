"""Authors that only a side column tells."""

import pytest

from tests.extract.cms_page import article, page

LABELLED = '<ul><li class="author"><span>Author:</span> <a href="../blog/author/jane-roe/">Jane Roe</a></li></ul>'
NAMED = (
    '<nav><div class="md-post__authors"><div class="md-profile"><strong><a href="/author/jane/">Jane Roe</a></strong>'
    '<br>Reporter</div><div class="md-profile"><strong><a href="/author/jon/">Jon Doe</a></strong></div></div></nav>'
)
FACTS = (
    '<div class="postcard"><h2>17 May 2025</h2><ul><li class="author"><i></i><a href="/author/jane/">Jane Roe</a></li>'
    '<li class="cat"><a href="/category/local/">Local</a></li></ul></div>'
)
WRITERS = "".join(f'<li><a href="/author/{name}/">{name} Roe</a></li>' for name in ("Ann", "Bob", "Cid"))


@pytest.mark.parametrize(
    ("aside", "names"), [(LABELLED, ["Jane Roe"]), (NAMED, ["Jane Roe", "Jon Doe"]), (FACTS, ["Jane Roe"])]
)
def test_a_side_column_tells_who_wrote_the_text(aside: str, names: list[str]) -> None:
    """By a label before the link, by names that speak of a post and its authors, or in the list of the text's facts."""
    assert [author.name for author in article(page(aside=aside)).authors] == names


@pytest.mark.parametrize(
    "aside",
    [
        f"<h3>Our writers</h3><ul>{WRITERS}</ul>",
        f'<div class="post-authors"><ul>{WRITERS}</ul></div>',
        '<p><a href="/author/jane/">Jane Roe</a></p>',
        '<ul><li class="author"><a href="/author/jane/">Jane Roe</a></li></ul>',
        f'<ul class="author-list">{WRITERS}<li><a href="/category/local/">Local</a></li></ul>',
        '<article><h4><a href="/ferry">Ferry late</a></h4><p>Author: <a href="/author/j/">Jane Roe</a></p></article>',
        '<div class="latest-news"><p>Author: <a href="/author/jane/">Jane Roe</a></p></div>',
    ],
)
def test_other_names_in_a_side_column_wrote_nothing_here(aside: str) -> None:
    """A list of the outlet's writers, a bare link, and the writers of teasers."""
    assert article(page(aside=aside)).authors == ()


def test_a_byline_beside_the_text_needs_no_side_column() -> None:
    """The column may name whoever put it up."""
    found = article(page(above="<p>By Edith Inchbald</p>", aside=LABELLED))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]


def test_a_day_beside_the_text_leaves_the_writer_to_the_side_column() -> None:
    """A printed day, by its own look or by what a template learned, credits nobody."""
    found = article(page(above='<p class="byline">17 May 2025</p>', aside=LABELLED))

    assert [author.name for author in found.authors] == ["Jane Roe"]
    assert found.date_published == "2025-05-17"


def test_an_agency_at_the_end_leaves_the_writer_to_the_side_column() -> None:
    """ "(Reuters)" below the text says where it is from, not who wrote it."""
    found = article(page(aside=NAMED).replace("all traffic.</p></div>", "all traffic. (Reuters)</p></div>"))

    assert [author.name for author in found.authors] == ["Jane Roe", "Jon Doe"]
    assert found.agencies == ("Reuters",)
