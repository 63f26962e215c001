import json
from typing import Any

import pytest

from crawler.report.report import Report
from crawler.report.tally import DETAIL_LENGTH, ERRORS_LISTED, Tally


def tally(outlet: str = "ledger", **counts: int) -> Tally:
    made = Tally(outlet=outlet)
    made.counts.update(counts)
    return made


def report(*outlets: Tally, **values: Any) -> Report:
    given: dict[str, Any] = {
        "run_id": "20261123T120000Z-000001",
        "reason": "finished",
        "started": "2026-11-23T12:00:00.000000Z",
        "ended": "2026-11-23T12:00:34.000000Z",
        "seconds": 34.0,
        "stopped_by": None,
        "error": None,
        "outlets": outlets,
    }
    return Report(**{**given, **values})


def failed(outlet: str = "gazette", **counts: int) -> Tally:
    made = tally(outlet, **counts)
    made.failed["timeout"] += 1
    made.counts["source_failures"] += 1
    return made


def unread(**codes: int) -> Tally:
    """Ten pages of an outlet, and what the extractor could not read of them."""
    made = tally("post", sources=1, pages=10)
    made.rejected.update(codes)
    return made


def dead_links(code: str, *, known: int) -> Tally:
    """An outlet all of whose new links failed, beside `known` ones."""
    made = tally("star", sources=3, page_failures=2)
    made.failed[code] = 2
    made.links.update(admitted=2, known=known)
    return made


def broken() -> Tally:
    made = tally("herald")
    made.broken = "herald.sqlite: not a state file"
    return made


def left(**counts: int) -> Tally:
    made = tally("courier", **counts)
    made.left = "connection refused"
    return made


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (report(tally(sources=1, stored=3)), 0),
        (report(tally("mail", pages=1), tally(sources=10, no_links=1)), 3),
        (report(tally(sources_unchanged=1, not_modified=1)), 0),
        (report(), 0),
        (report(tally(sources=1), failed()), 3),
        (report(tally(sources=1), left(sources=1)), 3),
        (report(tally(sources=1, page_failures=4)), 3),
        (report(tally(sources=1, pages=1, page_failures=4)), 0),
        (report(dead_links("http_404", known=7)), 0),
        (report(dead_links("http_404", known=0)), 3),
        (report(dead_links("http_403", known=7)), 3),
        (report(unread(extract_crash=4, extract_timeout=5), tally(sources=1)), 3),
        (report(unread(extract_crash=2, extract_timeout=5)), 0),
        (report(unread(extract_crash=10)), 3),
        (report(unread(empty_page=10)), 3),
        (report(unread(empty_page=5)), 0),
        (report(failed(sources=1)), 3),
        (report(failed(), left()), 5),
        (report(held={"ledger": "process 7"}), 6),
        (report(tally(sources=1), held={"gazette": "process 7"}), 0),
        (report(tally(sources=1), broken()), 7),
        (report(tally(sources=1), error="disk full", reason="output"), 7),
        (report(tally(sources=1), reason="interrupted"), 130),
        (report(tally(sources=1), error="disk full", reason="interrupted"), 7),
        (report(tally(sources=1), reason="crashed"), 1),
    ],
)
def test_exit_code(made: Report, code: int) -> None:
    """The exit code is what a person must act on first."""
    assert made.exit_code == code
    assert json.loads(made.to_json())["exit_code"] == code


def test_summary_of_news() -> None:
    """The line counts what came, what was refused by its most frequent codes, and what is left to do."""
    made = tally(sources=2, stored=12, revised=1, unchanged=140)
    made.rejected.update({"list_page": 3, "no_body": 1, "tag_page": 1, "empty_page": 1})
    made.failed.update({"http_500": 2})
    made.pending = 4

    assert report(made, tally("b", sources=1), stopped_by="max_pages").summary_line() == (
        "2 outlets: 12 new, 1 revised, 140 unchanged; 6 rejected (list_page 3, no_body 1, tag_page 1, ...); "
        "2 links failed (http_500 2); stopped by max-pages; 4 links for the next run; 34 s"
    )


def test_summary_of_nothing_new() -> None:
    """Nothing new is said, with what was looked at."""
    made = tally(sources=1, sources_unchanged=13, unchanged=2)
    made.links["known"] = 310

    assert report(made).summary_line() == (
        "1 outlet: nothing new: 14 sources asked, 13 of them not modified, 310 links known, "
        "2 articles looked at again; 34 s"
    )


def test_summary_is_one_line() -> None:
    """A message with line breaks makes no second line."""
    made = tally()
    made.left = "refused\r\nSubject: spam"

    assert len(report(made).summary_line().splitlines()) == 1


def test_errors_are_bounded() -> None:
    """A hostile outlet can't make the report grow: errors are listed up to a number and a length."""
    made = Tally(outlet="ledger")
    for _ in range(10_000):
        made.trouble("timeout", "x" * 10_000, "https://ledger.example/")

    assert len(made.troubles) == ERRORS_LISTED
    assert {len(t.detail) for t in made.troubles} == {DETAIL_LENGTH}


def test_lone_surrogates_do_not_break_the_report() -> None:
    """Any text from the web can stand in the report."""
    made = tally()
    made.trouble("bad_url", "\ud800 \u2028 \x1b[31m", "https://ledger.example/\udfff")

    text = report(made).to_json()
    assert json.loads(text.encode("utf-8", "replace"))["outlets"][0]["errors"]


def test_what_was_undone_is_not_counted_as_stored() -> None:
    """Since the last checkpoint only; twice in a run, and with what stays counted."""
    made = tally(stored=10, revised=1, pages=12)
    made.keep()
    made.counts.update(stored=3, revised=2)
    made.fields["authors"] += 5
    made.undo()
    made.counts["stored"] += 4
    made.undo()

    assert (made.counts["stored"], made.counts["revised"], made.counts["pages"]) == (10, 1, 12)
    assert made.counts["undone"] == 9
    assert made.fields == {}
    assert "9 written and not kept" in report(made).summary_line()
