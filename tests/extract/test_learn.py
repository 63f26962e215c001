"""Templates learned from an outlet's own pages: what they keep, when they doubt, and that order does not matter."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.article import Outcome, PageInput, extract_article, read_article
from crawler.extract.blocks import read_blocks
from crawler.extract.learn import MAX_KEYS, add_lesson, describe_changes, for_readers, make_lesson
from crawler.extract.places import find_places
from crawler.extract.template import LEFT_OUT, Template
from crawler.extract.template_json import from_json, to_json
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url
from crawler.page.page import parse_html

OUTLET = outlet_from_url("https://valley-ledger.example/")
TOWNS = ("Alder Creek", "Bramley", "Corvane", "Dunmore", "Eastwick", "Fallow Bridge", "Gorsefield", "Hexley")


def _page(number: int, design: str = "story", chrome: str = "") -> bytes:
    town = TOWNS[number % len(TOWNS)]
    paragraphs = "".join(
        f"<p>The council of {town} voted {number}{k} to {k} on Tuesday night to mend the {word} before the winter, "
        f"after residents had complained for {k + 2} years that nobody at the town hall had listened to them.</p>"
        for k, word in enumerate(("bridge", "library roof", "market square", "old mill", "footpath"))
    )
    return f"""<html lang="en"><head><title>{town} votes to mend its bridge | Valley Ledger</title></head><body>
    <nav><a href="/">Home</a> <a href="/local">Local</a></nav>
    <h1 class="head">{town} votes to mend its bridge</h1>
    <div class="credit">By Jane Roe</div>
    <div class="{design}-text">{paragraphs}
    <p>Valley Ledger brings you the news of the valley every morning, and we depend on readers such as you.</p></div>
    {chrome}<div class="related"><h3>Related Articles</h3><a href="/a">Something else happened in {town}</a></div>
    </body></html>""".encode()


def _input(number: int, **kwargs: object) -> PageInput:
    return PageInput(
        body=_page(number, **{key: str(value) for key, value in kwargs.items()}),
        url=f"https://valley-ledger.example/2026/11/{number}/bridge-vote.html",
        headers={"content-type": "text/html; charset=utf-8"},
        fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
        outlet=OUTLET,
    )


def _read(number: int, template: Template | None = None, **kwargs: object) -> Outcome:
    return read_article(_input(number, **kwargs), template)


def _learned(numbers: list[int], **kwargs: object) -> Template:
    template = Template(outlet_id=OUTLET.id)
    for number in numbers:
        lesson = _read(number, **kwargs).lesson
        assert lesson is not None
        add_lesson(template, lesson)
    return template


def test_knows_a_standfirst_again() -> None:
    """It is no body text, so that the template has no score for it: its place is learned."""
    intro = '<div class="deck">The old bridge closes for {} weeks, and the school bus takes the long way.</div>'

    def page(number: int) -> PageInput:
        body = _page(number).decode().replace("</h1>", "</h1>" + intro.format(number + 3))
        return replace(_input(number), body=body.encode())

    template = Template(outlet_id=OUTLET.id)
    for number in range(6):
        lesson = read_article(page(number)).lesson
        assert lesson is not None
        add_lesson(template, lesson)

    found = read_article(page(7), template).result

    assert isinstance(found, Article)
    assert found.extraction.template is not None
    assert found.standfirst == "The old bridge closes for 10 weeks, and the school bus takes the long way."


def test_says_that_it_left_lines_of_other_pages_out() -> None:
    """The store must know a line that was not known before from one that an editor has deleted."""
    template = _learned([0, 1, 2, 3, 4])

    outcome = read_article(_input(6), template, is_checked=True)

    assert isinstance(outcome.result, Article)
    assert "we depend on readers" not in outcome.result.body_text
    assert [rival.raw for rival in outcome.result.provenance["body"].rejected][-1] == f"{LEFT_OUT}: 1"


def test_answers_a_known_design_without_what_stands_on_every_page() -> None:
    """After five pages the template answers alone, and the line that all of them carry is chrome."""
    template = _learned([0, 1, 2, 3, 4])

    outcome = _read(6, template)

    assert isinstance(outcome.result, Article)
    assert outcome.result.extraction.method == "template"
    assert len(outcome.result.body) == 5
    assert "Valley Ledger brings you" not in outcome.result.body_text
    assert outcome.lesson is None


def test_one_page_alone_teaches_nothing_yet() -> None:
    """Under five pages the full road answers, and goes on teaching."""
    outcome = _read(6, _learned([0, 1]))

    assert isinstance(outcome.result, Article)
    assert outcome.result.extraction.template is None
    assert outcome.lesson is not None


def test_doubts_a_redesign_and_lives_with_both_designs() -> None:
    """Text on places never seen goes to the full road; once learned, both designs are answered."""
    old = _learned([0, 1, 2, 3, 4])

    surprised = _read(6, old, design="feature")

    assert surprised.is_in_doubt
    assert isinstance(surprised.result, Article)
    assert len(surprised.result.body) >= 5
    add_lesson(old, _learned([7, 8, 9], design="feature"))
    for design in ("story", "feature"):
        outcome = _read(12, old, design=design)
        assert isinstance(outcome.result, Article)
        assert outcome.result.extraction.method == "template"


@pytest.mark.parametrize("odd", ["<ul><li><a href=/y>Mill Lane</a></li></ul>", "<p>See: <a href=/x>Old mill</a></p>"])
def test_one_unknown_line_among_the_paragraphs_is_doubt(odd: str) -> None:
    """A link that no lesson had is neither dropped nor kept unseen: the full road answers."""
    template = _learned([0, 1, 2, 3, 4])
    page = _page(6).replace(b"</p><p>", f"</p>{odd}<p>".encode(), 1)

    outcome = read_article(replace(_input(6), body=page), template)

    assert outcome.is_in_doubt


@pytest.mark.parametrize(
    ("part", "is_text"),
    [
        ("<ul><li>Mill Lane: closed</li></ul>", True),
        ("<h3>Until noon</h3>", True),
        ("<blockquote><p>“Nobody had told the people beside the old mill.”</p></blockquote>", True),
        ("<p>Read also: <a href=/x>Old mill</a></p>", False),
    ],
)
def test_a_part_that_every_page_is_read_alike_for_is_served(part: str, is_text: bool) -> None:
    """The first list, subheading, quotation or hint of an outlet needs no full road: it would say the same."""
    template = _learned([0, 1, 2, 3, 4])
    page = replace(_input(6), body=_page(6).replace(b"</p><p>", f"</p>{part}<p>".encode(), 1))

    served, full = read_article(page, template).result, read_article(page).result

    assert isinstance(served, Article)
    assert isinstance(full, Article)
    assert served.extraction.method == "template"
    assert served.body == full.body[:-1]  # the last is chrome, which one page alone can't tell
    assert len(served.body) == 5 + is_text


def test_a_kind_of_line_that_one_page_taught_is_known() -> None:
    """A list that stood among the paragraphs of one page is no reason for doubt on the next."""
    template = _learned([0, 1, 2, 3])
    first, page = (
        _page(number).replace(b"</p><p>", f"</p><ul><li>{road}: closed until noon</li></ul><p>".encode(), 1)
        for number, road in ((4, "Mill Lane"), (6, "Rope Walk"))
    )
    lesson = read_article(replace(_input(4), body=first), None).lesson
    assert lesson is not None
    add_lesson(template, lesson)

    outcome = read_article(replace(_input(6), body=page), template)

    assert isinstance(outcome.result, Article)
    assert outcome.result.extraction.method == "template"
    assert read_article(replace(_input(6), body=page), template, is_checked=True).agreement == 1.0


def _flat_page(number: int, second: str) -> PageInput:
    """A page of an old layout: one cell, lines parted by breaks, bold for what stands above a paragraph."""
    town = TOWNS[number % len(TOWNS)]
    lines = [f"The council of {town} voted {number}{k} to {k} on Tuesday to mend the old mill." * 2 for k in range(5)]
    cell = "<br><br>".join(("<b>PTI</b>", *lines[:2], second, *lines[2:]))
    body = f"<html lang=en><title>{town} votes</title><h1>{town} votes on its mill</h1><table><tr><td>{cell}</table>"
    return replace(_input(number), body=body.encode())


def test_a_bold_line_between_two_paragraphs_is_a_subheading() -> None:
    """Where bylines are bold in the same cell, what stands around a bold line tells what it is."""
    template = Template(outlet_id=OUTLET.id)
    for number in range(6):
        second = f"<b>{TOWNS[number]} looks back</b>" if number % 2 else ""
        lesson = read_article(_flat_page(number, second), None).lesson
        assert lesson is not None
        add_lesson(template, lesson)

    outcome = read_article(_flat_page(7, "<b>A long road to Hexley</b>"), template)

    assert isinstance(outcome.result, Article)
    assert outcome.result.extraction.method == "template"
    assert "A long road to Hexley" in outcome.result.body_text
    assert "PTI" not in outcome.result.body_text


def test_the_first_bold_line_of_an_outlet_is_a_subheading_below_two_paragraphs() -> None:
    """Bylines are bold on the same place and were never text, but they stand above the second paragraph."""
    template = Template(outlet_id=OUTLET.id)
    for number in range(6):
        lesson = read_article(_flat_page(number, ""), None).lesson
        assert lesson is not None
        add_lesson(template, lesson)

    outcome = read_article(_flat_page(7, "<b>Night and fog</b>"), template)

    assert isinstance(outcome.result, Article)
    assert outcome.result.extraction.method == "template"
    assert "Night and fog" in outcome.result.body_text
    assert "PTI" not in outcome.result.body_text


def test_lines_with_bullets_between_two_paragraphs_are_kept() -> None:
    """A typed list is as short as the date above the text, and stands in the same cell."""
    template = Template(outlet_id=OUTLET.id)
    for number in range(6):
        lesson = read_article(_flat_page(number, "" if number else "&bull; Mill Lane, all day"), None).lesson
        assert lesson is not None
        add_lesson(template, lesson)

    outcome = read_article(_flat_page(7, "&bull; Rope Walk, all day<br>&bull; Quay Street, to noon"), template)

    assert isinstance(outcome.result, Article)
    assert outcome.result.extraction.method == "template"
    assert "Rope Walk, all day\n\nQuay Street, to noon" in outcome.result.body_text


def test_a_copy_of_a_known_page_is_not_taken_for_chrome() -> None:
    """A page whose whole text was seen before goes to the full road, and keeps its body."""
    outcome = _read(3, _learned([0, 1, 2, 3, 4, 3]))

    assert outcome.is_in_doubt
    assert isinstance(outcome.result, Article)
    assert len(outcome.result.body) >= 5


def test_a_first_paragraph_that_boxes_of_other_pages_repeat_is_kept() -> None:
    """What stands in a "most read" box elsewhere is chrome there, and body text here."""
    whole = _read(6).result
    assert isinstance(whole, Article)
    box = f'<div class="most-read"><h3>Most read</h3><p class="dek">{whole.body[0].text}</p></div>'

    outcome = _read(6, _learned([0, 1, 2, 3, 4], chrome=box), chrome=box)

    assert isinstance(outcome.result, Article)
    assert outcome.result.extraction.method == "template"
    assert outcome.result.body[0] == whole.body[0]


def test_the_full_road_too_drops_what_stands_on_every_page() -> None:
    """Where a page has a place that the template never saw, the lines that it knows are chrome all the same."""
    template = _learned([0, 1, 2, 3, 4])
    unseen = "".join(
        f"<p class='x'>A line that no page had, number {n}, and nobody saw it before.</p>" for n in range(9)
    )

    outcome = _read(6, template, chrome=f"<section>{unseen}</section>", design="story")

    assert isinstance(outcome.result, Article)
    assert "Valley Ledger brings you" not in outcome.result.body_text


def test_another_outlets_lesson_is_refused() -> None:
    """A template never takes in a page of another outlet."""
    lesson = _learned([0])

    with pytest.raises(ValueError, match=r"valley-ledger\.example"):
        add_lesson(Template(outlet_id="elsewhere"), lesson)


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_lessons_does_not_matter(order: list[int]) -> None:
    """The same pages in any order give the same template, to the byte, but for when an element was seen last."""
    template, other = _learned(order), _learned(list(range(6)))
    for seen in (*template.chrome.values(), *other.chrome.values()):
        seen.last = 0
    assert to_json(template) == to_json(other)


def test_is_read_back_as_it_was_written() -> None:
    """A template's JSON holds all of it."""
    template = _learned([0, 1, 2])

    assert from_json(to_json(template)) == template


