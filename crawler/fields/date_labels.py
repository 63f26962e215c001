"""A printed line with two dates, cut into what it says of publication and what it says of the last change.

    "Updated: 19 May 2025, 09:00 | Published: 17 May 2025" -> ("Published: 17 May 2025", "Updated: 19 May 2025, 09:00")

The words are those of the page's language, and of English and Chinese: themes keep their makers'. From `languages`.
"""

import re
from functools import lru_cache
from itertools import pairwise

from crawler.languages import load

_THEMES = ("en", "zh")
"""Languages of the words that themes print on pages in any other."""
_MIN_LABEL_CHARS = 4
"""Letters of a word that by itself says "published"; shorter ones ("on", "am", "le") stand in every date."""
_MARKS = r"[|•·;\n]|\s[/–—-]\s(?!\d)"
"""What ends the part that a label opens; a dash before a number parts a day from its clock."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def split_change(line: str, language: str | None) -> tuple[str, str]:
    """Return the parts of a line that tell of publication, and those that a word such as "Updated" opens."""
    changed, either = _labels(language)
    if changed is None or either is None or not changed.search(line):
        return line, ""
    published, change = "", ""
    cuts = [0, *(found.start() for found in either.finditer(line) if found.start()), len(line)]
    for start, end in pairwise(cuts):
        part = line[start:end]
        if changed.match(part):
            change += part
        else:
            published += part
    return published, change


def tells_publication(text: str, language: str | None) -> bool:
    """Return whether a word such as "Published" or "Posted on" stands in the text, and none such as "Updated"."""
    changed, either = _labels(language)
    if changed is None or either is None or changed.search(text):
        return False
    return any(any(map(str.isalpha, found.group())) for found in either.finditer(text))


@lru_cache(maxsize=128)
def _labels(language: str | None) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What opens a change, and what opens or ends any part."""
    spoken = [known for code in (language, *_THEMES) if (known := load(code))]
    changed = {word for known in spoken for word in known.dates.get("updated", ())}
    others = {word.rstrip(":") for known in spoken for word in known.bylines.get("published", ())} - changed
    published = {word for word in others if len(word) >= _MIN_LABEL_CHARS or _UNSPACED.search(word)}
    if not changed:
        return None, None
    opens, either = _any_of(changed), _any_of(changed | published)
    return re.compile(opens, re.IGNORECASE), re.compile(f"{either}|{_MARKS}", re.IGNORECASE)


def _any_of(words: set[str]) -> str:
    """A pattern of the words: whole ones, unless their script has no spaces."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    dense = [re.escape(word) for word in longest_first if _UNSPACED.search(word)]
    spaced = "|".join(re.escape(word) for word in longest_first if not _UNSPACED.search(word))
    return "|".join([*dense, rf"(?<!\w)(?:{spaced})(?!\w)"])
