"""Clean text: one normal form, nothing that a terminal or a reader of the files could trip over.

Every function is pure and idempotent. What a text means (names, dates, chrome) is decided by its neighbours in this
room; extraction and the pipelines call these first and last.
"""

import re
import unicodedata
from itertools import filterfalse

UNSAID = frozenset(("None", "null", "undefined", "NaN", "[object Object]"))
"""What templates print in the place of a value that they do not have: as a whole value it says nothing."""

_ANSI = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)")
"""ECMA-48 control sequences (CSI, and OSC with its end): some exports keep a terminal's colours."""

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Bidirectional controls (UAX #9): nothing a headline needs, and a way to make a terminal show another text."""

_INVISIBLE = "\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffc\U000e0000-\U000e0fff"
"""Soft hyphen, zero-width spaces, word joiners, deprecated format characters, tags and variation supplements."""

_JUNK = re.compile(f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{_BIDI}{_INVISIBLE}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85]")
_JOINERS = re.compile("[\u200c\u200d]+")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r" ?\n[ \n]*\n ?")
_LINE_BREAK = re.compile(r" *\n *")

_JOINING = re.compile(
    "[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc"  # Arabic and its neighbours: Persian writes میخواهم with a non-joiner
    "\u0900-\u0dff\u1000-\u109f\u1780-\u18af"  # Indic, Burmese, Khmer, Mongolian: joiners choose a conjunct's form
    "\ufe0f\u20e3\U0001f000-\U0001faff]"  # emoji: one sign made of several
)

_USUAL = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0391-\u03a1\u03a3-\u03ce\u0400-\u0482\u048a-\u052f\u05d0-\u05ea"
    "\u0621-\u063a\u0641-\u064a\u0660-\u066a\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e"
    "\u2010-\u2015\u2018-\u201f\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122]*"
)
"""Characters that are in NFC beside each other and none of the above: nearly every text has no others."""
_PLAIN_BYTES, _ASCII_BYTES = bytes(range(0x20, 0x7F)), bytes(range(0x80))

_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
)
"""Accents, Hebrew points and Arabic vowel marks. Vowel signs of Indic scripts are letters, not accents."""

_SHORT_FORM = re.compile(r"\d\s?(?:[ap]\.\s?m|[^\W\d_]{1,3})\.$", re.IGNORECASE)
_SHORT_FORM_CHARS = len("8 a. m.\n")
_STROKES = str.maketrans("łøđħı", "lodhi")
"""Letters whose stroke Unicode does not decompose."""


class _Words(dict[int, int | str]):
    """For `str.translate`: letters, digits and marks stay, all else is a space. Filled as characters are met."""

    def __missing__(self, code: int) -> int | str:
        char = chr(code)
        self[code] = code if char.isalnum() or unicodedata.category(char)[0] == "M" else " "
        return self[code]


_WORDS = _Words()
_ASCII_WORDS = "".join(char if (char := chr(code)).isalnum() else " " for code in range(128))

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
"""Thai, Lao, Burmese, Khmer, kana and Han: scripts that put no space between words."""
_UNSPACED_LEADS = b"\xe0\xe1\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xef"
"""What their letters begin with in UTF-8, quotation marks and dashes do not: bytes are looked at far faster."""

UNSPACED_WORD_CHARS = 2
"""Characters counted as one word in those scripts: about the mean length of a Chinese word."""


def clean_line(text: str) -> str:
    """Return the text on one line: NFC, spaces collapsed, control, bidi and zero-width junk removed. May be empty."""
    return " ".join(_plain(text).split())


def clean_run(run: str) -> str:
    """Like `clean_line`, for text that has single spaces already, as that of a page's blocks."""
    text = _plain(run)
    return run if text is run else " ".join(text.split())


def clean_block(text: str) -> str:
    """Like `clean_line`, but line breaks stay: single ones, and one empty line between paragraphs (`\\n\\n`)."""
    text = _plain(text)
    if "\n" not in text:
        return " ".join(text.split())
    text = _SPACES.sub(" ", text)
    return _LINE_BREAK.sub("\n", _BLANK_LINES.sub("\n\n", text)).strip()


def ends_in_short_form(text: str) -> bool:
    """Return whether the text's last full stop belongs to a number's unit, not a sentence: "11:08 a.m.", "5 min."."""
    return _SHORT_FORM.search(text[-_SHORT_FORM_CHARS:]) is not None


def count_words(text: str) -> int:
    """Return the number of words, numbers included.

    Scripts without spaces between words count one word for each two characters of a run, at least one a run.
    """
    runs = [len(run) for run in _UNSPACED.findall(text)] if has_lead(text, _UNSPACED_LEADS) else []
    spaced = _UNSPACED.sub(" ", text) if runs else text
    unspaced = sum(max(1, length // UNSPACED_WORD_CHARS) for length in runs)
    words = spaced.split()
    odd = [word for word in filterfalse(str.isalnum, words) if not word[0].isalnum()]
    marks = sum(not any(map(str.isalnum, word)) for word in odd)
    return unspaced + len(words) - marks


def has_lead(text: str, leads: bytes) -> bool:
    """Return whether any character is one that begins with such a byte in UTF-8: before a look at every character."""
    if text.isascii():
        return False
    data = text.encode("utf-8", "replace")
    return len(data.translate(None, leads)) < len(data)


def casefolded(text: str) -> str:
    """Return `text.casefold()`, in a third of the time where what is not ASCII has no case, as quotation marks."""
    if text.isascii():
        return text.casefold()
    data = text.encode("utf-8", "surrogatepass")
    rare = data.translate(None, _ASCII_BYTES).decode("utf-8", "surrogatepass")
    return text.casefold() if rare.casefold() != rare else data.lower().decode("utf-8", "surrogatepass")


def fold(text: str) -> str:
    """Return the text for comparing: casefolded, no accents, each run of punctuation or spaces one space; or empty."""
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII_WORDS).split())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_STROKES))
    kept = unicodedata.normalize("NFC", _ACCENTS.sub("", plain))
    return " ".join(kept.translate(_WORDS).split())


def _plain(text: str) -> str:
    """The text in NFC without junk; white space is left as it stands, but every line break is a newline."""
    if text.isprintable() if text.isascii() else _is_usual(text):
        return text
    text = _JUNK.sub("", _ANSI.sub("", _BREAKS.sub("\n", text)))
    return unicodedata.normalize("NFC", _JOINERS.sub(_keep_joiner, text))


def _is_usual(text: str) -> bool:
    """Whether all characters are of the usual ones; only those that are not plain ASCII need a look at each."""
    rare = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN_BYTES)
    return _USUAL.fullmatch(rare.decode("utf-8", "surrogatepass")) is not None


def _keep_joiner(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    return match.group()[0] if _JOINING.match(before) else ""
