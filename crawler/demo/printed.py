"""How an article's credit and date are printed by a theme, and what a reader of that page can know of them.

The same article says more in one theme than in another: structured data carries the second, a table layout may print
only the day. What is printed and what is true are decided here, side by side.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.demo.articles import DemoArticle
from crawler.demo.patterns import ordinal
from crawler.demo.profiles import Profile, ThemeName

N_TABLE_FORMS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """`line` stands in the text as first paragraph, `byline` in the head of the article; either may be empty."""

    byline: str
    line: str
    date: str
    """As printed beside the byline; empty where the line carries it."""
    expected_date: str
    """What a reader can know from the page: RFC 3339 with offset, or a plain day."""
    precision: str


def print_article(article: DemoArticle, profile: Profile, theme: ThemeName, present: datetime | None) -> Printed:
    """Return the printed credit and date of `article` in `theme`; `present` None: no relative dates."""
    carries_date = "{date}" in article.credit.raw
    credit = article.credit.raw.replace("{date}", long_day(article.published))
    in_text = carries_date and (theme != "table" or "/" in credit)
    date, expected, precision = _date(article, profile, theme, present)
    if carries_date and theme == "table":
        date, expected, precision = "", f"{article.published:%Y-%m-%d}", "day"
    return Printed(
        byline="" if in_text else _with_prefix(credit, article, theme),
        line=credit if in_text else "",
        date=date,
        expected_date=expected,
        precision=precision,
    )


def _with_prefix(credit: str, article: DemoArticle, theme: ThemeName) -> str:
    if not credit or not article.credit.people:
        return credit
    if credit.isupper():
        return f"BY {credit}"
    return f"Report: {credit}" if theme == "table" and article.index % 4 == 1 else f"By {credit}"


def _date(article: DemoArticle, profile: Profile, theme: ThemeName, present: datetime | None) -> tuple[str, str, str]:
    when = article.published
    if theme == "magazine":
        return f"{when.day} {when:%B %Y}", when.isoformat(), "second"
    if theme == "blocks":
        day = _american_day(when)
        printed = f"{day} at {_clock_time(when, ' p.m.', ' a.m.')} {when:%Z}" if article.index % 2 else day
        return printed, when.isoformat(), "second"
    return _table_date(article, profile, present)


def _table_date(article: DemoArticle, profile: Profile, present: datetime | None) -> tuple[str, str, str]:
    when = article.published
    minute, day = when.replace(second=0).isoformat(), f"{when:%Y-%m-%d}"
    order = "%d/%m/%Y" if profile.day_first else "%m/%d/%Y"
    days = (present.astimezone(when.tzinfo).date() - when.date()).days if present else None
    if present and days == 0:
        hours = max(1, round((present - when) / timedelta(hours=1)))
        return f"Posted {hours} hour{'s' if hours > 1 else ''} ago", minute, "hour"
    if days == 1:
        return "Posted yesterday", day, "day"
    match article.index % N_TABLE_FORMS:
        case 0:
            return f"Posted: {when.strftime(order)} {when:%H:%M}", minute, "minute"
        case 1:
            time = _clock_time(when, "pm", "am").replace(":", ".")
            return f"{when:%A} {long_day(when)}, {time} {when:%Z}", minute, "minute"
        case 2:
            return f"{when.day} {when:%B %Y}", day, "day"
        case 3:
            return f"{when:%d.%m.%Y}", day, "day"
        case 4:
            return f"{when:%a}, {when.day} {when:%b %Y %H:%M}", minute, "minute"
        case _:
            return f"Published on {when.strftime(order)}", day, "day"


def long_day(when: datetime) -> str:
    """Return `17th May 2025`."""
    return f"{ordinal(when.day)} {when:%B %Y}"


def _american_day(when: datetime) -> str:
    return f"{when:%B} {when.day}, {when.year}"


def _clock_time(when: datetime, afternoon: str, morning: str) -> str:
    return f"{when.hour % 12 or 12}:{when:%M}{afternoon if when.hour >= 12 else morning}"
