"""Who an article is credited to, in the forms that local papers print, with what is true about each form.

One form an article, by its number, so that every outlet shows all of them: one person, two, three, desk, agency, role,
place, ALL CAPS, photographer, a line that also carries the date, none.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

AGENCIES = (("AP", "Associated Press"), ("Reuters", "Reuters"), ("AFP", "AFP"), ("PTI", "Press Trust of India"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """`raw` as printed (`{date}` stands where the line carries the day), then the truth."""

    raw: str = ""
    people: tuple[tuple[str, str], ...] = ()
    """(name, role) in printed order."""
    desk: str | None = None
    agencies: tuple[str, ...] = ()
    account: str | None = None
    """The CMS account that structured data names, where it is not the people."""

    @property
    def reporters(self) -> tuple[str, ...]:
        return tuple(name for name, role in self.people if role == "reporter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """The staff and desks of one outlet."""

    outlet_name: str
    writers: tuple[str, ...]
    photographers: tuple[str, ...]
    columnists: tuple[str, ...]
    towns: tuple[str, ...]


_Form = Callable[[Newsroom, Sequence[str], random.Random], Credit]


def _one(_: Newsroom, names: Sequence[str], __: random.Random) -> Credit:
    return Credit(raw=names[0], people=((names[0], "reporter"),))


def _two(_: Newsroom, names: Sequence[str], __: random.Random) -> Credit:
    return Credit(raw=f"{names[0]} and {names[1]}", people=_reporters(names[:2]))


def _three(_: Newsroom, names: Sequence[str], __: random.Random) -> Credit:
    return Credit(raw=f"{names[0]}, {names[1]} and {names[2]}", people=_reporters(names[:3]))


def _desk(room: Newsroom, _: Sequence[str], rng: random.Random) -> Credit:
    desk = rng.choice((f"{room.outlet_name} Desk", "Web Desk", "News Desk"))
    return Credit(raw=desk, desk=desk, account=desk)


def _role(_: Newsroom, names: Sequence[str], rng: random.Random) -> Credit:
    role = rng.choice(("Staff Reporter", "Chief Reporter", "Senior Correspondent"))
    return Credit(raw=f"{names[0]}, {role}", people=((names[0], "reporter"),))


def _capitals(_: Newsroom, names: Sequence[str], __: random.Random) -> Credit:
    return Credit(raw=names[0].upper(), people=((names[0], "reporter"),))


def _dated_line(room: Newsroom, names: Sequence[str], _: random.Random) -> Credit:
    desk = f"{room.outlet_name} Desk"
    return Credit(
        raw=f"{desk} / {names[0]} / {{date}}", people=((names[0], "reporter"),), desk=desk, account=room.outlet_name
    )


def _photo(room: Newsroom, names: Sequence[str], rng: random.Random) -> Credit:
    photographer = rng.choice(room.photographers)
    return Credit(raw=f"{names[0]}; photos by {photographer}", people=((names[0], "reporter"), (photographer, "photo")))


def _piped(_: Newsroom, names: Sequence[str], __: random.Random) -> Credit:
    return Credit(raw=f"{names[0]} | {{date}}", people=((names[0], "reporter"),))


def _placed(room: Newsroom, names: Sequence[str], rng: random.Random) -> Credit:
    return Credit(raw=f"{names[0]} in {rng.choice(room.towns)}", people=((names[0], "reporter"),))


def _nobody(_: Newsroom, __: Sequence[str], ___: random.Random) -> Credit:
    return Credit()


FORMS: tuple[_Form, ...] = (
    _one, _dated_line, _two, _desk, _capitals, _photo, _one, _role, _piped, _three, _placed, _nobody,
)  # fmt: skip


def choose_credit(room: Newsroom, index: int, section: str, rng: random.Random) -> Credit:
    """Return the credit of article number `index`; its first writer is `writer_of(room, index)`."""
    if section == "world":
        short, long = AGENCIES[index // 8 % len(AGENCIES)]
        return Credit(raw=rng.choice((short, long)), agencies=(short,), account=long)
    if section == "opinion":
        name = room.columnists[index // 8 % len(room.columnists)]
        return Credit(raw=name, people=((name, "reporter"),))
    first = index % len(room.writers)
    names = [room.writers[(first + step) % len(room.writers)] for step in (0, 2, 3)]
    return FORMS[(index + index // len(FORMS)) % len(FORMS)](room, names, rng)


def _reporters(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, "reporter") for name in names)
