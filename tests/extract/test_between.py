"""What belongs to the text by where it stands: lists, subheadings and code among paragraphs, menus and teasers not."""

from lxml import html

from crawler.extract.between import among_kept, whole_lists
from crawler.extract.blocks import read_blocks

SENTENCE = "The council said on Tuesday that the bridge over the river would open again in the spring of next year."


def found_in(page: str, **scores: float) -> list[str]:
    """Return the first words of the blocks that are found; a block's score is that of its first word, else 0.9."""
    blocks = read_blocks(html.fromstring(f"<html><body>{page}</body></html>"))
    for block in blocks:
        block.score = scores.get(block.text.split()[0], 0.9)
    kept = [block for block in blocks if block.score >= 0.5]
    return [block.text.split()[0] for block in sorted(among_kept(blocks, kept), key=lambda block: block.index)]


def wholly_kept(page: str) -> list[str]:
    """Return the first words of the items found of lists that are kept in part: the blocks with the sentence."""
    blocks = read_blocks(html.fromstring(f"<html><body>{page}</body></html>"))
    return [block.text.split()[0] for block in whole_lists(blocks, [b for b in blocks if SENTENCE in b.text])]


def test_the_list_inside_an_item_is_text() -> None:
    """Steps within a step look like a menu's second level."""
    steps = (
        f"<ol><li>One {SENTENCE}<ul><li>Inner step</li><li><p>Other step</p></li></ul></li><li>Two {SENTENCE}</li></ol>"
    )

    assert found_in(f"<div>{steps}</div>", Inner=0.05, Other=0.05) == ["Inner", "Other"]


def test_a_list_that_a_sentence_introduces_is_text_at_the_end_as_well() -> None:
    """Nothing after it is kept that would tell; the colon does."""
    listed = "<ul><li>Mill Lane</li><li>Quay Street</li></ul>"
    page = f"<div><p>One {SENTENCE}</p><p>These streets in the old town stay closed:</p>{listed}<p>Low line</p></div>"

    assert found_in(page, Mill=0.01, Quay=0.01, Low=0.01) == ["Mill", "Quay"]


def test_a_list_of_links_or_below_a_label_is_none() -> None:
    """Such lists lead elsewhere, or say where the text is from."""
    links = "<ul><li><a href=/a>Mill Lane reopens</a></li><li><a href=/b>Quay Street closes</a></li></ul>"
    sources = "<ul><li>Council minutes</li></ul>"
    introduced = f"<div><p>One {SENTENCE}</p><p>The paper has told of these streets before:</p>{links}</div>"

    assert found_in(introduced, Mill=0.01, Quay=0.01) == []
    assert found_in(f"<div><p>One {SENTENCE}</p><p>Sources:</p>{sources}</div>", Council=0.01) == []


def test_a_subheading_in_its_own_box_between_paragraphs_is_text() -> None:
    """Page builders wrap every heading and every paragraph; a teaser's headline scores lower."""
    wrapped = "<div><div><p>{0}</p></div></div>"
    first, second = wrapped.format(f"One {SENTENCE}"), wrapped.format(f"Two {SENTENCE}")
    page = f"{first}<div><header><h3>Costs rise</h3></header></div>{second}"

    assert found_in(page, Costs=0.2) == ["Costs"]
    assert found_in(page, Costs=0.01) == []


def test_a_subheading_by_its_name_alone_is_text() -> None:
    """Some systems set subheadings in plain boxes; one that ends like a sentence is none."""
    box = "<div><p>{0}</p></div>"
    first, second = box.format(f"One {SENTENCE}"), box.format(f"Two {SENTENCE}")

    assert found_in(f'{first}<div class="Story-subtitle">Costs rise again</div>{second}', Costs=0.3) == ["Costs"]
    assert found_in(f'{first}<div class="Story-subtitle">Costs rise again.</div>{second}', Costs=0.3) == []


def test_the_heading_of_an_offer_is_none() -> None:
    """The form below it was dropped long before."""
    box = "<div><p>{0}</p></div>"
    offer = "<aside class=newsletter-signup><h2>Tarrow in your inbox</h2></aside>"

    assert found_in(f"{box.format(f'One {SENTENCE}')}{offer}{box.format(f'Two {SENTENCE}')}", Tarrow=0.2) == []


