"""What can be a name, how it is cased, and when two are one person."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.fields.names import is_name, same_person, set_case

names = st.sampled_from(
    [
        "Jane Roe",
        "Jan van der Berg",
        "J.K. Hargreaves",
        "Seán O'Neill",
        "Fiona McDonald",
        "Li Wei",
        "Amina al-Sayed",
        "Anne-Marie d'Arcy",
        "ssi",
        "王小明",
    ]
)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("JANE ROE", "Jane Roe"),
        ("jane roe", "Jane Roe"),
        ("JAN VAN DER BERG", "Jan van der Berg"),
        ("MARIA DE LA CRUZ", "Maria de la Cruz"),
        ("SEAN O'NEILL", "Sean O'Neill"),
        ("SEAN O’NEILL", "Sean O’Neill"),
        ("FIONA MCDONALD", "Fiona McDonald"),
        ("IAIN MACDONALD", "Iain MacDonald"),
        ("ROSA MACHADO", "Rosa Machado"),
        ("AMINA AL-SAYED", "Amina al-Sayed"),
        ("TARIQ BIN RASHID", "Tariq bin Rashid"),
        ("ĐẶNG VĂN MINH", "Đặng Văn Minh"),
        ("J.K. HARGREAVES", "J.K. Hargreaves"),
        ("JD HARGREAVES", "JD Hargreaves"),
        ("HENRY WADE III", "Henry Wade III"),
        ("SAM PETERS, JR.", "Sam Peters, Jr."),
        ("Bill MCCARTHY", "Bill McCarthy"),
        ("IJSBRAND DE WIT", "IJsbrand de Wit"),
        ("DAAN VAN 'T HOF", "Daan van 't Hof"),
        ("JOHN E SMITH", "John E Smith"),
        ("ssi", "ssi"),
        ("Jane Roe", "Jane Roe"),
        ("deVito Roe", "deVito Roe"),
        ("ΝΙΚΟΣ ΒΛΑΧΟΣ", "Νικος Βλαχος"),
        ("МАРИЯ ВЕТРОВА", "Мария Ветрова"),
    ],
)
def test_case(printed: str, expected: str) -> None:
    """Names printed in capitals or in lower case are set as people write them; others stay as printed."""
    assert set_case(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"), [("ZEYNEP IŞIKLI", "Zeynep Işıklı"), ("İBRAHİM ÇELİK", "İbrahim Çelik")]
)
def test_turkish_case(printed: str, expected: str) -> None:
    """Turkish has a dotted and a dotless i, in the page's language or by its letters."""
    assert set_case(printed, "tr") == expected
    assert set_case(printed) == expected


@given(st.one_of(names, names.map(str.upper), st.text(max_size=30)))
@example("µ ¼A")
def test_casing_twice_changes_nothing(name: str) -> None:
    """What is cased once stays."""
    once = set_case(name)

    assert set_case(once) == once


NAMES = """Jane Roe|J. Roe|Sukarno|王小明|约翰·史密斯|ジョン・スミス|윤서희|अनुपमा चौरसिया|สมหญิง แก้วมณี|ليلى الحمداني
viktor hedlund|Đặng Thị Mai Hương|María de los Ángeles Ruiz Quintana|Jane Roe, PhD|Siobhán Ní Bhriain
Peter Chan 陳大文""".replace("\n", "|").split("|")


@pytest.mark.parametrize("text", NAMES)
def test_names(text: str) -> None:
    """Names of every script and length are names."""
    assert is_name(text)


def test_a_particle_may_be_run_into_a_name() -> None:
    """Its capital shows that it is no word."""
    assert is_name("Jane deRoe")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "J",
        "J.",
        "Click here to read more",
        "Jane Roe 2",
        "jane_roe",
        "the end of the road",
        "...",
        "Roe said on Monday",
        "A" * 80,
        "von der",
        "Last year's runner-up",
        "这篇文章由 Carenza Mail 发布",
    ],
)
def test_no_names(text: str) -> None:
    """Sentences, numbers, lone initials and particles are none."""
    assert not is_name(text)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("J. Roe", "Jane Roe"),
        ("JOSE GARCIA", "José García"),
        ("Dr. Jane Roe", "Jane Roe"),
        ("Jane Roe, PhD", "Jane Roe"),
        ("J. M. Roe", "Jane Mary Roe"),
    ],
)
def test_same_person(one: str, two: str) -> None:
    """Initials, accents, case and titles do not make another person."""
    assert same_person(one, two)
    assert same_person(two, one)


@pytest.mark.parametrize(
    ("one", "two"), [("Jane Roe", "John Roe"), ("Jane Roe", "Jane Poe"), ("J. Roe", "M. Roe"), ("Roe", "Jane Roe")]
)
def test_other_person(one: str, two: str) -> None:
    """Another given name or surname is another person."""
    assert not same_person(one, two)
