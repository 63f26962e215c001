"""The templates of a run's outlets, most of them put away: a few are open, of the others only the counts are at hand.

A template of a hundred lessons takes 0.3 to 0.5 MB as Python's tables and a fifth of that pickled; a lesson comes with
one page of twenty. `counts` has what every page asks for, `open` brings the tables back.
"""

import pickle
from collections import OrderedDict
from operator import attrgetter

from crawler.extract.template import Template, Votes

OPEN_TEMPLATES = 16
"""To put one away and bring another back takes 0.6 ms, which no crawl of fewer outlets pays."""

_VOTES = ("near", "nearest", "around", "boxes")
_COUNTS = ("texts", "roles", "paths", "orders", "chrome")
_TABLES = attrgetter(*_VOTES, *_COUNTS)


class Shelf:
    def __init__(self, limit: int = OPEN_TEMPLATES) -> None:
        self._limit = limit
        self._templates: dict[str, Template] = {}
        self._open: OrderedDict[str, None] = OrderedDict()
        self._away: dict[str, bytes] = {}

    def counts(self, outlet_id: str) -> Template:
        """Return an outlet's template for its plain fields alone: its tables may be put away, and are empty then."""
        return self._templates[outlet_id]

    def put(self, template: Template) -> None:
        """Take in an outlet's template, open, in the place of the one it had."""
        self._away.pop(template.outlet_id, None)
        self._templates[template.outlet_id] = template
        self._use(template.outlet_id)

    def open(self, outlet_id: str) -> Template:
        """Return an outlet's template with its tables; it may be put away when another one is opened."""
        template = self._templates[outlet_id]
        if (packed := self._away.pop(outlet_id, None)) is not None:
            tables = pickle.loads(packed)
            for name, table in zip(_VOTES, tables, strict=False):
                setattr(template, name, {key: Votes(*counts) for key, counts in table.items()})
            for name, table in zip(_COUNTS, tables[len(_VOTES) :], strict=True):
                setattr(template, name, table)
        self._use(outlet_id)
        return template

    def _use(self, outlet_id: str) -> None:
        self._open[outlet_id] = None
        self._open.move_to_end(outlet_id)
        if len(self._open) > self._limit:
            self._put_away(self._open.popitem(last=False)[0])

    def _put_away(self, outlet_id: str) -> None:
        template = self._templates[outlet_id]
        tables = list(_TABLES(template))
        for place in range(len(_VOTES)):
            tables[place] = {key: (v.kept, v.dropped, v.pages) for key, v in tables[place].items()}
        self._away[outlet_id] = pickle.dumps(tables, pickle.HIGHEST_PROTOCOL)
        for name in (*_VOTES, *_COUNTS):
            setattr(template, name, {})
        template.forget_derived()
