"""One value from any spelling of a date, with its zone and its precision."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_time
from hypothesis import given
from hypothesis import strategies as st

from crawler.fields.dates import (
    DateContext,
    NewsDate,
    date_in_url,
    find_date,
    is_plausible,
    learn_day_order,
    parse_date,
)
from tests.strategies import instants, messy_text, zone_names

FETCHED = datetime(2025, 5, 18, 8, 0, tzinfo=UTC)
LATER = datetime(2036, 6, 1, tzinfo=UTC)


def read(raw: str, **known: object) -> str | None:
    """The value alone, for short tests."""
    context = DateContext(**({"fetched_at": FETCHED} | known))  # type: ignore[arg-type]
    found = parse_date(raw, context)
    return found.value if found else None


def printed_cases() -> list[list[str]]:
    lines = Path(__file__).with_name("printed_dates.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("language", "country", "printed", "value"), printed_cases())
def test_printed_dates_are_read_in_their_language(language: str, country: str, printed: str, value: str) -> None:
    """What papers print is read in their words, day order, calendar, digits, clock and zone."""
    context = DateContext(language=language.strip("-") or None, country=country.strip("-") or None, fetched_at=FETCHED)

    found = find_date(printed, context)

    assert (found.value if found else "-") == value


LANGUAGES = re.findall(
    r"\w+",
    "af am ar az be bg bn bs ca ckb cs cy da de el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id is "
    "it ja ka kk km kn ko ky lb lo lt lv mk ml mn mr ms mt my nb ne nl nn or pa pl ps pt ro ru sd si sk sl so "
    "sq sr sr_Latn sv sw ta te tg th tr uk ur uz vi zh zu zh_Hant en_IN es_AR fr_CA ar_DZ ar_SY pt_PT de_AT",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_dates_of_a_language_are_read(language: str) -> None:
    """Each month in the medium, long and full form of CLDR is read back to its day."""
    days = [date(2025, month, 17) for month in range(1, 13)]
    context = DateContext(language=language.replace("_", "-"), fetched_at=LATER)

    for day in days:
        for form in ("medium", "long", "full"):
            text = format_date(day, form, locale=language)
            found = parse_date(text, context)

            assert found is not None, text
            assert found.value == day.isoformat(), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_clocks_beside_dates_of_a_language_are_read(language: str) -> None:
    """A morning and an evening in CLDR's own form, beside each of the three longer dates, are read to the minute."""
    moments = [datetime(2025, month, 17, 9 if month % 2 else 20, 7) for month in (3, 8)]
    context = DateContext(language=language.replace("_", "-"), fetched_at=LATER, timezone="UTC")

    for moment in moments:
        for form in ("medium", "long", "full"):
            clock = format_time(moment, "short", locale=language)
            text = f"{format_date(moment, form, locale=language)} {clock}"
            found = parse_date(text, context)

            assert found is not None, text
            assert found.value == f"{moment.isoformat()}+00:00", text


