"""What repeats in the source of an outlet's pages: when it is tried, when it is left out, and what undoes that."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.article import PageInput, read_article
from crawler.extract.chrome import (
    MAX_LEFT_OUT,
    MIN_PAGES,
    MIN_PROOFS,
    TRIED_BYTES,
    Chrome,
    Sightings,
    add_sightings,
    count_proofs,
    find_harmful,
    key_of,
    largest,
    repeat_of,
    see_elements,
)
from crawler.extract.learn import add_lesson, add_proofs
from crawler.extract.template import Template
from crawler.extract.template_json import from_json, to_json
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url
from crawler.page.repeats import Repeat, leave_out

OUTLET = outlet_from_url("https://valley-ledger.example/")
ROWS = "".join(f'<li><a href="/towns/{town}">News of {town} and around</a></li>' for town in range(30))
FOOTER = f'<footer class="foot"><ul>{ROWS}</ul><p>Valley Ledger, Mill Lane, Alder Creek</p></footer>'
TRAIL = (
    '<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/local/">Local news</a>' + "<i></i>" * 150 + "</div>"
)


def _page(number: int, footer: str = FOOTER) -> PageInput:
    paragraphs = "".join(
        f"<p>The council of Hexley voted {number}{k} to {k} on Tuesday night to mend the {word} before the winter, "
        f"after residents had complained for {k + 2} years that nobody at the town hall had listened to them.</p>"
        for k, word in enumerate(("bridge", "library roof", "market square", "old mill", "footpath"))
    )
    return PageInput(
        body=f"""<html lang="en"><head><title>Vote {number} on the bridge of Hexley</title></head><body>{TRAIL}
        <h1>Vote {number} on the bridge of Hexley</h1><div class="credit">By Jane Roe</div>
        <div class="story">{paragraphs}</div>{footer}</body></html>""".encode(),
        url=f"https://valley-ledger.example/2026/11/{number}/bridge-vote.html",
        fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
        outlet=OUTLET,
    )


def _learned() -> Template:
    template = Template(outlet_id=OUTLET.id)
    for number in range(5):
        lesson = read_article(_page(number)).lesson
        assert lesson is not None
        add_lesson(template, lesson)
    return template


def _proven() -> Template:
    template = _learned()
    for number in range(10, 10 + MIN_PROOFS):
        add_proofs(template, read_article(_page(number), template).proofs)
    return template


def _openings(repeats: Sequence[Repeat]) -> set[bytes]:
    return {repeat.opening for repeat in repeats}


def test_leaves_out_a_footer_once_pages_gave_the_same_record_without_it() -> None:
    """It is tried on pages that the template answers, and left out after enough of them."""
    template = _learned()
    assert template.repeats()[0] == ()
    assert b'<footer class="foot">' in _openings(template.repeats()[1])

    template = _proven()

    assert _openings(template.repeats()[0]) == {b'<footer class="foot">'}
    outcome, without = read_article(_page(20), template), read_article(_page(20, footer=""), template)
    assert isinstance(outcome.result, Article)
    assert outcome.result.extraction.method == "template"
    assert isinstance(without.result, Article)
    assert outcome.result.body == without.result.body


def test_keeps_what_a_field_is_read_from() -> None:
    """A breadcrumb that is the same on all pages of a section names it: without it, the record would not."""
    template = _proven()

    harmful = {repeat_of(key).opening for key, seen in template.chrome.items() if seen.harmful}
    outcome = read_article(_page(20), template)

    assert harmful == {b'<div class="breadcrumb">'}
    assert isinstance(outcome.result, Article)
    assert outcome.result.section == ("Local news",)


def test_the_record_is_the_same_with_and_without_what_was_learned_of_the_source() -> None:
    """Whatever is left out, byte for byte."""
    template = _proven()

    assert read_article(_page(20), template) == read_article(_page(20), replace(template, chrome={}))


def test_reads_the_whole_page_where_the_template_is_in_doubt_or_checked() -> None:
    """What was left out must be seen by the full road."""
    template = _proven()
    odd = replace(_page(20), body=_page(20).body.replace(b'class="story"', b'class="feature"'))

    doubted, checked = read_article(odd, template), read_article(_page(21), template, is_checked=True)

    for outcome in (doubted, checked):
        assert outcome.lesson is not None
        assert any(repeat_of(key).opening == b'<footer class="foot">' for key in outcome.lesson.chrome)


def test_a_page_that_is_not_taught_tries_nothing() -> None:
    """Proofs cost a second reading, which only a crawl that learns gains from."""
    assert read_article(_page(20), _learned(), is_taught=False).proofs == {}


def test_tries_nothing_on_a_page_that_takes_long_to_read() -> None:
    """To find out which of many elements is harmful takes many readings."""
    page = _page(20)
    long = replace(page, body=page.body.replace(b"</h1>", b"</h1>" + b"<wbr>" * (TRIED_BYTES // 5)))

    assert read_article(page, _learned()).proofs
    assert read_article(long, _learned()).proofs == {}


def test_is_written_and_read_back() -> None:
    """What was learned of the source survives the file."""
    template = _proven()

    assert from_json(to_json(template)) == template


@pytest.mark.parametrize(
    "chrome", [{"no element": [1, 0, 0, "", 1]}, {"0/x/<ul>": [1, 0, 0, "", 1]}, {"0/9/<ul>": [1]}]
)
def test_a_file_with_odd_elements_is_no_template(chrome: dict[str, object]) -> None:
    """It is told once, when the file is read, and the outlet learned again."""
    plain = json.loads(to_json(Template(outlet_id="paper")))

    with pytest.raises(ValueError, match=r"."):
        from_json(json.dumps(plain | {"chrome": chrome}))


def test_an_element_inside_of_one_that_repeats_is_not_looked_for() -> None:
    """But is, where the outer one is harmful or not always the same."""
    page = FOOTER.encode()
    chrome: Chrome = {}
    for lesson in range(MIN_PAGES):
        add_sightings(chrome, see_elements(page), lesson + 1)
    foot = next(key for key in chrome if "foot" in key)
    assert list(largest(chrome, MIN_PAGES)) == [foot]

    count_proofs(chrome, {foot: False})

    assert {repeat_of(key).opening for key in largest(chrome, MIN_PAGES)} == {b"<ul>"}


def test_forgets_lists_that_changed_and_tries_at_most_so_many() -> None:
    """An hour's list of what is most read gives way to the next."""
    chrome: Chrome = {}
    for lesson in range(100):
        add_sightings(chrome, {f"{lesson // 5:016x}/900/<ul>": Sightings(pages=1)}, lesson + 1)

    tried = largest(chrome, 100)

    assert 0 < len(tried) <= min(MAX_LEFT_OUT, 4)
    assert f"{19:016x}/900/<ul>" in tried