@pytest.mark.parametrize("text", ["{}", "[]", "nothing", '{"format": "template/0"}', '{"format": "template/1"}'])
def test_refuses_what_is_no_template(text: str) -> None:
    """Anything else raises ValueError, whatever it is."""
    with pytest.raises(ValueError, match=r"."):
        from_json(text)


def test_tells_what_changed_between_two_templates() -> None:
    """The places that body text moved to and left are named."""
    lines = describe_changes(_learned([0, 1, 2]), _learned([3, 4, 5], design="feature"))

    assert any(line.startswith("+") and "feature" in line for line in lines)
    assert any(line.startswith("-") and "story" in line for line in lines)


def test_the_plain_door_and_the_learning_door_agree() -> None:
    """Without a template both ways into extraction give the same record."""
    page_input = PageInput(
        body=_page(1),
        url="https://valley-ledger.example/x",
        fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
        outlet=OUTLET,
    )

    assert extract_article(page_input) == read_article(page_input).result


def _dated(number: int, printed: str, template: Template | None = None) -> Outcome:
    body = _page(number).replace(b"By Jane Roe</div>", f"By Jane Roe</div><div>{printed}</div>".encode())
    address = f"https://valley-ledger.example/{number}/bridge-vote.html"
    return read_article(
        PageInput(body=body, url=address, fetched_at=datetime(2026, 11, 1, tzinfo=UTC), outlet=OUTLET), template
    )