@pytest.mark.parametrize(
    ("language", "printed", "value"),
    [
        ("ne", "१ वैशाख २०७०", "2013-04-14"),
        ("ne", "१ वैशाख २०७७", "2020-04-13"),
        ("ne", "३० फागुन २०८१", None),
        ("ne", "३१ चैत २०८१", "2025-04-13"),
        ("ne", "२०८२/०१/०१", "2025-04-14"),
        ("am", "መስከረም 1, 2016", "2023-09-12"),
        ("am", "መስከረም 1, 2017", "2024-09-11"),
        ("am", "ጳጉሜን 6 ቀን 2015 ዓ.ም", "2023-09-11"),
        ("am", "ጳጉሜን 6 ቀን 2016 ዓ.ም", None),
        ("am", "ታኅሣሥ 29, 2017", "2025-01-07"),
    ],
)
def test_calendars_with_years_of_their_own(language: str, printed: str, value: str | None) -> None:
    """New Year's days and leap days of Nepal and Ethiopia fall where their calendars put them."""
    found = parse_date(printed, DateContext(language=language, fetched_at=LATER))

    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("raw", "value", "precision"),
    [
        ("2025-05-17T10:05:00.000+0200", "2025-05-17T10:05:00+02:00", "second"),
        ("2025-05-17T10:05Z", "2025-05-17T10:05:00+00:00", "minute"),
        ("2025-05-17T10+02", "2025-05-17T10:00:00+02:00", "hour"),
        ("20250517T100500Z", "2025-05-17T10:05:00+00:00", "second"),
        ("2025-05-17T10:05:00−05:00", "2025-05-17T10:05:00-05:00", "second"),
        ("2025-05-17T24:00:00Z", "2025-05-18T00:00:00+00:00", "second"),
        ("2025-05-17T10:05:60Z", "2025-05-17T10:05:59+00:00", "second"),
        ("2025-05-17T10:05:00[Europe/Berlin]", "2025-05-17T10:05:00+02:00", "second"),
        ("2025-137", "2025-05-17", "day"),
        ("2025-W20-6", "2025-05-17", "day"),
        ("2025-05", "2025-05", "month"),
        ("Sat, 17 May 2025 10:05:00 EST", "2025-05-17T10:05:00-05:00", "second"),
        ("Saturday, 17-May-25 10:05:00 GMT", "2025-05-17T10:05:00+00:00", "second"),
        ("Sat May 17 2025 10:05:00 GMT+0200 (Central European Summer Time)", "2025-05-17T10:05:00+02:00", "second"),
        ("1747476300", "2025-05-17T10:05:00+00:00", "second"),
        ("1747476300000", "2025-05-17T10:05:00+00:00", "second"),
    ],
)
def test_machine_spellings(raw: str, value: str, precision: str) -> None:
    """ISO 8601, RFC 5322, JavaScript and epoch spellings keep the offset they carry."""
    found = parse_date(raw, DateContext(timezone="Asia/Tokyo", fetched_at=FETCHED))

    assert found is not None
    assert (found.value, found.precision) == (value, precision)


@pytest.mark.parametrize(
    "raw",
    ["", "0", "0000-00-00", "0000-00-00 00:00:00", "1970-01-01T00:00:00Z", "9999-12-31", "2025-02-30", "2025-13-01",
     "2026-05-17", "May 17, 2026", "null", "1.2.3", "1/3", "13/1",
     "Hamas chooses Oct. 7 attacks mastermind Yahya Sinwar as new leader", "555-1234", "-1", "99999999999999999999"],
)  # fmt: skip
def test_nonsense_is_no_date(raw: str) -> None:
    """Days that don't exist, the epoch's zero, the year 9999 and the future are None."""
    assert read(raw) is None


@given(messy_text, st.sampled_from([None, "en", "de", "th", "ja", "fa", "xx", "zh-Hant-TW"]))
def test_no_text_makes_parsing_raise(text: str, language: str | None) -> None:
    """Any text is a date or None."""
    context = DateContext(language=language, fetched_at=FETCHED)

    assert isinstance(parse_date(text, context), NewsDate | None)
    assert isinstance(find_date(text, context), NewsDate | None)
    assert isinstance(date_in_url(text), NewsDate | None)


@given(
    st.from_regex(r"[0-9]{1,4}[-/. :T,][0-9a-zA-Z]{1,9}[-/. :T,][0-9]{1,4}[-/. :T+]{0,2}[0-9:+]{0,9}", fullmatch=True)
)
def test_no_near_date_makes_parsing_raise(text: str) -> None:
    """Texts that look like dates and are none are None as well."""
    assert isinstance(parse_date(text, DateContext(fetched_at=FETCHED)), NewsDate | None)


@given(instants)
def test_every_spelling_of_an_instant_is_that_instant(moment: datetime) -> None:
    """ISO, RFC 5322, epoch and printed forms of one moment are one moment, and the value reads back to itself."""
    context = DateContext(fetched_at=LATER, language="en")
    offset = moment.strftime("%z")
    spellings = [
        moment.isoformat(),
        moment.isoformat(" "),
        moment.strftime("%Y%m%dT%H%M%S%z"),
        moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        format_datetime(moment),
        str(int(moment.timestamp())),
        moment.strftime(f"%A, %d %B %Y, %H:%M:%S GMT{offset}"),
        moment.strftime(f"%B %d, %Y %I:%M:%S %p GMT{offset[:3]}:{offset[3:]}"),
    ]

    for spelling in spellings:
        found = parse_date(spelling, context)

        assert found is not None, spelling
        assert found.instant == moment, spelling
        assert parse_date(found.value, context) == NewsDate(
            value=found.value, precision="second", zone=found.zone, raw=found.value
        )