@given(st.lists(st.integers(1, 30), unique=True, max_size=12), st.sets(st.integers(1, 30)))
def test_finds_all_that_make_a_difference_alone(tried: list[int], guilty: set[int]) -> None:
    """However many were tried together."""
    repeats = [Repeat(b"<p>", number, "") for number in tried]

    harmful = find_harmful(repeats, lambda some: not any(repeat.size in guilty for repeat in some))

    assert {repeat.size for repeat in harmful} == guilty & set(tried)


def test_where_only_two_together_make_a_difference_both_are_harmful() -> None:
    """Neither is left out, then."""
    repeats = [Repeat(b"<p>", number, "") for number in range(2)]

    assert find_harmful(repeats, lambda some: len(some) < 2) == repeats


@given(st.binary(max_size=20), st.integers(0, 10**7))
def test_a_key_names_its_element(opening: bytes, size: int) -> None:
    """There and back, whatever bytes the tag holds."""
    repeat = Repeat(opening, size, "0" * 16)

    assert repeat_of(key_of(repeat)) == repeat


def test_leaving_out_makes_the_page_shorter() -> None:
    """The template of these tests would prove little if it left out nothing."""
    page = _page(20).body

    assert len(leave_out(page, _proven().repeats()[0])[0]) < len(page) - len(ROWS)
