"""The people, places and dates that one article is about: the values for the slots of its patterns."""

import random
from datetime import datetime, timedelta

from crawler.demo.banks import Region, shared

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OLDEST_YEAR, _OLD_YEAR = 1871, 1968
FIRST_YEAR, LAST_YEAR = 2007, 2024
"""Years that articles look back to."""


def full_name(rng: random.Random, region: Region) -> tuple[str, str, bool]:
    """Return first name, last name and whether the first name is a woman's."""
    is_woman = rng.random() < 0.5
    return rng.choice(region.women if is_woman else region.men), rng.choice(region.last), is_woman


def choose_cast(rng: random.Random, region: Region, town: str, published: datetime) -> dict[str, str]:
    """Return a value for every slot that patterns know, with `town` as the scene."""
    cast = _places(rng, region, town) | _times(rng, published)
    last_names: set[str] = set()
    for letter in "abc":
        person = _person(rng, region, letter)
        while person[f"{letter}_last"] in last_names:  # two people of one name would confuse the reader
            person = _person(rng, region, letter)
        last_names.add(person[f"{letter}_last"])
        cast |= person
    return cast


def _places(rng: random.Random, region: Region, town: str) -> dict[str, str]:
    street, street2 = rng.sample(region.streets, 2)
    team, team2 = rng.sample(region.teams, 2)
    country_x, country_y = rng.sample(range(len(shared("countries"))), 2)
    return {
        "town": town,
        "town2": rng.choice([t for t in region.towns if t != town]),
        "street": street,
        "street2": street2,
        "place": rng.choice(region.places),
        "school": rng.choice(region.schools),
        "team": team,
        "team2": team2,
        "firm": rng.choice(shared("firms")),
        "council": region.council,
        "council_cap": region.council.capitalize(),
        "fee": region.fee,
        "currency": region.currency,
        "country_x": shared("countries")[country_x],
        "city_x": shared("cities")[country_x],
        "country_y": shared("countries")[country_y],
    }


def _times(rng: random.Random, published: datetime) -> dict[str, str]:
    happened = published - timedelta(days=rng.randint(0, 2))
    ahead = published + timedelta(days=rng.randint(2, 4))  # never the weekday of what happened
    return {
        "day": _WEEKDAYS[happened.weekday()],
        "day2": _WEEKDAYS[ahead.weekday()],
        "year_old": str(rng.randint(_OLDEST_YEAR, _OLD_YEAR)),
    }


def _person(rng: random.Random, region: Region, letter: str) -> dict[str, str]:
    first, last, is_woman = full_name(rng, region)
    they, their, them, child = ("she", "her", "her", "daughter") if is_woman else ("he", "his", "him", "son")
    return {
        letter: f"{first} {last}",
        f"{letter}_last": last,
        f"{letter}_they": they,
        f"{letter}_They": they.capitalize(),
        f"{letter}_their": their,
        f"{letter}_Their": their.capitalize(),
        f"{letter}_them": them,
        f"{letter}_themself": f"{them}self",
        f"{letter}_child": child,
    }
