"""Credits that a page prints without declaring them, on pages as content systems write them."""

import pytest

from tests.extract.cms_page import TEXT, article, page


@pytest.mark.parametrize("meta", ["written by News Desk on May 17, 2025", "May 17, 2025 by News Desk"])
def test_a_desk_printed_above_the_text_stands_beside_the_writer_in_it(meta: str) -> None:
    """A system prints the account that put the text up, and the text opens with who wrote it."""
    found = article(page(above=f"<p class='meta'>{meta}</p>").replace(TEXT, f"<p>By Edith Inchbald</p>{TEXT}"))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]
    assert found.desk == "News Desk"


def test_an_author_is_known_by_a_label_that_only_a_reading_aid_tells() -> None:
    """Icons stand for "author" and "date", and nothing but a style sheet parts what they label."""
    label = '<span aria-label="{}"><a href="#">{}</a></span>'
    meta = label.format("Author", "Edith Inchbald") + label.format("Created on", "2025-05-17")
    found = article(page(above=f"<div class=info>{meta}</div>"))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]
    assert found.date_published == "2025-05-17"


def test_a_desk_linked_above_the_text_is_its_own_though_teasers_link_it_too() -> None:
    """The outlet's name stands as the author of the article and of every teaser below it."""
    link = '<a rel="author" href="/news/author/lanyon-desk/">Lanyon Foundation</a>'
    teasers = "".join(f"<li><h3>Ferry {n} runs again</h3><p>By {link}</p></li>" for n in range(4))
    found = article(page(above=f"<div class=post-meta>By {link}&bull;<time>17 May 2025</time></div>", below=teasers))

    assert found.desk == "Lanyon Foundation"


def test_an_author_below_a_headline_that_is_no_first_heading_is_found() -> None:
    """Old layouts print the headline in an h3, and a row of buttons between the author and the text."""
    buttons = "<ul>" + "".join(f"<li>{n} stars out of five for this</li>" for n in range(14)) + "</ul>"
    html = page(above=f"<p class=autor><strong>Edith Inchbald</strong> | Lanyon | 17/05/2025</p>{buttons}")
    found = article(html.replace("<h1", "<h3").replace("</h1", "</h3"))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]


def test_an_account_of_one_word_gives_way_to_the_desk_that_is_declared_and_printed() -> None:
    """A plug-in declares the login of whoever put the text up, all else the desk."""
    head = '<meta property="article:author" content="Edie"><meta name="author" content="News Desk">'
    found = article(page(head=head, above="<p class=byline>By News Desk</p>"))

    assert (found.authors, found.desk) == ((), "News Desk")


def test_buttons_and_related_articles_stand_between_a_text_and_its_writer() -> None:
    """A block theme prints the writer below the content, and plugins add to the content."""
    buttons = "".join(f"<li class=share-{n}><a href='?share={n}'>Share {n}</a></li>" for n in range(4))
    linked = "".join(f"<li><a href='/2025/05/{n}'>Ferry {n} runs late again</a> on Monday.</li>" for n in range(4))
    lists = f"<div class=sharing><h3>Share</h3><ul>{buttons}</ul></div><div><h3>Related</h3><ol>{linked}</ol></div>"
    author = "<p class=post-author__name>Edith Inchbald</p>"

    found = article(page(below=f"{lists}<div><time datetime=2025-05-17>17 May</time></div>{author}"))

    assert [author.name for author in found.authors] == ["Edith Inchbald"]


def test_writers_of_teasers_below_the_text_did_not_write_it() -> None:
    """Each stands in an item of the list that links to its article."""
    cards = "".join(
        f"<li><h3><a href='/2025/05/{n}'>Ferry {n} runs late again</a></h3><p class=author>{name}</p></li>"
        for n, name in enumerate(("Iris Hollister", "Sam Winterbourne", "Ada Pell"))
    )

    assert article(page(after=f"<ul class=latest>{cards}</ul>")).authors == ()


def test_the_footer_of_the_article_tells_its_writer() -> None:
    """No name of its own parts it from the page's footer, its place in the article does; microformats mark the name."""
    footer = (
        "<p>By <span class=p-author>Edith Inchbald</span>. <time datetime=2025-05-17>17 May</time></p><p>Tags: </p>"
    )
    own = page(below=footer).replace("<footer class=entry-footer>", "<footer>")
    other = page(after=f"<footer>{footer}</footer>")

    assert [author.name for author in article(own).authors] == ["Edith Inchbald"]
    assert article(other).authors == ()


def test_writers_side_by_side_below_the_text_have_all_written_it() -> None:
    """Each stands in a box of its own, and nothing else stands beside them."""
    names = "".join(f"<div class=author><b>{name}</b></div>" for name in ("Edith Inchbald", "Iris Hollister"))
    found = article(page(after=f"<div class=writers>{names}</div>"))

    assert [author.name for author in found.authors] == ["Edith Inchbald", "Iris Hollister"]
