"""Each block's likelihood of being body text."""

from collections.abc import Sequence

from crawler.extract.blocks import TextBlock
from crawler.extract.evidence import Evidence, squeeze

_SUBSTRING_CHARS = 25
"""A block this long found inside a kept line counts as kept; shorter ones must be a whole line."""


def score_blocks(blocks: Sequence[TextBlock], evidence: Evidence) -> None:
    """Set `score` of every block."""
    for block in blocks:
        block.score = float(is_voted(block, evidence))


def is_voted(block: TextBlock, evidence: Evidence) -> bool:
    """Whether trafilatura keeps the block's text."""
    text = squeeze(block.text)
    return text in evidence.lines or (len(text) >= _SUBSTRING_CHARS and text in evidence.joined)