def test_code_between_paragraphs_is_text() -> None:
    """Highlighters lay it out as a table, outside of the flow."""
    code = "<div><table><tr><td><pre>print the_answer</pre></td></tr></table></div>"

    assert found_in(f"<div><p>One {SENTENCE}</p>{code}<p>Two {SENTENCE}</p></div>", **{"print": 0.3}) == ["print"]


def test_one_piece_of_code_after_another_is_text_in_the_flow() -> None:
    """Only one of them has a kept block beside it."""
    code = "<pre>first step</pre><pre>second step</pre><pre>third</pre>"
    page = f"<div><p>One {SENTENCE}</p>{code}<p>Two {SENTENCE}</p></div>"

    assert found_in(page, first=0.1, second=0.1, third=0.1) == ["first", "second", "third"]


def test_a_quotation_right_below_the_text_ends_it() -> None:
    """In the flow of the paragraphs, with no name of its own and no link; what stands further below is chrome."""
    text = f"<p>One {SENTENCE}</p><p>Two {SENTENCE}</p>"
    said = "<blockquote{}><p>Nobody has asked us for years what we think of it{}</p></blockquote>"
    low = {"Nobody": 0.1, "Low": 0.01}

    assert found_in(f"<div>{text}{said.format('', '.')}</div>", **low) == ["Nobody"]
    assert found_in(f"<div>{text}{said.format('', '.')}</div><p>Three {SENTENCE}</p>", **low) == ["Nobody"]
    assert found_in(f"<div>{text}</div><div>{said.format('', '.')}</div>", **low) == []
    assert found_in(f"<div>{text}<p>Low line</p>{said.format('', '.')}</div>", **low) == []
    assert found_in(f"<div>{text}{said.format(' class=embed', '.')}</div>", **low) == []
    assert found_in(f"<div>{text}{said.format('', ' <a href=/x>more</a>')}</div>", **low) == []


def test_items_among_lines_of_bare_text_are_text() -> None:
    """Old layouts part paragraphs by breaks and set items without a list around them."""
    items = "<li>Mill Lane</li><li>Quay Street</li>"
    page = f"<div>One {SENTENCE}<br><br>{items}Two {SENTENCE}</div>"

    assert found_in(page, Mill=0.05, Quay=0.05) == ["Mill", "Quay"]


def test_a_list_in_a_box_of_its_own_like_the_paragraphs_is_text() -> None:
    """Editors of blocks wrap every paragraph, list and table in a box of one name; boxes of another name are none."""
    box = '<div class="cell{1}">{0}</div>'
    around = [box.format(f"<div><p>{word} {SENTENCE}</p></div>", "") for word in ("One", "Two")]
    steps = "<div><ul><li>Mill Lane</li><li>Quay Street</li></ul></div>"

    assert found_in(f"<div>{box.format(steps, '').join(around)}</div>", Mill=0.05, Quay=0.05) == ["Mill", "Quay"]
    assert found_in(f"<div>{box.format(steps, '-more').join(around)}</div>", Mill=0.05, Quay=0.05) == []


def test_a_table_in_a_figure_between_paragraphs_is_text() -> None:
    """Editors put it there; what stands below it is a caption."""
    rows = "<tr><td>Mill</td><td>8</td></tr><tr><td>Quay</td><td>9</td></tr>"
    table = f"<figure class=block-table><table>{rows}</table><figcaption>Hours</figcaption></figure>"

    assert found_in(f"<div><p>One {SENTENCE}</p>{table}<p>Two {SENTENCE}</p></div>", Mill=0.2, Hours=0.05) == ["Mill"]


def test_a_box_without_a_name_between_paragraphs_is_text() -> None:
    """Unless it has one, leads elsewhere, or looks like chrome."""
    before, after = f"<div><p>One {SENTENCE}</p>", f"<p>Two {SENTENCE}</p></div>"
    texts = "<p>Rain fell all night.</p><p>Then it stopped.</p>"

    assert found_in(f"{before}<section>{texts}</section>{after}", Rain=0.45, Then=0.2) == ["Rain", "Then"]
    assert not found_in(f"{before}<div class=more>{texts}</div>{after}", Rain=0.45, Then=0.2)
    assert not found_in(f"{before}<div>{texts}<p><a href=/x>See</a></p></div>{after}", Rain=0.45, Then=0.2, See=0.1)
    assert not found_in(f"{before}<div>{texts}</div>{after}", Rain=0.2, Then=0.2)


