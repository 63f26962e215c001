"""The place and the wire service that open a first paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fields.datelines import parse_dateline
from tests.strategies import messy_text


@pytest.mark.parametrize(
    ("paragraph", "raw", "place", "agencies"),
    [
        ("SPRINGFIELD, Ill. (AP) — The council", "SPRINGFIELD, Ill. (AP) —", "Springfield, Ill.", ("AP",)),
        ("(AP) — The council", "(AP) —", None, ("AP",)),
        ("MANILA (AFP) - The council", "MANILA (AFP) -", "Manila", ("AFP",)),
        ("NEW DELHI: The council", "NEW DELHI:", "New Delhi", ()),
        ("New Delhi, May 17 (PTI): The council", "New Delhi, May 17 (PTI):", "New Delhi", ("PTI",)),
        ("New Delhi [India], May 17 (ANI): The council", "New Delhi [India], May 17 (ANI):", "New Delhi", ("ANI",)),
        ("BERLIN (dpa) - Der Rat", "BERLIN (dpa) -", "Berlin", ("dpa",)),
        ("Berlin (dpa/lbn) – Der Rat", "Berlin (dpa/lbn) –", "Berlin", ("dpa",)),
        ("Berlin/Paris (AFP) - Der Rat", "Berlin/Paris (AFP) -", "Berlin/Paris", ("AFP",)),
        ("WASHINGTON — The council", "WASHINGTON —", "Washington", ()),
        ("WASHINGTON, D.C. — The council", "WASHINGTON, D.C. —", "Washington, D.C.", ()),
        ("KYIV, May 17 (Reuters) - The council", "KYIV, May 17 (Reuters) -", "Kyiv", ("Reuters",)),
        ("MOSCOW, May 17. /TASS/. The council", "MOSCOW, May 17. /TASS/.", "Moscow", ("TASS",)),
        ("Madrid, 17 may (EFE).- El consejo", "Madrid, 17 may (EFE).-", "Madrid", ("EFE",)),
        ("(ANSA) - ROMA, 17 MAG - Il consiglio", "(ANSA) - ROMA, 17 MAG -", "Roma", ("ANSA",)),
        ("PARIS, 17 mai 2025 (AFP) - Le conseil", "PARIS, 17 mai 2025 (AFP) -", "Paris", ("AFP",)),
        ("МОСКВА, 17 мая - РИА Новости. Совет", "МОСКВА, 17 мая - РИА Новости.", "Москва", ("RIA Novosti",)),
        ("JAKARTA, KOMPAS.com - Presiden", "JAKARTA, KOMPAS.com -", "Jakarta", ()),
        ("新华社北京5月17日电 据报道", "新华社北京5月17日电", "北京", ("Xinhua",)),
        ("【新华社北京5月17日电】据报道", "【新华社北京5月17日电】", "北京", ("Xinhua",)),
        ("(서울=연합뉴스) 윤서희 기자 = 정부는", "(서울=연합뉴스)", "서울", ("Yonhap",)),
        ("ROME (AP/Reuters) -- The council", "ROME (AP/Reuters) --", "Rome", ("AP", "Reuters")),
        ("PORT-AU-PRINCE, Haiti (AP) — The", "PORT-AU-PRINCE, Haiti (AP) —", "Port-au-Prince, Haiti", ("AP",)),
        ("GENEVA (Agence France-Presse) — The", "GENEVA (Agence France-Presse) —", "Geneva", ("AFP",)),
    ],
)
def test_dateline(paragraph: str, raw: str, place: str | None, agencies: tuple[str, ...]) -> None:
    """Place and agency are told apart in every newsroom's form."""
    dateline, found = parse_dateline(paragraph)

    assert dateline is not None
    assert (dateline.raw, dateline.place, found) == (raw, place, agencies)


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "The mayor - a man of 50 - said",
        "Note: this is new",
        "UPDATE: this is new",
        "BREAKING — The council",
        "The council (AP) said",
        "The BBC (British Broadcasting) said",
        "Jane Roe – who lost – said",
        "In 2020, the council - said",
        "Q: What is new?",
        "EXCLUSIVE: The council",
        "NATO — an alliance",
    ],
)
def test_no_dateline(paragraph: str) -> None:
    """A sentence with a dash, a label or an acronym opens with no dateline."""
    assert parse_dateline(paragraph) == (None, ())


@given(st.one_of(st.text(), messy_text))
def test_nothing_makes_it_raise(paragraph: str) -> None:
    """Any text is read; what is found stands at its beginning."""
    dateline, _ = parse_dateline(paragraph)

    assert dateline is None or paragraph.lstrip().startswith(dateline.raw)
