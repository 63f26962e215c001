"""Comparing the dates that a page gives: do two agree, which of them says more, which one stands.

For whoever collects candidates in order of trust (`extract`): a later candidate may make an earlier one more precise,
never contradict it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta, tzinfo

from crawler.fields.date_values import FINENESS, DateContext, NewsDate, is_plausible
from crawler.fields.date_zones import load_zone, usual_clock

_UNITS = {"hour": timedelta(hours=1), "minute": timedelta(minutes=1), "second": timedelta(minutes=1)}
"""How far apart two spellings of one moment lie at most: a stamp with seconds is often printed without."""


_MIDNIGHT = "T00:00:00"
_UTC = "+00:00"


def choose_date(candidates: Sequence[NewsDate], context: DateContext) -> NewsDate | None:
    """Return the first plausible candidate, or a more precise one that agrees with it; None where none is plausible.

    Midnight to the second stands for a plain day where another candidate knows the hour, and of two spellings of one
    moment the one by the outlet's clock is the better, since UTC tells no reader when that was.
    """
    unique = {id(candidate): candidate for candidate in candidates}.values()  # one stamp stands in many places
    plausible = [candidate for candidate in unique if is_plausible(candidate, context)]
    if not plausible:
        return None
    first = plausible[0]
    told = _as_day(first) if not has_clock(first) else first
    agreeing = [candidate for candidate in plausible if agree(told, candidate, context)]
    best = max(agreeing, key=lambda candidate: min(_fineness(candidate), FINENESS["minute"]), default=first)
    chosen = best if _fineness(best) > _fineness(first) else first
    return next((each for each in agreeing if _is_local_spelling(each, chosen)), chosen)


def agree(first: NewsDate, second: NewsDate, context: DateContext) -> bool:
    """Whether two dates can be of one event, each as far as its precision goes; symmetric.

    A moment agrees with a plain day if it falls on it by its own offset or by the outlet's clock: `2025-05-17T23:30Z`
    was printed on 18 May in Berlin.
    """
    if first is second:
        return True
    one, other = first.instant, second.instant
    if one and other:
        coarser = min(first.precision, second.precision, key=FINENESS.__getitem__)
        return abs(one - other) <= _UNITS[coarser]
    length = min(len(first.value[:10]), len(second.value[:10]))
    days, other_days = _days(first, context), _days(second, context)
    return bool({day[:length] for day in days} & {day[:length] for day in other_days})


def has_clock(found: NewsDate) -> bool:
    """Whether the date tells the time of day to the minute: no other candidate can say more.

    Systems that know a day only write it as midnight to the second.
    """
    return _fineness(found) >= FINENESS["minute"]


def local_day(found: NewsDate, context: DateContext) -> date | None:
    """Return the calendar day by the outlet's clock, or by the date's own offset where no clock is known.

    None for a month. A stamp in UTC late in the evening is the next day's in Tokyo.
    """
    instant, clock = found.instant, _outlet_clock(context)
    return instant.astimezone(clock).date() if instant and clock else found.day


def _fineness(found: NewsDate) -> int:
    return FINENESS["day"] if _MIDNIGHT in found.value else FINENESS[found.precision]


def _as_day(found: NewsDate) -> NewsDate:
    """A midnight as the plain day it stands for; any other date as it is."""
    return replace(found, value=found.value[:10], precision="day") if _MIDNIGHT in found.value else found


def _is_local_spelling(other: NewsDate, chosen: NewsDate) -> bool:
    """Whether the other is the same second by a clock of its own, where the chosen one is in UTC."""
    if other.precision != chosen.precision or not chosen.value.endswith(_UTC) or other.value.endswith(_UTC):
        return False
    return other.instant is not None and other.instant == chosen.instant


def _days(found: NewsDate, context: DateContext) -> set[str]:
    """The days or month the date may be printed as."""
    local = local_day(found, context)
    return {found.value[:10]} | ({local.isoformat()} if local else set())


def _outlet_clock(context: DateContext) -> tzinfo | None:
    if zone := load_zone(context.timezone):
        return zone
    usual = usual_clock(context.country, context.language)
    return usual[0] if usual else None