@pytest.mark.parametrize(
    ("shown", "meant"),
    [(("17/05/2026", "23/06/2026"), "2026-05-03"), (("05/17/2026", "06/23/2026"), "2026-03-05")],
)
def test_learns_the_day_order_of_an_outlet_whose_file_says_nothing(shown: tuple[str, str], meant: str) -> None:
    """Dates that can be read one way only show how the outlet's others are to be read."""
    template = Template(outlet_id=OUTLET.id)
    for number in range(5):
        lesson = _dated(number, shown[number % 2]).lesson
        assert lesson is not None
        add_lesson(template, lesson)

    outcome = _dated(6, "03/05/2026", template)

    assert isinstance(outcome.result, Article)
    assert outcome.result.date_published == meant


def test_texts_of_single_pages_do_not_pile_up() -> None:
    """A template of thousands of pages stays small, and still knows what stands on many of them."""
    template = Template(outlet_id="paper")
    for number in range(3 * MAX_KEYS // 50):
        once = {f"{number}/{place}": 1 for place in range(50)}
        add_lesson(template, Template(outlet_id="paper", lessons=1, texts={**once, "subscribe now": 1}))

    assert len(template.texts) <= MAX_KEYS
    assert template.texts["subscribe now"] == 3 * MAX_KEYS // 50


@pytest.mark.parametrize("is_checked", [False, True])
@pytest.mark.parametrize("design", ["story", "feature"])
def test_readers_are_given_less_and_read_the_same(design: str, is_checked: bool) -> None:
    """What only the next lessons need is not sent to the workers, and no outcome shows it."""
    template = _learned([0, 1, 2, 3, 4, 5])
    given_out = for_readers(template)
    page = _input(6, design=design)

    assert read_article(page, given_out, is_checked=is_checked) == read_article(page, template, is_checked=is_checked)
    assert len(given_out.texts) + len(given_out.boxes) < (len(template.texts) + len(template.boxes)) / 2


def test_a_page_that_is_not_taught_gives_the_same_article_and_no_lesson() -> None:
    """Learning never changes what is read."""
    taught, untaught = read_article(_input(6)), read_article(_input(6), is_taught=False)

    assert taught.lesson is not None
    assert untaught.lesson is None
    assert untaught.result == taught.result


def test_doubts_a_page_whose_last_paragraphs_are_nested_in_its_flow() -> None:
    """Below a subheading the rest of the text stands in a section of its own."""
    template = _learned(list(range(6)))
    body = _page(7).decode()
    end = body.index("<p>Valley Ledger brings")
    *above, last, least = body[:end].split("<p>")
    nested = f'<section class="part"><div class="x"><p>{last}<p>{least}</div></section>'
    page = ("<p>".join(above) + nested + body[body.index("</div>", end) :]).encode()

    read = read_article(replace(_input(7), body=page), template)

    assert isinstance(read.result, Article)
    assert len(read.result.body) == 5


def test_doubts_a_page_whose_first_paragraphs_stand_on_unknown_places() -> None:
    """Sections nest below subheadings, each with an id of its own: the places of the paragraphs differ."""
    template = _learned(list(range(6)))
    body = _page(7).decode()
    start, end = body.index('<div class="story-text">'), body.index("<p>Valley Ledger brings")
    parts = body[start:end].split("<p>")
    nested = parts[0].replace("story-text", "whole") + "".join(
        f'<section id="the-council-votes-to-mend-number-{n}"><p>{text}' for n, text in enumerate(parts[1:])
    )
    page = (body[:start] + nested + "</section>" * 5 + f"</div>{body[start:end]}</div>" + body[end:]).encode()

    read = read_article(replace(_input(7), body=page), template)

    assert isinstance(read.result, Article)
    assert read.result.extraction.template is None


def test_tags_linked_below_the_text_say_nothing_of_a_list_in_it() -> None:
    """The first list of an outlet stands in the same box as its tags."""
    tags = '<ul><li class="tag"><a href="/tag/mill/">Mill</a></li></ul>'
    known = read_blocks(parse_html(f'<div class="text"><p>The mill burns.</p>{tags}</div>'))
    template = Template(outlet_id=OUTLET.id)
    for _ in range(2):
        add_lesson(template, make_lesson(OUTLET.id, known, find_places(known), known[:1]))
    listed = '<ul><li>The mill beside the river.</li><li><a href="/mill/">The mill</a></li></ul>'

    prose, linked = find_places(read_blocks(parse_html(f'<div class="text">{listed}</div>')))

    assert template.votes(prose) is None
    assert template.votes(linked) is not None


def test_lists_without_names_in_a_side_column_hide_none_in_the_text() -> None:
    """An archive by month nests lists in lists on every page; an item in a text's list has the same tags around it."""
    tree = "".join(
        f"<li><a href='/{year}/'>{year}</a><ul><li><a href='/{year}/05/'>May</a></li></ul></li>"
        for year in range(2001, 2026)
    )
    widgets = "".join(f"<div class='widget'>Weather in {town}: rain</div>" for town in (*TOWNS, *TOWNS))
    archive = f"{widgets}<div class='archives'><ul class='tree'>{tree}</ul></div>"
    template = _learned([0, 1, 2, 3, 4], chrome=archive)
    item = "the old mill beside the river, which has stood empty since the flood of the year before last"
    page = _page(6, chrome=archive).replace(b"</p><p>", f"</p><ul><li>{item}</li><li>{item}s</li></ul><p>".encode(), 1)

    outcome = read_article(replace(_input(6), body=page), template)

    assert isinstance(outcome.result, Article)
    assert [block.text for block in outcome.result.body if block.type == "list_item"] == [item, f"{item}s"]


def test_the_keywords_of_most_pages_are_no_tags() -> None:
    """Some systems put the site's own words into the head of every page; a text's own are kept."""
    head = b'<meta name="keywords" content="%b"><title>'
    template = Template(outlet_id=OUTLET.id)
    for number in range(6):
        words = b"bridge, mill" if number == 2 else b"valley, news"
        page = replace(_input(number), body=_page(number).replace(b"<title>", head % words))
        outcome = read_article(page, None)
        assert isinstance(outcome.result, Article)
        assert outcome.lesson is not None
        assert outcome.result.tags == tuple(words.decode().split(", "))  # one page alone can't tell
        add_lesson(template, outcome.lesson)
    found = {}
    for words in (b"valley, news", b"bridge, mill"):
        page = replace(_input(7), body=_page(7).replace(b"<title>", head % words))
        article = read_article(page, for_readers(template)).result
        assert isinstance(article, Article)
        found[words] = article.tags

    assert found == {b"valley, news": (), b"bridge, mill": ("bridge", "mill")}