@given(st.dates(date(1996, 1, 1), date(2035, 12, 31)), st.sampled_from(["de", "fr", "es", "ru", "tr", "hi", "ja"]))
def test_a_printed_day_is_that_day(day: date, language: str) -> None:
    """A plain day stays a plain day."""
    found = parse_date(format_date(day, "long", locale=language), DateContext(language=language, fetched_at=LATER))

    assert found is not None
    assert (found.value, found.precision, found.zone, found.instant) == (day.isoformat(), "day", None, None)


@pytest.mark.parametrize(
    ("wall", "zone", "value"),
    [
        ("2025-03-09 01:59", "America/Denver", "2025-03-09T01:59:00-07:00"),
        ("2025-03-09 02:30", "America/Denver", "2025-03-09T03:30:00-06:00"),  # skipped: moved on by the gap
        ("2025-03-09 03:00", "America/Denver", "2025-03-09T03:00:00-06:00"),
        ("2024-11-03 01:30", "America/Denver", "2024-11-03T01:30:00-06:00"),  # comes twice: the first
        ("2024-11-03 01:30 MST", "America/Denver", "2024-11-03T01:30:00-07:00"),  # the abbreviation says the second
        ("2024-11-03 01:30 MDT", "America/Denver", "2024-11-03T01:30:00-06:00"),
        ("2024-11-03 02:00", "America/Denver", "2024-11-03T02:00:00-07:00"),
        ("2025-03-30 02:30", "Europe/Berlin", "2025-03-30T03:30:00+02:00"),
        ("2024-10-06 02:15", "Australia/Lord_Howe", "2024-10-06T02:45:00+11:00"),  # a gap of half an hour
    ],
)
def test_summer_time_is_right_on_both_sides(wall: str, zone: str, value: str) -> None:
    """A wall clock gets the offset of its own moment; skipped and doubled times are decided."""
    assert read(wall, timezone=zone) == value


@pytest.mark.parametrize(
    ("word", "country", "offset"),
    [
        ("CST", "us", "-05:00"), ("CST", "cn", "+08:00"), ("CST", "cu", "-04:00"), ("CST", "tw", "+08:00"),
        ("IST", "in", "+05:30"), ("IST", "ie", "+01:00"), ("IST", "il", "+03:00"), ("IST", None, "+05:30"),
        ("BST", "gb", "+01:00"), ("BST", "uk", "+01:00"), ("BST", "bd", "+06:00"),
        ("AST", "sa", "+03:00"), ("AST", "ca", "-03:00"), ("PST", "ph", "+08:00"), ("PST", "us", "-07:00"),
        ("EST", "au", "+10:00"), ("EST", "us", "-04:00"), ("ET", "us", "-04:00"), ("MEZ", "de", "+02:00"),
        ("GMT", "gb", "+00:00"), ("WIB", "id", "+07:00"), ("WITA", "id", "+08:00"), ("SAST", "za", "+02:00"),
        ("Eastern Time", "us", "-04:00"), ("UTC+3", "us", "+03:00"), ("GMT+05:30", None, "+05:30"),
    ],
)  # fmt: skip
def test_abbreviations_are_read_in_the_outlets_country(word: str, country: str | None, offset: str) -> None:
    """One abbreviation is another clock in another country."""
    assert read(f"17 May 2025 10:05 {word}", country=country) == f"2025-05-17T10:05:00{offset}"


def test_the_pages_offset_wins_over_the_outlets_zone() -> None:
    """The outlet's zone stands in only where the page says none, and the value tells which it was."""
    context = DateContext(timezone="America/Denver", fetched_at=FETCHED)
    page, outlet = parse_date("2025-05-17T10:05:00+02:00", context), parse_date("2025-05-17T10:05:00", context)

    assert page is not None
    assert outlet is not None
    assert page.zone is not None
    assert outlet.zone is not None
    assert (page.value[-6:], page.zone.name, page.zone.source) == ("+02:00", "+02:00", "page")
    assert (outlet.value[-6:], outlet.zone.name, outlet.zone.source) == ("-06:00", "America/Denver", "outlet")


def test_without_any_zone_only_the_day_is_kept() -> None:
    """A wall clock on nobody's wall is no moment."""
    found = parse_date("2025-05-17 10:05", DateContext(fetched_at=FETCHED))

    assert found is not None
    assert (found.value, found.precision) == ("2025-05-17", "day")


