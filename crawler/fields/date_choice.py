"""Comparing the dates that a page gives: do two agree, which of them says more, which one stands.

For whoever collects candidates in order of trust (`extract`): a later candidate may make an earlier one more precise,
never contradict it.
"""

from collections.abc import Sequence
from datetime import date, timedelta, tzinfo

from crawler.fields.date_values import FINENESS, DateContext, NewsDate, is_plausible
from crawler.fields.date_zones import load_zone, usual_clock

_UNITS = {"hour": timedelta(hours=1), "minute": timedelta(minutes=1), "second": timedelta(minutes=1)}
"""How far apart two spellings of one moment lie at most: a stamp with seconds is often printed without."""


def choose_date(candidates: Sequence[NewsDate], context: DateContext) -> NewsDate | None:
    """Return the first plausible candidate, or a more precise one that agrees with it; None where none is plausible."""
    plausible = [candidate for candidate in candidates if is_plausible(candidate, context)]
    if not plausible:
        return None
    agreeing = (candidate for candidate in plausible if agree(plausible[0], candidate, context))
    best = max(agreeing, key=lambda candidate: min(FINENESS[candidate.precision], FINENESS["minute"]))
    return best if FINENESS[best.precision] > FINENESS[plausible[0].precision] else plausible[0]


def agree(first: NewsDate, second: NewsDate, context: DateContext) -> bool:
    """Whether two dates can be of one event, each as far as its precision goes; symmetric.

    A moment agrees with a plain day if it falls on it by its own offset or by the outlet's clock: `2025-05-17T23:30Z`
    was printed on 18 May in Berlin.
    """
    one, other = first.instant, second.instant
    if one and other:
        coarser = min(first.precision, second.precision, key=FINENESS.__getitem__)
        return abs(one - other) <= _UNITS[coarser]
    length = min(len(first.value[:10]), len(second.value[:10]))
    days, other_days = _days(first, context), _days(second, context)
    return bool({day[:length] for day in days} & {day[:length] for day in other_days})


def has_clock(found: NewsDate) -> bool:
    """Whether the date tells the time of day to the minute: no other candidate can say more."""
    return FINENESS[found.precision] >= FINENESS["minute"]


def local_day(found: NewsDate, context: DateContext) -> date | None:
    """Return the calendar day by the outlet's clock, or by the date's own offset where no clock is known.

    None for a month. A stamp in UTC late in the evening is the next day's in Tokyo.
    """
    instant, clock = found.instant, _outlet_clock(context)
    return instant.astimezone(clock).date() if instant and clock else found.day


def _days(found: NewsDate, context: DateContext) -> set[str]:
    """The days or month the date may be printed as."""
    local = local_day(found, context)
    return {found.value[:10]} | ({local.isoformat()} if local else set())


def _outlet_clock(context: DateContext) -> tzinfo | None:
    if zone := load_zone(context.timezone):
        return zone
    usual = usual_clock(context.country, context.language)
    return usual[0] if usual else None
