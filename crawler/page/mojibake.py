"""Mend text in which UTF-8 and a legacy charset got mixed. Called by decode.py; changes nothing it is not sure of.

Two faults of content systems: a few bytes of another charset spliced into a UTF-8 page (an old agency feed, an
advertiser's text), and UTF-8 that was read as windows-1252 and encoded again (`CafÃ©`, `itâ€™s`).
"""

import re

from crawler.page.garbled import has_island

_LONE = re.compile("[\udc80-\udcff]+")
_LONE_END = re.compile("[\udc80-\udcff]+\\Z")
_CUT = re.compile("[\udcf0-\udcf4][\udc80-\udcbf]{1,2}")
"""An emoji without its end: a template counted bytes."""
_FOREIGN = re.compile("[^\x00-\x7f\udc80-\udcff]")
_BLANKED = b" " * 128 + bytes(range(128, 256))
_MAX_LONE_SHARE = 0.3
"""Bad bytes per good non-ASCII character: above it the page is not UTF-8 with faults but another charset."""
_MAX_LONE_FEW = 4
"""Bad bytes that a page with hardly any other non-ASCII character may have, if any is good."""
_MAX_RUN = 2
"""Accented letters hardly ever stand three in a row: a longer run of bad bytes is no windows-1252."""

_CONTINUATION = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SURE = re.compile(
    f"â€[{_CONTINUATION}]"  # quotes, dashes, bullets
    "|Ã[©¨ª«¡¢£¤¥¦§®¯±²³´¶¸¹º¼½¾¿\xad¬€‚„†‡ˆ‰Š‹ŒŽ•œžŸ]"  # é è ê ë á â ... accented letters of Latin-1
    "|Â[\xa0«»°·¿¡£©®§ª]"
    f"|(?:[ÐÑ][{_CONTINUATION}]){{3,}}"  # Cyrillic words
    f"|(?:[ÎÏ][{_CONTINUATION}]){{3,}}"  # Greek
    f"|(?:[ØÙÚÛ×][{_CONTINUATION}]){{3,}}"  # Arabic, Hebrew
    f"|(?:[à-í][{_CONTINUATION}]{{2}}){{2,}}"  # Indic, Thai, kana, hanzi, hangul
    f"|ðŸ[{_CONTINUATION}]{{2}}"  # emoji
)
"""Sequences that double encoding makes and no language writes."""
_FOREIGN_RUN = re.compile("[^\x00-\x7f]+")
_ANY = re.compile(f"[Â-ß][{_CONTINUATION}]|[à-ï][{_CONTINUATION}]{{2}}|[ð-ô][{_CONTINUATION}]{{3}}")
_MIN_SURE = 4
"""Letters in such sequences: a single `Ã©` may be an article's example; from the second on it is the page."""
_MAX_ROUNDS = 3
_TRACES = tuple(
    (lead, re.compile(lead + following))
    for lead, following in (
        ("Ã", f"[{_CONTINUATION}]"),
        ("Â", f"[{_CONTINUATION}]"),
        ("â", "€"),
        ("Ð", f"[{_CONTINUATION}]"),
        ("Î", f"[{_CONTINUATION}]"),
        ("Ø", f"[{_CONTINUATION}]"),
        ("×", f"[{_CONTINUATION}]×"),
        ("ã", "[€‚ƒ]"),  # 、。 and kana
        ("ï", "¼"),  # full-width punctuation
        ("ë", f"[{_CONTINUATION}]{{2}}"),  # hangul
        ("à", f"[¤-°¸¹][{_CONTINUATION}]"),  # Indic scripts, Thai
        ("ð", "Ÿ"),
    )
)
"""A lead letter and what must follow it; looking for one letter first keeps the usual "no" under 0.05 ms."""
_LEAD_BYTE = b"\xc3"
"""What every lead letter begins with in UTF-8; what it goes on with tells them from most letters with accents."""
_LEAD_ENDINGS = frozenset(lead.encode()[1:] for lead, _ in _TRACES)
_BYTES_OF_HOLES = {0x81: 0x81, 0x8D: 0x8D, 0x8F: 0x8F, 0x90: 0x90, 0x9D: 0x9D}