def test_a_country_of_many_zones_gives_an_offset_but_no_zone() -> None:
    """The usual clock of a wide country dates to the minute, and `zone` None says that it is not known."""
    wide = parse_date("2025-05-17 10:05", DateContext(country="us", fetched_at=FETCHED))
    narrow = parse_date("2025-05-17 10:05", DateContext(country="ES", fetched_at=FETCHED))

    assert wide is not None
    assert narrow is not None
    assert (wide.value, wide.zone) == ("2025-05-17T10:05:00-04:00", None)
    assert narrow.zone is not None
    assert narrow.zone.name == "Europe/Madrid"


@pytest.mark.parametrize(
    ("known", "value"),
    [
        ({"country": "us"}, "2025-03-05"),
        ({"country": "gb"}, "2025-05-03"),
        ({"language": "en"}, "2025-03-05"),
        ({"language": "en-GB"}, "2025-05-03"),
        ({"country": "us", "day_first": True}, "2025-05-03"),
        ({"country": "gb", "day_first": False}, "2025-03-05"),
        ({}, "2025-05-03"),
    ],
)
def test_numbers_are_read_in_the_outlets_day_order(known: dict[str, object], value: str) -> None:
    """The outlet's own order wins, then its country's, then the language's."""
    assert read("03/05/2025", **known) == value


def test_a_swapped_day_in_the_future_is_read_the_other_way() -> None:
    """Where the usual order would be after the fetch, the other order is tried, unless the outlet says."""
    assert read("05/06/2025", country="gb") == "2025-05-06"
    assert read("05/17/2025", country="gb") == "2025-05-17"
    assert read("05/06/2025", country="us", day_first=True) is None
    assert read("05/17/2025", country="us", day_first=True) == "2025-05-17"


def test_dots_speak_for_the_day_where_no_country_speaks() -> None:
    """English alone reads slashes as the United States do; dots are printed elsewhere."""
    assert read("05/12/2024", language="en") == "2024-05-12"
    assert read("05.12.2024", language="en") == "2024-12-05"
    assert read("05.12.2024", language="en-US") == "2024-05-12"
    assert read("05.12.2024", country="us") == "2024-05-12"


@pytest.mark.parametrize(
    ("raws", "day_first"),
    [
        (["03/05/2025", "17/05/2025"], True),
        (["03/05/2025", "05.17.2025"], False),
        (["03/05/2025", "2025-05-17", "May 17"], None),
        (["17/05/2025", "05/17/2025"], None),
        (["١٧/٠٥/٢٠٢٥"], True),
        ([], None),
    ],
)
def test_day_order_is_learned_from_dates_that_show_it(raws: list[str], day_first: bool | None) -> None:
    """A part over twelve decides; outlets that contradict themselves teach nothing."""
    assert learn_day_order(raws) is day_first


@pytest.mark.parametrize(
    ("language", "raw", "value", "precision"),
    [
        ("en", "2 hours ago", "2025-05-18T08:00:00+02:00", "hour"),
        ("en", "5 mins ago", "2025-05-18T09:55:00+02:00", "minute"),
        ("en", "Published 3 days ago", "2025-05-15", "day"),
        ("en", "2 months ago", "2025-03", "month"),
        ("en", "By Jane Roe 2 weeks, 3 days ago", "2025-05-01", "day"),
        ("en", "1 hour, 5 minutes ago", "2025-05-18T08:55:00+02:00", "minute"),
        ("en", "3 days ago · 5 minutes read", "2025-05-15", "day"),
        ("de", "vor 2 Wochen und 3 Tagen", "2025-05-01", "day"),
        ("fr", "il y a 1 an, 2 mois", "2024-03", "month"),
        ("de", "Gestern, 10:05 Uhr", "2025-05-17T10:05:00+02:00", "minute"),
        ("de", "vor einer Stunde", "2025-05-18T09:00:00+02:00", "hour"),
        ("bn", "কাল", "2025-05-17", "day"),
        ("bn", "২ ঘণ্টা আগে", "2025-05-18T08:00:00+02:00", "hour"),
        ("zh", "3天前", "2025-05-15", "day"),
        ("th", "2 ชั่วโมงที่แล้ว", "2025-05-18T08:00:00+02:00", "hour"),
        ("fi", "eilen 10.05", "2025-05-17T10:05:00+02:00", "minute"),
        (None, "gestern", "2025-05-17", "day"),
    ],
)
def test_relative_dates_count_from_the_fetch(language: str | None, raw: str, value: str, precision: str) -> None:
    """Relative words are as precise as their unit."""
    found = parse_date(raw, DateContext(language=language, timezone="Europe/Berlin", fetched_at=FETCHED))

    assert found is not None
    assert (found.value, found.precision) == (value, precision)


