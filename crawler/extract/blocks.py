"""A page as the list of its text blocks, each with the containers it stands in.

A block is the longest run of text that no block-level tag and no paragraph break interrupts. This is the one walk over
the tree; features, scores, templates and the chooser all work on what it returns, never on the tree.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from lxml.html import HtmlElement

from crawler.extract.block_tags import INLINE, KNOWN, SKIPPED, TEXTS
from crawler.extract.class_words import NAMES, groups_of
from crawler.extract.lines import Line, join_lines
from crawler.page.elements import follows, is_permalink, is_read_out

MAX_BLOCKS = 6_000
"""Blocks kept of one page; the longest live blog seen has 2,900."""

MAX_DEPTH = 200
"""Levels walked. Below, a subtree is read as one run of text: a page nested deeper is broken, and the stack is not."""

_TABLE_TAGS = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup", "col", "br", "p"))
_DATA_ROWS, _DATA_CELLS, _DATA_CELL_CHARS = 2, 2, 150
"""A table of data has at least so many rows, cells in its widest row, and at most so many characters a cell."""

_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component")
_NAMES_CHARS = 400
_CAPTION = 1 << NAMES.index("caption")
_BREAK, _BOLD, _ITALIC = "br", frozenset(("b", "strong")), frozenset(("em", "i"))


@dataclass(slots=True, eq=False)
class Container:
    """A block-level element around text. The counts are of the text inside it, in characters."""

    tag: str
    names: str
    """`class`, `id`, `role`, `itemprop` and test ids, as written, one space between."""
    parent: "Container | None"
    depth: int
    element: HtmlElement
    hidden: bool = False
    chars: int = 0
    link_chars: int = 0
    blocks: int = 0

    @property
    def key(self) -> str:
        """Return 16 hex digits of tag and names, its own and its parent's: the same on pages of one template."""
        around = self.parent
        return _digest(self.tag, self.names, around.tag, around.names) if around else _digest(self.tag, self.names)

    def chain(self) -> "Iterator[Container]":
        """Yield this container and those around it, innermost first."""
        current: Container | None = self
        while current is not None:
            yield current
            current = current.parent


@dataclass(slots=True, eq=False)
class TextBlock:
    """One run of text; `text` is one line with single spaces; a table of data has one line a row."""

    text: str
    container: Container
    link_chars: int
    bold_chars: int
    italic_chars: int
    links: int
    index: int = 0
    score: float = 0.0
    """0..1, how likely it is body text; the scorer sets it."""

    @property
    def tag(self) -> str:
        """Return the tag of the innermost block-level element."""
        return self.container.tag

    @property
    def path(self) -> tuple[str, ...]:
        """Return the tags with their first class, outermost first: `("div.story", "p")`."""
        steps = [f"{c.tag}.{c.names.split()[0]}" if c.names else c.tag for c in self.container.chain()]
        return tuple(reversed(steps))


def read_blocks(tree: HtmlElement, outside: Collection[str] = ()) -> list[TextBlock]:
    """Return the blocks of the page in page order; containers whose `Container.key` is in `outside` are passed over."""
    body = tree.find("body")
    walker = _Walker(outside)
    walker.walk(body if body is not None else tree)
    return walker.blocks