def decode_mixed_utf8(body: bytes, *, is_certain: bool = False, is_declared: bool = False) -> str | None:
    """Return the text of UTF-8 with a few foreign bytes, those read as windows-1252; None where it isn't mainly UTF-8.

    `is_certain` (a UTF-8 byte order mark) makes it UTF-8 whatever the share of bad bytes. Where UTF-8 `is_declared`, it
    is enough that any letter is good and the bad ones stand in one place (an advertisement), or that all are cut emoji.
    """
    runs = _foreign_runs(body)
    lone = _LONE.findall(runs)
    n_cut = sum(1 for run in lone if _CUT.fullmatch(run))
    n_lone = sum(1 if _CUT.fullmatch(run) else len(run) for run in lone)
    n_good = len(_FOREIGN.findall(runs))
    text = None
    if not is_certain and (n_good == 0 or n_lone > max(_MAX_LONE_SHARE * n_good, min(n_good, _MAX_LONE_FEW))):
        is_cut_only = n_cut == len(lone)
        text = _decode_escaped(body) if is_declared else None
        if text is None or not (is_cut_only or (n_good and has_island(text))):
            return None
    text = _decode_escaped(body) if text is None else text
    return _LONE.sub(_read_lone, text) if lone else text


def may_be_double_encoded(data: bytes) -> bool:
    """Whether UTF-8 has any letter that double-encoded text must have: a question of bytes, cheaper than of text."""
    at = data.find(_LEAD_BYTE)
    while at >= 0:
        if data[at + 1 : at + 2] in _LEAD_ENDINGS:
            return True
        at = data.find(_LEAD_BYTE, at + 1)
    return False


def repair_double_encoding(text: str) -> str:
    """Return `text` with double-encoded passages read right."""
    if not any(lead in text and trace.search(text) for lead, trace in _TRACES):
        return text
    for _ in range(_MAX_ROUNDS):
        if _n_sure(text) < _MIN_SURE:
            break
        repaired = _ANY.sub(_read_again, text)
        if repaired == text:
            break
        text = repaired
    return text


def _n_sure(text: str) -> int:
    """Return the letters in such sequences; all of them are foreign ones, and to look at nothing else takes a tenth."""
    return sum(map(len, _SURE.findall("\n".join(_FOREIGN_RUN.findall(text)))))


def _decode_escaped(body: bytes) -> str:
    return _without_cut_end(body.decode("utf-8", "surrogateescape"), body)


def _foreign_runs(body: bytes) -> str:
    """Return what is not ASCII of the same, with blanks between: expressions take long for a whole page."""
    runs = b" ".join(body.translate(_BLANKED).split()).decode("utf-8", "surrogateescape")
    return _without_cut_end(runs, body) if not body[-1:].isascii() else runs


def _without_cut_end(text: str, body: bytes) -> str:
    """A page cut off inside its last character loses only that."""
    tail = _LONE_END.search(text, max(0, len(text) - 3))
    is_cut = tail is not None and body[len(body) - len(tail[0])] >= 0xC2
    return text[: len(text) - len(tail[0])] if tail is not None and is_cut else text


def _read_lone(match: re.Match[str]) -> str:
    if _CUT.fullmatch(match[0]):
        return "\ufffd"
    if len(match[0]) > _MAX_RUN:
        return "\ufffd" * len(match[0])
    raw = match[0].encode("utf-8", "surrogateescape")
    return raw.decode("cp1252", "replace")


def _read_again(match: re.Match[str]) -> str:
    try:
        return _to_bytes(match[0]).decode("utf-8")
    except UnicodeError:
        return match[0]


def _to_bytes(text: str) -> bytes:
    """The bytes that windows-1252 made `text` of; its five holes were passed through as C1 controls."""
    return b"".join(
        bytes((ord(c),)) if ord(c) in _BYTES_OF_HOLES else c.encode("latin-1") if c < "\xa0" else c.encode("cp1252")
        for c in text
    )
