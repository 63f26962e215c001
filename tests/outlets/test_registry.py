"""Which outlets a command means."""

from pathlib import Path

import pytest

from crawler.errors import OutletError
from crawler.outlets.outlet import outlet_from_url
from crawler.outlets.registry import outlet_for_url, resolve


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "us").mkdir()
    (tmp_path / ".old").mkdir()
    (tmp_path / "us" / "ledger.toml").write_text('home = "https://www.ledger.example/"')
    (tmp_path / "bote.toml").write_text('home = "https://bote.example/"')
    (tmp_path / ".old" / "gone.toml").write_text("home = 5")
    return tmp_path


def test_no_name_means_the_whole_folder(folder: Path) -> None:
    """Every file below the folder, by id, hidden ones left out."""
    assert [outlet.id for outlet in resolve([], folder)] == ["bote", "ledger"]


def test_names_keep_their_order(folder: Path) -> None:
    """Ids, paths and URLs may be mixed, and each outlet comes once."""
    names = ["https://new.example/", "ledger", str(folder / "bote.toml"), "bote", "ledger", "http://new.example"]

    assert [outlet.id for outlet in resolve(names, folder)] == ["new.example", "ledger", "bote"]


def test_an_address_that_a_file_describes_is_that_outlet(folder: Path) -> None:
    """The home of a known outlet brings its file along."""
    assert resolve(["https://ledger.example"], folder)[0].id == "ledger"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ledgr", 'outlet "ledgr": unknown; did you mean "ledger"?'),
        ("zzzzzz", "expected one of the 2 ids"),
        ("new.example", "for an address write https://new.example/"),
        ("none.toml", "No such file"),
        ("../ledger", "ledger"),
        ("https://", "not an address"),
    ],
)
def test_an_unknown_outlet_is_told_with_near_ids(folder: Path, name: str, message: str) -> None:
    """The message says what to write instead."""
    with pytest.raises(OutletError) as caught:
        resolve([name], folder)

    assert message in str(caught.value)


def test_all_unknown_outlets_are_told_at_once(folder: Path) -> None:
    """One message holds every name that is wrong."""
    with pytest.raises(OutletError) as caught:
        resolve(["aaa", "bbb", "bote"], folder)

    assert "aaa" in str(caught.value)
    assert "bbb" in str(caught.value)


def test_two_outlets_of_one_id_are_refused(folder: Path) -> None:
    """State and articles are kept by id, so it must be one outlet's alone."""
    (folder / "ledger.toml").write_text('home = "https://other.example/"')

    with pytest.raises(OutletError, match='id "ledger" is taken by'):
        resolve([], folder)


def test_two_outlets_of_one_home_are_refused(folder: Path) -> None:
    """The same front page under two ids would be crawled twice."""
    (folder / "second.toml").write_text('home = "http://ledger.example"')

    with pytest.raises(OutletError, match="is the home of"):
        resolve([], folder)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """Nothing to crawl is said, with the next step."""
    with pytest.raises(OutletError, match="no outlet files"):
        resolve([], tmp_path / "none")


def test_a_url_finds_its_outlet() -> None:
    """The outlet with the longest fitting home wins, and an unknown site has none."""
    whole, part, port = map(
        outlet_from_url, ["https://paper.example/", "https://paper.example/denver/", "http://127.0.0.1:8001/"]
    )

    assert outlet_for_url("http://www.paper.example/denver/flood", (whole, part)) == part
    assert outlet_for_url("https://paper.example/boulder/flood", (part, whole)) == whole
    assert outlet_for_url("http://127.0.0.1:8002/", (whole, port)) is None
