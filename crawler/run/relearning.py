"""Learning one outlet's template again, from a fresh start: lessons in, then old and new side by side, then the file.

    note(outcome) ... note(outcome) -> finish(pages) -> Relearned, written where enough pages taught it

The old template answers nothing meanwhile: the full road alone reads the pages, so no mistake of it comes back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from crawler.extract.inputs import PageInput
from crawler.extract.learn import add_lesson, describe_changes
from crawler.extract.outcome import Outcome
from crawler.extract.template import Template
from crawler.extract.template_json import from_json, to_json
from crawler.report.tally import Tally
from crawler.store.templates import read_template, write_template

COMPARED_PAGES = 40
"""Pages that are read with the old and the new template to compare them: each costs as much as in a crawl, twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What a template holds, and how it does on the pages that were fetched."""

    lessons: int
    places: int
    chrome_texts: int
    pages: int
    sure: int
    """Of `pages`, those that it could answer alone."""
    agreement: float | None
    """0..1, how far it kept the same text there as the full road; None where it is sure of no page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relearned:
    outlet_id: str
    before: Fit | None
    """None where there was no template that could be read."""
    after: Fit
    changes: tuple[str, ...]
    """What body, headline, byline, date and section moved from and to, a line each."""
    is_written: bool
    """False where too few pages taught it: the old template stays."""


class Relearner:
    """Stands where a crawl's `Learner` stands, for one outlet."""

    def __init__(self, output: Path, outlet_id: str) -> None:
        self._output = output
        self._old = _read(output, outlet_id)
        self._new = Template(outlet_id=outlet_id, version=self._old.version + 1 if self._old else 1)

    @property
    def is_learning(self) -> bool:
        """Say yes: it is all this crawl is for."""
        return True

    def is_checked(self, _outlet_id: str) -> bool:
        """Say no: workers have no template that could answer."""
        return False

    def missed(self, _outlet_id: str) -> None:
        """Do nothing: no page is checked."""

    def note(self, _outlet_id: str, outcome: Outcome, _tally: Tally) -> None:
        """Take in what a page taught."""
        if outcome.lesson is not None:
            add_lesson(self._new, outcome.lesson)

    def close(self) -> None:
        """Keep nothing of a learning that did not come to its end."""

    def finish(self, pages: Sequence[PageInput]) -> Relearned:
        """Compare old and new on these pages, and write the new one where it is ready; raises OutputError."""
        sample = pages[:COMPARED_PAGES]
        relearned = Relearned(
            outlet_id=self._new.outlet_id,
            before=_fit(self._old, sample) if self._old else None,
            after=_fit(self._new, sample),
            changes=describe_changes(self._old or Template(outlet_id=self._new.outlet_id), self._new),
            is_written=self._new.is_ready,
        )
        if relearned.is_written:
            write_template(self._output, self._new.outlet_id, to_json(self._new))
        return relearned


def _read(output: Path, outlet_id: str) -> Template | None:
    text = read_template(output, outlet_id)
    if text is None:
        return None
    try:
        template = from_json(text)
    except ValueError:
        return None
    return template if template.outlet_id == outlet_id else None


def _fit(template: Template, pages: Sequence[PageInput]) -> Fit:
    agreements = [agreement for page in pages if (agreement := _agreement(template, page)) is not None]
    return Fit(
        lessons=template.lessons,
        places=template.n_places,
        chrome_texts=template.n_chrome_texts,
        pages=len(pages),
        sure=len(agreements),
        agreement=round(fmean(agreements), 3) if agreements else None,
    )


def _agreement(template: Template, page: PageInput) -> float | None:
    from crawler.extract.article import read_article  # a crawl's own process never loads the extractor

    return read_article(page, template, is_checked=True).agreement
