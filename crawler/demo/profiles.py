"""What makes one demo outlet itself: name, place, zone, theme, addresses, manners. The first three are drawn by hand,
as many more as a benchmark asks for follow from their number."""

import random
from dataclasses import dataclass, field, replace
from typing import Literal

from crawler.demo.banks import Region, region, shared
from crawler.demo.cast import full_name
from crawler.demo.credits import Newsroom

ThemeName = Literal["magazine", "blocks", "table"]
AddressStyle = Literal["category", "dated", "query"]

N_WRITERS, N_PHOTOGRAPHERS, N_COLUMNISTS = 7, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One demo outlet. `seed` makes its text; two outlets with different seeds share no article."""

    id: str
    name: str
    tagline: str
    country: str
    region: str
    timezone: str
    day_first: bool
    theme: ThemeName
    addresses: AddressStyle
    first_id: int
    """The id of article 0 in addresses."""
    crawl_delay_seconds: float | None = None
    has_seed_article: bool = False
    seed: str = ""
    colour: str = "#1b4f8a"
    newsroom: Newsroom = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "newsroom", _hire(self))

    @property
    def names(self) -> Region:
        return region(self.country)


def _hire(profile: Profile) -> Newsroom:
    rng = random.Random(f"staff {profile.seed} {profile.id}")
    names: list[str] = []
    while len(names) < N_WRITERS + N_PHOTOGRAPHERS + N_COLUMNISTS:
        first, last, _ = full_name(rng, profile.names)
        if not any(last in name for name in names):
            names.append(f"{first} {last}")
    return Newsroom(
        outlet_name=profile.name,
        writers=tuple(names[:N_WRITERS]),
        photographers=tuple(names[N_WRITERS : N_WRITERS + N_PHOTOGRAPHERS]),
        columnists=tuple(names[N_WRITERS + N_PHOTOGRAPHERS :]),
        towns=profile.names.towns,
    )


MARIGOLD = Profile(
    id="marigold-times",
    name="Marigold Times",
    tagline="News from the hill towns since 1974",
    country="in",
    region="Nilpahari Hills",
    timezone="Asia/Kolkata",
    day_first=True,
    theme="magazine",
    addresses="category",
    first_id=4100,
    has_seed_article=True,
    colour="#b3261e",
)
SAGE_CREEK = Profile(
    id="sage-creek-ledger",
    name="Sage Creek Ledger",
    tagline="Independent news for the high country",
    country="us",
    region="Averill County",
    timezone="America/Denver",
    day_first=False,
    theme="blocks",
    addresses="dated",
    first_id=20300,
    crawl_delay_seconds=0.2,
    colour="#2f5d3a",
)
SALTMERE = Profile(
    id="saltmere-echo",
    name="Saltmere Echo",
    tagline="The voice of the estuary",
    country="gb",
    region="Saltmere Coast",
    timezone="Europe/London",
    day_first=True,
    theme="table",
    addresses="query",
    first_id=101,
    colour="#0a3a6b",
)
FIRST = (MARIGOLD, SAGE_CREEK, SALTMERE)


def profiles(count: int) -> tuple[Profile, ...]:
    """Return `count` outlets: the three drawn by hand, then invented ones that take turns with their traits."""
    return tuple(FIRST[i] if i < len(FIRST) else _invented(i) for i in range(count))


def _invented(index: int) -> Profile:
    model = FIRST[index % len(FIRST)]
    first, last = shared("paper_first"), shared("paper_last")
    name = f"{first[index % len(first)]} {last[index * 3 // len(first) % len(last)]}"
    return replace(
        model,
        id=f"{name.lower().replace(' ', '-')}-{index + 1}",
        name=f"{name} {index + 1}",
        region=f"{first[index % len(first)]} District",
        first_id=model.first_id + 13 * index,
        crawl_delay_seconds=None,
        has_seed_article=False,
        colour=f"#{(index * 0x3A5F1) % 0xA0A0A0 + 0x101010:06x}",
    )
