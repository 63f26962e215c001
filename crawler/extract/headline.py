"""The headline: what the page, its structured data and its feed call the article, without the outlet's name."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.blocks import TextBlock
from crawler.extract.candidate import Candidate, provenance
from crawler.extract.evidence import folded
from crawler.extract.inputs import Hints
from crawler.extract.printed_title import printed_title
from crawler.extract.site_names import site_names
from crawler.fields.text import UNSAID, clean_line
from crawler.items import Provenance
from crawler.page.elements import is_permalink, text_of
from crawler.page.jsonld import Node, plain
from crawler.page.page import Page

_SEPARATOR = re.compile(
    r"(?=[\s|»｜：_-])(?:\s+(?:[|\-–—:·•»«›‹/~]|--)\s+|\s*[|»]\s+|\s+\|\s*|\s*[｜：]\s*"
    r"|(?<=[\u3400-\u9fff！？。」』”）)])\s?(?:_+|-{1,2})\s?(?=\w)|_+(?=[\u3400-\u9fff]))"
)
"""In Chinese no blanks stand around it: "桥梁关闭_青谷网". What it may begin with is looked at first."""
_PART = re.compile(rf"{_SEPARATOR.pattern}|:\s+")
_BAR = re.compile(r"\s+[|｜]\s+|｜")
_MAX_CHARS = 400
_CUT = " …"
"""Stands for the rest of a longer one."""
_MIN_CHARS = 4
_MAX_RAW_CHARS = 2000
"""Longest text that may hold a headline and the outlet's name: an h1 never closed holds the rest of the page."""
_MAX_HEADINGS = 100
"""Elements h1 that are looked at; the most on 266 news pages were 38."""
_MAX_CUTS = 20
"""Separators of a title that are looked at; titles of articles have three."""
_QUOTES = ('"', "'")
"""A meta tag whose value nobody escaped ends at the first of them."""
_LEADING = " :|-–—·•»«/"
"""What is left before a title where the outlet's name is empty."""
_ESCAPED = re.compile(r"\\(['\"])")
_TWICE_WORDS = 3
"""Words of a headline that nobody repeats on purpose; "Bye Bye" is a title."""
_MIN_CUT, _DOTS = 30, "..."
"""Shortest beginning of a headline that a system leaves of it, in characters, and what stands for the rest."""
_MIN_PART = 15
"""Characters of a part of the title that may be the headline alone, half of it in Chinese: shorter ones are names of
sections and sites."""
_HAN_SEPARATOR = re.compile(r"[\s_|｜–—-]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SLUG = re.compile(r"[^\W_]+(?:[-_][^\W_]+){2,}")
"""An address or a file's name instead of a headline: "council-keeps-bridge"."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))


def choose_headline(
    page: Page,
    article: Node | None,
    headings: list[str],
    hints: Hints,
    outlet_name: str | None,
    blocks: Sequence[TextBlock] = (),
) -> tuple[str | None, Provenance | None]:
    """Return the headline and where it came from.

    `headings` are the texts of the page's h1 elements, `blocks` its lines: where nothing but the title
    names the article, the part of the title that stands on the page is the headline.
    """
    names = site_names(page, outlet_name)
    headings = [heading for heading in headings if not _is_site(heading, names)]
    told = [
        Candidate(value=_once(strip_site(clean_line(raw), names)), source=source, raw=raw)
        for source, raw in _raw_headlines(page, article, headings, hints)
        if len(raw) <= _MAX_RAW_CHARS
    ]
    titles = [title for title in told if _may_be_headline(title.value)] or _shortened(told)
    if not titles:
        return None, None
    found = [title for title in titles if not _is_site(title.value, names)]
    if not found and (heading := printed_title(blocks, partial(_is_site, names=names))):
        found = [Candidate(value=clean_line(heading), source="dom", raw=heading)]
    found = [title for title in found or titles if not _SLUG.fullmatch(title.value)] or found or titles
    winner = _agreed(found, headings) or found[0]
    winner = _without_section(winner, found) or winner
    winner = _in_title(winner, page.meta.title or "", headings, blocks, names) or winner
    winner = _in_full(winner, headings)
    return winner.value, provenance(winner, found)


def _in_title(
    winner: Candidate[str], title: str, headings: Sequence[str], blocks: Sequence[TextBlock], names: frozenset[str]
) -> Candidate[str] | None:
    """Return the part of the page's title that the page prints, where its h1 is none of it ("Menu") or its last part.

    Or where the title is all there is, or a heading prints a part of it: the rest is a section's or the site's name.
    """
    if winner.source == "meta" and headings:
        parts = [part for part in _BAR.split(winner.value) if len(part) >= _MIN_PART]
        begun = (p for p in parts if p != winner.value and any(folded(h).startswith(f"{folded(p)} ") for h in headings))
        part = next(begun, None)
    elif winner.source == "meta":
        part = _printed_part(winner.raw, [block.text for block in blocks], names)
    elif winner.source == "dom" and not folded(title).startswith(folded(winner.value)):
        steps = {folded(step) for step in _SEPARATOR.split(title)}
        other = (
            h for h in headings if folded(h) in steps and not _is_site(h, names) and folded(h) != folded(winner.value)
        )
        printed = [block.text for block in blocks if block.tag in _HEADINGS]
        part = next(other, None) or _printed_part(title, printed, names)
        if part is None and folded(winner.value) not in folded(title):
            part = _printed_part(title.lstrip(_LEADING), [block.text for block in blocks], names)
    else:
        part = None
    return Candidate(value=clean_line(part), source="dom", raw=winner.raw) if part else None


def _once(title: str) -> str:
    """Return the title without a script's escapes ("Mayor\\'s"), and once where a system has put it there twice."""
    title = _ESCAPED.sub(r"\1", title) if "\\" in title else title
    words = title.split()
    half, odd = divmod(len(words), 2)
    is_twice = not odd and half >= _TWICE_WORDS and words[:half] == words[half:]
    return " ".join(words[:half]) if is_twice else title


def _shortened(told: Sequence[Candidate[str]]) -> list[Candidate[str]]:
    """Return the titles that are too long for headlines, cut after a word: some systems put the whole text there."""
    long = (title for title in told if len(title.value) > _MAX_CHARS)
    return [replace(title, value=f"{_whole_words(title.value[: _MAX_CHARS - len(_CUT)])}{_CUT}") for title in long]


def _whole_words(text: str) -> str:
    """Return the text without the word it ends in; as it is in a script without spaces."""
    words = text.rpartition(" ")[0]
    return words if 2 * len(words) > len(text) else text


def _may_be_headline(text: str) -> bool:
    """Whether a text says anything: not "---", and not "| Valley Ledger", whose own place stayed empty."""
    is_sized = _MIN_CHARS <= len(text) <= _MAX_CHARS
    return is_sized and text not in UNSAID and not text.startswith("|") and any(map(str.isalnum, text))


def _in_full(title: Candidate[str], headings: Sequence[str]) -> Candidate[str]:
    """Return the h1 where the title is only its beginning: some systems cut what they declare at 60 or 70 characters.

    A longer h1 may also hold a kicker or an intro; a cut ends in dots, within a word, or before one in lower case. In
    JSON-LD the last is more often a shorter headline by an editor's hand.
    """
    start = title.value.rstrip(".… ")
    is_marked = len(title.value) - len(start) >= len(_DOTS) or title.value.endswith("…")
    for heading in headings:
        if len(heading) > _MAX_CHARS:
            continue
        rest = clean_line(heading).removeprefix(start)
        if title.source == "meta" and len(rest) < len(clean_line(heading)) and rest.lstrip()[:1] in _QUOTES:
            return Candidate(value=clean_line(heading), source="dom", raw=heading)
        if len(start) < _MIN_CUT or len(rest) == len(clean_line(heading)) or not rest.strip("."):
            continue
        is_in_word = start[-1].isalnum() and rest[0].isalnum() and not _is_glued(clean_line(heading), start)
        is_in_clause = title.source == "meta" and rest[0] == " " and rest[1:2].islower()
        if is_marked or is_in_word or is_in_clause:
            return Candidate(value=clean_line(heading), source="dom", raw=heading)
    return title


def _agreed(found: Sequence[Candidate[str]], headings: Sequence[str]) -> Candidate[str] | None:
    """Return the first title for other pages to quote where the headline in JSON-LD stands alone against it.

    It does where the page's h1 repeats the other, and where it is the same with a kicker before it. On 129 pages with a
    known headline that was right 12 times and wrong 4.
    """
    printed = {folded(heading) for heading in headings}
    declared = next((c for c in found if c.source == "jsonld"), None)
    if declared is not None and folded(declared.value) not in printed:
        named = (c for c in found if c.source == "jsonld" and folded(c.value) in printed)
        if name := next(named, None):  # `headline` is a description, `name` is printed
            return name
    shared = next((c for c in found if c.source == "meta"), None)
    if shared is None:
        return None
    own = folded(shared.value)
    if declared is not None:
        told = folded(declared.value)
        if folded(_BAR.split(shared.value)[-1]) == told:  # "Live | ..." is a label before it
            return None
        is_alone = own in printed and told not in printed
        return shared if is_alone or (told != own and told.endswith(f" {own}")) else None
    first = _SEPARATOR.split(shared.value)[0]
    if found[0].source == "dom" and _is_glued(found[0].value, first):
        return Candidate(value=first, source="meta", raw=shared.raw)
    begun = (c for c in found if c.source == "dom" and not c.value.endswith(("…", _DOTS)))
    return next((c for c in begun if own.startswith(f"{folded(c.value)} ")), None)


def _is_glued(heading: str, title: str) -> bool:
    """Whether the h1 is the title with another element's text run into it: "... bridgeValley Ledger"."""
    rest = heading.removeprefix(title)
    return len(title) >= _MIN_CUT and rest[:1].isupper() and title[-1].islower() and rest != heading


def _without_section(winner: Candidate[str], found: Sequence[Candidate[str]]) -> Candidate[str] | None:
    """Return the heading that the page prints where the winner only puts a section beside it: "Opinion | ..."."""
    parts = {folded(part) for part in _BAR.split(winner.value)}
    return next((c for c in found if c.source == "dom" and len(parts) > 1 and folded(c.value) in parts), None)


def _raw_headlines(page: Page, article: Node | None, headings: list[str], hints: Hints) -> Iterator[tuple[str, str]]:
    if article is not None:
        for key in ("headline", "name"):
            if value := plain(article.get(key)):
                yield "jsonld", value
    for value in page.meta.all("og:title"):
        yield "meta", html.unescape(value)  # some systems escape it twice
    for heading in headings:
        yield "dom", heading
    for value in page.meta.all("twitter:title", "headline", "title", "dc.title", "parsely-title"):
        yield "meta", value
    if hints.title:
        yield "feed", hints.title
    if page.meta.title:
        yield "meta", page.meta.title


def read_headings(headings: Sequence[HtmlElement]) -> list[str]:
    """Return the texts of the h1 elements that may be headlines, in their order."""
    texts = (" ".join(_heading_text(h1).split()) for h1 in headings[:_MAX_HEADINGS])
    return [text for text in texts if 0 < len(text) <= _MAX_RAW_CHARS]


def _heading_text(heading: HtmlElement) -> str:
    text = text_of(heading)
    for link in islice(heading.iter("a"), _MAX_HEADINGS):
        mark = text_of(link)  # none where a picture is the mark
        if mark and is_permalink(link):
            before, _, after = text.rpartition(mark)
            text = f"{before} {after}"
    return text


@lru_cache(maxsize=256)  # structured data, meta tags and h1 mostly have the same title
def strip_site(title: str, names: frozenset[str]) -> str:
    """Return the title without the outlet's name before or behind a separator."""
    parts = list(_SEPARATOR.finditer(title))
    if parts:
        for part in parts:
            if _is_site(title[part.end() :], names):
                return strip_site(title[: part.start()], names)
        if _is_site(title[: parts[0].start()], names):
            return title[parts[0].end() :]
    before, colon, rest = title.partition(": ")
    return rest if colon and _is_site(before, names) else title


def _printed_part(title: str, lines: Sequence[str], names: frozenset[str]) -> str | None:
    """Return the longest part of a title, from a separator to another, that is one of the page's lines.

    In Chinese a blank or a dash without any may part the site's name off, and it stands last.
    """
    printed = {line.casefold() for line in lines}
    is_han = bool(_HAN.search(title))
    marks = list((_HAN_SEPARATOR if is_han else _PART).finditer(title))
    starts, ends = [0, *(m.end() for m in marks)], [*(m.start() for m in marks), len(title)]
    spans = [(a, b) for a in starts[:_MAX_CUTS] for b in ends[-_MAX_CUTS:] if b - a >= _MIN_PART // (1 + is_han)]
    parts = [(is_han and a == 0, b - a, title[a:b]) for a, b in spans if title[a:b].casefold() in printed]
    return max((part for part in parts if not _is_site(part[2], names)), default=(False, 0, None))[2]


def _is_site(text: str, names: frozenset[str]) -> bool:
    return folded(text).replace(" ", "") in names
