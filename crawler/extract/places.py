"""Where a block stands and what it looks like, as short keys that pages of one template share.

A place is the last steps of the block's path with the stable words of their class names, and the block's form: how
long it is, how much of it is link, whether it is bold. Full paths are useless: only a third of the body text of real
pages stands on a full class path that a second page of the outlet has, against 73 % for the last three steps
(docs/extraction.md).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extract.blocks import Container, TextBlock

_STEPS = 3
_TOKENS = 2
"""Class words of one step; the first ones name the component, later ones are states and page numbers."""
_UNSTABLE = re.compile(r"\d")
_WORD = re.compile(r"[-_:]+")
_SHORT, _LONG = 40, 120
_SOME_LINK, _ALL_LINK, _ALL_BOLD = 0.2, 0.8, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    near: str
    """The last three steps and the form."""
    nearest: str
    """The last two steps and the form: what is asked where `near` was never seen."""
    path: str
    """The last three steps without the form: the key of headline, byline and date places."""


def find_places(blocks: Sequence[TextBlock]) -> list[Place]:
    """Return the place of every block, in their order."""
    steps: dict[int, str] = {}
    return [_place(block, steps) for block in blocks]


def _place(block: TextBlock, steps: dict[int, str]) -> Place:
    chain: list[str] = []
    box: Container | None = block.container
    while box is not None and len(chain) < _STEPS:
        step = steps.get(id(box))
        if step is None:
            step = steps[id(box)] = _step(box)
        chain.append(step)
        box = box.parent
    form = _form(block)
    path = "<".join(chain)
    return Place(near=f"{path}|{form}", nearest=f"{'<'.join(chain[: _STEPS - 1])}|{form}", path=path)


def _step(box: Container) -> str:
    """Return the tag with the stable words of its names: `div.entry-content`, `p`."""
    tokens = []
    for name in box.names.lower().split():
        parts = [part for part in _WORD.split(name) if part and not _UNSTABLE.search(part)]
        if parts:
            tokens.append("-".join(parts))
        if len(tokens) == _TOKENS:
            break
    return ".".join((box.tag, *tokens))


def _form(block: TextBlock) -> str:
    size = len(block.text)
    length = "s" if size < _SHORT else "m" if size < _LONG else "l"
    link = block.link_chars / size if size else 0.0
    linked = "=" if link > _ALL_LINK else "~" if link > _SOME_LINK else "-"
    bold = "*" if size and block.bold_chars / size > _ALL_BOLD else ""
    return length + linked + bold
