"""docs/outlets.md: what it shows is what works."""

import re
from pathlib import Path

import pytest

from crawler.errors import OutletError
from crawler.outlets.check import read_outlet

GUIDE = (Path(__file__).parents[2] / "docs" / "outlets.md").read_text("utf-8")


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL))
def test_the_files_shown_are_without_mistake(tmp_path: Path, example: str) -> None:
    """Each TOML example is an outlet file that is read."""
    path = tmp_path / "valley-ledger.toml"
    path.write_text(example, "utf-8")

    assert read_outlet(path).home == "https://valley-ledger.example/"


def test_the_mistakes_shown_are_the_ones_told(tmp_path: Path) -> None:
    """The messages in the guide are the program's own words."""
    path = tmp_path / "valley-ledger.toml"
    path.write_text('home = "https://valley-ledger.example/"\ntimezone = "Denver"\n[sources]\nsitmap = []\n', "utf-8")
    shown = re.findall(r"^    outlets/valley-ledger\.toml: (.*)$", GUIDE, re.MULTILINE)

    with pytest.raises(OutletError) as caught:
        read_outlet(path)

    assert set(shown) == {line.partition(": ")[2] for line in str(caught.value).splitlines()}
