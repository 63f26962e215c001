"""Elements told by their source, and pages without what is in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.page.page import parse_utf8
from crawler.page.repeats import MAX_SOURCE_BYTES, MIN_INNER_BYTES, Repeat, find_elements, leave_out

LINK = b'<li><a href="/towns/alder-creek">Alder Creek</a></li>'
LINKS = LINK * (MIN_INNER_BYTES // len(LINK) + 1)
MENU = b'<ul class="menu">' + LINKS + b"</ul>"


def _repeats(source: bytes) -> list[Repeat]:
    return [found.repeat for found in find_elements(source)]


def test_tells_an_element_and_the_one_around_it() -> None:
    """Inner elements come first; short ones are not told."""
    source = b"<body><footer id=f><div>short</div>" + MENU + b"</footer></body>"

    inner, outer = find_elements(source)

    assert inner.repeat.opening == b'<ul class="menu">'
    assert inner.repeat.size == len(LINKS)
    assert inner.outer == outer.repeat
    assert outer.outer is None
    assert outer.repeat.opening == b"<footer id=f>"


@pytest.mark.parametrize(
    "source",
    [
        b"<div><section>" + LINKS + b"</div></section>",
        b"<div>" + LINKS,
        b"<div>" + LINKS + b"</ul></div>",
        b"<div>" + LINKS + b"<!-- </div>",
        b"<div class='" + b"x" * 300 + b"'>" + LINKS + b"</div>",
        b"<div>" + b"x" * MAX_SOURCE_BYTES + b"</div>",
    ],
)
def test_passes_over_what_is_badly_nested_or_too_long(source: bytes) -> None:
    """Where tags contradict each other, a parser decides where the element ends, and not its source."""
    assert _repeats(source) == []


def test_goes_on_after_a_stray_tag() -> None:
    """An element that closes before the disorder, or opens after it, is told all the same."""
    source = b"<main>" + MENU + b"</ul>" + MENU + b"</main>" + MENU

    assert [repeat.opening for repeat in _repeats(source)] == [b'<ul class="menu">'] * 3


def test_tags_in_comments_are_none() -> None:
    """What looks like a tag in there neither opens nor closes anything."""
    assert len(_repeats(b"<ul><!-- <div> -->" + LINKS + b"</ul>")) == 1


def test_leaves_out_the_content_and_keeps_the_tags() -> None:
    """What stands around is not touched, and an element inside of another is left out with it."""
    page = b"<p>One</p><footer>" + MENU + b"</footer><p>Two</p>"

    source, found = leave_out(page, _repeats(page))

    assert source == b"<p>One</p><footer></footer><p>Two</p>"
    assert len(found) == 2


def test_another_byte_is_another_element() -> None:
    """A menu that marks a section, or has one more link, stays."""
    known = _repeats(MENU)
    page = b"<p>One</p>" + MENU.replace(b"alder", b"elder", 1)

    assert leave_out(page, known) == (page, ())


def test_finds_the_element_among_others_with_the_same_tag() -> None:
    """Boxes of one kind have one opening tag."""
    page = b'<ul class="menu"><li>Home</li></ul>' + MENU

    assert leave_out(page, _repeats(MENU))[0] == b'<ul class="menu"><li>Home</li></ul><ul class="menu"></ul>'


PARTS = (b"<div>", b"</div>", b"<ul class=a>", b"</ul>", b"<p>", b"<!--", b"-->", b'"', LINKS)


@given(st.lists(st.sampled_from(PARTS)))
def test_what_stands_around_is_parsed_as_it_was(parts: list[bytes]) -> None:
    """However disordered the page, the text after it stands on the same place."""
    page = b"<html><body><p>Before</p>" + b"".join(parts) + b"<p>After</p></body></html>"
    source, found = leave_out(page, _repeats(page))

    whole, rest = (_places_of_last(data) for data in (page, source))

    assert whole == rest
    assert bool(found) == (source != page)


def _places_of_last(page: bytes) -> list[list[object]]:
    return [[e.tag for e in last.iterancestors()] for last in parse_utf8(page).xpath("//p[. = 'After']")]
