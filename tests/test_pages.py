"""Page cases: folders of a page, what its record must say, and what the case teaches."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article, to_record
from crawler.outlets.outlet import outlet_from_url

FOLDER = Path(__file__).parent / "pages"
CASES = sorted(path.parent for path in FOLDER.glob("*/*/*/page.html"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(FOLDER).as_posix())
def test_a_page_gives_its_record(case: Path) -> None:
    """Every field that `expected.json` names comes out exactly; meta.json says why the case is here."""
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    page = PageInput(
        body=(case / "page.html").read_bytes(),
        url=meta["url"],
        fetched_at=datetime.fromisoformat(meta["fetched_at"]),
        outlet=outlet_from_url(meta["url"]),
    )

    article = extract_article(page)

    assert isinstance(article, Article), article
    record = to_record(article)
    for field, value in expected.items():
        assert record[field] == value, f"{field}: expected {value!r}, found {record[field]!r} ({meta['teaches']})"