def test_a_quotation_whose_paragraph_is_named_like_all_others_is_text() -> None:
    """Editors give every paragraph one class; a name of its own sets a quotation apart."""
    quote = f"<blockquote><p class={{}}>Quoted {SENTENCE.replace('Tuesday', 'Friday')}</p></blockquote>"
    page = f"<div><p class=bodytext>One {SENTENCE}</p>{quote}<p class=bodytext>Two {SENTENCE}</p></div>"

    assert found_in(page.format("bodytext"), Quoted=0.05) == ["Quoted"]
    assert found_in(page.format("tweet"), Quoted=0.05) == []


def test_a_quotation_in_a_box_named_like_the_paragraphs_is_text() -> None:
    """Some editors make every paragraph a named box of bare text, and put a quotation into such a box."""
    quote = "<blockquote>Quoted we came for the water and stayed for the people who swim here</blockquote>"
    page = (
        f"<div><div class=entry>One {SENTENCE}</div><div class=entry>{quote}</div><div class=entry>Two {SENTENCE}</div>"
    )

    assert found_in(f"{page}</div>", Quoted=0.1) == ["Quoted"]
    assert found_in(f"{page.replace('<div class=entry><b', '<div class=promo><b')}</div>", Quoted=0.1) == []


def test_a_list_most_of_which_is_text_is_text() -> None:
    """Its items are of one kind, whatever the scorer thinks of the shorter ones; a list with links may be another."""
    items = f"<li>First short step</li><li>Two {SENTENCE}</li><li>Third short step</li>"

    assert wholly_kept(f"<ol>{items}</ol>") == ["First", "Third"]
    assert wholly_kept(f"<ol>{items}<li><a href=/a>Fourth step</a></li></ol>") == []
    assert wholly_kept(f"<ol>{items}<li>{'Long other line of a list ' * 9}</li></ol>") == []


def entries(*lines: str) -> str:
    """Return entries of a live blog, each with its clock, a title in a box and a text with the sentence."""
    entry = (
        "<section><div>1{0}:41</div><div class=head><h3>{1}</h3></div><div class=text><p>{0} {2}</p></div></section>"
    )
    return "".join(entry.format(number, line, SENTENCE) for number, line in enumerate(lines))


def test_subheadings_above_kept_texts_again_and_again_are_text() -> None:
    """Each stands in a box of its own, behind a clock: only that all of their look stand so tells what they are."""
    low = {"10:41": 0.0, "11:41": 0.0, "12:41": 0.0, "Alba": 0.2, "Bea": 0.2, "Cleo": 0.2}

    assert found_in(entries("Alba opens", "Bea sings", "Cleo wins"), **low) == ["Bea", "Cleo"]


def test_a_label_on_every_part_of_the_page_parts_no_heading_from_its_text() -> None:
    """Some sites mark each piece for screen readers."""
    label, low = "<div class=hidden-label>Article content</div>", {"Article": 0.1, "Alba": 0.3, "Bea": 0.3}
    parts = (f"<p>One {SENTENCE}</p>", "<h3>Alba opens</h3>", f"<p>Two {SENTENCE}</p>", "<h3>Bea sings</h3>")
    page = "".join(f"<section>{label}<div>{part}</div></section>" for part in (*parts, f"<p>Three {SENTENCE}</p>"))

    assert found_in(page, **low) == ["Alba", "Bea"]


def test_headlines_of_teasers_between_paragraphs_are_no_text() -> None:
    """They look alike too, and stand above kept text; the scorer gives none of them anything."""
    teaser = "<div class=news-link><h5>From us</h5><h4>{} told before</h4></div>"
    page = "".join(
        f"<p>{name} {SENTENCE}</p>{teaser.format(f'Alba{name}')}" for name in ("One", "Two", "Three", "Four")
    )
    low = {"From": 0.0, "AlbaOne": 0.0, "AlbaTwo": 0.0, "AlbaThree": 0.0, "AlbaFour": 0.0}

    assert found_in(f"<div>{page}</div>", **low) == []
    assert found_in(f"<div>{page}</div>", **low | {"AlbaTwo": 0.2}) == ["AlbaOne", "AlbaTwo", "AlbaThree"]
