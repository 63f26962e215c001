"""The two sets of raw bylines with what each credits; with `blind.jsonl` no rule was written."""

import json
from dataclasses import dataclass
from pathlib import Path

SETS = {"written": Path(__file__).parent / "bylines.jsonl", "blind": Path(__file__).parent / "blind.jsonl"}


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


def read_cases(name: str = "written") -> list[Case]:
    """Return every case of the set of that name, in the order of the file."""
    return [case_of(json.loads(line)) for line in SETS[name].read_text(encoding="utf-8").splitlines()]


def case_of(raw: dict[str, object]) -> Case:
    """Return the case that one row of a set tells."""
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
