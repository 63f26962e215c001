"""Live entries get the time that the page prints: in a `<time>`, or as a clock time that follows publication."""

from datetime import UTC, datetime

import pytest

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

TEXTS = (
    "The first call came from a neighbour in Mill Lane, who had seen smoke above the roof of the old brewery.",
    "Four engines are at work, and the road to the station is closed to traffic, the fire service says.",
    "The fire has not reached the flats behind the yard; some forty people are waiting in the parish hall.",
    "The last engine has left, and the road is open again. The cause of the fire is not known yet.",
)
URL = "https://ledger.example/live-fire-at-the-old-brewery-in-mill-lane/"


def _entries(
    clocks: tuple[str, ...], published: str | None, fetched: str = "2026-05-20T12:00:00+00:00"
) -> list[object]:
    meta = f'<meta property="article:published_time" content="{published}">' if published else ""
    lines = "".join(f"<b>{clock}</b> {text}<br><br>" for clock, text in zip(clocks, TEXTS, strict=True))
    title = "Live: fire at the old brewery in Mill Lane"
    page = f'<html lang="en"><head><title>{title}</title>{meta}</head><body><h1>{title}</h1><div>{lines}</div></body>'
    found = extract_article(
        PageInput(
            body=page.encode(),
            url=URL,
            fetched_at=datetime.fromisoformat(fetched).astimezone(UTC),
            outlet=outlet_from_url(URL),
        )
    )
    assert isinstance(found, Article)
    assert [(block.type, block.text) for block in found.body] == [("live_entry", text) for text in TEXTS]
    return [block.time for block in found.body]


@pytest.mark.parametrize(
    ("clocks", "times"),
    [
        (("21:40", "22:15", "23:50", "01:05"), ["17T21:40", "17T22:15", "17T23:50", "18T01:05"]),
        (("01:05", "23:50", "22:15", "21:40"), ["18T01:05", "17T23:50", "17T22:15", "17T21:40"]),
        (("9.40 p.m.", "10.15 p.m.", "11.50 p.m.", "1.05 a.m."), ["17T21:40", "17T22:15", "17T23:50", "18T01:05"]),
    ],
)
def test_clock_times_follow_publication(clocks: tuple[str, ...], times: list[str]) -> None:
    """Oldest or newest first, the earliest entry is the one at publication, and midnight lies between two of them."""
    assert _entries(clocks, "2026-05-17T21:45:00+02:00") == [f"2026-05-{time}:00+02:00" for time in times]


def test_an_unknown_day_gives_no_time() -> None:
    """Without the article's own time, or where entries would lie in the future, the entries have none."""
    clocks = ("21:40", "22:15", "23:50", "01:05")

    assert _entries(clocks, None) == [None] * 4
    assert _entries(clocks, "2026-05-17T21:45:00+02:00", fetched="2026-05-17T22:00:00+02:00") == [None] * 4
