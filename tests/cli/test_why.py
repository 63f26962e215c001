"""`copydesk why` answers from the article files alone."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crawler.cli.app import app
from crawler.errors import SettingError
from crawler.items import Article, Author, Extraction, OutletRef, Provenance, Rival, to_line

ID = "ledger:0123456789abcdef"
URL = "https://ledger.example/bridge"


def _line(revision: int, headline: str) -> bytes:
    return to_line(
        Article(
            id=ID,
            revision=revision,
            url=URL,
            canonical_url=URL,
            outlet=OutletRef(id="ledger", domain="ledger.example"),
            headline=headline,
            body_text="Text.",
            body=(),
            word_count=1,
            authors=(Author(name="Jane Roe"),),
            fetched_at="2026-11-01T00:00:00Z",
            first_seen_at="2026-11-01T00:00:00Z",
            extraction=Extraction(method="readable", confidence=0.9),
            provenance={
                "headline": Provenance(source="jsonld", raw=headline),
                "authors": Provenance(source="dom", raw="By Jane Roe", rejected=(Rival(source="meta", raw="admin"),)),
            },
        )
    )


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "articles" / "ledger"
    folder.mkdir(parents=True)
    (folder / "2026-11-01.jsonl").write_bytes(_line(1, "Bridge closed"))
    (folder / "2026-11-02.jsonl").write_bytes(_line(2, "Bridge open again") + b'{"id": "torn')
    return tmp_path


@pytest.mark.parametrize("wanted", [ID, URL])
def test_tells_source_and_rivals_of_the_newest_revision(output: Path, wanted: str) -> None:
    """By id or address, every value is shown with where it came from and what lost."""
    result = CliRunner().invoke(app, ["why", wanted, "--output", str(output)])

    assert result.exit_code == 0
    assert "Bridge open again" in result.stdout
    assert "from dom: By Jane Roe" in result.stdout
    assert "lost meta: admin" in result.stdout


def test_one_field_as_json(output: Path) -> None:
    """--json gives value, source, raw and rivals of the field asked for."""
    result = CliRunner().invoke(app, ["why", ID, "authors", "--json", "--output", str(output)])

    told = json.loads(result.stdout)
    assert told["authors"]["value"] == [{"name": "Jane Roe", "role": "reporter"}]
    assert told["authors"]["rejected"] == [{"source": "meta", "raw": "admin"}]


@pytest.mark.parametrize("arguments", [["why", "ledger:ffffffffffffffff"], ["why", ID, "author"]])
def test_names_what_is_not_there(output: Path, arguments: list[str]) -> None:
    """An unknown article or field is a usage error that says what was expected."""
    result = CliRunner().invoke(app, [*arguments, "--output", str(output)])

    assert isinstance(result.exception, SettingError)
    assert "expected" in str(result.exception)
