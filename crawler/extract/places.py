"""Where a block stands and what it looks like, as short keys that pages of one template share.

A place is the last steps of the block's path with the stable words of their class names, and the block's form: how
long it is, how much of it is link, whether it is bold. Full paths are useless: only a third of the body text of real
pages stands on a full class path that a second page of the outlet has, against 73 % for the last three steps
(docs/extraction.md).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from crawler.extract.blocks import Container, TextBlock
from crawler.extract.phrases import chrome_kind

_STEPS = 3
_MAX_STEPS = 7
"""How far up a path goes to find a class name, on pages that have few."""
_LAYOUT = frozenset(("div", "td", "th", "tr", "table", "tbody", "center", "font", "section"))
"""Tags that carry no meaning: without a class only their position and old layout attributes tell them apart."""
_LAYOUT_ATTRIBUTES = ("width", "bgcolor", "align", "face", "size")
_MAX_POSITION = 9
_TOKENS = 2
"""Class words of one step; the first ones name the component, later ones are states and page numbers."""
_UNSTABLE = re.compile(r"\d")
_MAX_WORDS = 6
"""An id of more words is made of a heading or an address, another one on every page."""
_WORD = re.compile(r"[-_:]+")
_SHORT, _LONG = 40, 120
_ABOVE, _AT, _BESIDE, _BELOW = "^", "", ">", "$"
"""Above the headline, from it on, below a heading like "Related Articles", below that of the comments: an old layout
keeps all of it in one cell."""
_Stand = tuple[str, str, str]
"""`path`, `nearest` and `around` of a place, without the form."""
_AFTER_TEXT, _MIN_PARAGRAPHS = frozenset(("related", "share")), 2
"""Such a heading counts below so many paragraphs: above them it is a side column's, or the buttons of the head."""
_LINK_MARKS = "-~="
"""No link, some, all link: one of them is in every form."""
_SOME_LINK, _ALL_LINK, _ALL_BOLD = 0.2, 0.8, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    near: str
    """The last three steps and the form."""
    nearest: str
    """The last two steps and the form: what is asked where `near` was never seen."""
    around: str
    """Two steps, from the element around: what is asked where neither was seen, say for the first list in a body."""
    alike: str
    """`around` for lines with as much link: tags linked there say nothing of prose."""
    path: str
    """The last steps without the form: the key of headline, byline and date places."""

    @property
    def nearest_is_named(self) -> bool:
        """Whether `nearest` holds a name or an attribute: `li<ul` is any list of the page."""
        return "." in self.nearest or "@" in self.nearest

    @property
    def is_linked(self) -> bool:
        """Whether much of the block is link, as in "Also read: ..."."""
        return self.alike[-1] != "-"


def find_places(blocks: Sequence[TextBlock], language: str | None = None) -> list[Place]:
    """Return the place of every block, in their order; blocks of one kind share one."""
    chains: dict[Container, _Chain] = {}
    places = []
    heading = next((block.index for block in blocks if block.tag == "h1"), 0)
    stage, paragraphs = _ABOVE, 0
    for block in blocks:
        if block.index >= heading and stage == _ABOVE:
            stage = _AT
        elif stage in (_AT, _BESIDE):
            kind = chrome_kind(block.text, language)
            paragraphs += len(block.text) >= _LONG and not block.link_chars
            if kind == "comments":
                stage = _BELOW
            elif kind in _AFTER_TEXT and paragraphs >= _MIN_PARAGRAPHS:
                stage = _BESIDE
        places.append(_chain_of(block.container, chains).place(_form(block) + stage))
    return places


@dataclass(slots=True, eq=False)
class _Chain:
    """The steps from one element up to the root: one object for all elements, on all pages, that have the same."""

    step: str
    around: "_Chain | None"
    stand: _Stand | None = None
    places: dict[str, Place] = field(default_factory=dict)
    """Form -> place."""

    def place(self, form: str) -> Place:
        """Return the place of blocks of that form right inside the element."""
        found = self.places.get(form)
        if found is None:
            path, nearest, outer = self.stand = self.stand or self._find_stand()
            alike = f"{outer}|{next(mark for mark in _LINK_MARKS if mark in form)}"
            found = Place(near=f"{path}|{form}", nearest=f"{nearest}|{form}", around=outer, alike=alike, path=path)
            self.places[form] = found
        return found

    def _find_stand(self) -> _Stand:
        """Return what the places of all blocks in such an element share."""
        steps: list[str] = []
        is_named = False
        chain: _Chain | None = self
        while chain is not None and (len(steps) <= _STEPS or not is_named) and len(steps) < _MAX_STEPS:
            steps.append(chain.step)
            is_named = is_named or "." in chain.step
            chain = chain.around
        path = "<".join(steps if len(steps) > _STEPS + 1 else steps[:_STEPS])
        return path, "<".join(steps[: _STEPS - 1]), "<".join(steps[1:_STEPS])


_chain = lru_cache(maxsize=4_096)(_Chain)
"""The pages of an outlet have the same chains, as their steps hold no numbers of articles."""


def _chain_of(box: Container, known: dict[Container, _Chain]) -> _Chain:
    found = known.get(box)
    if found is None:
        around = _chain_of(box.parent, known) if box.parent is not None else None
        step = _named_step(box.tag, box.names) or box.tag + _layout(box)
        found = known[box] = _chain(step, around)
    return found


@lru_cache(maxsize=8_192)  # the pages of an outlet have the same names
def _named_step(tag: str, names: str) -> str | None:
    """Return the tag with the stable words of its names: `div.entry-content`, `p`; None where its place must tell."""
    tokens = _tokens(names)
    return None if not tokens and tag in _LAYOUT else ".".join((tag, *tokens))


def _tokens(names: str) -> tuple[str, ...]:
    tokens = []
    for name in names.lower().split():
        parts = [part for part in _WORD.split(name) if part and not _UNSTABLE.search(part)]
        if 0 < len(parts) <= _MAX_WORDS:
            tokens.append("-".join(parts))
        if len(tokens) == _TOKENS:
            break
    return tuple(tokens)


def _layout(box: Container) -> str:
    """Return what tells a nameless box from its like: `[2]@60%`."""
    position = sum(1 for _ in islice(box.element.itersiblings(box.tag, preceding=True), _MAX_POSITION))
    held = dict(box.element.items())  # all at once: five questions for single ones take five times as long
    attributes = [value for name in _LAYOUT_ATTRIBUTES if (value := held.get(name))]
    return f"[{position}]" + "".join(f"@{value[:12]}" for value in attributes)


def _form(block: TextBlock) -> str:
    size = len(block.text)
    length = "s" if size < _SHORT else "m" if size < _LONG else "l"
    link = block.link_chars / size if size else 0.0
    linked = "=" if link > _ALL_LINK else "~" if link > _SOME_LINK else "-"
    bold = "*" if size and block.bold_chars / size > _ALL_BOLD else ""
    return length + linked + bold
