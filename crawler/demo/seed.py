"""The first case: the one real article of the demo, from `seed.txt`, as it would stand in each of the three themes.

`seed.txt` is what a plain scrape of one regional outlet gave. The pages made of it carry its text and printed line
unchanged, and no date or author in their markup: all that is known stands in the text.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SEED_PATH = "/world/ukraine-urges-allies-to-maintain-pressure-on-russia-as-talks-result-in-no-ceasefire/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedArticle:
    """The seed as printed: section, headline, credit and date line, eight paragraphs."""

    section: str
    headline: str
    line: str
    paragraphs: tuple[str, ...]


@cache
def seed_article() -> SeedArticle:
    """Return the seed article without the chrome that follows it."""
    text = (files(__package__) / "seed.txt").read_text(encoding="utf-8")
    section, headline, line, *rest = [block.strip() for block in text.split("\n\n") if block.strip()]
    return SeedArticle(
        section=section, headline=headline, line=line, paragraphs=tuple(rest[: rest.index("Related Articles")])
    )
