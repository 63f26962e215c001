"""Outlet files: what they may say, and what is said about mistakes."""

import contextlib
import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import OutletError
from crawler.outlets.check import read_outlet

WHOLE = r"""
name = "Valley Ledger"
home = "https://valley-ledger.example/"
country = "US"
region = "Colorado"
language = "en"
timezone = "America/Denver"
day_first = false
[sources]
sitemap = ["/news-sitemap.xml", "https://cdn.example/map.xml.gz"]
feed = ["/feed", "/feed"]
section = ["/local", "/sports"]
[rules]
article = ['/\d{4}/\d{2}/\d{2}/']
never = ['/obituaries/', '/sponsored/']
"""


def write(folder: Path, text: str, name: str = "valley-ledger.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    """Every key arrives, addresses absolute, duplicates once."""
    outlet = read_outlet(write(tmp_path, WHOLE))

    assert (outlet.id, outlet.name, outlet.country, outlet.day_first) == ("valley-ledger", "Valley Ledger", "us", False)
    assert outlet.sources.sitemap == (
        "https://valley-ledger.example/news-sitemap.xml",
        "https://cdn.example/map.xml.gz",
    )
    assert outlet.sources.feed == ("https://valley-ledger.example/feed",)
    assert outlet.rules.is_article("https://valley-ledger.example/2026/05/17/flood")
    assert outlet.rules.is_never("https://valley-ledger.example/obituaries/x")


def test_home_alone_is_enough(tmp_path: Path) -> None:
    """All but the home may be left out; a byte order mark is no mistake."""
    outlet = read_outlet(write(tmp_path, '\ufeffhome = "http://127.0.0.1:8001"'))

    assert outlet.home == "http://127.0.0.1:8001/"
    assert outlet.day_first is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('hom = "https://p.example/"', 'key "hom": unknown; did you mean "home"?'),
        ('hom = "https://p.example/"', 'key "home": missing; expected the address of the front page'),
        ('home = "ftp://p.example/"', 'key "home": found "ftp://p.example/"; expected an http(s) address'),
        ('home = "https://p.example:99999/"', 'key "home": found "https://p.example:99999/"; expected an http(s)'),
        ('feed = ["/feed"]', 'key "feed": unknown; it belongs in [sources]'),
        ('country = "uk"', 'key "country": found "uk"; did you mean "gb"?'),
        ('country = "usa"', 'key "country": found "usa"; expected two letters of ISO 3166-1'),
        ('language = "en_US"', 'key "language": found "en_US"; did you mean "en"?'),
        ('language = "jp"', 'key "language": found "jp"; did you mean "ja"?'),
        ('language = "qq"', 'key "language": found "qq"; expected a BCP 47 tag'),
        ('timezone = "Denver"', 'key "timezone": found "Denver"; did you mean "America/Denver"?'),
        ('timezone = "Mars/One"', 'key "timezone": found "Mars/One"; '),
        ('day_first = "no"', 'key "day_first": found "no"; expected true or false'),
        ('name = 5', 'key "name": found 5; expected text on one line'),
        ('sources = ["/feed"]', 'key "sources": found [\'/feed\']; expected a table'),
        ('[sources]\nsitmap = []', '[sources] key "sitmap": unknown; did you mean "sitemap"?'),
        ('[sources]\nfeed = "/f"', '[sources] key "feed": found "/f"; expected a list, feed = ["/f"]'),
        ('[sources]\nfeed = ["f"]', '[sources] key "feed": found "f"; expected a path such as "/f"'),
        (
            '[sources]\nsection = ["https://q.example/a"]',
            '[sources] key "section": found "https://q.example/a"; expected a section of https://p.example/',
        ),
        ('[rules]\nnever = ["("]', "[rules] key \"never\": found '('; not a regular"),
        ("home = ", "not TOML: "),
    ],
)  # fmt: skip
def test_a_mistake_names_file_key_found_and_expected(tmp_path: Path, text: str, message: str) -> None:
    """Each mistake says where it stands, what was found and what is expected."""
    path = write(tmp_path, text if text.startswith("hom") else f'home = "https://p.example/"\n{text}')

    with pytest.raises(OutletError) as caught:
        read_outlet(path)

    assert f"{path}: {message}" in str(caught.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """One reading shows every mistake, one a line."""
    path = write(tmp_path, 'home = 1\ncountry = "xx"\nlanguage = ""\n[rules]\nnever = ["(", "["]')

    with pytest.raises(OutletError) as caught:
        read_outlet(path)

    assert len(str(caught.value).splitlines()) == 5


def test_credentials_are_refused_and_not_repeated(tmp_path: Path) -> None:
    """A password in an address is a mistake, and the message does not hold it."""
    path = write(
        tmp_path, 'home = "https://me:hunter2@p.example/"\n[sources]\nfeed = ["https://me:hunter2@p.example/f"]'
    )

    with pytest.raises(OutletError) as caught:
        read_outlet(path)

    assert "hunter2" not in str(caught.value)
    assert "user name or password" in str(caught.value)


@pytest.mark.parametrize("name", ["Valley.toml", "con.toml", "nul.x.toml", "-a.toml", "ä.toml", "a b.toml", "a..toml"])
def test_a_file_name_that_is_no_id_is_refused(tmp_path: Path, name: str) -> None:
    """The stem names folders on every system, so it is lower-case, plain and no device."""
    with pytest.raises(OutletError, match="file name"):
        read_outlet(write(tmp_path, 'home = "https://p.example/"', name))


def test_unreadable_files_are_told(tmp_path: Path) -> None:
    """Absent, not UTF-8, no file at all, without an end, or far too large: one clear line each, and no waiting."""
    (tmp_path / "latin.toml").write_bytes(b'name = "M\xfcnchen"')
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "device.toml").symlink_to("/dev/zero")
    (tmp_path / "large.toml").write_bytes(b"#" * 1_000_001)

    for name, message in [
        ("none.toml", "No such file"), ("latin.toml", "not UTF-8"),
        ("folder.toml", "found a folder"), ("large.toml", "larger"),
        ("pipe.toml", "found a named pipe"), ("device.toml", "found a device"),
    ]:  # fmt: skip
        with pytest.raises(OutletError, match=message):
            read_outlet(tmp_path / name)


@given(
    st.dictionaries(
        st.sampled_from(["name", "home", "country", "language", "timezone", "day_first", "sources", "rules", "x"]),
        st.recursive(
            st.booleans() | st.integers() | st.text(max_size=8), lambda v: st.lists(v, max_size=2), max_leaves=3
        ),
    )
)
def test_any_toml_is_an_outlet_or_an_outlet_error(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]
) -> None:
    """No values make anything but OutletError rise."""
    text = "\n".join(f"{key} = {_toml(value)}" for key, value in data.items())
    tomllib.loads(text)
    path = write(tmp_path_factory.mktemp("o"), text)

    with contextlib.suppress(OutletError):
        assert read_outlet(path).home


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in str(value)) + '"'
