"""Pages ready to learn from: as they are, cut short, and with what trafilatura says of them hidden or made wrong.

Votes of trafilatura are the strongest feature, and the one that fails at once over a whole page; and nearly all pages
of the public benchmarks are long and of today's making, where regional news is mostly short items and often laid out
without a name on anything. So the scorer also sees, at less weight, what it would have to work with then.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from lxml import etree
from lxml.html import HtmlElement

from benchmarks.extraction.corpus import Truth, read_page
from benchmarks.train_blocks.labels import label_blocks
from crawler.extract.blocks import TextBlock, read_blocks
from crawler.extract.evidence import Evidence, squeeze
from crawler.extract.features import PageView
from crawler.extract.inputs import Hints
from crawler.extract.reading import ask_trafilatura, gather_evidence
from crawler.extract.votes import VOTED_FEATURES, VotedView
from crawler.fields.urls import registrable_domain
from crawler.page.page import Page, open_page

_SHORT_CHARS = (120, 200, 300, 450, 700, 1000)
"""A page is cut after so much of its body: one to eight sentences."""
_NAMES = ("class", "id", "role", "itemprop", "data-testid", "data-component")
_MODERN = frozenset("article main section header footer aside nav figure figcaption".split())
_FLAT_SHARE, _FLAT_PARAGRAPHS = 0.5, 3
"""Half of the plain pages break their lines where there were so many paragraphs in a row."""
_PARTLY = (0.15, 0.6)
_WRONG_BLOCKS, _WRONG_CHARS = (2, 4, 8, 15), 20
"""Blocks in a row, none of the body and each at least this long, that wrong votes are for."""


Form = Literal["whole", "cut short", "plain"]


@dataclass(slots=True, kw_only=True)
class View:
    """A page's rows under some evidence; `at` says which blocks they are of."""

    name: str
    evidence: Evidence
    rows: Any
    at: list[int]


@dataclass(slots=True, kw_only=True)
class Sample:
    """A page in one form; pages of one `group`, a publisher, are never on both sides of a test."""

    truth: Truth
    group: str
    form: Form
    blocks: list[TextBlock]
    labels: Any
    weights: Any
    views: list[View] = field(default_factory=list)

    @property
    def silent(self) -> View:
        """Return the page as it is before trafilatura is asked."""
        return next(view for view in self.views if view.name == "silent")


def read_samples(folder: Path, truth: Truth) -> Iterator[Sample]:
    """Yield a page of the corpus three times: as it is, cut short, and without names or elements that tell anything."""
    html = read_page(folder, truth.id)
    page = open_page(html, url=truth.url)
    blocks = read_blocks(page.tree)
    evidence = _evidence(page, blocks)
    yield _sample(truth, blocks, evidence, "whole")
    labels, _ = label_blocks(truth, blocks, evidence)
    _cut_short([block for block, label in zip(blocks, labels, strict=True) if label], random.Random(truth.id))
    left = read_blocks(page.tree)
    labels, _ = label_blocks(truth, left, evidence)
    texts = tuple(block.text for block, label in zip(left, labels, strict=True) if label)
    evidence = _evidence(page, left)
    declared = evidence.article_body[: sum(len(squeeze(text)) for text in texts)]
    cut = replace(truth, paragraphs=texts)
    yield _sample(cut, left, replace(evidence, article_body=declared), "cut short")
    page = open_page(html, url=truth.url)
    _make_plain(page.tree, random.Random(truth.id))
    blocks = read_blocks(page.tree)
    yield _sample(truth, blocks, _evidence(page, blocks), "plain")


def _evidence(page: Page, blocks: Sequence[TextBlock]) -> Evidence:
    article = page.jsonld.article(page.url, page.meta.first("og:title") or page.meta.title or "")
    return ask_trafilatura(page, gather_evidence(page, article, Hints(), None, blocks)[2])


def _cut_short(body: Sequence[TextBlock], chance: random.Random) -> None:
    """Take the paragraphs after the first few out of the tree that the blocks stand in."""
    wanted, size = chance.choice(_SHORT_CHARS), 0
    for block in body:
        element = block.container.element
        if size >= wanted and block.container.blocks == 1 and element.getparent() is not None:
            element.drop_tree()
        size += len(block.text)


def _make_plain(tree: HtmlElement, chance: random.Random) -> None:
    """Take every name and every telling element from the page, and of some pages their paragraphs."""
    for element in tree.iter(etree.Element):
        for name in _NAMES:
            element.attrib.pop(name, None)
        if element.tag in _MODERN:
            element.tag = "div"
    if chance.random() < _FLAT_SHARE:
        for box in list(tree.iter()):
            paragraphs = box.findall("p")
            if len(paragraphs) >= _FLAT_PARAGRAPHS:
                _break_lines(paragraphs)


def _break_lines(paragraphs: Sequence[HtmlElement]) -> None:
    for paragraph in paragraphs:
        paragraph.tag = "span"
        for _ in range(2):
            paragraph.addnext(etree.Element("br"))


def _sample(truth: Truth, blocks: list[TextBlock], evidence: Evidence, form: Form) -> Sample:
    labels, weights = label_blocks(truth, blocks, evidence)
    told = {
        "told": evidence,
        "partly": _partly(evidence, random.Random(truth.id)),  # the same page is always shown in the same way
        "silent": _with_votes(evidence, ()),
        "wrong": _wrong(blocks, labels, evidence, random.Random(truth.id)),
    }
    return Sample(
        truth=truth,
        group=registrable_domain(truth.url).partition(".")[0],
        form=form,
        blocks=blocks,
        labels=np.array(labels),
        weights=np.array(weights),
        views=[_view(name, blocks, seen) for name, seen in told.items()],
    )


def _view(name: str, blocks: Sequence[TextBlock], evidence: Evidence) -> View:
    voted = VotedView(PageView(blocks, evidence), evidence)
    at = [i for i in range(len(blocks)) if not voted.is_chrome(i)]
    matrix = np.array([voted.row(i) for i in at], dtype=np.float64).reshape(-1, len(VOTED_FEATURES))
    return View(name=name, evidence=evidence, rows=matrix, at=at)


def _with_votes(evidence: Evidence, lines: Sequence[str]) -> Evidence:
    return replace(evidence, lines=frozenset(lines), joined="\n".join(lines))


def _partly(evidence: Evidence, chance: random.Random) -> Evidence:
    """Return the evidence with only a stretch of trafilatura's lines left."""
    lines = evidence.joined.split("\n")
    kept = max(1, int(len(lines) * chance.uniform(*_PARTLY)))
    start = chance.randrange(len(lines) - kept + 1)
    return _with_votes(evidence, lines[start : start + kept])


def _wrong(blocks: Sequence[TextBlock], labels: Sequence[bool], evidence: Evidence, chance: random.Random) -> Evidence:
    """Return the evidence with votes for a stretch of chrome, and none for the body."""
    chrome = [b.text for b, y in zip(blocks, labels, strict=True) if not y and len(b.text) >= _WRONG_CHARS]
    start = chance.randrange(max(1, len(chrome)))
    return _with_votes(evidence, [squeeze(text) for text in chrome[start : start + chance.choice(_WRONG_BLOCKS)]])
