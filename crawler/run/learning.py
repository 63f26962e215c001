"""The templates of a run's outlets: lessons come in from the worker processes, new versions go out to them.

    note(outcome) -> lesson added -> enough new ones? -> publish: written to disk, broadcast to the workers
                  -> agreement of checked pages falls -> stale: forgotten, learned again from the pages that follow

All of it in the crawl's own process; a lesson is a few hundred counts.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from crawler.extract.learn import add_lesson, add_proofs, for_readers
from crawler.extract.outcome import Outcome
from crawler.extract.template import MIN_LESSONS, Template
from crawler.extract.template_json import from_json, to_json
from crawler.items import Article
from crawler.report.tally import Tally
from crawler.run.shelf import Shelf
from crawler.run.watch import Watch
from crawler.store.templates import read_template, template_path, write_template

logger = logging.getLogger(__name__)

PUBLISH_GROWTH = 1.5
"""A version is given out when this many times the lessons of the last one are in: 5, 8, 12, 18, 27 ... pages."""
_REDESIGN_PAGES = 10
_REDESIGN_SHARE = 0.6
"""Share of the last pages that a ready template did not know, from which the outlet is reported as redesigned.

Only where it knew most of the pages before, and so many of them at least: a young template doubts much, and an outlet
with many designs always does.
"""

Publish = Callable[[str, Template], None]


@dataclass(slots=True)
class _Learned:
    """How well one outlet's template did lately, and what of it was given out."""

    watch: Watch
    published_lessons: int = 0
    doubts: deque[bool] = field(default_factory=lambda: deque(maxlen=_REDESIGN_PAGES))
    is_redesign_told: bool = False
    is_written: bool = True
    """Whether the file on disk has all that was learned."""


class Learner:
    """`check_every`: one page of so many is read by the full road too (`watch.py`); 0 neither asks nor teaches them."""

    def __init__(self, output: Path, check_every: int, publish: Publish) -> None:
        self._output = output
        self._check_every = check_every
        self._publish = publish
        self._outlets: dict[str, _Learned] = {}
        self._shelf = Shelf()

    @property
    def is_learning(self) -> bool:
        """Whether pages make lessons: a tenth of a short page's reading, for nothing where none is asked."""
        return self._check_every > 0

    def is_checked(self, outlet_id: str) -> bool:
        """Whether the next page of the outlet is one of the sample that both roads read."""
        learned = self._open(outlet_id)
        return self._shelf.counts(outlet_id).is_ready and learned.watch.is_due()

    def missed(self, outlet_id: str) -> None:
        """Hear that a page that was to be checked gave nothing to compare."""
        self._open(outlet_id).watch.missed()

    def note(self, outlet_id: str, outcome: Outcome, tally: Tally) -> None:
        """Take in what a page taught, and count how it was read."""
        learned = self._open(outlet_id)
        if not isinstance(outcome.result, Article):
            return
        self._judge(outlet_id, learned, outcome, tally)
        if outcome.lesson is not None:
            template = self._shelf.open(outlet_id)
            add_lesson(template, outcome.lesson)
            learned.is_written = False
            if template.lessons >= max(MIN_LESSONS, learned.published_lessons * PUBLISH_GROWTH):
                self._give_out(outlet_id, learned)
        if outcome.proofs:
            template = self._shelf.open(outlet_id)
            learned.is_written = False
            if add_proofs(template, outcome.proofs):
                self._give_out(outlet_id, learned)

    def close(self) -> None:
        """Write what was learned since the last version; raises OutputError."""
        for outlet_id, learned in self._outlets.items():
            if not learned.is_written:
                write_template(self._output, outlet_id, to_json(self._shelf.open(outlet_id)))

    def _open(self, outlet_id: str) -> _Learned:
        learned = self._outlets.get(outlet_id)
        if learned is None:
            template = self._read(outlet_id)
            self._shelf.put(template)
            learned = self._outlets[outlet_id] = _Learned(
                watch=Watch(self._check_every), published_lessons=template.lessons
            )
            if template.is_ready and self._check_every > 0:
                self._publish(outlet_id, for_readers(template))
        return learned

    def _read(self, outlet_id: str) -> Template:
        text = read_template(self._output, outlet_id)
        if text is not None:
            try:
                template = from_json(text)
            except ValueError as error:
                path = template_path(self._output, outlet_id)
                logger.warning("%s: no template (%s); it is learned again", path, error)
            else:
                if template.outlet_id == outlet_id:
                    return template
        return Template(outlet_id=outlet_id)

    def _judge(self, outlet_id: str, learned: _Learned, outcome: Outcome, tally: Tally) -> None:
        template = self._shelf.counts(outlet_id)
        if not template.is_ready:
            return
        learned.is_written = False
        learned.doubts.append(outcome.is_in_doubt)
        if outcome.is_in_doubt:
            template.doubted += 1
            learned.watch.doubted()
            tally.counts["template_in_doubt"] += 1
        elif outcome.agreement is not None:
            template.sure += 1
            tally.counts["template_checked"] += 1
            learned.watch.compared(outcome.agreement)
        elif outcome.lesson is None:
            template.sure += 1
            tally.counts["template_served"] += 1
        if learned.watch.is_stale:
            self._forget(outlet_id, learned, tally)
        self._tell_redesign(outlet_id, learned, tally)

    def _forget(self, outlet_id: str, learned: _Learned, tally: Tally) -> None:
        logger.warning("%s: the learned template no longer agrees with the pages; it is learned again", outlet_id)
        tally.counts["template_stale"] += 1
        self._shelf.put(Template(outlet_id=outlet_id, version=self._shelf.counts(outlet_id).version))
        learned.published_lessons = 0
        learned.watch = Watch(self._check_every)
        self._give_out(outlet_id, learned)

    def _tell_redesign(self, outlet_id: str, learned: _Learned, tally: Tally) -> None:
        doubts, template = sum(learned.doubts), self._shelf.counts(outlet_id)
        is_new = len(learned.doubts) == _REDESIGN_PAGES and doubts >= _REDESIGN_SHARE * _REDESIGN_PAGES
        was_known = template.sure >= max(_REDESIGN_PAGES, template.doubted - doubts)
        if is_new and was_known and not learned.is_redesign_told:
            learned.is_redesign_told = True
            tally.counts["template_redesign"] += 1
            logger.warning("%s: most new pages look different: a redesign? It is being learned", outlet_id)

    def _give_out(self, outlet_id: str, learned: _Learned) -> None:
        template = self._shelf.open(outlet_id)
        template.version += 1
        learned.published_lessons = template.lessons
        learned.is_written = True
        write_template(self._output, outlet_id, to_json(template))
        if self._check_every > 0:
            self._publish(outlet_id, for_readers(template))
