"""One answer against one truth, and a system's pages to one row of the table."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from benchmarks.extraction import shingles
from benchmarks.extraction.corpus import Answer, Truth
from benchmarks.extraction.rouge import Found
from benchmarks.extraction.shingles import Overlap

_WORD = re.compile(r"\w+")
_MOST_OPTIONAL = 4
"""Up to so many optional paragraphs every choice of them is tried; above, all or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScore:
    """A page's scores; None where the truth lacks the field."""

    is_empty: bool
    overlap: Overlap
    rouge: tuple[float, float, float]
    title: tuple[bool, bool] | None = None
    """Same string; same words."""
    authors: tuple[int, int, int] | None = None
    """Names right, named, wanted."""
    date: tuple[bool, bool, bool] | None = None
    """Same day; same minute; missing."""


def judge(truth: Truth, answer: Answer) -> PageScore:
    """Return the scores of one answer; among the truth's acceptable bodies the kindest counts."""
    bodies = ["\n".join(paragraphs) for paragraphs in _acceptable(truth)]
    given, found = shingles.shingles(answer.body), Found(answer.body)
    return PageScore(
        is_empty=not given,
        overlap=max((shingles.compare(shingles.shingles(b), given) for b in bodies), key=lambda o: o.hit),
        rouge=max((found.score(b) for b in bodies), key=lambda score: score[2]),
        title=_judge_title(truth, answer) if "title" in truth.has else None,
        authors=_judge_authors(truth, answer) if "authors" in truth.has else None,
        date=_judge_date(truth, answer) if "published" in truth.has else None,
    )


def summarise(pages: Sequence[PageScore]) -> dict[str, float]:
    """Return the figures of a row, by column name; a column without truths is absent."""
    precision, recall, shingle_f1 = shingles.summarise([p.overlap for p in pages])
    row = {
        "pages": float(len(pages)),
        "empty": fmean(p.is_empty for p in pages),
        "shingle_f1": shingle_f1,
        "shingle_p": precision,
        "shingle_r": recall,
        "page_f1": fmean(p.overlap.f1 for p in pages),
        "exact": fmean(p.overlap.hit == 1 for p in pages),
        "rouge_f1": fmean(p.rouge[2] for p in pages),
        "rouge_p": fmean(p.rouge[0] for p in pages),
        "rouge_r": fmean(p.rouge[1] for p in pages),
    }
    if titles := [p.title for p in pages if p.title]:
        row |= {"title_exact": fmean(t[0] for t in titles), "title_norm": fmean(t[1] for t in titles)}
    if authors := [p.authors for p in pages if p.authors]:
        row |= _author_figures(authors)
    if dates := [p.date for p in pages if p.date]:
        row |= {key: fmean(d[i] for d in dates) for i, key in enumerate(("day", "minute", "date_missing"))}
    return row


def _author_figures(pages: Sequence[tuple[int, int, int]]) -> dict[str, float]:
    right, named, wanted = (sum(column) for column in zip(*pages, strict=True))
    precision = right / named if named else 0.0
    recall = right / wanted if wanted else 0.0
    return {
        "author_f1": shingles.f1(precision, recall),
        "author_p": precision,
        "author_r": recall,
        "author_set": fmean(r == n == w for r, n, w in pages),
    }


def _acceptable(truth: Truth) -> Iterator[list[str]]:
    """Yield the bodies that count as right: fundus-evaluation puts optional paragraphs in [brackets]."""
    paragraphs = list(truth.paragraphs)
    optional: list[int] = []
    if truth.source == "fundus-evaluation":
        optional = [i for i, p in enumerate(paragraphs) if p[:1] == "[" and p[-1:] == "]"]
    bare = [p[1:-1] if i in optional else p for i, p in enumerate(paragraphs)]
    sizes: Iterable[int] = range(len(optional) + 1) if len(optional) <= _MOST_OPTIONAL else (0, len(optional))
    for size in sizes:
        for dropped in itertools.combinations(optional, size):
            yield [p for i, p in enumerate(bare) if i not in dropped]


def _judge_title(truth: Truth, answer: Answer) -> tuple[bool, bool]:
    true, found = truth.title or "", answer.title or ""
    return true.strip() == found.strip(), _words(true) == _words(found)


def _judge_authors(truth: Truth, answer: Answer) -> tuple[int, int, int]:
    wanted = {name for author in truth.authors if (name := _words(author))}
    named = {name for author in answer.authors if (name := _words(author))}
    return len(wanted & named), len(named), len(wanted)


def _judge_date(truth: Truth, answer: Answer) -> tuple[bool, bool, bool]:
    """Compare on the truth's clock; an answer without offset never matches the instant of a truth that has one."""
    true, found = _moment(truth.published), _moment(answer.published)
    if found is None or true is None:
        return False, False, found is None
    has_instant = (true.tzinfo is None) == (found.tzinfo is None) or true.tzinfo is None
    if true.tzinfo and found.tzinfo:
        found = found.astimezone(true.tzinfo)
    same_minute = _wall_minute(true) == _wall_minute(found) and len((answer.published or "").strip()) > len(
        "2025-05-17"
    )
    return true.date() == found.date(), has_instant and same_minute, False


def _wall_minute(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None, second=0, microsecond=0)


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat((text or "").strip().replace("Z", "+00:00"))
    except ValueError:
        return None


def _words(text: str) -> str:
    """Return letters and digits only, without case or accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))
