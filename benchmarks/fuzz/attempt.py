"""One mutated page through extraction, in a worker process; says what is wrong with the outcome."""

import gzip
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.fuzz.mutations import mutate
from crawler.extract.article import PageInput, extract_article
from crawler.items import Article, to_line
from crawler.outlets.outlet import outlet_from_url

URL = "https://paper.example/2026/05/17/a-headline-of-five-words"
CLOCK = datetime(2026, 5, 18, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    path: str
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    code: str
    detail: str
    seconds: float


def attempt(case: Case, _shared: Mapping[str, Any]) -> Result:
    """Mutate the case's page and extract it; runs in a worker process."""
    body, content_type = mutate(read_page(Path(case.path)), case.seed)
    headers = {"content-type": content_type} if content_type else {}
    started = time.process_time()
    page_input = PageInput(
        body=body, url=URL, headers=headers, fetched_at=CLOCK, outlet=outlet_from_url(URL), force=case.seed % 2 == 0
    )
    result = extract_article(page_input)
    seconds = time.process_time() - started
    if not isinstance(result, Article):
        return Result(code=result.code, detail=result.detail, seconds=seconds)
    problem = _problem(to_line(result))
    return Result(code="invalid_record" if problem else "article", detail=problem, seconds=seconds)


def _problem(line: bytes) -> str:
    """Return what is wrong with a record's line; empty for nothing."""
    record = json.loads(line)
    if line.count(b"\n") != 1 or not line.endswith(b"\n"):
        return "a line break inside the line"
    texts = [record["headline"], record["body_text"], *(author["name"] for author in record["authors"])]
    if any("\x1b" in text or "\0" in text for text in texts):
        return "a control character in the text"
    if not record["headline"] and record["headline"] is not None and not record["body_text"]:
        return ""  # --force: a page without either
    return "" if record["date_published"] is None or record["date_published"][:4].isdigit() else "a date without a year"


def read_page(path: Path) -> bytes:
    """Return the bytes of a page, unpacked where it is packed."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
