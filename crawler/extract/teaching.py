"""How a learned template takes part in the reading of one page: it answers, it is checked, or it is taught."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.extract.blocks import TextBlock
from crawler.extract.body import Body
from crawler.extract.keep import KEPT_SCORE
from crawler.extract.places import Place, find_places
from crawler.extract.template import Template
from crawler.extract.template_scores import MAX_REPEATED, score_by_template
from crawler.page.repeats import Repeat

_BYLINE_CHARS = 200
INTRO_SCORE = 0.2
"""Enough for an intro by its name or its place (standfirst.py), and too little for a paragraph (keep.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """A page of an outlet that is being learned; without this a page is read on its own."""

    template: Template | None = None
    is_checked: bool = False
    """Whether the full road answers although the template is sure, so that both can be compared."""
    is_taught: bool = True
    """Whether the page makes a lesson for the outlet's template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the template says of a page."""

    places: tuple[Place, ...] = ()
    name: str | None = None
    """The template's name where its answer is final."""
    is_in_doubt: bool = False
    kept: frozenset[str] | None = None
    """Texts that it would keep, where the full road checks it."""
    bylines: tuple[str, ...] = ()
    """Lines on the places where the outlet prints bylines and dates."""
    known: Template | None = None
    """The template where the full road answers."""

    @property
    def is_final(self) -> bool:
        return self.name is not None

    def over(self, blocks: Sequence[TextBlock], language: str | None) -> "Answer":
        """Return the same answer for a second reading of the page, of all its blocks."""
        return replace(self, places=tuple(find_places(blocks, language)))

    def mute(self, blocks: Sequence[TextBlock]) -> int:
        """Set the score of what stood on such a place of other pages too to 0, where the full road answers.

        Returns how many blocks are so left out. A page that is mostly such text is a copy of one of them, and keeps it.
        """
        if self.known is None:
            return 0
        kept = [(b, place) for b, place in zip(blocks, self.places, strict=True) if b.score >= KEPT_SCORE]
        repeated = [block for block, place in kept if self.known.is_chrome(block.text, place)]
        if sum(len(b.text) for b in repeated) > MAX_REPEATED * sum(len(b.text) for b, _ in kept):
            return 0
        for block in repeated:
            block.score = 0.0
        return len(repeated)

    def mark(self, body: Body, method: str) -> Body:
        """Return the body with the method that chose it and the lines the template knows."""
        lines = tuple(dict.fromkeys((*body.bylines, *self.bylines)))
        return replace(body, bylines=lines, method=method)

    def agreement(self, blocks: Sequence[TextBlock], body: Body) -> float | None:
        """Return the F1, in characters, of the template's kept text against the full road's; None if unchecked."""
        if self.kept is None:
            return None
        full = _kept_texts(blocks) | {block.text for block in body.kept}  # items of a list are kept without a score
        total = sum(map(len, full)) + sum(map(len, self.kept))
        return 2 * sum(map(len, full & self.kept)) / total if total else 1.0


def known_chrome(teaching: Teaching | None) -> frozenset[str]:
    """Return the containers that the fast road need not read; none where the page is read on its own."""
    if teaching is None or teaching.template is None or not teaching.template.is_ready:
        return frozenset()
    return teaching.template.outside()


def known_repeats(teaching: Teaching | None) -> tuple[tuple[Repeat, ...], tuple[Repeat, ...]]:
    """Return the elements that the fast road reads a page without, and those of which that is still to be tried."""
    if teaching is None or teaching.template is None or not teaching.template.is_ready or teaching.is_checked:
        return (), ()
    proven, candidates = teaching.template.repeats()
    return proven, candidates if teaching.is_taught else ()


def knows_keywords(teaching: Teaching | None, keywords: str | None) -> bool:
    """Whether the template has seen these keywords in the head of most pages."""
    if teaching is None or teaching.template is None or not teaching.template.is_ready:
        return False
    return keywords is not None and teaching.template.is_of_site(keywords)


def ask_template(blocks: Sequence[TextBlock], teaching: Teaching | None, language: str | None) -> Answer:
    """Return the template's answer; where it is final, the blocks carry its scores."""
    if teaching is None or (teaching.template is None and not teaching.is_taught):
        return Answer()
    places = tuple(find_places(blocks, language))
    template = teaching.template
    if template is None or not template.is_ready:
        return Answer(places=places)
    bylines = _lines_on(blocks, places, template.role_paths("byline") | template.role_paths("date"))
    if not score_by_template(blocks, places, template, language):
        return Answer(places=places, is_in_doubt=True, bylines=bylines, known=template)
    if teaching.is_checked:
        return Answer(places=places, kept=_kept_texts(blocks), bylines=bylines, known=template)
    _raise_intros(blocks, places, template.role_paths("standfirst"))
    return Answer(places=places, name=template.name, bylines=bylines)


def _raise_intros(blocks: Sequence[TextBlock], places: Sequence[Place], paths: frozenset[str]) -> None:
    """Give what stands where the outlet prints its standfirsts a score that lets head.py ask for its looks.

    It was never body text, and so the template has none for it.
    """
    for block, place in zip(blocks, places, strict=True):
        if place.path in paths and block.score < INTRO_SCORE:
            block.score = INTRO_SCORE


def _kept_texts(blocks: Sequence[TextBlock]) -> frozenset[str]:
    return frozenset(block.text for block in blocks if block.score >= KEPT_SCORE)


def _lines_on(blocks: Sequence[TextBlock], places: Sequence[Place], paths: frozenset[str]) -> tuple[str, ...]:
    found = (block.text for block, place in zip(blocks, places, strict=True) if place.path in paths)
    return tuple(text for text in found if len(text) <= _BYLINE_CHARS)
