"""Credits inside a text that name people no line above or below it names: in its first words, in a note at its end.

    本报讯（记者 林晓梅）市议会 ...          (서울=연합뉴스) 윤서희 기자 = 시의회는 ...
    Associated Press writer Rita Moss contributed to this report.
    ... she said on Monday. (dpa)                 ... と話した。（柳沢 真帆）

The text keeps them; `author_lines` asks here.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from crawler.extract.blocks import TextBlock
from crawler.fields.agencies import agencies_in
from crawler.fields.bylines import credits_in_full, is_byline_label, is_signature
from crawler.fields.text import clean_line

_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_OPENINGS = (
    re.compile(rf"[\[(（【〔［][{_ASIAN}A-Z·ㆍ,\s]{{1,20}}[=＝][^\])）】〕］]{{1,20}}[\])）】〕］][^=＝]{{2,30}}[=＝]"),
    re.compile(rf"[{_ASIAN}\d·・]{{0,16}}[\[(（【〔［][^\[\](（）)【】〔〕［］]{{3,40}}[\])）】〕］]"),
)
"""How reports in Chinese, Japanese and Korean open: dateline with agency and reporter, or a bracket with both."""
_BRACKET, _LABEL_CHARS = re.compile(r"[\[(（【〔［]"), range(2, 5)
"""What opens a credit, and how long the word is that says so: 记者, 通讯员, 本报记者."""
_CLOSING = re.compile(
    r"[.!?…。！？।॥؟۔][\s\"”»’'“」』)]*(?P<credit>[(\[（【〔［/][^()\[\]（）【】〔〕［］/]{2,40}[)\]）】〕］/]|[—–]\s?[^\s—–][^—–.]{1,30})\s*$"
)
"""A bracket, or a few words behind a dash, right after the text's last sentence."""
_NAMED = re.compile(rf"[{_ASIAN}]")
"""Scripts in which such a bracket names the writer; in others it is as often the person spoken of."""
_SIGNED, _CLOSING_CHARS = 2, 80
"""Last blocks of a text that may end in such a credit, and the end of one in which it stands."""
_NOTES, _NOTE_CHARS = 3, 200
"""Last blocks of a text among which a note on who else worked on it stands, and its longest."""


def opening_credit(kept: Sequence[TextBlock], language: str | None) -> str | None:
    """Return the credit with which the text's first paragraph opens, as printed, or None."""
    text = clean_line(kept[0].text[:_NOTE_CHARS]) if kept else ""
    found = (opening.match(text) for opening in _OPENINGS)
    heads = (match.group().rstrip("=＝ ") for match in found if match)
    told = (credit for head in heads if len(head) < len(text) for credit in (head, *_in_bracket(head, language)))
    return next((credit for credit in told if is_signature(credit, language=language)), None)


def _in_bracket(head: str, language: str | None) -> Iterator[str]:
    """Yield the head's bracket where a word such as "reporter" opens it: a dateline with a date stands before it."""
    opened = _BRACKET.search(head)
    bracket = head[opened.start() :] if opened else ""
    if any(is_byline_label(bracket[1 : 1 + size], language=language) for size in _LABEL_CHARS):
        yield bracket


def closing_credit(kept: Sequence[TextBlock], language: str | None) -> str | None:
    """Return the agency or the writer that stands behind the text's last sentence, without bracket or dash, or None.

    A line on the writer may stand below an agency's sign.
    """
    for block in islice(reversed(kept), _SIGNED):
        found = _CLOSING.search(block.text[-_CLOSING_CHARS:])
        line = clean_line(found["credit"]) if found else ""
        if agencies_in(inner := line.strip("()[]（）【】〔〕［］/—– ")):
            return inner
        if block is kept[-1] and _NAMED.search(line) and is_signature(line, language=language):
            return line
    return None


def closing_notes(kept: Sequence[TextBlock], language: str | None) -> Iterator[str]:
    """Yield the lines at the text's end that do nothing but credit further people, each in a role of their own."""
    for block in islice(reversed(kept), _NOTES):
        if len(block.text) <= _NOTE_CHARS and credits_in_full(line := clean_line(block.text), language=language):
            yield line
