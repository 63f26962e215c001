"""The newest articles of an outlet are found in its files by the order in which they were written."""

import json
from pathlib import Path

from crawler.store.lookup import newest_urls


def _write(output: Path, day: str, *numbers: int) -> None:
    path = output / "articles" / "ledger" / f"{day}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"id": f"ledger:{n}", "url": f"https://ledger.example/{n}"}) for n in numbers]
    path.write_text("".join(f"{line}\n" for line in lines))


def _newest(output: Path, count: int) -> list[int]:
    return [int(url.rpartition("/")[2]) for url in newest_urls(output, "ledger", count)]


def test_the_last_written_come_first_each_article_once(tmp_path: Path) -> None:
    """Days and lines are read backwards; a revision moves its article to the front and repeats it not."""
    _write(tmp_path, "2026-11-01", 1, 2, 3)
    _write(tmp_path, "2026-11-02", 4, 2, 4)

    assert _newest(tmp_path, 9) == [4, 2, 3, 1]
    assert _newest(tmp_path, 3) == [4, 2, 3]


def test_other_outlets_and_torn_lines_are_passed_over(tmp_path: Path) -> None:
    """An unknown outlet has no articles; a line that is no record is none."""
    _write(tmp_path, "2026-11-01", 1)
    with (tmp_path / "articles/ledger/2026-11-01.jsonl").open("a") as file:
        file.write('[]\n{"id": "ledger:2"}\n{"id": "ledger:3", "url": "https://led')

    assert _newest(tmp_path, 9) == [1]
    assert newest_urls(tmp_path, "elsewhere", 9) == ()
