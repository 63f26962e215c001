"""Wire services are known by every spelling."""

import pytest

from crawler.fields.agencies import agencies_in, agency_named
from crawler.languages import agencies


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Associated Press", "AP"),
        ("A.P.", "AP"),
        ("afp", "AFP"),
        ("Deutsche Presse-Agentur", "dpa"),
        ("ロイター", "Reuters"),
        ("新华社", "Xinhua"),
        ("연합뉴스", "Yonhap"),
        ("РИА Новости", "RIA Novosti"),
        ("पीटीआई", "PTI"),
        ("رويترز", "Reuters"),
        ("Jane Roe", None),
        ("", None),
        ("...", None),
    ],
)
def test_a_whole_text_names_an_agency(printed: str, name: str | None) -> None:
    """A spelling in any script gives the record's name; other text gives none."""
    assert agency_named(printed) == name


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("AFP/Reuters", ("AFP", "Reuters")),
        ("dpa/lnw", ("dpa",)),
        ("red/lsw", ("dpa",)),
        ("AP, AP and Reuters", ("AP", "Reuters")),
        ("mz/jr", ()),
    ],
)
def test_a_list_of_agencies(printed: str, names: tuple[str, ...]) -> None:
    """Parts that are agencies are named in printed order, each once."""
    assert agencies_in(printed) == names


def test_enough_agencies_with_names_of_their_own() -> None:
    """At least seventy services are known, and no spelling stands for two of them."""
    owners: dict[str, set[str]] = {}
    for agency in agencies():
        for spelling in (agency.name, *agency.spellings):
            owners.setdefault(spelling, set()).add(agency.name)

    assert len(agencies()) >= 70
    assert {spelling: names for spelling, names in owners.items() if len(names) > 1} == {}