@pytest.mark.parametrize("line", ["By USA Today", "News Now", "Today's News", "tomorrow", "2 hours", "Heute Journal"])
def test_names_with_relative_words_are_no_dates(line: str) -> None:
    """A paper called Today dates nothing."""
    assert find_date(line, DateContext(language="en", fetched_at=FETCHED)) is None
    assert find_date("2 hours ago", DateContext(language="en")) is None


def test_weeks_beside_months_date_nothing() -> None:
    """ "1 month, 2 weeks ago" is no whole number of either, and may be two months back."""
    assert find_date("1 month, 2 weeks ago", DateContext(language="en", fetched_at=FETCHED)) is None


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://valley.example/2025/05/17/council-votes", "2025-05-17"),
        ("https://valley.example/news/council-2025-5-7.html", "2025-05-07"),
        ("https://valley.example/a20250517-council", "2025-05-17"),
        ("https://valley.example/2025/05/council-votes", "2025-05"),
        ("https://valley.example/2025/02/30/council", "2025-02"),
        ("https://valley.example/id-20251399", None),
        ("https://valley.example/news?d=2025-05-17", None),
        ("http://[broken/2025/05/17", None),
    ],
)
def test_dates_in_urls(url: str, value: str | None) -> None:
    """A path carries a day or a month."""
    found = date_in_url(url)

    assert (found.value if found else None) == value


def test_an_outlets_first_day_is_a_limit() -> None:
    """Nothing is older than its outlet, or newer than its fetch; a day's slack covers zones."""
    context = DateContext(fetched_at=FETCHED, earliest=date(2020, 1, 1))

    assert read("2019-12-31", earliest=date(2020, 1, 1)) is None
    assert read("2020-01", earliest=date(2020, 1, 1)) == "2020-01"
    assert read((FETCHED + timedelta(hours=20)).isoformat()) is not None
    assert is_plausible(NewsDate(value="2025-05-19", precision="day", zone=None, raw=""), context)
    assert not is_plausible(NewsDate(value="2025-05-20", precision="day", zone=None, raw=""), context)


@given(st.datetimes(datetime(1996, 1, 1), datetime(2035, 12, 31)), zone_names)
def test_a_wall_clock_of_any_zone_reads_back(wall: datetime, zone: str) -> None:
    """A local time keeps its wall clock unless the zone skipped it, and then it moves by less than a day."""
    wall = wall.replace(second=0, microsecond=0)
    exists = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall

    found = parse_date(wall.strftime("%Y-%m-%d %H:%M"), DateContext(timezone=zone, fetched_at=LATER))

    assert found is not None
    assert found.instant is not None
    local = found.instant.replace(tzinfo=None)
    assert local == wall if exists else timedelta() < local - wall <= timedelta(days=1)
    assert found.zone is not None
    assert (found.zone.name, found.precision) == (zone, "minute")


def documented_cases() -> list[list[str]]:
    rows = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("| ")]
    return [row for row in cells if len(row) == 6 and row[0] not in ("language", "---")]


@pytest.mark.parametrize(("language", "country", "zone", "printed", "value", "precision"), documented_cases())
def test_the_guides_examples_hold(
    language: str, country: str, zone: str, printed: str, value: str, precision: str
) -> None:
    """Every row of docs/dates.md is what comes out."""
    context = DateContext(language=language, country=country, timezone=zone or None, fetched_at=FETCHED)

    found = parse_date(printed, context)

    assert found is not None
    assert (found.value, found.precision) == (value, precision)


def test_a_language_of_many_zones_tells_no_hour() -> None:
    """English alone does not say which American clock a bare time is of: the day stays; "ago" is sure."""
    context = DateContext(language="en-US", fetched_at=datetime(2025, 5, 18, 12, tzinfo=UTC))

    assert [
        found.value if (found := find_date(printed, context)) else None
        for printed in ("May 17, 2025 10:05 a.m.", "May 17, 2025 10:05 a.m. EDT", "2 hours ago")
    ] == ["2025-05-17", "2025-05-17T10:05:00-04:00", "2025-05-18T10:00:00+00:00"]
