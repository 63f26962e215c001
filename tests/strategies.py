"""Hypothesis generators that several rooms share: text as the web brings it, instants, zones."""

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

JUNK = "\u200b\u200c\u200d\u00ad\u202e\u2066\u2028\ufeff\x00\x07\x1b\x9b\x85\ud800\udfff\u0301\u093f\u0e31"
"""Characters that cleaning must settle: invisible, control, bidi, lone surrogates, marks without a base."""

messy_text = st.text(st.one_of(st.characters(), st.sampled_from(JUNK + " \t\r\n[31m]ab.")), max_size=60)
"""Any characters at all, rich in junk."""

words = st.lists(st.text("abcdefgh", min_size=1, max_size=6), max_size=60).map(" ".join)
"""Plain words, often repeated."""

offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
"""The offsets that zones of the world use: quarters of an hour."""

instants = st.datetimes(
    min_value=datetime(1996, 1, 1), max_value=datetime(2035, 12, 31), timezones=offsets, allow_imaginary=False
).map(lambda moment: moment.replace(microsecond=0))
"""Aware datetimes of the web's years, to the second."""

zone_names = st.sampled_from(
    [
        "America/Denver", "America/St_Johns", "America/Sao_Paulo", "Europe/Berlin", "Europe/Dublin",
        "Africa/Casablanca",
        "Asia/Kolkata", "Asia/Tehran", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati",
    ]
)  # fmt: skip
"""Zones with summer time on both hemispheres, odd offsets, negative summer time and changes of rules."""
