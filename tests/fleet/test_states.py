"""Values of frozen dataclasses on their way between processes."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field

import pytest

from crawler.fleet.states import travel_light


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    name: str
    weight_grams: int | None = None
    parts: "tuple[Parcel, ...]" = ()
    labels: dict[str, str] = field(default_factory=dict)


travel_light(Parcel)


def test_a_value_arrives_as_it_left() -> None:
    """Every field with its value, nested ones too, and still frozen."""
    sent = Parcel(
        name="crate", parts=(Parcel(name="box", weight_grams=7), Parcel(name="bag")), labels={"to": "Saltmere"}
    )

    arrived = pickle.loads(pickle.dumps(sent, pickle.HIGHEST_PROTOCOL))

    assert arrived == sent
    assert arrived is not sent
    with pytest.raises(FrozenInstanceError):
        arrived.name = "sack"
