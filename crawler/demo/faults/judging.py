"""What a crawl made of the faults: held against each fault's promise, from the crawl's report and records alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.demo.faults.fault import Fault
from crawler.demo.faults.serving import RunningFaults
from crawler.demo.truth import ExpectedArticle

SAME_BODY_SHARE = 0.9
"""Share of an article's paragraphs that must stand in the record; how exact a body is, is another test's business."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One fault after one crawl."""

    fault: Fault
    codes: Mapping[str, int]
    """What the report counted for its outlet: rejections, failures, problems of sources, refused links."""
    left: str | None
    n_healthy: int
    missing: tuple[str, ...]
    """URLs of healthy articles that are not in the output, or not whole."""

    @property
    def has_code(self) -> bool:
        """Whether the report names the cause as the fault expects."""
        named = {*self.codes, (self.left or "").partition(":")[0]}
        return not self.fault.expected or bool(self.fault.expected & named)

    @property
    def is_kept(self) -> bool:
        """Whether the promise was kept, as far as report and records tell."""
        return self.has_code and not self.missing


def judge(
    running: RunningFaults, report: Mapping[str, Any], records: Iterable[Mapping[str, Any]]
) -> tuple[Judgement, ...]:
    """Hold a finished crawl against every served fault; `report` is the run's JSON, `records` all output lines."""
    outlets = {outlet["outlet"]: outlet for outlet in report["outlets"]}
    found: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        found.setdefault(record["outlet"]["id"], []).append(record)
    return tuple(
        _judge(fault, outlets[fault.outlet_id], found.get(fault.outlet_id, []), tuple(running.truth(fault.name)))
        for fault in running.faults
    )


def _judge(
    fault: Fault, outlet: Mapping[str, Any], records: Sequence[Mapping[str, Any]], truth: Sequence[ExpectedArticle]
) -> Judgement:
    by_url = {record["canonical_url"]: record for record in records}
    return Judgement(
        fault=fault,
        codes={**outlet["links"], **outlet["counts"], **outlet["rejected"], **outlet["failures"]},
        left=outlet["left"],
        n_healthy=len(truth),
        missing=tuple(article.url for article in truth if not _is_whole(article, by_url.get(article.url))),
    )


def _is_whole(article: ExpectedArticle, record: Mapping[str, Any] | None) -> bool:
    if record is None or record["headline"] != article.headline:
        return False
    texts = [text for _, text in article.body]
    return sum(text in record["body_text"] for text in texts) >= SAME_BODY_SHARE * len(texts)
