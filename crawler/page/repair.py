"""JSON as content management systems really print it: read it all the same, in time linear to its length.

Seen in articles' JSON-LD: raw newlines and control characters, HTML comments and CDATA around it, trailing commas,
quotes inside strings that nobody escaped, `&quot;` for every quote, several objects one after the other.
"""

import html
import json
import re
from itertools import pairwise
from typing import Any

MAX_CHARS = 2_000_000
"""Longer scripts are data dumps, not descriptions of an article; the longest seen with one had 420 thousand."""

_OPENING = re.compile(r"\s*(?:/[/*]\s*)?(?:<!--|<!\[CDATA\[)(?:\s*\*/)?")
_CLOSING = re.compile(r"(?:/[/*]\s*)?(?:-->|\]\]>)(?:\s*\*/)?\s*;?\s*$")
_CLOSING_CHARS = 100
"""How far from the end a closing comment is looked for; in the whole text the search takes longer than the parsing."""
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_MISSING_COMMA = re.compile(r'(?<=["}\]])(?=[ \t\r]{0,99}\n\s{0,99}"[^"\n]{1,40}"\s{0,9}:)')
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])|\\u(?![0-9a-fA-F]{4})')
_DECODER = json.JSONDecoder(strict=False)


def read_json(text: str) -> Any | None:
    """Return the value, a list of values where several follow each other, or None where nothing can be read."""
    if len(text) > MAX_CHARS:
        return None
    text = _strip_wrappers(text)
    for attempt in (_as_it_is, _mended, _requoted):
        try:
            return attempt(text)
        except (ValueError, RecursionError):
            continue
    return None


def _strip_wrappers(text: str) -> str:
    for _ in range(2):  # a comment inside CDATA, or the reverse
        if opening := _OPENING.match(text):
            text = text[opening.end() :]
        text = text.rstrip()
        if closing := _CLOSING.search(text, max(0, len(text) - _CLOSING_CHARS)):
            text = text[: closing.start()]
    return text.strip().strip(";\ufeff")


def _as_it_is(text: str) -> Any:
    return _DECODER.decode(text)


def _mended(text: str) -> Any:
    if "&quot;" in text and text.count('"') < text.count("&quot;"):
        text = html.unescape(text)
    text = _MISSING_COMMA.sub(",", _TRAILING_COMMA.sub("", _BAD_ESCAPE.sub("", text)))
    value, end = _DECODER.raw_decode(text)
    values = [value]
    while (end := _next_start(text, end)) != -1:
        try:
            value, end = _DECODER.raw_decode(text, end)
        except ValueError:
            break
        values.append(value)
    return values if len(values) > 1 else value


def _next_start(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\r\n,;":
        position += 1
    return position if position < len(text) and text[position] in "{[" else -1


def _requoted(text: str) -> Any:
    """Escape every quote that neither opens nor closes a string, judged by what stands on its two sides."""
    pieces, inside = text.split('"'), False
    out = [pieces[0]]
    for before, after in pairwise(pieces):
        if before.endswith("\\") and inside:
            out += ['"', after]
        elif not inside:
            inside = True
            out += ['"', after]
        elif _closes(after):
            inside = False
            out += ['"', after]
        else:
            out += ['\\"', after]
    return _mended("".join(out))


def _closes(after: str) -> bool:
    """Whether a quote before `after` ends its string: a colon, comma or bracket follows, and then JSON goes on."""
    rest = after.lstrip()
    if not rest or rest[0] in ":}]":
        return True
    return rest[0] == "," and (not rest[1:].strip() or rest[1:].lstrip()[0] in "{[-0123456789tfn")
