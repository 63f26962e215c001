"""What else had an opinion of the body, and how much of it was kept: the rivals that `copydesk why` shows."""

from collections.abc import Iterator, Sequence

from crawler.extract.blocks import TextBlock
from crawler.extract.evidence import Evidence, squeeze
from crawler.extract.template import LEFT_OUT
from crawler.items import Provenance, Rival


def body_provenance(
    method: str,
    kept: Sequence[TextBlock],
    evidence: Evidence,
    voted: Evidence | None,
    *,
    is_in_doubt: bool,
    n_muted: int = 0,
) -> Provenance:
    """Return where the body came from; `voted` is the evidence with trafilatura's lines, where it was asked.

    `n_muted` blocks are left out because the outlet's template knows them from other pages.
    """
    known = [Rival(source="template", raw=f"{LEFT_OUT}: {n_muted}")] if n_muted else []
    return Provenance(source="dom", raw=method, rejected=(*_rivals(kept, evidence, voted, is_in_doubt), *known))


def _rivals(
    kept: Sequence[TextBlock], evidence: Evidence, voted: Evidence | None, is_in_doubt: bool
) -> Iterator[Rival]:
    if is_in_doubt:
        yield Rival(source="template", raw="template: in doubt of this page")
    if evidence.article_body:
        yield Rival(source="jsonld", raw=f"structured: articleBody, {_share(kept, evidence.article_body)}")
    if voted is not None:
        yield Rival(source="dom", raw=f"trafilatura: {_share(kept, voted.joined)}")


def _share(kept: Sequence[TextBlock], text: str) -> str:
    size = len(text)
    held = sum(len(piece) for block in kept if (piece := squeeze(block.text)) in text)
    return f"{size} characters, {min(held / size, 1):.0%} of them kept" if size else "no text"
