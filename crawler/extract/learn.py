"""Learning an outlet's template from pages the full road has read, without labels.

A lesson is the template of one page; learning adds lessons up. Addition has no order, so the same pages give the same
template whichever came first. Extraction makes lessons in the worker processes; the crawl adds them and keeps the sum.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.extract.chrome import add_sightings, count_proofs, largest
from crawler.extract.template import MIN_REPEATS, Template, Votes, text_key

if TYPE_CHECKING:
    from crawler.extract.blocks import TextBlock
    from crawler.extract.places import Place

AROUND_BLOCKS = 12
"""Blocks before the headline and after the body that still belong to the article: section, byline, date, credits."""

MAX_KEYS = 5_000
"""Places or texts kept of one outlet, some 170 bytes each for every outlet of a run; past it, those seen on one page
only are forgotten. A page teaches 20 to 200, so that chrome has 25 pages or more to come twice."""


def make_lesson(
    outlet_id: str, blocks: "Sequence[TextBlock]", places: "Sequence[Place]", kept: "Iterable[TextBlock]"
) -> Template:
    """Return what one page teaches; `kept` are the blocks that became its body."""
    lesson = Template(outlet_id=outlet_id, lessons=1)
    chosen = {block.index for block in kept}
    for block, place in zip(blocks, places, strict=True):
        tables = (lesson.near, lesson.nearest, lesson.around, lesson.around)
        for table, key in zip(tables, (place.near, place.nearest, place.around, place.alike), strict=True):
            votes = table.setdefault(key, Votes(pages=1))
            if block.index in chosen:
                votes.kept += 1
            else:
                votes.dropped += 1
    lesson.texts = dict.fromkeys((text_key(b.text, place) for b, place in zip(blocks, places, strict=True)), 1)
    lesson.paths = dict(Counter(place.path for place in places))
    lesson.boxes = _boxes(blocks, chosen)
    return lesson


def _boxes(blocks: "Sequence[TextBlock]", chosen: set[int]) -> dict[str, Votes]:
    """Return for each container whether the article, with what is printed around it, stands in it."""
    if not chosen:
        return {}
    heading = next((block.index for block in blocks if block.tag == "h1"), min(chosen))
    first, last = min(heading, *chosen) - AROUND_BLOCKS, max(chosen) + AROUND_BLOCKS
    boxes: dict[str, Votes] = {}
    noted: dict[int, bool] = {}
    for block in blocks:
        is_inside = first <= block.index <= last
        for box in block.container.chain():
            was_inside = noted.get(id(box))
            if was_inside or (was_inside is not None and not is_inside):
                break  # what is around it was noted with it
            noted[id(box)] = is_inside
            votes = boxes.setdefault(box.key, Votes(pages=1))
            if is_inside:
                votes.kept = 1
    return boxes


def mark_roles(
    lesson: Template,
    blocks: "Sequence[TextBlock]",
    places: "Sequence[Place]",
    roles: "Mapping[str, Sequence[TextBlock]]",
) -> None:
    """Note on the lesson where each role stands; `roles` maps it to the blocks that print it."""
    paths = {block.index: place.path for block, place in zip(blocks, places, strict=True)}
    for role, held in roles.items():
        lesson.roles[role] = dict.fromkeys(sorted({paths[block.index] for block in held}), 1)


def add_lesson(template: Template, lesson: Template) -> None:
    """Add a lesson (or another template of the same outlet); raises ValueError for another outlet's."""
    if lesson.outlet_id != template.outlet_id:
        raise ValueError(f"a lesson of {lesson.outlet_id} can't teach the template of {template.outlet_id}")
    template.lessons += lesson.lessons
    template.forget_derived()
    _add_votes(template.near, lesson.near)
    _add_votes(template.nearest, lesson.nearest)
    _add_votes(template.around, lesson.around)
    _add_votes(template.boxes, lesson.boxes)
    add_sightings(template.chrome, lesson.chrome, template.lessons)
    _add_counts(template.orders, lesson.orders)
    _add_counts(template.texts, lesson.texts)
    _add_counts(template.paths, lesson.paths)
    for role, found in lesson.roles.items():
        _add_counts(template.roles.setdefault(role, {}), found)


def add_proofs(template: Template, proofs: Mapping[str, bool]) -> bool:
    """Count the elements that a page was read without, see `Outcome.proofs`; return whether that settles any."""
    template.forget_derived()
    return count_proofs(template.chrome, proofs)


def _add_votes(table: dict[str, Votes], more: Mapping[str, Votes]) -> None:
    for key, votes in more.items():
        sum_ = table.setdefault(key, Votes())
        sum_.kept += votes.kept
        sum_.dropped += votes.dropped
        sum_.pages += votes.pages
    if len(table) > MAX_KEYS:
        for key in [key for key, votes in table.items() if votes.pages < 2]:
            del table[key]


def _add_counts(table: dict[str, int], more: Mapping[str, int]) -> None:
    for key, count in more.items():
        table[key] = table.get(key, 0) + count
    if len(table) > MAX_KEYS:
        for key in [key for key, count in table.items() if count < 2]:
            del table[key]


def for_readers(template: Template) -> Template:
    """Return all of a template that reading a page asks for.

    Texts seen once and containers of articles only matter to what is learned next: nine of ten keys.
    """
    outside = template.outside()
    texts = {key: pages for key, pages in template.texts.items() if pages >= MIN_REPEATS}
    boxes = {key: template.boxes[key] for key in outside}
    return replace(template, texts=texts, boxes=boxes, chrome=largest(template.chrome, template.lessons))


def describe_changes(old: Template, new: Template) -> tuple[str, ...]:
    """Return, for people, which places hold body text now and did not before, and the other way round."""
    before, after = _body_paths(old), _body_paths(new)
    lines = [f"+ body text now stands on {path}" for path in sorted(after - before)]
    lines += [f"- body text no longer stands on {path}" for path in sorted(before - after)]
    for role in sorted({*old.roles, *new.roles}):
        was, now = old.role_paths(role), new.role_paths(role)
        lines += [f"+ {role} now stands on {path}" for path in sorted(now - was)]
        lines += [f"- {role} no longer stands on {path}" for path in sorted(was - now)]
    return tuple(lines)


def _body_paths(template: Template) -> frozenset[str]:
    return frozenset(
        key.rpartition("|")[0] for key, votes in template.near.items() if votes.pages >= 2 and votes.share >= 0.5
    )
