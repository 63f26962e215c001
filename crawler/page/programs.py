"""Leave programs and style sheets out of a page's bytes: on real pages two thirds of them, which nobody reads.

Called by page.py before the charset is told and the page is parsed. Only what is plainly one whole element is emptied;
its tags stay, JSON-LD stays, and whatever looks odd is left for the parser.
"""

import re

_EDGE = re.compile(rb"<(/?)(script|style)(?=[\s/>])", re.IGNORECASE)
_DATA = b"ld+json"


def without_programs(body: bytes) -> bytes:
    """Return the page with nothing inside `<script>` and `<style>`; in any ASCII-compatible charset.

    An opening tag before the end of one of its kind makes the element odd: one of the two stands in a comment, a text
    or a program.
    """
    kept, at = [], 0
    name, start, is_odd = b"", 0, False
    for edge in _EDGE.finditer(body):
        slash, found = edge.groups()
        if not name:
            if not slash:
                name, start, is_odd = found, edge.end(), False
        elif found == name and not slash:
            is_odd = True
        elif found == name:
            end = edge.start()
            tag_end = body.find(b">", start, end) + 1
            if 0 < tag_end < end and not is_odd and _is_plain(body[start:tag_end]):
                kept.append(body[at:tag_end])
                at = end
            name = b""
    return b"".join((*kept, body[at:])) if kept else body


def _is_plain(tag: bytes) -> bool:
    """Whether what stands up to the first `>` is the whole of a tag that opens an element, and one without data."""
    is_whole = tag.count(b'"') % 2 == 0 and tag.count(b"'") % 2 == 0
    is_data = _DATA in tag.lower() or b"&" in tag  # "application&#x2F;ld&#x2B;json", as some servers escape it
    return is_whole and not tag.endswith(b"/>") and not is_data
