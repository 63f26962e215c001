"""What the elements of HTML are to the walk over a page's text: parts of a line, boxes of lines, or no text at all."""

_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr img picture source"
)
_SKIPPED_TAGS = (
    "script style noscript svg template iframe object embed canvas audio video map select option textarea input button "
    "nav dialog head link meta math datalist progress"
)
_BLOCK_TAGS = (
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre search section summary table "
    "tbody td tfoot th thead tr ul"
)
INLINE, SKIPPED = frozenset(_INLINE_TAGS.split()), frozenset(_SKIPPED_TAGS.split())
KNOWN = SKIPPED | frozenset(_BLOCK_TAGS.split())
"""All that HTML knows but inline elements."""
TEXTS = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "figcaption"))
"""Hold running text, and what HTML does not know is a part of it there: `<x-tooltip>`, `<st1:city>`, `<location>`."""
