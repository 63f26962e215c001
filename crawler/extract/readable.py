"""The one door to trafilatura: which of the page's lines it takes for the article.

Only its opinion is asked for, not its output: the chooser compares it with the page's own blocks. It works on the tree
that was already parsed (and copies it), without its metadata and date search, which cost as much again.
"""

import logging

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page without text as an error
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_lines(tree: HtmlElement, *, precise: bool = False, fast: bool = False) -> tuple[str, ...]:
    """Return the lines of the text trafilatura keeps, in its order; nothing where it finds none or fails.

    `precise` prefers less text; `fast` leaves out its comparison with readability and jusText.
    """
    options = Extractor(output_format="python", precision=precise, fast=fast, comments=False)
    try:
        document = bare_extraction(tree, options=options)
    except Exception:  # noqa: BLE001  # a foreign library on a hostile tree: any failure is "no opinion"
        return ()
    text = getattr(document, "text", None) or ""
    return tuple(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)
