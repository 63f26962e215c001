"""What may be relied on of any template: chrome around an article changes no body, and no page and lesson crash it."""

import re
from datetime import UTC, datetime
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.demo import Newspaper
from crawler.demo.profiles import ThemeName
from crawler.demo.themes import THEMES
from crawler.demo.website import Website
from crawler.extract.article import Outcome, PageInput, read_article
from crawler.extract.learn import add_lesson, describe_changes
from crawler.extract.template import MIN_LESSONS, Template
from crawler.extract.template_json import from_json, to_json
from crawler.items import Article, NotArticle
from crawler.outlets.outlet import outlet_from_url

HOME = "https://ledger.example/"
OUTLET = outlet_from_url(HOME)
LESSONS, FRESH = range(9), range(9, 16)
"""Numbers of the demo articles that the template is learned from, and of those that it then meets."""


def read(page: bytes, url: str = f"{HOME}local/a-story-of-the-day-1/", template: Template | None = None) -> Outcome:
    now = datetime(2025, 11, 20, 15, tzinfo=UTC)
    return read_article(PageInput(body=page, url=url, outlet=OUTLET, fetched_at=now), template)


@cache
def paper(theme: ThemeName) -> Website:
    edition = Newspaper(n_outlets=1, articles_per_outlet=len(LESSONS) + len(FRESH)).editions()[0]
    edition.theme = theme
    return Website(edition, HOME)


def page_of(number: int, theme: ThemeName) -> tuple[bytes, str]:
    url = paper(theme).composer.article_url(paper(theme).edition.article(number))
    return paper(theme).respond(url.removeprefix(HOME.rstrip("/")), {}).body, url


@cache
def learned(theme: ThemeName) -> Template:
    template = Template(outlet_id=OUTLET.id)
    for number in LESSONS:
        lesson = read(*page_of(number, theme)).lesson
        assert lesson is not None
        add_lesson(template, lesson)
    return template


WORDS = st.lists(
    st.sampled_from("council river bridge yesterday subscribe newsletter goal market winter vote the of and a".split()),
    min_size=3,
    max_size=12,
).map(lambda words: " ".join(words).capitalize())
RELATED = st.lists(WORDS, min_size=1, max_size=6).map(
    lambda titles: (
        "<div class='more-stories'><h3>Related Articles</h3><ul>"
        + "".join(f"<li><a href='/local/x-{n}/'>{title}</a></li>" for n, title in enumerate(titles))
        + "</ul></div>"
    )
)
NEWSLETTER = WORDS.map(
    lambda words: f"<section class='signup'><h4>Get our newsletter</h4><p>{words}</p><form><input></form></section>"
)
ADVERT = WORDS.map(lambda words: f"<div class='ad-slot'><span>Advertisement</span><a href='/ad'>{words}</a></div>")
POPULAR = st.lists(WORDS, min_size=2, max_size=5).map(
    lambda titles: (
        "<aside class='popular'><h4>Most read</h4>"
        + "".join(f"<p><a href='/y'>{t}</a></p>" for t in titles)
        + "</aside>"
    )
)
CHROME = st.lists(RELATED | NEWSLETTER | ADVERT | POPULAR, min_size=1, max_size=4).map("".join)


@settings(max_examples=60, deadline=None)
@given(theme=st.sampled_from(THEMES), number=st.sampled_from(FRESH), above=CHROME, below=CHROME)
def test_chrome_outside_the_article_changes_no_body(theme: ThemeName, number: int, above: str, below: str) -> None:
    """Boxes before and after everything of the page leave the body as it is, whichever road answers."""
    page, url = page_of(number, theme)
    opened = re.sub(rb"(?i)<body[^>]*>", lambda tag: tag[0] + above.encode(), page, count=1)
    boxed = re.sub(rb"(?i)</body>", lambda tag: below.encode() + tag[0], opened, count=1)
    assert len(boxed) == len(page) + len(above.encode()) + len(below.encode())

    plain, surrounded = (read(body, url, learned(theme)).result for body in (page, boxed))

    assert isinstance(plain, Article)
    assert isinstance(surrounded, Article)
    assert surrounded.body == plain.body
    assert surrounded.headline == plain.headline


TAGS = st.sampled_from(
    ["p", "div", "h1", "h3", "ul", "li", "table", "td", "b", "a href=/x", "time", "blockquote", "br"]
)
PIECES = st.recursive(
    st.text(max_size=90)
    | st.just("The council voted on Tuesday to mend the old bridge before the winter floods. " * 3),
    lambda inner: st.builds(
        lambda tag, name, parts: f"<{tag} class='{name}'>{''.join(parts)}</{tag.split()[0]}>",
        TAGS,
        st.sampled_from(["", "story", "byline", "related", "c1", "_ 9"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)
PAGES = PIECES.map(
    lambda inner: f"<html><title>A story of the day</title><body><h1>A story</h1>{inner}</body>".encode()
)


@settings(max_examples=60, deadline=None)
@given(pages=st.lists(PAGES, min_size=1, max_size=4), strange=PAGES)
def test_any_lessons_meet_any_page_without_a_crash(pages: list[bytes], strange: bytes) -> None:
    """However few or odd the pages learned from, reading ends in an article or a verdict, and the file reads back."""
    template = Template(outlet_id=OUTLET.id)
    for page in pages:
        lesson = read(page).lesson
        if lesson is not None:
            add_lesson(template, lesson)
    template.lessons += MIN_LESSONS  # asked at once, whatever was learned

    for page in (*pages, strange):
        result = read(page, template=template).result
        assert not (isinstance(result, NotArticle) and result.code == "extract_crash"), result

    assert from_json(to_json(template)) == template
    assert describe_changes(template, template) == ()


@settings(max_examples=40, deadline=None)
@given(strange=PAGES)
def test_a_learned_template_meets_any_page_without_a_crash(strange: bytes) -> None:
    """The same with a template that serves its own outlet well."""
    result = read(strange, template=learned("magazine")).result

    assert not (isinstance(result, NotArticle) and result.code == "extract_crash"), result


def test_a_text_that_leaves_its_box_is_not_cut_off_there() -> None:
    """An embed with one closing tag too many ends the box of the text; what goes on below it is of the article."""
    paragraphs = [
        f"The council voted {n} to 3 on Tuesday night to keep the old bridge of Lanyon open to walkers for {n} more"
        f" years, after {n} residents had asked for it."
        for n in range(4, 12)
    ]

    def page(number: int, embed: str = "") -> bytes:
        told = [f"<div class=par>{text.replace('Tuesday', f'day {number}')}</div>" for text in paragraphs]
        text = "".join([*told[:4], embed, *told[4:]])
        return (
            f"<html lang=en><title>Bridge {number}</title><body><main class=post><h1>Bridge {number} stays open</h1>"
            f"<div class=text><div class=inner>{text}</div></div></main><p class=foot>Ledger</p></body></html>"
        ).encode()

    template = Template(outlet_id=OUTLET.id)
    for number in range(MIN_LESSONS + 2):
        lesson = read(page(number), f"{HOME}local/bridge-{number}-stays-open/").lesson
        assert lesson is not None
        add_lesson(template, lesson)

    whole = read(page(20), f"{HOME}local/bridge-20-stays-open/", template).result
    broken = read(page(21, "<blockquote></div>"), f"{HOME}local/bridge-21-stays-open/", template).result

    assert isinstance(whole, Article)
    assert isinstance(broken, Article)
    assert whole.extraction.template is not None
    assert len(broken.body) == len(whole.body) == len(paragraphs)
