"""Leave programs and style sheets out of a page's bytes: on real pages two thirds of them, which nobody reads.

Called by page.py before the charset is told and the page is parsed. Only what is plainly one whole element goes;
JSON-LD stays, and whatever looks odd is left for the parser. The tags that end the page go with them: an included
header may hold them before the article, and libxml2 drops what follows, HTML 5 and browsers do not.
"""

import re

_MARK = re.compile(rb"<(?=[s/][ctbh])(?:(s(?:cript|tyle))(?=[\s/>])|/(?:body|html)\s*>)", re.IGNORECASE)
"""Two letters are looked at first: few of a page's tags have them."""
_PAGE_END = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
_EDGE = re.compile(rb"<(/?)(s(?:cript|tyle))(?=[\s/>])", re.IGNORECASE)
_DATA = b"ld+json"


def without_programs(body: bytes) -> bytes:
    """Return the page without `<script>`, `<style>`, `</body>` and `</html>`; in any ASCII-compatible charset."""
    kept, at, after = [], 0, 0
    find, search = body.find, _MARK.search
    while (mark := search(body, after)) is not None:
        after, name = mark.end(), mark[1]
        if name is None:
            kept.append(body[at : mark.start()])
            at = after
            continue
        # few programs hold a "<": mostly the next one is the end
        closing = _EDGE.match(body, max(after, find(b"<", after)))
        is_odd = False
        if closing is None or closing.groups() != (b"/", name):
            closing, is_odd = _closing(body, name, after)
        if closing is None:
            break
        tag_end = find(b">", after) + 1
        ended, end = closing.span()
        if 0 < tag_end <= ended and not is_odd and _is_plain(body[after:tag_end]):
            kept.append(body[at : mark.start()])
            end = find(b">", end) + 1 or len(body)
        else:
            kept.append(without_page_ends(body[at:end]))
        at = after = end
    left = b"".join((*kept, without_page_ends(body[at:])))
    return left if b"<" in left else without_page_ends(body)  # a page of nothing but programs is one still


def without_page_ends(data: bytes) -> bytes:
    """Return the page, or a part of it, without the tags that end one."""
    return _PAGE_END.sub(b"", data)


def _closing(body: bytes, name: bytes, start: int) -> tuple[re.Match[bytes] | None, bool]:
    """Return the tag that closes an element whose opening tag goes on at `start`, and whether the element is odd.

    An opening tag before the end of one of its kind makes it odd: one of the two stands in a comment, a text or a
    program.
    """
    is_odd = False
    for edge in _EDGE.finditer(body, start):
        if edge[2] == name and edge[1]:
            return edge, is_odd
        is_odd = is_odd or edge[2] == name
    return None, is_odd


def _is_plain(tag: bytes) -> bool:
    """Whether what stands up to the first `>` is the whole of a tag that opens an element, and one without data."""
    if len(tag) == 1:
        return True
    is_whole = tag.count(b'"') % 2 == 0 and tag.count(b"'") % 2 == 0
    # "application&#x2F;ld&#x2B;json", as some servers escape it; `in` takes three times as long as `find`
    is_data = tag.find(b"&") >= 0 or tag.lower().find(_DATA) >= 0
    return is_whole and not is_data and not tag.endswith(b"/>")