class _Walker:
    """Keeps the open run and the container it belongs to."""

    def __init__(self, outside: Collection[str]) -> None:
        self.blocks: list[TextBlock] = []
        self.outside = outside
        self.lines: list[Line] = []
        """The text since the last block boundary; empty until any comes."""
        self.pictured = False
        """Whether a picture stands since the last block."""

    def walk(self, element: HtmlElement) -> None:
        names, _ = _names_and_hidden(element)
        root = Container(str(element.tag), names, None, 0, element)
        self._children(element, root, False, False, False, 0)
        self._flush(root)

    def _children(self, element: HtmlElement, box: Container, link: bool, bold: bool, italic: bool, depth: int) -> None:
        """Add the text inside `element`; the flags say which inline tags are open around it.

        Most texts are the line breaks between two tags: outside of an open line nothing is done about them.
        """
        if (text := element.text) and (self.lines or not text.isspace()):
            self._add(text, link, bold, italic)
        for child in element:
            tag = child.tag
            if tag in INLINE:
                self._inline(child, tag, box, link, bold, italic, depth)
            elif tag == _BREAK:
                if self.lines:
                    self.lines.append(Line())
            elif box.tag in TEXTS and tag not in KNOWN and isinstance(tag, str):
                self._inline(child, tag, box, link, bold, italic, depth)
            elif tag not in SKIPPED and isinstance(tag, str):
                if self.lines:
                    self._flush(box)
                if len(child) or child.text:
                    self._block(child, tag, box, link, depth)
            if (text := child.tail) and (self.lines or not text.isspace()):
                self._add(text, link, bold, italic)

    def _inline(
        self, child: HtmlElement, tag: str, box: Container, link: bool, bold: bool, italic: bool, depth: int
    ) -> None:
        """Add the text inside an inline element."""
        if tag == "img":
            self.pictured = True
        elif self.pictured and _is_caption(child):
            self._flush(box)
            self._block(child, "figcaption", box, link, depth)
            return
        if tag == "a":
            if is_permalink(child):
                return
            link = True
            self._last_line().links += 1
        elif tag in _BOLD:
            bold = True
        elif tag in _ITALIC:
            italic = True
        elif link and tag == "span" and (names := child.get("class")) and is_read_out(names) and follows(child):
            return  # "(opens in a new window)", behind the words of the link
        elif child.get("itemscope") is not None and _names_and_hidden(child)[1]:
            return  # what a system tells machines about the page: its title once more
        elif tag == "time" and self.lines and self.lines[-1].ends_in_word:
            self._add(" ", False, False, False)  # only a style sheet parts "Jane Roe" and "17 May 2025"
        if not len(child):
            if text := child.text:
                self._add(text, link, bold, italic)
        elif depth < MAX_DEPTH:
            self._children(child, box, link, bold, italic, depth + 1)
        else:
            self._add(child.text_content(), link, bold, italic)
        if tag == "time" and not child.tail and child.getnext() is not None:
            self._add(" ", False, False, False)

    def _table(self, table: HtmlElement, box: Container, link: bool) -> None:
        """Add a table of data as one block, one line a row."""
        rows = (
            " | ".join(t for cell in row if (t := " ".join(cell.text_content().split()))) for row in table.iter("tr")
        )
        lines = [row for row in rows if row]
        if lines:
            links = table.findall(".//a")
            size = sum(map(len, lines)) if link else sum(len((a.text_content() or "").strip()) for a in links)
            self._keep(box, "\n".join(lines), link_chars=size, links=len(links))

    def _block(self, element: HtmlElement, tag: str, parent: Container, link: bool, depth: int) -> None:
        names, is_hidden = _names_and_hidden(element)
        is_told_apart = self.outside and (names or parent.names)  # a list's item may be the text's or a menu's
        if is_told_apart and _digest(tag, names, parent.tag, parent.names) in self.outside:
            return
        box = Container(tag, names, parent, depth, element, parent.hidden or is_hidden)
        if not len(element):  # as most paragraphs: nothing but text
            text = element.text or ""
            if told := " ".join(text.split()):
                self._keep(box, told, len(text.strip()) if link else 0)
        elif tag == "table" and _is_data(element):
            self._table(element, box, link)
        elif depth < MAX_DEPTH:
            self._children(element, box, link, False, False, depth + 1)
        else:
            self._add(element.text_content(), link, False, False)
        if self.lines:
            self._flush(box)
        if box.blocks:
            parent.chars += box.chars
            parent.link_chars += box.link_chars
            parent.blocks += box.blocks

    def _add(self, text: str, link: bool, bold: bool, italic: bool) -> None:
        line = self.lines[-1] if self.lines else self._last_line()
        if line.parts or not text.isspace():
            line.parts.append(text)
            if link or bold or italic:
                line.count(text, link, bold, italic)

    def _last_line(self) -> Line:
        if not self.lines:
            self.lines.append(Line())
        return self.lines[-1]

    def _flush(self, box: Container) -> None:
        """Close the open text; it belongs to `box`."""
        lines, self.lines = self.lines, []
        if len(lines) == 1:  # as nearly always
            if lines[0].close():
                self._keep_line(box, lines[0])
            return
        for line in join_lines(lines):
            self._keep_line(box, line)

    def _keep_line(self, box: Container, line: Line) -> None:
        self._keep(box, line.text, line.link_chars, line.bold_chars, line.italic_chars, line.links)

    def _keep(self, box: Container, text: str, link_chars: int, bold: int = 0, italic: int = 0, links: int = 0) -> None:
        """Append a block."""
        blocks = self.blocks
        self.pictured = False
        if len(blocks) >= MAX_BLOCKS:
            return
        blocks.append(TextBlock(text, box, link_chars, bold, italic, links, len(blocks)))
        box.chars += len(text)  # and, when the container ends, those around it
        box.link_chars += link_chars
        box.blocks += 1


def _is_caption(element: HtmlElement) -> bool:
    """Whether an inline element says that it is what stands below a picture."""
    names = element.get("class")
    return names is not None and groups_of(names) & _CAPTION != 0


def _is_data(table: HtmlElement) -> bool:
    """Whether a table holds data, short texts in rows of several cells, and is not the page's layout."""
    rows = list(table.iter("tr"))
    if len(rows) < _DATA_ROWS or max(map(len, rows)) < _DATA_CELLS:
        return False
    if any(e.tag not in INLINE and e.tag not in _TABLE_TAGS for e in table.iterdescendants()):
        return False
    cells = sum(len(row) for row in rows)
    return len(table.text_content()) < _DATA_CELL_CHARS * cells


def _names_and_hidden(element: HtmlElement) -> tuple[str, bool]:
    """Return `Container.names`, and whether the element itself says that it is not shown."""
    pairs = element.items()  # all at once: three questions for single ones take as long
    if not pairs:
        return "", False
    if len(pairs) == 1 and pairs[0][0] == "class":
        return _spaced(pairs[0][1]), False
    held = dict(pairs)
    names = " ".join([value for name in _NAMING if (value := held.get(name))])
    style = held.get("style")
    is_hidden = "hidden" in held or held.get("aria-hidden") == "true"
    is_hidden = is_hidden or (style is not None and "display:none" in style.replace(" ", "").lower())
    return _spaced(names), is_hidden


@lru_cache(maxsize=8_192)  # the pages of an outlet have the same names
def _spaced(names: str) -> str:
    return " ".join(names.split())[:_NAMES_CHARS]


@lru_cache(maxsize=8_192)
def _digest(tag: str, names: str, around_tag: str | None = None, around_names: str = "") -> str:
    """Return 16 hex digits; pages of one outlet have the same containers."""
    around = f"<{around_tag} {around_names}" if around_tag else ""
    return blake2b(f"{tag} {names}{around}".encode("utf-8", "replace"), digest_size=8).hexdigest()
