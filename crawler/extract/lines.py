"""Lines of a run of text whose only breaks are `<br>`, and the paragraphs they make."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

LONG_LINE_CHARS = 60
"""A line between two `<br>` at least this long is a paragraph of its own, not a line of verse or address."""
BULLET = re.compile(r"[•·▪◦●■*–—-]\s+(?=\S)")
"""Opens an item of a list that was typed by hand."""
_MOST = 0.8
"""Share of a line that makes it all link or all bold."""


@dataclass(slots=True)
class Line:
    """Text up to a break; the counts are of characters inside links, bold and italic."""

    parts: list[str] = field(default_factory=list)
    text: str = ""
    link_chars: int = 0
    bold_chars: int = 0
    italic_chars: int = 0
    links: int = 0

    @property
    def ends_in_word(self) -> bool:
        return bool(self.parts) and self.parts[-1][-1:].isalnum()

    def count(self, text: str, link: bool, bold: bool, italic: bool) -> None:
        """Count text that stands inside the inline tags the flags name."""
        size = len(text.strip())
        if link:
            self.link_chars += size
        if bold:
            self.bold_chars += size
        if italic:
            self.italic_chars += size

    def close(self) -> str:
        """Set and return the text, one line with single spaces."""
        parts = self.parts
        self.text = text = " ".join((parts[0] if len(parts) == 1 else "".join(parts)).split())
        return text


def join_lines(lines: Sequence[Line]) -> list[Line]:
    """Return the paragraphs, each as one line.

    An empty line always parts two paragraphs; a single break does before a bullet, where one of its sides is long, or
    where one is all link or all bold and the other is not.
    """
    paragraphs: list[Line] = []
    is_open = False
    for line in lines:
        if not line.close():
            is_open = False
        elif is_open and not BULLET.match(line.text) and _belong_together(paragraphs[-1], line):
            _append(paragraphs[-1], line)
        else:
            paragraphs.append(line)
            is_open = True
    return paragraphs


def _belong_together(first: Line, second: Line) -> bool:
    are_short = max(len(first.text), len(second.text)) < LONG_LINE_CHARS
    return are_short and _look(first) == _look(second)


def _look(line: Line) -> tuple[bool, bool]:
    most = _MOST * len(line.text)
    return line.link_chars >= most, line.bold_chars >= most


def _append(line: Line, other: Line) -> None:
    line.text += " " + other.text
    line.link_chars += other.link_chars
    line.bold_chars += other.bold_chars
    line.italic_chars += other.italic_chars
    line.links += other.links
