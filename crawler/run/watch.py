"""Which pages of an outlet both roads read, while its learned template answers the others alone, and what they show.

a run's first page, then one of `every`     while the template has yet to prove itself, or doubts a page
one of twice, then of three times as many   as long as both roads go on agreeing
the next four                               once they disagreed: with it, they show whether the template is stale
"""

from collections import deque

STALE_AGREEMENT = 0.85
"""Mean agreement of the last checks under which a template is stale, and a single one that calls for more checks. On 24
served pages of 11 real publishers the lowest was 0.988, of 358 pages of the demo newspaper 0.84; the rest is room for
single odd pages."""
STALE_CHECKS = 5
_AGREEMENTS = 3
"""Checks in a row that agreed, after which the next ones come further apart, and after as many more again."""
_RAREST = 3
"""Times `every`. A template that suddenly errs on all pages is told by its second check (by its fifth, where it errs
little). The second one comes at once now: 29.5 pages are read wrongly on average until then, 28.5 with one check of 20
throughout, and 29.5 instead of 85.5 until the fifth (tests/run/test_watch.py)."""


class Watch:
    """`every` 1 checks all pages, 0 none."""

    def __init__(self, every: int) -> None:
        self._every = every
        self._checks: deque[float] = deque(maxlen=STALE_CHECKS)
        self._since = 0
        """Pages since the last one that was to be checked."""
        self._agreed = 0
        """Checks in a row that agreed, without a page in doubt between them."""
        self._wanted = 1
        """Checks that are wanted of the next pages: what changed since the last run shows on its first page."""

    def is_due(self) -> bool:
        """Return whether the next page is to be checked."""
        self._since += 1
        if not self._every or not (self._every == 1 or self._wanted or self._since >= self._gap):
            return False
        self._since, self._wanted = 0, max(0, self._wanted - 1)
        return True

    def missed(self) -> None:
        """Hear that a page that was to be checked could not be: no article, or the template was not sure of it."""
        self._wanted += 1

    def compared(self, agreement: float) -> None:
        """Hear how far both roads kept the same text of a page, 0..1."""
        self._checks.append(agreement)
        self._agreed += 1
        if agreement < STALE_AGREEMENT:
            self._agreed, self._wanted = 0, STALE_CHECKS - 1

    def doubted(self) -> None:
        """Hear that the template did not know a page."""
        self._agreed = 0

    @property
    def is_stale(self) -> bool:
        """Whether the template no longer fits the outlet's pages."""
        return len(self._checks) == STALE_CHECKS and sum(self._checks) / STALE_CHECKS < STALE_AGREEMENT

    @property
    def _gap(self) -> int:
        return self._every * min(_RAREST, 1 + self._agreed // _AGREEMENTS)
