"""The set of raw bylines with what each credits, read from `bylines.jsonl`."""

import json
from dataclasses import dataclass
from pathlib import Path

SET = Path(__file__).parent / "bylines.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One raw byline and what an editor reads in it."""

    id: str
    language: str
    kind: str
    """The class of difficulty: `list`, `title`, `role`, `agency`, `desk` ..."""
    raw: str
    outlet: str | None
    """The outlet's name, where the case is about it."""
    people: tuple[tuple[str, str], ...]
    """(name, role) in printed order."""
    desk: str | None
    agencies: tuple[str, ...]

    @property
    def credited(self) -> tuple[str, ...]:
        """The people; where there are none, the desk and the agencies stand for them."""
        names = tuple(name for name, _ in self.people)
        return names or ((self.desk,) if self.desk else ()) + self.agencies


def read_cases() -> list[Case]:
    """Return every case, in the order of the file."""
    return [_case(json.loads(line)) for line in SET.read_text(encoding="utf-8").splitlines()]


def _case(raw: dict[str, object]) -> Case:
    people = raw["people"]
    agencies = raw["agencies"]
    assert isinstance(people, list)
    assert isinstance(agencies, list)
    return Case(
        id=str(raw["id"]),
        language=str(raw["language"]),
        kind=str(raw["class"]),
        raw=str(raw["raw"]),
        outlet=str(raw["outlet"]) if raw["outlet"] else None,
        people=tuple((str(person["name"]), str(person["role"])) for person in people),
        desk=str(raw["desk"]) if raw["desk"] else None,
        agencies=tuple(str(agency) for agency in agencies),
    )
