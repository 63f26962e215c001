"""The one door to trafilatura: which of the page's lines it takes for the article.

Only its opinion is asked for, not its output: the chooser compares it with the page's own blocks. It works on the tree
that was already parsed (and copies it), without its metadata and date search, which cost as much again.
"""

import logging

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction, htmlprocessing, utils
from trafilatura.settings import Extractor

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page without text as an error
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


# trafilatura 2.3.1 remembers the last 1,024 texts it trimmed. Where elements never close each of them is the rest of
# the page: 1.1 GB for a page of 1.3 MB, 87 MB without (seed 211517 of the fuzzing).
vars(htmlprocessing)["trim"] = getattr(utils.trim, "__wrapped__", utils.trim)

_MAX_ELEMENTS = 20_000
"""Of a tree that trafilatura is asked about. It took 7 s for 488,000 `<br>` (seed 16897 of the fuzzing), and for other
elements of one parent the square of their number: 5 s for 47,000 `<p>`. On 266 news pages there were 2,691 at most."""
_is_crowded = etree.XPath(f"count(//*) > {_MAX_ELEMENTS}")
_MAX_LEVELS = 100
"""Elements inside each other in a tree that trafilatura is asked about. It reads the text and links of each again, and
each table's for the table around it: 4 to 8 s for pages of 228 to 1,692 levels (of 100,000 mutated ones). Of 266 news
pages the deepest has 34."""
_is_deep = etree.XPath(f"boolean({'/*' * _MAX_LEVELS})")
_NESTED_LINKS = etree.XPath("boolean(//a//a)")
_MAX_LINK_CHARS = 1_000_000
"""Text of all links together, each with the links inside it: trafilatura reads it again for every element above them.
On 266 news pages it was 26,141 at most, and links never stood in links; a page with 50 million ran past 60 s."""


def read_lines(tree: HtmlElement, *, precise: bool = False, fast: bool = False) -> tuple[str, ...]:
    """Return the lines of the text trafilatura keeps, in its order; nothing where it finds none or fails.

    `precise` prefers less text; `fast` leaves out its comparison with readability and jusText.
    """
    if _is_crowded(tree):
        _drop_repeated_breaks(tree)
        if _is_crowded(tree):
            return ()
    if _is_deep(tree) or (_NESTED_LINKS(tree) and _links_hold_too_much(tree)):
        return ()
    options = Extractor(output_format="python", precision=precise, fast=fast, comments=False)
    try:
        document = bare_extraction(tree, options=options)
    except Exception:  # noqa: BLE001  # a foreign library on a hostile tree: any failure is "no opinion"
        return ()
    text = getattr(document, "text", None) or ""
    return tuple(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)


def _drop_repeated_breaks(tree: HtmlElement) -> None:
    """Leave two of each row of line breaks: more of them say nothing more."""
    for line_break in list(tree.iter("br")):
        before = line_break.getprevious()
        is_repeated = before is not None and before.tag == "br" and not (before.tail or "").strip()
        if is_repeated and not (line_break.tail or "").strip():
            line_break.getparent().remove(line_break)


def _links_hold_too_much(tree: HtmlElement) -> bool:
    left = _MAX_LINK_CHARS
    for link in tree.iter("a"):
        left -= len(link.text_content())
        if left < 0:
            return True
    return False
